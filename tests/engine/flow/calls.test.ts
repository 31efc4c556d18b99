/** What rules are told of each call: its arguments and what the program does with the result. */
import { beforeAll, describe, expect, test } from 'vitest'
import { argumentOf, targetOf } from '../../../engine/lint/called.ts'
import { callsIn, contentsText, memoryOf, typeText, useText, valueText } from './describe-calls.ts'
import { type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

/** The arguments of the calls in words, each text once. */
function given(body: string, callee: string, head = ''): string[] {
  return [
    ...new Set(
      callsIn(harness, body, callee, { head }).map((call) =>
        call.arguments.map(({ role, value }) => `${role === '-' ? '' : `${role} `}${valueText(value)}`).join(', '),
      ),
    ),
  ]
}

describe('arguments', () => {
  test.each<[string, string, string, string[]]>([
    ['numbers and null', 'accept(a, 0, NULL);', 'accept', ['descriptor fd a, out-address null, out null']],
    ['a constant', 'shutdown(a, SHUT_WR);', 'shutdown', ['descriptor fd a, how 1']],
    ['text', 'send(a, "hi", 2, 0);', 'send', ['descriptor fd a, buffer "hi", length 2, flags 0']],
    ['what the path tested', 'if (a < 0) return 1; listen(a, a);', 'listen', ['descriptor fd a, count ?']],
    [
      'a socket made here',
      'int s = socket(AF_INET, SOCK_STREAM, 0); if (s >= 0) listen(s, 5);',
      'listen',
      ['descriptor fd s, count 5'],
    ],
    ['each way', 'listen(a, given ? 1 : 5);', 'listen', ['descriptor fd a, count 1', 'descriptor fd a, count 5']],
    [
      'a variable by address',
      'int on = 1; setsockopt(a, 1, 2, &on, sizeof on);',
      'setsockopt',
      ['descriptor fd a, level 1, option 2, value &on, length 4'],
    ],
    [
      'an array',
      'char buf[100]; recv(a, buf, sizeof buf, 0);',
      'recv',
      ['descriptor fd a, out &buf, length 100, flags 0'],
    ],
    [
      'memory of the caller',
      'connect(a, (struct sockaddr *)given, sizeof *given);',
      'connect',
      ['descriptor fd a, address maybe &*given, length 16'],
    ],
    [
      'memory of the caller after a test',
      'if (given) connect(a, (struct sockaddr *)given, sizeof given);',
      'connect',
      ['descriptor fd a, address &*given, length 4..8'],
    ],
    [
      'a received length',
      'char b[8]; int n = recv(a, b, 8, 0); send(a, b, n, 0);',
      'send',
      ['descriptor fd a, buffer &b, length -1..8 of recv, flags 0'],
    ],
  ])('%s', (_, body, callee, wanted) => {
    expect(given(body, callee)).toEqual(wanted)
  })

  test('a macro of one call and a library alias give what the function behind them gets', () => {
    const head = '#define START(s) listen((s), 16)\n#define begin_listening listen\n'
    expect(given('START(a);', 'listen', head)).toEqual(['descriptor fd a, count 16'])
    expect(given('begin_listening(a, 3);', 'listen', head)).toEqual(['descriptor fd a, count 3'])
  })

  test('names of a library stand for the row that they wrap', () => {
    expect(given('Listen(a, 7);', 'Listen', '#include "unp.h"\n')).toEqual(['descriptor fd a, count 7'])
  })
})

describe('the memory behind a pointer', () => {
  test.each<[string, string, string]>([
    [
      'a structure',
      'struct sockaddr_in sa = {0}; bind(a, (struct sockaddr *)&sa, sizeof sa);',
      'struct sockaddr_in 16 bytes',
    ],
    [
      'through a variable',
      'struct sockaddr_in sa = {0}; struct sockaddr *p = (struct sockaddr *)&sa; bind(a, p, 16);',
      'struct sockaddr_in 16 bytes',
    ],
    ['a typedef', 'SOCKADDR_IN sa = {0}; bind(a, (SOCKADDR *)&sa, 16);', 'struct sockaddr_in 16 bytes'],
    [
      'storage',
      'struct sockaddr_storage ss; bind(a, (struct sockaddr *)&ss, sizeof ss);',
      'struct sockaddr_storage 128 bytes',
    ],
    [
      'what systems do not agree on',
      'struct sockaddr_un un; bind(a, (struct sockaddr *)&un, sizeof un);',
      'struct sockaddr_un ? bytes',
    ],
    ['a parameter', 'bind(a, (struct sockaddr *)given, 16);', 'struct sockaddr_in ? bytes'],
  ])('%s', (_, body, wanted) => {
    expect(callsIn(harness, body, 'bind').map((call) => typeText(memoryOf(call.arguments[1])))).toEqual([wanted])
  })

  test.each<[string, string, string]>([
    ['an array', 'char buf[64]; read(a, buf, 1);', 'char[] 64 bytes'],
    ['an array with a macro', 'char buf[LEN + 1]; read(a, buf, 1);', 'char[] 513 bytes'],
    ['an array of numbers', 'unsigned short v[3]; read(a, v, 1);', 'unsigned short[] 6 bytes'],
    ['a member', 'struct conn c; read(a, c.line, 1);', 'char[] 32 bytes'],
    ['a member of the caller', 'struct conn *c = (struct conn *)given; read(a, c->line, 1);', 'char[] 32 bytes'],
    ['one number', 'int n; read(a, &n, 4);', 'int 4 bytes'],
    ['allocated memory', 'char *p = malloc(40); read(a, p, 40);', 'char 40 bytes'],
    ['allocated memory by count', 'char *p = calloc(4, 10); read(a, p, 40);', 'char 40 bytes'],
    ['an array of unknown length', 'char buf[OTHER]; read(a, buf, 1);', 'char[] ? bytes'],
  ])('%s', (_, body, wanted) => {
    const head = '#define LEN 512\nstruct conn { int fd; char line[32]; };\n'
    expect(callsIn(harness, body, 'read', { head }).map((call) => typeText(memoryOf(call.arguments[1])))).toEqual([
      wanted,
    ])
  })

  test.each<[string, string, string]>([
    ['a value', 'int on = 1; setsockopt(a, 1, 2, &on, sizeof on);', '1 yes'],
    ['not set', 'int on; setsockopt(a, 1, 2, &on, sizeof on);', '? no'],
    ['set on one way', 'int on; if (given) on = 1; setsockopt(a, 1, 2, &on, sizeof on);', '? unknown'],
    ['static', 'static int on; setsockopt(a, 1, 2, &on, sizeof on);', '? unknown'],
    ['filled elsewhere', 'int on; fill_in(&on); setsockopt(a, 1, 2, &on, sizeof on);', '? unknown'],
    ['filled by a macro', 'int on; GET_ON(on); setsockopt(a, 1, 2, &on, sizeof on);', '? unknown'],
    ['filled by scanf', 'int on; scanf("%d", &on); setsockopt(a, 1, 2, &on, sizeof on);', '? unknown'],
    ['set by a pointer', 'int on; int *p = &on; *p = 3; setsockopt(a, 1, 2, &on, sizeof on);', '3 yes'],
    [
      'set by a pointer that leads anywhere',
      'int on, off; int *p = given ? &on : &off; *p = 3; setsockopt(a, 1, 2, &on, sizeof on);',
      '? unknown',
    ],
    ['set again in each round', 'for (;;) { int on; setsockopt(a, 1, 2, &on, sizeof on); on = 1; }', '? no'],
  ])('what it holds: %s', (_, body, wanted) => {
    const told = callsIn(harness, body, 'setsockopt').map((call) => {
      const { value, initialised } = memoryOf(call.arguments[3])
      return `${valueText(value)} ${initialised}`
    })
    expect([...new Set(told)]).toEqual([wanted])
  })
})

test('arguments are found by what they are for', () => {
  const [call] = callsIn(harness, 'int on = 1; setsockopt(a, 1, 2, &on, sizeof on);', 'setsockopt')
  if (call === undefined) throw new Error('not told')
  expect(argumentOf(call, 'level')?.value).toMatchObject({ kind: 'number', low: 1, high: 1 })
  expect(targetOf(argumentOf(call, 'value'))?.name).toBe('on')
  expect(targetOf(argumentOf(call, 'level'))).toBeNull()
  expect(argumentOf(call, 'address')).toBeUndefined()
})

test.each([
  ['a structure', 'struct sockaddr_in *p = malloc(sizeof *p);', '(struct sockaddr *)p', '*p'],
  ['a member', 'struct c { struct sockaddr_in x; } *p = malloc(sizeof *p);', '(struct sockaddr *)&p->x', 'p->x'],
])('allocated memory has the name that the program uses: %s', (_, body, argument, wanted) => {
  const [call] = callsIn(harness, `${body} if (p) bind(a, ${argument}, 16);`, 'bind')
  expect(memoryOf(call?.arguments[1]).name).toBe(wanted)
})

test('an address is told member by member', () => {
  const body = `struct sockaddr_in sa; sa.sin_family = AF_INET; sa.sin_port = htons(80);
    bind(a, (struct sockaddr *)&sa, sizeof sa);`
  const [call] = callsIn(harness, body, 'bind')
  expect(contentsText(memoryOf(call?.arguments[1]))).toBe('inet ?:80, family 2 yes, port 80 network/16 yes, host ? no')
})

test.each([
  [
    'declared without a value',
    'struct sockaddr_in x; x.sin_family = AF_INET6;',
    'inet inet6 sin_port sin_addr sin_zero, family',
  ],
  [
    'IPv6',
    'struct sockaddr_in6 x; x.sin6_port = 1;',
    'inet6 ? sin6_family sin6_flowinfo sin6_addr sin6_scope_id, port',
  ],
  ['part of a member', 'struct sockaddr_in x; x.sin_addr.s_addr = 1;', 'inet ? sin_family sin_port sin_zero, host'],
  ['zeroed', 'struct sockaddr_in x; memset(&x, 0, sizeof x); x.sin_port = 1;', 'inet unspecified, port'],
  ['an initialiser', 'struct sockaddr_in x = {.sin_port = 1};', 'inet unspecified, port'],
  ['static', 'static struct sockaddr_in x; x.sin_family = AF_INET;', 'inet inet, family'],
  [
    'any family',
    'struct sockaddr_storage x; ((struct sockaddr_in *)&x)->sin_port = 1;',
    '? ? sin_family sin_addr sin_zero, port',
  ],
  ['filled elsewhere', 'struct sockaddr_in x; fill_in(&x);', 'inet ?'],
  [
    'parsed text',
    'struct sockaddr_in x; inet_pton(AF_INET, t, &x.sin_addr);',
    'inet ? sin_family sin_port sin_zero, host',
  ],
  ['another family', 'struct sockaddr_in x = {0}; x.sin_family = 77;', 'inet other, family'],
])('members of an address that nobody wrote: %s', (_, body, wanted) => {
  const [call] = callsIn(harness, `${body} bind(a, (struct sockaddr *)&x, sizeof x);`, 'bind')
  const { address } = memoryOf(call?.arguments[1])
  const written = Object.entries(address?.members ?? {}).flatMap(([name, { isWritten }]) => (isWritten ? [name] : []))
  const words = [address?.structure ?? '?', address?.named ?? '?', ...(address?.unwritten ?? [])].join(' ')
  expect([words, ...written].join(', ')).toBe(wanted)
})

describe('the result', () => {
  test.each([
    ['ignored', 'send(a, "x", 1, 0);', 'ignored'],
    ['void', '(void)send(a, "x", 1, 0);', 'cast-to-void'],
    ['assigned', 'int n; n = send(a, "x", 1, 0); return n;', 'assigned n int'],
    ['initialises', 'unsigned long n = send(a, "x", 1, 0); return !n;', 'assigned n unsigned long'],
    ['never read', 'int n; n = send(a, "x", 1, 0);', 'assigned n int, unread'],
    ['overwritten', 'int n = send(a, "x", 1, 0); a++; n = a; return n;', 'assigned n int, unread'],
    ['overwritten by itself', 'int n = send(a, "x", 1, 0); n = n + 1; return n;', 'assigned n int'],
    ['overwritten perhaps', 'int n = send(a, "x", 1, 0); if (a) n = 0; return n;', 'assigned n int'],
    ['read elsewhere', 'int n = send(a, "x", 1, 0); if (a) goto out; n = 0; out: return n;', 'assigned n int'],
    ['read by others', 'int n; int *p = &n; n = send(a, "x", 1, 0); return *p;', 'assigned n int'],
    ['read next time', 'static int n; if (n) return n; n = send(a, "x", 1, 0);', 'assigned n int'],
    ['static', 'static int n; n = send(a, "x", 1, 0);', 'assigned n int'],
    ['global', 'shared = send(a, "x", 1, 0);', 'assigned shared'],
    ['assigned and tested', 'ssize_t n; if ((n = send(a, "x", 1, 0)) < 0) return 1;', 'assigned n ssize_t < 0'],
    ['tested from the right', 'if (0 > send(a, "x", 1, 0)) return 1;', 'tested < 0'],
    ['a condition', 'if (send(a, "x", 1, 0)) return 1;', 'tested != 0'],
    ['negated', 'if (!send(a, "x", 1, 0)) return 1;', 'tested == 0'],
    ['and', 'if (a && send(a, "x", 1, 0)) return 1;', 'tested != 0'],
    ['compared with a macro', 'while (send(a, "x", 1, 0) != EXIT_FAILURE) a++;', 'tested != 1'],
    ['compared with what is not known', 'while (send(a, "x", 1, 0) != a) a++;', 'tested != ?'],
    ['returned', 'return (int)send(a, "x", 1, 0);', 'returned'],
    ['passed on', 'check(send(a, "x", 1, 0));', 'argument'],
    ['added', 'a = a + send(a, "x", 1, 0);', 'used'],
    ['cast', 'int n = (int)send(a, "x", 1, 0); return n;', 'assigned n int'],
    ['a member', 'struct c { long n; } c; c.n = send(a, "x", 1, 0);', 'assigned c.n long'],
  ])('%s', (_, body, wanted) => {
    expect([...new Set(callsIn(harness, body, 'send').map((call) => useText(call.result)))]).toEqual([wanted])
  })
})
