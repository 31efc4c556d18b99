import { beforeAll, describe, expect, test } from 'vitest'
import { resolveNames } from '../../../engine/flow/names.ts'
import { functionsOf } from '../../../engine/syntax/functions.ts'
import { Kind } from '../../../engine/syntax/tree.ts'
import { type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

/** Places of every use of `name` in the first function, in text order. */
function placesOf(text: string, name: string, path = 'x.c'): string[] {
  const tree = harness.parse(text, path)
  const fn = functionsOf(tree)[0]
  if (fn === undefined) throw new Error('no function')
  const names = resolveNames(
    tree,
    fn.body,
    fn.parameters.map((p) => (p.name === '' ? null : p.name)),
  )
  const result: string[] = []
  for (let node = fn.body; node < tree.subtreeEnd(fn.body); node++) {
    if (tree.is(node, Kind.identifier) && tree.textOf(node) === name) result.push(names.placeOf(node))
  }
  // Statics carry the number of a node, which is no part of what is promised.
  return result.map((place) => place.replace(/@static\w+/, '@static'))
}

describe('which memory a name means', () => {
  test.each<[string, string, string[]]>([
    ['a local', 'void f(void) { int fd; use(fd); }', ['fd', 'fd']],
    ['a parameter', 'void f(int fd) { use(fd); }', ['fd']],
    ['a global', 'int fd; void f(void) { use(fd); }', ['::fd']],
    [
      'a block hides the outer one, and ends',
      'void f(int fd) { use(fd); { int fd; use(fd); } use(fd); }',
      ['fd', 'fd@2', 'fd@2', 'fd'],
    ],
    [
      'two blocks',
      'void f(void) { { int fd; use(fd); } { int fd; use(fd); } use(fd); }',
      ['fd', 'fd', 'fd@2', 'fd@2', '::fd'],
    ],
    ['a body hides a parameter', 'void f(int fd) { int fd; use(fd); }', ['fd@2', 'fd@2']],
    [
      'before its declaration a name is the outer one',
      'void f(void) { use(fd); int fd; use(fd); }',
      ['::fd', 'fd', 'fd'],
    ],
    ['a static local outlives the call', 'void f(void) { static int fd; use(fd); }', ['::fd@static', '::fd@static']],
    [
      'extern inside a block is the global',
      'void f(int fd) { { extern int fd; use(fd); } use(fd); }',
      ['::fd', '::fd', 'fd'],
    ],
    [
      'for has a scope of its own',
      'void f(void) { for (int fd = 0; fd < 1; fd++) use(fd); use(fd); }',
      ['fd', 'fd', 'fd', 'fd', '::fd'],
    ],
    ['a K&R parameter', 'f(fd, port) int fd; int port; { use(fd); }', ['fd']],
    ['a declarator with stars and brackets', 'void f(void) { int *fd[2], a; use(fd, a); }', ['fd', 'fd']],
    ['a prototype declares no variable', 'void f(void) { int fd(int); fd(1); }', ['::fd', '::fd']],
    ['a pointer to a function is a variable', 'void f(void) { int (*fd)(int) = g; fd(1); }', ['fd', 'fd']],
    [
      'parameters of a pointer to a function are nobody',
      'void f(int fd) { int (*g)(int fd) = h; use(fd); }',
      ['fd@2', 'fd'],
    ],
    ['a structure declared inside', 'void f(void) { struct s { int fd; } x; use(fd); }', ['::fd']],
  ])('%s', (_, text, wanted) => {
    expect(placesOf(text, 'fd')).toEqual(wanted)
  })

  test.each<[string, string, string[]]>([
    [
      'if with an initialiser',
      'void f() { if (int fd = g(); fd < 0) use(fd); else use(fd); use(fd); }',
      ['fd', 'fd', 'fd', 'fd', '::fd'],
    ],
    ['range-for', 'void f(V& v) { for (int fd : v) use(fd); use(fd); }', ['fd', 'fd', '::fd']],
    ['catch', 'void f() { try { use(fd); } catch (const E& fd) { use(fd); } use(fd); }', ['::fd', 'fd', 'fd', '::fd']],
    ['a lambda', 'void f(int fd) { auto g = [](int fd) { use(fd); }; use(fd); }', ['fd@2', 'fd@2', 'fd']],
    ['while with a declaration', 'void f() { while (int fd = g()) use(fd); use(fd); }', ['fd', 'fd', '::fd']],
  ])('C++: %s', (_, text, wanted) => {
    expect(placesOf(text, 'fd', 'x.cpp')).toEqual(wanted)
  })
})

test('declaredIn lists the variables of a block alone', () => {
  const tree = harness.parse('void f(int p) { int a, *b; static int s; extern int e; { int a; } for (int i;;) ; }')
  const fn = functionsOf(tree)[0]
  if (fn === undefined) throw new Error('no function')
  const names = resolveNames(tree, fn.body, ['p'])
  const declared: string[][] = []
  for (let node = fn.body; node < tree.subtreeEnd(fn.body); node++) {
    if (tree.is(node, Kind.compound_statement) || tree.is(node, Kind.for_statement))
      declared.push([...names.declaredIn(node)])
  }
  expect(declared).toEqual([['a', 'b'], ['a@2'], ['i']])
  expect(names.parameters).toEqual(['p'])
})
