import { NO_NODE } from '../syntax/tree.ts'
import { LOOKUP_MEMBERS, PASSIVE_FLAG, internetFamilies, sizeOfName, type Platform } from '../model/index.ts'
import { RESOLVED_FAMILY, RESOLVED_HOST, RESOLVED_PORT, isNumericHost, isWildcardText } from './addresses.ts'
import { listOf, noteListLoss, tableOf } from './address-lists.ts'
import { converted } from './byte-order.ts'
import { argument, argumentNode, unknownCall } from './calls.ts'
import { carriedValue, carrierOf } from './carried.ts'
import { resultOf, successOf, withFailure, type Call } from './effect.ts'
import { store } from './assignment.ts'
import { placeOf } from './place-of.ts'
import { keepingPrivacy } from './heap.ts'
import type { Outcome } from './outcomes.ts'
import { isOwnMemory, member, placeName, type Place } from './places.ts'
import { escape } from './resources.ts'
import { UNKNOWN, ZEROED, exactly, integer, type Value } from './values.ts'

export function fill(call: Call): Outcome[] {
  const { row, values, state } = call
  const target = argument(row, values, 'destination')
  const byte = row.parameters.includes('byte') ? exactly(argument(row, values, 'byte')) : 0
  if (target.kind === 'pointer') {
    const { place } = target
    keepingPrivacy(state, place, () => {
      if (byte === 0) state.write(place, ZEROED)
      else state.blur(place)
    })
  } else if (target.kind === 'input') {
    if (byte === 0) state.write(`(*${target.place})`, ZEROED)
    else state.blur(`(*${target.place})`)
  } else {
    const place = placeOf(call.context, argumentNode(call.call, row, 'destination'), state)
    if (place !== null) state.blur(place)
  }
  return [{ state, value: target }]
}

/** What is returned is the length of the whole text, whether there was room for it or not. */
export function format(call: Call): Outcome[] {
  const { row, values, state } = call
  const out = argument(row, values, 'out')
  if (out.kind === 'pointer') state.blur(out.place)
  const buffer = out.kind === 'pointer' ? out.place : null
  const capacity = exactly(argument(row, values, 'length'))
  return [{ state, value: resultOf(call, { low: -1, buffer, capacity }) }]
}

export function copy(call: Call): Outcome[] {
  const { row, values, state } = call
  const to = argument(row, values, 'destination')
  const from = argument(row, values, 'source')
  // What a message carries is a copy.
  if (carrierOf(call.context, argumentNode(call.call, row, 'destination')) !== NO_NODE) return [{ state, value: to }]
  const carrier = carrierOf(call.context, argumentNode(call.call, row, 'source'))
  if (carrier !== NO_NODE && to.kind === 'pointer' && isOneNumber(call, to.place)) {
    const value = carriedValue(call.context, call.call.node, placeName(to.place), carrier, state)
    store(call.context, to.place, value, state, call.call.node, null)
    return [{ state, value: to }]
  }
  if (to.kind === 'pointer') {
    if (from.kind === 'pointer') state.copyPlace(from.place, to.place)
    else state.blur(to.place)
  } else if (to.kind === 'input') {
    state.blur(`(*${to.place})`)
  }
  const set = from.kind === 'pointer' ? state.setAt(from.place) : undefined
  escape(call.context, state, from)
  if (from.kind === 'pointer' && set !== undefined) state.writeSet(from.place, set)
  return [{ state, value: to }]
}

/** True for a variable that is no array and that a call fills with the bytes of one number. */
function isOneNumber({ context, row, values }: Call, place: Place): boolean {
  const length = exactly(argument(row, values, 'length'))
  return (
    !context.names.isArray(place) && length !== null && length === sizeOfName('int', context.fileNames.platform)?.low
  )
}

export function swapBytes(call: Call): Outcome[] {
  const { row, values, state } = call
  return [{ state, value: converted(argument(row, values, 'number'), row.to ?? 'host', row.bits) }]
}

function hostFrom(value: Value): Value {
  if (value.kind === 'input') return { ...value, order: 'network', bits: 32 }
  if (value.kind !== 'text' || !(isNumericHost(value.text) || isWildcardText(value.text))) return UNKNOWN
  return { kind: 'host', family: value.text.includes(':') ? 'inet6' : 'inet', text: value.text }
}

export function parseAddress(call: Call): Outcome[] {
  const host = hostFrom(argument(call.row, call.values, 'text'))
  const result = resultOf(call)
  const value: Value = host.kind === 'input' && result.result !== undefined ? { ...host, result: result.result } : host
  return [{ state: call.state, value: host.kind === 'unknown' ? result : value }]
}

export function parseAddressInto(call: Call): Outcome[] {
  const { row, values, state, context } = call
  const out = argument(row, values, 'out')
  const place = out.kind === 'pointer' ? out.place : out.kind === 'input' ? `(*${out.place})` : null
  if (place !== null) store(context, place, hostFrom(argument(row, values, 'text')), state, call.call.node, null)
  return [{ state, value: row.failure === 'exits' ? integer(1) : resultOf(call, { low: -1, high: 1 }) }]
}

/** The caller has to give back what the call makes: it returns it, or stores it where an argument points. */
export function makeList(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const { node } = call.call
  const before = state.copy()
  const list = tableOf(node)
  // What still leads to the table of an earlier round is not told apart from this one.
  const renew = (): void => {
    state.forget(list)
    state.disown(list)
  }
  if (!row.parameters.includes('out-list')) {
    renew()
    return withFailure(call, before, [{ state, value: { kind: 'pointer', place: list, owed: true } }])
  }
  const out = argument(row, values, 'out-list')
  if (out.kind === 'pointer') {
    const old = state.read(out.place)
    state.write(out.place, UNKNOWN)
    noteListLoss(context, state, node, 'overwritten', out.place, old)
    renew()
    state.write(out.place, { kind: 'pointer', place: list, ...(isOwnMemory(out.place) ? { owed: true } : {}) })
  } else {
    unknownCall(context, state, [out])
  }
  return withFailure(call, before, [{ state, value: successOf(call) }], NOT_ZERO)
}

export function resolve(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const { node } = call.call
  const out = argument(row, values, 'out-list')
  const before = state.copy()
  if (out.kind === 'pointer') {
    const list = listOf(node)
    const address = member(list, 'address')
    const hints = argument(row, values, 'hints')
    // Without hints all of them are 0 (POSIX getaddrinfo).
    const hint = (name: string): Value =>
      hints.kind === 'pointer' ? state.read(member(hints.place, name)) : exactly(hints) === 0 ? integer(0) : UNKNOWN
    const name = argument(row, values, 'node')
    const flags =
      hints.kind === 'pointer' && !hints.nullable
        ? exactly(hint(LOOKUP_MEMBERS.flags))
        : exactly(hints) === 0
          ? 0
          : null
    // A null node with AI_PASSIVE gives the wildcard address, without it the loopback address (POSIX getaddrinfo).
    const host: Value =
      name.kind === 'text' || name.kind === 'input'
        ? name
        : exactly(name) === 0 && flags !== null && (flags & PASSIVE_FLAG) !== 0
          ? integer(0, 0, 'network')
          : UNKNOWN
    const service = argument(row, values, 'service')
    state.forget(list)
    state.write(member(list, LOOKUP_MEMBERS.address), { kind: 'pointer', place: address })
    state.write(member(address, RESOLVED_HOST), host)
    state.write(member(address, RESOLVED_PORT), service.kind === 'text' || service.kind === 'input' ? service : UNKNOWN)
    state.write(member(address, RESOLVED_FAMILY), hint(LOOKUP_MEMBERS.family))
    state.write(member(list, LOOKUP_MEMBERS.family), familyOf(hint(LOOKUP_MEMBERS.family), context.fileNames.platform))
    state.write(member(list, LOOKUP_MEMBERS.type), positive(hint(LOOKUP_MEMBERS.type)))
    const old = state.read(out.place)
    state.write(out.place, UNKNOWN)
    noteListLoss(context, state, node, 'overwritten', out.place, old)
    // What still leads to the list of an earlier round is not told apart from it.
    state.disown(list)
    // A list in memory that others see is theirs to give back.
    state.write(out.place, { kind: 'pointer', place: list, ...(isOwnMemory(out.place) ? { owed: true } : {}) })
  } else {
    unknownCall(context, state, [out])
  }
  return withFailure(call, before, [{ state, value: successOf(call) }], NOT_ZERO)
}

/** Error codes of a look-up are negative on some systems and positive on others. */
const NOT_ZERO: Value = { ...integer(-Infinity, Infinity), except: 0 }

/** The family of what a look-up gives: AF_UNSPEC asks for those of the internet. */
function familyOf(hint: Value, platform: Platform): Value {
  if (exactly(hint) !== 0) return hint
  const { low, high } = internetFamilies(platform)
  return integer(low, high)
}

/** A hint of 0 means any: the result's member is then not known. */
function positive(value: Value): Value {
  const number = exactly(value)
  return number === null || number === 0 ? UNKNOWN : value
}
