import { beforeAll, expect, test } from 'vitest'
import { childBranchBehind } from '../../../engine/lint/fork-branches.ts'
import { loadParser, type SourceParser } from '../../../engine/syntax/parser.ts'
import { NO_NODE } from '../../../engine/syntax/tree.ts'
import { readAssets } from '../../support/assets.ts'

let parser: SourceParser
beforeAll(async () => {
  parser = await loadParser(readAssets())
})

test.each([
  ['if (fork() == 0) { c(); } p();', '{ c(); }'],
  ['if (!fork()) c(); p();', 'c();'],
  ['pid = fork(); if (pid < 0) e(); if (pid == 0) { c(); } p();', '{ c(); }'],
  ['if ((pid = fork()) < 0) e(); else if (pid > 0) p(); else { c(); }', '{ c(); }'],
  ['pid = fork(); if (pid > 0) { p(); } else c();', 'c();'],
  ['pid = fork(); if (pid < 0) { e(); } else { both(); }', null],
  ['pid = fork(); if (pid > 0) continue; c();', null],
  ['switch (fork()) { case 0: c(); default: p(); }', null],
])('the branch of the child in %s', (body, wanted) => {
  const parsed = parser.parse(`void f(void) { for (;;) { ${body} } }`, 'c')
  if (!parsed.ok) throw new Error(parsed.reason)
  const tree = parsed.flatten()
  parsed.delete()
  const at = tree.text.indexOf('fork()')
  const branch = childBranchBehind(tree, tree.covering(at, at + 6))
  expect(branch === NO_NODE ? null : tree.textOf(branch)).toBe(wanted)
})
