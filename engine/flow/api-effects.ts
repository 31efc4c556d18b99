import {
  INSTANT_EFFECTS,
  POINTER_ROLES,
  commandEffect,
  familyName,
  isBlockingType,
  typeName,
  type ApiFunction,
  type Effect,
  type ParameterRole,
} from '../model/index.ts'
import { Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { freeList } from './address-lists.ts'
import { RESOLVED_FAMILY, addressFact, familyRange, isAnyInternet, readAddress } from './addresses.ts'
import { argument, argumentNode, touchNamed, type ResolvedCall } from './calls.ts'
import { narrowed } from './conditions.ts'
import { connect, listen, receive, send, shutdown } from './connection-effects.ts'
import type { FunctionContext } from './context.ts'
import {
  eitherOf,
  failureOf,
  give,
  isAskedFor,
  leastResult,
  madeName,
  receiver,
  resultOf,
  step,
  subject,
  successOf,
  withFailure,
  type Apply,
  type Call,
} from './effect.ts'
import { placeOf, store } from './evaluate.ts'
import { allocate, noteArguments, release } from './heap.ts'
import { isInRetryLoop } from './loops.ts'
import { copy, fill, format, makeList, parseAddress, parseAddressInto, resolve, swapBytes } from './memory-effects.ts'
import { judge } from './misuse.ts'
import { execute, newModes, register, setByCommand } from './mode-effects.ts'
import type { Modes } from './modes.ts'
import { option } from './option-effects.ts'
import type { Outcome } from './outcomes.ts'
import { element, isOwnMemory, isVarying, member, pointee } from './places.ts'
import { descriptorOf, endProcess, escape, recycle } from './resources.ts'
import { makeResource, type AddressValue, type State } from './state.ts'
import { askSet, emptySet, select, unselect, wait } from './sets.ts'
import { staticAnswer } from './static-answers.ts'
import { tellCall } from './tell.ts'
import { startThread } from './thread-effects.ts'
import { UNKNOWN, ZEROED, exactly, integer, type Value } from './values.ts'

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

function create(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const { node } = call.call
  const before = state.copy()
  const id = `fd${node}`
  recycle(state, id)
  const given = argument(row, values, 'family')
  const family = exactly(given)
  const type = exactly(argument(row, values, 'type'))
  const name = madeName(call)
  const resource = makeResource(
    id,
    name,
    { span: context.tree.span(node) },
    {
      phase: 'created',
      origin: 'created',
      family: family === null ? null : familyName(family, context.fileNames.platform),
      isLookedUp: isAnyInternet(given, context.fileNames.platform),
      type: type === null ? null : typeName(type),
      blocking: type !== null && isBlockingType(type, context.fileNames.platform),
      protocol: exactly(argument(row, values, 'protocol')),
      typeVaries: isChosen(context, argumentNode(call.call, row, 'type')),
      escaped: row.object === true,
      modes: newModes(type, context.fileNames.platform),
      trail: [step(call, `'${name}' is created here`, `ここで '${name}' を作成する`)],
    },
  )
  state.setResource(resource)
  context.sink?.('created', { node, span: context.tree.span(node), state, via: null, resource })
  return withFailure(call, before, [give(call, id)])
}

/** True for an argument that depends on the path: a condition, or a variable of the function. */
function isChosen({ tree, names }: FunctionContext, node: NodeId): boolean {
  for (let inner = node; inner < tree.subtreeEnd(node); inner++) {
    const isVariable = tree.is(inner, Kind.identifier) && names.isLocal(inner)
    if (isVariable || tree.is(inner, Kind.conditional_expression)) return true
  }
  return false
}

/** A descriptor that is no socket: what may be done with it, the calls for sockets do not tell. */
function open(call: Call): Outcome[] {
  const { context, state } = call
  const { node } = call.call
  const before = state.copy()
  const id = `fd${node}`
  recycle(state, id)
  const name = receiver(context, node)
  const span = context.tree.span(node)
  const trail = [step(call, `'${name}' is opened here`, `ここで '${name}' を開く`)]
  state.setResource(makeResource(id, name, { span }, { phase: 'unknown', origin: 'opened', trail }))
  return withFailure(call, before, [{ state, value: { kind: 'descriptor', resource: id } }], integer(-1))
}

function createPair(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const { node } = call.call
  const before = state.copy()
  const given = argument(row, values, 'pair')
  const place = given.kind === 'pointer' ? given.place : given.kind === 'input' ? pointee(given.place) : null
  const family = exactly(argument(row, values, 'family'))
  const type = exactly(argument(row, values, 'type'))
  for (const index of [0, 1]) {
    const id = `fd${node}.${index}`
    recycle(state, id)
    const name = `${context.tree.textOf(argumentNode(call.call, row, 'pair'))}[${index}]`
    state.setResource(
      makeResource(
        id,
        name,
        { span: context.tree.span(node) },
        {
          // The ends of a pipe are no sockets.
          phase: row.parameters.includes('family') ? 'connected' : 'unknown',
          origin: row.parameters.includes('family') ? 'pair' : 'opened',
          family: family === null ? null : familyName(family, context.fileNames.platform),
          type: type === null ? null : typeName(type),
          modes: newModes(type, context.fileNames.platform),
          trail: [step(call, `'${name}' is created here`, `ここで '${name}' を作成する`)],
        },
      ),
    )
    store(
      context,
      place === null ? null : element(place, index),
      { kind: 'descriptor', resource: id },
      state,
      node,
      null,
    )
  }
  return withFailure(call, before, [{ state, value: successOf(call) }])
}

function accept(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const { node } = call.call
  const listener = subject(call)
  if (listener !== null) state.updateResource(listener, { inherited: null })
  if (listener !== null && state.resource(listener)?.phase === 'closed') return [{ state, value: failureOf(call) }]
  const out = argument(row, values, 'out-address')
  if (out.kind === 'pointer') state.blur(out.place)
  const before = state.copy()
  const id = `fd${node}`
  recycle(state, id)
  // Where the call fails the length of the address stays as it was.
  const length = argument(row, values, 'out')
  if (length.kind === 'pointer') state.blur(length.place)
  if (listener !== null) state.updateResource(listener, { hasAccepted: true })
  const source = listener === null ? undefined : state.resource(listener)
  const name = madeName(call)
  const resource = makeResource(
    id,
    name,
    { span: context.tree.span(node) },
    {
      phase: 'connected',
      origin: 'accepted',
      family: source?.family ?? null,
      isLookedUp: source?.isLookedUp ?? false,
      type: source?.type ?? 'stream',
      listener,
      // Where a function of the program refuses connections, it may refuse those that nobody would keep.
      escaped: row.object === true || isAsking(call),
      modes: acceptedModes(call),
      trail: [step(call, `'${name}' is accepted here`, `ここで '${name}' を accept する`)],
    },
  )
  state.setResource(resource)
  context.sink?.('accepted', {
    node,
    span: context.tree.span(node),
    state,
    via: null,
    resource,
    listener: source ?? null,
  })
  return withFailure(call, before, [give(call, id)])
}

/** True for a call that asks a function of the program whether to succeed. */
function isAsking({ row, values }: Call): boolean {
  return row.parameters.includes('condition') && exactly(argument(row, values, 'condition')) !== 0
}

/** Linux: an accepted socket takes no flags from the listening one; elsewhere it may block like that one. */
function acceptedModes({ context, row, values }: Call): Modes {
  const { platform } = context.fileNames
  if (row.parameters.includes('flags')) return newModes(exactly(argument(row, values, 'flags')), platform)
  return { ...newModes(0, platform), nonBlocking: null }
}

function bind(call: Call): Outcome[] {
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

function close(call: Call): Outcome[] {
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

/** `isPrivate`: no program that the process starts gets the copy. */
function duplicate(call: Call, isPrivate = false): Outcome[] {
  const { context, state, row } = call
  const { node } = call.call
  const id = subject(call)
  const source = id === null ? undefined : state.resource(id)
  const onto = argument(row, call.values, 'new-descriptor')
  if (row.parameters.includes('new-descriptor') && exactly(onto) !== null) {
    // Onto a fixed number such as standard output: the copy lives there from now on.
    if (id !== null) state.updateResource(id, { escaped: true })
    return [{ state, value: onto }]
  }
  if (row.parameters.includes('new-descriptor')) {
    const replaced = descriptorOf(context, state, onto, argumentNode(call.call, row, 'new-descriptor'))
    if (replaced !== null) {
      // The number means the other socket from now on, whatever it meant before.
      for (const each of [id, replaced]) if (each !== null) state.updateResource(each, { escaped: true })
      state.updateResource(replaced, { phase: 'unknown', closedAt: null, closeDoubt: 'none' })
      return [{ state, value: onto }]
    }
  }
  if (source === undefined) return [{ state, value: UNKNOWN }]
  const copyId = `fd${node}`
  const before = state.copy()
  recycle(state, copyId)
  state.setResource({
    ...source,
    id: copyId,
    name: receiver(context, node),
    span: context.tree.span(node),
    origin: 'duplicate',
    input: null,
    escaped: false,
    // The copy is inherited unless asked otherwise; whether calls wait is a matter of what both stand for.
    modes: { ...source.modes, closeOnExec: isPrivate, watched: false },
  })
  // Closing one of two descriptors of a socket does not end it: neither may be judged alone.
  if (id !== null) state.updateResource(id, { escaped: true })
  return withFailure(call, before, [{ state, value: { kind: 'descriptor', resource: copyId } }])
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

function fork(call: Call): Outcome[] {
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
