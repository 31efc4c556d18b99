/** Results that are kept, in a cache or in a file of facts, come back as they were, and nothing else is taken for one. */
import { beforeAll, describe, expect, test } from 'vitest'
import {
  DEFAULT_CONFIG,
  fromText,
  isFileAnalysis,
  isHeaderFacts,
  isLintConfig,
  toText,
  type Engine,
  type FileAnalysis,
  type HeaderFacts,
} from '../../engine/index.ts'
import { ruleFolders } from '../../scripts/rule-folders.ts'
import { realEngine } from '../support/assets.ts'
import { EVERY_RULE, lint } from '../support/lint.ts'
import { inputsOf } from './render.ts'

let analyses: readonly FileAnalysis[] = []
let headers: readonly HeaderFacts[] = []
beforeAll(async () => {
  const engine: Engine = await realEngine()
  const inputs = ruleFolders().flatMap((folder) => folder.fixtures.map(inputsOf))
  analyses = inputs.flatMap((program) => lint(engine, program, EVERY_RULE).analyses)
  headers = inputs.flat().flatMap(({ path, content }) => engine.readHeader(path, content) ?? [])
})

test('every fixture: the analysis comes back as it was, and the text of it is always the same', () => {
  expect(analyses.length).toBeGreaterThan(300)
  for (const analysis of analyses) {
    const back = fromText(toText(analysis))
    expect(isFileAnalysis(back), analysis.path).toBe(true)
    expect(back, analysis.path).toStrictEqual(analysis)
    expect(toText(back), analysis.path).toBe(toText(analysis))
  }
})

test('every fixture, read as a header, comes back as it was', () => {
  for (const facts of headers) {
    const back = fromText(toText(facts))
    expect(isHeaderFacts(back)).toBe(true)
    expect(back).toStrictEqual(facts)
  }
})

test('numbers that JSON lacks, maps and sets, whatever their names', () => {
  const data = { low: -Infinity, zero: -0, map: new Map([['a', new Set(['b', 1 / 0])]]), '#': [NaN], nothing: null }
  expect(fromText(toText(data))).toStrictEqual(data)
})

/** The data with every value in turn replaced by one of another kind. */
function* damaged(data: unknown, path = ''): Generator<readonly [path: string, data: unknown]> {
  if (typeof data !== 'object' || data === null || data instanceof Map || data instanceof Set) return
  for (const [name, value] of Object.entries<unknown>(data as Record<string, unknown>)) {
    const set = (changed: unknown): unknown =>
      Array.isArray(data)
        ? data.map((item: unknown, index) => (`${index}` === name ? changed : item))
        : { ...data, [name]: changed }
    yield [`${path}.${name}`, set(typeof value === 'object' && value !== null ? 7.5 : [])]
    for (const [at, inner] of damaged(value, `${path}.${name}`)) yield [at, set(inner)]
  }
}

test('an analysis with anything of another kind in it is refused', () => {
  const analysis = analyses.find(({ diagnostics, facts }) => {
    const texts = toText(facts)
    return diagnostics.length > 0 && texts.includes('"created":[{') && texts.includes('"binds":{"posix":[{')
  })
  if (analysis === undefined) throw new Error('no fixture has all of it')
  const unchecked = { ...analysis, facts: { ...analysis.facts, lineStarts: [0] } }
  const others = [...damaged(unchecked)]
  expect(others.length).toBeGreaterThan(200)
  expect(others.flatMap(([path, other]) => (isFileAnalysis(other) ? [path] : []))).toEqual([])
})

describe('texts that are none', () => {
  test.each(['', '{', '[1', 'null', '"x"', '{"#map":7}', '{"#map":[7]}', '{"#set":{}}'])('%s', (text) => {
    expect(isFileAnalysis(fromText(text))).toBe(false)
  })
})

test('configurations', () => {
  const options = { 't/a': { least: 1, strict: true, mode: 'x', ports: [80, '1-2'] } }
  const config = { ...DEFAULT_CONFIG, options, wrappers: { f: ['close'] }, models: [{ name: 'g', failure: 'exits' }] }
  expect(isLintConfig(fromText(toText(config)))).toBe(true)
  expect(isLintConfig({ ...config, preset: 'loud' })).toBe(false)
  expect(isLintConfig({ ...config, options: { 't/a': { least: null } } })).toBe(false)
  expect(isLintConfig({ ...config, models: [{ name: 'g', failure: 'sometimes' }] })).toBe(false)
})
