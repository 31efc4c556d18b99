/** One process becomes two. */
import type { NodeId } from '../syntax/tree.ts'
import type { FunctionContext } from './context.ts'
import { withFailure, type Call } from './effect.ts'
import type { Outcome } from './outcomes.ts'
import type { State } from './state.ts'
import { integer } from './values.ts'

export function fork(call: Call): Outcome[] {
  const { context, state } = call
  const { node } = call.call
  const child = state.copy()
  const parent = state.copy()
  enterRole(context, child, 'child', node)
  enterRole(context, parent, 'parent', node)
  const outcomes: Outcome[] = [
    { state: child, value: integer(0) },
    { state: parent, value: integer(1, Infinity) },
  ]
  return withFailure(call, state, outcomes)
}

/** From `node` on the path runs in the child, or in the parent; the child has copies of all that was open. */
export function enterRole(context: FunctionContext, state: State, role: 'parent' | 'child', node: NodeId): void {
  state.role = role
  const span = context.tree.span(node)
  const message = { en: 'from here on the child process has a copy of it', ja: 'ここから先は子プロセスも複製を持つ' }
  for (const resource of [...state.resources]) {
    if (resource.phase === 'closed') continue
    if (role === 'child') state.updateResource(resource.id, { inherited: { span } })
    else state.updateResource(resource.id, { sharedWithChild: { span } }, { span, message })
  }
}
