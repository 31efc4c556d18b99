/** What another file's function does with a descriptor it is given decides whether the caller still has to close it. */
import { beforeAll, expect, test } from 'vitest'
import { DEFAULT_CONFIG, type Engine } from '../../../engine/index.ts'
import { realEngine } from '../../support/assets.ts'
import { type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
let engine: Engine
beforeAll(async () => {
  harness = await loadHarness()
  engine = await realEngine()
})

const HEAD = '#include <sys/socket.h>\n#include <unistd.h>\n'
const CALLER = `${HEAD}int work(int fd);\nint f(void) { int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) return 1; work(s); return 0; }\n`

function lossesWith(callee: string): string[] {
  const summary = harness.run(HEAD + callee).fn('work').summary
  return harness.events(CALLER, ['lost'], { imports: { work: summary } })
}

test('one that only looks at it leaves it with the caller', () => {
  expect(lossesWith('int work(int fd) { return send(fd, "x", 1, 0); }')).toEqual(['lost s return'])
  expect(
    lossesWith('static int inner(int fd) { return send(fd, "x", 1, 0); }\nint work(int fd) { return inner(fd); }'),
  ).toEqual(['lost s return'])
})

test('one that keeps or closes it, or that nobody knows, takes it', () => {
  expect(lossesWith('int kept; int work(int fd) { kept = fd; return send(fd, "x", 1, 0); }')).toEqual([])
  expect(lossesWith('int work(int fd) { return close(fd); }')).toEqual([])
  expect(harness.events(CALLER, ['lost'])).toEqual([])
})

test('files tell each other of functions that look at a descriptor', () => {
  const analyse = (path: string, content: string) => engine.analyse({ path, content }, DEFAULT_CONFIG)
  const looks = analyse('work.c', `${HEAD}int work(int fd) { return send(fd, "x", 1, 0); }\n`)
  const plan = engine.planImports([looks, analyse('f.c', CALLER)])
  expect([...plan.keys()]).toEqual(['f.c'])
  expect(Object.keys(plan.get('f.c')?.summaries.posix ?? {})).toEqual(['work'])
})
