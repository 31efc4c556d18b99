import { argument, argumentNode } from './calls.ts'
import {
  eitherOf,
  failureOf,
  leastResult,
  resultOf,
  step,
  subject,
  successOf,
  withFailure,
  type Call,
} from './effect.ts'
import type { Phase } from './events.ts'
import type { Outcome } from './outcomes.ts'
import type { Place } from './places.ts'
import type { State } from './state.ts'
import { targetType } from './value-facts.ts'
import { exactly, type IntegerValue } from './values.ts'

export function listen(call: Call): Outcome[] {
  const { context, state } = call
  const { node } = call.call
  const id = subject(call)
  const known = id === null ? undefined : state.resource(id)
  if (id === null || known === undefined) return [{ state, value: eitherOf(call) }]
  if (known.phase === 'closed') return [{ state, value: failureOf(call) }]
  const before = state.copy()
  before.updateResource(id, { failedAt: { span: context.tree.span(node) } })
  state.updateResource(
    id,
    // Only a socket for connections can listen: that tells the type where a look-up or the caller chose it.
    { phase: 'listening', type: known.type ?? 'stream', failedAt: null },
    step(call, 'it starts to listen here', 'ここで接続待ちを始める'),
  )
  const resource = state.resource(id)
  if (resource !== undefined)
    context.sink?.('listening', { node, span: context.tree.span(node), state, via: null, resource })
  return withFailure(call, before, [{ state, value: successOf(call) }])
}

export function connect(call: Call): Outcome[] {
  const { context, state } = call
  const { node } = call.call
  const id = subject(call)
  if (id === null) return [{ state, value: eitherOf(call) }]
  if (state.resource(id)?.phase === 'closed') return [{ state, value: failureOf(call) }]
  const before = state.copy()
  failToConnect(call, before, id)
  state.updateResource(id, { phase: 'connected' }, step(call, 'it is connected here', 'ここで接続する'))
  const resource = state.resource(id)
  if (resource !== undefined)
    context.sink?.('connected', { node, span: context.tree.span(node), state, via: null, resource })
  return withFailure(call, before, [{ state, value: successOf(call) }])
}

/** The state after a connect that failed: decided only on a socket that waits for the answer. */
function failToConnect(call: Call, state: State, id: string): void {
  const resource = state.resource(id)
  if (resource === undefined) return
  if (resource.phase === 'unknown') state.updateResource(id, { disturbed: 'yes' })
  if (!['created', 'bound', 'connecting', 'connect-failed'].includes(resource.phase)) return
  const phase = resource.blocking && resource.phase !== 'connecting' ? 'connect-failed' : 'connecting'
  state.updateResource(id, { phase }, step(call, 'the connection fails here', 'ここで接続に失敗する'))
}

/** Phases after one direction or both of a connection were shut; 0 ends receiving, 1 sending, 2 both, on all systems. */
const AFTER_SHUTDOWN: readonly ((phase: Phase) => Phase)[] = [
  (phase) => (phase === 'half-closed' || phase === 'shut' ? 'shut' : 'read-shut'),
  (phase) => (phase === 'read-shut' || phase === 'shut' ? 'shut' : 'half-closed'),
  () => 'shut',
]

export function shutdown(call: Call): Outcome[] {
  const { row, values, state } = call
  const id = subject(call)
  const resource = id === null ? undefined : state.resource(id)
  const how = exactly(argument(row, values, 'how'))
  if (id === null || resource === undefined) return [{ state, value: eitherOf(call) }]
  if (resource.phase === 'closed') return [{ state, value: failureOf(call) }]
  const before = state.copy()
  // Even when it fails some systems mark the socket (Linux for one that is not connected).
  before.updateResource(id, { phase: 'unknown', disturbed: 'yes' })
  const said = step(call, 'it is shut down here', 'ここでシャットダウンする')
  const after = how === null ? undefined : AFTER_SHUTDOWN[how]
  // Which direction it was is not known: it may have been the one that tells the peer of the end.
  if (after === undefined) state.updateResource(id, { phase: 'unknown', disturbed: 'yes', drained: true }, said)
  // Without a connection it fails, or ends the listening, as the system likes.
  else if (hasPeer(resource.phase)) state.updateResource(id, { phase: after(resource.phase) }, said)
  else state.updateResource(id, { phase: 'unknown', disturbed: 'yes' }, said)
  return withFailure(call, before, [{ state, value: successOf(call) }])
}

/** True for the phases in which a peer may be there. */
function hasPeer(phase: Phase): boolean {
  return phase !== 'created' && phase !== 'bound' && phase !== 'listening'
}

export function send(call: Call): Outcome[] {
  const { row, values, state } = call
  const id = subject(call)
  const mayName = row.parameters.includes('message') || row.parameters.includes('address')
  if (id !== null && mayName && exactly(argument(row, values, 'address')) !== 0) bindByMessage(state, id)
  return [{ state, value: transferred(call, null) }]
}

/** The first message to an address binds a socket without connections to a port of the system's choice. */
export function bindByMessage(state: State, id: string): void {
  const resource = state.resource(id)
  if (resource === undefined || resource.type === 'stream') return
  if (resource.phase === 'unknown') {
    if (resource.disturbed === 'no') state.updateResource(id, { disturbed: 'by-message' })
  } else if (resource.phase === 'created') {
    const isBound = resource.type === 'datagram' && (resource.family === 'inet' || resource.family === 'inet6')
    state.updateResource(id, isBound ? { phase: 'bound' } : { phase: 'unknown', disturbed: 'yes' })
  }
}

/** Bytes that a call sent or received: no more than it was given or had room for. */
function transferred(call: Call, buffer: Place | null): IntegerValue {
  const length = argument(call.row, call.values, 'length')
  const capacity = call.row.parameters.includes('length') ? exactly(length) : null
  const high = capacity === null || capacity < 0 ? Infinity : capacity
  return resultOf(call, { ...leastResult(call.row), high, buffer, capacity })
}

export function receive(call: Call): Outcome[] {
  const { row, values, state } = call
  const id = subject(call)
  const buffer = argument(row, values, 'out')
  const returned = transferred(call, buffer.kind === 'pointer' ? buffer.place : null)
  const node = argumentNode(call.call, row, 'out')
  const room = buffer.kind === 'pointer' ? targetType(call.context, { node, value: buffer }, buffer.place).size : null
  row.parameters.forEach((role, index) => {
    const value = values[index]
    if ((role !== 'out' && role !== 'out-address') || value?.kind !== 'pointer') return
    const filled = value === buffer && row.parameters.includes('length') ? returned.result : undefined
    if (filled === undefined) state.blur(value.place)
    else state.receive(value.place, filled, room === null || (filled.capacity ?? room) < room)
  })
  // Reading after the half-close is how a program waits for the peer's end.
  const phase = id === null ? undefined : state.resource(id)?.phase
  if (id !== null && (phase === 'half-closed' || phase === 'shut')) state.updateResource(id, { drained: true })
  return [{ state, value: returned }]
}
