/** Address structures as they reach a call: every usual way to fill one in, and what was left out. */
import { beforeAll, describe, expect, test } from 'vitest'
import { callsIn, contentsText, memoryOf, valueText } from './describe-calls.ts'
import { type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

const HEAD = `#include <sys/un.h>
union any { struct sockaddr sa; struct sockaddr_in in; struct sockaddr_in6 in6; struct sockaddr_storage ss; };
struct conn { int fd; struct sockaddr_in addr; };
static void fill(struct sockaddr_in *s) { close(-1); s->sin_family = AF_INET; s->sin_port = htons(80); s->sin_addr.s_addr = htonl(INADDR_ANY); }\n`

/** The addresses that bind() gets in a body, with `family`, `port` and `host` member by member. */
function bound(body: string): string[] {
  return [
    ...new Set(callsIn(harness, body, 'bind', { head: HEAD }).map((call) => contentsText(memoryOf(call.arguments[1])))),
  ]
}

const BIND = 'bind(a, (struct sockaddr *)&s, sizeof s);'
const WHOLE = 'inet 0.0.0.0:80, family 2 yes, port 80 network/16 yes, host 0 network/32 yes'
/** Of memory that was zero before and is set to it again. */
const ZERO_HOST = WHOLE.replace('host 0 network/32', 'host 0')
const PARTS = 's.sin_family = AF_INET; s.sin_port = htons(80); s.sin_addr.s_addr = htonl(INADDR_ANY);'

describe('filled in', () => {
  test.each<[string, string, string]>([
    ['memset first', `struct sockaddr_in s; memset(&s, 0, sizeof s); ${PARTS} ${BIND}`, WHOLE],
    ['bzero first', `struct sockaddr_in s; bzero(&s, sizeof s); ${PARTS} ${BIND}`, WHOLE],
    ['member by member', `struct sockaddr_in s; ${PARTS} ${BIND}`, WHOLE],
    [
      'designated',
      `struct sockaddr_in s = { .sin_family = AF_INET, .sin_port = htons(80), .sin_addr = { htonl(INADDR_ANY) } }; ${BIND}`,
      ZERO_HOST,
    ],
    [
      'designated deep',
      `struct sockaddr_in s = { .sin_family = AF_INET, .sin_port = htons(80), .sin_addr.s_addr = htonl(INADDR_ANY) }; ${BIND}`,
      WHOLE,
    ],
    ['positional', `struct sockaddr_in s = { AF_INET, htons(80), { htonl(INADDR_ANY) } }; ${BIND}`, ZERO_HOST],
    [
      'compound literal assigned',
      `struct sockaddr_in s; s = (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons(80), .sin_addr.s_addr = htonl(INADDR_ANY) }; ${BIND}`,
      WHOLE,
    ],
    [
      'compound literal passed',
      'bind(a, (struct sockaddr *)&(struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons(80), .sin_addr.s_addr = htonl(INADDR_ANY) }, 16);',
      WHOLE,
    ],
    ['copied', `struct sockaddr_in t, s; ${PARTS.replace(/\bs\./g, 't.')} s = t; ${BIND}`, WHOLE],
    [
      'copied by memcpy',
      `struct sockaddr_in t, s; ${PARTS.replace(/\bs\./g, 't.')} memcpy(&s, &t, sizeof s); ${BIND}`,
      WHOLE,
    ],
    [
      'in a structure',
      `struct conn c; ${PARTS.replace(/\bs\./g, 'c.addr.')} bind(a, (struct sockaddr *)&c.addr, sizeof c.addr);`,
      WHOLE,
    ],
    [
      'through a pointer',
      `struct sockaddr_in s; struct sockaddr_in *p = &s; ${PARTS.replace(/\bs\./g, 'p->')} ${BIND}`,
      WHOLE,
    ],
    [
      'in storage',
      `struct sockaddr_storage s; struct sockaddr_in *p = (struct sockaddr_in *)&s; ${PARTS.replace(/\bs\./g, 'p->')} ${BIND}`,
      WHOLE,
    ],
    [
      'in storage by casts',
      'struct sockaddr_storage s; ((struct sockaddr_in *)&s)->sin_family = AF_INET; ((struct sockaddr_in *)&s)->sin_port = htons(80); ((struct sockaddr_in *)&s)->sin_addr.s_addr = htonl(INADDR_ANY); bind(a, (struct sockaddr *)&s, sizeof s);',
      WHOLE,
    ],
    ['by a function', `struct sockaddr_in s; fill(&s); ${BIND}`, WHOLE],
    [
      'inet_pton',
      `struct sockaddr_in s = {0}; s.sin_family = AF_INET; inet_pton(AF_INET, "10.0.0.1", &s.sin_addr); ${BIND}`,
      'inet 10.0.0.1:0, family 2 yes, port 0 yes, host 10.0.0.1 yes',
    ],
    [
      'inet_aton',
      `struct sockaddr_in s = {0}; s.sin_family = AF_INET; inet_aton("10.0.0.1", &s.sin_addr); ${BIND}`,
      'inet 10.0.0.1:0, family 2 yes, port 0 yes, host 10.0.0.1 yes',
    ],
    [
      'inet_addr',
      `struct sockaddr_in s = {0}; s.sin_family = AF_INET; s.sin_addr.s_addr = inet_addr("10.0.0.1"); ${BIND}`,
      'inet 10.0.0.1:0, family 2 yes, port 0 yes, host 10.0.0.1 yes',
    ],
    [
      'h_addr',
      `struct sockaddr_in s = {0}; s.sin_family = AF_INET; struct hostent *h = gethostbyname("x"); memcpy(&s.sin_addr, h->h_addr, h->h_length); ${BIND}`,
      'inet ?:0, family 2 yes, port 0 yes, host ? unknown',
    ],
    [
      'IPv6',
      'struct sockaddr_in6 s = { .sin6_family = AF_INET6, .sin6_port = htons(80), .sin6_addr = in6addr_any }; bind(a, (struct sockaddr *)&s, sizeof s);',
      'inet6 :::80, family 10 yes, port 80 network/16 yes, host :: yes, scope 0 yes',
    ],
  ])('%s', (_, body, wanted) => {
    expect(bound(body)).toEqual([wanted])
  })

  test('the result of a name look-up', () => {
    const body = 'struct addrinfo *r; if (getaddrinfo(NULL, "80", 0, &r) == 0) bind(a, r->ai_addr, r->ai_addrlen);'
    expect(bound(body)).toEqual(['? ?:80, family ? unknown, port ? unknown, host ? unknown'])
  })
})

describe('left out', () => {
  test.each<[string, string, string]>([
    ['everything', `struct sockaddr_in s; ${BIND}`, '? ?:?, family ? no, port ? no, host ? no'],
    [
      'the host',
      `struct sockaddr_in s; s.sin_family = AF_INET; s.sin_port = htons(80); ${BIND}`,
      'inet ?:80, family 2 yes, port 80 network/16 yes, host ? no',
    ],
    [
      'the family',
      `struct sockaddr_in s; s.sin_port = htons(80); s.sin_addr.s_addr = INADDR_ANY; ${BIND}`,
      'inet 0.0.0.0:80, family ? no, port 80 network/16 yes, host 0 yes',
    ],
    [
      'the family of zeroed memory',
      `struct sockaddr_in s = {0}; s.sin_port = htons(80); ${BIND}`,
      'inet 0.0.0.0:80, family 0 yes, port 80 network/16 yes, host 0 yes',
    ],
    [
      'the family in a copy',
      `struct sockaddr_in t, s; t.sin_port = htons(80); s = t; ${BIND}`,
      'inet ?:80, family ? no, port 80 network/16 yes, host ? no',
    ],
    [
      'on one way',
      `struct sockaddr_in s; s.sin_port = htons(80); if (given) s.sin_family = AF_INET; ${BIND}`,
      'inet ?:80, family ? unknown, port 80 network/16 yes, host ? no',
    ],
  ])('%s', (_, body, wanted) => {
    expect(bound(body)).toEqual([wanted])
  })

  test.each<[string, string]>([
    ['static', `static struct sockaddr_in s; s.sin_port = htons(80); ${BIND}`],
    ['of the caller', 'given->sin_port = htons(80); bind(a, (struct sockaddr *)given, sizeof *given);'],
    ['filled by a call', `struct sockaddr_in s; int n = sizeof s; getsockname(1, (struct sockaddr *)&s, &n); ${BIND}`],
    ['filled by an unknown function', `struct sockaddr_in s; make_address(&s); ${BIND}`],
    ['filled by a macro', `struct sockaddr_in s; MAKE_ADDRESS(s); ${BIND}`],
    ['copied from memory that nobody knows', `struct sockaddr_in s; s = *given; ${BIND}`],
    ['copied by memcpy', `struct sockaddr_in s; memcpy(&s, given->x, sizeof s); ${BIND}`],
    ['received', `struct sockaddr_in s; recv(a, &s, sizeof s, 0); ${BIND}`],
    ['a union', 'union any s; s.in.sin_family = AF_INET; bind(a, &s.sa, sizeof s);'],
    [
      'written byte by byte',
      `struct sockaddr_in s; char *p = (char *)&s; for (int i = 0; i < 16; i++) *p++ = 0; ${BIND}`,
    ],
    [
      'through a pointer of two ways',
      `struct sockaddr_in s, t; struct sockaddr_in *p = given ? &s : &t; p->sin_family = AF_INET; ${BIND}`,
    ],
  ])('not told of memory that is %s', (_, body) => {
    for (const call of callsIn(harness, body, 'bind', { head: HEAD })) {
      const { initialised, address } = memoryOf(call.arguments[1])
      expect(['unknown', 'yes', 'partly']).toContain(initialised)
      expect(Object.values(address?.members ?? {}).map((member) => member.initialised)).not.toContain('no')
    }
    expect(callsIn(harness, body, 'bind', { head: HEAD })).not.toEqual([])
  })
})

test('a lambda may write what it captures', () => {
  const body = `struct sockaddr_in s; auto f = [&] { s.sin_family = AF_INET; }; f(); ${BIND}`
  const calls = callsIn(harness, body, 'bind', { path: 'x.cpp' })
  expect(calls.map((call) => memoryOf(call.arguments[1]).initialised)).toEqual(['unknown'])
})

describe('lengths and types', () => {
  test.each<[string, string, string]>([
    ['right', `struct sockaddr_in s; ${BIND}`, 'struct sockaddr_in 16, 16'],
    ['of the pointer', 'bind(a, (struct sockaddr *)given, sizeof given);', 'struct sockaddr_in ?, 4..8'],
    [
      'of another type',
      'struct sockaddr_in6 s; bind(a, (struct sockaddr *)&s, sizeof(struct sockaddr_in));',
      'struct sockaddr_in6 28, 16',
    ],
    ['of a typedef', 'SOCKADDR_IN s; bind(a, (SOCKADDR *)&s, sizeof(SOCKADDR_IN));', 'struct sockaddr_in 16, 16'],
    [
      'through a variable',
      'struct sockaddr_in s; socklen_t n = sizeof s; bind(a, (struct sockaddr *)&s, n);',
      'struct sockaddr_in 16, 16',
    ],
    ['of the head of a union', 'union any s; bind(a, &s.sa, sizeof(struct sockaddr_in));', 'struct sockaddr 16, 16'],
    [
      'parenthesised',
      'struct sockaddr_in s; bind(a, (struct sockaddr *)(&s), (sizeof(s)));',
      'struct sockaddr_in 16, 16',
    ],
  ])('%s', (_, body, wanted) => {
    const [call] = callsIn(harness, body, 'bind', { head: HEAD })
    const { type, size } = memoryOf(call?.arguments[1])
    expect(`${type?.base} ${size ?? '?'}, ${valueText(call?.arguments[2]?.value ?? { kind: 'unknown' })}`).toBe(wanted)
  })

  test.each<[string, string, string]>([
    ['set', 'socklen_t n = sizeof s;', '16 yes'],
    ['not set', 'socklen_t n;', '? no'],
    ['zero', 'socklen_t n = 0;', '0 yes'],
  ])('a length by address: %s', (_, declared, wanted) => {
    const [call] = callsIn(harness, `struct sockaddr_in s; ${declared} accept(a, (struct sockaddr *)&s, &n);`, 'accept')
    const { value, initialised } = memoryOf(call?.arguments[2])
    expect(`${valueText(value)} ${initialised}`).toBe(wanted)
  })
})
