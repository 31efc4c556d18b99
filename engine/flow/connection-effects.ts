import { argument } from './calls.ts'
import { SUCCEEDED, step, subject, withFailure, type Call } from './effect.ts'
import type { Outcome } from './outcomes.ts'
import { UNKNOWN, exactly, integer } from './values.ts'

export function listen(call: Call): Outcome[] {
  const { context, state } = call
  const { node } = call.call
  const id = subject(call)
  if (id !== null) {
    // Only a socket for connections can listen: that tells the type where a look-up or the caller chose it.
    const type = state.resource(id)?.type ?? 'stream'
    state.updateResource(
      id,
      { phase: 'listening', type },
      step(call, 'it starts to listen here', 'ここで接続待ちを始める'),
    )
    const resource = state.resource(id)
    if (resource !== undefined)
      context.sink?.('listen', { node, span: context.tree.span(node), state, via: null, resource })
  }
  return [{ state, value: integer(-1, 0) }]
}

export function connect(call: Call): Outcome[] {
  const { context, state } = call
  const { node } = call.call
  const id = subject(call)
  if (id === null) return [{ state, value: integer(-1, 0) }]
  const before = state.copy()
  state.updateResource(id, { phase: 'connected' }, step(call, 'it is connected here', 'ここで接続する'))
  const resource = state.resource(id)
  if (resource !== undefined)
    context.sink?.('connect', { node, span: context.tree.span(node), state, via: null, resource })
  return withFailure(call, before, [{ state, value: SUCCEEDED }])
}

export function shutdown(call: Call): Outcome[] {
  const id = subject(call)
  const how = exactly(argument(call.row, call.values, 'how'))
  // 0 ends only receiving on both systems; 1 and 2 send the FIN.
  if (id !== null && how !== 0)
    call.state.updateResource(
      id,
      { phase: 'half-closed' },
      step(call, 'it is shut down here', 'ここでシャットダウンする'),
    )
  return [{ state: call.state, value: integer(-1, 0) }]
}

export function send(call: Call): Outcome[] {
  subject(call)
  return [{ state: call.state, value: UNKNOWN }]
}

export function receive(call: Call): Outcome[] {
  const { row, values, state } = call
  const id = subject(call)
  row.parameters.forEach((role, index) => {
    const value = values[index]
    if ((role === 'out' || role === 'out-address') && value?.kind === 'pointer') state.blur(value.place)
  })
  // Reading after the half-close is how a program waits for the peer's end.
  if (id !== null && state.resource(id)?.phase === 'half-closed') state.updateResource(id, { drained: true })
  return [{ state, value: UNKNOWN }]
}
