import { commandEffect, flagsOf, isNonBlockingRequest, type Platform } from '../model/index.ts'
import { argument, argumentNode, unknownCall } from './calls.ts'
import { failureOf, subject, successOf, withFailure, type Call } from './effect.ts'
import type { Modes } from './modes.ts'
import { asksForNonBlocking } from './non-blocking-flags.ts'
import type { Outcome } from './outcomes.ts'
import { escape } from './resources.ts'
import type { State } from './state.ts'
import { UNKNOWN, exactly } from './values.ts'

/** The modes of a new descriptor by the flags that it was asked for with; null flags are not known. */
export function newModes(flags: number | null, platform: Platform): Modes {
  if (flags === null) return { closeOnExec: null, nonBlocking: null, watched: false }
  return { ...flagsOf(flags, platform), watched: false }
}

export function setModes(state: State, id: string, modes: Partial<Modes>): void {
  const resource = state.resource(id)
  if (resource !== undefined) state.updateResource(id, { modes: { ...resource.modes, ...modes } })
}

/** What a command on a descriptor does to its modes; `blocking` falls with every command that may touch it. */
export function setByCommand(call: Call): void {
  const { context, row, values, state } = call
  const { platform } = context.fileNames
  const id = subject(call)
  if (id === null) return
  const command = exactly(argument(row, values, 'command'))
  const what = row.parameters.includes('command') && command !== null ? commandEffect(command, platform) : 'unknown'
  switch (what) {
    case 'sets-blocking':
      state.updateResource(id, { blocking: false })
      setModes(state, id, { nonBlocking: flagGiven(call) })
      break
    case 'sets-inheritance': {
      const flags = exactly(argument(row, values, 'number'))
      setModes(state, id, { closeOnExec: flags === null ? null : (flags & 1) === 1 })
      break
    }
    case 'unknown':
      state.updateResource(id, { blocking: false })
      setModes(state, id, requested(call))
      break
    default:
  }
}

/** True for flags that surely ask for calls that return at once: as a number, or with the flag added by name. */
function flagGiven(call: Call): boolean | null {
  const { context, row, values } = call
  const flags = exactly(argument(row, values, 'number'))
  if (flags !== null) return flagsOf(flags, context.fileNames.platform).nonBlocking
  const node = argumentNode(call.call, row, 'number')
  return asksForNonBlocking(context.tree, context.body, node) ? true : null
}

/** What a request by number (the form of ioctl()) asks for. */
function requested({ context, row, values, state }: Call): Partial<Modes> {
  const request = exactly(argument(row, values, 'request'))
  if (request === null) return { closeOnExec: null, nonBlocking: null }
  if (!isNonBlockingRequest(request, context.fileNames.platform)) return {}
  const given = argument(row, values, 'out')
  const on = given.kind === 'pointer' ? exactly(state.read(given.place)) : null
  return { nonBlocking: on === null ? null : on !== 0 }
}

/** A descriptor goes where an object that is waited on can see it; what could not be registered stays where it was. */
export function register(call: Call): Outcome[] {
  const { context, row, state, values } = call
  const id = subject(call)
  const modes = id === null ? undefined : state.resource(id)?.modes
  const before = state.copy()
  // What is asked of a descriptor is read at once; what it leads to is handed out again with the events.
  const isEvent = (index: number): boolean => row.parameters[index] === 'event'
  for (const [index, value] of values.entries()) if (isEvent(index)) escape(context, state, value)
  const after = unknownCall(
    context,
    state,
    values.map((value, index) => (isEvent(index) ? UNKNOWN : value)),
  )
  if (id !== null) setModes(after, id, { ...modes, watched: true })
  return withFailure(call, before, [{ state: after, value: successOf(call) }])
}

/** Another program takes the process over; only a failure comes back. */
export function execute(call: Call): Outcome[] {
  const { context, state } = call
  const { node } = call.call
  context.sink?.('executed', { node, span: context.tree.span(node), state, via: null })
  state.failedToExecute = true
  return [{ state, value: failureOf(call) }]
}
