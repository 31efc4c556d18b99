/** What a condition is about, so that the same test later on the path has the same answer. */
import { ERROR_VARIABLES } from '../model/index.ts'
import { Field, Kind, type NodeId } from '../syntax/tree.ts'
import type { FunctionContext } from './context.ts'
import { evaluate } from './evaluate.ts'
import { placeOf, stripped } from './place-of.ts'
import type { Outcome } from './outcomes.ts'
import { isGlobal, isOwnMemory, placeName, type Place } from './places.ts'
import { inputSubject, type Condition, type State } from './state.ts'
import { NEGATED, UNKNOWN, exactly, type Comparison, type Value } from './values.ts'

export const MACRO_NAME = /^[A-Z][A-Z0-9_]*$/

export function isMacroName(context: FunctionContext, node: NodeId): boolean {
  return (
    context.tree.is(node, Kind.identifier) && !context.names.isLocal(node) && MACRO_NAME.test(context.tree.textOf(node))
  )
}

export function plainTest(
  context: FunctionContext,
  node: NodeId,
  { state, value }: Outcome,
  operator: Comparison,
  bound: number,
): Condition | null {
  const subject = subjectOf(context, node, value, state)
  return subject === null ? null : condition(subject, operator, bound)
}

/** `flags & MASK`, tested for 0 or, for one bit, for the bit: the same test later on the path has the same answer. */
export function bitTest(
  context: FunctionContext,
  node: NodeId,
  state: State,
  operator: Comparison,
  bound: number,
): Condition | null {
  const { tree } = context
  const test = stripped(context, node)
  if (!tree.is(test, Kind.binary_expression) || tree.textOf(tree.child(test, Field.operator)) !== '&') return null
  const [left, right] = [tree.child(test, Field.left), tree.child(test, Field.right)]
  for (const [flags, mask] of [
    [left, right],
    [right, left],
  ] as const) {
    const text = maskText(context, mask, state)
    const base = text === null ? null : flagsSubject(context, flags, state)
    if (text === null || base === null) continue
    const isBit = typeof text === 'number' && text > 0 && Number.isInteger(Math.log2(text))
    const isForBit = bound === text && isBit && (operator === '==' || operator === '!=')
    // Written as a part of the variable, so that a write to it ends the memory.
    return condition(`${base}[&${text}]`, isForBit ? NEGATED[operator] : operator, isForBit ? 0 : bound)
  }
  return null
}

/** The mask as a number, or the name of a macro that nobody here knows. */
function maskText(context: FunctionContext, node: NodeId, state: State): number | string | null {
  if (isMacroName(context, stripped(context, node))) {
    const name = context.tree.textOf(stripped(context, node))
    const value = context.fileNames.constant(name)
    return value === undefined ? name : (exactly(value) ?? name)
  }
  if (!context.tree.is(stripped(context, node), Kind.number_literal)) return null
  return exactly(evaluate(context, node, state.copy())[0]?.value ?? UNKNOWN)
}

/** Not of elements, nor of members of own memory: functions that are given the whole write them (`poll()` does). */
function flagsSubject(context: FunctionContext, node: NodeId, state: State): string | null {
  const place = placeOf(context, node, state)
  if (place === null || isMacroName(context, stripped(context, node))) return null
  if (place.includes('[') || (isOwnMemory(place) && place.includes('.'))) return null
  return subjectOf(context, node, evaluate(context, node, state.copy())[0]?.value ?? UNKNOWN, state)
}

/**
 * What a condition is about: a value that came in with an argument, which never changes, a variable of the function, or
 * a global, which is remembered until code runs that may change it. Other memory is not: who writes it is not seen.
 */
export function subjectOf(context: FunctionContext, node: NodeId, value: Value, state: State): string | null {
  // A macro that stands for some number, whatever it is.
  if (isMacroName(context, node)) return context.tree.textOf(node)
  if (value.kind === 'input' && inputSubject(value) !== null) return inputSubject(value)
  if (value.kind !== 'unknown' && value.kind !== 'integer' && value.kind !== 'input') return null
  const place = placeOf(context, node, state)
  return place !== null && (isOwnMemory(place) || isRemembered(place)) ? place : null
}

function isRemembered(place: Place): boolean {
  return isGlobal(place) && !ERROR_VARIABLES.has(placeName(place))
}

export function condition(subject: string, operator: Comparison, bound: number | string): Condition {
  switch (operator) {
    case '!=':
      return { subject, operator: '==', bound, holds: false }
    case '>':
      return { subject, operator: '<=', bound, holds: false }
    case '>=':
      return { subject, operator: '<', bound, holds: false }
    default:
      return { subject, operator, bound, holds: true }
  }
}
