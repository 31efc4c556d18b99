import { describe, expect, test } from 'vitest'
import { arithmetic, constantText, numberLiteral, stringLiteral } from '../../../engine/flow/constants.ts'
import { exactly, integer, UNKNOWN, type Value } from '../../../engine/flow/values.ts'

const NAMES: Readonly<Record<string, Value>> = {
  BASE: integer(8000),
  ONE: integer(1),
  HOST: { kind: 'text', text: '::1' },
  ODD: UNKNOWN,
}
const value = (text: string): Value => constantText(text, (name) => NAMES[name])

describe('constantText', () => {
  test.each<[string, number]>([
    ['8080', 8080],
    ['(8080)', 8080],
    ['((8080))', 8080],
    ['0x1F90', 8080],
    ['0X1f90u', 8080],
    ['017', 15],
    ['0b101', 5],
    ["8'080", 8080],
    ['8080UL', 8080],
    ['0', 0],
    ['-1', -1],
    ['- 1', -1],
    ['+1', 1],
    ['~0', -1],
    ['!0', 1],
    ['!5', 0],
    ['BASE', 8000],
    ['(BASE + 1)', 8001],
    ['BASE+ONE*2', 8002],
    ['(BASE+ONE)*2', 16002],
    ['10 - 3 - 2', 5],
    ['100 / 7 / 2', 7],
    ['17 % 5', 2],
    ['1 << 3 | 1', 9],
    ['1 + 1 << 2', 8],
    ['6 & 3 | 8', 10],
    ['6 ^ 3', 5],
    ['256 >> 4', 16],
    ["'A'", 65],
    ['(int)8080', 8080],
    ['(unsigned short) BASE', 8000],
    ['(SOCKET)(~0)', -1],
    ['(SOCKET) ~0', -1],
    ['((SOCKET)(~0))', -1],
    ['(int)-1', -1],
    ['((SOCKET)-1)', -1],
    ['(SOCKET)0 - 1', -1],
    ['(BASE) - 1', 7999],
    ['(BASE)-1', 7999],
  ])('%s', (text, wanted) => {
    expect(exactly(value(text))).toBe(wanted)
  })

  test.each([
    '',
    'NOBODY',
    'ODD + 1',
    'BASE +',
    '(BASE',
    'BASE)',
    '1.5',
    '1e3',
    'f(1)',
    'a.b',
    'a->b',
    'a ? 1 : 2',
    '1 == 1',
    '1 && 1',
    '1 || 0',
    'sizeof(int)',
    '1 / 0',
    '1 % 0',
    '1 << 40',
    "'\\n'",
    '{ 1 }',
    '1 2',
    'a = 1',
    `${'('.repeat(200)}1${')'.repeat(200)}`,
  ])('%s is unknown', (text) => {
    expect(exactly(value(text))).toBeNull()
  })

  test('texts', () => {
    expect(value('"127.0.0.1"')).toEqual({ kind: 'text', text: '127.0.0.1' })
    expect(value('HOST')).toEqual({ kind: 'text', text: '::1' })
    expect(value('("a\\"b")')).toEqual({ kind: 'text', text: 'a"b' })
    expect(value('"a" "b"')).toEqual(UNKNOWN)
  })

  test('random expressions with as few parentheses as the precedence of C allows', () => {
    // C17 6.5: how tight each operator binds, and what it gives for small numbers.
    const operators: Readonly<Record<string, readonly [number, (a: number, b: number) => number]>> = {
      '|': [1, (a, b) => a | b],
      '^': [2, (a, b) => a ^ b],
      '&': [3, (a, b) => a & b],
      '<<': [4, (a, b) => a << b],
      '>>': [4, (a, b) => a >> b],
      '+': [5, (a, b) => a + b],
      '-': [5, (a, b) => a - b],
      '*': [6, (a, b) => a * b],
    }
    let seed = 7
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31
      return Math.floor((seed / 2 ** 31) * below)
    }
    interface Expression {
      readonly text: string
      readonly number: number
      readonly level: number
    }
    const inside = ({ text, level }: Expression, least: number): string => (level < least ? `(${text})` : text)
    const expression = (depth: number): Expression => {
      const digit = random(9)
      if (depth === 0 || random(4) === 0) return { text: String(digit), number: digit, level: 9 }
      const operator = Object.keys(operators)[random(8)] ?? '+'
      const [level, operate] = operators[operator] ?? [0, () => 0]
      const left = expression(depth - 1)
      const right = expression(level === 4 ? 0 : depth - 1)
      // All are left-associative: only what stands on the right of an equal needs parentheses.
      const text = `${inside(left, level)} ${operator} ${inside(right, level + 1)}`
      return { text, number: operate(left.number, right.number), level }
    }
    let known = 0
    for (let i = 0; i < 400; i++) {
      const { text, number } = expression(3)
      const found = exactly(value(text))
      // A negative number that is shifted is left alone.
      if (found === null) continue
      known++
      expect(found, text).toBe(number)
    }
    expect(known).toBeGreaterThan(300)
  })
})

describe('arithmetic', () => {
  test.each<[string, number, number, number | null]>([
    ['|', 0x8000_0000, 1, 0x8000_0001],
    ['&', 0xffff_ffff, 0xff, 0xff],
    ['|', 0x1_0000_0000, 1, null],
    ['&', 0x1_0000_0001, 1, null],
    ['^', 0x1_0000_0000, 1, null],
    ['/', -7, 2, -3],
    ['%', -7, 2, -1],
    ['>>', 7, 1, 3],
    ['<<', 1, 31, null],
    ['<<', 1, -1, null],
    ['**', 2, 3, null],
  ])('%s of %d and %d', (operator, a, b, wanted) => {
    expect(exactly(arithmetic(operator, integer(a), integer(b)))).toBe(wanted)
  })

  test('is unknown when a side is', () => {
    expect(arithmetic('+', UNKNOWN, integer(1))).toEqual(UNKNOWN)
    expect(arithmetic('+', integer(1, 2), integer(1))).toEqual(UNKNOWN)
  })
})

test.each<[string, number | undefined]>([
  ['10', 10],
  ['010', 8],
  ['0xfFuLL', 255],
  ['1.0', undefined],
  ['1f', undefined],
  ['abc', undefined],
  ['', undefined],
])('numberLiteral(%s)', (text, wanted) => {
  expect(numberLiteral(text)).toBe(wanted)
})

test('stringLiteral drops quotes and prefixes', () => {
  expect(['"a"', 'L"a"', 'u8"a"', '""', '"\\\\"'].map(stringLiteral)).toEqual(['a', 'a', 'a', '', '\\'])
})
