import type { FunctionContext } from './context.ts'
import { DETAILS } from './merging.ts'
import type { State } from './state.ts'
import { valueKey, type Value } from './values.ts'

/** A state after an expression, with the expression's value. */
export interface Outcome {
  readonly state: State
  readonly value: Value
}

/** An expression with more outcomes than this, after those that agree are one, makes the function fall silent. */
const MAX_OUTCOMES = 24

/** Expressions and conditions evaluated for one function; conditions within conditions can double it at each level. */
const MAX_WORK = 1_000_000

/** Expressions nested deeper than this are not followed: each level takes several frames of the stack. */
const MAX_DEPTH = 300

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
    if (result.length <= MAX_OUTCOMES) return result
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
  if (result.length > MAX_OUTCOMES) context.limit = 'outcomes of an expression'
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
  if (context.depth >= MAX_DEPTH) {
    context.limit = 'expression depth'
    return undefined
  }
  if (++context.work > MAX_WORK) context.limit = 'work'
  if (context.limit !== null) return undefined
  context.depth++
  try {
    return run()
  } finally {
    context.depth--
  }
}
