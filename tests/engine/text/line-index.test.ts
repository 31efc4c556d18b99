import { describe, expect, test } from 'vitest'
import { LineIndex } from '../../../engine/text/line-index.ts'

describe('LineIndex', () => {
  test('the three kinds of line break', () => {
    const index = new LineIndex('a\nbb\r\nccc\rdddd')
    expect(index.lineCount).toBe(4)
    expect([0, 1, 2, 3].map((line) => [index.lineStart(line), index.lineEnd(line)])).toEqual([
      [0, 1],
      [2, 4],
      [6, 9],
      [10, 14],
    ])
  })

  test.each([
    ['', 1],
    ['\n', 2],
    ['\r\n', 2],
    ['\r', 2],
    ['\n\r', 3],
    ['\r\r\n\n', 4],
    ['a', 1],
  ])('%j has %i lines', (text, count) => {
    expect(new LineIndex(text).lineCount).toBe(count)
  })

  test('an empty line between two breaks ends where it starts', () => {
    const index = new LineIndex('a\r\n\r\nb')
    expect([index.lineStart(1), index.lineEnd(1)]).toEqual([3, 3])
    const unix = new LineIndex('\n\n')
    expect([unix.lineEnd(0), unix.lineEnd(1), unix.lineEnd(2)]).toEqual([0, 1, 2])
  })

  test('columns count UTF-16 units', () => {
    const index = new LineIndex('/* 😀日本 */ x\n')
    expect(index.position(index.offset({ line: 0, character: 11 }))).toEqual({ line: 0, character: 11 })
    expect('/* 😀日本 */ x'.indexOf('x')).toBe(index.offset({ line: 0, character: 11 }))
  })

  test('every offset comes back from its position, but for the middle of a \\r\\n', () => {
    const text = 'ab\r\n\rc\n\n日本\r\nx'
    const index = new LineIndex(text)
    for (let offset = 0; offset <= text.length; offset++) {
      const back = index.offset(index.position(offset))
      expect(back).toBe(text.slice(offset - 1, offset + 1) === '\r\n' ? offset - 1 : offset)
    }
  })

  test('what lies outside is moved to the nearest end', () => {
    const index = new LineIndex('ab\ncd')
    expect(index.position(-5)).toEqual({ line: 0, character: 0 })
    expect(index.position(99)).toEqual({ line: 1, character: 2 })
    expect(index.offset({ line: 0, character: 99 })).toBe(2)
    expect(index.offset({ line: 0, character: -1 })).toBe(0)
    expect(index.offset({ line: -1, character: 4 })).toBe(0)
    expect(index.offset({ line: 9, character: 0 })).toBe(5)
    expect([index.lineStart(9), index.lineEnd(9)]).toEqual([5, 5])
  })

  test('range', () => {
    expect(new LineIndex('ab\ncd').range({ start: 1, end: 4 })).toEqual({
      start: { line: 0, character: 1 },
      end: { line: 1, character: 1 },
    })
  })
})
