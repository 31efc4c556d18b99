/** Descriptors that a function hands over: returned, stored where others find them, or given to a thread. */
import type { NodeId } from '../syntax/tree.ts'
import type { FunctionContext } from './context.ts'
import type { ResourceEvent } from './events.ts'
import { isOwnMemory, isVarying, type Place } from './places.ts'
import type { State } from './state.ts'
import type { Value } from './values.ts'

/** What the paths of a function hand over by one statement, of one descriptor. */
interface HandOver {
  /** Some path hands it over open: whoever gets it means to use it. */
  open: boolean
  /** The first path that hands it over closed. */
  stale: ResourceEvent | null
}

const known = new WeakMap<FunctionContext, Map<string, HandOver>>()

/** Notes what a statement hands over on a path; nothing while no rule listens. */
export function noteHandOver(context: FunctionContext, state: State, node: NodeId, value: Value): void {
  if (context.sink === null || value.kind !== 'descriptor') return
  const resource = state.resource(value.resource)
  if (resource === undefined || resource.input !== null || resource.phase === 'unknown') return
  const handOvers = known.get(context) ?? new Map<string, HandOver>()
  known.set(context, handOvers)
  const key = `${node} ${resource.id}`
  const one = handOvers.get(key) ?? { open: false, stale: null }
  handOvers.set(key, one)
  if (resource.phase !== 'closed') one.open = true
  else if (!state.doubtful && resource.closeDoubt === 'none')
    one.stale ??= { node, span: context.tree.span(node), state: state.copy(), via: null, resource }
}

/** Notes a descriptor that is stored where code outside the function, or a later round of it, finds it. */
export function noteStored(context: FunctionContext, state: State, node: NodeId, place: Place, value: Value): void {
  if (isVarying(place) || !isOwnMemory(place)) noteHandOver(context, state, node, value)
}

/** Tells the rules, once all paths are known, of those that hand over closed what other paths hand over open. */
export function tellStale(context: FunctionContext): void {
  for (const { open, stale } of known.get(context)?.values() ?? [])
    if (open && stale !== null) context.sink?.('stale', stale)
  known.delete(context)
}
