import { beforeAll, expect, test } from 'vitest'
import { failureReturn } from '../../../engine/lint/failure-return.ts'
import { loadParser, type SourceParser } from '../../../engine/syntax/parser.ts'
import { readAssets } from '../../support/assets.ts'

let parser: SourceParser
beforeAll(async () => {
  parser = await loadParser(readAssets())
})

test.each([
  ['int f(void)', 'return -1;'],
  ['int main(void)', 'return 1;'],
  ['void f(void)', 'return;'],
  ['bool f(void)', 'return false;'],
  ['SOCKET f(void)', 'return INVALID_SOCKET;'],
  ['struct server *f(void)', 'return NULL;'],
  ['struct server f(void)', undefined],
  ['status_t f(void)', undefined],
  ['int f(x) int x;', undefined],
])('%s', (head, wanted) => {
  const parsed = parser.parse(`${head} { g(); }`, 'c')
  if (!parsed.ok) throw new Error(parsed.reason)
  const tree = parsed.flatten()
  parsed.delete()
  const start = tree.text.indexOf('g()')
  expect(failureReturn(tree, tree.covering(start, start + 3), head.includes('main') ? 'main' : 'f')).toBe(wanted)
})
