import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { argument, argumentNode, resolveCall, type ResolvedCall } from './calls.ts'
import { bareName } from './called-names.ts'
import type { FunctionContext } from './context.ts'
import { isAskedFor, withFailure, type Call } from './effect.ts'
import { stripped } from './place-of.ts'
import { noteHandOver } from './handed-over.ts'
import type { Outcome } from './outcomes.ts'
import { argumentPlace, type Place } from './places.ts'
import { escape } from './resources.ts'
import type { FunctionSummary } from './summary.ts'
import { integer } from './values.ts'

/** A thread gets what it is given for good, unless it is known to only look at it. */
export function startThread(call: Call): Outcome[] {
  const { context, row, state, values } = call
  const before = state.copy()
  const given = argument(row, values, 'value')
  // Closing it is up to who started the thread then.
  const isLent = given.kind === 'descriptor' && onlyLooks(threadOf(context, argumentNode(call.call, row, 'function')))
  noteHandOver(context, state, call.call.node, given)
  for (const value of values) if (value !== given || !isLent) escape(context, state, value)
  // A thread that did not start took nothing.
  const failsWith =
    row.failure === 'zero'
      ? { success: integer(1, Infinity), failure: integer(0) }
      : { success: integer(0), failure: integer(1, Infinity) }
  const started = [{ state, value: failsWith.success }]
  // `return start(..)` leaves a thread that did not start to nobody, as does a program that never asks.
  return isAskedFor(context, call.call.node) ? withFailure(call, before, started, failsWith.failure) : started
}

/** What the function that a thread runs does: `work`, `&work`, `(void *(*)(void *))work`. */
function threadOf(context: FunctionContext, node: NodeId): FunctionSummary {
  const { tree, names, fileNames } = context
  if (node === NO_NODE) return { kind: 'unknown' }
  let target = stripped(context, node)
  if (tree.is(target, Kind.pointer_expression)) target = stripped(context, tree.child(target, Field.argument))
  if (!tree.is(target, Kind.identifier) || names.isLocal(target)) return { kind: 'unknown' }
  const callee = fileNames.callee(bareName(fileNames.resolveAlias(tree.textOf(target))), context.name)
  return callee.kind === 'function' ? callee.summary : { kind: 'unknown' }
}

/** A thread that a function starts with what it is given: the arguments that are the thread's function and its argument. */
export interface StartedThread {
  readonly function: number
  readonly value: number
}

/** The threads of a function that hands two of its arguments on to a call that starts one, and does no more with them. */
export function threadsOf(context: FunctionContext): StartedThread[] {
  const { tree, body, names } = context
  const uses = (node: NodeId): number => {
    const target = stripped(context, node)
    const place = tree.is(target, Kind.identifier) && names.isLocal(target) ? names.placeOf(target) : null
    return place === null || names.isAssigned(place) ? -1 : names.parameters.indexOf(place)
  }
  const mentions = new Map<Place, number>()
  const found: StartedThread[] = []
  for (let node = body; node < tree.subtreeEnd(body); node++) {
    if (tree.is(node, Kind.identifier) && names.isLocal(node)) {
      const place = names.placeOf(node)
      mentions.set(place, (mentions.get(place) ?? 0) + 1)
    }
    const call = tree.is(node, Kind.call_expression) ? resolveCall(context, node) : null
    if (call?.callee.kind !== 'api' || call.callee.row.effect !== 'start-thread') continue
    const thread = {
      function: uses(argumentNode(call, call.callee.row, 'function')),
      value: uses(argumentNode(call, call.callee.row, 'value')),
    }
    if (thread.function >= 0 && thread.value >= 0) found.push(thread)
  }
  return found.filter(({ value }) => mentions.get(names.parameters[value] ?? '') === 1)
}

/** True when the call only lends the argument: it goes to a thread that only looks at it. */
export function isLentToThread(
  context: FunctionContext,
  call: ResolvedCall,
  threads: readonly StartedThread[],
  place: Place,
): boolean {
  return threads.some(
    (thread) =>
      place === argumentPlace(thread.value) &&
      onlyLooks(threadOf(context, call.argumentNodes[thread.function] ?? NO_NODE)),
  )
}

/** True when the function neither closes, changes nor keeps its only argument, on any path on which it returns. */
function onlyLooks(summary: FunctionSummary): boolean {
  const first = argumentPlace(0)
  if (summary.kind === 'boring') return !summary.passedOn.includes(first)
  if (summary.kind === 'unknown' || summary.outcomes.length === 0) return false
  return summary.outcomes.every(
    ({ inputs, passedOn, result, stores }) =>
      !passedOn.includes(first) &&
      !inputs.some(({ input }) => input === first) &&
      [result, ...stores.map(([, value]) => value)].every((value) => value.kind !== 'input' || value.place !== first),
  )
}
