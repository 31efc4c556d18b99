/** Closing a descriptor. */
import type { NodeId } from '../syntax/tree.ts'
import type { FunctionContext } from './context.ts'
import { eitherOf, subject, successOf, withFailure, type Call } from './effect.ts'
import type { Outcome } from './outcomes.ts'
import type { State } from './state.ts'

export function close(call: Call): Outcome[] {
  const id = subject(call)
  const { context, state } = call
  if (id === null) return [{ state, value: eitherOf(call) }]
  performClose(context, state, id, call.call.node, null)
  // An object that was closed says so itself when it is used again.
  if (call.row.object === true) state.updateResource(id, { closeDoubt: 'guarded' })
  const failed = state.copy()
  if (call.row.object !== true) failed.updateResource(id, { closeDoubt: 'failed' })
  return withFailure(call, failed, [{ state, value: successOf(call) }])
}

/** Closes a descriptor in this process and tells the rules. */
export function performClose(
  context: FunctionContext,
  state: State,
  id: string,
  node: NodeId,
  via: string | null,
): void {
  const resource = state.resource(id)
  if (resource === undefined) return
  const span = context.tree.span(node)
  if (
    resource.origin === 'accepted' &&
    resource.listener !== null &&
    !resource.drained &&
    state.resource(resource.listener) !== undefined
  ) {
    state.updateResource(resource.listener, { undrained: true })
  }
  const wasOpen = resource.phase !== 'closed'
  state.updateResource(
    id,
    { phase: 'closed', closedAt: { span } },
    { span, message: { en: `'${resource.name}' is closed here`, ja: `ここで '${resource.name}' をクローズする` } },
  )
  const after = state.resource(id)
  if (after === undefined) return
  const event = { node, span, state, via, resource: after }
  context.sink?.('closed', event)
  if (wasOpen) context.sink?.('ended', { ...event, endsProcess: false })
}
