/** Binding a socket to an address. */
import type { NodeId } from '../syntax/tree.ts'
import { addressFact, readAddress } from './addresses.ts'
import { argument, argumentNode } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { eitherOf, failureOf, subject, successOf, withFailure, type Call } from './effect.ts'
import { placeOf } from './place-of.ts'
import { isInRetryLoop } from './loops.ts'
import type { Outcome } from './outcomes.ts'
import { pointee } from './places.ts'
import type { AddressValue, State } from './state.ts'
import { UNKNOWN, type Value } from './values.ts'

export function bind(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const { node } = call.call
  const id = subject(call)
  const resource = id === null ? undefined : state.resource(id)
  if (id === null || resource === undefined) return [{ state, value: eitherOf(call) }]
  if (resource.phase === 'closed') return [{ state, value: failureOf(call) }]
  const before = state.copy()
  before.updateResource(id, { failedAt: { span: context.tree.span(node) } })
  const address = passedAddress(call, argument(row, values, 'address'))
  performBind(context, state, id, address, node, null, true)
  return withFailure(call, before, [{ state, value: successOf(call) }])
}

/** The address structure that a call is given. */
function passedAddress(call: Call, value: Value): AddressValue {
  const { context, state, row } = call
  if (value.kind === 'pointer') return readAddress(state, value.place, context.fileNames.platform)
  // A structure cast to a pointer (`(SOCKADDR *)addr`, its `&` forgotten) does not compile, but what was meant is plain.
  const place = placeOf(context, argumentNode(call.call, row, 'address'), state)
  if (place !== null && state.partsOf(place).length > 0) return readAddress(state, place, context.fileNames.platform)
  if (value.kind === 'input') return { kind: 'at', place: pointee(value.place) }
  return { kind: 'parts', family: null, host: UNKNOWN, port: UNKNOWN }
}

/** Records a successful bind and tells the rules. `via` names the callee that did it. */
export function performBind(
  context: FunctionContext,
  state: State,
  id: string,
  value: AddressValue,
  node: NodeId,
  via: string | null,
  instantiatedHere: boolean,
): void {
  const resource = state.resource(id)
  if (resource === undefined) return
  const span = context.tree.span(node)
  const address = addressFact(value)
  const retried = isInRetryLoop(context, node)
  state.updateResource(
    id,
    {
      phase: 'bound',
      failedAt: null,
      bound: {
        span,
        address,
        value,
        options: resource.options,
        instantiatedHere,
        retried,
        toldInCallee: new Set(),
        certain: true,
      },
    },
    { span, message: { en: `'${resource.name}' is bound here`, ja: `ここで '${resource.name}' を bind する` } },
  )
  const after = state.resource(id)
  if (after !== undefined) context.sink?.('bound', { node, span, state, via, resource: after, address })
}
