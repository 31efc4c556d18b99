import { describe, expect, test } from 'vitest'
import { differences } from '../../../engine/preprocess/differences.ts'

describe('differences', () => {
  test.each<[string, string, [number, number, number][]]>([
    ['', '', []],
    ['abc', 'abc', []],
    ['abc', 'axc', [[1, 2, 2]]],
    // One line.
    ['abcdef', 'xbcdey', [[0, 6, 6]]],
    // Neighbouring lines.
    ['ab\ncd\nef', 'xb\nxd\nef', [[0, 4, 4]]],
    // A line in between that is equal.
    [
      'ab\ncd\nef',
      'xb\ncd\nxf',
      [
        [0, 1, 1],
        [6, 7, 7],
      ],
    ],
    // Blank lines in between.
    ['ab\n\n  \nef', 'xb\n\n  \nxf', [[0, 8, 8]]],
    ['ab\n\ncd\n', '  \n\n  \n', [[0, 6, 6]]],
    ['ab', 'xy', [[0, 2, 2]]],
    // Different lengths.
    ['abc', 'abXc', [[2, 2, 3]]],
    ['abXc', 'abc', [[2, 3, 2]]],
    ['', 'abc', [[0, 0, 3]]],
    ['aa', 'aaa', [[2, 2, 3]]],
  ])('%j -> %j', (a, b, expected) => {
    expect(differences(a, b).map(({ start, oldEnd, newEnd }) => [start, oldEnd, newEnd])).toEqual(expected)
  })
})
