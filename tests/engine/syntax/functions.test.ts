import { describe, expect, test } from 'vitest'
import { Declarations } from '../../../engine/syntax/declarations.ts'
import { type FunctionNode, functionsOf } from '../../../engine/syntax/functions.ts'
import { Kind } from '../../../engine/syntax/tree.ts'
import { treeOf } from './source-parser.ts'

async function functions(text: string, language: 'c' | 'cpp' = 'c'): Promise<FunctionNode[]> {
  const tree = await treeOf(text, language)
  const found = functionsOf(tree, new Declarations(tree))
  for (const one of found) expect(tree.is(one.body, Kind.compound_statement)).toBe(true)
  return found
}

const names = (found: readonly FunctionNode[]): string[] => found.map((one) => one.name)

function signature(one: FunctionNode | undefined): string[] {
  return (one?.parameters ?? []).map(({ name, type }) =>
    type === undefined ? `${name}: ?` : `${name}: ${type.base}${'*'.repeat(type.pointers)}${type.array ? '[]' : ''}`,
  )
}

describe('C', () => {
  test('plain definitions; declarations are none', async () => {
    const found = await functions(
      'int f(void);\nstatic int f(void) { return 0; }\nchar *g(struct sockaddr *sa, int n, ...) { }\n',
    )
    expect(names(found)).toEqual(['f', 'g'])
    expect(found.map((one) => [one.isStatic, one.isVariadic])).toEqual([
      [true, false],
      [false, true],
    ])
    expect(found.map(signature)).toEqual([[], ['sa: struct sockaddr*', 'n: int']])
  })

  test('old-style definitions', async () => {
    const found = await functions('int f(fd, name, argv) int fd; struct sockaddr *name; char *argv[]; { return fd; }\n')
    expect(found.map(signature)).toEqual([['fd: int', 'name: struct sockaddr*', 'argv: char**']])
  })

  test('old-style definitions without a return type', async () => {
    const text = '#include <stdio.h>\nmain(argc, argv)\nint argc;\nchar **argv;\n{\n  return 0;\n}\n\nstop()\n{\n}\n'
    const found = await functions(text)
    expect(names(found)).toEqual(['main', 'stop'])
    expect(found.map(signature)).toEqual([['argc: int', 'argv: char**'], []])
    expect(found.map((one) => one.damaged)).toEqual([false, false])
    expect(found.map((one) => text.slice(one.span.start, one.span.end).split('\n')[0])).toEqual([
      'main(argc, argv)',
      'stop()',
    ])
  })

  test('a call and a block side by side are no definition', async () => {
    expect(names(await functions('f(x);\n{ int y; }\n'))).toEqual([])
  })

  test('one parameter without a return type: the body is found, and said to be damaged', async () => {
    const found = await functions('stop(fd)\nint fd;\n{\n  close(fd);\n}\nint x;\n')
    expect(found.map((one) => [one.name, signature(one), one.damaged])).toEqual([['stop', ['fd: ?'], true]])
  })

  test('the grammar takes name(x) for a type: a function, unless the name is a macro in capitals', async () => {
    expect(names(await functions('int x;\nstop(fd) { }\nSTART_TEST(server) { }\nrun(void) { }\n'))).toEqual([
      'stop',
      'server',
      'run',
    ])
  })

  test('several one-line definitions, which the grammar cannot tell apart', async () => {
    expect(names(await functions('a() { }\nint b(void) { }\nmain() { return 0; }\n'))).toEqual(['a', 'b', 'main'])
  })

  test('arrays and functions as parameters; names without types', async () => {
    const found = await functions('void f(char buf[16], int (*cb)(int x), int m[2][3]) {}\nint g(a, b) { return a; }\n')
    expect(found.map(signature)).toEqual([
      ['buf: char*', 'cb: ?', 'm: ?'],
      ['a: ?', 'b: ?'],
    ])
  })

  test('a function that returns a pointer to a function has its own parameters', async () => {
    expect(
      (await functions('int (*pick(int a))(int b) { return 0; }')).map((one) => [one.name, signature(one)]),
    ).toEqual([['pick', ['a: int']]])
  })

  test('both branches of a condition', async () => {
    expect(
      names(await functions('#ifdef _WIN32\nint a(void) {}\n#elif X\nint b(void) {}\n#else\nint c(void) {}\n#endif\n')),
    ).toEqual(['a', 'b', 'c'])
  })

  test('damage is a property of one function', async () => {
    const found = await functions(
      'int a(void) { return 0; }\nint b(void) { f(; }\nDWORD WINAPI c(LPVOID p) { }\nint d(void) { return 1 }\n',
    )
    expect(found.map((one) => [one.name, one.damaged])).toEqual([
      ['a', false],
      ['b', true],
      ['c', true],
      ['d', true],
    ])
  })

  test('functions after an unclosed brace are still found', async () => {
    expect(names(await functions('int a(void) { if (x) {\n}\nint b(void) { return 0; }\n'))).toContain('b')
  })
})

describe('C++', () => {
  test('methods, namespaces, linkage, templates and operators', async () => {
    const text = `namespace net { class Server { Server(int p) : p_(p) {} ~Server() {} int listen() const { return 1; } int no(); }; void free_one() {} }
void net::Server::run() {}
void Other::go(int) {}
extern "C" { int k(void) { return 0; } }
extern "C" int k2(void) { return 0; }
template <typename T> T tf(T a, int n = 3) { return a; }
Server operator+(Server a, Server b) { return a; }
struct Data { Data() = default; Data(int) try : x(1) { } catch (...) { } };
`
    expect(names(await functions(text, 'cpp'))).toEqual([
      'net::Server::Server',
      'net::Server::~Server',
      'net::Server::listen',
      'net::free_one',
      'net::Server::run',
      'Other::go',
      'k',
      'k2',
      'tf',
      'operator+',
      'Data::Data',
    ])
  })

  test('parameter names are where declarationOf leads', async () => {
    const tree = await treeOf('int f(int fd, const sockaddr_in &to) { return send(fd, to); }', 'cpp')
    const declarations = new Declarations(tree, { typedefs: {}, tags: ['sockaddr_in'] })
    const [one] = functionsOf(tree, declarations)
    expect(signature(one)).toEqual(['fd: int', 'to: struct sockaddr_in'])
    const use = tree.covering(tree.text.lastIndexOf('fd'), tree.text.lastIndexOf('fd') + 2)
    expect(declarations.declarationOf(use)).toBe(one?.parameters[0]?.nameNode)
  })
})

test('the definitions of a file come in text order and their spans hold their bodies', async () => {
  const tree = await treeOf('a() { }\nint b(void) { }\nc(x) { }\n#if X\nint d(void) { }\n#endif\n')
  const found = functionsOf(tree)
  expect(names(found)).toEqual(['a', 'b', 'c', 'd'])
  for (const one of found)
    expect([one.span.start <= tree.start(one.body), one.span.end]).toEqual([true, tree.end(one.body)])
})
