/**
 * Lists of addresses that a look-up made, and other tables, that the program has to give back. A pointer to such a list says that it
 * is owed as long as nobody else can be thought to give the list back; a list is lost when the last variable goes that
 * holds such a pointer. Pointers to later elements of a list do not count: it cannot be given back by them.
 */
import type { NodeId } from '../syntax/tree.ts'
import { argument } from './calls.ts'
import type { FunctionContext } from './context.ts'
import type { Call } from './effect.ts'
import type { LossReason } from './events.ts'
import type { Outcome } from './outcomes.ts'
import { isOutside, placeName, type Place } from './places.ts'
import { escape, lossSpan } from './resources.ts'
import type { State } from './state.ts'
import { UNKNOWN, type Value } from './values.ts'

/** The list that a value owes, or null. */
function owedList(value: Value): Place | null {
  return value.kind === 'pointer' && value.owed === true ? value.place : null
}

/** A call that gives a list back. The pointers to it stay: programs ask later whether one of them is null. */
export function freeList(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const given = argument(row, values, 'list')
  if (given.kind === 'pointer') state.disown(given.place)
  // Whose list it is knows only the caller.
  else escape(context, state, given)
  return [{ state, value: UNKNOWN }]
}

/** Tells the rules that the variable's list is gone when no other one leads to it. To be called after the variable lost it. */
export function noteListLoss(
  context: FunctionContext,
  state: State,
  node: NodeId,
  reason: LossReason,
  place: Place,
  before: Value,
): void {
  const list = owedList(before)
  if (list === null || state.owersOf(list).length > 0) return
  tellLoss(context, state, node, reason, place, list)
}

/** Tells the rules of the lists that only variables of the function lead to, which returns. */
export function noteListsAtReturn(context: FunctionContext, state: State, node: NodeId, result: Value): void {
  const seen = new Set<Place>()
  for (const [place, list] of state.owers()) {
    if (seen.has(list)) continue
    seen.add(list)
    const isHandedOver = result.kind === 'pointer' && result.place === list
    if (!isHandedOver && !state.owersOf(list).some(isOutside)) tellLoss(context, state, node, 'return', place, list)
  }
}

function tellLoss(
  context: FunctionContext,
  state: State,
  node: NodeId,
  reason: LossReason,
  place: Place,
  list: Place,
): void {
  const span = lossSpan(context, node, reason)
  const maker = makerOf(list)
  const made = { span: context.tree.span(maker) }
  const event = { node, span, state, via: null, name: placeName(place), reason }
  if (isTable(list)) context.sink?.('tableLost', { ...event, made, maker })
  else
    context.sink?.('listLost', {
      ...event,
      lookup: made,
      endsProcess: context.endsProcess && (reason === 'return' || node === context.body),
    })
}

const LOOKUP = 'lookup'
const TABLE = 'table'

/** The list that a look-up makes: all its elements are one to the analysis. */
export function listOf(lookup: NodeId): Place {
  return `${LOOKUP}${lookup}`
}

/** What another call makes that has to be given back. */
export function tableOf(call: NodeId): Place {
  return `${TABLE}${call}`
}

export function isInList(place: Place): boolean {
  return place.startsWith(LOOKUP) || isTable(place)
}

function isTable(place: Place): boolean {
  return /^table\d/.test(place)
}

function makerOf(list: Place): NodeId {
  return Number(list.slice((isTable(list) ? TABLE : LOOKUP).length))
}
