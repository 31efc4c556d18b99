import { ADDRESS_LAYOUTS, TRANSPARENT_MEMBERS } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { numberLiteral } from './constants.ts'
import type { FunctionContext } from './context.ts'
import { evaluate, placeOf, store } from './evaluate.ts'
import { declaredIdentifier, isPrototype } from './names.ts'
import { boundedStates } from './outcomes.ts'
import { element, isOutside, member, type Place } from './places.ts'
import type { State } from './state.ts'
import { UNKNOWN, ZEROED, exactly } from './values.ts'

/** Runs the initialisers of a declaration. */
export function declare(context: FunctionContext, node: NodeId, state: State): State[] {
  const { tree } = context
  const typeText = tree.textOf(tree.child(node, Field.type))
  let states = [state]
  for (const child of tree.children(node)) {
    if (tree.fieldOf(child) !== Field.declarator) continue
    const isInitialised = tree.is(child, Kind.init_declarator)
    const declarator = isInitialised ? tree.child(child, Field.declarator) : child
    const identifier = declaredIdentifier(tree, declarator)
    if (identifier === NO_NODE || isPrototype(tree, identifier)) continue
    const place = context.names.placeOf(identifier)
    const value = isInitialised ? tree.child(child, Field.value) : NO_NODE
    if (value === NO_NODE) {
      for (const s of states) if (!isOutside(place)) s.blur(place)
      continue
    }
    // A static variable starts with its initialiser in the first call only; one that is assigned may hold anything.
    if (isOutside(place) && context.names.isAssigned(place)) continue
    if (tree.is(value, Kind.initializer_list) || tree.is(value, Kind.argument_list)) {
      if (tree.is(value, Kind.initializer_list)) for (const s of states) initialise(context, place, value, s, typeText)
      else for (const s of states) s.blur(place)
      continue
    }
    states = states.flatMap((s) =>
      evaluate(context, value, s).map((o) => {
        store(context, place, o.value, o.state, child, placeOf(context, value, o.state))
        return o.state
      }),
    )
    states = boundedStates(context, states)
  }
  return states
}

/** `= { … }`: what is not named becomes zero (C17 6.7.9 paragraph 21). */
export function initialise(context: FunctionContext, place: Place, list: NodeId, state: State, typeText: string): void {
  const { tree } = context
  state.write(place, ZEROED)
  const layout = ADDRESS_LAYOUTS.find((l) => new RegExp(`\\b${l.tag}\\b`, 'i').test(typeText))
  tree.namedChildren(list).forEach((child, index) => {
    let target: Place | null
    let value = child
    if (tree.is(child, Kind.initializer_pair)) {
      value = tree.child(child, Field.value)
      target = place
      for (const part of tree.children(child)) {
        if (target === null || tree.fieldOf(part) !== Field.designator) continue
        if (tree.is(part, Kind.field_designator)) {
          const name = tree.textOf(part).replace(/^\s*\.\s*/, '')
          if (!TRANSPARENT_MEMBERS.has(name)) target = member(target, name)
        } else {
          const index = numberLiteral(tree.textOf(tree.namedChildren(part)[0] ?? NO_NODE))
          target = index === undefined ? null : element(target, index)
        }
      }
    } else {
      const name = layout?.members[index]
      // Without a known layout only `{0}` and the braces around a scalar are understood.
      target =
        name !== undefined
          ? TRANSPARENT_MEMBERS.has(name)
            ? place
            : member(place, name)
          : layout === undefined && index === 0
            ? place
            : null
    }
    if (target === null) return
    if (tree.is(value, Kind.initializer_list)) {
      initialise(context, target, value, state, '')
      return
    }
    const outcome = evaluate(context, value, state.copy())[0]
    const result = outcome?.value ?? UNKNOWN
    if (target === place && exactly(result) === 0) return
    if (target === place && result.kind === 'unknown') return
    state.write(target, result)
  })
}
