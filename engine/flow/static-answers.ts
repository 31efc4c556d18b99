/**
 * Answers in memory of the library that every call of the function fills anew. Each call has a place of its own; which
 * call was the last one says which of the places still hold what they did.
 */
import type { NodeId } from '../syntax/tree.ts'
import type { Call } from './effect.ts'
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

/** What the memory held and holds; null for other memory, for what it holds still, and where the path does not tell. */
export function replacedAnswer(state: State, place: Place): { answer: NodeId; later: NodeId } | null {
  const [, callee, node] = ANSWER.exec(place) ?? []
  if (callee === undefined) return null
  const last = exactly(state.read(lastCall(callee)))
  return last === null || last === Number(node) ? null : { answer: Number(node), later: last }
}
