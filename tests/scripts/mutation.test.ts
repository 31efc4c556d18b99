/** Mutants judged in their program, on a small part of our own correct code, so that `npm run mutate` cannot rot. */
import { beforeAll, expect, test } from 'vitest'
import { createEngine, type Engine } from '../../engine/index.ts'
import { loadParser, type SourceParser } from '../../engine/syntax/parser.ts'
import { rules } from '../../rules/index.ts'
import { type Corpus, judgeProgram, MEASURING_RULES, type Verdict } from '../../scripts/mutation.ts'
import { LIFETIME } from '../../scripts/mutants.ts'
import { ownCorpora } from '../../scripts/mutation-corpus.ts'
import { readAssets } from '../support/assets.ts'

let engine: Engine
let parser: SourceParser
beforeAll(async () => {
  engine = await createEngine(readAssets(), [...rules, ...MEASURING_RULES])
  parser = await loadParser(readAssets())
})

function corpus(files: Readonly<Record<string, string>>, leavesOut = (_: string): boolean => false): Corpus {
  return { texts: new Map(Object.entries(files)), changed: new Set(Object.keys(files)), leavesOut }
}

/** `kind: what was changed -> by whom it is told`. */
function told(verdicts: readonly Verdict[]): string[] {
  return verdicts.map((v) => `${v.kind}: ${v.code} -> ${v.apart ?? (v.by.join(', ') || v.reason)}`)
}

const HEAD = '#include <sys/socket.h>\n#include <unistd.h>\n'

test('the fault of a helper shows in the file that calls it', () => {
  const { verdicts, before } = judgeProgram(
    engine,
    parser,
    corpus({
      'a/done.c': `${HEAD}void done(int fd) { shutdown(fd, 2); close(fd); }\n`,
      'a/main.c': `${HEAD}void done(int);\nint f(void) { int fd = socket(AF_INET, SOCK_STREAM, 0); if (fd >= 0) done(fd); return 0; }\n`,
    }),
  )
  expect(told(verdicts)).toEqual(['close: close(fd); -> event/lost, lifecycle/leak'])
  expect(before).toEqual([])
})

test('what is wrong on purpose is neither changed nor judged; equivalent mutants and survivors have their reasons', () => {
  const text = `${HEAD}void keep(int);
int wrong_f(int a) { int fd = socket(AF_INET, SOCK_STREAM, 0); if (a > 3) { close(fd); } return 0; }
int right_f(int a) { int fd = socket(AF_INET, SOCK_STREAM, 0); keep(fd); close(fd); return 0; }
int main(void) { int fd = socket(AF_INET, SOCK_STREAM, 0); listen(fd, 5); close(fd); return 0; }
`
  const { verdicts, before } = judgeProgram(
    engine,
    parser,
    corpus({ 'x.c': text }, (name) => name.startsWith('wrong_')),
  )
  expect(told(verdicts)).toEqual([
    'close: close(fd); -> the descriptor is known elsewhere too',
    'close: close(fd); -> the process ends at once',
  ])
  expect(before).toEqual([])
  const all = judgeProgram(engine, parser, corpus({ 'x.c': text }))
  expect(all.before).toEqual(['x.c:4 lost by return: fd'])
})

test.each(['examples/mended/portable-echo.c', 'tests/engine/flow/idioms/ladders.c'])(
  '%s: every fault about the life of a descriptor is caught',
  (path) => {
    const own = ownCorpora().find(({ changed }) => changed.has(path))
    if (own === undefined) throw new Error(`${path} is no part of our own code`)
    const { verdicts, before } = judgeProgram(engine, parser, own, LIFETIME)
    expect(verdicts.length).toBeGreaterThan(3)
    expect(told(verdicts.filter((v) => v.apart === null && v.by.length === 0))).toEqual([])
    expect(before).toEqual([])
  },
)
