import { BOUNDS } from './bounds.ts'
import type { FunctionContext } from './context.ts'
import { DETAILS } from './merging.ts'
import type { State } from './state.ts'
import { UNKNOWN, joinValues, valueKey, type Value } from './values.ts'

/** A state after an expression, with the expression's value. */
export interface Outcome {
  readonly state: State
  readonly value: Value
}

/** The key of an outcome for `bounded`. */
export function byValue(outcome: Outcome): string {
  return valueKey(outcome.value)
}

/** Keeps the number of outcomes in bounds: those of one key with states that agree on what is tracked become one. */
export function bounded<T extends { readonly state: State }>(
  context: FunctionContext,
  outcomes: T[],
  keyOf: (outcome: T) => string,
  join: (mine: T, other: T) => T = (mine, other) => ({ ...mine, state: joinedState(mine, other) }),
): T[] {
  let result = outcomes
  for (const detail of DETAILS) {
    if (result.length <= BOUNDS.outcomesOfExpression) return result
    const byKey = new Map<string, T>()
    for (const outcome of result) {
      const key = `${keyOf(outcome)} ${outcome.state.key(detail)}`
      const known = byKey.get(key)
      byKey.set(key, known === undefined ? outcome : join(known, outcome))
    }
    result = [...byKey.values()]
  }
  if (result.length > BOUNDS.outcomesOfExpression) context.limit = 'outcomes of an expression'
  return result
}

/** A state after several expressions, with their values. */
export interface Row {
  readonly state: State
  readonly values: Value[]
}

/**
 * The same for several expressions. Of too many ways, those that differ in values that are no descriptors become one, as
 * in `printf("%s%s%s", a ? "x" : "", b ? "y" : "", c ? "z" : "")`, whose ways double with each argument.
 */
export function boundedRows(context: FunctionContext, rows: Row[]): Row[] {
  const keyOf = ({ values }: Row): string => values.map(descriptorKey).join()
  return bounded(context, rows, keyOf, (mine, other) => ({
    state: joinedState(mine, other),
    values: mine.values.map((value, index) => joinValues(value, other.values[index] ?? UNKNOWN, false)),
  }))
}

function joinedState(mine: { readonly state: State }, other: { readonly state: State }): State {
  return mine.state.joined(other.state, false) ?? mine.state
}

function descriptorKey(value: Value): string {
  return value.kind === 'descriptor' || value.kind === 'pointer' ? valueKey(value) : ''
}

/** The same for states alone. */
export function boundedStates(context: FunctionContext, states: State[]): State[] {
  return bounded(
    context,
    states.map((state) => ({ state })),
    () => '',
  ).map((row) => row.state)
}

/** Runs one level of an expression; past the bound the function falls silent and nothing is run. */
export function nested<T>(context: FunctionContext, run: () => T): T | undefined {
  if (context.depth >= BOUNDS.expressionDepth) {
    context.limit = 'expression depth'
    return undefined
  }
  if (++context.work > BOUNDS.work) context.limit = 'work'
  if (context.limit !== null) return undefined
  context.depth++
  try {
    return run()
  } finally {
    context.depth--
  }
}
