import {
  INSTANT_EFFECTS,
  POINTER_ROLES,
  commandEffect,
  type ApiFunction,
  type Effect,
  type ParameterRole,
} from '../model/index.ts'
import { NO_NODE } from '../syntax/tree.ts'
import { freeList } from './address-lists.ts'
import { RESOLVED_FAMILY, familyRange } from './addresses.ts'
import { argument, argumentNode, touchNamed, type ResolvedCall } from './calls.ts'
import { narrowed } from './conditions.ts'
import { connect, listen, receive, send, shutdown } from './connection-effects.ts'
import type { FunctionContext } from './context.ts'
import { isAskedFor, leastResult, resultOf, subject, successOf, withFailure, type Apply, type Call } from './effect.ts'
import { allocate, noteArguments, release } from './heap.ts'
import { copy, fill, format, makeList, parseAddress, parseAddressInto, resolve, swapBytes } from './memory-effects.ts'
import { judge } from './misuse.ts'
import { execute, register, setByCommand } from './mode-effects.ts'
import { option } from './option-effects.ts'
import type { Outcome } from './outcomes.ts'
import { isOwnMemory, isVarying, member } from './places.ts'
import { endProcess, escape } from './resources.ts'
import type { State } from './state.ts'
import { askSet, emptySet, select, unselect, wait } from './sets.ts'
import { staticAnswer } from './static-answers.ts'
import { tellCall } from './tell.ts'
import { startThread } from './thread-effects.ts'
import { UNKNOWN, ZEROED, exactly, integer, type Value } from './values.ts'
import { create, open, createPair, accept, duplicate } from './creation-effects.ts'
import { bind } from './bind-effects.ts'
import { close } from './close-effects.ts'
import { fork } from './fork-effects.ts'

/** Performs a call of a function of the model. */
export function applyApi(
  context: FunctionContext,
  call: ResolvedCall,
  row: ApiFunction,
  values: readonly Value[],
  state: State,
): Outcome[] {
  const applied = { context, call, row, values, state }
  judge(applied)
  tellCall(applied)
  noteArguments(applied)
  touchArguments(applied)
  if (!INSTANT_EFFECTS.has(row.effect)) state.forgetGlobals()
  const outcomes = EFFECTS[row.effect](applied)
  noteOrigin(applied, outcomes)
  return outcomes
}

/** An address that a call stored has the family of its socket. */
function noteOrigin({ context, row, values }: Call, outcomes: readonly Outcome[]): void {
  const out = argument(row, values, 'out-address')
  const descriptor = argument(row, values, 'descriptor')
  if (out.kind !== 'pointer' || !isOwnMemory(out.place)) return
  const id = descriptor.kind === 'descriptor' ? descriptor.resource : null
  for (const { state } of outcomes) {
    const resource = id === null ? undefined : state.resource(id)
    const family = resource === undefined ? null : familyRange(resource, context.fileNames.platform)
    if (family !== null) state.write(member(out.place, RESOLVED_FAMILY), family)
  }
}

/** Parameters that a call only reads. */
const READ_ONLY: ReadonlySet<ParameterRole> = new Set<ParameterRole>([
  'address',
  'buffer',
  'value',
  'text',
  'source',
  'message',
  'node',
  'service',
  'hints',
  'read',
  'event',
  // Their effects say what becomes of a set.
  'set',
])

/** What the call may write through its arguments is not uninitialised any more. */
function touchArguments({ context, call, row, values, state }: Call): void {
  values.forEach((value, index) => {
    const role = row.parameters[index] ?? '-'
    // It fills in exactly what it is given, a member of an address and not the structure around it.
    if (row.effect === 'parse-address-into' && role === 'out' && value.kind === 'pointer') return
    if (READ_ONLY.has(role) || (row.effect === 'receive' && role === 'out' && value.kind === 'pointer')) return
    if (value.kind === 'pointer') state.touch(value.place)
    else if (POINTER_ROLES.has(role) && value.kind !== 'input' && exactly(value) === null) state.touchAll()
    else if (role === '-') touchNamed(context, [call.argumentNodes[index] ?? NO_NODE], state)
  })
}

/** A command on a descriptor: it may be copied by it, and it may work otherwise from now on. */
function control(call: Call): Outcome[] {
  const { context, row, values } = call
  const command = row.parameters.includes('command') ? exactly(argument(row, values, 'command')) : null
  const what = command === null ? 'none' : commandEffect(command, context.fileNames.platform)
  if (what === 'duplicates' || what === 'duplicates-privately') return duplicate(call, what === 'duplicates-privately')
  if (what === 'registers') return register(call)
  setByCommand(call)
  return nothing(call)
}

/** A descriptor goes to an object that closes it; when that fails it stays where it was. */
function take(call: Call): Outcome[] {
  const { context, state } = call
  const before = state.copy()
  for (const value of call.values) escape(context, state, value)
  const taken = [{ state, value: successOf(call) }]
  // A program that never asks whether it worked goes on with an object that is none, and not for long.
  return isAskedFor(context, call.call.node) ? withFailure(call, before, taken) : taken
}

function nothing(call: Call): Outcome[] {
  const { row, values, state } = call
  // Callers of this function may rely on it that it only looks at what it was given.
  const given = argument(row, values, 'descriptor')
  if (given.kind === 'input' && !isVarying(given.place)) subject(call)
  row.parameters.forEach((role, index) => {
    const value = values[index]
    if ((role === 'out' || role === 'out-address') && value?.kind === 'pointer') {
      state.blur(value.place)
    }
  })
  // Where a result came from matters for calls that can fail and for numbers in a known order; every value kept costs.
  if (row.failure === 'never' && row.to === undefined) return [{ state, value: UNKNOWN }]
  return [{ state, value: resultOf(call, { ...leastResult(row), capacity: allocated(call) }) }]
}

/** Bytes of memory that a call makes: those it is asked for. */
function allocated({ row, values }: Call): number | null {
  if (row.failure !== 'null') return null
  const lengths = values.filter((_, index) => row.parameters[index] === 'length').map(exactly)
  return lengths.reduce<number | null>(
    (product, length) => (product === null || length === null ? null : product * length),
    lengths.length === 0 ? null : 1,
  )
}

const EFFECTS: Readonly<Record<Effect, Apply>> = {
  create,
  'create-pair': createPair,
  open,
  bind,
  listen,
  accept,
  connect,
  close,
  shutdown,
  duplicate: (call) => duplicate(call),
  share: (call) => {
    escape(call.context, call.state, argument(call.row, call.values, 'descriptor'))
    return nothing(call)
  },
  option,
  'get-option': nothing,
  'local-name': nothing,
  'peer-name': nothing,
  control,
  select,
  unselect,
  'ask-set': askSet,
  'empty-set': emptySet,
  wait,
  register,
  take,
  send,
  receive,
  fork,
  exit: (call) => {
    endProcess(call.context, call.call.node, call.state)
    return []
  },
  allocate: (call) => allocate(call, UNKNOWN, allocated(call)),
  'allocate-zeroed': (call) => allocate(call, ZEROED, allocated(call)),
  release: (call) => {
    release(call.context, call.state, argument(call.row, call.values, 'value'), call.call.node)
    return nothing(call)
  },
  exec: execute,
  spawn: nothing,
  'static-answer': staticAnswer,
  fill,
  format,
  copy,
  carried: nothing,
  'swap-bytes': swapBytes,
  'parse-address': parseAddress,
  'parse-address-into': parseAddressInto,
  resolve,
  'make-list': makeList,
  'free-list': freeList,
  delay: nothing,
  assert: (call) => {
    const { context, row, values, state } = call
    const value = argument(row, values, 'number')
    const node = argumentNode(call.call, row, 'number')
    return narrowed(context, node, { state, value }, '!=', 0).map((after) => ({ state: after, value: UNKNOWN }))
  },
  'start-thread': startThread,
  // System error codes are above 0.
  'last-error': (call) => [{ state: call.state, value: resultOf(call, { low: 1 }) }],
  'error-result': ({ row, values, state }) => {
    const code = argument(row, values, 'number')
    return [{ state, value: code.kind === 'integer' && code.low > 0 ? integer(-Infinity, -1) : UNKNOWN }]
  },
  none: nothing,
}
