/** The byte order of numbers on their way through variables, members, calls and conversions. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { SocketEvents } from '../../../engine/flow/events.ts'
import { callsIn, valueText } from './describe-calls.ts'
import { type FlowHarness, inFunction, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

/** What `listen(a, x)` gets for `x` after the body, on each path. */
function seen(body: string, expression: string): string[] {
  return [
    ...new Set(
      callsIn(harness, `${body}; listen(a, ${expression});`, 'listen').map((call) =>
        call.arguments[1] === undefined ? '' : valueText(call.arguments[1].value),
      ),
    ),
  ]
}

describe('conversions', () => {
  test.each<[string, string, string]>([
    ['', 'htons(80)', '80 network/16'],
    ['', 'htonl(80)', '80 network/32'],
    ['', 'htobe64(80)', '80 network/64'],
    ['int port = 80', 'htons(port)', '80 network/16'],
    ['int port = 80; unsigned short n = htons(port)', 'n', '80 network/16'],
    ['int port = 80; port = htons(port)', 'port', '80 network/16'],
    ['int n = htons(80)', 'ntohs(n)', '80 host/16'],
    ['int n = htons(80)', 'htons(n)', '80 twice/16'],
    ['int n = htons(htons(80))', 'htons(n)', '80 network/16'],
    // Both names swap: what is a number of the program is then in network order.
    ['', 'ntohs(80)', '80 network/16'],
    ['', 'ntohs(ntohs(a))', '-Infinity..Infinity network/16'],
    ['int n = atoi(given->x)', 'n', '-Infinity..Infinity host of atoi'],
    ['int n = atoi(given->x)', 'htons(n)', '0..65535 network/16'],
    ['int n = atoi(given->x)', 'n + 1', '-Infinity..Infinity host'],
    ['int n = htons(80)', 'n + 1', '?'],
    ['', 'htons(a)', '-Infinity..Infinity network/16'],
    ['int n = unseen()', 'htons(n)', '0..65535 network/16'],
    ['int n = unseen()', 'ntohl(n)', '-Infinity..Infinity host/32'],
    ['', 'htonl(INADDR_ANY)', '0 network/32'],
    ['', 'htonl(htonl(INADDR_ANY))', '0 network/32'],
    ['', 'htonl(htonl(INADDR_BROADCAST))', '4294967295 network/32'],
    ['', 'INADDR_LOOPBACK', '2130706433'],
    ['', 'htonl(INADDR_LOOPBACK)', '2130706433 network/32'],
    ['', 'htonl(htonl(INADDR_LOOPBACK))', '2130706433 twice/32'],
    ['', 'inet_addr("10.0.0.1")', '10.0.0.1'],
    ['', 'htonl(inet_addr("10.0.0.1"))', '-Infinity..Infinity twice/32'],
    ['', 'htonl(inet_addr("0.0.0.0"))', '-Infinity..Infinity network/32'],
    ['', 'ntohl(inet_addr("10.0.0.1"))', '-Infinity..Infinity host/32'],
    ['char *t = given->x', 'inet_addr(t)', '-Infinity..Infinity network/32 of inet_addr'],
    ['char *t = unseen()', 'inet_addr(t)', '-Infinity..Infinity network of inet_addr'],
    ['char *t = given->x', 'htonl(inet_addr(t))', '-Infinity..Infinity twice/32'],
  ])('%s: %s', (body, expression, wanted) => {
    expect(seen(body, expression)).toEqual([wanted])
  })

  test('a number that is in one order on one way and in the other on the other way has none', () => {
    expect(seen('int n = 80; if (a) n = htons(n)', 'n')).toEqual(['80'])
  })
})

describe('members', () => {
  test.each<[string, string, string]>([
    ['struct sockaddr_in s; s.sin_port = htons(80)', 's.sin_port', '80 network/16'],
    ['struct sockaddr_in s; s.sin_port = 80', 's.sin_port', '80'],
    ['struct sockaddr_in s; s.sin_port = htons(80)', 'ntohs(s.sin_port)', '80 host/16'],
    ['struct sockaddr_in s, t; s.sin_port = htons(80); t = s', 't.sin_port', '80 network/16'],
    ['struct sockaddr_in s, t; s.sin_port = htons(80); t.sin_port = s.sin_port', 't.sin_port', '80 network/16'],
    [
      'struct sockaddr_in s; int n = sizeof s; getsockname(a, (struct sockaddr *)&s, &n)',
      's.sin_port',
      '-Infinity..Infinity network/16',
    ],
    [
      'struct sockaddr_in s; int n = sizeof s; getsockname(a, (struct sockaddr *)&s, &n)',
      'ntohs(s.sin_port)',
      '0..65535 host/16',
    ],
    [
      'struct sockaddr_in s; int n = sizeof s; getsockname(a, (struct sockaddr *)&s, &n); int p = s.sin_port',
      'p',
      '-Infinity..Infinity network/16',
    ],
    [
      'struct sockaddr_in6 s; int n = sizeof s; getpeername(a, (struct sockaddr *)&s, &n)',
      's.sin6_port',
      '-Infinity..Infinity network/16',
    ],
    ['struct servent *e = getservbyname("http", "tcp")', 'e->s_port', '-Infinity..Infinity network/16'],
    ['struct servent *e = getservbyname("http", "tcp")', 'ntohs(e->s_port)', '0..65535 host/16'],
    ['struct servent *e = getservbyname("http", "tcp")', 'htons(e->s_port)', '0..65535 twice/16'],
    ['', 'getservbyname("http", "tcp")->s_port', '-Infinity..Infinity network/16'],
    ['', 'given->sin_port', '-Infinity..Infinity network/16'],
    ['', 'ntohs(given->sin_port)', '-Infinity..Infinity host/16'],
    ['', 'htons(given->sin_port)', '-Infinity..Infinity twice/16'],
    ['', 'given->sin_addr.s_addr', '-Infinity..Infinity network/32'],
    ['', 'htonl(given->sin_addr.s_addr)', '-Infinity..Infinity twice/32'],
    ['struct in_addr i; inet_aton("10.0.0.1", &i)', 'i.s_addr', '10.0.0.1'],
    ['int n; recv(a, &n, sizeof n, 0)', 'n', '-Infinity..Infinity of recv'],
    ['int n; recv(a, &n, sizeof n, 0); n = ntohl(n)', 'n', '-Infinity..Infinity host/32 of recv'],
  ])('%s: %s', (body, expression, wanted) => {
    expect(seen(body, expression)).toEqual([wanted])
  })
})

test('through functions', () => {
  const head = `static unsigned short swapped(int port) { close(-1); return htons(port); }
    static void put(struct sockaddr_in *s, int port) { s->sin_port = htons(port); }\n`
  const heard = (body: string): string[] =>
    callsIn(harness, body, 'listen', { head }).map((call) => valueText(call.arguments[1]?.value ?? { kind: 'unknown' }))
  expect(heard('listen(a, swapped(80));')).toEqual(['80 network/16'])
  expect(heard('listen(a, swapped(htons(80)));')).toEqual(['80 twice/16'])
  expect(heard('struct sockaddr_in s; put(&s, 80); listen(a, s.sin_port);')).toEqual(['80 network/16'])
  expect(heard('struct sockaddr_in s; put(&s, htons(80)); listen(a, s.sin_port);')).toEqual(['80 twice/16'])
})

/** What is told of stores in a body: `s.sin_port (16) = 80`. */
function stores(body: string): string[] {
  const heard = new Set<string>()
  harness.run(inFunction(body), {
    listener: (name, event) => {
      if (name !== 'stored') return
      const { target, bits, value } = event as SocketEvents['stored']
      heard.add(`${target} (${bits}) = ${valueText(value)}`)
    },
  })
  return [...heard]
}

describe('stores into members that are in network order', () => {
  test.each<[string, string[]]>([
    ['struct sockaddr_in s; s.sin_port = 80;', ['s.sin_port (16) = 80']],
    ['struct sockaddr_in s; s.sin_port = htons(80);', ['s.sin_port (16) = 80 network/16']],
    ['struct sockaddr_in s; s.sin_port = htonl(80);', ['s.sin_port (16) = 80 network/32']],
    [
      'struct sockaddr_in s; int p = atoi("80"); s.sin_port = p;',
      ['s.sin_port (16) = -Infinity..Infinity host of atoi'],
    ],
    ['given->sin_port = (unsigned short)a;', ['given->sin_port (16) = ?']],
    ['struct sockaddr_in s; s.sin_addr.s_addr = INADDR_LOOPBACK;', ['s.sin_addr.s_addr (32) = 2130706433']],
    ['struct sockaddr_in s = { .sin_family = AF_INET, .sin_port = 80 };', ['s.sin_port (16) = 80']],
    ['struct sockaddr_in s = { AF_INET, 80 };', ['s.sin_port (16) = 80']],
    ['struct sockaddr_in s = { .sin_addr = { .s_addr = INADDR_LOOPBACK } };', ['s.sin_addr (32) = 2130706433']],
    ['struct sockaddr_in s = { .sin_addr.s_addr = htonl(INADDR_ANY) };', ['s.sin_addr (32) = 0 network/32']],
    [
      'struct sockaddr_in6 s; s.sin6_port = a ? htons(1) : 2;',
      ['s.sin6_port (16) = 1 network/16', 's.sin6_port (16) = 2'],
    ],
    ['struct sockaddr_in s; s.sin_family = AF_INET;', []],
  ])('%s', (body, wanted) => {
    expect(stores(`${body} listen(a, 1);`)).toEqual(wanted)
  })
})

/** What is told of comparisons and arithmetic in a body: `80 network/16 == 80`. */
function operations(body: string): string[] {
  const heard = new Set<string>()
  harness.run(inFunction(body), {
    listener: (name, event) => {
      if (name !== 'operated') return
      const { operator, left, right } = event as SocketEvents['operated']
      heard.add(`${valueText(left)} ${operator} ${valueText(right)}`)
    },
  })
  return [...heard]
}

describe('comparisons and arithmetic with descriptors and with numbers whose order is known', () => {
  test.each<[string, string[]]>([
    ['if (given->sin_port == 80) a = 1;', ['-Infinity..Infinity network/16 == 80']],
    ['if (given->sin_port == htons(80)) a = 1;', ['-Infinity..Infinity network/16 == 80 network/16']],
    ['while (ntohs(given->sin_port) < 1024) a++;', ['-Infinity..Infinity host/16 < 1024']],
    ['a = htons(80) + 1;', ['80 network/16 + 1']],
    ['unsigned short p = htons(80); p += 1;', ['80 network/16 += 1']],
    ['unsigned short p = htons(80); p++;', ['80 network/16 + 1']],
    ['if (given->sin_addr.s_addr == INADDR_ANY) a = 1;', ['-Infinity..Infinity network/32 == 0']],
    ['if (a == 80) a = a + 2;', []],
    ['int n = atoi("1"); if (n < 0) a = 1;', ['-Infinity..Infinity host of atoi < 0']],
    ['int s = socket(AF_INET, SOCK_STREAM, 0); if (s == 0) a = 1; close(s);', ['fd s == 0']],
    ['switch (given->sin_port) { case 80: a = 1; }', ['-Infinity..Infinity network/16 == 80']],
  ])('%s', (body, wanted) => {
    expect(operations(`${body} listen(a, 1);`)).toEqual(wanted)
  })
})
