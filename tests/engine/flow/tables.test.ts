/** Elements that a variable names: as long as it does not change, the element is one piece of memory. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type FlowHarness, inFunction, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

/** Calls on closed descriptors. */
function misuses(body: string, head = ''): string[] {
  return harness
    .run(head + inFunction(body))
    .told.filter(({ name }) => name === 'misuse')
    .map(({ text }) => text)
}

describe('a closed element', () => {
  test.each([
    ['is closed again', 'int t[8], i = a; close(t[i]); close(t[i]);', 1],
    ['is used', 'int t[8], i = a; close(t[i]); send(t[i], "x", 1, 0);', 1],
    ['is used through a copy', 'int t[8], i = a; int fd = t[i]; close(t[i]); send(fd, "x", 1, 0);', 1],
    ['is a member', 'struct { int fd; } t[8]; int i = a; close(t[i].fd); close(t[i].fd);', 1],
    ['is another one when the variable changed', 'int t[8], i = a; close(t[i]); i++; close(t[i]);', 0],
    ['is another one in the next round', 'int t[8], i; for (i = 0; i < 8; i++) close(t[i]);', 0],
    ['is named by another variable', 'int t[8], i = a, j = a; close(t[i]); close(t[j]);', 0],
    ['was filled again', 'int t[8], i = a; close(t[i]); t[i] = dup(a); close(t[i]);', 0],
    ['was filled by who got the array', 'int t[8], i = a; close(t[i]); refill(t); close(t[i]);', 0],
    ['was filled by who had the address', 'int t[8], *p = t, i = a; close(t[i]); refill(1); close(t[i]);', 0],
    ['was filled by a callee', 'int i = a; close(all[i]); fill(i); close(all[i]);', 0],
    [
      'is read through a pointer to it',
      'struct s { int fd; } t[8], *p; int i = a; p = &t[i]; close(p->fd); close(t[i].fd);',
      1,
    ],
    [
      'is not what a pointer meant before',
      'struct s { int fd; } t[8], *p; int i = a; p = &t[i]; close(p->fd); i++; close(t[i].fd); close(p->fd);',
      0,
    ],
  ])('%s', (_, body, wanted) => {
    const head = 'static int all[8];\nvoid refill(int *);\nstatic void fill(int n) { all[n] = dup(0); }\n'
    expect(misuses(body, head)).toHaveLength(wanted)
  })
})

test('callers learn nothing of elements that only the callee can name', () => {
  const text = `static int all[8];
static void drop(int n) { close(all[n]); all[n] = -1; }
int f(int n) { int fd = all[n]; drop(n); return close(fd); }\n`
  const flow = harness.run(`#include <unistd.h>\n${text}`)
  expect(flow.told.filter(({ name }) => name === 'misuse')).toEqual([])
  expect(JSON.stringify(flow.fn('drop').summary)).not.toContain('[=')
})

describe('a closed descriptor with a name that stands for its number', () => {
  test.each([
    ['is closed again', 'close(STDIN_FILENO); close(STDIN_FILENO);', 1],
    ['may be what was opened next', 'close(STDIN_FILENO); open("/dev/null", 2); dup2(STDIN_FILENO, 1);', 0],
    ['may be the next socket', 'close(STDIN_FILENO); socket(AF_INET, SOCK_STREAM, 0); close(STDIN_FILENO);', 0],
  ])('%s', (_, body, wanted) => {
    expect(misuses(body)).toHaveLength(wanted)
  })
})
