import { beforeAll, describe, expect, test } from 'vitest'
import { isConvertedInPlace, withoutCasts } from '../../../engine/lint/byte-order-help.ts'
import { swappedBytes } from '../../../engine/model/index.ts'
import { loadParser, type SourceParser } from '../../../engine/syntax/parser.ts'
import { Kind, type SyntaxTree } from '../../../engine/syntax/tree.ts'
import { readAssets } from '../../support/assets.ts'

let parser: SourceParser
beforeAll(async () => {
  parser = await loadParser(readAssets())
})

function parse(text: string): SyntaxTree {
  const parsed = parser.parse(text, 'cpp')
  if (!parsed.ok) throw new Error(parsed.reason)
  const tree = parsed.flatten()
  parsed.delete()
  return tree
}

test.each([
  ['80', '80'],
  ['(80)', '80'],
  ['(in_port_t)(int)(80)', '80'],
  ['static_cast<in_port_t>(p)', 'p'],
  ['htons(80)', 'htons(80)'],
  ['pick<int>(80)', 'pick<int>(80)'],
])('%s without casts is %s', (written, wanted) => {
  const tree = parse(`int x = ${written};`)
  const start = tree.text.indexOf(written)
  expect(tree.textOf(withoutCasts(tree, tree.covering(start, start + written.length)))).toBe(wanted)
})

describe('isConvertedInPlace', () => {
  const isConverted = (body: string): boolean => {
    const tree = parse(`void g(void) { swap(a.port); } void f(void) { a.port = 80; ${body} }`)
    const start = tree.text.indexOf('80')
    expect(tree.is(tree.covering(start, start + 2), Kind.number_literal)).toBe(true)
    return isConvertedInPlace(tree, tree.covering(start, start + 2), 'a.port')
  }

  test('sees the member given alone to a call of the same function', () => {
    expect(isConverted('a.port = swap(a . port);')).toBe(true)
  })

  test('sees no other member, no other function, no call of several arguments', () => {
    expect(isConverted('b.port = swap(b.port);')).toBe(false)
    expect(isConverted('print("%d", a.port);')).toBe(false)
    expect(isConverted('')).toBe(false)
  })
})

test.each<[number, 16 | 32, number]>([
  [80, 16, 20480],
  [8080, 16, 36895],
  [514, 16, 514],
  [65616, 16, 20480],
  [0x7f000001, 32, 0x0100007f],
  [-1, 32, 0xffffffff],
])('the bytes of %d in %d bits, swapped, are %d', (number, bits, wanted) => {
  expect(swappedBytes(number, bits)).toBe(wanted)
})
