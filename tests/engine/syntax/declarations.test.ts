import { describe, expect, test } from 'vitest'
import { Declarations, type KnownTypes } from '../../../engine/syntax/declarations.ts'
import { NO_NODE, type NodeId, type SyntaxTree } from '../../../engine/syntax/tree.ts'
import { treeOf } from './source-parser.ts'

const KNOWN: KnownTypes = {
  typedefs: {
    SOCKADDR: { base: 'struct sockaddr', pointers: 0 },
    SOCKADDR_IN: { base: 'struct sockaddr_in', pointers: 0 },
    PSOCKADDR: { base: 'struct sockaddr', pointers: 1 },
  },
  tags: ['sockaddr', 'sockaddr_in'],
  members: { 'struct addrinfo': { ai_addr: { base: 'struct sockaddr', pointers: 1, array: false } } },
}

/** The expression in the text that is marked `«…»`. */
async function marked(
  text: string,
  language: 'c' | 'cpp' = 'c',
): Promise<{ tree: SyntaxTree; node: NodeId; all: Declarations }> {
  const start = text.indexOf('«')
  const end = text.indexOf('»') - 1
  const tree = await treeOf(text.replace('«', '').replace('»', ''), language)
  const node = tree.covering(start, end)
  if (node === NO_NODE || tree.start(node) !== start || tree.end(node) !== end) throw new Error('the mark is no node')
  return { tree, node, all: new Declarations(tree, KNOWN) }
}

async function typeOf(text: string, language: 'c' | 'cpp' = 'c'): Promise<string | undefined> {
  const { node, all } = await marked(text, language)
  const type = all.typeOf(node)
  return type === undefined ? undefined : `${type.base}${'*'.repeat(type.pointers)}${type.array ? '[]' : ''}`
}

/** Line (from 0) of the declaration that the marked name refers to. */
async function lineOf(text: string, language: 'c' | 'cpp' = 'c'): Promise<number | undefined> {
  const { tree, node, all } = await marked(text, language)
  const found = all.declarationOf(node)
  return found === undefined ? undefined : tree.text.slice(0, tree.start(found)).split('\n').length - 1
}

const inside = (statements: string): string => `void f(void) { ${statements} }`

describe('declared types', () => {
  test.each([
    ['int x; «x»;', 'int'],
    ['unsigned   short port; «port»;', 'unsigned short'],
    ['struct sockaddr_in a; «a»;', 'struct sockaddr_in'],
    ['const struct sockaddr_in *restrict p; «p»;', 'struct sockaddr_in*'],
    ['struct sockaddr_in *p[4]; «p»;', 'struct sockaddr_in*[]'],
    ['struct sockaddr_in a, *b, **c[2]; «c»;', 'struct sockaddr_in**[]'],
    ['SOCKET s; «s»;', 'SOCKET'],
    ['SOCKADDR_IN a; «a»;', 'struct sockaddr_in'],
    ['PSOCKADDR a[2]; «a»;', 'struct sockaddr*[]'],
    ['for (int i = 0; «i» < 3;) ;', 'int'],
    // A pointer to an array and a function have no shape.
    ['int (*p)[3]; «p»;', undefined],
    ['int (*p)(int); «p»;', undefined],
    // Not declared in the file.
    ['«errno»;', undefined],
    // What the parser had to skip may be part of the type.
    ['struct sockaddr_in MACRO a; «a»;', undefined],
  ])('%s', async (statements, expected) => {
    expect(await typeOf(inside(statements))).toBe(expected)
  })
})

describe('expressions', () => {
  const declared = 'struct sockaddr_in a, *p, v[3]; struct sockaddr s; int n;'
  test.each([
    ['«&a»', 'struct sockaddr_in*'],
    ['«*p»', 'struct sockaddr_in'],
    ['«**&p»', 'struct sockaddr_in'],
    ['«v[1]»', 'struct sockaddr_in'],
    ['«p[1]»', 'struct sockaddr_in'],
    ['«&v[1]»', 'struct sockaddr_in*'],
    ['«*v»', 'struct sockaddr_in'],
    ['«(a)»', 'struct sockaddr_in'],
    ['«(struct sockaddr *)&a»', 'struct sockaddr*'],
    ['«(SOCKADDR *)&a»', 'struct sockaddr*'],
    ['«(PSOCKADDR)&a»', 'struct sockaddr*'],
    ['«(struct sockaddr)a»', 'struct sockaddr'],
    ['«*(struct sockaddr *)&a»', 'struct sockaddr'],
    ['«p = &a»', 'struct sockaddr_in*'],
    ['(«n, a»)', 'struct sockaddr_in'],
    ['«n ? a : *p»', 'struct sockaddr_in'],
    ['«n ? &a : p»', 'struct sockaddr_in*'],
    ['«n ? (void *)0 : p»', undefined],
    ['«&UNKNOWN»', undefined],
    ['«ADDR(a)»', undefined],
    ['«*n»', undefined],
    ['«n + 1»', undefined],
  ])('%s', async (expression, expected) => {
    expect(await typeOf(inside(`${declared} x(${expression});`))).toBe(expected)
  })

  test('a cast that the grammar takes for a binary operator', async () => {
    const { tree, node, all } = await marked(inside('struct sockaddr_in a; bind(s, «(PSOCKADDR)&a», 1);'))
    const cast = all.castLookalike(node)
    expect(cast).toMatchObject({ operator: '&', type: { base: 'struct sockaddr', pointers: 1, array: false } })
    expect(tree.textOf(cast?.operand ?? NO_NODE)).toBe('a')
    expect(await typeOf(inside('x(«(SOCKADDR)*p»);'))).toBe('struct sockaddr')
    expect(await typeOf(inside('int PSOCKADDR; x(«(PSOCKADDR)&a»);'))).toBeUndefined()
    expect(await typeOf(inside('int n; x(«(n)&a»);'))).toBeUndefined()
  })

  test('a cast that the grammar takes for a call', async () => {
    const { tree, node, all } = await marked(inside('struct sockaddr_in a; bind(s, «(PSOCKADDR)(&a)», 1);'))
    const cast = all.castLookalike(node)
    expect(cast).toMatchObject({ operator: null, type: { base: 'struct sockaddr', pointers: 1, array: false } })
    expect(tree.textOf(cast?.operand ?? NO_NODE)).toBe('&a')
    expect(await typeOf(inside('int PSOCKADDR(void *); x(«(PSOCKADDR)(&a)»);'))).not.toBe('struct sockaddr*')
    expect(await typeOf(inside('x(«(g)(&a)»);'))).toBeUndefined()
  })

  test('calls of functions that the file declares', async () => {
    expect(await typeOf('struct sockaddr_in *get(int);\nvoid f(void) { x(«get(1)»); }')).toBe('struct sockaddr_in*')
    expect(await typeOf('void f(void) { x(«*get(1)»); }\nstatic SOCKADDR_IN *get(int n) { }')).toBe(
      'struct sockaddr_in',
    )
  })
})

describe('members', () => {
  const conn =
    'struct conn { int fd; struct sockaddr_in addr[2], *peer; struct { int inner; }; union { long l; } u; struct conn *next; };\n'
  test.each([
    ['struct conn *c; «c->addr»;', 'struct sockaddr_in[]'],
    ['struct conn *c; «c->addr[1]»;', 'struct sockaddr_in'],
    ['struct conn s; «s.addr[2]»;', 'struct sockaddr_in'],
    ['struct conn s; «*s.peer»;', 'struct sockaddr_in'],
    ['struct conn s; «s.next->next->fd»;', 'int'],
    ['struct conn s[2]; «s->fd»;', 'int'],
    ['struct conn s; «s.inner»;', 'int'],
    ['struct conn s; «s.u.l»;', 'long'],
    ['struct conn s; «s.nothing»;', undefined],
    ['struct conn *s; «s.fd»;', undefined],
    ['struct other s; «s.fd»;', undefined],
    ['struct addrinfo *r; «r->ai_addr»;', 'struct sockaddr*'],
    ['struct addrinfo *r; «*r->ai_addr»;', 'struct sockaddr'],
    ['struct addrinfo *r; «r->constructor»;', undefined],
  ])('%s', async (statements, expected) => {
    expect(await typeOf(conn + inside(statements))).toBe(expected)
  })

  test('typedef of a structure with and without a tag', async () => {
    expect(await typeOf(`typedef struct { PSOCKADDR p; } Conn, *PConn;\n${inside('Conn c; «c.p»;')}`)).toBe(
      'struct sockaddr*',
    )
    expect(await typeOf(`typedef struct { PSOCKADDR p; } Conn, *PConn;\n${inside('PConn c; «c->p»;')}`)).toBe(
      'struct sockaddr*',
    )
    expect(await typeOf(`typedef struct c_ Conn;\nstruct c_ { int fd; };\n${inside('Conn *c; «c->fd»;')}`)).toBe('int')
  })

  test('two structures without a tag are two types', async () => {
    const text = `typedef struct { int a; } A;\ntypedef struct { long a; } B;\n${inside('B x; «x.a»;')}`
    expect(await typeOf(text)).toBe('long')
  })

  test('members that branches of a condition declare differently are unknown, same ones are known', async () => {
    const text = (second: string): string =>
      `struct c {\n#ifdef _WIN32\n  SOCKET fd;\n#else\n  ${second} fd;\n#endif\n};\n${inside('struct c x; «x.fd»;')}`
    expect(await typeOf(text('int'))).toBeUndefined()
    expect(await typeOf(text('SOCKET'))).toBe('SOCKET')
  })
})

describe('typedefs of the file', () => {
  test.each([
    ['typedef struct sockaddr SA;\n', 'x(«(SA *)0»);', 'struct sockaddr*'],
    ['typedef struct sockaddr *PSA;\n', 'PSA *p; «p»;', 'struct sockaddr**'],
    ['typedef int A;\ntypedef A *B;\ntypedef B C[2];\n', 'C x; «x»;', 'int*[]'],
    ['typedef int SOCKADDR;\n', 'SOCKADDR x; «x»;', 'int'],
    ['typedef A B;\ntypedef B A;\n', 'A x; «x»;', undefined],
    ['#if X\ntypedef int T;\n#else\ntypedef long T;\n#endif\n', 'T x; «x»;', undefined],
  ])('%s %s', async (typedefs, statements, expected) => {
    expect(await typeOf(typedefs + inside(statements))).toBe(expected)
  })
})

describe('scopes', () => {
  test('the innermost declaration before the use', async () => {
    expect(await lineOf('int x;\nvoid f(void) {\nint x;\n{\nint x;\n«x»;\n}\n}')).toBe(4)
    expect(await lineOf('int x;\nvoid f(void) {\nint x;\n{\nint x;\n}\n«x»;\n}')).toBe(2)
    expect(await lineOf('int x;\nvoid f(void) {\n«x»;\nint x;\n}')).toBe(0)
    expect(await lineOf('int x;\nvoid f(\nint x) {\n«x»;\n}')).toBe(2)
    expect(await lineOf('void f(void) {\nfor (int i = 0;;) { }\n«i»;\n}')).toBeUndefined()
  })

  test('parameters of a declaration and of a function pointer declare nothing', async () => {
    expect(await lineOf('int g(int a);\nvoid f(int (*cb)(int a)) {\n«a»;\n}')).toBeUndefined()
  })

  test('old-style parameters, also from the list itself', async () => {
    expect(await lineOf('int f(fd)\nint fd;\n{\nreturn «fd»;\n}')).toBe(1)
    expect(await lineOf('int f(«fd»)\nint fd;\n{\n}')).toBe(1)
    expect(await lineOf('main(argc)\nint argc;\n{\nreturn «argc»;\n}')).toBe(1)
  })

  test('parameters of two definitions without a return type do not mix', async () => {
    const text = 'a(x, y)\nlong x, y;\n{\n}\nb(x, y)\nint x, y;\n{\nreturn «x»;\n}'
    expect(await typeOf(text)).toBe('int')
  })

  test('a name that branches of a condition declare with two types has none, but a declaration', async () => {
    const text = 'void f(void) {\n#ifdef _WIN32\nSOCKET s;\n#else\nint s;\n#endif\n«s»;\n}'
    expect(await typeOf(text)).toBeUndefined()
    expect(await lineOf(text)).toBe(4)
  })

  test('a member leads to its declaration in the structure', async () => {
    expect(await lineOf('struct c {\nint fd;\n};\nvoid f(struct c *p) { p->«fd»; }')).toBe(1)
  })
})

describe('C++', () => {
  const run = (statements: string): string => `void f() { ${statements} }`
  test.each([
    ['sockaddr_in a; «a»;', 'struct sockaddr_in'],
    ['sockaddr_in a{}; «&a»;', 'struct sockaddr_in*'],
    ['::sockaddr_in a; «a»;', 'struct sockaddr_in'],
    ['unknown_t a; «a»;', 'unknown_t'],
    ['std::vector<int> a; «a»;', 'std::vector<int>'],
    ['for (sockaddr_in &a : all) «a»;', 'struct sockaddr_in'],
    ['sockaddr_in a; auto *p = &a; «p»;', 'struct sockaddr_in*'],
    ['auto p = new sockaddr_in; «*p»;', 'struct sockaddr_in'],
    ['auto x = unknown(); «x»;', undefined],
    ['sockaddr_in a; x(«reinterpret_cast<sockaddr *>(&a)»);', 'struct sockaddr*'],
    ['if (int rc = g(); rc) { «rc»; }', 'int'],
    ['auto l = [](sockaddr_in *a) { return «a»; };', 'struct sockaddr_in*'],
    ['try { } catch (const error &e) { «e»; }', 'error'],
  ])('%s', async (statements, expected) => {
    expect(await typeOf(run(statements), 'cpp')).toBe(expected)
  })

  test('using, this, members without this, in the class and outside of it', async () => {
    const server = 'using Addr = sockaddr_in *;\nclass Server { void a(); void b() { x(BODY); } Addr addr; };\n'
    expect(await typeOf(server.replace('BODY', '«addr»'), 'cpp')).toBe('struct sockaddr_in*')
    expect(await typeOf(server.replace('BODY', '«this->addr»'), 'cpp')).toBe('struct sockaddr_in*')
    expect(await typeOf(`${server}void Server::a() { «addr»; }`, 'cpp')).toBe('struct sockaddr_in*')
    expect(await typeOf(`${server}void f(Server &s) { «s.addr»; }`, 'cpp')).toBe('struct sockaddr_in*')
    expect(await typeOf(`${server}void f() { «addr»; }`, 'cpp')).toBeUndefined()
  })
})

test('hostile texts end', async () => {
  const deep = `int x; int f(void) { return ${'(*&'.repeat(5000)}x${')'.repeat(5000)}; }`
  const tree = await treeOf(deep)
  const all = new Declarations(tree)
  for (let node = 0; node < tree.size; node++) all.typeOf(node)
  const chain = Array.from({ length: 500 }, (_, i) => `typedef T${i + 1} T${i};`).join('\n')
  const typedefs = await treeOf(`${chain}\nT0 x;`)
  expect(
    new Declarations(typedefs).typeOf(typedefs.covering(typedefs.text.length - 2, typedefs.text.length - 1)),
  ).toBeUndefined()
})
