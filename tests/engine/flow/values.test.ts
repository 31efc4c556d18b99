import { describe, expect, test } from 'vitest'
import {
  type Comparison,
  compare,
  exactly,
  integer,
  joinValues,
  MIRRORED,
  NEGATED,
  refine,
  sameValue,
  UNKNOWN,
  type Value,
  ZEROED,
} from '../../../engine/flow/values.ts'

const OPERATORS: readonly Comparison[] = ['<', '<=', '>', '>=', '==', '!=']
/** Numbers that stand for all: the intervals below have their bounds well inside. */
const NUMBERS = Array.from({ length: 17 }, (_, i) => i - 8)
const BOUNDS = [-Infinity, -2, -1, 0, 1, 3, Infinity]

/** Every interval over the bounds, with and without an exception inside. */
const INTERVALS: readonly Value[] = BOUNDS.flatMap((low) =>
  BOUNDS.filter((high) => low <= high && low < Infinity && high > -Infinity).flatMap((high): Value[] => {
    const plain: Value = integer(low, high)
    const inside = [-1, 0, 2].filter((n) => low < n && n < high)
    const all = low === -Infinity && high === Infinity
    return [
      all ? UNKNOWN : plain,
      ...inside.map((except): Value => ({ kind: 'integer', low, high, except, order: null })),
    ]
  }),
)

const OTHERS: readonly Value[] = [
  ZEROED,
  { kind: 'descriptor', resource: 'fd1' },
  { kind: 'descriptor', resource: 'fd2' },
  { kind: 'pointer', place: 'a' },
  { kind: 'pointer', place: 'a', nullable: true },
  { kind: 'pointer', place: 'b' },
  { kind: 'text', text: 'a' },
  { kind: 'host', family: 'inet', text: '127.0.0.1' },
  { kind: 'input', place: '$0', order: null },
  { kind: 'input', place: '$0', order: 'network' },
  integer(80, 80, 'network'),
  integer(80, 80, 'host'),
]

const ALL = [...INTERVALS, ...OTHERS]

/** The numbers a value may be; a descriptor, pointer or text counts as positive. */
function members(value: Value): readonly number[] {
  switch (value.kind) {
    case 'integer':
      return NUMBERS.filter((n) => value.low <= n && n <= value.high && n !== value.except)
    case 'zeroed':
      return [0]
    case 'pointer':
      return NUMBERS.filter((n) => (value.nullable ? n >= 0 : n > 0))
    case 'descriptor':
    case 'text':
      return NUMBERS.filter((n) => n > 0)
    default:
      return NUMBERS
  }
}

function holds(a: number, op: Comparison, b: number): boolean {
  switch (op) {
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    case '>=':
      return a >= b
    case '==':
      return a === b
    case '!=':
      return a !== b
  }
}

function covers(upper: Value, lower: Value): boolean {
  const all = new Set(members(upper))
  return members(lower).every((n) => all.has(n))
}

describe('joinValues', () => {
  test('is idempotent, commutative and covers both sides', () => {
    for (const a of ALL) {
      expect(joinValues(a, a, false)).toEqual(a)
      for (const b of ALL) {
        const joined = joinValues(a, b, false)
        expect(joinValues(b, a, false), `${JSON.stringify(a)} and ${JSON.stringify(b)}`).toEqual(joined)
        expect(covers(joined, a) && covers(joined, b), `${JSON.stringify(a)} and ${JSON.stringify(b)}`).toBe(true)
      }
    }
  })

  test('once joined, joining again changes nothing', () => {
    for (const a of ALL) {
      for (const b of ALL) {
        const joined = joinValues(a, b, false)
        expect(joinValues(joined, b, false), `${JSON.stringify(a)} and ${JSON.stringify(b)}`).toEqual(joined)
      }
    }
  })

  test('the unknown takes all', () => {
    for (const a of ALL) expect(joinValues(a, UNKNOWN, false)).toEqual(UNKNOWN)
  })

  test.each([
    [integer(0), integer(1), integer(0, 1)],
    [integer(-1), integer(3, 5), integer(-1, 5)],
    [integer(80, 80, 'network'), integer(81, 81, 'network'), integer(80, 81, 'network')],
    [integer(80, 80, 'network'), integer(81, 81, 'host'), integer(80, 81)],
    [integer(0), { kind: 'descriptor', resource: 'fd' } as const, UNKNOWN],
    [integer(0), { kind: 'pointer', place: 'a' } as const, { kind: 'pointer', place: 'a', nullable: true } as const],
    [integer(1), { kind: 'pointer', place: 'a' } as const, UNKNOWN],
    [{ kind: 'pointer', place: 'b' } as const, { kind: 'pointer', place: 'a' } as const, UNKNOWN],
  ])('%j and %j', (a, b, wanted) => {
    expect(joinValues(a, b, false)).toEqual(wanted)
  })

  test('an exception stays when the other side lacks the number too', () => {
    const notZero = refine(UNKNOWN, '!=', 0) ?? UNKNOWN
    expect(members(joinValues(notZero, integer(1, 3), false))).not.toContain(0)
    expect(members(joinValues(notZero, integer(-1, 3), false))).toContain(0)
  })

  test('any chain of widening joins ends, and covers what went in', () => {
    for (const start of INTERVALS) {
      for (const stride of [1, -1, 7]) {
        let value = start
        let changes = 0
        for (let n = 1; n < 200; n++) {
          const next = joinValues(value, integer(n * stride), true)
          if (!sameValue(next, value)) changes++
          value = next
        }
        expect(changes, JSON.stringify(start)).toBeLessThan(6)
        expect(covers(value, start)).toBe(true)
      }
    }
  })
})

describe('compare', () => {
  test('decides exactly what holds for all numbers on both sides', () => {
    for (const a of ALL.filter((v) => v.kind !== 'host' && v.kind !== 'input')) {
      for (const b of ALL.filter((v) => v.kind !== 'host' && v.kind !== 'input')) {
        for (const op of OPERATORS) {
          const decided = compare(a, op, b)
          if (decided === undefined) continue
          const answers = new Set(members(a).flatMap((x) => members(b).map((y) => holds(x, op, y))))
          expect(
            [...answers].filter((answer) => answer !== decided),
            `${JSON.stringify(a)} ${op} ${JSON.stringify(b)}`,
          ).toEqual([])
        }
      }
    }
  })

  test('agrees with its negation and its mirror image', () => {
    for (const a of ALL) {
      for (const b of ALL) {
        for (const op of OPERATORS) {
          const decided = compare(a, op, b)
          const negated = compare(a, NEGATED[op], b)
          expect(negated, `${JSON.stringify(a)} ${op} ${JSON.stringify(b)}`).toBe(
            decided === undefined ? undefined : !decided,
          )
          expect(compare(b, MIRRORED[op], a)).toBe(decided)
        }
      }
    }
  })

  const descriptor: Value = { kind: 'descriptor', resource: 'fd' }
  test.each<[Value, Comparison, Value, boolean | undefined]>([
    [descriptor, '<', integer(0), false],
    [descriptor, '==', integer(-1), false],
    [descriptor, '!=', integer(-1), true],
    [descriptor, '>=', integer(0), true],
    [descriptor, '==', descriptor, undefined],
    [{ kind: 'pointer', place: 'x' }, '==', integer(0), false],
    [integer(-1), '<', integer(0), true],
    [integer(-1, 0), '<', integer(0), undefined],
    [integer(-1, 0), '==', integer(1), false],
    [ZEROED, '==', integer(0), true],
    [UNKNOWN, '==', integer(0), undefined],
    [{ kind: 'input', place: '$0', order: null }, '<', integer(0), undefined],
  ])('%j %s %j', (a, op, b, wanted) => {
    expect(compare(a, op, b)).toBe(wanted)
  })
})

describe('refine', () => {
  test('keeps every number for which the comparison holds, and on intervals drops what lies outside', () => {
    for (const value of INTERVALS) {
      for (const op of OPERATORS) {
        for (const bound of [-2, -1, 0, 1, 2, 3]) {
          const what = `${JSON.stringify(value)} ${op} ${bound}`
          const refined = refine(value, op, bound)
          const wanted = members(value).filter((n) => holds(n, op, bound))
          const left = refined === undefined ? [] : members(refined)
          expect(
            wanted.filter((n) => !left.includes(n)),
            what,
          ).toEqual([])
          expect(
            left.filter((n) => !members(value).includes(n) && value.kind === 'integer' && n !== value.except),
            what,
          ).toEqual([])
          if (op !== '!=')
            expect(
              left.filter((n) => !holds(n, op, bound)),
              what,
            ).toEqual([])
        }
      }
    }
  })

  test('says that nothing is left only when nothing is', () => {
    for (const value of ALL.filter((v) => v.kind !== 'host' && v.kind !== 'input')) {
      for (const op of OPERATORS) {
        for (const bound of [-1, 0, 2]) {
          if (refine(value, op, bound) !== undefined) continue
          expect(
            members(value).filter((n) => holds(n, op, bound)),
            `${JSON.stringify(value)} ${op} ${bound}`,
          ).toEqual([])
        }
      }
    }
  })

  test.each<[Value, Comparison, number, Value | undefined]>([
    [UNKNOWN, '<', 0, integer(-Infinity, -1)],
    [UNKNOWN, '>=', 0, integer(0, Infinity)],
    [UNKNOWN, '==', 3, integer(3)],
    [integer(-1, 0), '!=', 0, integer(-1)],
    [integer(-1, 0), '!=', -1, integer(0)],
    [integer(0), '!=', 0, undefined],
    [{ kind: 'descriptor', resource: 'fd' }, '<', 0, undefined],
    [{ kind: 'descriptor', resource: 'fd' }, '==', -1, undefined],
    [{ kind: 'descriptor', resource: 'fd' }, '!=', -1, { kind: 'descriptor', resource: 'fd' }],
    [{ kind: 'input', place: '$0', order: null }, '!=', 0, { kind: 'input', place: '$0', order: null }],
    [{ kind: 'input', place: '$0', order: null }, '==', 7, integer(7)],
    [{ kind: 'pointer', place: 'a', nullable: true }, '!=', 0, { kind: 'pointer', place: 'a' }],
    [{ kind: 'pointer', place: 'a', nullable: true }, '==', 0, integer(0)],
    [{ kind: 'pointer', place: 'a' }, '==', 0, undefined],
    [integer(80, 90, 'network'), '>', 85, integer(86, 90, 'network')],
  ])('%j %s %d', (value, op, bound, wanted) => {
    expect(refine(value, op, bound)).toEqual(wanted)
  })
})

test('exactly gives a number only when one is possible', () => {
  expect(exactly(integer(5))).toBe(5)
  expect(exactly(integer(5, 6))).toBeNull()
  expect(exactly(ZEROED)).toBe(0)
  expect(exactly(UNKNOWN)).toBeNull()
  expect(exactly({ kind: 'descriptor', resource: 'fd' })).toBeNull()
})
