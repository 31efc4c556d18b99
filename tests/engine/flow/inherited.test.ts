/** Descriptors that a child process has from its parent: what is left open where it ends. */
import { beforeAll, expect, test } from 'vitest'
import { type FlowHarness, inFunction, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

/** Names of the descriptors that the child still has from its parent where it ends. */
function kept(body: string): string[] {
  const names = new Set<string>()
  harness.run(inFunction(body), {
    listener: (name, event) => {
      if (name !== 'ended' || !('resource' in event) || event.state.role !== 'child') return
      if (event.resource.phase !== 'closed' && event.resource.inherited !== null) names.add(event.resource.name)
    },
  })
  return [...names].sort()
}

const SERVER = 'int l = socket(AF_INET, SOCK_STREAM, 0), c; listen(l, 5); for (;;) { c = accept(l, 0, 0);'

test.each([
  ['closes the listening socket', 'if (fork() == 0) { close(l); send(c, "x", 1, 0); exit(0); } close(c); }', ['c']],
  ['closes nothing', 'if (fork() == 0) { send(c, "x", 1, 0); exit(0); } close(c); }', ['c', 'l']],
  ['closes both', 'if (fork() == 0) { close(l); send(c, "x", 1, 0); close(c); exit(0); } close(c); }', []],
  ['ends by the return of its function', 'if (fork() == 0) { close(c); return 0; } close(c); }', ['l']],
  [
    'makes one of its own',
    'if (fork() == 0) { close(l); close(c); c = socket(AF_INET, SOCK_STREAM, 0); exit(0); } close(c); }',
    [],
  ],
])('a child that %s', (_, rest, wanted) => {
  expect(kept(`${SERVER} ${rest}`)).toEqual(wanted)
})

test('a child that accepts by itself needs the listening socket', () => {
  const body = 'int l = socket(AF_INET, SOCK_STREAM, 0), c; listen(l, 5);'
  expect(kept(`${body} if (fork() == 0) { c = accept(l, 0, 0); close(c); exit(0); }`)).toEqual([])
  expect(kept(`${body} if (fork() == 0) { sleep(1); exit(0); }`)).toEqual(['l'])
})

test('after a program could not be started the child only ends', () => {
  const ends: boolean[] = []
  const body = 'if (fork() == 0) { if (rand() > 5) execl("a", "a", 0); exit(1); }'
  harness.run(inFunction(`int l = socket(AF_INET, SOCK_STREAM, 0); ${body} close(l);`), {
    listener: (name, event) => {
      if (name === 'ended' && event.state.role === 'child') ends.push(event.state.failedToExecute)
    },
  })
  expect(ends.sort()).toEqual([false, true])
})
