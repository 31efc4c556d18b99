/** The mutants of a text: one statement is gone or changed, and nothing else moves. */
import { beforeAll, expect, test } from 'vitest'
import { loadParser, type SourceParser } from '../../engine/syntax/parser.ts'
import { type MutantKind, mutantsOf } from '../../scripts/mutants.ts'
import { readAssets } from '../support/assets.ts'

let parser: SourceParser
beforeAll(async () => {
  parser = await loadParser(readAssets())
})

const TEXT = `#include <sys/socket.h>
#define CLOSE(s) close(s)
int f(struct sockaddr_in sa)
{
    int s = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    if (s < 0)
        return -1;
    sa.sin_port = htons(80);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&sa,
             sizeof sa) < 0) {
        CLOSE(s);
        return -1;
    }
    (void)close(s);
    exit(0);
}
`

/** Lines of the text that differ in a mutant, trimmed: `before -> after`. */
function changes(text: string): [MutantKind, string][] {
  return mutantsOf(parser, 'x.c', text).map(({ kind, text: mutant }) => {
    const before = text.split('\n')
    const after = mutant.split('\n')
    expect(mutant).toHaveLength(text.length)
    expect(after).toHaveLength(before.length)
    const changed = before.flatMap((line, n) => (line === after[n] ? [] : [`${line.trim()} -> ${after[n]?.trim()}`]))
    return [kind, changed.join(' | ')]
  })
}

test('every kind of mutant, each with one change', () => {
  expect(changes(TEXT)).toEqual([
    ['test', 'if (s < 0) -> (s < 0); | return -1; -> '],
    ['exit', 'return -1; -> ;'],
    ['bytes', 'sa.sin_port = htons(80); -> sa.sin_port = (80)     ;'],
    ['option', 'setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); -> ;'],
    [
      'test',
      'if (bind(s, (struct sockaddr *)&sa, -> (bind(s, (struct sockaddr *)&sa, | sizeof sa) < 0) { -> sizeof sa) < 0); | CLOSE(s); ->  | return -1; ->  | } -> ',
    ],
    ['address', 'if (bind(s, (struct sockaddr *)&sa, -> if (bind(s, (struct sockaddr *)sa ,'],
    ['close', 'CLOSE(s); -> ;'],
    ['exit after close', 'return -1; -> ;'],
    ['close', '(void)close(s); -> ;'],
  ])
})

const SERVER = `#include <unistd.h>
int serve(int listener)
{
    for (;;) {
        int conn = accept(listener, 0, 0);
        if (fork() == 0) {
            close(listener);
            send(conn, "x", 1, 0);
            close(conn);
            _exit(0);
        }
        if (conn > 9) {
            close(conn);
            continue;
        }
    }
}
int reopen(int s)
{
    int t = socket(1, 1, 0);
    if (t > 9) {
        close(t);
        return -1;
    }
    if (s > 9) {
        close(s);
        return -1;
    }
    return -1;
}
int main(void)
{
    int s = socket(1, 1, 0);
    if (s > 9) {
        close(s);
        return 1;
    } else {
        close(s);
        serve(4);
    }
    if (s > 7)
        close(s);
    puts("done");
}
`

test('knows which mutants do with descriptors what the original did', () => {
  const told = mutantsOf(parser, 'x.c', SERVER).flatMap(({ kind, span, equivalent }) =>
    kind === 'test' ? [] : [`${SERVER.slice(0, span.start).split('\n').length} ${kind}: ${equivalent ?? 'a fault'}`],
  )
  expect(told).toEqual([
    '7 close: a fault',
    '9 close: the process ends at once',
    '10 exit after close: a fault', // the loop goes on with the listener
    '13 close: a fault',
    '14 exit after close: nothing uses it afterwards',
    '22 close: a fault',
    '23 exit after close: nothing uses it afterwards',
    '26 close: a fault',
    '27 exit after close: the same statement follows',
    '35 close: the process ends at once',
    '36 exit after close: a fault', // the last close
    '38 close: a fault',
    '42 close: the process ends at once',
  ])
})

test('nothing to change, no mutants', () => {
  expect(mutantsOf(parser, 'x.c', 'int f(void) { return 1; }\n')).toEqual([])
})
