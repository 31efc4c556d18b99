import { beforeAll, describe, expect, test } from 'vitest'
import { buildGraph, type Graph, type Guard } from '../../../engine/flow/cfg.ts'
import { describeGraph } from '../../../engine/flow/describe-graph.ts'
import { resolveNames } from '../../../engine/flow/names.ts'
import { functionsOf } from '../../../engine/syntax/functions.ts'
import { NO_NODE, type SyntaxTree } from '../../../engine/syntax/tree.ts'
import { type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

function graphOf(body: string, path = 'x.c'): { tree: SyntaxTree; graph: Graph } {
  const tree = harness.parse(`void f(int x, int y) { ${body} }`, path)
  const fn = functionsOf(tree)[0]
  if (fn === undefined) throw new Error('no function')
  return { tree, graph: buildGraph(tree, fn.body, resolveNames(tree, fn.body, ['x', 'y'])) }
}

/**
 * Every way through the graph that takes no edge more than twice, as the statements passed: `a b`, `!c` for a condition
 * that failed, `x=1` and `x=*` for cases, `~v` for the end of `v`, `return` and what follows it.
 */
function pathsOf(body: string, path = 'x.c'): string[] {
  const { tree, graph } = graphOf(body, path)
  expect(graph.problem).toBeNull()
  const text = (node: number): string =>
    node === NO_NODE
      ? ''
      : tree
          .textOf(node)
          .replace(/\s+/g, ' ')
          .replace(/\(\)|;$/g, '')
  const plain = (node: number): string => text(node).replace(/^\((.*)\)$/, '$1')
  const wordsOf = (guard: Guard | null): string[] => {
    switch (guard?.kind) {
      case undefined:
        return []
      case 'true':
        return [plain(guard.node)]
      case 'false':
      case 'counted':
        return [`!${plain(guard.node)}`]
      case 'case':
        return [`${plain(guard.subject)}=${text(guard.value)}`]
      case 'default':
        return [`${plain(guard.subject)}=*(${guard.excluded.map(text).join(',')})`]
    }
  }
  const found = new Set<string>()
  const walk = (id: number, words: readonly string[], taken: ReadonlyMap<string, number>): void => {
    if (found.size > 500) throw new Error('too many paths')
    const block = graph.blocks[id]
    if (block === undefined) throw new Error(`no block ${id}`)
    const own = [...words]
    for (const item of block.items) {
      if (item.kind === 'scope-end') own.push(...item.places.map((place) => `~${place}`))
      else if (item.kind === 'return') own.push(`return${item.value === NO_NODE ? '' : ` ${text(item.value)}`}`)
      else own.push(text(item.node))
    }
    if (id === graph.exit) {
      found.add(own.join(' '))
      return
    }
    block.edges.forEach((edge, index) => {
      const key = `${id}.${index}`
      const count = taken.get(key) ?? 0
      if (count >= 2) return
      const { guard } = edge
      walk(edge.to, [...own, ...wordsOf(guard)], new Map(taken).set(key, count + 1))
    })
  }
  walk(graph.entry, [], new Map())
  return [...found].sort()
}

describe('every way through the statements of C', () => {
  test.each<[string, string, string[]]>([
    ['nothing', '', ['']],
    ['in a row', 'a(); b();', ['a b']],
    ['if', 'if (x) a(); b();', ['!x b', 'x a b']],
    ['if and else', 'if (x) a(); else b(); c();', ['!x b c', 'x a c']],
    ['else if', 'if (x) a(); else if (y) b(); else c();', ['!x !y c', '!x y b', 'x a']],
    ['return in both branches', 'if (x) return; else return; a();', ['!x return', 'x return']],
    ['return a value', 'if (x) return 1; a();', ['!x a', 'x return 1']],
    ['while', 'while (x) a(); b();', ['!x b', 'x a !x b', 'x a x a !x b']],
    ['do', 'do a(); while (x); b();', ['a !x b', 'a x a !x b']],
    ['for', 'for (a(); x; b()) c(); d();', ['a !x d', 'a x c b !x d', 'a x c b x c b !x d']],
    ['for without parts', 'for (;;) { if (x) break; a(); } b();', ['!x a x b', 'x b']],
    ['a loop that never ends', 'for (;;) a();', []],
    [
      'break',
      'while (x) { if (y) break; a(); } b();',
      ['!x b', 'x !y a !x b', 'x !y a x !y a !x b', 'x !y a x y b', 'x y b'],
    ],
    [
      'continue in while',
      'while (x) { if (y) continue; a(); }',
      ['!x', 'x !y a !x', 'x !y a x !y a !x', 'x !y a x y !x', 'x y !x', 'x y x !y a !x', 'x y x y !x'],
    ],
    ['continue in for runs the step', 'for (; x; s()) { continue; a(); }', ['!x', 'x s !x', 'x s x s !x']],
    ['continue in do runs the test', 'do { continue; a(); } while (x);', ['!x', 'x !x']],
    [
      'break leaves the inner loop alone',
      'while (x) { while (y) break; a(); break; } b();',
      ['!x b', 'x !y a b', 'x y a b'],
    ],
    [
      'do once, for cleaning up',
      'do { if (x) break; a(); } while (0); b();',
      ['!x a !0 b', '!x a 0 !x a !0 b', '!x a 0 !x a 0 x b', '!x a 0 x b', 'x b'],
    ],
    ['switch', 'switch (x) { case 1: a(); break; case 2: b(); break; } c();', ['x=*(1,2) c', 'x=1 a c', 'x=2 b c']],
    ['fall-through', 'switch (x) { case 1: a(); case 2: b(); } c();', ['x=*(1,2) c', 'x=1 a b c', 'x=2 b c']],
    ['several cases at once', 'switch (x) { case 1: case 2: a(); }', ['x=*(1,2)', 'x=1 a', 'x=2 a']],
    ['default last', 'switch (x) { case 1: a(); break; default: b(); }', ['x=*(1) b', 'x=1 a']],
    ['default first', 'switch (x) { default: b(); break; case 1: a(); }', ['x=*(1) b', 'x=1 a']],
    [
      'default in the middle, falling through',
      'switch (x) { case 1: a(); break; default: b(); case 2: c(); }',
      ['x=*(1,2) b c', 'x=1 a', 'x=2 c'],
    ],
    [
      'nested switch',
      'switch (x) { case 1: switch (y) { case 2: a(); } b(); break; case 3: c(); }',
      ['x=*(1,3)', 'x=1 y=*(2) b', 'x=1 y=2 a b', 'x=3 c'],
    ],
    ['statements before the first case never run', 'switch (x) { a(); case 1: b(); }', ['x=*(1)', 'x=1 b']],
    ['a case inside a block', 'switch (x) { case 1: { a(); case 2: b(); } }', ['x=*(1,2)', 'x=1 a b', 'x=2 b']],
    [
      'continue inside a switch inside a loop',
      'while (x) { switch (y) { case 1: continue; } a(); break; }',
      ['!x', 'x y=*(1) a', 'x y=1 !x', 'x y=1 x y=*(1) a', 'x y=1 x y=1 !x'],
    ],
    ['goto forward', 'if (x) goto out; a(); out: b();', ['!x a b', 'x b']],
    ['goto backward', 'again: a(); if (x) goto again; b();', ['a !x b', 'a x a !x b', 'a x a x a !x b']],
    ['goto into a block', 'if (x) goto in; if (y) { a(); in: b(); } c();', ['!x !y c', '!x y a b c', 'x b c']],
    ['a label at the end', 'if (x) goto out; a(); out: ;', ['!x a', 'x']],
    [
      'a ladder of labels',
      'if (x) goto one; if (y) goto two; a(); two: b(); one: c();',
      ['!x !y a b c', '!x y b c', 'x c'],
    ],
    ['code after a jump', 'return; a();', ['return']],
    ['code after a jump that a label reaches', 'if (x) goto l; return; l: a();', ['!x return', 'x a']],
    ['empty statements', ';;a();;', ['a']],
    ['blocks in blocks', '{ { a(); } b(); }', ['a b']],
    ['return in a loop', 'while (x) { return; } a();', ['!x a', 'x return']],
  ])('%s', (_, body, wanted) => {
    expect(pathsOf(body)).toEqual([...wanted].sort())
  })

  test.each<[string, string, string[]]>([
    ['try without an exception, and with one', 'try { a(); } catch (...) { b(); } c();', ['a c', 'b c']],
    ['two handlers', 'try { a(); } catch (A&) { b(); } catch (B&) { c(); } d();', ['a d', 'b d', 'c d']],
    ['throw leaves', 'if (x) throw 1; a();', ['!x a']],
    ['range-for', 'for (auto v : x) a(); b();', ['x ~v b', 'x a ~v b', 'x a a ~v b']],
    [
      'a body that throws nothing of its own',
      'try { if (x) return; a(); } catch (...) { b(); } c();',
      ['!x a c', 'x return', 'b c'],
    ],
    ['if with an initialiser', 'if (int v = x; v) a(); b();', ['int v = x !v ~v b', 'int v = x v a ~v b']],
    ['switch with an initialiser', 'switch (a(); x) { case 1: b(); }', ['a x=*(1)', 'a x=1 b']],
  ])('C++: %s', (_, body, wanted) => {
    expect(pathsOf(body, 'x.cpp')).toEqual([...wanted].sort())
  })
})

describe('where variables end', () => {
  test.each<[string, string, string[]]>([
    ['at the end of the block', '{ int v; a(); } b();', ['int v a ~v b']],
    [
      'at break',
      'while (x) { int v; if (y) break; a(); } b();',
      [
        '!x b',
        'x int v !y a ~v !x b',
        'x int v !y a ~v x int v !y a ~v !x b',
        'x int v !y a ~v x int v y ~v b',
        'x int v y ~v b',
      ],
    ],
    [
      'at goto, all scopes that it leaves and no other',
      '{ int v; { int w; if (x) goto out; a(); } b(); out: c(); }',
      ['int v int w !x a ~w b c ~v', 'int v int w x ~w c ~v'],
    ],
    [
      'backward out of a block',
      'again: { int v; if (x) goto again; } a();',
      ['int v !x ~v a', 'int v x ~v int v !x ~v a', 'int v x ~v int v x ~v int v !x ~v a'],
    ],
    [
      'the variable of a for',
      'for (int v = 0; x; v++) { if (y) break; } a();',
      [
        'int v = 0 !x ~v a',
        'int v = 0 x !y v++ !x ~v a',
        'int v = 0 x !y v++ x !y v++ !x ~v a',
        'int v = 0 x !y v++ x y ~v a',
        'int v = 0 x y ~v a',
      ],
    ],
    ['statics do not end', '{ static int v; a(); } b();', ['static int v a b']],
  ])('%s', (_, body, wanted) => {
    expect(pathsOf(body)).toEqual([...wanted].sort())
  })
})

describe('what the builder gives up on is a problem, not a guess', () => {
  test('blocks nested too deep', () => {
    expect(graphOf(`${'{'.repeat(1000)}a();${'}'.repeat(1000)}`).graph.problem).toBe('nesting')
    expect(graphOf(`${'if (x) {'.repeat(400)}a();${'}'.repeat(400)}`).graph.problem).toBe('nesting')
    expect(graphOf(`${'{'.repeat(50)}a();${'}'.repeat(50)}`).graph.problem).toBeNull()
  })

  test.each([
    ['a computed goto', 'void *p = &&l; goto *p; l: a();'],
    ['a label that is not there', 'if (x) goto nowhere; a();'],
  ])('%s', (_, body) => {
    expect(graphOf(body).graph.problem).toBe('goto')
  })

  test('a long chain of else-if is no depth', () => {
    const chain = Array.from({ length: 500 }, (_, n) => `if (x == ${n}) a(); else `).join('')
    expect(graphOf(`${chain} b();`).graph.problem).toBeNull()
  })
})

test('describeGraph names entry, loops, guards and scope ends', () => {
  const { tree, graph } = graphOf('{ int v; while (x) a(); } switch (y) { case 1: b(); }')
  const text = describeGraph(tree, graph).join('\n')
  for (const part of [
    'block 0 entry',
    'loop',
    'when (x)',
    'when not (x)',
    'scope-end v',
    '(y) == 1',
    '(y) is none of 1',
    'exit',
  ]) {
    expect(text).toContain(part)
  }
})
