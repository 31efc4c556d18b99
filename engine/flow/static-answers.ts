/**
 * Answers in memory of the library that every call of the function fills anew. Each call has a place of its own; which
 * call was the last one says which of the places still hold what they did.
 */
import type { FunctionContext } from './context.ts'
import type { Call } from './effect.ts'
import type { CodePlace } from './events.ts'
import type { Outcome } from './outcomes.ts'
import type { Place } from './places.ts'
import type { State } from './state.ts'
import { exactly, integer } from './values.ts'

const ANSWER = /^=answer (\w+) (\d+)$/

/** Holds the node of the last call of the function on the path. */
function lastCall(callee: string): Place {
  return `=last ${callee}`
}

/** A call that answers in such memory. */
export function staticAnswer({ call: { node }, row, state }: Call): Outcome[] {
  state.write(lastCall(row.name), integer(node))
  return [{ state, value: { kind: 'pointer', place: `=answer ${row.name} ${node}` } }]
}

/** The later call whose answer the memory holds by now; null for other memory, and where the path does not tell. */
export function replacedAnswer({ tree }: FunctionContext, state: State, place: Place): CodePlace | null {
  const [, callee, node] = ANSWER.exec(place) ?? []
  if (callee === undefined) return null
  const last = exactly(state.read(lastCall(callee)))
  return last === null || last === Number(node) ? null : { span: tree.span(last) }
}
