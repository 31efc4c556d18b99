/** Lengths that calls return, the buffers they fill, and numbers that came from elsewhere. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { SocketEvents } from '../../../engine/flow/events.ts'
import { callsIn, memoryOf, valueText } from './describe-calls.ts'
import { type FlowHarness, inFunction, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

const RECEIVE = 'char buf[100]; int n = recv(a, buf, sizeof buf, 0);'

/** What `listen(a, n)` gets for `n` after the body, on each path. */
function length(body: string, expression = 'n'): string[] {
  const calls = callsIn(harness, `${body} listen(a, ${expression});`, 'listen')
  return [...new Set(calls.map((call) => valueText(call.arguments[1]?.value ?? { kind: 'unknown' })))]
}

describe('lengths', () => {
  test.each<[string, string, string[]]>([
    ['as returned', RECEIVE, ['-1..100 of recv']],
    ['of a shorter part', 'char buf[100]; int n = recv(a, buf, sizeof buf - 1, 0);', ['-1..99 of recv']],
    ['of a length that is not known', 'char buf[100]; int n = recv(a, buf, a, 0);', ['-1..Infinity of recv']],
    ['sent', 'int n = send(a, "abc", 3, 0);', ['-1..3 of send']],
    ['after < 0', `${RECEIVE} if (n < 0) return 1;`, ['0..100 of recv']],
    ['after == -1', `${RECEIVE} if (n == -1) return 1;`, ['0..100 of recv']],
    ['after <= 0', `${RECEIVE} if (n <= 0) return 1;`, ['1..100 of recv']],
    ['after == 0', `${RECEIVE} if (n == 0) return 1;`, ['-1..100 of recv']],
    ['after !', `${RECEIVE} if (n < 0) return 1; if (!n) return 1;`, ['1..100 of recv']],
    [
      'after SOCKET_ERROR tested in the call',
      'char buf[100]; int n; if ((n = recv(a, buf, 100, 0)) == -1) return 1;',
      ['0..100 of recv'],
    ],
    [
      'in a loop',
      'char buf[100]; int n; while ((n = recv(a, buf, 100, 0)) > 0) { listen(a, n); } n = 0;',
      ['1..100 of recv', '0'],
    ],
    ['after a failure that may end the program', `${RECEIVE} if (n < 0) die("recv");`, ['0..100 of recv']],
    ['after the room is tested', `${RECEIVE} if (n >= (int)sizeof buf) return 1;`, ['-1..99 of recv']],
    [
      'joined with a number',
      `int n = 0; char buf[100]; listen(a, 1); if (given) n = recv(a, buf, 100, 0);`,
      ['1', '-1..100'],
    ],
    ['of a library that ends on failure', 'char buf[100]; int n = Read(a, buf, 100);', ['0..100 of Read']],
  ])('%s', (_, body, wanted) => {
    const head = body.includes('Read(') ? '#include "unp.h"\n' : ''
    const calls = callsIn(harness, `${body} listen(a, n);`, 'listen', { head })
    expect([...new Set(calls.map((call) => valueText(call.arguments[1]?.value ?? { kind: 'unknown' })))]).toEqual(
      wanted,
    )
  })

  test('what a formatted text would need has no bound', () => {
    expect(length('char buf[100]; int n = snprintf(buf, sizeof buf, "%s", given);')).toEqual([
      '-1..Infinity of snprintf',
    ])
  })

  test('the result names its call, its buffer and the room in it', () => {
    const [call] = callsIn(harness, `${RECEIVE} listen(a, n);`, 'listen')
    const fact = call?.arguments[1]?.value
    expect(fact?.kind === 'number' && fact.result).toMatchObject({ part: 'returned', buffer: 'buf', capacity: 100 })
  })
})

/** What is told of elements in a body: `write buf[-1..100 of recv] of 100`. */
function elements(body: string): string[] {
  const heard = new Set<string>()
  harness.run(inFunction(body), {
    listener: (name, event) => {
      if (name !== 'indexed') return
      const { index, array, isWritten } = event as SocketEvents['indexed']
      heard.add(`${isWritten ? 'write' : 'read'} ${array?.name ?? '?'}[${valueText(index)}] of ${array?.size ?? '?'}`)
    },
  })
  return [...heard]
}

describe('elements', () => {
  test.each<[string, string, string[]]>([
    ['a terminator behind all', `${RECEIVE} buf[n] = 0;`, ['write buf[-1..100 of recv] of 100']],
    ['after a test', `${RECEIVE} if (n < 0) return 1; buf[n] = 0;`, ['write buf[0..100 of recv] of 100']],
    [
      'with room for it',
      'char buf[100]; int n = recv(a, buf, 99, 0); if (n > 0) buf[n] = 0;',
      ['write buf[1..99 of recv] of 100'],
    ],
    ['behind a pointer', `${RECEIVE} *(buf + n) = 0;`, ['write buf[-1..100 of recv] of 100']],
    [
      'of a member',
      'struct { char m[10]; } s; int n = recv(a, s.m, sizeof s.m, 0); s.m[n] = 0;',
      ['write s.m[-1..10 of recv] of 10'],
    ],
    ['read', `${RECEIVE} if (buf[n] == 10) a = 1;`, ['read buf[-1..100 of recv] of 100']],
    ['through a pointer', `${RECEIVE} char *p = buf; p[n] = 0;`, ['write buf[-1..100 of recv] of 100']],
    ['any other index', `${RECEIVE} buf[a] = 0; buf[1] = 2;`, []],
    [
      'a received index',
      'int i; recv(a, &i, sizeof i, 0); int t[4]; t[ntohl(i)] = 1;',
      ['write t[-Infinity..Infinity host/32 of recv] of 16'],
    ],
  ])('%s', (_, body, wanted) => {
    expect(elements(body)).toEqual(wanted)
  })
})

describe('text without a terminator', () => {
  test.each<[string, string, false | null]>([
    ['as received', RECEIVE, false],
    ['terminated', `${RECEIVE} buf[n] = 0;`, null],
    ['terminated at a fixed place', `${RECEIVE} buf[99] = 0;`, null],
    ['terminated through a pointer', `${RECEIVE} char *p = buf; p[n] = 0;`, null],
    ['terminated through a pointer that moved', `${RECEIVE} char *p = buf; p += n; *p = 0;`, null],
    ['zero before, with room left', 'char buf[100] = {0}; int n = recv(a, buf, 99, 0);', null],
    ['zero before, without room', 'char buf[100]; memset(buf, 0, 100); int n = recv(a, buf, 100, 0);', false],
    ['static', 'static char buf[100]; recv(a, buf, 99, 0);', null],
    ['given to a function', `${RECEIVE} finish(buf, n);`, null],
    ['given to a macro', `${RECEIVE} FINISH(buf[n]);`, null],
    ['on one way', `${RECEIVE} if (n < 100) buf[n] = 0;`, null],
    ['received again', `${RECEIVE} buf[n] = 0; n = recv(a, buf, 100, 0);`, false],
    ['received again, with room left', `${RECEIVE} buf[n] = 0; n = recv(a, buf, 99, 0);`, null],
    ['text before, without room', 'char buf[100]; strcpy(buf, "a"); int n = recv(a, buf, 100, 0);', false],
    ['in a second part', 'char buf[100]; int n = recv(a, buf, 10, 0); n += recv(a, buf + n, 10, 0);', null],
  ])('%s', (_, body, wanted) => {
    const calls = callsIn(harness, `${body} send(a, buf, strlen(buf), 0);`, 'send')
    expect(calls.map((call) => memoryOf(call.arguments[1]).terminated)).toContain(wanted)
    expect(new Set(calls.map((call) => memoryOf(call.arguments[1]).terminated)).size).toBe(1)
  })
})

/** The call whose bytes a buffer holds after the body. */
function filledBy(body: string): (string | null)[] {
  const calls = callsIn(harness, `${body} send(a, buf, 1, 0);`, 'send')
  return [...new Set(calls.map((call) => memoryOf(call.arguments[1]).received?.callee ?? null))]
}

describe('received bytes', () => {
  test.each<[string, string, string | null]>([
    ['as received', RECEIVE, 'recv'],
    ['terminated', `${RECEIVE} buf[n] = 0;`, 'recv'],
    ['terminated through a pointer that moved', `${RECEIVE} char *p = buf; p += n; *p = 0;`, 'recv'],
    ['overwritten', `${RECEIVE} memset(buf, 0, sizeof buf);`, null],
    ['given to a function', `${RECEIVE} finish(buf, n);`, null],
  ])('%s', (_, body, wanted) => {
    expect(filledBy(body)).toEqual([wanted])
  })
})

describe('numbers that came from elsewhere', () => {
  const HEADER = 'struct { int length; short kind; } h; recv(a, &h, sizeof h, 0);'
  test.each<[string, string, string, string[]]>([
    ['a member', HEADER, 'h.length', ['-Infinity..Infinity of recv']],
    ['converted', HEADER, 'ntohl(h.length)', ['-Infinity..Infinity host/32 of recv']],
    ['kept', `${HEADER} int n = ntohl(h.length);`, 'n', ['-Infinity..Infinity host/32 of recv']],
    ['bounded', `${HEADER} int n = ntohl(h.length); if (n > 10) return 1;`, 'n', ['-Infinity..10 host/32 of recv']],
    [
      'bounded on both sides',
      `${HEADER} int n = ntohl(h.length); if (n < 0 || n > 10) return 1;`,
      'n',
      ['0..10 host/32 of recv'],
    ],
    ['written since', `${HEADER} h.length = 3;`, 'h.length', ['3']],
    ['one variable', 'int n; recv(a, &n, sizeof n, 0);', 'n', ['-Infinity..Infinity of recv']],
    ['an element', 'unsigned char b[4]; recv(a, b, 4, 0);', 'b[1]', ['0..255 of recv']],
    ['two bytes converted', 'int n; recv(a, &n, sizeof n, 0);', 'ntohs(n)', ['0..65535 host/16 of recv']],
    ['behind another element', 'int b[4]; recv(a, b, 16, 0); b[0] = 1;', 'b[1]', ['?']],
  ])('%s', (_, body, expression, wanted) => {
    expect(length(body, expression)).toEqual(wanted)
  })
})
