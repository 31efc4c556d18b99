import { POINTER_ROLES, plainMembers, type ParameterRole } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import type { TypeShape } from '../syntax/types.ts'
import { addressContents } from './address-contents.ts'
import type { TargetFact, ValueFact } from './argument-facts.ts'
import { bitsOf, orderOf } from './byte-order.ts'
import type { FunctionContext } from './context.ts'
import { placeOf, stripped } from './place-of.ts'
import { container, heapRoot, member, placeName, pointee, type Place } from './places.ts'
import { incoming, incomingId } from './resources.ts'
import { replacedAnswer } from './static-answers.ts'
import { sizeOf, sizeOfExpression } from './sizes.ts'
import { inputSubject, type State } from './state.ts'
import { NEGATED, UNKNOWN, compare, exactly, integer, refine, type Value } from './values.ts'
import { setFact, waitFacts } from './wait-facts.ts'

/** An expression with its value on the path; `role` when it is an argument. */
export interface Evaluated {
  readonly node: NodeId
  readonly value: Value
  readonly role?: ParameterRole
}

/** What rules are told of a value. */
export function valueFact(context: FunctionContext, state: State, given: Evaluated): ValueFact {
  const { value } = given
  switch (value.kind) {
    case 'text':
      return { kind: 'text', text: value.text }
    case 'host':
      return { kind: 'host', family: value.family, text: value.text }
    case 'descriptor': {
      const resource = state.resource(value.resource)
      return resource === undefined ? { kind: 'unknown' } : { kind: 'descriptor', resource }
    }
    case 'pointer':
      return pointerFact(context, state, given, value.place, value.nullable ?? false)
    default:
      return isPointer(context, given) ? pointerOrNull(context, state, given) : numberFact(context, state, given)
  }
}

function numberFact(context: FunctionContext, state: State, { node, value, role }: Evaluated): ValueFact {
  if (value.kind === 'unknown') return { kind: 'unknown' }
  if (value.kind === 'input' && orderOf(value) === null) {
    const resource = state.resource(incomingId(value.place))
    if (resource !== undefined) return { kind: 'descriptor', resource }
    const isDescriptor = (role === 'descriptor' || role === 'new-descriptor') && node !== NO_NODE
    return isDescriptor ? { kind: 'descriptor', resource: incoming(context, value.place, node) } : { kind: 'unknown' }
  }
  const { low, high } =
    value.kind === 'integer' ? value : value.kind === 'zeroed' ? integer(0) : seenBounds(context, state, node)
  const result = value.kind === 'integer' || value.kind === 'input' ? (value.result ?? null) : null
  return { kind: 'number', low, high, order: orderOf(value), bits: bitsOf(value), result }
}

/** The bounds that the path has compared a variable with which holds a number from elsewhere. */
function seenBounds(
  context: FunctionContext,
  state: State,
  node: NodeId,
): { readonly low: number; readonly high: number } {
  let value: Value = UNKNOWN
  const place = node === NO_NODE ? null : placeOf(context, node, state)
  for (const { subject, operator, bound, holds } of state.seen) {
    if (subject !== place || typeof bound !== 'number') continue
    value = refine(value, holds ? operator : NEGATED[operator], bound) ?? value
  }
  return value.kind === 'integer' ? value : integer(-Infinity, Infinity)
}

function isPointer({ declarations }: FunctionContext, { node, role }: Evaluated): boolean {
  if (role !== undefined && POINTER_ROLES.has(role)) return true
  const type = node === NO_NODE ? undefined : declarations.typeOf(node)
  return type !== undefined && (type.pointers > 0 || type.array)
}

function pointerOrNull(context: FunctionContext, state: State, given: Evaluated): ValueFact {
  const { node, value } = given
  if (exactly(value) === 0) return { kind: 'null' }
  const place = value.kind === 'input' ? value.place : node === NO_NODE ? null : placeOf(context, node, state)
  if (place === null || (value.kind === 'input' && value.order !== null)) return { kind: 'unknown' }
  const subject = inputSubject(value)
  const isTested = subject !== null && state.recall({ subject, operator: '==', bound: 0 }) === false
  const nullable = !isTested && compare(value, '!=', integer(0)) !== true
  return pointerFact(context, state, given, pointee(place), nullable)
}

function pointerFact(
  context: FunctionContext,
  state: State,
  given: Evaluated,
  place: Place,
  nullable: boolean,
): ValueFact {
  const held = state.read(place)
  const value: ValueFact =
    held.kind === 'pointer' ? { kind: 'unknown' } : valueFact(context, state, { node: NO_NODE, value: held })
  const { type, size } = targetType(context, given, place)
  const factOf = (other: Value): ValueFact => valueFact(context, state, { node: NO_NODE, value: other })
  const target: TargetFact = {
    name: targetName(context, given.node, place),
    type: type ?? null,
    size,
    initialised: state.initialised(place),
    value,
    address: addressContents(context, state, place, type, factOf),
    received: state.received(place)?.by ?? null,
    terminated: state.received(place)?.isBare === true ? false : null,
    set: setFact(state, place, type, context.tree, factOf),
    waits: waitFacts(state, place, type, {
      factOf,
      descriptorOf: (held) => waitedFor(context, state, given, held) ?? factOf(held),
    }),
    members: new Map(
      (type === undefined ? [] : plainMembers(type.base)).map((name) => [
        name,
        factOf(state.read(member(place, name))),
      ]),
    ),
    replaced: replacedAnswer(state, place),
  }
  return { kind: 'pointer', nullable, target }
}

/** A descriptor that came in and that nothing was done with yet but to name it where it is waited for. */
function waitedFor(context: FunctionContext, state: State, { node }: Evaluated, value: Value): ValueFact | null {
  if (value.kind !== 'input' || value.order !== null || state.resource(incomingId(value.place)) !== undefined)
    return null
  const resource = { ...incoming(context, value.place, node), name: placeName(withParameters(context, value.place)) }
  return { kind: 'descriptor', resource }
}

/** `fd` for `$0`: arguments by the names that the function gives them. */
function withParameters({ names }: FunctionContext, place: Place): Place {
  return place.replace(/\$(\d+)/g, (own, index) => names.parameters[Number(index)] ?? own)
}

function targetName(context: FunctionContext, node: NodeId, place: Place): string {
  if (heapRoot(place) === null || node === NO_NODE) return placeName(withParameters(context, place))
  // Memory from an allocator has no name but the one that the program uses for it here.
  const target = stripped(context, node)
  const named = addressed(context, target)
  return named === NO_NODE ? `*${context.tree.textOf(target)}` : context.tree.textOf(named)
}

/** The declared type and the size of the memory behind a pointer. */
export function targetType(
  context: FunctionContext,
  { node, value }: Evaluated,
  place: Place,
): { readonly type: TypeShape | undefined; readonly size: number | null } {
  const { tree, declarations, names } = context
  const allocated =
    value.kind === 'integer' ? (value.result?.capacity ?? null) : value.kind === 'pointer' ? (value.size ?? null) : null
  const target = node === NO_NODE ? NO_NODE : stripped(context, node)
  const named = addressed(context, target)
  if (named !== NO_NODE) return { type: declarations.typeOf(named), size: exactSize(sizeOfExpression(context, named)) }
  const type = target === NO_NODE ? undefined : declarations.typeOf(target)
  if (type?.array === true) return { type, size: exactSize(sizeOfExpression(context, target)) }
  const declared = container(place) === null ? names.declarationOf(place) : NO_NODE
  if (declared !== NO_NODE && value.kind === 'pointer') {
    const own = declarations.typeOf(declared)
    return { type: own, size: own === undefined ? null : exactSize(sizeOf(context, own, declared)) }
  }
  if (tree.is(target, Kind.string_literal)) return { type: undefined, size: null }
  const isPlain = type !== undefined && type.pointers > 0
  return { type: isPlain ? { ...type, pointers: type.pointers - 1 } : undefined, size: allocated }
}

/** `x` of `&x` and of `(LPSOCKADDR)&x`, which reads as a binary `&`; else NO_NODE. */
function addressed({ tree, declarations }: FunctionContext, node: NodeId): NodeId {
  if (tree.is(node, Kind.pointer_expression) && tree.is(tree.child(node, Field.operator), Kind['&']))
    return tree.child(node, Field.argument)
  const cast = node === NO_NODE ? undefined : declarations.castLookalike(node)
  return cast?.operator === '&' ? cast.operand : NO_NODE
}

function exactSize(size: { readonly low: number; readonly high: number } | undefined): number | null {
  return size !== undefined && size.low === size.high ? size.low : null
}
