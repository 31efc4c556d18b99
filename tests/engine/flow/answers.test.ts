/** What rules are told of pointers that calls return: to memory that every call fills anew, and of those that may be null. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { SocketEvents } from '../../../engine/flow/events.ts'
import { callsIn, memoryOf, valueText } from './describe-calls.ts'
import { type FlowHarness, inFunction, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

describe('answers in memory of the library', () => {
  function replaced(body: string): string[] {
    const calls = callsIn(harness, `struct in_addr x, y; char *p, *q; ${body}`, 'puts')
    return calls.map((call) => (memoryOf(call.arguments[0]).replaced === null ? 'kept' : 'replaced'))
  }

  test.each<[string, string, string[]]>([
    ['used at once', 'puts(inet_ntoa(x));', ['kept']],
    ['used before the next call', 'p = inet_ntoa(x); puts(p); q = inet_ntoa(y);', ['kept']],
    ['used after the next call', 'p = inet_ntoa(x); q = inet_ntoa(y); puts(p);', ['replaced']],
    ['the later answer', 'p = inet_ntoa(x); q = inet_ntoa(y); puts(q);', ['kept']],
    ['another call on some paths', 'p = inet_ntoa(x); if (given) q = inet_ntoa(y); puts(p);', ['kept']],
    ['each round of a loop', 'for (;;) { p = inet_ntoa(x); puts(p); }', ['kept']],
  ])('%s', (_, body, wanted) => {
    expect(replaced(body)).toEqual(wanted)
  })
})

describe('pointers that may be null', () => {
  function dereferenced(body: string): string[] {
    const told = new Set<string>()
    harness.run(inFunction(`struct hostent *h = gethostbyname("x"); ${body}`, 'posix'), {
      platform: 'posix',
      listener: (name, event) => {
        if (name !== 'dereferenced') return
        const { name: pointer, call, isNull } = event as SocketEvents['dereferenced']
        told.add(`${pointer} of ${call.callee}${isNull ? ', null' : ''}`)
      },
    })
    return [...told]
  }

  test.each<[string, string, string[]]>([
    ['not tested', 'puts(h->h_name);', ['h of gethostbyname']],
    ['through an element', 'g(h->h_addr_list[0]);', ['h of gethostbyname']],
    ['by *', 'struct hostent c = *h;', ['h of gethostbyname']],
    ['tested', 'if (h == NULL) return 1; puts(h->h_name);', []],
    ['tested by !', 'if (!h) return 1; puts(h->h_name);', []],
    ['asserted', 'assert(h); puts(h->h_name);', []],
    ['where it is null', 'if (h == NULL) puts(h->h_name);', ['h of gethostbyname, null']],
    ['a function that may end the program', 'if (h == NULL) die(); puts(h->h_name);', []],
    ['by the first part', 'if (h && h->h_length == 4) g(h);', []],
    ['expected to be there', 'if (unlikely(!h)) return 1; puts(h->h_name);', []],
    ['told once', 'puts(h->h_name); g(h->h_length);', ['h of gethostbyname']],
    ['at once', 'puts(gethostbyname("y")->h_name);', ['gethostbyname("y") of gethostbyname']],
  ])('%s', (_, body, wanted) => {
    expect(dereferenced(body)).toEqual(wanted)
  })
})

test('members of structures that are given by place', () => {
  const calls = callsIn(harness, 'struct timeval t = {1, 500000}; setsockopt(a, 1, 20, &t, sizeof t);', 'setsockopt')
  const { members } = memoryOf(calls[0]?.arguments[3])
  expect([...members].map(([name, value]) => `${name} ${valueText(value)}`)).toEqual(['tv_sec 1', 'tv_usec 500000'])
})
