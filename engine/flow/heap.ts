import type { FunctionContext } from './context.ts'
import type { Call } from './effect.ts'
import type { LossReason } from './events.ts'
import type { NodeId } from '../syntax/tree.ts'
import type { Outcome } from './outcomes.ts'
import { heapRoot, type Place } from './places.ts'
import { escape, escapeAt, noteLosses } from './resources.ts'
import type { State } from './state.ts'
import { UNKNOWN, type Value } from './values.ts'

/** True for a place in allocated memory that others may reach by now. */
export function isSharedHeap(state: State, place: Place): boolean {
  const root = heapRoot(place)
  return root !== null && !state.isPrivate(root)
}

/** Memory of `size` bytes that the call allocates: a place of its own, which nobody else knows yet. */
export function allocate(call: Call, contents: Value, size: number | null): Outcome[] {
  const { context, state } = call
  const root: Place = `heap${context.nameOf(call.call.node)}`
  for (const place of state.pointersInto(root)) {
    // What the call gave in an earlier round of a loop is somewhere still, but has no name any more.
    escapeAt(state, root)
    state.write(place, UNKNOWN)
  }
  state.write(root, contents)
  state.setPrivate(root)
  return [{ state, value: { kind: 'pointer', place: root, nullable: true, ...(size === null ? {} : { size }) } }]
}

/** Runs a write to a place; memory of which all is written stays as private as it was. */
export function keepingPrivacy(state: State, place: Place, write: () => void): void {
  const wasPrivate = heapRoot(place) === place && state.isPrivate(place)
  write()
  if (wasPrivate) state.setPrivate(place)
}

/** The memory behind a pointer is given back: descriptors that only it held are lost. */
export function release(context: FunctionContext, state: State, value: Value, node: NodeId): void {
  if (value.kind !== 'pointer' || heapRoot(value.place) !== value.place) return
  if (state.isPrivate(value.place)) dropHeap(context, state, value.place, node, 'freed')
  else state.forget(value.place)
}

/** After one of these pointers was dropped: allocations that nothing points to any more are lost with what they hold. */
export function noteUnreachable(
  context: FunctionContext,
  state: State,
  node: NodeId,
  reason: LossReason,
  dropped: readonly Value[],
): void {
  for (const value of dropped) {
    const root = value.kind === 'pointer' ? heapRoot(value.place) : null
    if (root !== null && state.isPrivate(root) && state.pointersInto(root).length === 0)
      dropHeap(context, state, root, node, reason)
  }
}

function dropHeap(context: FunctionContext, state: State, root: Place, node: NodeId, reason: LossReason): void {
  const held = state.partsOf(root).map(([, part]) => part)
  state.forget(root)
  noteLosses(
    context,
    state,
    node,
    reason,
    held.flatMap((part) => (part.kind === 'descriptor' ? [part.resource] : [])),
  )
  noteUnreachable(context, state, node, reason, held)
}

/** Pointers that went where nothing here names them: others may reach the memory. */
export function giveAway(context: FunctionContext, state: State, values: readonly Value[]): void {
  for (const value of values)
    if (value.kind === 'pointer' && heapRoot(value.place) !== null) escape(context, state, value)
}

/** A call of the API may keep an argument that it is not known for, and what lies behind the others. */
export function noteArguments({ context, row, values, state }: Call): void {
  values.forEach((value, index) => {
    if (value.kind !== 'pointer') return
    const role = row.parameters[index]
    if (role === undefined || role === '-') giveAway(context, state, [value])
    for (const [, part] of state.partsOf(value.place)) giveAway(context, state, [part])
    giveAway(context, state, heapRoot(value.place) === null ? [state.read(value.place)] : [])
  })
}
