import type { FirstUse } from './first-uses.ts'
import type { Place } from './places.ts'
import type { Condition, Resource } from './state.ts'
import type { StartedThread } from './thread-effects.ts'
import type { Value } from './values.ts'

/**
 * One way a function can return: what it gives back, which descriptors it made, what it did to those it was given and
 * what it wrote to memory of its caller. Places are `$0`, `(*$0).fd`, `::name`; values may be `input` of those places.
 */
export interface SummaryOutcome {
  readonly result: Value
  readonly created: readonly Resource[]
  /** Descriptors that came in, by the outside place that held them (`input` is set on each). */
  readonly inputs: readonly Resource[]
  /** Outside places of descriptors that it only looked at: nobody who is not known to leave them alone is trusted to. */
  readonly borrowed: readonly Place[]
  readonly stores: readonly (readonly [Place, Value])[]
  /** Outside places whose values went where the function's callers cannot see them. */
  readonly passedOn: readonly Place[]
  /** What must hold of outside values at entry for this outcome to happen. */
  readonly given: readonly Given[]
  /** In which process it returns when it forked: the caller goes on in both. */
  readonly role: 'sole' | 'parent' | 'child'
  /** It may never happen: see `State.doubtful`. */
  readonly doubtful: boolean
}

/** A comparison of what a place held at entry with a number. */
export interface Given {
  readonly place: Place
  readonly operator: Condition['operator']
  readonly bound: number
  readonly holds: boolean
}

/**
 * What calling a function does. `outcomes` empty: it never returns. `uses`: what it does at once with its
 * arguments. `threads`: those it starts with them.
 */
export type FunctionSummary =
  /** Too much for the bounds, or recursive: treat like a function nobody knows. */
  | { readonly kind: 'unknown' }
  | BoringSummary
  | {
      readonly kind: 'outcomes'
      readonly file: string
      readonly outcomes: readonly SummaryOutcome[]
      readonly uses?: readonly FirstUse[]
      readonly threads?: readonly StartedThread[]
    }

/**
 * A function that touches no socket: what is passed stays as it is, memory passed by address may change.
 */
export interface BoringSummary {
  readonly kind: 'boring'
  /** Arguments that may go where its callers cannot see them: `$0` itself, `(*$0)` only what it leads to. */
  readonly passedOn: readonly Place[]
  /** Nothing that it calls can be thought to end the program. */
  readonly returns: boolean
  /** Arguments that it asks something of as descriptors, and leaves open. */
  readonly handles: readonly Place[]
  /** Those of them whose calls return at once from then on. */
  readonly nonBlocking: readonly Place[]
}

/** Outside places of the descriptors that a function closes in whatever way it returns. */
export function alwaysClosed(outcomes: readonly SummaryOutcome[]): Place[] {
  const [first, ...others] = outcomes.map(({ inputs }) =>
    inputs.flatMap(({ phase, input }) => (phase === 'closed' && input !== null ? [input] : [])),
  )
  return (first ?? []).filter((place) => others.every((places) => places.includes(place)))
}
