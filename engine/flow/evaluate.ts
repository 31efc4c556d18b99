import { LOOKUP_MEMBERS, addressConstant } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { isInList } from './address-lists.ts'
import { asRead } from './byte-order.ts'
import { callOutcomes, unknownCall } from './calls.ts'
import { carriedValue, carrierOf } from './carried.ts'
import { assume, isComparison, truth } from './conditions.ts'
import { arithmetic, numberLiteral, stringLiteral } from './constants.ts'
import type { FunctionContext } from './context.ts'
import { borrowed, initialiseAll } from './declare.ts'
import { receiver } from './effect.ts'
import { giveAway } from './heap.ts'
import { negatedCast } from './negated-casts.ts'
import { bounded, boundedRows, byValue, nested, type Outcome, type Row } from './outcomes.ts'
import type { Place } from './places.ts'
import { escape, escapeAt } from './resources.ts'
import { sizeofValue } from './sizes.ts'
import type { State } from './state.ts'
import { blockValue } from './statement-expression.ts'
import { implied, tellDereferenced, tellIndexed, tellOperation, tellViewed } from './tell.ts'
import { mayAssign } from './unset.ts'
import { UNKNOWN, exactly, integer, type CallResult, type Value } from './values.ts'
import { stripped, castOperand, placeOf, pointedPlace } from './place-of.ts'
import { assignment, store } from './assignment.ts'

function one(state: State, value: Value): Outcome[] {
  return [{ state, value }]
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
