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

/** Why the closes and exits of a text are counted apart; what tells them, or why they survived, for the others. */
function classes(body: string): string[] {
  const { verdicts } = judgeProgram(engine, parser, corpus({ 'x.c': HEAD + body }), LIFETIME)
  return verdicts.map((v) => v.apart ?? (v.by.join(', ') || v.reason))
}

test.each([
  [
    'a counting loop closes numbers; a table it goes through is another matter',
    `void f(void) { for (int i = 0; i < 64; i++) close(i); }
void g(int *table) { for (int i = 0; i < 64; i++) close(table[i]); }\n`,
    ['it closes numbers in turn', 'no path is left that loses it'],
  ],
  [
    'an end of a pair for the other process; not one that is named again, nor one that only the parent closes',
    `void f(void) { int s[2]; socketpair(AF_UNIX, SOCK_STREAM, 0, s);
  if (fork() == 0) { close(s[0]); write(s[1], "x", 1); _exit(0); }
  close(s[1]); write(s[0], "x", 1); close(s[0]); }
int p[2];
int main(void) { pipe(p); if (fork() == 0) { close(p[0]); write(p[1], "x", 1); for (;;) pause(); } for (;;) pause(); }\n`,
    [
      'an end of a pair that is for the other process',
      'event/misuse, lifecycle/double-close, lifecycle/use-after-close',
      'event/lost, lifecycle/leak',
      'event/lost, lifecycle/leak',
      'an end of a pair that is for the other process',
    ],
  ],
  [
    'callers that end the process next, and one that does not',
    `void end(int fd) { shutdown(fd, 2); close(fd); }
int main(void) { int fd = socket(AF_INET, SOCK_STREAM, 0); end(fd); _exit(0); }
void stop(int fd) { shutdown(fd, 2); close(fd); }
void f(void) { int fd = socket(AF_INET, SOCK_STREAM, 0); if (fd >= 0) stop(fd); }\n`,
    ['every caller ends the process next', 'event/lost, lifecycle/leak'],
  ],
  [
    'what comes from outside through a caller of the program; an exit behind such a close',
    `static int in(int fd) { if (listen(fd, 5) < 0) { close(fd); return -1; } return 0; }
int out(int fd) { return in(fd); }
int alone(int fd) { if (listen(fd, 5) < 0) { close(fd); return -1; } return 0; }\n`,
    [
      'the callers are not in the program',
      'goes on with a closed descriptor',
      'the callers are not in the program',
      'the callers are not in the program',
    ],
  ],
])('%s', (_, body, wanted) => {
  expect(classes(body)).toEqual(wanted)
})
