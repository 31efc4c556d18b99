import { ADDRESS_LAYOUTS, KNOWN_TYPEDEFS, LOOKUP_MEMBERS, TRANSPARENT_MEMBERS, addressConstant } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { callOutcomes } from './calls.ts'
import { arithmetic, numberLiteral, stringLiteral } from './constants.ts'
import type { FunctionContext } from './context.ts'
import { declaredIdentifier, isPrototype } from './names.ts'
import { element, isOutside, member, pointee, type Place } from './places.ts'
import { escape, escapeAt, noteLosses } from './resources.ts'
import type { State } from './state.ts'
import { MIRRORED, NEGATED, UNKNOWN, ZEROED, compare, exactly, integer, refine, valueKey, type Comparison, type Value } from './values.ts'

/** A state after an expression, with the expression's value. */
export interface Outcome {
  readonly state: State
  readonly value: Value
}

/** A prefix of the places of name look-up results: their list is one summarised element. */
export const LOOKUP_PREFIX = 'lookup'

/** An expression with more outcomes than this, after those that agree are one, makes the function fall silent. */
const MAX_OUTCOMES = 24

/** Expressions and conditions evaluated for one function; conditions within conditions can double it at each level. */
const MAX_WORK = 1_000_000

/** Expressions nested deeper than this are not followed: each level takes several frames of the stack. */
const MAX_DEPTH = 300

function one(state: State, value: Value): Outcome[] {
  return [{ state, value }]
}

function isComparison(operator: string): operator is Comparison {
  return operator in NEGATED
}

/** Removes parentheses and casts, which change neither place nor value here. */
export function stripped(context: FunctionContext, node: NodeId): NodeId {
  const { tree } = context
  let current = node
  for (;;) {
    if (tree.is(current, Kind.parenthesized_expression)) current = tree.namedChildren(current)[0] ?? NO_NODE
    else if (tree.is(current, Kind.cast_expression)) current = tree.child(current, Field.value)
    else {
      const operand = castOperand(context, current)
      if (operand === NO_NODE) return current
      current = operand
    }
  }
}

/** The operand of `static_cast<T>(x)` and its like, which the grammar sees as calls; NO_NODE for anything else. */
export function castOperand(context: FunctionContext, node: NodeId): NodeId {
  const { tree } = context
  if (!tree.is(node, Kind.call_expression)) return NO_NODE
  const called = tree.child(node, Field.function)
  if (!tree.is(called, Kind.template_function) || !/^(static|reinterpret|const)_cast\b/.test(tree.textOf(called))) return NO_NODE
  return tree.namedChildren(tree.child(node, Field.arguments))[0] ?? NO_NODE
}

/** Evaluates an expression: all states it can leave, each with its value. The given state is consumed. */
export function evaluate(context: FunctionContext, node: NodeId, state: State): Outcome[] {
  return nested(context, () => evaluateNode(context, node, state)) ?? one(state, UNKNOWN)
}

/** Runs one level of an expression; past the bound the function falls silent and nothing is run. */
function nested<T>(context: FunctionContext, run: () => T): T | undefined {
  if (context.depth >= MAX_DEPTH) {
    context.limit = 'expression depth'
    return undefined
  }
  if (++context.work > MAX_WORK) context.limit = 'work'
  if (context.limit !== null) return undefined
  context.depth++
  try {
    return run()
  } finally {
    context.depth--
  }
}

function evaluateNode(context: FunctionContext, node: NodeId, state: State): Outcome[] {
  const { tree } = context
  if (node === NO_NODE) return one(state, UNKNOWN)
  switch (tree.kind(node)) {
    case Kind.number_literal: {
      const number = numberLiteral(tree.textOf(node))
      return one(state, number === undefined ? UNKNOWN : integer(number))
    }
    case Kind.true:
      return one(state, integer(1))
    case Kind.false:
    case Kind.null:
      return one(state, integer(0))
    case Kind.string_literal:
      return one(state, { kind: 'text', text: stringLiteral(tree.textOf(node)) })
    case Kind.identifier:
      return one(state, identifierValue(context, node, state))
    case Kind.parenthesized_expression:
      return evaluate(context, tree.namedChildren(node)[0] ?? NO_NODE, state)
    case Kind.cast_expression:
      return evaluate(context, tree.child(node, Field.value), state)
    case Kind.assignment_expression:
      return assignment(context, node, state)
    case Kind.comma_expression:
      return evaluate(context, tree.child(node, Field.left), state).flatMap((o) => evaluate(context, tree.child(node, Field.right), o.state))
    case Kind.call_expression: {
      const operand = castOperand(context, node)
      return operand === NO_NODE ? callOutcomes(context, node, state) : evaluate(context, operand, state)
    }
    case Kind.binary_expression:
      return binary(context, node, state)
    case Kind.unary_expression:
      return unary(context, node, state)
    case Kind.pointer_expression: {
      const argument = tree.child(node, Field.argument)
      if (tree.textOf(tree.child(node, Field.operator)) === '&') {
        const place = placeOf(context, argument, state)
        return one(state, place === null ? UNKNOWN : { kind: 'pointer', place })
      }
      return readPlace(context, node, state)
    }
    case Kind.field_expression:
    case Kind.subscript_expression:
      return readPlace(context, node, state)
    case Kind.conditional_expression: {
      const condition = tree.child(node, Field.condition)
      const yes = assume(context, condition, state.copy(), true).flatMap((s) => evaluate(context, tree.child(node, Field.consequence), s))
      const no = assume(context, condition, state, false).flatMap((s) => evaluate(context, tree.child(node, Field.alternative), s))
      return bounded(context, [...yes, ...no])
    }
    case Kind.update_expression: {
      const place = placeOf(context, tree.child(node, Field.argument), state)
      if (place !== null) {
        const step = tree.textOf(node).includes('--') ? integer(-1) : integer(1)
        state.write(place, shift(state.read(place), step))
      }
      return one(state, UNKNOWN)
    }
    case Kind.compound_literal_expression: {
      const place = placeOf(context, node, state)
      return one(state, place === null ? UNKNOWN : state.read(place))
    }
    case Kind.lambda_expression:
      for (let n = node; n < tree.subtreeEnd(node); n++) {
        if (tree.is(n, Kind.identifier)) escape(context, state, state.read(context.names.placeOf(n)))
      }
      return one(state, UNKNOWN)
    case Kind.sizeof_expression:
    case Kind.alignof_expression:
    case Kind.offsetof_expression:
      return one(state, integer(1, Infinity))
    case Kind.char_literal:
    case Kind.concatenated_string:
      return one(state, UNKNOWN)
    default: {
      let outcomes = one(state, UNKNOWN)
      for (const child of tree.namedChildren(node)) {
        if (/_expression$|^identifier$|statement$/.test(tree.kindName(child)) && !/statement$/.test(tree.kindName(child))) {
          outcomes = bounded(context, outcomes.flatMap((o) => evaluate(context, child, o.state)))
        }
      }
      return outcomes.map((o) => ({ state: o.state, value: UNKNOWN }))
    }
  }
}

/** Evaluates expressions left to right: all end states, each with the values. */
export function evaluateAll(context: FunctionContext, nodes: readonly NodeId[], state: State): { state: State; values: Value[] }[] {
  let rows: { state: State; values: Value[] }[] = [{ state, values: [] }]
  for (const node of nodes) {
    rows = rows.flatMap((row) => evaluate(context, node, row.state).map((o) => ({ state: o.state, values: [...row.values, o.value] })))
    if (rows.length > MAX_OUTCOMES) rows = boundedRows(context, rows)
  }
  return rows
}

/** Keeps the number of outcomes in bounds: equal values with states that agree on what is tracked become one. */
function bounded(context: FunctionContext, outcomes: Outcome[]): Outcome[] {
  if (outcomes.length <= MAX_OUTCOMES) return outcomes
  const byKey = new Map<string, Outcome>()
  for (const { state, value } of outcomes) {
    const key = `${valueKey(value)} ${state.key()}`
    const known = byKey.get(key)
    byKey.set(key, known === undefined ? { state, value } : { state: known.state.joined(state, false) ?? known.state, value })
  }
  if (byKey.size > MAX_OUTCOMES) context.limit = 'outcomes of an expression'
  return [...byKey.values()]
}

/** The same for states alone. */
function boundedStates(context: FunctionContext, states: State[]): State[] {
  return states.length <= MAX_OUTCOMES ? states : bounded(context, states.map((state) => ({ state, value: UNKNOWN }))).map((o) => o.state)
}

function boundedRows(context: FunctionContext, rows: { state: State; values: Value[] }[]): { state: State; values: Value[] }[] {
  const byKey = new Map<string, { state: State; values: Value[] }>()
  for (const { state, values } of rows) {
    const key = `${values.map(valueKey).join()} ${state.key()}`
    const known = byKey.get(key)
    byKey.set(key, { state: known === undefined ? state : (known.state.joined(state, false) ?? known.state), values })
  }
  if (byKey.size > MAX_OUTCOMES) context.limit = 'outcomes of an expression'
  return [...byKey.values()]
}

function shift(value: Value, by: Value): Value {
  return value.kind === 'integer' && value.low === value.high ? arithmetic('+', value, by) : UNKNOWN
}

function identifierValue(context: FunctionContext, node: NodeId, state: State): Value {
  const name = context.tree.textOf(node)
  if (!context.names.isLocal(node)) {
    const constant = context.fileNames.constant(name)
    if (constant !== undefined) return constant
    const address = addressConstant(name)
    if (address !== undefined) return { kind: 'host', ...address }
  }
  const place = context.names.placeOf(node)
  return arrayDecay(state, place)
}

/** An array or structure named as a value in a call stands for its own memory when only parts of it were written. */
function arrayDecay(state: State, place: Place): Value {
  return state.read(place)
}

/** The memory an lvalue names; null when the analysis cannot tell. Evaluates nothing that has effects. */
export function placeOf(context: FunctionContext, node: NodeId, state: State): Place | null {
  return nested(context, () => placeNow(context, node, state)) ?? null
}

function placeNow(context: FunctionContext, node: NodeId, state: State): Place | null {
  const { tree } = context
  const target = stripped(context, node)
  switch (tree.kind(target)) {
    case Kind.identifier: {
      if (!context.names.isLocal(target)) {
        const alias = context.fileNames.constant(tree.textOf(target))
        if (alias !== undefined) return null
      }
      return context.names.placeOf(target)
    }
    case Kind.this:
      return pointee('::this')
    case Kind.field_expression: {
      const name = tree.textOf(tree.child(target, Field.field))
      const argument = tree.child(target, Field.argument)
      const arrow = tree.children(target).some((c) => tree.is(c, Kind['->']))
      const base = arrow ? pointedPlace(context, argument, state) : placeOf(context, argument, state)
      if (base === null) return null
      return TRANSPARENT_MEMBERS.has(name) ? base : member(base, name)
    }
    case Kind.subscript_expression: {
      const base = placeOf(context, tree.child(target, Field.argument), state)
      if (base === null) return null
      const value = state.read(base)
      const array = value.kind === 'pointer' ? value.place : base
      const index = tree.child(target, Field.index) === NO_NODE ? tree.namedChildren(tree.child(target, Field.indices))[0] : tree.child(target, Field.index)
      const constant = index === undefined ? null : constantIndex(context, index)
      return constant === null ? null : element(array, constant)
    }
    case Kind.pointer_expression:
      if (tree.textOf(tree.child(target, Field.operator)) === '&') return null
      return pointedPlace(context, tree.child(target, Field.argument), state)
    case Kind.assignment_expression:
      return placeOf(context, tree.child(target, Field.left), state)
    case Kind.compound_literal_expression: {
      const place = `literal${target}`
      initialise(context, place, tree.child(target, Field.value), state, tree.textOf(tree.child(target, Field.type)))
      return place
    }
    default:
      return null
  }
}

/** Only constants count: the value of `i` in `fds[i]` tells rounds of a loop apart, which would never end. */
function constantIndex(context: FunctionContext, node: NodeId): number | null {
  const { tree } = context
  if (tree.is(node, Kind.number_literal)) return numberLiteral(tree.textOf(node)) ?? null
  if (!tree.is(node, Kind.identifier) || context.names.isLocal(node)) return null
  const constant = context.fileNames.constant(tree.textOf(node))
  return constant === undefined ? null : exactly(constant)
}

/** The memory that a pointer-valued expression points to. */
function pointedPlace(context: FunctionContext, node: NodeId, state: State): Place | null {
  const { tree } = context
  const target = stripped(context, node)
  if (tree.is(target, Kind.pointer_expression) && tree.textOf(tree.child(target, Field.operator)) === '&') {
    return placeOf(context, tree.child(target, Field.argument), state)
  }
  const place = placeOf(context, target, state)
  if (place === null) return null
  const value = state.read(place)
  if (value.kind === 'pointer') return value.place
  if (value.kind === 'input') return pointee(value.place)
  return pointee(place)
}

function readPlace(context: FunctionContext, node: NodeId, state: State): Outcome[] {
  const { tree } = context
  const argument = stripped(context, tree.child(node, Field.argument))
  // `f(x)->member`, `a[i = 3]`: what the parts do is done before the whole is read.
  if (tree.is(argument, Kind.call_expression)) {
    return evaluate(context, argument, state).map((o) => ({ state: o.state, value: UNKNOWN }))
  }
  const place = placeOf(context, node, state)
  if (place === null) return one(state, UNKNOWN)
  if (place.startsWith(LOOKUP_PREFIX) && place.endsWith(`.${LOOKUP_MEMBERS.next}`)) {
    const list = place.slice(0, -LOOKUP_MEMBERS.next.length - 1)
    return one(state, { kind: 'pointer', place: list, nullable: true })
  }
  return one(state, state.read(place))
}

function assignment(context: FunctionContext, node: NodeId, state: State): Outcome[] {
  const { tree } = context
  const left = tree.child(node, Field.left)
  const right = tree.child(node, Field.right)
  const operator = tree.textOf(tree.child(node, Field.operator))
  return evaluate(context, right, state).map((outcome) => {
    const place = placeOf(context, left, outcome.state)
    if (operator !== '=') {
      if (place !== null) outcome.state.write(place, arithmetic(operator.slice(0, -1), outcome.state.read(place), outcome.value))
      return { state: outcome.state, value: UNKNOWN }
    }
    store(context, place, outcome.value, outcome.state, node, placeOf(context, right, outcome.state))
    return outcome
  })
}

/** Writes a value to a place, copying the parts of a structure, and tells what was lost by it. */
export function store(context: FunctionContext, place: Place | null, value: Value, state: State, node: NodeId, from: Place | null): void {
  if (place === null) {
    // Into memory the analysis cannot name: whoever can reach it may use and close the descriptor.
    escape(context, state, value)
    if (from !== null) escapeAt(state, from)
    return
  }
  const before = state.read(place)
  if (from !== null && from !== place && state.partsOf(from).length > 0) state.copyPlace(from, place)
  else state.write(place, value)
  if (isOutside(place)) escape(context, state, value)
  if (before.kind === 'descriptor') noteLosses(context, state, node, 'overwritten', [before.resource])
}

function unary(context: FunctionContext, node: NodeId, state: State): Outcome[] {
  const { tree } = context
  const operator = tree.textOf(tree.child(node, Field.operator))
  if (operator === '!' || operator === 'not') return truth(context, node, state)
  return evaluate(context, tree.child(node, Field.argument), state).map((o) => {
    const number = exactly(o.value)
    if (number === null) return { state: o.state, value: UNKNOWN }
    return { state: o.state, value: integer(operator === '-' ? -number : operator === '~' ? ~number : number) }
  })
}

function binary(context: FunctionContext, node: NodeId, state: State): Outcome[] {
  const { tree } = context
  const operator = tree.textOf(tree.child(node, Field.operator))
  if (operator === '&&' || operator === '||' || isComparison(operator)) return truth(context, node, state)
  if (operator === '&' && isCastLike(context, tree.child(node, Field.left))) {
    const place = placeOf(context, tree.child(node, Field.right), state)
    return one(state, place === null ? UNKNOWN : { kind: 'pointer', place })
  }
  return evaluateAll(context, [tree.child(node, Field.left), tree.child(node, Field.right)], state).map(({ state: after, values }) => ({
    state: after,
    value: arithmetic(operator, values[0] ?? UNKNOWN, values[1] ?? UNKNOWN),
  }))
}

/** `(LPSOCKADDR)&address`: without the typedef in sight the grammars take the cast for an operand of `&`. */
function isCastLike(context: FunctionContext, left: NodeId): boolean {
  const { tree } = context
  const name = tree.is(left, Kind.parenthesized_expression) ? (tree.namedChildren(left)[0] ?? NO_NODE) : NO_NODE
  return tree.is(name, Kind.identifier) && Object.hasOwn(KNOWN_TYPEDEFS, tree.textOf(name))
}

/** A condition as a number: one state where it is 1, one where it is 0. */
function truth(context: FunctionContext, node: NodeId, state: State): Outcome[] {
  const yes = assume(context, node, state.copy(), true).map((s) => ({ state: s, value: integer(1) }))
  const no = assume(context, node, state, false).map((s) => ({ state: s, value: integer(0) }))
  return bounded(context, [...yes, ...no])
}

/** The states in which the condition is `holds`, each narrowed by it. The given state is consumed. */
export function assume(context: FunctionContext, node: NodeId, state: State, holds: boolean): State[] {
  return nested(context, () => assumeNode(context, node, state, holds)) ?? []
}

function assumeNode(context: FunctionContext, node: NodeId, state: State, holds: boolean): State[] {
  const { tree } = context
  if (node === NO_NODE) return [state]
  switch (tree.kind(node)) {
    case Kind.parenthesized_expression:
    case Kind.condition_clause:
      return assume(context, tree.namedChildren(node)[0] ?? NO_NODE, state, holds)
    case Kind.comma_expression:
      return evaluate(context, tree.child(node, Field.left), state).flatMap((o) => assume(context, tree.child(node, Field.right), o.state, holds))
    case Kind.unary_expression: {
      const operator = tree.textOf(tree.child(node, Field.operator))
      if (operator === '!' || operator === 'not') return assume(context, tree.child(node, Field.argument), state, !holds)
      break
    }
    case Kind.binary_expression: {
      const operator = tree.textOf(tree.child(node, Field.operator))
      const left = tree.child(node, Field.left)
      const right = tree.child(node, Field.right)
      if (operator === '&&' || operator === '||') {
        // `a && b` holds when both do; it fails when a fails, or a holds and b fails. `||` is the dual.
        const decisive = operator === '||'
        if (holds !== decisive) return assume(context, left, state, holds).flatMap((s) => assume(context, right, s, holds))
        const first = assume(context, left, state.copy(), decisive)
        const second = assume(context, left, state, !decisive).flatMap((s) => assume(context, right, s, decisive))
        return boundedStates(context, [...first, ...second])
      }
      if (isComparison(operator)) return comparison(context, left, holds ? operator : NEGATED[operator], right, state)
      break
    }
    default:
  }
  return evaluate(context, node, state).flatMap((o) => narrowed(context, node, o, holds ? '!=' : '==', 0))
}

function comparison(context: FunctionContext, left: NodeId, operator: Comparison, right: NodeId, state: State): State[] {
  return evaluateAll(context, [left, right], state).flatMap(({ state: after, values }) => {
    const [a = UNKNOWN, b = UNKNOWN] = values
    const decided = compare(a, operator, b)
    if (decided === false) return []
    const bound = exactly(b)
    if (bound !== null) return narrowed(context, left, { state: after, value: a }, operator, bound)
    const mirrored = exactly(a)
    if (mirrored !== null) return narrowed(context, right, { state: after, value: b }, MIRRORED[operator], mirrored)
    return [after]
  })
}

/** Narrows the variable behind an expression to `op bound`; no state when that cannot be. */
function narrowed(context: FunctionContext, node: NodeId, outcome: Outcome, operator: Comparison, bound: number): State[] {
  const value = refine(outcome.value, operator, bound)
  if (value === undefined) return []
  const place = placeOf(context, node, outcome.state)
  if (place !== null && value !== outcome.value && outcome.state.read(place).kind !== 'descriptor') outcome.state.write(place, value)
  return [outcome.state]
}

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
function initialise(context: FunctionContext, place: Place, list: NodeId, state: State, typeText: string): void {
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
      target = name !== undefined ? (TRANSPARENT_MEMBERS.has(name) ? place : member(place, name)) : layout === undefined && index === 0 ? place : null
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
