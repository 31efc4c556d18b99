/** `a || b` holds: which of the two does is lost where their paths meet, but not that one of them does. */
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { bitTest, condition, subjectOf } from './condition-subjects.ts'
import { constantText } from './constants.ts'
import type { FunctionContext } from './context.ts'
import { placeOf, stripped } from './place-of.ts'
import { isGlobal, isVarying } from './places.ts'
import type { Alternative, Condition, State } from './state.ts'
import { MIRRORED, NEGATED, compare, exactly, integer, type Comparison } from './values.ts'

/** More parts than this are not remembered. */
const MAX_ALTERNATIVES = 4

/** What is known where the operands of `||`, or of `&&`, are not all false, or not all true; null where that is not plain. */
export function alternatives(
  context: FunctionContext,
  operands: readonly NodeId[],
  holds: boolean,
  state: State,
): Condition | null {
  const parts: Alternative[] = []
  // Only looked at: nothing is read here that rules are told of, and what `b` takes for granted holds only behind `a`.
  const { sink } = context
  context.sink = null
  const looked = state.copy()
  for (const operand of operands) {
    const part = parts.length === MAX_ALTERNATIVES ? null : alternative(context, operand, holds, looked)
    if (part === null) break
    parts.push(part)
  }
  context.sink = sink
  if (parts.length < operands.length) return null
  const bound = parts
    .map(({ place, test }) => `${place} ${test.subject} ${test.operator} ${test.bound} ${test.holds}`)
    .join(' or ')
  return { subject: 'either', operator: '==', bound, holds: true, parts }
}

/** True when the path has seen the opposite of all the parts. */
export function contradictsAlternatives(state: State): boolean {
  for (const { parts } of state.seen) if (parts?.every((part) => isRuledOut(part, state)) === true) return true
  return false
}

function isRuledOut({ place, operator, number, test }: Alternative, state: State): boolean {
  const decided = place === null ? undefined : compare(state.read(place), operator, integer(number))
  if (decided !== undefined) return !decided
  const seen = state.recall(test)
  return seen !== undefined && seen !== test.holds
}

/** `x`, `!x`, `x > 0`, `flags & MASK`: a test of one variable or member with a number. */
function alternative(context: FunctionContext, node: NodeId, holds: boolean, state: State): Alternative | null {
  const { tree } = context
  const test = stripped(context, node)
  if (tree.is(test, Kind.unary_expression) && tree.textOf(tree.child(test, Field.operator)) === '!')
    return alternative(context, tree.child(test, Field.argument), !holds, state)
  const written = tree.is(test, Kind.binary_expression) ? tree.textOf(tree.child(test, Field.operator)) : ''
  const [left, right] = [tree.child(test, Field.left), tree.child(test, Field.right)]
  if (isComparison(written)) {
    for (const [operand, other, operator] of [
      [left, right, written],
      [right, left, MIRRORED[written]],
    ] as const) {
      const number = exactly(constantText(tree.textOf(other), (name) => context.fileNames.constant(name)))
      if (number !== null) return tested(context, operand, holds ? operator : NEGATED[operator], number, state)
    }
    return null
  }
  return written === '' || written === '&' ? tested(context, test, holds ? '!=' : '==', 0, state) : null
}

function tested(
  context: FunctionContext,
  node: NodeId,
  operator: Comparison,
  number: number,
  state: State,
): Alternative | null {
  const bit = bitTest(context, node, state, operator, number)
  if (bit !== null) return isLasting(bit.subject) ? { place: null, operator, number, test: bit } : null
  const place = node === NO_NODE ? null : placeOf(context, node, state)
  const subject = place === null ? null : subjectOf(context, node, state.read(place), state)
  if (place === null || subject === null || !isLasting(place)) return null
  return { place, operator, number, test: condition(subject, operator, number) }
}

/** Neither a global, which may change unseen, nor an element whose index changes. */
function isLasting(place: string): boolean {
  return !isGlobal(place) && !place.includes('::') && !isVarying(place)
}

function isComparison(operator: string): operator is Comparison {
  return operator in NEGATED
}
