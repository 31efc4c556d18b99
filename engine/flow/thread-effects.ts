import { Field, Kind, type NodeId } from '../syntax/tree.ts'
import { argument, argumentNode } from './calls.ts'
import { bareName } from './called-names.ts'
import type { FunctionContext } from './context.ts'
import { isAskedFor, withFailure, type Call } from './effect.ts'
import { stripped } from './evaluate.ts'
import { noteHandOver } from './handed-over.ts'
import type { Outcome } from './outcomes.ts'
import { argumentPlace } from './places.ts'
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
  let target = stripped(context, node)
  if (tree.is(target, Kind.pointer_expression)) target = stripped(context, tree.child(target, Field.argument))
  if (!tree.is(target, Kind.identifier) || names.isLocal(target)) return { kind: 'unknown' }
  const callee = fileNames.callee(bareName(fileNames.resolveAlias(tree.textOf(target))), context.name)
  return callee.kind === 'function' ? callee.summary : { kind: 'unknown' }
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
