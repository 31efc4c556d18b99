import {
  ADDRESS_MEMBERS,
  FAMILY_MEMBERS,
  familyName,
  internetFamilies,
  isPalindromic,
  type Platform,
} from '../model/index.ts'
import type { NamedFamily } from './argument-facts.ts'
import type { AddressFact, ResourceView } from './events.ts'
import { isOutside, isVarying, member, type Place } from './places.ts'
import type { AddressValue, State } from './state.ts'
import { UNKNOWN, exactly, integer, type Value } from './values.ts'

/** Pseudo-members that hold what a name look-up resolved to, whatever the family. */
export const RESOLVED_HOST = '?host'
export const RESOLVED_PORT = '?port'
export const RESOLVED_FAMILY = '?family'

/** True for memory that holds what a name look-up resolved to. */
export function isResolved(state: State, place: Place): boolean {
  return state.has(member(place, RESOLVED_PORT))
}

/** True for a family that is that of IPv4 or of IPv6, and not known more exactly. */
export function isAnyInternet(family: Value, platform: Platform): boolean {
  const { low, high } = internetFamilies(platform)
  return family.kind === 'integer' && family.low === low && family.high === high
}

/** The family of a socket as a number; null where it is not known. */
export function familyRange(
  { family, isLookedUp }: Pick<ResourceView, 'family' | 'isLookedUp'>,
  platform: Platform,
): Value | null {
  const { low, high } = internetFamilies(platform)
  if (isLookedUp) return integer(low, high)
  return family === 'inet' ? integer(low) : family === 'inet6' ? integer(high) : null
}

/** The family that an address has by where it came from, a look-up or a call that stored it; null not known. */
export function originFamily(state: State, place: Place, platform: Platform): NamedFamily | null {
  const value = state.has(member(place, RESOLVED_FAMILY)) ? state.read(member(place, RESOLVED_FAMILY)) : UNKNOWN
  const family = exactly(value)
  if (family === null) return isAnyInternet(value, platform) ? 'unspecified' : null
  return family === 0 ? 'unspecified' : familyName(family, platform)
}

/** Reads the address structure at a place, field by field. */
export function readAddress(state: State, place: Place, platform: Platform): AddressValue {
  if (isResolved(state, place)) {
    const family = exactly(state.read(member(place, RESOLVED_FAMILY)))
    const known = family === null ? null : familyName(family, platform)
    return {
      kind: 'parts',
      family: known === 'other' ? null : known,
      host: state.read(member(place, RESOLVED_HOST)),
      port: state.read(member(place, RESOLVED_PORT)),
    }
  }
  const whole = state.has(place) ? state.read(place) : undefined
  const parts = state.partsOf(place)
  if (parts.length === 0) {
    if (whole?.kind === 'input') return { kind: 'at', place: whole.place }
    if (whole === undefined && isOutside(place)) return { kind: 'at', place }
  }
  const family = familyOf(state, place, platform, parts)
  if (family === 'inet' || family === 'inet6') {
    const members = ADDRESS_MEMBERS[family]
    return {
      kind: 'parts',
      family,
      host: state.read(member(place, members.host)),
      port: state.read(member(place, members.port)),
    }
  }
  return { kind: 'parts', family, host: UNKNOWN, port: UNKNOWN }
}

function familyOf(
  state: State,
  place: Place,
  platform: Platform,
  parts: readonly [string, Value][],
): AddressFact['family'] {
  for (const name of FAMILY_MEMBERS) {
    if (!state.has(member(place, name))) continue
    const value = exactly(state.read(member(place, name)))
    if (value === null) continue
    const family = familyName(value, platform)
    if (family !== 'other') return family
  }
  // The members that were written say which structure it is even when the family comes from elsewhere.
  for (const family of ['inet', 'inet6'] as const) {
    const { port, host } = ADDRESS_MEMBERS[family]
    if (parts.some(([suffix]) => suffix.startsWith(`.${port}`) || suffix.startsWith(`.${host}`))) return family
  }
  return null
}

/** The parts of an address that are known for certain. */
export function addressFact(address: AddressValue): AddressFact {
  if (address.kind === 'at') return { family: null, scope: null, text: null, port: null }
  const { host, port } = address
  const text = hostText(host, address.family)
  const scope = text === null ? (isSpecific(host) ? 'specific' : null) : isWildcardText(text) ? 'wildcard' : 'specific'
  const family = host.kind === 'host' ? host.family : address.family
  return { family, scope, text, port: portNumber(port) }
}

function isSpecific(host: Value): boolean {
  return host.kind === 'text'
}

/** True for the addresses that mean every interface. */
export function isWildcardText(text: string): boolean {
  return text.includes(':') ? /^[0:.]+$/.test(text) : /^0+(\.0+){0,3}$/.test(text)
}

function hostText(host: Value, family: AddressFact['family']): string | null {
  switch (host.kind) {
    case 'host':
      return host.text
    case 'zeroed':
      return family === 'inet6' ? '::' : '0.0.0.0'
    case 'text':
      return isNumericHost(host.text) ? host.text : null
    case 'integer': {
      const number = exactly(host)
      if (number === 0) return family === 'inet6' ? '::' : '0.0.0.0'
      if (number === null || family === 'inet6') return null
      if (!isPalindromic(number) && (host.order !== 'network' || host.bits === 16)) return null
      return [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff).join('.')
    }
    default:
      return null
  }
}

/** True for `127.0.0.1` and `::1`, false for host names. */
export function isNumericHost(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) || (/^[0-9a-fA-F:.]+$/.test(text) && text.includes(':'))
}

/** The port in host order when it is certain: converted by htons(), 0 in any order, or text of a look-up. */
function portNumber(port: Value): number | null {
  if (port.kind === 'text') return /^\d{1,5}$/.test(port.text) ? Number(port.text) : null
  const number = exactly(port)
  if (number === null) return null
  if (number === 0) return 0
  if (port.kind !== 'integer' || port.order !== 'network' || port.bits === 32) return null
  return number > 0 && number <= 0xffff ? number : null
}

/** True when some part is for the caller to give. */
export function dependsOnCaller(address: AddressValue): boolean {
  if (address.kind === 'at') return !isVarying(address.place)
  return [address.host, address.port].some((value) => value.kind === 'input' && !isVarying(value.place))
}
