import { LOOKUP_MEMBERS, TRANSPARENT_MEMBERS, addressConstant } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { isInList, noteListLoss } from './address-lists.ts'
import { asRead } from './byte-order.ts'
import { callOutcomes, unknownCall } from './calls.ts'
import { carriedValue, carrierOf } from './carried.ts'
import { assume, assumeNotNull, isComparison, truth } from './conditions.ts'
import { arithmetic, numberLiteral, stringLiteral } from './constants.ts'
import type { FunctionContext } from './context.ts'
import { borrowed, initialise, initialiseAll } from './declare.ts'
import { receiver } from './effect.ts'
import { noteStored } from './handed-over.ts'
import { isSharedHeap, keepingPrivacy, giveAway, noteUnreachable } from './heap.ts'
import { negatedCast } from './negated-casts.ts'
import { bounded, boundedRows, byValue, nested, type Outcome, type Row } from './outcomes.ts'
import {
  element,
  isArgumentMemory,
  isOutside,
  isOwnMemory,
  isVarying,
  member,
  pointee,
  varyingElement,
  type Place,
} from './places.ts'
import { escape, escapeAt, noteLosses, tellLoss } from './resources.ts'
import { sizeofValue } from './sizes.ts'
import type { State } from './state.ts'
import { blockValue } from './statement-expression.ts'
import { discardedFrom, indexVariable, putIntoTable } from './tables.ts'
import { implied, tellAssigned, tellDereferenced, tellIndexed, tellOperation, tellViewed } from './tell.ts'
import { mayAssign } from './unset.ts'
import { UNKNOWN, exactly, integer, type CallResult, type Value } from './values.ts'

function one(state: State, value: Value): Outcome[] {
  return [{ state, value }]
}

/** Removes parentheses and casts, which change neither place nor value here. */
export function stripped(context: FunctionContext, node: NodeId): NodeId {
  const { tree } = context
  let current = node
  for (;;) {
    if (tree.is(current, Kind.parenthesized_expression)) {
      const inner = tree.namedChildren(current)[0] ?? NO_NODE
      if (tree.is(inner, Kind.compound_statement)) return current
      current = inner
    } else if (tree.is(current, Kind.cast_expression)) current = tree.child(current, Field.value)
    else {
      const operand = castOperand(context, current)
      if (operand === NO_NODE) return current
      current = operand
    }
  }
}

/** The operand of `static_cast<T>(x)`, `int(x)`, `(T)(x)` and their like, which the grammar sees as calls; NO_NODE for anything else. */
export function castOperand(context: FunctionContext, node: NodeId): NodeId {
  const { tree } = context
  if (!tree.is(node, Kind.call_expression)) return NO_NODE
  const cast = context.fileNames.castLookalike(node)
  if (cast !== undefined) return cast.operand
  const called = tree.child(node, Field.function)
  const isType = tree.is(called, Kind.primitive_type)
  if (
    !isType &&
    (!tree.is(called, Kind.template_function) || !/^(static|reinterpret|const)_cast\b/.test(tree.textOf(called)))
  )
    return NO_NODE
  return tree.namedChildren(tree.child(node, Field.arguments))[0] ?? NO_NODE
}

/** Evaluates an expression: all states it can leave, each with its value. The given state is consumed. */
export function evaluate(context: FunctionContext, node: NodeId, state: State): Outcome[] {
  return nested(context, () => evaluateNode(context, node, state)) ?? one(state, UNKNOWN)
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
    case Kind.qualified_identifier:
      return one(state, enumeratorValue(context, node))
    case Kind.parenthesized_expression: {
      const inner = tree.namedChildren(node)[0] ?? NO_NODE
      return tree.is(inner, Kind.compound_statement)
        ? blockValue(context, inner, state)
        : evaluate(context, inner, state)
    }
    case Kind.cast_expression:
      return evaluate(context, tree.child(node, Field.value), state)
    case Kind.assignment_expression:
      return assignment(context, node, state)
    case Kind.comma_expression:
      return evaluate(context, tree.child(node, Field.left), state).flatMap((o) =>
        evaluate(context, tree.child(node, Field.right), o.state),
      )
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
        tellViewed(context, state, argument)
        const place = placeOf(context, argument, state)
        mayAssign(state, place)
        return one(state, place === null ? UNKNOWN : { kind: 'pointer', place })
      }
      return readPlace(context, node, state)
    }
    case Kind.field_expression:
    case Kind.subscript_expression:
      return readPlace(context, node, state)
    case Kind.conditional_expression: {
      const condition = tree.child(node, Field.condition)
      const yes = assume(context, condition, state.copy(), true).flatMap((s) =>
        evaluate(context, tree.child(node, Field.consequence), s),
      )
      const no = assume(context, condition, state, false).flatMap((s) =>
        evaluate(context, tree.child(node, Field.alternative), s),
      )
      return bounded(context, [...yes, ...no], byValue)
    }
    case Kind.update_expression: {
      const place = placeOf(context, tree.child(node, Field.argument), state)
      if (place === null) return one(state, UNKNOWN)
      const before = state.read(place)
      giveAway(context, state, [before])
      const isLess = tree.textOf(node).includes('--')
      const left = { node: tree.child(node, Field.argument), value: before }
      tellOperation(context, state, { node, operator: isLess ? '-' : '+', left, right: implied(integer(1)) })
      const after = shift(before, integer(isLess ? -1 : 1))
      state.write(place, after)
      if (after.kind !== 'integer') return one(state, UNKNOWN)
      // `--n` is what it leaves behind, `n--` what it found.
      return one(state, tree.children(node)[0] === tree.child(node, Field.operator) ? after : before)
    }
    case Kind.new_expression: {
      const given = tree.namedChildren(tree.child(node, Field.arguments))
      const borrows = borrowed(context, tree.child(node, Field.type), given.length)
      return evaluateAll(context, given, state).map((row) => ({
        state: unknownCall(
          context,
          row.state,
          row.values.map((each, index) => (borrows(index) ? UNKNOWN : each)),
        ),
        value: UNKNOWN,
      }))
    }
    case Kind.field_initializer: {
      const [name, list] = tree.namedChildren(node)
      const given = list === undefined ? [] : tree.namedChildren(list)
      const member = name === undefined ? '' : tree.textOf(name)
      const place = context.names.memberOfThis(member)
      const isNumber = given.length === 1 && context.fileNames.isNumberMember(member, context.name)
      return evaluateAll(context, given, state).map((row) => {
        if (isNumber) store(context, place, row.values[0] ?? UNKNOWN, row.state, node, null)
        else {
          // A member of another class, or a base, runs a constructor that nobody here has read.
          unknownCall(context, row.state, row.values)
          row.state.blur(place)
        }
        return { state: row.state, value: UNKNOWN }
      })
    }
    case Kind.compound_literal_expression: {
      const place: Place = `literal${node}`
      const type = tree.textOf(tree.child(node, Field.type))
      return initialiseAll(context, place, tree.child(node, Field.value), state, type).map((row) => {
        // `Guard{fd}` is a constructor's call in C++.
        if (tree.language === 'cpp') for (const given of row.values) escape(context, row.state, given)
        return { state: row.state, value: row.state.read(place) }
      })
    }
    case Kind.lambda_expression:
      for (let n = node; n < tree.subtreeEnd(node); n++) {
        if (!tree.is(n, Kind.identifier)) continue
        const place = context.names.placeOf(n)
        state.touch(place)
        escape(context, state, state.read(place))
        // Members and elements are captured with the whole.
        escapeAt(state, place)
      }
      return one(state, UNKNOWN)
    case Kind.sizeof_expression: {
      const size = sizeofValue(context, node)
      return one(state, size === undefined ? integer(1, Infinity) : integer(size.low, size.high))
    }
    case Kind.alignof_expression:
    case Kind.offsetof_expression:
      return one(state, integer(1, Infinity))
    case Kind.char_literal:
    case Kind.concatenated_string:
      return one(state, UNKNOWN)
    default: {
      let outcomes = one(state, UNKNOWN)
      for (const child of tree.namedChildren(node)) {
        if (
          /_expression$|^identifier$|statement$/.test(tree.kindName(child)) &&
          !/statement$/.test(tree.kindName(child))
        ) {
          outcomes = bounded(
            context,
            outcomes.flatMap((o) => evaluate(context, child, o.state)),
            byValue,
          )
          // What becomes of the value nobody here knows: `return {fd, 3}` hands it to a constructor.
          const isGiven = tree.is(node, Kind.initializer_list)
          for (const o of outcomes) {
            if (isGiven) escape(context, o.state, o.value)
            else giveAway(context, o.state, [o.value])
          }
        }
      }
      return outcomes.map((o) => ({ state: o.state, value: UNKNOWN }))
    }
  }
}

/** Evaluates expressions left to right: all end states, each with the values. */
export function evaluateAll(context: FunctionContext, nodes: readonly NodeId[], state: State): Row[] {
  let rows: Row[] = [{ state, values: [] }]
  for (const node of nodes) {
    rows = rows.flatMap((row) =>
      evaluate(context, node, row.state).map((o) => ({ state: o.state, values: [...row.values, o.value] })),
    )
    rows = boundedRows(context, rows)
  }
  return rows
}

function shift(value: Value, by: Value): Value {
  return value.kind === 'integer' && value.low === value.high ? arithmetic('+', value, by) : UNKNOWN
}

/** `Enum::NAME`, with whatever stands before it. */
function enumeratorValue({ tree, fileNames }: FunctionContext, node: NodeId): Value {
  const parts = tree.textOf(node).replace(/\s+/g, '').split('::')
  return fileNames.constant(parts.slice(-2).join('::')) ?? UNKNOWN
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
  if (context.names.isArray(place)) return { kind: 'pointer', place }
  return asRead(context, node, state.read(place), receivedWhole(state, place))
}

/** The call that filled a place, of which nothing was written since. */
function receivedWhole(state: State, place: Place): CallResult | undefined {
  const mark = state.received(place)
  return mark?.isWhole === true ? mark.by : undefined
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
      // A member of the object itself is what its bare name means.
      if (arrow && tree.is(argument, Kind.this)) return context.names.memberOfThis(name)
      const base = arrow ? pointedPlace(context, argument, state) : placeOf(context, argument, state)
      if (base === null) return null
      return TRANSPARENT_MEMBERS.has(name) ? base : member(base, name)
    }
    case Kind.subscript_expression: {
      const base = placeOf(context, tree.child(target, Field.argument), state)
      if (base === null) return null
      const value = state.read(base)
      const isGiven = value.kind === 'input' && !value.place.includes('::')
      const array = value.kind === 'pointer' ? value.place : isGiven ? pointee(value.place) : base
      const index =
        tree.child(target, Field.index) === NO_NODE
          ? tree.namedChildren(tree.child(target, Field.indices))[0]
          : tree.child(target, Field.index)
      const constant = index === undefined ? null : constantIndex(context, index)
      if (constant !== null) return element(array, constant)
      // It may be any element: whatever is done to it may be done to each of those that are known.
      escapeAt(state, array)
      const variable = indexVariable(context, index)
      if (variable === null) return null
      state.noteVarying()
      return varyingElement(array, variable)
    }
    case Kind.pointer_expression:
      if (tree.textOf(tree.child(target, Field.operator)) === '&') return null
      return pointedPlace(context, tree.child(target, Field.argument), state)
    case Kind.assignment_expression:
      return placeOf(context, tree.child(target, Field.left), state)
    case Kind.compound_literal_expression: {
      const place = `literal${target}`
      // What an evaluation left there stays: the descriptors in it exist, those of another look at it would not.
      if (state.partsOf(place).some(([, part]) => part.kind === 'descriptor')) return place
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
export function pointedPlace(context: FunctionContext, node: NodeId, state: State): Place | null {
  const { tree } = context
  const target = stripped(context, node)
  if (tree.is(target, Kind.pointer_expression) && tree.textOf(tree.child(target, Field.operator)) === '&') {
    return placeOf(context, tree.child(target, Field.argument), state)
  }
  const place = placeOf(context, target, state)
  if (place === null) return null
  const value = state.read(place)
  tellDereferenced(context, state, target, value)
  assumeNotNull(context, target, value, state)
  if (value.kind === 'pointer') return value.place
  if (value.kind === 'input') return pointee(value.place)
  return pointee(place)
}

function readPlace(context: FunctionContext, node: NodeId, state: State): Outcome[] {
  const { tree } = context
  const argument = stripped(context, tree.child(node, Field.argument))
  tellIndexed(context, state, node, false)
  tellViewed(context, state, node)
  // `f(x)->member`, `a[i = 3]`: what the parts do is done before the whole is read.
  if (tree.is(argument, Kind.call_expression)) {
    const carrier = carrierOf(context, argument)
    return evaluate(context, argument, state).map((o) => {
      tellDereferenced(context, o.state, argument, o.value)
      return {
        state: o.state,
        value: asRead(
          context,
          node,
          carrier === NO_NODE ? UNKNOWN : carriedValue(context, node, receiver(context, node), carrier, o.state),
        ),
      }
    })
  }
  const place = placeOf(context, node, state)
  if (place === null) return one(state, asRead(context, node, UNKNOWN))
  if (isInList(place) && place.endsWith(`.${LOOKUP_MEMBERS.next}`)) {
    const list = place.slice(0, -LOOKUP_MEMBERS.next.length - 1)
    return one(state, { kind: 'pointer', place: list, nullable: true })
  }
  // An array that is a member turns into a pointer to itself, as a variable does.
  if (tree.is(node, Kind.field_expression) && context.declarations.typeOf(node)?.array === true)
    return one(state, { kind: 'pointer', place })
  return one(state, asRead(context, node, state.read(place), receivedWhole(state, place)))
}

function assignment(context: FunctionContext, node: NodeId, state: State): Outcome[] {
  const { tree } = context
  const left = tree.child(node, Field.left)
  const right = tree.child(node, Field.right)
  const operator = tree.textOf(tree.child(node, Field.operator))
  return evaluate(context, right, state).map((outcome) => {
    const place = placeOf(context, left, outcome.state)
    touchUnnamed(context, left, place, outcome.state)
    if (operator !== '=') {
      const before = place === null ? UNKNOWN : outcome.state.read(place)
      giveAway(context, outcome.state, [outcome.value, before])
      const operands = { left: { node: left, value: before }, right: { node: right, value: outcome.value } }
      tellOperation(context, outcome.state, { node, operator, ...operands })
      if (place !== null) outcome.state.write(place, arithmetic(operator.slice(0, -1), before, outcome.value))
      return { state: outcome.state, value: UNKNOWN }
    }
    tellIndexed(context, outcome.state, stripped(context, left), true)
    tellAssigned(context, outcome.state, left, { node: right, value: outcome.value })
    if (place === null && carrierOf(context, left) !== NO_NODE) return outcome
    if (place !== null) noteStored(context, outcome.state, node, place, outcome.value)
    store(context, place, outcome.value, outcome.state, node, placeOf(context, right, outcome.state))
    return outcome
  })
}

/** A write to memory that the analysis cannot name may be one to any variable, except an element of a known array. */
function touchUnnamed(context: FunctionContext, target: NodeId, place: Place | null, state: State): void {
  if (place !== null && (isOwnMemory(place) || isOutside(place))) return
  const { tree } = context
  const array = tree.is(target, Kind.subscript_expression)
    ? placeOf(context, tree.child(target, Field.argument), state)
    : null
  if (array !== null && context.names.isArray(array)) state.alter(array)
  else state.alterAll()
}

/** Writes a value to a place, copying the parts of a structure, and tells what was lost by it. */
export function store(
  context: FunctionContext,
  place: Place | null,
  value: Value,
  state: State,
  node: NodeId,
  from: Place | null,
): void {
  if (place === null) {
    // Into memory the analysis cannot name: whoever can reach it may use and close the descriptor.
    escape(context, state, value)
    if (from !== null) escapeAt(state, from)
    return
  }
  const before = state.read(place)
  const replaced = [before, ...state.partsOf(place).map(([, part]) => part)]
  const discarded = discardedFrom(context, state, place, value)
  const isCopied =
    from !== null && from !== place && (state.partsOf(from).length > 0 || state.setAt(from) !== undefined)
  keepingPrivacy(state, place, () => {
    if (isCopied) state.copyPlace(from, place)
    else state.write(place, value)
  })
  // Memory of the caller is its to look after; anything else that is not a variable here may be seen by anybody.
  if (isVarying(place)) {
    putIntoTable(context, state, place, value)
    escapeAt(state, place)
  } else if (isSharedHeap(state, place) || (!isOwnMemory(place) && !isArgumentMemory(place))) {
    escape(context, state, value)
    if (isCopied) escapeAt(state, place)
  } else if (isArgumentMemory(place)) giveAway(context, state, [value])
  noteUnreachable(context, state, node, 'overwritten', replaced)
  if (discarded !== undefined) tellLoss(context, state, node, 'overwritten', discarded)
  if (before.kind === 'descriptor') noteLosses(context, state, node, 'overwritten', [before.resource])
  noteListLoss(context, state, node, 'overwritten', place, before)
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
  const cast = context.fileNames.castLookalike(node)
  if (cast?.operator === '&') {
    const place = placeOf(context, cast.operand, state)
    return one(state, place === null ? UNKNOWN : { kind: 'pointer', place })
  }
  if (cast?.operator === '*') {
    const place = pointedPlace(context, cast.operand, state)
    return one(state, place === null ? UNKNOWN : state.read(place))
  }
  const negated = negatedCast(context, node)
  if (negated !== NO_NODE)
    return evaluate(context, negated, state).map((o) => ({
      state: o.state,
      value: arithmetic('-', integer(0), o.value),
    }))
  return evaluateAll(context, [tree.child(node, Field.left), tree.child(node, Field.right)], state).map(
    ({ state: after, values }) => {
      const left = { node: tree.child(node, Field.left), value: values[0] ?? UNKNOWN }
      const right = { node: tree.child(node, Field.right), value: values[1] ?? UNKNOWN }
      giveAway(context, after, values)
      tellOperation(context, after, { node, operator, left, right })
      return { state: after, value: arithmetic(operator, left.value, right.value) }
    },
  )
}
