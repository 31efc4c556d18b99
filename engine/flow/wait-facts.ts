/** What rules are told of memory that says which descriptors to wait for. */
import { isDescriptorSet, waitLayout } from '../model/index.ts'
import type { SyntaxTree } from '../syntax/tree.ts'
import type { TypeShape } from '../syntax/types.ts'
import type { SetFact, ValueFact, WaitFact } from './argument-facts.ts'
import type { Place } from './places.ts'
import type { State } from './state.ts'
import type { Value } from './values.ts'

/** Tells what is known of a value that no expression names. */
type FactOf = (value: Value) => ValueFact

/** null for memory that is no set, or of which the path has seen nothing. */
export function setFact(
  state: State,
  place: Place,
  type: TypeShape | undefined,
  tree: SyntaxTree,
  factOf: FactOf,
): SetFact | null {
  const set = type === undefined || isDescriptorSet(type.base) ? state.setAt(place) : undefined
  if (set === undefined) return null
  return {
    members: set.members.map(factOf),
    mayHoldOthers: set.mayHoldOthers,
    waited: set.waited === null ? null : { span: tree.span(set.waited) },
  }
}

/** The structures of an array, or the only one, that the path has written to; by index, those of a variable index last. */
export function waitFacts(
  state: State,
  place: Place,
  type: TypeShape | undefined,
  { factOf, descriptorOf }: { readonly factOf: FactOf; readonly descriptorOf: FactOf },
): readonly WaitFact[] {
  const layout = type === undefined ? undefined : waitLayout(type.base)
  if (layout === undefined) return []
  const elements = new Set<string>()
  for (const [suffix] of state.partsOf(place)) {
    const element = /^(?:\[[^\]]*\])?(?=\.)/.exec(suffix)?.[0]
    if (element !== undefined) elements.add(element)
  }
  return [...elements]
    .map((element): WaitFact => {
      const index = /^\[(\d+)\]$/.exec(element)?.[1]
      return {
        index: element === '' ? 0 : index === undefined ? null : Number(index),
        descriptor: descriptorOf(state.read(`${place}${element}.${layout.descriptor}`)),
        asked: factOf(state.read(`${place}${element}.${layout.asked}`)),
        unwritten: [layout.asked, layout.descriptor.replace(/\..*/, '')].filter((name) =>
          isUnwritten(state, `${place}${element}.${name}`),
        ),
      }
    })
    .sort((a, b) => (a.index ?? Infinity) - (b.index ?? Infinity) || 0)
}

/** True for a member of which no part was written either. */
function isUnwritten(state: State, place: Place): boolean {
  return state.initialised(place) === 'no' && state.partsOf(place).length === 0
}
