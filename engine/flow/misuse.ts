import {
  LIFECYCLE_CALL_OF,
  PEER_CALLS,
  SOCKET_KINDS,
  lifecycleVerdict,
  mayEndProgram,
  socketKinds,
  type LifecycleCall,
  type LifecyclePhase,
  type Platform,
  type SocketKind,
  type Verdict,
} from '../model/index.ts'
import { Kind, type NodeId } from '../syntax/tree.ts'
import { argument, argumentNode, type ResolvedCall } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { receiver, type Call } from './effect.ts'
import { placeOf } from './place-of.ts'
import type { MisuseEvent, Step } from './events.ts'
import { UNKNOWN_MODES } from './modes.ts'
import { isArgument, isOutside, type Place } from './places.ts'
import type { Resource, State } from './state.ts'
import { exactly, type IntegerValue, type Value } from './values.ts'

/** Tells the rules of a call that cannot succeed in the phase its descriptor is in. */
export function judge(call: Call): void {
  const { context, row, values, state } = call
  if (context.sink === null || !row.parameters.includes('descriptor')) return
  const asked = callsOf(call)
  const value = argument(row, values, 'descriptor')
  if (asked.length === 0) return
  if (value.kind === 'integer' && exactly(value) === -1) judgeInvalid(call, asked, value)
  const resource = resourceOf(state, value)
  if (resource === undefined) return
  const node = argumentNode(call.call, row, 'descriptor')
  const verdict = isCertain(context, state, resource, node) ? certainError(context, resource, asked) : null
  if (verdict === null) return
  const span = context.tree.span(call.call.node)
  context.sink('misuse', { node: call.call.node, span, state, via: null, resource, ...verdict })
}

/** Tells the rules of a call that closes a descriptor inside the callee on all its paths, when it is closed already. */
export function judgeClosing(context: FunctionContext, state: State, value: Value, node: NodeId, via: string): void {
  const resource = resourceOf(state, value)
  if (context.sink === null || state.doubtful || resource?.phase !== 'closed' || resource.closeDoubt !== 'none') return
  const verdict = certainError(context, resource, ['close'])
  if (verdict !== null)
    context.sink('misuse', { node, span: context.tree.span(node), state, via, resource, ...verdict })
}

/** Tells the rules of a closed descriptor that the callee uses before it does anything else. */
export function judgeFirstUse(
  context: FunctionContext,
  state: State,
  value: Value,
  use: LifecycleCall,
  call: ResolvedCall,
): void {
  const resource = resourceOf(state, value)
  if (context.sink === null || state.doubtful || resource?.phase !== 'closed' || resource.closeDoubt !== 'none') return
  const verdict = certainError(context, resource, [use])
  const { node, name: via } = call
  if (verdict !== null)
    context.sink('misuse', { node, span: context.tree.span(node), state, via, resource, ...verdict })
}

/** What the call may ask of its descriptor: two where the arguments do not tell whether they name a peer. */
function callsOf({ row, values }: Call): readonly LifecycleCall[] {
  const call = LIFECYCLE_CALL_OF[row.effect]
  if (call === undefined) return []
  const peer = PEER_CALLS[call]
  if (peer === undefined) return [call]
  const { call: named, role } = peer
  if (row.parameters.includes('message')) return [named, call]
  if (!row.parameters.includes(role)) return [call]
  const given = argument(row, values, role)
  if (exactly(given) === 0) return [call]
  return given.kind === 'pointer' && given.nullable === undefined ? [named] : [named, call]
}

function resourceOf(state: State, value: Value): Resource | undefined {
  if (value.kind === 'descriptor') return state.resource(value.resource)
  return value.kind === 'input' && value.order === null ? state.resource(`in ${value.place}`) : undefined
}

/** True when nothing outside the path can have changed the phase. */
function isCertain(context: FunctionContext, state: State, resource: Resource, node: NodeId): boolean {
  if (state.doubtful) return false
  // A closed number stays closed in this process; only the variable may hold another one by now.
  if (resource.phase === 'closed') {
    return resource.closeDoubt === 'none' || (resource.closeDoubt === 'replaced' && isOwnVariable(context, state, node))
  }
  const shared = state.role !== 'sole' || resource.sharedWithChild !== null || resource.origin === 'duplicate'
  return !resource.escaped && resource.input === null && !shared
}

/** The error of every call that may be meant, in every phase and for every kind that the socket may have; null for none. */
function certainError(
  context: FunctionContext,
  resource: Resource,
  calls: readonly LifecycleCall[],
): Pick<MisuseEvent, 'call' | 'verdict' | 'errors'> | null {
  const anyKind = resource.phase === 'closed' || resource.typeVaries
  const kinds = anyKind ? SOCKET_KINDS : socketKinds(resource.family, resource.type)
  const verdicts = possibleVerdicts(context.fileNames.platform, kinds, phasesOf(resource), calls)
  const [call] = calls
  const [first] = verdicts
  if (call === undefined || first === undefined || verdicts.some((v) => v.outcome !== 'error')) return null
  const errors = errorsOn((platform) => possibleVerdicts(platform, kinds, phasesOf(resource), calls))
  return { call, verdict: { ...first, errors: errors[context.fileNames.platform] }, errors }
}

/** The names of the errors on each platform, none where the call may succeed. */
function errorsOn(
  verdictsOn: (platform: Platform) => readonly Verdict[],
): Readonly<Record<Platform, readonly string[]>> {
  const named = (platform: Platform): readonly string[] => {
    const verdicts = verdictsOn(platform)
    return verdicts.some((v) => v.outcome !== 'error') ? [] : [...new Set(verdicts.flatMap((v) => v.errors))]
  }
  return { posix: named('posix'), windows: named('windows') }
}

function possibleVerdicts(
  platform: Platform,
  kinds: readonly SocketKind[],
  phases: readonly LifecyclePhase[],
  calls: readonly LifecycleCall[],
): Verdict[] {
  return calls.flatMap((call) =>
    kinds.flatMap((kind) => phases.map((phase) => lifecycleVerdict(platform, kind, phase, call))),
  )
}

function phasesOf({ phase }: Resource): readonly LifecyclePhase[] {
  if (phase === 'unknown') return []
  return phase === 'connecting' ? ['connecting', 'connected', 'connect-failed'] : [phase]
}

function judgeInvalid(call: Call, asked: readonly LifecycleCall[], value: IntegerValue): void {
  const { context, row, state } = call
  const { tree, fileNames } = context
  // A test that is not understood, or a function that may end the program, came before: the path may not exist.
  if (state.doubtful) return
  const verdicts = possibleVerdicts(fileNames.platform, ['stream'], ['invalid'], asked)
  const [first] = asked
  const [verdict] = verdicts
  if (first === undefined || verdict === undefined || verdicts.some((v) => v.outcome === 'ok')) return
  context.sink?.('invalid', {
    node: call.call.node,
    span: tree.span(call.call.node),
    state,
    via: null,
    name: tree.textOf(argumentNode(call.call, row, 'descriptor')),
    call: first,
    verdict,
    errors: errorsOn((platform) => possibleVerdicts(platform, ['stream'], ['invalid'], asked)),
    created: value.failed === undefined ? null : failureStep(context, value.failed.node),
    tested: value.failed?.tested ?? false,
  })
}

function failureStep(context: FunctionContext, node: NodeId): Step {
  const name = receiver(context, node)
  return {
    span: context.tree.span(node),
    message: { en: `'${name}' is -1 when this call fails`, ja: `この呼び出しが失敗すると '${name}' は -1 になる` },
  }
}

/** Notes that code nobody sees ran: closed descriptors in memory that it can reach may have been replaced there. */
export function noteForeignCode(state: State): void {
  for (const resource of [...state.resources]) {
    if (resource.phase !== 'closed' || resource.closeDoubt !== 'none') continue
    const reachable = resource.input === null ? resource.escaped : !isArgument(resource.input)
    if (reachable) state.updateResource(resource.id, { closeDoubt: 'replaced' })
  }
}

/** Notes that the path tests the result of a failed call in a way that is not understood. */
export function noteTest(state: State, values: readonly Value[]): void {
  if (values.some((value) => value.kind === 'integer' && value.failed !== undefined)) state.doubtful = true
}

/** Notes that a function ran of which only the name is known, or that it touches no socket. */
export function noteEnding(context: FunctionContext, state: State, name: string, call: NodeId): void {
  if (!mayEndProgram(name) || jumpFollows(context, call)) return
  state.doubtful = true
  // What the program called it for, if it went on, would say nothing of the paths that go on for sure.
  state.forgetFailures()
}

/** `report(error); goto out;`: who writes where to go on expects the call to come back. */
function jumpFollows({ tree }: FunctionContext, call: NodeId): boolean {
  const statement = tree.parent(call)
  if (!tree.is(statement, Kind.expression_statement)) return false
  const next = tree.nextSibling(statement)
  return tree.is(next, Kind.goto_statement) || tree.is(next, Kind.continue_statement)
}

/** Notes that a callee had the descriptors in its hands: it may have changed how they work. */
export function noteCallee(state: State, values: readonly Value[]): void {
  const release = (value: Value): void => {
    if (value.kind === 'descriptor') state.updateResource(value.resource, { blocking: false, modes: UNKNOWN_MODES })
  }
  for (const value of values) {
    release(value)
    if (value.kind !== 'pointer') continue
    release(state.read(value.place))
    for (const [, part] of state.partsOf(value.place)) release(part)
  }
}

const addressed = new WeakMap<FunctionContext, ReadonlySet<Place>>()

/** True for a variable of the function whose address is never taken: only the function itself writes it. */
function isOwnVariable(context: FunctionContext, state: State, node: NodeId): boolean {
  const place = placeOf(context, node, state)
  if (place === null || isOutside(place) || /[.[(]/.test(place)) return false
  return !addressedVariables(context).has(place)
}

/** Variables of the function that others may write or read by their address. */
export function addressedVariables(context: FunctionContext): ReadonlySet<Place> {
  const known = addressed.get(context)
  if (known !== undefined) return known
  const { tree, names, body } = context
  const places = new Set<Place>()
  addressed.set(context, places)
  for (let node = body; node < tree.subtreeEnd(body); node++) {
    const isReference = tree.is(node, Kind.reference_declarator)
    // C++ hands variables over by reference without a sign at the call.
    const isByReference = tree.language === 'cpp' && tree.is(node, Kind.argument_list)
    const takes = tree.is(node, Kind.pointer_expression) || tree.is(node, Kind.lambda_expression)
    if (!takes && !isReference && !isByReference) continue
    const whole = isReference ? tree.parent(node) : node
    for (let inner = whole; inner < tree.subtreeEnd(whole); inner++) {
      if (tree.is(inner, Kind.identifier)) places.add(names.placeOf(inner))
    }
  }
  return places
}
