/** The fix that sets an option before the statement that binds; code where that is not plain gets none. */
import { beforeAll, expect, test } from 'vitest'
import { optionBeforeBind } from '../../../engine/rule-api.ts'
import { callRule, type LintHarness, lintHarness } from './harness.ts'

const KEEP = { level: 'SOL_SOCKET', name: 'SO_KEEPALIVE', value: 1, variable: 'keep' }

let harness: LintHarness
beforeAll(async () => {
  harness = await lintHarness([
    callRule('test/bound', '', {
      visit: {},
      on: {
        bound: ({ resource, span }, context) => {
          const edits =
            resource.bound === null ? undefined : optionBeforeBind(context, resource, resource.bound, { posix: KEEP })
          const title = { en: 'fix', ja: 'fix' }
          const fixes = edits === undefined ? [] : [{ title, safety: 'suggest' as const, edits }]
          context.report({ span, message: 'plain', fixes })
        },
      },
    }),
  ])
})

const SET = ['int keep = 1;', 'setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &keep, sizeof(keep));']

test.each<[string, string, readonly string[] | null]>([
  ['a statement', 'int s = socket(AF_INET, SOCK_STREAM, 0);\n  bind(s, a, n);', SET],
  ['a condition', 'int s = socket(AF_INET, SOCK_STREAM, 0);\n  if (bind(s, a, n) < 0) return;', SET],
  ['the socket is made in the statement', 'int s;\n  bind(s = socket(AF_INET, SOCK_STREAM, 0), a, n);', null],
  ['a line of two statements', 'int s = socket(AF_INET, SOCK_STREAM, 0); bind(s, a, n);', null],
  ['a name that is taken', 'int keep, s = socket(AF_INET, SOCK_STREAM, 0);\n  bind(s, a, n);', null],
  ['a copy in another name', 'int s = socket(AF_INET, SOCK_STREAM, 0);\n  int t = s;\n  bind(t, a, n);', null],
])('%s', (_name, body, expected) => {
  const text = `#include <sys/socket.h>\nvoid f(const struct sockaddr *a, socklen_t n) {\n  ${body}\n}\n`
  const fixes = harness.run(text).diagnostics.flatMap((d) => d.fixes.map((fix) => fix.edits.map((e) => e.newText)))
  expect(fixes).toEqual(expected === null ? [] : [[expected.map((line) => `  ${line}\n`).join('')]])
})

test('a label that C++ may not jump to', () => {
  const body = 'int s = socket(AF_INET, SOCK_STREAM, 0);\n  if (n == 0) goto out;\n  bind(s, a, n);\nout:\n  return;'
  const text = `#include <sys/socket.h>\nvoid f(const struct sockaddr *a, socklen_t n) {\n  ${body}\n}\n`
  const count = (path: string): number | undefined => harness.run(text, {}, path).diagnostics[0]?.fixes.length
  expect([count('x.c'), count('x.cpp')]).toEqual([1, 0])
})
