import { ADDRESS_MEMBERS, FAMILY_MEMBERS, addressLayout } from '../model/index.ts'
import type { TypeShape } from '../syntax/types.ts'
import { addressFact, isResolved, readAddress } from './addresses.ts'
import type { AddressContents, MemberFact, ValueFact } from './argument-facts.ts'
import type { FunctionContext } from './context.ts'
import { member, type Place } from './places.ts'
import type { State } from './state.ts'
import type { Value } from './values.ts'

const UNSEEN: MemberFact = { initialised: 'unknown', value: { kind: 'unknown' } }

/** The address structure at a place, as rules are told of it; null when it is none. `factOf` gives the facts of its members. */
export function addressContents(
  context: FunctionContext,
  state: State,
  place: Place,
  type: TypeShape | undefined,
  factOf: (value: Value) => ValueFact,
): AddressContents | null {
  const address = readAddress(state, place, context.fileNames.platform)
  const layout = type === undefined || type.pointers > 0 ? undefined : addressLayout(type.base)
  const isSeen = address.kind === 'parts' && (address.family !== null || isResolved(state, place))
  if (layout === undefined && !isSeen) return null
  const fact = addressFact(address)
  const structure = layout?.family ?? fact.family
  const names = structure === 'inet' || structure === 'inet6' ? ADDRESS_MEMBERS[structure] : null
  const read = (name: string): MemberFact => ({
    initialised: state.initialised(member(place, name)),
    value: factOf(state.read(member(place, name))),
  })
  const family = FAMILY_MEMBERS.find((name) => state.has(member(place, name))) ?? names?.family
  return {
    ...fact,
    members: {
      family: family === undefined ? { ...UNSEEN, initialised: state.initialised(place) } : read(family),
      port: names === null ? UNSEEN : read(names.port),
      host: names === null ? UNSEEN : read(names.host),
    },
  }
}
