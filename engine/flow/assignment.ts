/** Writing a value to memory, and what is lost by it. */
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { noteListLoss } from './address-lists.ts'
import { carrierOf } from './carried.ts'
import { arithmetic } from './constants.ts'
import type { FunctionContext } from './context.ts'
import { noteStored } from './handed-over.ts'
import { isSharedHeap, keepingPrivacy, giveAway, noteUnreachable } from './heap.ts'
import type { Outcome } from './outcomes.ts'
import { isArgumentMemory, isOutside, isOwnMemory, isVarying, type Place } from './places.ts'
import { escape, escapeAt, noteLosses, tellLoss } from './resources.ts'
import type { State } from './state.ts'
import { discardedFrom, putIntoTable } from './tables.ts'
import { tellAssigned, tellIndexed, tellOperation } from './tell.ts'
import { UNKNOWN, type Value } from './values.ts'
import { stripped, placeOf } from './place-of.ts'
import { evaluate } from './evaluate.ts'

export function assignment(context: FunctionContext, node: NodeId, state: State): Outcome[] {
  const { tree } = context
  const left = tree.child(node, Field.left)
  const right = tree.child(node, Field.right)
  const operator = tree.textOf(tree.child(node, Field.operator))
  return evaluate(context, right, state).map((outcome) => {
    const place = placeOf(context, left, outcome.state)
    touchUnnamed(context, left, place, outcome.state)
    if (operator !== '=') {
      const before = place === null ? UNKNOWN : outcome.state.read(place)
      giveAway(context, outcome.state, [outcome.value, before])
      const operands = { left: { node: left, value: before }, right: { node: right, value: outcome.value } }
      tellOperation(context, outcome.state, { node, operator, ...operands })
      if (place !== null) outcome.state.write(place, arithmetic(operator.slice(0, -1), before, outcome.value))
      return { state: outcome.state, value: UNKNOWN }
    }
    tellIndexed(context, outcome.state, stripped(context, left), true)
    tellAssigned(context, outcome.state, left, { node: right, value: outcome.value })
    if (place === null && carrierOf(context, left) !== NO_NODE) return outcome
    if (place !== null) noteStored(context, outcome.state, node, place, outcome.value)
    store(context, place, outcome.value, outcome.state, node, placeOf(context, right, outcome.state))
    return outcome
  })
}

/** A write to memory that the analysis cannot name may be one to any variable, except an element of a known array. */
function touchUnnamed(context: FunctionContext, target: NodeId, place: Place | null, state: State): void {
  if (place !== null && (isOwnMemory(place) || isOutside(place))) return
  const { tree } = context
  const array = tree.is(target, Kind.subscript_expression)
    ? placeOf(context, tree.child(target, Field.argument), state)
    : null
  if (array !== null && context.names.isArray(array)) state.alter(array)
  else state.alterAll()
}

/** Writes a value to a place, copying the parts of a structure, and tells what was lost by it. */
export function store(
  context: FunctionContext,
  place: Place | null,
  value: Value,
  state: State,
  node: NodeId,
  from: Place | null,
): void {
  if (place === null) {
    // Into memory the analysis cannot name: whoever can reach it may use and close the descriptor.
    escape(context, state, value)
    if (from !== null) escapeAt(state, from)
    return
  }
  const before = state.read(place)
  const replaced = [before, ...state.partsOf(place).map(([, part]) => part)]
  const discarded = discardedFrom(context, state, place, value)
  const isCopied =
    from !== null && from !== place && (state.partsOf(from).length > 0 || state.setAt(from) !== undefined)
  keepingPrivacy(state, place, () => {
    if (isCopied) state.copyPlace(from, place)
    else state.write(place, value)
  })
  // Memory of the caller is its to look after; anything else that is not a variable here may be seen by anybody.
  if (isVarying(place)) {
    putIntoTable(context, state, place, value)
    escapeAt(state, place)
  } else if (isSharedHeap(state, place) || (!isOwnMemory(place) && !isArgumentMemory(place))) {
    escape(context, state, value)
    if (isCopied) escapeAt(state, place)
  } else if (isArgumentMemory(place)) giveAway(context, state, [value])
  noteUnreachable(context, state, node, 'overwritten', replaced)
  if (discarded !== undefined) tellLoss(context, state, node, 'overwritten', discarded)
  if (before.kind === 'descriptor') noteLosses(context, state, node, 'overwritten', [before.resource])
  noteListLoss(context, state, node, 'overwritten', place, before)
}
