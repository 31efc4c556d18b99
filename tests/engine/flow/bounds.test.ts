/** What a function costs, what happens to one that costs too much, and that every bound can be reached. */
import { beforeAll, describe, expect, test } from 'vitest'
import { createDebugger } from '../../../engine/debug.ts'
import type { AnalysedFunction } from '../../../engine/flow/analyse.ts'
import { readAssets } from '../../support/assets.ts'
import { type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

const HEAD = '#include <sys/socket.h>\n#include <unistd.h>\nint g(int a) { int s = socket(a, a, 0); return a; }\n'

const many = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('')

/** A file of `g`, which loses a socket, and of `f` with this body. */
function file(body: string): string {
  return `${HEAD}int f(int a)\n{\n int s = -1, n = 0;\n${body}\n return n;\n}\n`
}

function analysed(body: string): { readonly f: AnalysedFunction; readonly lost: readonly string[] } {
  const flow = harness.run(file(body))
  return { f: flow.fn('f'), lost: flow.told.filter((t) => t.name === 'lost').map((t) => t.functionName) }
}

const stepsOf = (body: string): number => analysed(`s = ${SOCKET};\n${body}`).f.simulation?.steps ?? Number.NaN

const SOCKET = 'socket(2, 1, 0)'
const RETRY = `s = ${SOCKET}; if (s < 0) return -1; if (connect(s, 0, 0) < 0) { close(s); return -1; } close(s);\n`

describe('twice the code is at most about twice the work', () => {
  test.each<[string, (count: number) => string]>([
    ['statements', (count) => many(count, (n) => `n += ${n}; a -= n;\n`)],
    ['conditions', (count) => many(count, (n) => `if (a == ${n}) n++;\n`)],
    ['sockets, one after the other', (count) => many(count, () => RETRY)],
    ['sockets, some of which are not made', (count) => many(count, (n) => `if (a & ${n}) { ${RETRY} }\n`)],
    ['loops', (count) => many(count, () => `while (a-- > 0) { ${RETRY} }\n`)],
    ['cases', (count) => `switch (a) {\n${many(count, (n) => `case ${n}: ${RETRY} break;\n`)}}\n`],
    ['else-if', (count) => `${many(count, (n) => `if (a == ${n}) { ${RETRY} } else `)}n = 1;`],
    ['early ends', (count) => `s = ${SOCKET};\n${many(count, (n) => `if (a == ${n}) goto out;\n`)}out: close(s);`],
  ])('%s', (_, text) => {
    const [once, twice] = [stepsOf(text(40)), stepsOf(text(80))]
    expect(once).toBeGreaterThan(0)
    expect(twice / once).toBeLessThan(2.3)
    // What is paid at the beginning, if anything, must not hide that it grows faster.
    expect(stepsOf(text(160)) / twice).toBeLessThan(2.3)
  })
})

test('arguments that are one of two texts do not double the ways of a call', () => {
  const texts = (count: number): string =>
    `printf("${'%s'.repeat(count)}"${many(count, (n) => `, (a & 1 << ${n}) ? "x${n}" : ""`)});\n`
  const workOf = (count: number): number => {
    const { f, lost } = analysed(`s = ${SOCKET};\n${texts(count)}`)
    expect(f.limit).toBeNull()
    expect(lost).toEqual(['g', 'f'])
    return f.simulation?.work ?? Number.NaN
  }
  expect(workOf(28) / workOf(14)).toBeLessThan(3)
})

describe('large functions that are analysed as a whole', () => {
  test.each([
    ['ten thousand lines', many(2_500, (n) => `n += ${n};\nif (a == ${n})\n  n--;\na = n;\n`)],
    ['two hundred conditions that each use a socket', many(200, (n) => `if (a & ${n}) {\n${RETRY}}\n`)],
    ['two hundred sockets in one variable, all passed on', many(200, () => `s = ${SOCKET}; if (s >= 0) keep(s);\n`)],
    ['five thousand cases', `switch (a) {\n${many(5_000, (n) => `case ${n}: n = ${n}; break;\n`)}}\n`],
    ['a thousand conditionals', many(1_000, (n) => `#if A${n}\nn++;\n`) + '#endif\n'.repeat(1_000)],
  ])('%s', (_, body) => {
    const { f, lost } = analysed(`${body} s = ${SOCKET};`)
    expect(f.limit).toBeNull()
    expect(f.summary.kind).toBe('outcomes')
    expect(lost).toEqual(['g', 'f'])
  })
})

describe('a bound that is passed is told, silences its function, and no other', () => {
  /** Sockets that one path makes and another does not: each doubles the states. */
  const open = (count: number): string =>
    `int z${many(count, (n) => `, s${n} = -1`)};\n${many(count, (n) => `if (a & ${1 << n}) s${n} = ${SOCKET};\n`)}`

  test.each([
    ['states', open(9)],
    ['steps', `${open(6)}${many(300, (n) => `if (a == ${n}) n++;\n`)}`],
    ['nesting', `${'if (a) {\n'.repeat(500)} s = ${SOCKET};\n${'}'.repeat(500)}`],
    ['expression depth', `n = ${'('.repeat(400)}a${' + 1)'.repeat(400)};\n s = ${SOCKET};`],
    ['work', `s = ${SOCKET}; n = ${'('.repeat(40)}s > a${' ? a : 0)'.repeat(40)};`],
    ['outcomes of an expression', `int v[40]; n = ${many(12, (n) => `(v[${n}] = ${SOCKET}) * `)}1;`],
  ])('%s', async (limit, body) => {
    const { f, lost } = analysed(body)
    expect(f.limit).toBe(limit)
    expect(f.summary).toEqual({ kind: 'unknown' })
    expect(lost).toEqual(['g'])
    const { debugText } = await createDebugger(readAssets())
    expect(debugText('states', { path: 'x.c', text: file(body) })).toContain(limit)
  })
})

test('ways to return: the function is judged, its callers take it for unknown, and both is told', async () => {
  const text = `${HEAD}static int mixed(int a, int p, int q, int r, int t)
{ if (a & 1) close(p); if (a & 2) close(q); if (a & 4) close(r); if (a & 8) close(t); int lost = ${SOCKET}; return 0; }
int f(int a) { int s = ${SOCKET}; if (s >= 0) mixed(a, s, 0, 0, 0); return 0; }\n`
  const flow = harness.run(text)
  expect(flow.fn('mixed')).toMatchObject({ limit: null, summaryLimit: 'ways to return' })
  expect(flow.fn('mixed').summary).toEqual({ kind: 'unknown' })
  expect(flow.fn('f').summaryLimit).toBeNull()
  expect(flow.told.filter((t) => t.name === 'lost').map((t) => t.functionName)).toEqual(['g', 'mixed'])
  const { debugText } = await createDebugger(readAssets())
  expect(debugText('facts', { path: 'x.c', text })).toContain(
    'mixed (unknown to its callers: bound "ways to return" passed)',
  )
})
