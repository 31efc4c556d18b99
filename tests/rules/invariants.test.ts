/** Invariants of the engine that every fixture of every rule helps to hold. */
import { beforeAll, describe, expect, test } from 'vitest'
import { createEngine, type Engine, type Rule, type SourceInput } from '../../engine/index.ts'
import { rules } from '../../rules/index.ts'
import { ruleFolders } from '../../scripts/rule-folders.ts'
import { readAssets, realEngine } from '../support/assets.ts'
import { EVERY_RULE, type LintRun, lint } from '../support/lint.ts'
import { inputsOf } from './render.ts'

const programs: readonly (readonly SourceInput[])[] = ruleFolders().flatMap((folder) => folder.fixtures.map(inputsOf))

let engine: Engine
beforeAll(async () => {
  engine = await realEngine()
})

function runAll(on: Engine, order: readonly (readonly SourceInput[])[] = programs): Map<string, LintRun> {
  return new Map(order.map((inputs) => [inputs[0]?.path ?? '', lint(on, inputs, EVERY_RULE)]))
}

const byPath = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : 1)

/** Every detail of a value as text, in its order: equal texts are byte-equal results. Maps are plain data too. */
function written(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (inner instanceof Map ? { map: [...inner] } : inner))
}

test('results are plain data: analyses can be sent to another thread, findings can be written as JSON', () => {
  for (const [path, run] of runAll(engine)) {
    expect(structuredClone(run), path).toEqual(run)
    expect(JSON.parse(JSON.stringify(run.diagnostics)), path).toEqual(run.diagnostics)
  }
})

test('the same input gives the same output, whatever was analysed before, and in a new engine', async () => {
  const first = written([...runAll(engine)].sort(byPath))
  const backwards = written([...runAll(engine, [...programs].reverse())].sort(byPath))
  expect(backwards === first).toBe(true)
  const fresh = written([...runAll(await createEngine(readAssets(), rules))].sort(byPath))
  expect(fresh === first).toBe(true)
})

test('the order in which files and rules are given does not matter', async () => {
  const all = programs.flat()
  const wanted = lint(engine, all, EVERY_RULE).diagnostics
  expect(wanted.length).toBeGreaterThan(0)
  expect(lint(engine, [...all].reverse(), EVERY_RULE).diagnostics).toEqual(wanted)
  const turned = await createEngine(readAssets(), [...rules].reverse())
  expect(lint(turned, all, EVERY_RULE).diagnostics).toEqual(wanted)
})

test('text and its UTF-8 bytes are the same to the engine', () => {
  for (const inputs of programs) {
    const bytes = inputs.map((input) => ({ ...input, content: new TextEncoder().encode(String(input.content)) }))
    expect(lint(engine, bytes, EVERY_RULE)).toEqual(lint(engine, inputs, EVERY_RULE))
  }
})

test('a file with a finding may matter', () => {
  for (const inputs of programs) {
    const found = new Set(lint(engine, inputs, EVERY_RULE).diagnostics.map((diagnostic) => diagnostic.file))
    for (const input of inputs.filter(({ path }) => found.has(path))) {
      expect(engine.mayMatter(new TextEncoder().encode(String(input.content))), input.path).toBe(true)
    }
  }
})

describe('a rule that throws', () => {
  const broken: Rule = {
    id: 'test/broken',
    since: '0.0.0',
    severity: 'error',
    precision: 'high',
    presets: ['recommended', 'strict', 'learn'],
    platforms: ['posix', 'windows'],
    merge: 'any',
    cwe: [],
    messages: { found: { en: 'x', ja: 'x' } },
    visit: {
      call_expression: () => {
        throw new Error('deliberately')
      },
    },
  }

  test('loses its own results, nothing else, and the error names rule, file and offset', async () => {
    const withBroken = await createEngine(readAssets(), [broken, ...rules])
    for (const inputs of programs) {
      const run = lint(withBroken, inputs, EVERY_RULE)
      expect(run.diagnostics).toEqual(lint(engine, inputs, EVERY_RULE).diagnostics)
      for (const error of run.errors) {
        expect(error.message.en).toContain('test/broken')
        expect(error.message.en).toMatch(/\d/)
        expect(inputs.map((input) => input.path)).toContain(error.file)
      }
    }
    const one = programs[0] ?? []
    expect(lint(withBroken, one, EVERY_RULE).errors.length).toBeGreaterThan(0)
  })
})

describe('no input can hang or kill it', () => {
  const socket = '#include <sys/socket.h>\nint f(int a)\n{\n  int fd = socket(AF_INET, SOCK_STREAM, 0);\n'
  const many = (count: number, text: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => text(index)).join('')

  test.each([
    ['sixty branches in a row', `${socket}${many(60, (n) => `  if (a & ${n}) { a += ${n}; listen(fd, a); }\n`)}}\n`],
    ['two thousand nested blocks', `${socket}${'if (a) {'.repeat(2_000)}bind(fd, 0, 0);${'}'.repeat(2_000)}}\n`],
    ['ten thousand parentheses', `${socket}  a = ${'('.repeat(10_000)}a${')'.repeat(10_000)};\n}\n`],
    ['ten thousand parentheses, never closed', `${socket}  a = ${'('.repeat(10_000)}`],
    ['fifty thousand closing braces', `${socket}${'}'.repeat(50_000)}`],
    ['a thousand sockets', `${socket}${many(1_000, (n) => `  int s${n} = socket(AF_INET, SOCK_STREAM, ${n});\n`)}}\n`],
    ['forty loops within loops', `${socket}${'while (a--) { listen(fd, a); '.repeat(40)}${'}'.repeat(40)}}\n`],
    [
      'a thousand gotos',
      `${socket}${many(1_000, (n) => `l${n}: if (a == ${n}) goto l${(n * 7) % 1_000};\n`)}close(fd);}\n`,
    ],
    [
      'functions that call each other',
      many(200, (n) => `int g${n}(int fd) { bind(fd, 0, 0); return g${(n + 1) % 200}(fd); }\n`),
    ],
    ['five thousand conditionals', many(5_000, (n) => `#if A${n}\nint f${n}(void) { return socket(0, 0, 0); }\n`)],
    ['a line of a million characters', `${socket}  char *s = "${'x'.repeat(1_000_000)}"; bind(fd, 0, 0);\n}\n`],
    ['an object-like macro of itself', `#define A A\n#define B C\n#define C B\n${socket}  bind(fd, A, B);\n}\n`],
    ['NUL bytes', `${socket}\u0000\u0000\u0000 bind(fd, 0, 0);\n}\n`],
    ['lone surrogates', `${socket} /* \uD800 */ bind(fd, 0, 0); // \uDC00\n}\n`],
  ])('%s', (_, content) => {
    const run = lint(engine, [{ path: 'x.c', content }], EVERY_RULE)
    expect(run.analyses).toHaveLength(1)
    // A bound that is passed is told as what it is: it is no crash.
    for (const error of run.errors) expect(error.message.en).not.toMatch(/internal error|call stack/i)
  })

  test('a bound that is passed is reported with the function that fell silent', () => {
    const deep = `${socket}${'if (a) {'.repeat(2_000)}bind(fd, 0, 0);${'}'.repeat(2_000)}}\n`
    expect(lint(engine, [{ path: 'x.c', content: deep }], EVERY_RULE).analyses[0]?.limits).toEqual([
      { functionName: 'f', limit: expect.stringMatching(/\w/) as string },
    ])
    const settings = (n: number): string =>
      `  if (a & ${n}) { int v${n} = ${n}; setsockopt(s${n}, SOL_SOCKET, SO_REUSEADDR, &v${n}, sizeof v${n}); }\n`
    const wide = `${socket}${many(20, (n) => `  int s${n} = socket(AF_INET, SOCK_STREAM, 0);\n${settings(n)}`)}${many(20, (n) => `  listen(s${n}, 5);\n`)}}\n`
    expect(lint(engine, [{ path: 'x.c', content: wide }], EVERY_RULE).analyses[0]?.limits).toEqual([
      { functionName: 'f', limit: expect.stringMatching(/\w/) as string },
    ])
  })
})
