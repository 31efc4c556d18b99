/** A pointer that was set to one of two things points at that one on each path. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type FlowHarness, inFunction, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

const ADDRESSES = `struct sockaddr_in a4; struct sockaddr_in6 a6; struct sockaddr *sa; socklen_t length;
memset(&a4, 0, sizeof a4); a4.sin_family = AF_INET; a4.sin_port = htons(8080); a4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
memset(&a6, 0, sizeof a6); a6.sin6_family = AF_INET6; a6.sin6_port = htons(9090);
int s = socket(AF_INET6, SOCK_STREAM, 0);`
const BIND = 'bind(s, sa, length); close(s);'

describe('an address chosen by a branch', () => {
  test.each([
    ['if', 'if (a) { sa = (void *)&a6; length = sizeof a6; } else { sa = (void *)&a4; length = sizeof a4; }'],
    ['?:', 'sa = a ? (struct sockaddr *)&a6 : (struct sockaddr *)&a4;'],
    ['switch', 'switch (a) { case 6: sa = (void *)&a6; break; default: sa = (void *)&a4; break; }'],
    ['an assignment that a branch replaces', 'sa = (void *)&a4; if (a) sa = (void *)&a6;'],
  ])('by %s', (_, choice) => {
    expect(harness.events(inFunction(`${ADDRESSES} ${choice} g(a); ${BIND}`), ['bound']).sort()).toEqual([
      'bound s inet 127.0.0.1:8080',
      'bound s inet6 :::9090',
    ])
  })

  test('whose fields are set afterwards through the pointer', () => {
    const body = `struct sockaddr_in x, y, *p; int s = socket(AF_INET, SOCK_STREAM, 0);
memset(&x, 0, sizeof x); memset(&y, 0, sizeof y); x.sin_family = AF_INET; y.sin_family = AF_INET;
if (a) p = &x; else p = &y;
p->sin_port = htons(7000); bind(s, (struct sockaddr *)&x, sizeof x); close(s);`
    expect(harness.events(inFunction(body), ['bound']).sort()).toEqual([
      'bound s inet 0.0.0.0:0',
      'bound s inet 0.0.0.0:7000',
    ])
  })

  test('is not known any more after its address was given away', () => {
    const body = `${ADDRESSES} if (a) sa = (void *)&a6; else sa = (void *)&a4; choose(&sa); ${BIND}`
    expect(harness.events(inFunction(body), ['bound'])).toEqual(['bound s ? ?:?'])
  })
})

test('twenty choices in a row stay within the bounds', () => {
  const choices = Array.from(
    { length: 20 },
    (_, i) =>
      `struct sockaddr_in x${i} = { .sin_family = AF_INET }; struct sockaddr_in *p${i} = a == ${i} ? &x${i} : &x0; g(p${i});`,
  )
  const flow = harness.run(inFunction(`int s = socket(AF_INET, SOCK_STREAM, 0); ${choices.join('\n')} close(s);`))
  expect(flow.fn('f').limit === null || flow.told.every(({ name }) => name !== 'lost')).toBe(true)
})
