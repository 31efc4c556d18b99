import {
  LOOKUP_MEMBERS,
  PASSIVE_FLAG,
  familyName,
  optionName,
  typeName,
  type ApiFunction,
  type Effect,
} from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import {
  RESOLVED_FAMILY,
  RESOLVED_HOST,
  RESOLVED_PORT,
  addressFact,
  dependsOnCaller,
  isNumericHost,
  isWildcardText,
  readAddress,
} from './addresses.ts'
import { argument, argumentNode, isDiscarded, unknownCall, type ResolvedCall } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { LOOKUP_PREFIX, castOperand, placeOf, store } from './evaluate.ts'
import type { Outcome } from './outcomes.ts'
import type { OptionSetting, Step } from './events.ts'
import { isInRetryLoop } from './loops.ts'
import { element, isArgument, member, pointee } from './places.ts'
import { descriptorOf, endProcess, escape, recycle } from './resources.ts'
import { makeResource, pendingKey, type AddressValue, type PendingOption, type State } from './state.ts'
import { UNKNOWN, ZEROED, exactly, integer, type Value } from './values.ts'

/** What one effect does with a call; the given state is consumed. */
type Apply = (call: Call) => Outcome[]

interface Call {
  readonly context: FunctionContext
  readonly call: ResolvedCall
  readonly row: ApiFunction
  readonly values: readonly Value[]
  readonly state: State
}

/** Performs a call of a function of the model. */
export function applyApi(
  context: FunctionContext,
  call: ResolvedCall,
  row: ApiFunction,
  values: readonly Value[],
  state: State,
): Outcome[] {
  return EFFECTS[row.effect]({ context, call, row, values, state })
}

/** More undecided options on one descriptor than this are not carried to callers. */
const MAX_PENDING = 8

const FAILED = integer(-1)
const SUCCEEDED = integer(0)

function step(call: Call, en: string, ja: string): Step {
  return { span: call.context.tree.span(call.call.node), message: { en, ja } }
}

/** Adds the failing outcome unless the program ends on failure or does not look. */
function withFailure(call: Call, before: State, succeeded: Outcome[], failure: Value = FAILED): Outcome[] {
  if (call.row.failure === 'exits' || isDiscarded(call.context, call.call.node)) return succeeded
  return [...succeeded, { state: before, value: failure }]
}

function subject(call: Call): string | null {
  return descriptorOf(
    call.context,
    call.state,
    argument(call.row, call.values, 'descriptor'),
    argumentNode(call.call, call.row, 'descriptor'),
  )
}

/** The variable that receives what a call returns, for messages. */
export function receiver(context: FunctionContext, node: NodeId): string {
  const { tree } = context
  for (let n = tree.parent(node); n !== NO_NODE; n = tree.parent(n)) {
    if (tree.is(n, Kind.assignment_expression)) return tree.textOf(tree.child(n, Field.left))
    if (tree.is(n, Kind.init_declarator)) return tree.textOf(tree.child(n, Field.declarator)).replace(/^[*&\s]+/, '')
    if (tree.is(n, Kind.argument_list) && castOperand(context, tree.parent(n)) !== NO_NODE) continue
    const passes =
      tree.is(n, Kind.parenthesized_expression) ||
      tree.is(n, Kind.cast_expression) ||
      tree.is(n, Kind.conditional_expression)
    if (!passes && castOperand(context, n) === NO_NODE) break
  }
  return tree.textOf(tree.child(node, Field.function))
}

function create(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const { node } = call.call
  const before = state.copy()
  const id = `fd${node}`
  recycle(state, id)
  const family = exactly(argument(row, values, 'family'))
  const type = exactly(argument(row, values, 'type'))
  const name = receiver(context, node)
  const resource = makeResource(
    id,
    name,
    { span: context.tree.span(node) },
    {
      phase: 'created',
      origin: 'socket',
      family: family === null ? null : familyName(family, context.fileNames.platform),
      type: type === null ? null : typeName(type),
      protocol: exactly(argument(row, values, 'protocol')),
      trail: [step(call, `'${name}' is created here`, `ここで '${name}' を作成する`)],
    },
  )
  state.setResource(resource)
  context.sink?.('create', { node, span: context.tree.span(node), state, via: null, resource })
  return withFailure(call, before, [{ state, value: { kind: 'descriptor', resource: id } }])
}

function createPair(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const { node } = call.call
  const before = state.copy()
  const given = argument(row, values, 'pair')
  const place = given.kind === 'pointer' ? given.place : given.kind === 'input' ? pointee(given.place) : null
  const family = exactly(argument(row, values, 'family'))
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
          phase: 'connected',
          origin: 'pair',
          family: family === null ? null : familyName(family, context.fileNames.platform),
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
  return withFailure(call, before, [{ state, value: SUCCEEDED }])
}

function accept(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const { node } = call.call
  const listener = subject(call)
  const out = argument(row, values, 'out-address')
  if (out.kind === 'pointer') state.blur(out.place)
  const before = state.copy()
  const id = `fd${node}`
  recycle(state, id)
  if (listener !== null) state.updateResource(listener, { hasAccepted: true })
  const source = listener === null ? undefined : state.resource(listener)
  const name = receiver(context, node)
  const resource = makeResource(
    id,
    name,
    { span: context.tree.span(node) },
    {
      phase: 'connected',
      origin: 'accept',
      family: source?.family ?? null,
      type: source?.type ?? 'stream',
      listener,
      trail: [step(call, `'${name}' is accepted here`, `ここで '${name}' を accept する`)],
    },
  )
  state.setResource(resource)
  context.sink?.('accept', {
    node,
    span: context.tree.span(node),
    state,
    via: null,
    resource,
    listener: source ?? null,
  })
  return withFailure(call, before, [{ state, value: { kind: 'descriptor', resource: id } }])
}

function bind(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const { node } = call.call
  const id = subject(call)
  const resource = id === null ? undefined : state.resource(id)
  if (id === null || resource === undefined) return [{ state, value: integer(-1, 0) }]
  const before = state.copy()
  const address = passedAddress(call, argument(row, values, 'address'))
  performBind(context, state, id, address, node, null, true)
  return withFailure(call, before, [{ state, value: SUCCEEDED }])
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
    { phase: 'bound', bound: { span, address, value, options: resource.options, instantiatedHere, retried } },
    { span, message: { en: `'${resource.name}' is bound here`, ja: `ここで '${resource.name}' を bind する` } },
  )
  const after = state.resource(id)
  if (after !== undefined) context.sink?.('bind', { node, span, state, via, resource: after, address })
}

function listen(call: Call): Outcome[] {
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

function connect(call: Call): Outcome[] {
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

function close(call: Call): Outcome[] {
  const id = subject(call)
  if (id !== null) performClose(call.context, call.state, id, call.call.node, null)
  return [{ state: call.state, value: integer(-1, 0) }]
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
    resource.origin === 'accept' &&
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
  context.sink?.('close', event)
  if (wasOpen) context.sink?.('end', event)
}

function shutdown(call: Call): Outcome[] {
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

function duplicate(call: Call): Outcome[] {
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
  })
  // Closing one of two descriptors of a socket does not end it: neither may be judged alone.
  if (id !== null) state.updateResource(id, { escaped: true })
  return withFailure(call, before, [{ state, value: { kind: 'descriptor', resource: copyId } }])
}

function option(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const result: Outcome[] = [{ state, value: integer(-1, 0) }]
  const id = subject(call)
  if (id === null) return result
  const given = argument(row, values, 'value')
  const pending: PendingOption = {
    level: argument(row, values, 'level'),
    option: argument(row, values, 'option'),
    value: given.kind === 'pointer' ? state.read(given.place) : UNKNOWN,
    span: context.tree.span(call.call.node),
  }
  performPendingOption(context, state, id, pending, call.call.node, null)
  return result
}

/** Sets an option as far as it is known; what the caller has to say is kept for it. */
export function performPendingOption(
  context: FunctionContext,
  state: State,
  id: string,
  pending: PendingOption,
  node: NodeId,
  via: string | null,
): void {
  const resource = state.resource(id)
  if (resource === undefined) return
  const level = exactly(pending.level)
  const option = exactly(pending.option)
  const name = level === null || option === null ? undefined : optionName(level, option, context.fileNames.platform)
  // An option that nobody follows stays out, so that paths that differ only by it are joined.
  if (level !== null && option !== null && name === undefined) return
  const asked = [pending.level, pending.option, pending.value].some(
    (value) => value.kind === 'input' && isArgument(value.place),
  )
  if (
    asked &&
    resource.pending.length < MAX_PENDING &&
    !resource.pending.some((other) => pendingKey(other) === pendingKey(pending))
  ) {
    state.updateResource(id, { pending: [...resource.pending, pending] })
  }
  if (name === undefined) return
  const place = pending.file === undefined ? { span: pending.span } : { file: pending.file, span: pending.span }
  performOption(context, state, id, { name, value: exactly(pending.value), ...place }, node, via)
}

/** Tells the rules of an option (with the settings before it), then records it. */
export function performOption(
  context: FunctionContext,
  state: State,
  id: string,
  setting: OptionSetting,
  node: NodeId,
  via: string | null,
): void {
  const resource = state.resource(id)
  if (resource === undefined) return
  const span = context.tree.span(node)
  context.sink?.('option', { node, span, state, via, resource, option: setting.name, value: setting.value })
  const options = new Map(resource.options)
  options.set(setting.name, setting)
  state.updateResource(
    id,
    { options },
    { span, message: { en: `${setting.name} is set here`, ja: `ここで ${setting.name} を設定する` } },
  )
}

function send(call: Call): Outcome[] {
  subject(call)
  return [{ state: call.state, value: UNKNOWN }]
}

function receive(call: Call): Outcome[] {
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

/** From `node` on the path runs in the child, or in the parent whose open descriptors the child has copies of. */
export function enterRole(context: FunctionContext, state: State, role: 'parent' | 'child', node: NodeId): void {
  state.role = role
  if (role === 'child') return
  const span = context.tree.span(node)
  const message = { en: 'from here on the child process has a copy of it', ja: 'ここから先は子プロセスも複製を持つ' }
  for (const resource of [...state.resources]) {
    if (resource.phase !== 'closed') state.updateResource(resource.id, { sharedWithChild: { span } }, { span, message })
  }
}

function fill(call: Call): Outcome[] {
  const { row, values, state } = call
  const target = argument(row, values, 'destination')
  const byte = row.parameters.includes('byte') ? exactly(argument(row, values, 'byte')) : 0
  if (target.kind === 'pointer') {
    if (byte === 0) state.write(target.place, ZEROED)
    else state.blur(target.place)
  } else if (target.kind === 'input') {
    if (byte === 0) state.write(`(*${target.place})`, ZEROED)
    else state.blur(`(*${target.place})`)
  } else {
    const place = placeOf(call.context, argumentNode(call.call, row, 'destination'), state)
    if (place !== null) state.blur(place)
  }
  return [{ state, value: target }]
}

function copy(call: Call): Outcome[] {
  const { row, values, state } = call
  const to = argument(row, values, 'destination')
  const from = argument(row, values, 'source')
  if (to.kind === 'pointer') {
    if (from.kind === 'pointer') state.copyPlace(from.place, to.place)
    else state.blur(to.place)
  } else if (to.kind === 'input') {
    state.blur(`(*${to.place})`)
  }
  escape(call.context, state, from)
  return [{ state, value: to }]
}

function swapBytes(call: Call): Outcome[] {
  const value = argument(call.row, call.values, 'number')
  const to = call.row.to ?? 'host'
  const result: Value =
    value.kind === 'integer' && value.order !== to
      ? { ...value, order: to }
      : value.kind === 'input' && value.order !== to
        ? { ...value, order: to }
        : value.kind === 'zeroed'
          ? integer(0, 0, to)
          : UNKNOWN
  return [{ state: call.state, value: result }]
}

function hostFrom(value: Value): Value {
  if (value.kind === 'input') return value
  if (value.kind !== 'text' || !(isNumericHost(value.text) || isWildcardText(value.text))) return UNKNOWN
  return { kind: 'host', family: value.text.includes(':') ? 'inet6' : 'inet', text: value.text }
}

function parseAddress(call: Call): Outcome[] {
  return [{ state: call.state, value: hostFrom(argument(call.row, call.values, 'text')) }]
}

function parseAddressInto(call: Call): Outcome[] {
  const { row, values, state, context } = call
  const out = argument(row, values, 'out')
  const place = out.kind === 'pointer' ? out.place : out.kind === 'input' ? `(*${out.place})` : null
  if (place !== null) store(context, place, hostFrom(argument(row, values, 'text')), state, call.call.node, null)
  return [{ state, value: row.failure === 'exits' ? integer(1) : integer(-1, 1) }]
}

function resolve(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const { node } = call.call
  const out = argument(row, values, 'out-list')
  const before = state.copy()
  if (out.kind === 'pointer') {
    const list = `${LOOKUP_PREFIX}${node}`
    const address = member(list, 'address')
    const hints = argument(row, values, 'hints')
    const hint = (name: string): Value => (hints.kind === 'pointer' ? state.read(member(hints.place, name)) : UNKNOWN)
    const name = argument(row, values, 'node')
    const flags =
      hints.kind === 'pointer' && !hints.nullable
        ? exactly(hint(LOOKUP_MEMBERS.flags))
        : exactly(hints) === 0
          ? 0
          : null
    // A null node with AI_PASSIVE gives the wildcard address, without it the loopback address (POSIX getaddrinfo).
    const host: Value =
      name.kind === 'text' || name.kind === 'input'
        ? name
        : exactly(name) === 0 && flags !== null && (flags & PASSIVE_FLAG) !== 0
          ? integer(0, 0, 'network')
          : UNKNOWN
    const service = argument(row, values, 'service')
    state.forget(list)
    state.write(member(list, LOOKUP_MEMBERS.address), { kind: 'pointer', place: address })
    state.write(member(address, RESOLVED_HOST), host)
    state.write(member(address, RESOLVED_PORT), service.kind === 'text' || service.kind === 'input' ? service : UNKNOWN)
    state.write(member(address, RESOLVED_FAMILY), hint(LOOKUP_MEMBERS.family))
    state.write(member(list, LOOKUP_MEMBERS.family), positive(hint(LOOKUP_MEMBERS.family)))
    state.write(member(list, LOOKUP_MEMBERS.type), positive(hint(LOOKUP_MEMBERS.type)))
    state.write(out.place, { kind: 'pointer', place: list })
  } else {
    unknownCall(context, state, [out])
  }
  return withFailure(call, before, [{ state, value: SUCCEEDED }], integer(1))
}

/** A hint of 0 means any: the result's member is then not known. */
function positive(value: Value): Value {
  const number = exactly(value)
  return number === null || number === 0 ? UNKNOWN : value
}

function startThread(call: Call): Outcome[] {
  const before = call.state.copy()
  for (const value of call.values) escape(call.context, call.state, value)
  // A thread that did not start took nothing.
  const failsWith =
    call.row.failure === 'zero'
      ? { success: integer(1, Infinity), failure: SUCCEEDED }
      : { success: SUCCEEDED, failure: integer(1, Infinity) }
  return withFailure(call, before, [{ state: call.state, value: failsWith.success }], failsWith.failure)
}

function nothing(call: Call): Outcome[] {
  const { row, values, state } = call
  row.parameters.forEach((role, index) => {
    const value = values[index]
    if ((role === 'out' || role === 'out-address') && value?.kind === 'pointer') {
      state.blur(value.place)
    }
  })
  return [{ state, value: UNKNOWN }]
}

const EFFECTS: Readonly<Record<Effect, Apply>> = {
  create,
  'create-pair': createPair,
  bind,
  listen,
  accept,
  connect,
  close,
  shutdown,
  duplicate,
  option,
  send,
  receive,
  fork,
  exit: (call) => {
    endProcess(call.context, call.call.node, call.state)
    return []
  },
  fill,
  copy,
  'swap-bytes': swapBytes,
  'parse-address': parseAddress,
  'parse-address-into': parseAddressInto,
  resolve,
  delay: nothing,
  'start-thread': startThread,
  none: nothing,
}

export { addressFact, dependsOnCaller }
