import { isExpectation, isWideUnsignedName } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { alternatives, contradictsAlternatives } from './alternatives.ts'
import { MACRO_NAME, bitTest, condition, isMacroName, plainTest, subjectOf } from './condition-subjects.ts'
import type { FunctionContext } from './context.ts'
import { evaluate, evaluateAll } from './evaluate.ts'
import { placeOf } from './place-of.ts'
import { bounded, boundedStates, byValue, nested, type Outcome } from './outcomes.ts'
import { noteTest } from './misuse.ts'
import { globalPlace, isGlobal, isOwnMemory, isVarying } from './places.ts'
import { escape, incomingId } from './resources.ts'
import { inputSubject, type Condition, type Resource, type State } from './state.ts'
import { implied, tellOperation } from './tell.ts'
import {
  MIRRORED,
  NEGATED,
  UNKNOWN,
  compare,
  exactly,
  integer,
  refine,
  type Comparison,
  type InputValue,
  type Value,
} from './values.ts'

export function isComparison(operator: string): operator is Comparison {
  return operator in NEGATED
}

/** A condition as a number: one state where it is 1, one where it is 0. */
export function truth(context: FunctionContext, node: NodeId, state: State): Outcome[] {
  const yes = assume(context, node, state.copy(), true).map((s) => ({ state: s, value: integer(1) }))
  const no = assume(context, node, state, false).map((s) => ({ state: s, value: integer(0) }))
  return bounded(context, [...yes, ...no], byValue)
}

/** The states in which the condition is `holds`, each narrowed by it. The given state is consumed. */
export function assume(context: FunctionContext, node: NodeId, state: State, holds: boolean): State[] {
  const states = nested(context, () => assumeNode(context, node, state, holds)) ?? []
  return states.filter((one) => !contradictsAlternatives(one))
}

function assumeNode(context: FunctionContext, node: NodeId, state: State, holds: boolean): State[] {
  const { tree } = context
  if (node === NO_NODE) return [state]
  switch (tree.kind(node)) {
    case Kind.parenthesized_expression:
      if (tree.is(tree.namedChildren(node)[0] ?? NO_NODE, Kind.compound_statement)) break
      return assume(context, tree.namedChildren(node)[0] ?? NO_NODE, state, holds)
    case Kind.condition_clause:
      return assume(context, tree.namedChildren(node)[0] ?? NO_NODE, state, holds)
    case Kind.comma_expression:
      return evaluate(context, tree.child(node, Field.left), state).flatMap((o) =>
        assume(context, tree.child(node, Field.right), o.state, holds),
      )
    case Kind.call_expression: {
      const [condition = NO_NODE] = tree.namedChildren(tree.child(node, Field.arguments))
      if (isExpectation(context.fileNames.readCall(node)?.name ?? '')) return assume(context, condition, state, holds)
      break
    }
    case Kind.unary_expression: {
      const operator = tree.textOf(tree.child(node, Field.operator))
      if (operator === '!' || operator === 'not')
        return assume(context, tree.child(node, Field.argument), state, !holds)
      break
    }
    case Kind.binary_expression: {
      const operator = tree.textOf(tree.child(node, Field.operator))
      const left = tree.child(node, Field.left)
      const right = tree.child(node, Field.right)
      if (operator === '&&' || operator === '||') {
        // `a && b` holds when both do; it fails when a fails, or a holds and b fails. `||` is the dual.
        const decisive = operator === '||'
        if (holds !== decisive)
          return assume(context, left, state, holds).flatMap((s) => assume(context, right, s, holds))
        const one = alternatives(context, operandsOf(tree, node, operator), decisive, state)
        const first = assume(context, left, state.copy(), decisive)
        const second = assume(context, left, state, !decisive).flatMap((s) => assume(context, right, s, decisive))
        if (one !== null && first.length > 0 && second.length > 0) for (const s of [...first, ...second]) s.learn(one)
        return boundedStates(context, [...first, ...second])
      }
      if (isComparison(operator)) return comparison(context, left, holds ? operator : NEGATED[operator], right, state)
      break
    }
    default:
  }
  const operator = holds ? '!=' : '=='
  return evaluate(context, node, state).flatMap((o) => {
    tellOperation(context, o.state, { node, operator, left: { node, value: o.value }, right: implied(integer(0)) })
    return narrowed(context, node, o, operator, 0)
  })
}

/** The operands of `a || b || c`, or of `a && b && c`. */
function operandsOf(tree: SyntaxTree, node: NodeId, operator: string): NodeId[] {
  return [Field.left, Field.right].flatMap((side) => {
    const operand = tree.child(node, side)
    const isChain =
      tree.is(operand, Kind.binary_expression) && tree.textOf(tree.child(operand, Field.operator)) === operator
    return isChain ? operandsOf(tree, operand, operator) : [operand]
  })
}

/** The states in which `left operator right` holds. The given state is consumed. */
export function comparison(
  context: FunctionContext,
  left: NodeId,
  operator: Comparison,
  right: NodeId,
  state: State,
): State[] {
  return evaluateAll(context, [left, right], state).flatMap(({ state: after, values }) => {
    tellOperation(context, after, {
      node: left,
      operator,
      left: { node: left, value: values[0] ?? UNKNOWN },
      right: { node: right, value: values[1] ?? UNKNOWN },
    })
    const a = marker(context, left, operator, values[0] ?? UNKNOWN, values[1] ?? UNKNOWN)
    const b = marker(context, right, operator, values[1] ?? UNKNOWN, values[0] ?? UNKNOWN)
    const decided =
      compareMacros(a, operator, b) ?? compareDescriptors(after, a, operator, b) ?? compare(a, operator, b)
    if (decided === false) return []
    if (decided === undefined) noteTest(after, values)
    const [first, second] = [subjectOf(context, left, a, after), subjectOf(context, right, b, after)]
    if (decided === undefined && first !== null && second !== null) {
      const relation =
        first < second ? condition(first, operator, second) : condition(second, MIRRORED[operator], first)
      if (remembered(after, relation).length === 0) return []
    }
    noteEqual(context, after, a, operator, b, right)
    noteEqual(context, after, b, MIRRORED[operator], a, left)
    const bound = exactly(b)
    if (bound !== null) {
      const states = narrowed(context, left, { state: after, value: a }, operator, bound)
      return isBelowUnsigned(context, a, operator, right)
        ? states.flatMap((s) => notNegative(context, left, s))
        : states
    }
    const mirrored = exactly(a)
    if (mirrored !== null) return narrowed(context, right, { state: after, value: b }, MIRRORED[operator], mirrored)
    return [after]
  })
}

/**
 * `n < sizeof buffer` compares two unsigned numbers, whatever `n` is (C17 6.3.1.8): a negative one would be large, and is
 * not below.
 */
function isBelowUnsigned(context: FunctionContext, value: Value, operator: Comparison, right: NodeId): boolean {
  if (operator !== '<' && operator !== '<=') return false
  const mayBeNegative =
    value.kind === 'integer' ? value.low < 0 && exactly(value) === null : value.kind === 'input' && value.order !== null
  return mayBeNegative && isUnsigned(context, right)
}

function notNegative(context: FunctionContext, node: NodeId, state: State): State[] {
  const place = placeOf(context, node, state)
  return place === null ? [state] : narrowed(context, node, { state, value: state.read(place) }, '>=', 0)
}

/** True for an expression of an unsigned type that is at least as wide as `int`, as far as its text tells. */
function isUnsigned(context: FunctionContext, node: NodeId): boolean {
  const { tree, declarations } = context
  switch (tree.kind(node)) {
    case Kind.parenthesized_expression:
      return isUnsigned(context, tree.namedChildren(node)[0] ?? NO_NODE)
    case Kind.sizeof_expression:
      return true
    case Kind.number_literal:
      return /u/i.test(tree.textOf(node)) && !/^0x/i.test(tree.textOf(node))
    case Kind.binary_expression:
      return [Field.left, Field.right].some((side) => isUnsigned(context, tree.child(node, side)))
    default: {
      const type = declarations.typeOf(node)
      return type !== undefined && type.pointers === 0 && !type.array && isWideUnsignedName(type.base)
    }
  }
}

/**
 * A descriptor that equals what memory of others holds is known there too; one that equals a number, or is not above 0,
 * is one of those that every process has.
 */
function noteEqual(
  context: FunctionContext,
  state: State,
  value: Value,
  operator: Comparison,
  other: Value,
  otherNode: NodeId,
): void {
  // A closed number that equals one of which nothing is known may have been given out again.
  if (isAnyNumber(value) && operator === '==' && known(state, other)?.phase === 'closed') {
    const place = placeOf(context, otherNode, state)
    if (place !== null) state.write(place, UNKNOWN)
  }
  if (value.kind !== 'descriptor') return
  const number = exactly(other)
  if (number !== null) {
    if ((operator === '==' && number >= 0) || (operator === '<=' && number === 0) || (operator === '<' && number === 1))
      escape(context, state, value)
    return
  }
  const place = operator === '==' ? placeOf(context, otherNode, state) : null
  // What was held before the number was given out again, or nobody knows, is this descriptor by now.
  const isAnother = isAnyNumber(other) || known(state, other) !== undefined
  if (place !== null && !isVarying(place) && isAnother && isSurelyOpen(state, value.resource)) {
    state.write(place, value)
    return
  }
  const isElsewhere = place === null || !isOwnMemory(place) || isVarying(place)
  if (operator === '==' && isElsewhere) escape(context, state, value)
}

/** A descriptor is compared with a macro of a header that is not at hand: what else than "none" could it stand for? */
function marker(context: FunctionContext, node: NodeId, operator: Comparison, value: Value, other: Value): Value {
  if ((operator !== '==' && operator !== '!=') || (other.kind !== 'descriptor' && exactly(other) !== -1)) return value
  return isMacroName(context, node) && (value.kind === 'unknown' || value.kind === 'input') ? integer(-1) : value
}

/**
 * Macros of a header that is not at hand, such as the two results of a function: one name is one value, and who gives
 * two names means two values. undefined when the operator asks for more, or one of the two is something else.
 */
function compareMacros(a: Value, operator: Comparison, b: Value): boolean | undefined {
  const isMacro = (value: Value): value is InputValue =>
    value.kind === 'input' && isGlobal(value.place) && MACRO_NAME.test(value.place.slice(globalPlace('').length))
  if (!isMacro(a) || !isMacro(b)) return undefined
  if (operator === '==') return a.place === b.place
  return operator === '!=' ? a.place !== b.place : undefined
}

/**
 * One descriptor equals itself. Two that are open have two numbers (POSIX, File Descriptor Allocation: the lowest number
 * that is not open); a closed one may have given its number to the other.
 */
function compareDescriptors(state: State, a: Value, operator: Comparison, b: Value): boolean | undefined {
  if (a.kind !== 'descriptor' || b.kind !== 'descriptor' || (operator !== '==' && operator !== '!=')) return undefined
  if (a.resource === b.resource) return operator === '=='
  return isSurelyOpen(state, a.resource) && isSurelyOpen(state, b.resource) ? operator === '!=' : undefined
}

function isAnyNumber(value: Value): boolean {
  return value.kind === 'unknown' || (value.kind === 'integer' && exactly(value) === null)
}

function isSurelyOpen(state: State, id: string): boolean {
  const resource = state.resource(id)
  return resource !== undefined && resource.phase !== 'closed' && !resource.escaped
}

/** What is known of the descriptor that a value is; one from outside is known from its first use. */
function known(state: State, value: Value): Resource | undefined {
  if (value.kind === 'descriptor') return state.resource(value.resource)
  return value.kind === 'input' ? state.resource(incomingId(value.place)) : undefined
}

/** Narrows the variable behind an expression to `op bound`; no state when that cannot be. */
export function narrowed(
  context: FunctionContext,
  node: NodeId,
  outcome: Outcome,
  operator: Comparison,
  bound: number,
): State[] {
  const { state } = outcome
  const value = refine(outcome.value, operator, bound)
  if (value === undefined) return []
  if (compare(outcome.value, operator, integer(bound)) === undefined) {
    const learned = bitTest(context, node, state, operator, bound) ?? plainTest(context, node, outcome, operator, bound)
    if (learned !== null && remembered(state, learned).length === 0) return []
  }
  const place = placeOf(context, node, state)
  // A global that comes from outside may change with every call.
  const mayChange = outcome.value.kind === 'input' && inputSubject(outcome.value) === null
  if (place !== null && !mayChange && value !== outcome.value && state.read(place).kind !== 'descriptor')
    state.narrow(place, value)
  return [state]
}

/** The state with the condition learned, or nothing when the path has already seen the opposite. */
function remembered(state: State, learned: Condition): State[] {
  const before = state.recall(learned)
  if (before !== undefined) return before === learned.holds ? [state] : []
  state.learn(learned)
  return [state]
}

/** Who reads or writes through a pointer takes it for not null. */
export function assumeNotNull(context: FunctionContext, pointer: NodeId, value: Value, state: State): void {
  const subject = subjectOf(context, pointer, value, state)
  if (subject !== null) state.learn(condition(subject, '!=', 0))
  // What a call returned says by itself from now on that it is not null.
  const place = value.kind === 'integer' && value.result !== undefined ? placeOf(context, pointer, state) : null
  const present = place === null ? undefined : refine(value, '!=', 0)
  if (place !== null && present !== undefined && present !== value) state.narrow(place, present)
}
