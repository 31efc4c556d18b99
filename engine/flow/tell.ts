import type { ArgumentFact, ResultUse } from './argument-facts.ts'
import { FAMILY_MEMBERS, TRANSPARENT_MEMBERS, networkOrderBits, structureOfMember } from '../model/index.ts'
import { originFamily } from './addresses.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import type { FunctionContext } from './context.ts'
import type { Call } from './effect.ts'
import { evaluate } from './evaluate.ts'
import { placeOf, stripped } from './place-of.ts'
import { container, member, placeName, type Place } from './places.ts'
import { lastMember, memberBits, orderOf } from './byte-order.ts'
import { resultUse } from './result-use.ts'
import type { State } from './state.ts'
import { valueFact, type Evaluated } from './value-facts.ts'
import { UNKNOWN, compare, exactly, integer, type Value } from './values.ts'

/** Tells the rules of a call of the model with what the path knows of its arguments, before its effect. */
export function tellCall({ context, call, row, values, state }: Call): void {
  if (context.sink === null) return
  // Facts cost more than the call itself, and most rules ask for none: they see by the row that it is not their call.
  let facts: readonly ArgumentFact[] | null = null
  const factsNow = (): readonly ArgumentFact[] =>
    call.argumentNodes.map((node, index) => {
      const role = row.parameters[index] ?? '-'
      const value = valueFact(context, state, { node, role, value: values[index] ?? UNKNOWN })
      return { node, role, value, sum: role === 'count' ? sumOf(context, state, node) : null }
    })
  let use: ResultUse | null = null
  context.sink('called', {
    node: call.node,
    span: context.tree.span(call.node),
    state,
    via: null,
    row,
    get arguments() {
      return (facts ??= factsNow())
    },
    get result() {
      return (use ??= resultUse(context, call.node))
    },
  })
}

/** `fd + 1`, in parentheses or not. What the left side does is done where the sum is evaluated; here its value counts. */
function sumOf(context: FunctionContext, state: State, node: NodeId): ArgumentFact['sum'] {
  const { tree } = context
  const sum = node === NO_NODE ? NO_NODE : stripped(context, node)
  if (!tree.is(sum, Kind.binary_expression) || tree.textOf(tree.child(sum, Field.operator)) !== '+') return null
  const [left, right] = [tree.child(sum, Field.left), tree.child(sum, Field.right)]
  const added = /^\d+$/.test(tree.textOf(right)) ? Number(tree.textOf(right)) : null
  if (added === null || !tree.is(left, Kind.identifier)) return null
  const { sink } = context
  context.sink = null
  const value = evaluate(context, left, state.copy())[0]?.value ?? UNKNOWN
  context.sink = sink
  return { of: valueFact(context, state, { node: left, value }), node: left, added }
}

/** Tells the rules of an assignment to a member that holds a number in network order. */
export function tellAssigned(context: FunctionContext, state: State, left: NodeId, given: Evaluated): void {
  if (context.sink === null) return
  const target = stripped(context, left)
  const bits = memberBits(context, target)
  if (bits !== undefined) tellStored(context, state, { target: context.tree.textOf(target), bits, given })
}

/** The same of a member in an initialiser. */
export function tellInitialised(context: FunctionContext, state: State, place: Place, given: Evaluated): void {
  if (context.sink === null) return
  const bits = networkOrderBits(lastMember(place))
  if (bits !== undefined) tellStored(context, state, { target: placeName(place), bits, given })
}

interface Stored {
  readonly target: string
  readonly bits: 16 | 32
  readonly given: Evaluated
}

function tellStored(context: FunctionContext, state: State, { target, bits, given }: Stored): void {
  const span = context.tree.span(given.node)
  const value = valueFact(context, state, given)
  context.sink?.('stored', { node: given.node, span, state, via: null, target, bits, value })
}

/** Tells the rules of an operation on a descriptor, on received bytes, or on a number of known order or origin. */
export function tellOperation(
  context: FunctionContext,
  state: State,
  operation: { readonly node: NodeId; readonly operator: string; readonly left: Evaluated; readonly right: Evaluated },
): void {
  if (context.sink === null) return
  const { node, operator, left, right } = operation
  if (!isOfInterest(state, left.value) && !isOfInterest(state, right.value)) return
  context.sink('operated', {
    node,
    span: context.tree.span(node),
    state,
    via: null,
    operator,
    left: valueFact(context, state, left),
    right: valueFact(context, state, right),
  })
}

/** The array and the index of `a[n]` and `*(a + n)`; undefined for anything else. */
function elementOf(context: FunctionContext, node: NodeId): { argument: NodeId; index: NodeId } | undefined {
  const { tree } = context
  if (tree.is(node, Kind.subscript_expression)) {
    const index = tree.namedChildren(tree.child(node, Field.indices))[0] ?? tree.child(node, Field.index)
    return { argument: tree.child(node, Field.argument), index }
  }
  if (!tree.is(node, Kind.pointer_expression) || tree.textOf(tree.child(node, Field.operator)) !== '*') return undefined
  const sum = stripped(context, tree.child(node, Field.argument))
  if (!tree.is(sum, Kind.binary_expression) || tree.textOf(tree.child(sum, Field.operator)) !== '+') return undefined
  return { argument: tree.child(sum, Field.left), index: tree.child(sum, Field.right) }
}

/** Tells the rules of an element whose index is the result of a call or a received number. */
export function tellIndexed(context: FunctionContext, state: State, node: NodeId, isWritten: boolean): void {
  const { tree, sink } = context
  const element = sink === null ? undefined : elementOf(context, node)
  if (sink === null || element === undefined) return
  const { argument, index } = element
  // What the index does is done where it is evaluated; here only its value counts.
  context.sink = null
  const value = evaluate(context, index, state.copy())[0]?.value ?? UNKNOWN
  const base = evaluate(context, argument, state.copy())[0]?.value ?? UNKNOWN
  context.sink = sink
  if (value.kind !== 'integer' || value.result === undefined) return
  const array = valueFact(context, state, { node: argument, value: base })
  sink('indexed', {
    node,
    span: tree.span(node),
    state,
    via: null,
    index: valueFact(context, state, { node: index, value }),
    array: array.kind === 'pointer' ? array.target : null,
    isWritten,
  })
}

/** Tells the rules that the path goes through a pointer that a call returned and that nothing has shown not to be null. */
export function tellDereferenced(context: FunctionContext, state: State, node: NodeId, value: Value): void {
  if (context.sink === null || state.doubtful || value.kind !== 'integer' || value.result?.part !== 'returned') return
  if (compare(value, '!=', integer(0)) === true) return
  const { tree } = context
  const event = { node, span: tree.span(node), state, via: null, name: tree.textOf(node), call: value.result }
  context.sink('dereferenced', { ...event, isNull: exactly(value) === 0 })
}

/** Tells the rules that the port or the host of an address is read. */
export function tellViewed(context: FunctionContext, state: State, node: NodeId): void {
  const { tree, sink, fileNames } = context
  if (sink === null || !tree.is(node, Kind.field_expression)) return
  let expression = node
  while (TRANSPARENT_MEMBERS.has(fieldName(context, expression))) expression = tree.child(expression, Field.argument)
  const name = fieldName(context, expression)
  const structure = structureOfMember(name)
  const place = structure === null ? null : placeOf(context, expression, state)
  const address = place === null ? null : container(place)
  if (structure === null || address === null) return
  sink('viewed', {
    node,
    span: tree.span(node),
    state,
    via: null,
    member: name,
    structure,
    origin: originFamily(state, address, fileNames.platform),
    isFamilyKnown: FAMILY_MEMBERS.some((family) => state.has(member(address, family))),
  })
}

function fieldName({ tree }: FunctionContext, node: NodeId): string {
  return tree.is(node, Kind.field_expression) ? tree.textOf(tree.child(node, Field.field)) : ''
}

function isOfInterest(state: State, value: Value): boolean {
  if (value.kind === 'descriptor') return true
  if (value.kind === 'pointer') return state.received(value.place) !== undefined
  return orderOf(value) !== null || (value.kind === 'integer' && value.result !== undefined)
}

/** An operand that the program does not write: the 0 that a condition compares with, the 1 of `n++`. */
export function implied(value: Value): Evaluated {
  return { node: NO_NODE, value }
}
