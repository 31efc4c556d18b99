import { beforeAll, describe, expect, test } from 'vitest'
import { loadParser, type SourceEdit, type SourceParser } from '../../../engine/syntax/parser.ts'
import { CORPUS } from './corpus.ts'
import { parsed, parserAssets, sourceParser } from './source-parser.ts'

let source: SourceParser

beforeAll(async () => {
  source = await sourceParser()
})

describe('loading', () => {
  test('two parsers live side by side, also when they load at the same time', async () => {
    const assets = parserAssets()
    const [one, two] = await Promise.all([loadParser(assets), loadParser(parserAssets())])
    const a = parsed(one, 'int a;')
    const b = parsed(two, 'class B {};', 'cpp')
    one.dispose()
    const c = parsed(two, 'int c;')
    expect([a, b, c].map((tree) => tree.flatten().hasError(0))).toEqual([false, false, false])
    expect(a.flatten().columns.kind).toEqual(c.flatten().columns.kind)
    for (const tree of [a, b, c]) tree.delete()
    two.dispose()
  })

  test('bytes that are no grammar are refused, and good ones still load afterwards', async () => {
    const assets = parserAssets()
    await expect(loadParser({ ...assets, c: new Uint8Array([1, 2, 3]) })).rejects.toThrow()
    const again = await loadParser(assets)
    expect(again.flattening).toBe('raw')
    again.dispose()
  })
})

describe('ParsedTree', () => {
  test('a flattened tree outlives the live one, and delete can be called twice', () => {
    const live = parsed(source, 'int x;')
    const tree = live.flatten()
    live.delete()
    live.delete()
    expect(tree.textOf(0)).toBe('int x;')
    expect(() => live.flatten()).toThrow('deleted')
  })
})

/** Parses `before`, changes it to `after`, and compares with a parse from scratch. */
function compare(before: string, after: string, edits: readonly SourceEdit[], language: 'c' | 'cpp' = 'c'): void {
  const old = parsed(source, before, language)
  const untouched = old.flatten().columns
  const incremental = source.reparse(old, after, edits)
  if (!incremental.ok) throw new Error(incremental.reason)
  const fresh = parsed(source, after, language)
  expect(incremental.flatten().columns).toEqual(fresh.flatten().columns)
  expect(incremental.text).toBe(after)
  expect(old.flatten().columns).toEqual(untouched)
  for (const tree of [old, incremental, fresh]) tree.delete()
}

describe('reparse equals a parse from scratch', () => {
  const text =
    '/* 受信 */\nint f(void) {\n  a();\n#ifdef _WIN32\n  b();\n#else\n  c();\n#endif\n  return 0;\n}\nint g;\n'

  test('lines blanked in two places, as views do', () => {
    const after = text.replace('  b();', '      ').replace('return 0;', '         ')
    const [b, r] = [text.indexOf('  b();'), text.indexOf('return 0;')]
    compare(text, after, [
      { start: b, oldEnd: b + 6, newEnd: b + 6 },
      { start: r, oldEnd: r + 9, newEnd: r + 9 },
    ])
  })

  test('an insertion with line breaks and a later deletion', () => {
    const a = text.indexOf('a();')
    const g = text.indexOf('int g;') + 7
    const after = `${text.slice(0, a)}x();\n\n  ${text.slice(a).replace('int g;', '')}`
    compare(text, after, [
      { start: a, oldEnd: a, newEnd: a + 8 },
      { start: g + 1, oldEnd: g + 7, newEnd: g + 1 },
    ])
  })

  test('edits in descending order, edits that lie and no edits at all still give the right tree', () => {
    const after = text.replace('a();', 'aa();').replace('c();', 'cc();')
    const [a, c] = [text.indexOf('a();'), text.indexOf('c();')]
    compare(text, after, [
      { start: c, oldEnd: c, newEnd: c + 1 },
      { start: a, oldEnd: a, newEnd: a + 1 },
    ])
    compare(text, after, [{ start: 0, oldEnd: 1, newEnd: 1 }])
    compare(text, after, [])
    compare(text, text, [])
    compare(text, '', [])
    compare('', text, [{ start: 0, oldEnd: 0, newEnd: text.length }])
  })

  test.each(CORPUS)('a brace typed into: $name', ({ text: before, language }) => {
    const at = Math.floor(before.length / 2)
    const after = `${before.slice(0, at)}{${before.slice(at)}`
    const old = parsed(source, before, language)
    const incremental = source.reparse(old, after, [{ start: at, oldEnd: at, newEnd: at + 1 }])
    if (!incremental.ok) throw new Error(incremental.reason)
    const tree = incremental.flatten()
    // Error recovery may settle on another tree than a parse from scratch; what it must never do is lose its place.
    const fresh = parsed(source, after, language)
    expect(tree.end(0)).toBe(fresh.flatten().end(0))
    fresh.delete()
    expect(tree.text).toBe(after)
    old.delete()
    incremental.delete()
  })
})

describe('bounds are values, and the next text is parsed from its start', () => {
  const ordinary = 'int f(void) { return 0; }\n'

  test.each([
    ['too-large', { textLength: 1000 }, ' '.repeat(1001)],
    ['too-complex', { reports: 10 }, ordinary.repeat(2000)],
    ['too-complex', { nodes: 100 }, ordinary.repeat(10)],
    // Nothing has grown the memory this far before, or the case would pass without a refusal.
    ['out-of-memory', { memory: 1 }, 'f('.repeat(150_000)],
  ] as const)('%s: %o', async (reason, bounds, text) => {
    const bounded = await loadParser(parserAssets(), bounds)
    expect(bounded.parse(text, 'c')).toEqual({ ok: false, reason })
    const next = parsed(bounded, 'int x;')
    expect(next.flatten().hasError(0)).toBe(false)
    next.delete()
    bounded.dispose()
  })

  test('100,000 open brackets of any kind parse and flatten', () => {
    for (const [open, nodes] of [
      ['(', 1],
      ['{', 1],
      ['[', 0.5],
      ['*', 1],
    ] as const) {
      const live = parsed(source, `int f(void) {${open.repeat(100_000)}`)
      expect(live.flatten().size).toBeGreaterThanOrEqual(nodes * 100_000)
      live.delete()
    }
  })
})
