/** What rules are told of sets of descriptors, of structures that name one to wait for, and of calls that only wait. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { TargetFact } from '../../../engine/flow/argument-facts.ts'
import { callsIn, memoryOf, valueText } from './describe-calls.ts'
import { type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

const HEAD = '#include <sys/select.h>\n#include <poll.h>\n#include <sys/epoll.h>\n'

/** `a, 0 and perhaps others, waited, not initialised`. */
function setText({ set, initialised }: TargetFact): string {
  if (set === null) return initialised === 'no' ? 'not initialised' : '?'
  const members = set.members.map(valueText).join(', ') || 'none'
  const others = set.mayHoldOthers ? ' and perhaps others' : ''
  return `${members}${others}${set.waited === null ? '' : ', waited'}${initialised === 'no' ? ', not initialised' : ''}`
}

function setsAt(body: string, callee: string, index: number): string[] {
  const calls = callsIn(harness, body, callee, { head: HEAD })
  return [...new Set(calls.map((call) => setText(memoryOf(call.arguments[index]))))]
}

describe('sets', () => {
  const READY = 'select(a + 1, &r, NULL, NULL, NULL);'
  test.each<[string, string, string[]]>([
    ['emptied', 'fd_set r; FD_ZERO(&r);', ['none']],
    ['with a descriptor', 'fd_set r; FD_ZERO(&r); FD_SET(a, &r);', ['fd a']],
    ['with a number', 'fd_set r; FD_ZERO(&r); FD_SET(0, &r); FD_SET(a, &r);', ['0, fd a']],
    ['one is taken out', 'fd_set r; FD_ZERO(&r); FD_SET(0, &r); FD_SET(a, &r); FD_CLR(0, &r);', ['fd a']],
    ['on some paths', 'fd_set r; FD_ZERO(&r); if (given) FD_SET(0, &r);', ['none and perhaps others']],
    ['never emptied', 'fd_set r; FD_SET(a, &r);', ['fd a and perhaps others, not initialised']],
    ['nothing done', 'fd_set r;', ['not initialised']],
    ['zeroed memory is empty', 'fd_set r; memset(&r, 0, sizeof r); FD_SET(a, &r);', ['fd a']],
    ['a copy', 'fd_set all, r; FD_ZERO(&all); FD_SET(a, &all); r = all;', ['fd a']],
    ['a copy by bytes', 'fd_set all, r; FD_ZERO(&all); FD_SET(a, &all); memcpy(&r, &all, sizeof r);', ['fd a']],
    ['a function nobody knows had it', 'fd_set r; FD_ZERO(&r); FD_SET(a, &r); g(&r);', ['?']],
  ])('%s', (_, body, wanted) => {
    expect(setsAt(`${body} ${READY}`, 'select', 1)).toEqual(wanted)
  })

  test.each<[string, string, string[]]>([
    ['reset in each round', 'fd_set r; for (;;) { FD_ZERO(&r); FD_SET(a, &r); select(9, &r, 0, 0, 0); }', ['fd a']],
    [
      'copied in each round',
      'fd_set r, all; FD_ZERO(&all); FD_SET(a, &all); for (;;) { r = all; select(9, &r, 0, 0, 0); }',
      ['fd a'],
    ],
    [
      'not reset',
      'fd_set r; FD_ZERO(&r); FD_SET(a, &r); for (;;) { select(9, &r, 0, 0, 0); }',
      ['none and perhaps others, waited'],
    ],
    ['empty before', 'fd_set r; FD_ZERO(&r); for (;;) { select(9, &r, 0, 0, 0); }', ['none, waited']],
    [
      'set again without being emptied',
      'fd_set r; FD_ZERO(&r); for (;;) { FD_SET(a, &r); select(9, &r, 0, 0, 0); }',
      ['fd a', 'fd a and perhaps others, waited'],
    ],
    [
      'asked for afterwards',
      'fd_set r; FD_ZERO(&r); select(9, &r, 0, 0, 0); r = *given; select(9, &r, 0, 0, 0);',
      ['none', '?'],
    ],
  ])('in a loop: %s', (_, body, wanted) => {
    expect(setsAt(body, 'select', 1)).toEqual(wanted)
  })

  test('a new descriptor is not the one that was in the set', () => {
    const round = 'int s = socket(1, 1, 0); if (s < 0) return 1; FD_ISSET(s, &r); FD_SET(s, &r); close(s);'
    const texts = setsAt(`fd_set r; FD_ZERO(&r); for (;;) { ${round} }`, 'FD_ISSET', 1)
    expect(texts).toEqual(['none and perhaps others'])
  })

  test('a set that others can change is forgotten when they run', () => {
    const head = `${HEAD}fd_set shared;\nvoid g(void);\n`
    const body = 'FD_ZERO(&shared); FD_SET(a, &shared); FD_ISSET(a, &shared); g(); FD_ISSET(a, &shared);'
    const calls = callsIn(harness, body, 'FD_ISSET', { head })
    expect(calls.map((call) => setText(memoryOf(call.arguments[1])))).toEqual(['fd a', '?'])
  })
})

describe('structures', () => {
  const waitsAt = (body: string, callee: string, index: number): string[] =>
    callsIn(harness, body, callee, { head: HEAD }).map((call) =>
      memoryOf(call.arguments[index])
        .waits.map((wait) => `${wait.index ?? 'i'}: ${valueText(wait.descriptor)} for ${valueText(wait.asked)}`)
        .join(', '),
    )

  test.each<[string, string, string]>([
    ['one', 'struct pollfd p; p.fd = a; p.events = POLLIN; poll(&p, 1, -1);', '0: fd a for 1'],
    ['an initialiser', 'struct pollfd p = { a, POLLIN | POLLOUT, 0 }; poll(&p, 1, -1);', '0: fd a for 5'],
    ['by name', 'struct pollfd p = { .fd = a, .events = POLLIN }; poll(&p, 1, -1);', '0: fd a for 1'],
    [
      'an array',
      'struct pollfd p[2]; p[0].fd = 0; p[0].events = POLLIN; p[1].fd = a; p[1].events = POLLOUT; poll(p, 2, -1);',
      '0: 0 for 1, 1: fd a for 4',
    ],
    [
      'an array with an initialiser',
      'struct pollfd p[] = { { 0, POLLIN, 0 }, { a, POLLPRI, 0 } }; poll(p, 2, -1);',
      '0: 0 for 1, 1: fd a for 2',
    ],
    ['an index that varies', 'struct pollfd p[2]; int i = given != 0; p[i].fd = a; poll(p, 2, -1);', 'i: fd a for ?'],
  ])('poll: %s', (_, body, wanted) => {
    expect(new Set(waitsAt(body, 'poll', 0))).toEqual(new Set([wanted]))
  })

  test('a call leaves all but what happened as it was', () => {
    const body = 'struct pollfd p = { a, POLLIN, 0 }; poll(&p, 1, -1); poll(&p, 1, -1);'
    expect(waitsAt(body, 'poll', 0)).toEqual(['0: fd a for 1', '0: fd a for 1'])
  })

  test('what epoll is asked for', () => {
    const body =
      'struct epoll_event e; e.events = EPOLLIN | EPOLLET; e.data.fd = a; epoll_ctl(3, EPOLL_CTL_ADD, a, &e);'
    expect(waitsAt(body, 'epoll_ctl', 3)).toEqual([`0: fd a for ${2 ** 31 + 1}`])
  })
})

describe('what was not written', () => {
  test.each<[string, string, string]>([
    ['all of it', 'e.events = EPOLLIN; e.data.fd = a;', ''],
    ['the data', 'e.events = EPOLLIN;', 'data'],
    ['what is asked for', 'e.data.ptr = given;', 'events'],
    ['cleared', 'memset(&e, 0, sizeof e); e.events = EPOLLIN;', ''],
  ])('%s', (_, body, wanted) => {
    const [call] = callsIn(harness, `struct epoll_event e; ${body} epoll_ctl(3, EPOLL_CTL_ADD, a, &e);`, 'epoll_ctl', {
      head: HEAD,
    })
    expect(memoryOf(call?.arguments[3]).waits[0]?.unwritten.join()).toBe(wanted)
  })
})

describe('a count that is written as a sum', () => {
  test.each<[string, string, string]>([
    ['a descriptor and 1', 'FD_SET(a, &r); select(a + 1, &r, 0, 0, 0);', 'fd a + 1'],
    ['a copy of it', 'int n = a; FD_SET(a, &r); select((n + 1), &r, 0, 0, 0);', 'fd a + 1'],
    ['a number', 'int n = 4; select(n + 2, &r, 0, 0, 0);', '4 + 2'],
    ['no sum', 'FD_SET(a, &r); select(a, &r, 0, 0, 0);', 'none'],
    ['a product', 'FD_SET(a, &r); select(a * 2, &r, 0, 0, 0);', 'none'],
  ])('%s', (_, body, wanted) => {
    const [call] = callsIn(harness, `fd_set r; FD_ZERO(&r); ${body}`, 'select', { head: HEAD })
    const sum = call?.arguments[0]?.sum ?? null
    expect(sum === null ? 'none' : `${valueText(sum.of)} + ${sum.added}`).toBe(wanted)
  })
})

describe('functions that touch no socket', () => {
  test.each<[string, string, string]>([
    ['wait', 'poll(given, 1, -1);', 'poll'],
    ['convert', 'given->sin_family = 0; return htons(a);', 'htons'],
    ['ask a set', 'return FD_ISSET(a, (fd_set *)given);', 'FD_ISSET'],
    ['print an address', 'puts(inet_ntoa(given->sin_addr));', 'inet_ntoa'],
    ['command', 'fcntl(a, F_SETFL, 0);', 'fcntl'],
  ])('%s', (_, body, callee) => {
    expect(callsIn(harness, body, callee, { head: HEAD })).toHaveLength(1)
  })

  test('stay so to their callers', () => {
    const wait = 'int wait_for(int fd)\n{\n    struct pollfd p = { fd, POLLIN, 0 };\n    return poll(&p, 1, -1);\n}\n'
    const user = 'void f(void)\n{\n    int s = socket(AF_INET, SOCK_STREAM, 0);\n    wait_for(s);\n}\n'
    const flow = harness.run(`${HEAD}#include <sys/socket.h>\n${wait}${user}`)
    expect(flow.analysed.find(({ node }) => node.name === 'wait_for')?.summary.kind).toBe('boring')
  })
})
