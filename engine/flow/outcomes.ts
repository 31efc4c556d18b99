import { BOUNDS } from './bounds.ts'
import type { FunctionContext } from './context.ts'
import { DETAILS } from './merging.ts'
import type { State } from './state.ts'
import { valueKey, type Value } from './values.ts'

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
): T[] {
  let result = outcomes
  for (const detail of DETAILS) {
    if (result.length <= BOUNDS.outcomesOfExpression) return result
    const byKey = new Map<string, T>()
    for (const outcome of result) {
      const key = `${keyOf(outcome)} ${outcome.state.key(detail)}`
      const known = byKey.get(key)
      byKey.set(
        key,
        known === undefined ? outcome : { ...known, state: known.state.joined(outcome.state, false) ?? known.state },
      )
    }
    result = [...byKey.values()]
  }
  if (result.length > BOUNDS.outcomesOfExpression) context.limit = 'outcomes of an expression'
  return result
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
