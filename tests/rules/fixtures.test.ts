/**
 * Runs every rule on its own fixtures through the real engine. Adding a rule folder adds its tests; a fixture says in
 * comments what it wants reported (see wants.ts), and nothing else may be reported in it.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Diagnostic, Engine, SourceInput } from '../../engine/index.ts'
import { rules } from '../../rules/index.ts'
import { type Fixture, goldenPath, ROOT, type RuleFolder, ruleFolders } from '../../scripts/rule-folders.ts'
import { realEngine } from '../support/assets.ts'
import { brief, EVERY_RULE, lint, onlyRule } from '../support/lint.ts'
import { fixUntilStable, inputsOf, renderGolden, withFix } from './render.ts'
import { compareWants, parseWants } from './wants.ts'

let engine: Engine
beforeAll(async () => {
  engine = await realEngine()
})

const folders = ruleFolders().map((folder): [string, RuleFolder] => [folder.id, folder])

test('there are rules to test', () => {
  expect(folders.length).toBeGreaterThan(0)
})

describe.each(folders)('%s', (_id, folder) => {
  const rule = rules.find((candidate) => candidate.id === folder.id)
  const all = folder.fixtures.map((fixture): [string, Fixture] => [basename(fixture.path), fixture])
  const bad = all.filter(([, fixture]) => fixture.kind === 'bad')
  const good = all.filter(([, fixture]) => fixture.kind === 'good')
  const config = onlyRule(folder.id)

  test('is registered and has bad and good fixtures', () => {
    expect(rule?.id).toBe(folder.id)
    expect(bad.length).toBeGreaterThan(0)
    expect(good.length).toBeGreaterThan(0)
  })

  test.each(all)('%s: what it wants, and nothing else', (_, fixture) => {
    const run = lint(engine, inputsOf(fixture), config)
    expect(run.errors).toEqual([])
    let wanted = 0
    for (const source of fixture.sources) {
      const wants = parseWants(source.text)
      wanted += wants.length
      const written = run.analyses.find((analysis) => analysis.path === source.file)?.facts.platforms ?? []
      const everywhere = written.filter((platform) => rule?.platforms.includes(platform))
      const found = run.diagnostics.filter((diagnostic) => diagnostic.file === source.file)
      expect(compareWants(wants, found, everywhere), source.file).toEqual([])
    }
    if (fixture.kind === 'bad') expect(wanted, 'a bad fixture wants something').toBeGreaterThan(0)
    else expect(wanted, 'a good fixture wants nothing').toBe(0)
  })

  test.each(bad)('%s: every text exists in both languages', (_, fixture) => {
    const texts = lint(engine, inputsOf(fixture), config).diagnostics.flatMap((found) => [
      found.message,
      ...found.related.map((step) => step.message),
      ...found.fixes.map((fix) => fix.title),
    ])
    expect(texts.length).toBeGreaterThan(0)
    for (const { en, ja } of texts) {
      expect(en).toMatch(/[a-z]/)
      expect(ja, en).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u)
      expect(`${en} ${ja}`, 'a placeholder nobody filled').not.toMatch(/\{\w+\}/)
      expect(`${en} ${ja}`, 'a value nobody knew').not.toMatch(/\b(undefined|null|NaN|\[object)\b/)
    }
  })

  test.each(bad)('%s: equals its golden file', (_, fixture) => {
    const path = join(ROOT, goldenPath(fixture))
    expect(existsSync(path), `${goldenPath(fixture)} is missing. Run: npm run accept`).toBe(true)
    expect(renderGolden(engine, fixture, folder.id)).toBe(readFileSync(path, 'utf8'))
  })

  test.each(bad)('%s: every fix mends its finding and brings no other', (_, fixture) => {
    const inputs = inputsOf(fixture)
    const before = lint(engine, inputs, EVERY_RULE).diagnostics
    for (const found of before.filter((candidate) => candidate.rule === folder.id)) {
      for (const fix of found.fixes) {
        const fixed = withFix(inputs, found.file, fix)
        expect(fixed, `${brief(found)}: the fix "${fix.title.en}" changes nothing`).not.toEqual(inputs)
        const after = lint(engine, fixed, EVERY_RULE)
        expect(after.errors).toEqual([])
        const what = `after "${fix.title.en}" of ${brief(found)}`
        const counts = countsByRule(after.diagnostics)
        for (const [id, count] of counts) {
          const allowed = (countsByRule(before).get(id) ?? 0) - (id === folder.id ? 1 : 0)
          expect(count, `${id} ${what}`).toBeLessThanOrEqual(allowed)
        }
        expect(syntaxErrors(fixed, before), what).toEqual(syntaxErrors(inputs, before))
      }
    }
  })

  test.each(bad)('%s: safe fixes come to an end and a second run changes nothing', (_, fixture) => {
    const once = fixUntilStable(engine, inputsOf(fixture), config)
    expect(once.stable).toBe(true)
    const twice = fixUntilStable(engine, once.inputs, config)
    expect(twice.rounds).toBe(0)
    expect(twice.inputs).toEqual(once.inputs)
  })

  test.each(all)('%s: damage kills nothing', (_, fixture) => {
    const inputs = inputsOf(fixture)
    for (const [name, damaged] of damages(inputs)) {
      const run = lint(engine, damaged, EVERY_RULE)
      expect(run.errors, name).toEqual([])
    }
  })

  const drops = droppedLines(folder)
  for (const drop of drops) {
    test(`${drop.place} cannot be left out`, () => {
      const found = lint(engine, drop.inputs, config).diagnostics
      expect(found.map(brief)).toContainEqual(expect.stringContaining(drop.text))
    })
  }
})

describe('fixtures compile as C', () => {
  const compiler = spawnSync('cc', ['-fsyntax-only', '-x', 'c', '-'], { input: '#include <sys/socket.h>\n' })
  const works = compiler.error === undefined && compiler.status === 0
  // Without a C compiler, or without POSIX headers, there is nothing to ask.
  test.runIf(works).each(folders)('%s', (_id, folder) => {
    for (const source of folder.fixtures.flatMap((fixture) => fixture.sources)) {
      if (notCompilable(source.text)) continue
      const platforms = lint(engine, [{ path: source.file, content: source.text }], EVERY_RULE).analyses[0]?.facts
        .platforms
      if (platforms?.includes('posix') !== true) continue
      expect(compile(source.file, source.text), source.file).toBe('')
    }
  })
})

function countsByRule(diagnostics: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { rule } of diagnostics) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  return counts
}

/** A fixture that no compiler takes says so, with the reason, in its first line. */
function notCompilable(text: string): boolean {
  return /^\uFEFF?\/\/ not-compilable: \S/.test(text)
}

/** What the C compiler says of the POSIX files among them: a fix must not break what compiled. */
function syntaxErrors(inputs: readonly SourceInput[], findings: readonly Diagnostic[]): string[] {
  return inputs.flatMap(({ path, content }) => {
    const posix = findings.some((found) => found.file === path && found.platforms.includes('posix'))
    if (!posix || typeof content !== 'string' || notCompilable(content)) return []
    return [compile(path, content) === '' ? 'compiles' : 'does not compile']
  })
}

/** Errors of the compiler, or nothing. Warnings are not asked for: fixtures are wrong on purpose. */
function compile(path: string, text: string): string {
  const language = path.endsWith('.cpp') ? 'c++' : 'c'
  const include = join(ROOT, path, '..')
  const run = spawnSync('cc', ['-fsyntax-only', '-w', '-D_GNU_SOURCE', '-I', include, '-x', language, '-'], {
    input: text,
    encoding: 'utf8',
  })
  return run.status === 0 ? '' : (run.stderr ?? '') || `cc ended with ${run.status}`
}

/** The files cut off at ten places, with lines left out, and with braces left out; the same ones every time. */
function* damages(inputs: readonly SourceInput[]): Generator<[string, SourceInput[]]> {
  const change = (how: (text: string) => string): SourceInput[] =>
    inputs.map((input) => ({ ...input, content: how(String(input.content)) }))
  for (let tenth = 0; tenth < 10; tenth++) {
    yield [`cut off at ${tenth}/10`, change((text) => text.slice(0, Math.floor((text.length * tenth) / 10)))]
  }
  let seed = 1
  const random = (): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  for (let round = 0; round < 5; round++) {
    const kept = (text: string): string =>
      text
        .split('\n')
        .filter(() => random() > 0.2)
        .join('\n')
    yield [`with random lines left out, round ${round}`, change(kept)]
  }
  yield ['without closing braces', change((text) => text.replaceAll('}', ''))]
  yield ['without #endif', change((text) => text.replace(/^\s*#\s*endif.*$/gm, ''))]
}

/** Lines of good fixtures marked `// drop -> want "..."`: without the line, the rule must report that text. */
function droppedLines(folder: RuleFolder): { place: string; text: string; inputs: SourceInput[] }[] {
  return folder.fixtures
    .filter((fixture) => fixture.kind === 'good')
    .flatMap((fixture) =>
      fixture.sources.flatMap((source) =>
        source.text.split('\n').flatMap((line, index, lines) => {
          const text = /\/\/ drop -> want "([^"]+)"/.exec(line)?.[1]
          if (text === undefined) return []
          const content = lines.filter((_, other) => other !== index).join('\n')
          const inputs = inputsOf(fixture).map((input) => (input.path === source.file ? { ...input, content } : input))
          return [{ place: `${source.file}:${index + 1}`, text, inputs }]
        }),
      ),
    )
}
