import { beforeAll, describe, expect, test } from 'vitest'
import { Language, Parser } from 'web-tree-sitter'
import { flattenRaw, rawExports } from '../../../engine/syntax/flatten.ts'
import { flattenPublic } from '../../../engine/syntax/flatten-public.ts'
import { type KindTable, kindTable } from '../../../engine/syntax/kind-table.ts'
import type { SourceParser } from '../../../engine/syntax/parser.ts'
import { Kind, NO_NODE, NodeFlag, type SyntaxTree } from '../../../engine/syntax/tree.ts'
import { KIND_NAMES } from '../../../grammars/kinds.ts'
import { CORPUS } from './corpus.ts'
import { parsed, parserAssets, sourceParser, treeOf } from './source-parser.ts'

let source: SourceParser
const tables: Partial<Record<'c' | 'cpp', KindTable>> = {}

beforeAll(async () => {
  source = await sourceParser()
  const assets = parserAssets()
  tables.c = kindTable(await Language.load(assets.c))
  tables.cpp = kindTable(await Language.load(assets.cpp))
})

test('the raw exports of this runtime are found and pass the self-check', () => {
  expect(source.flattening).toBe('raw')
})

test('a runtime without one of the exports has none', () => {
  expect(rawExports({})).toBeUndefined()
  expect(rawExports({ ts_tree_cursor_new_wasm: 1 })).toBeUndefined()
})

test('a tree that hides its address is not flattened through raw exports', () => {
  const raw = rawExports(new Proxy({}, { get: () => () => 0 }))
  const live = parsed(source, 'int x;')
  const hidden = new Proxy(live.live, {
    get: (tree, key): unknown => (key === '0' ? undefined : Reflect.get(tree, key)),
  })
  expect(raw).toBeDefined()
  expect(tables.c).toBeDefined()
  if (raw !== undefined && tables.c !== undefined) expect(flattenRaw(hidden, tables.c, raw)).toBeUndefined()
  live.delete()
})

describe.each(CORPUS)('$name', ({ language, text }) => {
  test('both ways of flattening agree in every column', () => {
    const live = parsed(source, text, language)
    const table = tables[language]
    if (table === undefined) throw new Error('no table')
    expect(live.flatten().columns).toEqual(flattenPublic(live.live, table))
    live.delete()
  })

  test('the arrays are the tree that the runtime shows', () => {
    const live = parsed(source, text, language)
    const tree = live.flatten()
    const cursor = live.live.walk()
    const names: string[] = []
    const walk = (): void => {
      for (;;) {
        const node = cursor.currentNode
        const id = names.length
        names.push(node.type)
        const found = [tree.start(id), tree.end(id), tree.isNamed(id), tree.hasError(id), KIND_NAMES[tree.kind(id)]]
        const type =
          !node.isNamed && ['auto', 'decltype', 'noexcept'].includes(node.type) ? `'${node.type}'` : node.type
        // The runtime does not count an ERROR as having one when it is a single character.
        let hasError = node.hasError || node.isError
        // It does count the hidden line break that a directive lacks at the end of a file, which is no damage.
        if (node.type === 'preproc_include' && !tree.hasError(id)) hasError = false
        expect(found).toEqual([node.startIndex, node.endIndex, node.isNamed, hasError, type])
        if (cursor.gotoFirstChild()) continue
        while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return
      }
    }
    walk()
    expect(tree.size).toBe(names.length)
    cursor.delete()
    live.delete()
  })

  test('links and preorder hold', async () => {
    checkLinks(await treeOf(text, language))
  })
})

function checkLinks(tree: SyntaxTree): void {
  expect(tree.parent(0)).toBe(NO_NODE)
  const reached = new Set<number>([0])
  for (let node = 0; node < tree.size; node++) {
    let last = node
    for (let child = tree.firstChild(node); child !== NO_NODE; child = tree.nextSibling(child)) {
      if (child <= last || tree.parent(child) !== node) throw new Error(`node ${child} is out of order`)
      if (tree.start(child) < tree.start(node) || tree.end(child) > tree.end(node))
        throw new Error(`node ${child} sticks out`)
      reached.add(child)
      last = child
    }
  }
  expect(reached.size).toBe(tree.size)
}

describe('SyntaxTree', () => {
  test('a missing token is flagged, and so is everything around it', async () => {
    const tree = await treeOf('int ok(void) { return 0; }\nint f(void) { return 1 }\n')
    const missing = [...tree.columns.flags.keys()].filter(
      (n) => ((tree.columns.flags[n] ?? 0) & NodeFlag.Missing) !== 0,
    )
    expect(missing.map((n) => tree.kindName(n))).toEqual([';'])
    const [sound, damaged] = tree.namedChildren(0)
    expect([sound, damaged].map((n) => tree.hasError(n ?? NO_NODE))).toEqual([false, true])
    expect(tree.hasError(0)).toBe(true)
  })

  test('subtreeEnd, covering and ancestor', async () => {
    const tree = await treeOf('int f(void) { g(1 + 2); }\nint x;')
    const [definition = NO_NODE, declaration = NO_NODE] = tree.namedChildren(0)
    expect(tree.subtreeEnd(definition)).toBe(declaration)
    expect(tree.subtreeEnd(0)).toBe(tree.size)
    const at = tree.text.indexOf('1')
    const one = tree.covering(at, at + 1)
    expect(tree.textOf(one)).toBe('1')
    expect(tree.textOf(tree.covering(at, at + 5))).toBe('1 + 2')
    expect(tree.textOf(tree.ancestor(one, Kind.call_expression))).toBe('g(1 + 2)')
    expect(tree.ancestor(one, Kind.while_statement)).toBe(NO_NODE)
  })

  test('tokens and nodes of one name are kept apart', async () => {
    const cpp = await treeOf('auto x = 1;', 'cpp')
    const c = await treeOf('void f(void) { auto int x; }')
    expect([...cpp.columns.kind]).toContain(Kind.auto)
    expect([...cpp.columns.kind]).not.toContain(Kind["'auto'"])
    expect([...c.columns.kind]).toContain(Kind["'auto'"])
    expect([...c.columns.kind]).not.toContain(Kind.auto)
  })
})

test('every kind and field of both grammars has a number', async () => {
  // kindTable throws for a grammar with a kind or field that kinds.ts lacks.
  const parser = new Parser()
  const language = await Language.load(parserAssets().cpp)
  parser.setLanguage(language)
  const table = kindTable(language)
  const visible = Array.from({ length: language.nodeTypeCount }, (_, id) => id).filter((id) =>
    language.nodeTypeIsVisible(id),
  )
  expect(visible.length).toBeGreaterThan(300)
  expect(visible.every((id) => (table.kinds[id] ?? 0) > 0)).toBe(true)
  parser.delete()
})
