/** Tests of a global hold until code runs that may change it. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

const HEAD =
  '#include <sys/socket.h>\n#include <unistd.h>\n#include <errno.h>\nint g; static int h; struct { int on; } c;\n'

/** Misuses of the socket that a function makes first. */
function misuses(body: string): string[] {
  const text = `${HEAD}int f(int a)\n{\n int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) return -1;\n${body}\n return 0;\n}\n`
  return harness
    .run(text)
    .told.filter((t) => t.name === 'misuse')
    .map((t) => t.text)
}

const DOUBLE = ['misuse s close closed EBADF']

describe('remembered', () => {
  test.each([
    ['a global', 'if (g) close(s); if (!g) close(s);'],
    ['a static global', 'if (h > 3) close(s); if (h <= 3) close(s);'],
    ['a member of a global', 'if (c.on) close(s); if (!c.on) close(s);'],
    ['a static variable', 'static int once; if (once) close(s); if (!once) close(s);'],
    ['calls between that change nothing', 'if (g) close(s); listen(a, 5); shutdown(a, 2); if (!g) close(s);'],
  ])('%s', (_, body) => {
    expect(misuses(body)).toEqual([])
    // The same with the tests agreeing: the remembered path is one that exists.
    expect(
      misuses(body.replace('!g', 'g').replace('<= 3', '> 3').replace('!c.on', 'c.on').replace('!once', 'once')),
    ).toEqual(DOUBLE)
  })
})

describe('forgotten', () => {
  test.each([
    ['after a write', 'if (g) close(s); g = a; if (!g) close(s);'],
    ['after a call of a function nobody sees', 'if (g) close(s); change(); if (!g) close(s);'],
    ['after a call through a pointer', 'void (*p)(void) = 0; if (g) close(s); p(); if (!g) close(s);'],
    ['after a call that waits', 'char b[1]; if (g) close(s); recv(a, b, 1, 0); if (!g) close(s);'],
    ['errno, with the next call', 'if (errno) close(s); listen(a, 5); if (!errno) close(s);'],
  ])('%s', (_, body) => {
    expect(misuses(body)).toEqual(DOUBLE)
  })

  test('in the next round of a loop: a signal handler may have set it', () => {
    const text = `${HEAD}int f(int a)\n{\n while (!g) { int s = socket(a, a, 0); if (s < 0) continue; close(s); }\n return 5;\n}\n`
    const { summary } = harness.run(text).fn('f')
    expect(summary.kind === 'outcomes' ? summary.outcomes.map((o) => o.result) : []).toMatchObject([
      { low: 5, high: 5 },
    ])
  })
})
