/** What `npm run debug` prints: enough to see why a finding is there, as text and as graphs. */
import { beforeAll, describe, expect, test } from 'vitest'
import { createDebugger, type Debugger, type DebugSubject } from '../../engine/debug.ts'
import { readAssets } from '../support/assets.ts'

let inspector: Debugger
beforeAll(async () => {
  inspector = await createDebugger(readAssets())
})

const TEXT = `#include <sys/socket.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <unistd.h>
static void die(const char *why) { puts("\\"why\\""); exit(1); }
int serve(int *out)
{
    struct sockaddr_in sa = { .sin_family = AF_INET, .sin_port = htons(8080) };
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        die("socket");
    if (bind(s, (struct sockaddr *)&sa, sizeof sa) < 0) {
        close(s);
        return -1;
    }
    *out = s;
    return 0;
}
int same(int a) { return a; }
`

const shown = (what: DebugSubject, dot = false): string => inspector.debugText(what, { path: 'x.c', text: TEXT, dot })

describe('debug', () => {
  test('facts: outcomes, binds and references of every function', () => {
    const text = shown('facts')
    expect(text).toContain('-- die\nline 5, seen by this file only\nnever returns')
    expect(text).toMatch(/-- serve\nline 6\nrefers to die\n/)
    expect(text).toMatch(/makes fd\d+, created: bound inet\/stream, bound to inet 0\.0\.0\.0:8080/)
    expect(text).toMatch(/\(\*\$0\) = fd fd\d+/)
    expect(text).toMatch(/returns 0\n/)
    expect(text).toMatch(/returns -1\n/)
    expect(text).toContain('binds stream to inet 0.0.0.0:8080 in line 12')
    expect(text).toContain('-- same\nline 19\ntouches no socket; may give away $0')
  })

  test('states: descriptors, variables and comparisons of each path', () => {
    const text = shown('states')
    expect(text).toMatch(/fd\d+\|bound/)
    expect(text).toMatch(/s = fd fd\d+/)
    expect(text).toMatch(/s = -1\n/)
  })

  test.each<DebugSubject>(['cfg', 'states', 'facts'])('%s as a graph', (what) => {
    const text = shown(what, true)
    const graphs = text.split(/^(?=digraph )/m)
    expect(graphs).toHaveLength(what === 'facts' ? 1 : 2)
    for (const graph of graphs) {
      const lines = graph.trimEnd().split('\n')
      expect(lines[0]).toMatch(/^digraph "[^"]+" \{$/)
      expect(lines.at(-1)).toBe('}')
      // Every other line is a statement of DOT whose strings are closed; a quote inside one is escaped.
      const string = '"(?:[^"\\\\]|\\\\.)*"'
      const statement = new RegExp(
        `^  (?:\\w+=\\w+|(?:\\w+|${string})(?: -> (?:\\w+|${string}))?(?: \\[(?:\\w+=(?:\\w+|${string})(?:, )?)+\\])?)$`,
      )
      for (const line of lines.slice(1, -1)) expect(line).toMatch(statement)
    }
  })
})
