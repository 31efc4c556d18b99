/** What calls make: sockets, files, pairs, accepted connections, duplicates. */
import { familyName, isBlockingType, typeName, type Platform } from '../model/index.ts'
import { Kind, type NodeId } from '../syntax/tree.ts'
import { isAnyInternet } from './addresses.ts'
import { argument, argumentNode } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { failureOf, give, madeName, receiver, step, subject, successOf, withFailure, type Call } from './effect.ts'
import { store } from './assignment.ts'
import { newModes } from './mode-effects.ts'
import type { Modes } from './modes.ts'
import type { Outcome } from './outcomes.ts'
import { element, pointee } from './places.ts'
import { descriptorOf, recycle } from './resources.ts'
import type { Asked } from './resource.ts'
import { makeResource, type Resource } from './state.ts'
import { UNKNOWN, exactly, integer } from './values.ts'

export function create(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const { node } = call.call
  const before = state.copy()
  const id = `fd${context.nameOf(node)}`
  recycle(state, id)
  const asked = {
    family: argument(row, values, 'family'),
    type: argument(row, values, 'type'),
    protocol: argument(row, values, 'protocol'),
  }
  const type = exactly(asked.type)
  const name = madeName(call)
  const resource = makeResource(
    id,
    name,
    { span: context.tree.span(node) },
    {
      phase: 'created',
      origin: 'created',
      ...kindAsked(asked, context.fileNames.platform),
      blocking: type !== null && isBlockingType(type, context.fileNames.platform),
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

/** What a descriptor is that was asked for like this; `asked` stays where it is for the caller to say. */
export function kindAsked(
  asked: Asked,
  platform: Platform,
): Pick<Resource, 'family' | 'isLookedUp' | 'type' | 'protocol' | 'asked'> {
  const family = exactly(asked.family)
  const type = exactly(asked.type)
  const isOpen = [asked.family, asked.type, asked.protocol].some(({ kind }) => kind === 'input')
  return {
    family: family === null ? null : familyName(family, platform),
    isLookedUp: isAnyInternet(asked.family, platform),
    type: type === null ? null : typeName(type),
    protocol: exactly(asked.protocol),
    asked: isOpen ? asked : null,
  }
}

/** True for an argument that depends on the path: a condition, or a variable of the function. */
export function isChosen({ tree, names }: FunctionContext, node: NodeId): boolean {
  for (let inner = node; inner < tree.subtreeEnd(node); inner++) {
    const isVariable = tree.is(inner, Kind.identifier) && names.isLocal(inner)
    if (isVariable || tree.is(inner, Kind.conditional_expression)) return true
  }
  return false
}

/** A descriptor that is no socket: what may be done with it, the calls for sockets do not tell. */
export function open(call: Call): Outcome[] {
  const { context, state } = call
  const { node } = call.call
  const before = state.copy()
  const id = `fd${context.nameOf(node)}`
  recycle(state, id)
  const name = receiver(context, node)
  const span = context.tree.span(node)
  const trail = [step(call, `'${name}' is opened here`, `ここで '${name}' を開く`)]
  state.setResource(makeResource(id, name, { span }, { phase: 'unknown', origin: 'opened', trail }))
  return withFailure(call, before, [{ state, value: { kind: 'descriptor', resource: id } }], integer(-1))
}

export function createPair(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const { node } = call.call
  const before = state.copy()
  const given = argument(row, values, 'pair')
  const place = given.kind === 'pointer' ? given.place : given.kind === 'input' ? pointee(given.place) : null
  const family = exactly(argument(row, values, 'family'))
  const type = exactly(argument(row, values, 'type'))
  for (const index of [0, 1]) {
    const id = `fd${context.nameOf(node)}.${index}`
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

export function accept(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const { node } = call.call
  const listener = subject(call)
  if (listener !== null) state.updateResource(listener, { inherited: null })
  if (listener !== null && state.resource(listener)?.phase === 'closed') return [{ state, value: failureOf(call) }]
  const out = argument(row, values, 'out-address')
  if (out.kind === 'pointer') state.blur(out.place)
  const before = state.copy()
  const id = `fd${context.nameOf(node)}`
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

/** `isPrivate`: no program that the process starts gets the copy. */
export function duplicate(call: Call, isPrivate = false): Outcome[] {
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
  const copyId = `fd${context.nameOf(node)}`
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
