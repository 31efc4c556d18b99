import { Ajv } from 'ajv'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { isRecord } from '../../engine/index.ts'
import { editorSchema } from '../../scripts/editor-schema.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SCHEMA: unknown = JSON.parse(readFileSync(join(ROOT, 'rules/generated/socklintrc.schema.json'), 'utf8'))

describe.each(['en', 'ja'] as const)('the schema that goes with the extension in %s', (language) => {
  const schema = editorSchema(SCHEMA, language)

  test.each([
    { preset: 'stric' },
    { rules: { 'bind/no-such-rule': 'off', 'lifecycle/leak': 7 } },
    { models: [{ makes: 'nothing' }], overrides: [{}], noreturn: ['not a name'] },
    { unknown: true },
  ])('leaves it to the server to tell what is wrong with %j', (value) => {
    if (!isRecord(schema)) throw new Error('no object')
    expect(new Ajv({ strict: false }).compile(schema)(value)).toBe(true)
  })

  test('completes the same values', () => {
    const values = (text: string): string[] => [...text.matchAll(/"enum":\[[^\]]*\]/g)].map(([each]) => each)
    expect(values(JSON.stringify(schema)).toSorted()).toEqual(values(JSON.stringify(SCHEMA)).toSorted())
  })

  test('explains in one language', () => {
    const told = [...JSON.stringify(schema).matchAll(/"description":"((?:[^"\\]|\\.)*)"/g)].map(([, each = '']) => each)
    expect(told.length).toBeGreaterThan(100)
    for (const each of told) expect(/[\u3040-\u30ff\u4e00-\u9fff]/.test(each), each).toBe(language === 'ja')
  })
})

test('a text without one of the languages is refused', () => {
  expect(() => editorSchema({ description: 'English only' }, 'en')).toThrow('English only')
})
