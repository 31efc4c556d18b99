import {
  ADDRESS_LAYOUTS,
  ADDRESS_MEMBERS,
  FAMILY_MEMBERS,
  SCOPE_MEMBER,
  addressLayout,
  familyName,
  type Platform,
} from '../model/index.ts'
import type { TypeShape } from '../syntax/types.ts'
import { addressFact, isResolved, originFamily, readAddress } from './addresses.ts'
import type { AddressContents, MemberFact, NamedFamily, ValueFact } from './argument-facts.ts'
import type { FunctionContext } from './context.ts'
import { member, type Place } from './places.ts'
import type { State } from './state.ts'
import { exactly, type Value } from './values.ts'

const UNSEEN: MemberFact = { initialised: 'unknown', isWritten: false, value: { kind: 'unknown' } }

/** The address structure at a place, as rules are told of it; null when it is none. `factOf` gives the facts of its members. */
export function addressContents(
  context: FunctionContext,
  state: State,
  place: Place,
  type: TypeShape | undefined,
  factOf: (value: Value) => ValueFact,
): AddressContents | null {
  const { platform } = context.fileNames
  const address = readAddress(state, place, platform)
  const layout = type === undefined || type.pointers > 0 ? undefined : addressLayout(type.base)
  const isSeen = address.kind === 'parts' && (address.family !== null || isResolved(state, place))
  if (layout === undefined && !isSeen) return null
  const fact = addressFact(address)
  const structure = layout?.family ?? fact.family
  const names = structure === 'inet' || structure === 'inet6' ? ADDRESS_MEMBERS[structure] : null
  const read = (name: string): MemberFact => ({
    initialised: state.initialised(member(place, name)),
    isWritten: state.has(member(place, name)) || state.partsOf(member(place, name)).length > 0,
    value: factOf(state.read(member(place, name))),
  })
  const shape = structure === null ? layout : ADDRESS_LAYOUTS.find((row) => row.family === structure)
  // The family is the first member of them all.
  const family = FAMILY_MEMBERS.find((name) => state.has(member(place, name))) ?? shape?.members[0]
  return {
    ...fact,
    structure: layout?.family ?? null,
    named: family === undefined ? null : namedFamily(exactly(state.read(member(place, family))), platform),
    origin: originFamily(state, place, platform),
    unwritten: (shape?.members ?? []).filter((name) => state.initialised(member(place, name)) === 'no'),
    members: {
      family: family === undefined ? { ...UNSEEN, initialised: state.initialised(place) } : read(family),
      port: names === null ? UNSEEN : read(names.port),
      host: names === null ? UNSEEN : read(names.host),
      scope: isResolved(state, place) ? resolvedScope(fact.text) : structure === 'inet6' ? read(SCOPE_MEMBER) : UNSEEN,
    },
  }
}

/** A numeric address says its interface behind a `%`, or has none. */
function resolvedScope(text: string | null): MemberFact {
  if (text === null) return UNSEEN
  const value: ValueFact = { kind: 'number', low: 0, high: 0, order: null, bits: null, result: null }
  return { initialised: 'yes', isWritten: false, value }
}

function namedFamily(value: number | null, platform: Platform): NamedFamily | null {
  if (value === null) return null
  return value === 0 ? 'unspecified' : familyName(value, platform)
}
