/** Descriptors that messages carry from process to process: what is sent is a copy, what is received is new. */
import { CARRIES_DESCRIPTORS } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { argumentNode, resolveCall } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { pointedPlace, stripped } from './place-of.ts'
import { member } from './places.ts'
import { recycle } from './resources.ts'
import { makeResource, type State } from './state.ts'
import { UNKNOWN, exactly, type Value } from './values.ts'

/** The header of the message whose contents an expression names or points to; NO_NODE for any other expression. */
export function carrierOf(context: FunctionContext, node: NodeId): NodeId {
  const { tree } = context
  let target = stripped(context, node)
  while (tree.is(target, Kind.pointer_expression) || tree.is(target, Kind.subscript_expression))
    target = stripped(context, tree.child(target, Field.argument))
  if (!tree.is(target, Kind.call_expression)) return NO_NODE
  const call = resolveCall(context, target)
  if (call?.callee.kind !== 'api' || call.callee.row.effect !== 'carried') return NO_NODE
  return argumentNode(call, call.callee.row, 'source')
}

/**
 * What is read out of a message: a new descriptor when the path has made sure of the message's kind, for numbers of
 * other kinds arrive the same way. `name`: what it is called in messages.
 */
export function carriedValue(
  context: FunctionContext,
  node: NodeId,
  name: string,
  header: NodeId,
  state: State,
): Value {
  const place = pointedPlace(context, header, state)
  const isSure =
    place !== null &&
    CARRIES_DESCRIPTORS.every(({ name, constant }) => {
      const wanted = context.fileNames.constant(constant)
      const known = exactly(state.read(member(place, name)))
      return wanted !== undefined && known !== null && known === exactly(wanted)
    })
  if (!isSure) return UNKNOWN
  const id = `fd${context.nameOf(node)}`
  recycle(state, id)
  const span = context.tree.span(node)
  const message = { en: `'${name}' is received here`, ja: `ここで '${name}' を受信する` }
  // What it is a descriptor of, only the sender knows.
  state.setResource(makeResource(id, name, { span }, { phase: 'unknown', trail: [{ span, message }] }))
  return { kind: 'descriptor', resource: id }
}
