import { describe, expect, test } from 'vitest'
import { type Wrapper, aliasOf, wrapperOf } from '../../../engine/preprocess/macros.ts'
import { makeViews } from '../../../engine/preprocess/views.ts'

const table = (text: string) => makeViews(text, { language: 'c' }).views.posix.macros

describe('aliasOf', () => {
  test.each<[string, string | null]>([
    ['#define A close', 'close'],
    ['#define A (close)', 'close'],
    ['#define A B\n#define B C\n#define C close', 'close'],
    ['#define A B\n#define B(x) close(x)', 'B'],
    ['#define A', null],
    ['#define A 5', null],
    ['#define A close(s)', null],
    ['#define A(x) close', null],
    ['#define B close', null],
    ['#define A A', null],
    // The preprocessor stops at a name it has expanded before.
    ['#define A B\n#define B A', null],
    ['#define A B\n#define B C\n#define C B', 'B'],
    ['#define A close /* the POSIX way */', 'close'],
    ['#define A first\n#undef A\n#define A second', 'second'],
  ])('%j', (text, expected) => {
    expect(aliasOf(table(text), 'A')).toBe(expected)
  })

  test('names of Object.prototype', () => {
    expect(aliasOf(table('#define A 1'), 'toString')).toBeNull()
  })
})

describe('wrapperOf', () => {
  const parameter = (index: number) => ({ parameter: index })
  const text = (value: string) => ({ text: value })
  const call = (callee: string, ...list: Wrapper['arguments'][number][]): Wrapper => ({ callee, arguments: list })

  test.each<[string, Wrapper | null]>([
    ['#define F(s) closesocket(s)', call('closesocket', parameter(0))],
    ['#define F(s) closesocket((s))', call('closesocket', parameter(0))],
    ['#define F(s) (closesocket(s))', call('closesocket', parameter(0))],
    ['#define F(s) (void)close(s)', call('close', parameter(0))],
    ['#define F(s) ((void)close(s))', call('close', parameter(0))],
    ['#define F(s) close(s);', call('close', parameter(0))],
    ['#define F(s) do { close(s); } while (0)', call('close', parameter(0))],
    ['#define F(s) do { (void) close(s); } while(0);', call('close', parameter(0))],
    ['#define F(s) do \\\n { \\\n close(s); \\\n } while (0)', call('close', parameter(0))],
    ['#define F(s) { close(s); }', call('close', parameter(0))],
    ['#define F(s) closesocket((SOCKET)(s))', call('closesocket', parameter(0))],
    ['#define F(s) closesocket((SOCKET)s)', call('closesocket', parameter(0))],
    [
      '#define F(a, s) setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &(a), sizeof(a))',
      call('setsockopt', parameter(1), text('SOL_SOCKET'), text('SO_REUSEADDR'), text('&(a)'), text('sizeof(a)')),
    ],
    [
      '#define F(s) send(s, "a,)b", \',\', f(1, 2))',
      call('send', parameter(0), text('"a,)b"'), text("','"), text('f(1, 2)')),
    ],
    ['#define F() fork()', call('fork')],
    ['#define F(f, ...) log(f, __VA_ARGS__)', call('log', parameter(0), text('__VA_ARGS__'))],
    // Through others.
    ['#define F(s) G(s)\n#define G(x) close(x)', call('close', parameter(0))],
    [
      '#define F(a, b) G(b, 1, a)\n#define G(x, y, z) send(z, y, x)',
      call('send', parameter(0), text('1'), parameter(1)),
    ],
    ['#define F(s) G(s)\n#define G closesocket', call('closesocket', parameter(0))],
    ['#define bind(s) bind(s, 0)\n#define F(s) bind(s)', call('bind', parameter(0), text('0'))],
    ['#define F(s) F(s)', call('F', parameter(0))],
    // More than one call, or something else.
    ['#define F(s) close(s), s = -1', null],
    ['#define F(s) do { close(s); s = -1; } while (0)', null],
    ['#define F(s) if (s) close(s)', null],
    ['#define F(s) if (s)', null],
    ['#define F(s) return (s)', null],
    ['#define F(s) close(s) + close(s)', null],
    ['#define F(s) f(s)(s)', null],
    ['#define F(s) s->close(s)', null],
    ['#define F(s) s', null],
    ['#define F(s)', null],
    ['#define F close', null],
    ['#define F(s) close(s', null],
    ['#define F(s) G(s)\n#define G(x) close(x), x = 0', null],
    ['#define F(s) G(s)\n#define G(x, y) close(x)', null],
  ])('%j', (definition, expected) => {
    expect(wrapperOf(table(definition), 'F')).toEqual(expected)
  })

  test('a macro that calls itself keeps its own arguments', () => {
    expect(wrapperOf(table('#define bind(s, a) bind(s, (struct sockaddr *)(a), sizeof(*a))'), 'bind')).toEqual(
      call('bind', parameter(0), parameter(1), text('sizeof(*a)')),
    )
  })

  test('bodies without end', () => {
    expect(wrapperOf(table(`#define F(s) ${'('.repeat(100_000)}`), 'F')).toBeNull()
    expect(wrapperOf(table(`#define F(s) ${'('.repeat(900)}close(s)${')'.repeat(900)}`), 'F')).toEqual(
      call('close', parameter(0)),
    )
  })
})
