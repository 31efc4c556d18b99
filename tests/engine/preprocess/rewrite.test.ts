import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, test } from 'vitest'
import { Language, Parser } from 'web-tree-sitter'
import { scanDirectives } from '../../../engine/preprocess/directives.ts'
import { rewriteNoise } from '../../../engine/preprocess/rewrite.ts'
import { randomNumbers, randomText } from './random.ts'

const rewrite = (text: string): string => rewriteNoise(text, scanDirectives(text))
/** The rewritten text with runs of spaces shortened, so that expectations stay readable. */
const brief = (text: string): string => rewrite(text).replace(/ +/g, ' ').trim()

const languages: Partial<Record<'c' | 'cpp', Language>> = {}

beforeAll(async () => {
  const runtime = createRequire(import.meta.url).resolve('web-tree-sitter/web-tree-sitter.wasm')
  await Parser.init({ wasmBinary: readFileSync(runtime), locateFile: () => 'unused' })
  for (const name of ['c', 'cpp'] as const) {
    languages[name] = await Language.load(
      readFileSync(new URL(`../../../grammars/tree-sitter-${name}.wasm`, import.meta.url)),
    )
  }
})

function parses(text: string, language: 'c' | 'cpp'): boolean {
  const grammar = languages[language]
  if (grammar === undefined) throw new Error(`no grammar for ${language}`)
  const parser = new Parser()
  parser.setLanguage(grammar)
  const tree = parser.parse(text)
  if (tree === null) throw new Error('no tree')
  const fine = !tree.rootNode.hasError
  tree.delete()
  parser.delete()
  return fine
}

describe('noise the C grammar stumbles over, and then parses', () => {
  test.each<[string, string]>([
    ['DWORD WINAPI f(LPVOID p) { return 0; }', 'DWORD f(LPVOID p) { return 0; }'],
    ['typedef int (WINAPI *fn)(int);', 'typedef int ( *fn)(int);'],
    ['char *f(a) char *a; { return 0; }', 'char f(a) char *a; { return 0; }'],
    [
      'static struct ha **\nfind(list, name) /* by name */\n struct ha *list, *end; /* of all */\n char name[]; { return 0; }',
      'static struct ha \nfind(list, name) /* by name */\n struct ha *list, *end; /* of all */\n char name[]; { return 0; }',
    ],
    [
      'SOCKET WSAAPI accept(SOCKET s, struct sockaddr FAR *a, int FAR *n);',
      'SOCKET accept(SOCKET s, struct sockaddr *a, int *n);',
    ],
    ['int PASCAL FAR WSAStartup(WORD v, LPWSADATA FAR *d);', 'int WSAStartup(WORD v, LPWSADATA *d);'],
    [
      'int WSPAPI\nWSPSend(IN SOCKET s, OUT LPINT error OPTIONAL) { return 0; }',
      'int \nWSPSend( SOCKET s, LPINT error ) { return 0; }',
    ],
    [
      'void f(void) { tt_int_op(a, ==, b); tt_int_op(f(a, 1), >, 0); }',
      'void f(void) { tt_int_op(a, 0 , b); tt_int_op(f(a, 1), 0, 0); }',
    ],
    ['void f(void) {\n TRACE(("a %d", x))\n g();\n}', 'void f(void) {\n TRACE ("a %d", x);\n g();\n}'],
    ['void f(void) {\n if (x) { TRACE(("a"))\n }\n}', 'void f(void) {\n if (x) { TRACE ("a");\n }\n}'],
    [
      'void f(void) {\n TRACE(("a"))\n#if X\n g();\n#endif\n}',
      'void f(void) {\n TRACE ("a");\n#if X\n g();\n#endif\n}',
    ],
    ['__attribute_cold__\nstatic int f(int x) { return 0; }', 'static int f(int x) { return 0; }'],
    [
      'void f(int x) { switch (x) { case 1: g(); __attribute_fallthrough__\n case 2: h(); } }',
      'void f(int x) { switch (x) { case 1: g(); \n case 2: h(); } }',
    ],
    ['void f(void) { p = PJ_POOL_ZALLOC_T(pool, struct conn); }', 'void f(void) { p = PJ_POOL_ZALLOC_T(pool, conn); }'],
    ['int ZZAPI f(int x) { return 0; }', 'int f(int x) { return 0; }'],
    ['BOOL CALLBACK cb(HWND w) { return 1; }', 'BOOL cb(HWND w) { return 1; }'],
    ['static INLINE int f(void) { return 0; }', 'static int f(void) { return 0; }'],
    ['static ngx_inline int f(void) { return 0; }', 'static int f(void) { return 0; }'],
    ['UV_EXTERN int uv_loop_close(uv_loop_t *loop);', 'int uv_loop_close(uv_loop_t *loop);'],
    ['UV_EXTERN\nint uv_run(void);', '\nint uv_run(void);'.trim()],
    ['CURL_EXTERN CURLcode curl_easy_init(void);', 'CURLcode curl_easy_init(void);'],
    ['extern LUA_API const char *name(void);', 'extern const char *name(void);'],
    ['LUA_API struct s *name(void);', 'struct s *name(void);'],
    ['int x __attribute__((aligned(8))) = 3;', 'int x = 3;'],
    ['void f(void) { int x __attribute__((unused)); g(x); }', 'void f(void) { int x ; g(x); }'],
    [
      'void f(int x) { switch (x) { case 1: g(); __attribute__((fallthrough)); case 2: h(); } }',
      'void f(int x) { switch (x) { case 1: g(); ; case 2: h(); } }',
    ],
    ['__declspec(align(16)) int x;', 'int x;'],
    [
      'int f(_In_ int x, _Out_opt_ char *y, _In_reads_bytes_(n) const char *b, int n) { return 0; }',
      'int f( int x, char *y, const char *b, int n) { return 0; }',
    ],
    ['_Check_return_ _Success_(return == 0) int f(__in int x, __out_bcount(n) char *p);', 'int f( int x, char *p);'],
    ['extern int foo __P((int a, char *b));', 'extern int foo (int a, char *b) ;'],
    ['int f(void) __THROW;', 'int f(void) ;'],
    ['int f(int x UNUSED) { return 0; }', 'int f(int x ) { return 0; }'],
    ['static int __init f(void) { return 0; }', 'static int f(void) { return 0; }'],
    ['int f(void __user *p) { return 0; }', 'int f(void *p) { return 0; }'],
    ['FOO_NORETURN void die(int x) { exit(x); }', '_Noreturn void die(int x) { exit(x); }'],
    ['NORETURN void die(int x);', 'noreturn void die(int x);'],
    ['G_BEGIN_DECLS\nint f(void);\nG_END_DECLS', '\nint f(void);\n'.trim()],
    [
      'void f(void) {\nPy_BEGIN_ALLOW_THREADS\nclose(s);\nPy_END_ALLOW_THREADS\n}',
      'void f(void) {\n \nclose(s);\n \n}',
    ],
    [
      'void f(void) { TAILQ_FOREACH(c, &head, links) close(c->fd); }',
      'void f(void) { while (c, &head, links) close(c->fd); }',
    ],
    [
      'void f(void) { list_for_each_entry(c, head, list) { close(c->fd); } }',
      'void f(void) { while (c, head, list) { close(c->fd); } }',
    ],
    [
      'void f(void) { if (x) LIST_FOREACH(c, &h, l) close(c->fd); }',
      'void f(void) { if (x) while (c, &h, l) close(c->fd); }',
    ],
    [
      'void f(va_list ap) { struct c *x = va_arg(ap, struct c *); int y = va_arg(ap, int *); }',
      'void f(va_list ap) { struct c *x = va_arg(ap, 0 ); int y = va_arg(ap, 0 ); }',
    ],
    ['int\u00a0f(void)\n{\n\u00a0\u00a0\u00a0\u00a0return\u30000;\n}', 'int f(void)\n{\n return 0;\n}'],
    ['int x;\u2028int y;\ufeffint z;\u200bint v = 1\u0000;', 'int x; int y; int z; int v = 1 ;'],
    ['UNITTEST CURLcode f(struct sockaddr *sa) { return 0; }', 'CURLcode f(struct sockaddr *sa) { return 0; }'],
    ['ALLOC_FUNC\nFILE *f(const char *name) { return 0; }', 'FILE *f(const char *name) { return 0; }'],
    ['UV_THREAD_LOCAL int x = 1;', 'int x = 1;'],
    [
      'void f(void) { VERBOSE(char b[9]); VERBOSE(int e = errno); g(); }',
      'void f(void) { char b[9] ; int e = errno ; g(); }',
    ],
    ['void f(void) { c = container_of(h, struct conn, h) ; }', 'void f(void) { c = container_of(h, conn, h) ; }'],
    [
      'void f(void) { cJSON_ArrayForEach(a, b)\n { close(a->fd); } }',
      'void f(void) { while (a, b)\n { close(a->fd); } }',
    ],
    ['Q_OBJECT\nint x;', '\nint x;'.trim()],
    ['EXPORT_SYMBOL(f)\nint g(void) { return 1; }', '\nint g(void) { return 1; }'.trim()],
  ])('%j', (text, expected) => {
    expect(parses(text, 'c')).toBe(false)
    expect(brief(text)).toBe(expected)
    expect(parses(rewrite(text), 'c')).toBe(true)
  })
})

describe('noise the C++ grammar stumbles over, and then parses', () => {
  test.each<[string, string]>([
    ['void f() { printf("%" PRIu64 "\\n", x); }', 'void f() { printf("%" "\\n", x); }'],
    ['void f() { int x = va_arg(ap, int); }', 'void f() { int x = va_arg(ap, 0 ); }'],
    [
      'APR_DECLARE(apr_status_t) apr_socket_create(int x) { return 0; }',
      'apr_status_t apr_socket_create(int x) { return 0; }',
    ],
    ['class A { Q_OBJECT\npublic slots:\nvoid f();\n};', 'class A { \npublic :\nvoid f();\n};'],
    ['class a_t ZMQ_FINAL : public b_t { };', 'class a_t : public b_t { };'],
    ['class A : B { void f() ZZ_OVERRIDE; int x; };', 'class A : B { void f() ; int x; };'],
    [
      'class mylib_EXPORT A { void f(); A(int x = 0, bool y = true); };',
      'class A { void f(); A(int x = 0, bool y = true); };',
    ],
    ['class A { Q_SIGNALS:\nvoid f();\n};', 'class A { public :\nvoid f();\n};'],
    [
      'class C : public CWnd {\nDECLARE_MESSAGE_MAP()\npublic:\nint x;\n};',
      'class C : public CWnd {\n \npublic:\nint x;\n};',
    ],
    ['BEGIN_MESSAGE_MAP(C, CWnd)\nON_WM_CLOSE()\nON_COMMAND(ID, &C::OnX)\nEND_MESSAGE_MAP()\nint x;', 'int x;'],
  ])('%j', (text, expected) => {
    expect(parses(text, 'cpp')).toBe(false)
    expect(brief(text)).toBe(expected)
    expect(parses(rewrite(text), 'cpp')).toBe(true)
  })
})

describe('attributes are gone where the grammar would take them too', () => {
  test.each<[string, string]>([
    ['__declspec(dllexport) int f(void);', 'int f(void);'],
    // Parsed as one declaration, silently: the call would be gone.
    ['void f(int x) {\nUNUSED(x)\nclose(s);\n}', 'void f(int x) {\n \nclose(s);\n}'],
    ['int __stdcall f(int x);', 'int f(int x);'],
    ['int __attribute__((weak)) f(void);', 'int f(void);'],
    ['class FOO_API Foo { };', 'class Foo { };'],
    ['APR_DECLARE(apr_status_t) apr_socket_create(int x);', 'apr_status_t apr_socket_create(int x);'],
    ['static void f(int x G_GNUC_UNUSED) { }', 'static void f(int x ) { }'],
    ['LUA_API int (lua_gettop)(lua_State *L);', 'int (lua_gettop)(lua_State *L);'],
  ])('%j', (text, expected) => {
    expect(brief(text)).toBe(expected)
  })
})

describe('left alone', () => {
  test.each([
    // What decides whether something is executed.
    'void f(void) { CHECK(s)\n close(s); }',
    'void f(void) { LOG_IF(s) return; }',
    'void f(void) { LOG_IF((s))\n return; }',
    'void f(void) { LOG_IF(("s")) return; }',
    'void f(void) { TRACE(("s"));\n return; }',
    'void f(void) { g(a, b == c, d, *e, &f); }',
    'void f(void) { if (x)\n UNUSED(x)\n close(s); }',
    'void f(void) { if (x) UNUSED(x); else g(); }',
    'void f(void) { if (x)\n Py_BEGIN_ALLOW_THREADS\n close(s); }',
    'void f(void) { else_part: ; if (x) g(); else\n UNUSED(y)\n h(); }',
    'void f(void) { ENTER_API close(s); }',
    'void f(void) { MY_CALL\n close(s); }',
    'LOG_IF return f(x);',
    'LOG_IF close(s);',
    'DWORD WORKER f(int x) { return 0; }',
    '  LOG_IF type name(x);',
    'int *a(b); int c; struct d { int e; };',
    'char *f(int a) { return 0; }',
    'int x = a *b(c);',
    'void f(void) { VERBOSE(close(s)); VERBOSE((void)x); VERBOSE(x) }',
    // Statements with their semicolon.
    'void f(void) { UNUSED(x); Q_UNUSED(y); }',
    // Control flow hangs on them.
    '__attribute__((noreturn)) void die(void);',
    'void die(void) __attribute__((__noreturn__));',
    '__declspec(noreturn) void die(void);',
    '_Noreturn void die(void);',
    // Not in the position of an attribute.
    'int FAR = 3; int y = FAR;',
    'enum { NEAR, FAR };',
    'enum { IN, OUT }; int x = IN;',
    'f(IN, OUT);',
    'int x = FOO_API;',
    'switch (x) { case MY_EXPORT: break; }',
    'return FOO_API;',
    'int r = FOO_CALL(x);',
    'x = NONNULL(p);',
    'NONNULL(p);',
    'void f(void) { return PARAMS((x)); }',
    'int n = va_arg(ap, x);'.replace('va_arg', 'va_args'),
    'std::for_each(v.begin(), v.end(), f);',
    'v.for_each(f);',
    'void foreach(int x) { }',
    'foreach(x, y);',
    'for_each(const Item &x, list) { }',
    'char *s = "WINAPI\u00a0x __declspec(x)";',
    '// WINAPI f\u3000g\n/* FAR *p \u00a0 */',
    "char c = '\u00a0';",
    'char *s = R"(WINAPI f\u00a0)";',
    '#define WINAPI __stdcall',
    '#define CLOSE(s) __declspec(x) FAR *s',
    // Beyond the reach of a parenthesis, or across a directive.
    `__declspec(${' '.repeat(5000)}x) int y;`,
    '__declspec(\n#if A\nx\n#endif\n) int y;',
    '__declspec(; int y;',
    'TAILQ_FOREACH(a, b',
    'APR_DECLARE(int);',
  ])('%j', (text) => {
    expect(rewrite(text)).toBe(text)
  })

  test('a word that the file defines as more than an attribute', () => {
    const guarded = (definition: string, use: string): string =>
      rewrite(`${definition}\n${use}\n`).split('\n').at(-2) ?? ''
    const intact: [string, string][] = [
      ['#define EXPORT static int', 'EXPORT f(void);'],
      ['#define INLINE if (x)', 'INLINE int y;'],
      ['#define UNUSED(x) if (x) return;', 'UNUSED(y)'],
      ['#define MY_LIST_FOREACH(x) go(x)', 'MY_LIST_FOREACH(y) z();'],
    ]
    for (const [definition, use] of intact) expect(guarded(definition, use)).toBe(use)
    expect(guarded('#define EXPORT __declspec(dllexport)', 'EXPORT int f(void);').trim()).toBe('int f(void);')
    expect(guarded('#define UNUSED(x) (void)(x)', 'UNUSED(y)').trim()).toBe('')
    expect(guarded('#define MY_LIST_FOREACH(x) for (; x;)', 'MY_LIST_FOREACH(y) z();')).toBe('while          (y) z();')
  })
})

test('white space in directives becomes plain, and their words stay', () => {
  expect(rewrite('#\u00a0define\u3000WINAPI "\u00a0" // \u00a0\n')).toBe('# define WINAPI "\u00a0" // \u00a0\n')
})

test('random text keeps its length, its line breaks and what is in literals', () => {
  const random = randomNumbers(3)
  for (let i = 0; i < 500; i++) {
    const text = randomText(random, 5 + random(60))
    const rewritten = rewrite(text)
    expect(rewritten.length).toBe(text.length)
    expect(rewritten.replace(/[^\r\n]/g, '.')).toBe(text.replace(/[^\r\n]/g, '.'))
    // Rewriting is done once and for all.
    expect(rewrite(rewritten).length).toBe(text.length)
  }
})
