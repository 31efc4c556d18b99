/** Forms of functions and statements beside plain C: the function around stays usable, or is known to be damaged. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

const OPEN = 'int fd = socket(2, 1, 0); if (fd < 0) return -1;'
const HEAD = '#include <sys/socket.h>\n#include <unistd.h>\n'

function lost(text: string, path: string): string[] {
  return harness
    .run(HEAD + text, { path })
    .told.filter((told) => told.name === 'lost')
    .map((told) => told.text)
}

/** `BODY` stands for a body that opens a socket and, in the right twin, closes it. */
describe.each([
  ['an attribute in brackets', '[[nodiscard]] int f(void) { BODY }', 'x.c'],
  ['attributes of GNU C', '__attribute__((noinline)) static int f(int a __attribute__((unused))) { BODY }', 'x.c'],
  ['calling conventions and SAL', 'int WSAAPI f(_In_ SOCKET s, _Out_writes_bytes_(n) char *b, int n) { BODY }', 'x.c'],
  ['a convention of Pascal', 'int PASCAL FAR f(int a) { BODY }', 'x.c'],
  ['an old-style definition', 'int f(port, name) int port; char *name; { BODY }', 'x.c'],
  ['an old-style definition without a type', 'f(port, name) int port; char *name; { BODY }', 'x.c'],
  [
    'linkage under a condition',
    '#ifdef __cplusplus\nextern "C" {\n#endif\nint f(void) { BODY }\n#ifdef __cplusplus\n}\n#endif',
    'x.c',
  ],
  ['linkage in C++', 'extern "C" {\nint f(void) { BODY }\n}', 'x.cpp'],
  ['an assertion of the compiler', 'int f(void) { _Static_assert(sizeof(int) == 4, "x"); BODY }', 'x.c'],
  ['assembler', 'int f(void) { __asm__ volatile("nop" ::: "memory"); BODY }', 'x.c'],
  ['a loop of the queue macros', 'int f(struct q *q) { TAILQ_FOREACH(i, &q->head, link) { g(i); } BODY }', 'x.c'],
  ['a function made by a macro', 'START_TEST(name)\n{ BODY }\nEND_TEST', 'x.c'],
  ['a printing macro without a semicolon', 'int f(void) { TRACE(("enter %d", 1))\n BODY }', 'x.c'],
  ['an operator as an argument', 'int f(void) { tt_int_op(g(), ==, 1); BODY }', 'x.c'],
  ['a type as an argument', 'int f(void) { void *p = PJ_POOL_ZALLOC_T(pool, struct conn); BODY }', 'x.c'],
  ['a class of Qt', 'class A : public B { Q_OBJECT\npublic:\nint f() { BODY }\nQ_SIGNALS:\nvoid g(); };', 'x.cpp'],
  ['a macro behind the name of a class', 'class A ZZ_FINAL : public B { int f() { BODY } };', 'x.cpp'],
  ['a trailing return type', 'auto f() -> int { BODY }', 'x.cpp'],
  ['a template', 'template <typename T> int f(T t) { BODY }', 'x.cpp'],
])('%s', (_, text, path) => {
  test('is followed', () => {
    const flow = harness.run(HEAD + text.replace('BODY', `${OPEN} return 0;`), { path })
    const [fn] = flow.analysed.filter(({ simulation }) => simulation !== null)
    expect(fn?.node.damaged).toBe(false)
    expect(fn?.limit).toBeNull()
  })

  test('loses what is not closed, and nothing else', () => {
    expect(lost(text.replace('BODY', `${OPEN} return 0;`), path)).toEqual(['lost fd return'])
    expect(lost(text.replace('BODY', `${OPEN} close(fd); return 0;`), path)).toEqual([])
  })
})

describe('what has no grammar is damaged or silent', () => {
  test.each([
    [
      'a range of cases',
      'int f(int n) { int fd = socket(2, 1, 0); switch (n) { case 1 ... 5: close(fd); } return 0; }',
    ],
    [
      'a computed goto',
      'int f(int n) { static void *t[] = { &&a }; int fd = socket(2, 1, 0); goto *t[n]; a: close(fd); return 0; }',
    ],
    ['a nested function', 'int f(void) { int fd = socket(2, 1, 0); void g(void) { close(fd); } g(); return 0; }'],
  ])('%s', (_, text) => {
    const fn = harness.run(HEAD + text).fn('f')
    expect(fn.node.damaged || fn.limit !== null).toBe(true)
  })
})
