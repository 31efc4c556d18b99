import {
  KNOWN_TYPEDEFS,
  TRANSPARENT_MEMBERS,
  initialisedMembers,
  isPlainStructure,
  sizeOfName,
} from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { unknownCall } from './calls.ts'
import { numberLiteral } from './constants.ts'
import type { FunctionContext } from './context.ts'
import { evaluate, evaluateAll } from './evaluate.ts'
import { store } from './assignment.ts'
import { placeOf } from './place-of.ts'
import { declaredIdentifier, isPrototype } from './names.ts'
import { boundedStates } from './outcomes.ts'
import { element, isOutside, member, type Place } from './places.ts'
import { escape } from './resources.ts'
import type { State } from './state.ts'
import { tellInitialised } from './tell.ts'
import { declareUnset } from './unset.ts'
import { UNINITIALISED, UNKNOWN, ZEROED, exactly, type Value } from './values.ts'

/** Runs the initialisers of a declaration. */
export function declare(context: FunctionContext, node: NodeId, state: State): State[] {
  const { tree } = context
  let states = [state]
  for (const child of tree.children(node)) {
    if (tree.fieldOf(child) !== Field.declarator) continue
    const isInitialised = tree.is(child, Kind.init_declarator)
    const declarator = isInitialised ? tree.child(child, Field.declarator) : child
    const identifier = declaredIdentifier(tree, declarator)
    if (identifier === NO_NODE) continue
    if (isPrototype(tree, identifier)) {
      const type = tree.child(node, Field.type)
      for (const s of states) giveToConstructor(context, type, declarator, s)
      continue
    }
    const place = context.names.placeOf(identifier)
    // `if (int fd = f())` has the value beside the declarator.
    const value = tree.child(isInitialised ? child : node, Field.value)
    if (value === NO_NODE) {
      const isPlain = holdsNothingYet(context, identifier)
      for (const s of states) {
        if (isOutside(place)) continue
        s.blur(place)
        if (isPlain) s.write(place, UNINITIALISED)
        declareUnset(context, place, s)
      }
      continue
    }
    // A static variable starts with its initialiser in the first call only; one that is assigned may hold anything.
    if (isOutside(place) && context.names.isAssigned(place)) continue
    states = boundedStates(
      context,
      states.flatMap((s) => initialised(context, node, child, place, value, s)),
    )
  }
  return states
}

/** True for a variable that without an initialiser holds what its memory held before: no class, no union. */
function holdsNothingYet(context: FunctionContext, identifier: NodeId): boolean {
  const type = context.declarations.typeOf(identifier)
  if (type === undefined) return false
  return (
    type.pointers > 0 || isPlainStructure(type.base) || sizeOfName(type.base, context.fileNames.platform) !== undefined
  )
}

function initialised(
  context: FunctionContext,
  node: NodeId,
  declarator: NodeId,
  place: Place,
  value: NodeId,
  state: State,
): State[] {
  const { tree } = context
  const type = tree.child(node, Field.type)
  const declared = tree.is(declarator, Kind.init_declarator) ? tree.child(declarator, Field.declarator) : declarator
  const isObject = tree.is(declared, Kind.identifier) && isClass(context, type)
  const given =
    tree.is(value, Kind.initializer_list) || tree.is(value, Kind.argument_list) ? tree.namedChildren(value) : []
  const borrows = isObject ? borrowed(context, type, given.length) : () => false
  if (tree.is(value, Kind.initializer_list) && given.length > 0 && given.every((_, index) => borrows(index))) {
    return evaluateAll(context, given, state).map((row) => {
      row.state.blur(place)
      return row.state
    })
  }
  if (tree.is(value, Kind.initializer_list)) {
    return initialiseAll(context, place, value, state, tree.textOf(type)).map((row) => {
      if (isObject) unknownCall(context, row.state, row.values)
      return row.state
    })
  }
  if (tree.is(value, Kind.argument_list)) {
    return evaluateAll(context, given, state).map((row) => {
      // `int copy(fd)` is no constructor: the variable holds the value.
      const kept = row.values.map((each, index) => (borrows(index) ? UNKNOWN : each))
      if (isObject || given.length !== 1) unknownCall(context, row.state, kept)
      if (isObject || given.length !== 1) row.state.blur(place)
      else store(context, place, row.values[0] ?? UNKNOWN, row.state, declarator, null)
      return row.state
    })
  }
  return evaluate(context, value, state).map((o) => {
    store(context, place, o.value, o.state, declarator, placeOf(context, value, o.state))
    // `Guard guard = fd;` hands the descriptor to a constructor, which nobody here has read.
    if (isObject) escape(context, o.state, o.value)
    return o.state
  })
}

/** Tells of each argument of a constructor whether the object leaves a descriptor there to whoever gave it. */
export function borrowed(context: FunctionContext, type: NodeId, count: number): (index: number) => boolean {
  const name = context.tree.textOf(type).replace(/\s+/g, '')
  return (index) => context.fileNames.onlyBorrows(name, count, index, context.name)
}

/** True when the type may be a class with a constructor: it has a name that stands for no number or pointer. */
function isClass(context: FunctionContext, type: NodeId): boolean {
  const { tree } = context
  if (tree.language !== 'cpp') return false
  if (tree.is(type, Kind.qualified_identifier) || tree.is(type, Kind.template_type)) return true
  if (!tree.is(type, Kind.type_identifier)) return false
  const name = tree.textOf(type)
  // Windows writes its own names for numbers, handles and pointers in capitals; POSIX ends those of numbers in `_t`.
  return !Object.hasOwn(KNOWN_TYPEDEFS, name) && !/_t$|^[A-Z][A-Z0-9_]*$/.test(name)
}

/** `Guard guard(fd);` reads as the prototype of a function, but parameters that name variables are what an object is given. */
function giveToConstructor(context: FunctionContext, type: NodeId, declarator: NodeId, state: State): void {
  const { tree, names } = context
  if (tree.language !== 'cpp') return
  const parameters = tree.child(declarator, Field.parameters)
  if (parameters === NO_NODE) return
  const given = tree.namedChildren(parameters)
  const borrows = borrowed(context, type, given.length)
  given.forEach((parameter, index) => {
    if (borrows(index)) return
    // Those of `std::ref(fd)` among them too, which reads as a function that takes an `fd`.
    for (let node = parameter; node < tree.subtreeEnd(parameter); node++) {
      if (tree.is(node, Kind.type_identifier) && names.isLocal(node))
        escape(context, state, state.read(names.placeOf(node)))
    }
  })
}

/** Types of variables that one value in braces initialises as a whole. */
const SCALAR = /^(?:const\s+)?(?:auto|int|unsigned|long|short|char|SOCKET)\b/

/** Runs what stands in an initialiser in braces, then the initialiser: all end states with the values. */
export function initialiseAll(
  context: FunctionContext,
  place: Place,
  list: NodeId,
  state: State,
  typeText: string,
): { readonly state: State; readonly values: readonly Value[] }[] {
  const nodes = valuesOf(context, list)
  const rows = evaluateAll(context, nodes, state)
  for (const row of rows) {
    const given = new Map(nodes.map((node, index) => [node, row.values[index] ?? UNKNOWN]))
    initialise(context, place, list, row.state, typeText, given)
  }
  return rows
}

/** The expressions in an initialiser, those of inner braces too. */
function valuesOf({ tree }: FunctionContext, list: NodeId): NodeId[] {
  const result: NodeId[] = []
  const lists = [list]
  for (let next = lists.pop(); next !== undefined; next = lists.pop()) {
    for (const child of tree.namedChildren(next)) {
      const value = tree.is(child, Kind.initializer_pair) ? tree.child(child, Field.value) : child
      if (tree.is(value, Kind.initializer_list)) lists.push(value)
      else if (!tree.is(value, Kind.comment)) result.push(value)
    }
  }
  return result.sort((a, b) => a - b)
}

/**
 * `= { … }`: what is not named becomes zero (C17 6.7.9 paragraph 21). `given` holds the values of expressions that ran
 * already; others are read without their effects.
 */
export function initialise(
  context: FunctionContext,
  place: Place,
  list: NodeId,
  state: State,
  typeText: string,
  given: ReadonlyMap<NodeId, Value> = new Map(),
): void {
  const { tree } = context
  state.write(place, ZEROED)
  const members = initialisedMembers(typeText)
  const isArray = context.names.isArray(place)
  const values = tree.namedChildren(list).filter((child) => !tree.is(child, Kind.comment))
  // `{0}` clears the whole; it says nothing of the first member.
  if (values.length === 1 && tree.textOf(values[0] ?? NO_NODE) === '0') return
  values.forEach((child, index) => {
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
      const name = members[index]
      // Without a known layout only `{0}` and the braces around a scalar are understood.
      target = isArray
        ? members.length === 0 || tree.is(value, Kind.initializer_list)
          ? element(place, index)
          : null
        : name !== undefined
          ? TRANSPARENT_MEMBERS.has(name)
            ? place
            : member(place, name)
          : members.length === 0 && index === 0
            ? place
            : null
    }
    if (tree.is(value, Kind.initializer_list)) {
      if (target !== null) initialise(context, target, value, state, isArray ? typeText : '', given)
      return
    }
    const result = given.get(value) ?? evaluate(context, value, state.copy())[0]?.value ?? UNKNOWN
    // Which member it becomes is not known: it has no place, or that of a whole structure.
    if (target === null || (target === place && !SCALAR.test(typeText))) escape(context, state, result)
    if (target === null) return
    tellInitialised(context, state, target, { node: value, value: result })
    if (target === place && exactly(result) === 0) return
    if (target === place && result.kind === 'unknown') return
    state.write(target, result)
  })
}
