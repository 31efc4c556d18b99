import { FAMILY_MEMBERS, TRANSPARENT_MEMBERS, networkOrderBits, structureOfMember } from '../model/index.ts'
import { originFamily } from './addresses.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import type { FunctionContext } from './context.ts'
import type { Call } from './effect.ts'
import { evaluate, placeOf, stripped } from './evaluate.ts'
import { container, member, placeName, type Place } from './places.ts'
import { lastMember, memberBits, orderOf } from './byte-order.ts'
import { resultUse } from './result-use.ts'
import type { State } from './state.ts'
import { valueFact, type Evaluated } from './value-facts.ts'
import { UNKNOWN, type Value } from './values.ts'

/** Tells the rules of a call of the model with what the path knows of its arguments, before its effect. */
export function tellCall({ context, call, row, values, state }: Call): void {
  if (context.sink === null) return
  const args = call.argumentNodes.map((node, index) => {
    const role = row.parameters[index] ?? '-'
    return { node, role, value: valueFact(context, state, { node, role, value: values[index] ?? UNKNOWN }) }
  })
  context.sink('called', {
    node: call.node,
    span: context.tree.span(call.node),
    state,
    via: null,
    row,
    arguments: args,
    result: resultUse(context, call.node),
  })
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

/** Tells the rules of an operation on a descriptor, or on a number of which the order or the origin is known. */
export function tellOperation(
  context: FunctionContext,
  state: State,
  operation: { readonly node: NodeId; readonly operator: string; readonly left: Evaluated; readonly right: Evaluated },
): void {
  if (context.sink === null) return
  const { node, operator, left, right } = operation
  if (!isOfInterest(left.value) && !isOfInterest(right.value)) return
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

/** Tells the rules of an element whose index is the result of a call or a received number. */
export function tellIndexed(context: FunctionContext, state: State, node: NodeId, isWritten: boolean): void {
  const { tree, sink } = context
  if (sink === null || !tree.is(node, Kind.subscript_expression)) return
  const index = tree.namedChildren(tree.child(node, Field.indices))[0] ?? tree.child(node, Field.index)
  const argument = tree.child(node, Field.argument)
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

function isOfInterest(value: Value): boolean {
  if (value.kind === 'descriptor') return true
  return orderOf(value) !== null || (value.kind === 'integer' && value.result !== undefined)
}

/** An operand that the program does not write: the 0 that a condition compares with, the 1 of `n++`. */
export function implied(value: Value): Evaluated {
  return { node: NO_NODE, value }
}
