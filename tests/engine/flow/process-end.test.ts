/** A descriptor that is open as the process ends is not lost: the system closes it at once. */
import { beforeAll, expect, test } from 'vitest'
import type { LostEvent } from '../../../engine/flow/events.ts'
import { type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

const HEAD = '#include <sys/socket.h>\n#include <unistd.h>\n'
const OPEN = 'int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) return 1; listen(s, 5);'

/** Losses in words: by what, and whether the process ends with it. */
function losses(text: string): string[] {
  const told = new Set<string>()
  harness.run(HEAD + text, {
    listener: (name, event) => {
      if (name !== 'lost') return
      const { resource, reason, endsProcess } = event as LostEvent
      told.add(`${resource.name} ${reason}${endsProcess ? ', at the end' : ''}`)
    },
  })
  return [...told]
}

test.each([
  ['main returns', `int main(void) { ${OPEN} return 0; }`, ['s return, at the end']],
  ['main ends with its last statement', `int main(void) { ${OPEN} }`, ['s scope, at the end']],
  ['another entry of a program', `int wmain(void) { ${OPEN} return 0; }`, ['s return, at the end']],
  ['any other function', `int domain(void) { ${OPEN} return 0; }`, ['s return']],
  ['a block of main that runs once', `int main(void) { { ${OPEN} } pause(); }`, ['s scope, at the end']],
  ['a block of main before it serves', `int main(void) { { ${OPEN} } for (;;) pause(); }`, ['s scope']],
  [
    'a block of main before a loop that ends',
    `int main(void) { { ${OPEN} } for (;;) break; }`,
    ['s scope, at the end'],
  ],
  ['the same with a condition', `int main(void) { { ${OPEN} } while (1) pause(); }`, ['s scope']],
  ['a loop of main', `int main(void) { for (;;) { ${OPEN} } }`, ['s scope']],
  ['main forgets it before', `int main(void) { ${OPEN} s = 4; return s; }`, ['s overwritten']],
  ['a call ends the process', `int f(void) { ${OPEN} _exit(0); }`, []],
])('%s', (_, text, wanted) => {
  expect(losses(text)).toEqual(wanted)
})
