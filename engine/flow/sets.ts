/** Sets of descriptors that are waited on, and arrays of structures that each name one. */
import { HAPPENED_MEMBERS, parameterIndex, type ParameterRole } from '../model/index.ts'
import { Field, Kind, NO_NODE } from '../syntax/tree.ts'
import { argument, resolveCall } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { leastResult, resultOf, subject, type Call } from './effect.ts'
import { setModes } from './mode-effects.ts'
import type { Outcome } from './outcomes.ts'
import { isVarying, pointee, type Place } from './places.ts'
import { escape } from './resources.ts'
import type { State } from './state.ts'
import { goesThroughSets } from './tables.ts'
import { UNKNOWN, exactly, sameValue, valueKey, type DescriptorSet, type Value } from './values.ts'

const EMPTY: DescriptorSet = { kind: 'set', members: [], mayHoldOthers: false, wasEmptied: true, waited: null }

/** More descriptors of one set are not told apart. */
const MAX_MEMBERS = 16

/** A server finds its connections again by asking for every number in the set: whoever holds the set holds them. */
export function select(call: Call): Outcome[] {
  const { context, state } = call
  const id = subject(call)
  if (id !== null) setModes(state, id, { watched: true })
  const isAccepted = id !== null && state.resource(id)?.origin === 'accepted'
  const member = argument(call.row, call.values, 'descriptor')
  if (goesThroughSets(context.tree) || goesByNumber(context)) escape(context, state, member)
  // Who does not go through the set finds the descriptor where else it is kept.
  else if (isAccepted && id !== null) state.updateResource(id, { escaped: true })
  change(call, (set) => {
    if (!isMember(member)) return { ...set, mayHoldOthers: true }
    const others = set.members.filter((other) => !sameValue(other, member))
    if (others.length >= MAX_MEMBERS) return { ...set, mayHoldOthers: true }
    return { ...set, members: [...others, member].sort((a, b) => (valueKey(a) < valueKey(b) ? -1 : 1)) }
  })
  return [{ state, value: UNKNOWN }]
}

const goingByNumber = new WeakMap<FunctionContext, boolean>()

/** True for a function that asks a set for each number in turn: `for (fd = 0; fd <= max; fd++) if (FD_ISSET(fd, &set))`. */
function goesByNumber(context: FunctionContext): boolean {
  const known = goingByNumber.get(context)
  if (known !== undefined) return known
  const { tree, names, body } = context
  const counted = new Set<Place>()
  const asked = new Set<Place>()
  for (let node = body; node < tree.subtreeEnd(body); node++) {
    const operand = tree.is(node, Kind.update_expression) ? tree.child(node, Field.argument) : NO_NODE
    if (operand !== NO_NODE && tree.is(operand, Kind.identifier)) counted.add(names.placeOf(operand))
    if (!tree.is(node, Kind.call_expression)) continue
    const call = resolveCall(context, node)
    if (call?.callee.kind !== 'api' || call.callee.row.effect !== 'ask-set') continue
    const given = call.argumentNodes[parameterIndex(call.callee.row, 'descriptor')] ?? NO_NODE
    if (tree.is(given, Kind.identifier)) asked.add(names.placeOf(given))
  }
  const result = [...asked].some((place) => counted.has(place))
  goingByNumber.set(context, result)
  return result
}

export function unselect(call: Call): Outcome[] {
  const member = argument(call.row, call.values, 'descriptor')
  const { state } = call
  change(call, (set) => ({
    ...set,
    // A number that is not known may be that of any of them.
    members: isMember(member) ? set.members.filter((other) => !sameValue(other, member)) : [],
    mayHoldOthers: set.mayHoldOthers || !isMember(member),
  }))
  keepsArgument(call)
  return [{ state, value: UNKNOWN }]
}

export function askSet(call: Call): Outcome[] {
  keepsArgument(call)
  return [{ state: call.state, value: UNKNOWN }]
}

export function emptySet(call: Call): Outcome[] {
  const { state } = call
  for (const place of placesOf(call, 'set')) state.writeSet(place, EMPTY)
  return [{ state, value: UNKNOWN }]
}

/**
 * The sets hold what happened from now on, which is nothing in an empty one; of the structures only the member that says
 * so is written.
 */
export function wait(call: Call): Outcome[] {
  const { row, values, state, call: resolved } = call
  for (const place of placesOf(call, 'set')) {
    const { members, mayHoldOthers, wasEmptied } = setAt(state, place)
    const isFilled = members.length > 0 || mayHoldOthers
    state.writeSet(place, { kind: 'set', members: [], mayHoldOthers: isFilled, wasEmptied, waited: resolved.node })
  }
  for (const place of placesOf(call, 'waits')) {
    for (const [suffix] of state.partsOf(place))
      if (HAPPENED_MEMBERS.has(suffix.slice(suffix.lastIndexOf('.') + 1))) state.write(place + suffix, UNKNOWN)
  }
  row.parameters.forEach((role, index) => {
    const value = values[index]
    // Linux writes how much time is left, others nothing (select(2)).
    if ((role === 'out' || role === 'timeout') && value?.kind === 'pointer') state.blur(value.place)
  })
  return [{ state, value: resultOf(call, leastResult(row)) }]
}

/** Callers of this function may rely on it that it only looks at what it was given. */
function keepsArgument(call: Call): void {
  const given = argument(call.row, call.values, 'descriptor')
  if (given.kind === 'input' && !isVarying(given.place)) subject(call)
}

function isMember(value: Value): boolean {
  return value.kind === 'descriptor' || value.kind === 'input' || (value.kind === 'integer' && value.low === value.high)
}

function placesOf({ row, values }: Call, role: ParameterRole): Place[] {
  return row.parameters.flatMap((each, index) => {
    const value = values[index]
    if (each !== role || value === undefined) return []
    if (value.kind === 'pointer') return [value.place]
    return value.kind === 'input' && value.order === null ? [pointee(value.place)] : []
  })
}

/** What is known of a set before a call changes it; zeroed memory is an empty one. */
function setAt(state: State, place: Place): DescriptorSet {
  const held = state.setAt(place)
  if (held !== undefined) return held
  if (exactly(state.read(place)) === 0) return EMPTY
  return { ...EMPTY, mayHoldOthers: true, wasEmptied: state.initialised(place) !== 'no' }
}

function change(call: Call, to: (set: DescriptorSet) => DescriptorSet): void {
  for (const place of placesOf(call, 'set')) call.state.writeSet(place, to(setAt(call.state, place)))
}
