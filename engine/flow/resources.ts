import type { NodeId } from '../syntax/tree.ts'
import type { Span } from '../text/span.ts'
import { noteListLoss } from './address-lists.ts'
import { dependsOnCaller } from './addresses.ts'
import type { FunctionContext } from './context.ts'
import type { LossReason } from './events.ts'
import { noteUnreachable } from './heap.ts'
import { SCOPES } from './names.ts'
import { isFollowedByEndlessLoop, isInLoop } from './loops.ts'
import { container, heapRoot, isGlobal, isOwnMemory, isVarying, pointee, type Place } from './places.ts'
import { makeResource, type Resource, type State } from './state.ts'
import { noteElsewhere } from './tables.ts'
import type { Value } from './values.ts'

/** Marks a descriptor as reachable from where the analysis does not see. */
export function escape(context: FunctionContext, state: State, value: Value): void {
  if (value.kind === 'descriptor') {
    state.updateResource(value.resource, { escaped: true })
    noteElsewhere(context, value.resource)
  }
  if (value.kind === 'input') {
    state.updateResource(`in ${value.place}`, { escaped: true })
    state.passOn(value.place)
    escapeAt(state, pointee(value.place))
  }
  if (value.kind !== 'pointer') return
  if (value.owed) state.disown(value.place)
  state.touch(value.place)
  escapeAt(state, value.place)
}

/** Marks what a place and its parts hold, and all that they lead to, as reachable from where the analysis does not see. */
export function escapeAt(state: State, place: Place, seen: Set<Place> = new Set()): void {
  const root = heapRoot(place)
  if (root !== null && root !== place) {
    // From a member the whole can be reached, as lists do.
    escapeAt(state, root, seen)
    return
  }
  if (seen.has(place)) return
  seen.add(place)
  for (const value of [state.read(place), ...state.partsOf(place).map(([, part]) => part)]) {
    if (value.kind === 'descriptor') state.updateResource(value.resource, { escaped: true })
    if (value.kind === 'pointer') {
      if (value.owed) state.disown(value.place)
      escapeAt(state, value.place, seen)
    }
  }
  if (root !== null) state.share(root)
}

/**
 * The descriptor behind a value: one the path made, or one that came from outside, which is given a record of its own
 * on first use. null when nothing is known.
 */
export function descriptorOf(context: FunctionContext, state: State, value: Value, node: NodeId): string | null {
  if (value.kind === 'descriptor') return value.resource
  if (value.kind !== 'input' || value.order !== null) return null
  const id = incomingId(value.place)
  if (state.resource(id) === undefined) state.setResource(incoming(context, value.place, node))
  return id
}

/** Id of the descriptor that an outside place held when the function was called. */
export function incomingId(place: Place): string {
  return `in ${place}`
}

/** A descriptor from outside on its first use, of which nothing is known. */
export function incoming(context: FunctionContext, place: Place, node: NodeId): Resource {
  return makeResource(
    incomingId(place),
    context.tree.textOf(node).slice(0, 60),
    { span: context.tree.span(node) },
    isVarying(place)
      ? { phase: 'unknown', origin: 'unknown', input: place }
      : { phase: 'unknown', origin: 'parameter', input: place, escaped: true },
  )
}

/**
 * Makes room for a new descriptor: an older one made at the same place of the code, if still known, moves aside. The
 * system gives the lowest free number (POSIX "File Descriptor Allocation"), so that a name that stands for a number,
 * such as that of standard input, may mean the new descriptor when it was closed before.
 *
 * @returns the id that the older one has from now on; null when there is none any more
 */
export function recycle(state: State, id: string): string | null {
  for (const { id: closed, phase, input } of [...state.resources])
    if (phase === 'closed' && input !== null && isGlobal(input))
      state.updateResource(closed, { closeDoubt: 'replaced' })
  state.dropFromSets(id)
  const old = state.resource(id)
  if (old === undefined) return null
  const aside = `${id}~`
  const older = state.resource(aside)
  if (older !== undefined) {
    for (const place of state.holders(aside)) state.blur(place)
    state.removeResource(aside)
  }
  if (old.bound === null && state.holders(id).length === 0) {
    state.removeResource(id)
    return null
  }
  state.renameResource(id, aside)
  return aside
}

/** True while the descriptor is known to be open in this process. */
export function isOpen(resource: Resource): boolean {
  return resource.phase !== 'closed'
}

/** Emits `lost` for those of the descriptors that are open and that nothing holds any more, and forgets them. */
export function noteLosses(
  context: FunctionContext,
  state: State,
  node: NodeId,
  reason: LossReason,
  ids: Iterable<string>,
): void {
  for (const id of ids) {
    const resource = state.resource(id)
    if (resource === undefined || state.holders(id).length > 0) continue
    if (resource.input !== null) continue
    if (isOpen(resource)) tellLoss(context, state, node, reason, resource)
    if (!stillMatters(resource)) state.removeResource(id)
  }
}

/** Tells the rules of an open descriptor that nothing here holds any more. */
export function tellLoss(
  context: FunctionContext,
  state: State,
  node: NodeId,
  reason: LossReason,
  resource: Resource,
): void {
  // What ends with the body of the function ends with the function; a block that runs once may as well be the body.
  const runsOnce = reason === 'scope' && !isInLoop(context, node) && !isFollowedByEndlessLoop(context, node)
  const isLast = node === context.body || runsOnce
  const endsProcess = context.endsProcess && isLast && reason !== 'overwritten'
  const event = { node, span: lossSpan(context, node, reason), state, via: null, resource, endsProcess }
  if (!resource.escaped) context.sink?.('lost', { ...event, reason })
  context.sink?.('ended', event)
}

/**
 * True for a descriptor that nothing on the path holds any more but that rules may still ask about: a socket bound to a
 * known port keeps it although nobody can close it, and one that was closed may block a rebind by what it accepted.
 * Every record kept tells states apart.
 */
export function stillMatters(resource: Resource): boolean {
  if (resource.bound === null) return false
  const { address, value } = resource.bound
  if (address.port === null && !dependsOnCaller(value)) return false
  return isOpen(resource) || resource.hasAccepted || dependsOnCaller(value)
}

/** Lets go of closed descriptors that only variables hold which nothing reads any more, unless rules may still ask about them. */
export function dropClosed(state: State, isDead: (place: Place) => boolean): void {
  for (const resource of [...state.resources]) {
    if (isOpen(resource) || stillMatters(resource)) continue
    const held = state.holders(resource.id)
    const dead = held.filter((place) => isVariable(place) && isDead(place))
    for (const place of dead) state.dropVariable(place)
    if (dead.length === held.length && resource.input === null) state.removeResource(resource.id)
  }
}

function isVariable(place: Place): boolean {
  return isOwnMemory(place) && container(place) === null
}

/** Where control leaves a block or a function by reaching its end, that is the closing brace; else the statement. */
export function lossSpan({ tree }: FunctionContext, node: NodeId, reason: LossReason): Span {
  const span = tree.span(node)
  return reason !== 'overwritten' && SCOPES.has(tree.kind(node)) ? { start: span.end - 1, end: span.end } : span
}

/** Ends the life of variables: descriptors that only they held are lost. */
export function endVariables(
  context: FunctionContext,
  state: State,
  node: NodeId,
  places: readonly Place[],
  reason: LossReason,
): void {
  const ended = places.flatMap((place): (readonly [Place, Value])[] => [
    [place, state.read(place)],
    ...state.partsOf(place).map(([suffix, part]) => [place + suffix, part] as const),
  ])
  const values = ended.map(([, value]) => value)
  const held = new Set(values.flatMap((value) => (value.kind === 'descriptor' ? [value.resource] : [])))
  for (const place of places) state.dropVariable(place)
  noteLosses(context, state, node, reason, held)
  noteUnreachable(context, state, node, reason, values)
  for (const [place, value] of ended) noteListLoss(context, state, node, reason, place, value)
}

/** The process or thread ends here: what is known of its sockets is final. */
export function endProcess(context: FunctionContext, node: NodeId, state: State): void {
  for (const resource of [...state.resources]) {
    if (!isOpen(resource)) continue
    context.sink?.('ended', { node, span: context.tree.span(node), state, via: null, resource, endsProcess: true })
  }
}
