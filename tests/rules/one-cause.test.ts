/** One cause, one report: rules that would tell of the same fault leave it to the one that knows it best. */
import { beforeAll, expect, test } from 'vitest'
import { DEFAULT_CONFIG, type Engine, type LintConfig } from '../../engine/index.ts'
import { rules } from '../../rules/index.ts'
import { realEngine } from '../support/assets.ts'
import { lint } from '../support/lint.ts'

let engine: Engine
beforeAll(async () => {
  engine = await realEngine()
})

const told = (content: string, config: LintConfig = DEFAULT_CONFIG): string[] =>
  lint(engine, [{ path: 'a.c', content }], config).diagnostics.map(({ rule, range }) => `${range.start.line} ${rule}`)

/** A server that forks; `rest` is what the parent does with the connection. */
const server = (rest: string): string => `#include <unistd.h>
#include <sys/socket.h>
void serve(int s) {
  for (;;) {
    int c = accept(s, 0, 0);
    if (c < 0) continue;
    if (fork() == 0) { send(c, "ok", 2, MSG_NOSIGNAL); _exit(0); }
    ${rest}
  }
}
`

test('the connection that a parent keeps is not told once more as a leak where fork() failed', () => {
  expect(told(server(''))).toEqual(['6 fork/parent-keeps-connection', '6 fork/unchecked'])
})

test('the leak is told where the rule that knows better is off', () => {
  const config: LintConfig = { ...DEFAULT_CONFIG, rules: { 'fork/parent-keeps-connection': 'off' } }
  expect(told(server(''), config)).toEqual(['6 fork/unchecked', '8 lifecycle/leak'])
})

test('a leak of another cause is told', () => {
  const code = server('close(c); { int d = socket(AF_INET, SOCK_DGRAM, 0); if (d < 0) continue; }')
  expect(told(code)).toEqual(['6 fork/unchecked', '7 lifecycle/leak'])
})

test('rules give way to rules that there are', () => {
  const ids = new Set(rules.map(({ id }) => id))
  for (const { id, yieldsTo = [] } of rules) for (const other of yieldsTo) expect(ids, id).toContain(other)
})
