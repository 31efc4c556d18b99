import { describe, expect, test } from 'vitest'
import { arithmetic, constantText, numberLiteral, stringLiteral } from '../../../engine/flow/constants.ts'
import { exactly, integer, UNKNOWN, type Value } from '../../../engine/flow/values.ts'

const NAMES: Readonly<Record<string, Value>> = { BASE: integer(8000), ONE: integer(1), HOST: { kind: 'text', text: '::1' }, ODD: UNKNOWN }
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

  test('agrees with the language on random expressions', () => {
    let seed = 7
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31
      return Math.floor((seed / 2 ** 31) * below)
    }
    const expression = (depth: number): string => {
      if (depth === 0 || random(4) === 0) return String(random(9))
      const operator = ['+', '-', '*', '|', '&', '^', '<<', '>>'][random(8)] as string
      const right = operator === '<<' || operator === '>>' ? String(random(4)) : expression(depth - 1)
      const text = `${expression(depth - 1)} ${operator} ${right}`
      return random(2) === 0 ? `(${text})` : text
    }
    let known = 0
    for (let i = 0; i < 400; i++) {
      const text = expression(3)
      // For small numbers the operators of C and of this language agree in meaning and precedence.
      const wanted = new Function(`return ${text}`)() as number
      const number = exactly(value(text))
      if (number === null) continue
      known++
      expect(number, text).toBe(wanted)
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
