/**
 * Variables that a path closes, or gives back, before it has assigned anything to them. Only the variables that a function closes by
 * name are watched, and only in C: elsewhere a call may assign its argument by reference.
 */
import { parameterIndex, type Effect, type ParameterRole } from '../model/index.ts'
import { Kind } from '../syntax/tree.ts'
import { resolveCall, type ResolvedCall } from './calls.ts'
import type { Callee, FunctionContext } from './context.ts'
import { stripped } from './place-of.ts'
import { isArgument, isOutside, type Place } from './places.ts'
import type { State } from './state.ts'
import { alwaysClosed } from './summary.ts'
import { UNSET } from './values.ts'

const watched = new WeakMap<FunctionContext, ReadonlySet<Place>>()

/** A declaration without a value: what the variable holds is nobody's. */
export function declareUnset(context: FunctionContext, place: Place, state: State): void {
  if (context.tree.language !== 'c') return
  let places = watched.get(context)
  if (places === undefined) {
    places = closedVariables(context)
    watched.set(context, places)
  }
  if (places.has(place)) state.narrow(place, UNSET)
}

/** Whoever gets the address of a variable may assign it. */
export function mayAssign(state: State, place: Place | null): void {
  if (place !== null && state.isUnset(place)) state.touch(place)
}

/** Tells the rules of arguments that the call closes whatever happens and that nothing was assigned to. */
export function judgeUnset(context: FunctionContext, state: State, call: ResolvedCall, via: string | null): void {
  for (const index of closedArguments(call.callee)) {
    const argument = call.argumentNodes[index] ?? -1
    const variable = stripped(context, argument)
    const place = context.tree.is(variable, Kind.identifier) ? context.names.placeOf(variable) : null
    if (place === null || !state.isUnset(place)) continue
    const name = context.tree.textOf(argument)
    if (!state.doubtful)
      context.sink?.('unset', { node: call.node, span: context.tree.span(call.node), state, via, name })
    // Told once a path.
    mayAssign(state, place)
  }
}

/** Effects that end the life of what an argument stands for, with the role of the argument. */
const ENDED: Readonly<Partial<Record<Effect, ParameterRole>>> = { close: 'descriptor', 'free-list': 'list' }

/** Indexes of the arguments that a callee closes, or gives back, on each of its paths. */
function closedArguments(callee: Callee): number[] {
  switch (callee.kind) {
    case 'api': {
      const role = ENDED[callee.row.effect]
      const index = role === undefined ? -1 : parameterIndex(callee.row, role)
      return index < 0 ? [] : [index]
    }
    case 'function': {
      if (callee.summary.kind !== 'outcomes') return []
      return alwaysClosed(callee.summary.outcomes).flatMap((place) =>
        isArgument(place) ? [Number(place.slice(1))] : [],
      )
    }
    case 'unknown':
      return []
  }
}

function closedVariables(context: FunctionContext): ReadonlySet<Place> {
  const { tree, names, body } = context
  const places = new Set<Place>()
  for (let node = body; node < tree.subtreeEnd(body); node++) {
    const call = tree.is(node, Kind.call_expression) ? resolveCall(context, node) : null
    if (call === null) continue
    for (const index of closedArguments(call.callee)) {
      const argument = stripped(context, call.argumentNodes[index] ?? -1)
      if (!tree.is(argument, Kind.identifier) || !names.isLocal(argument)) continue
      const place = names.placeOf(argument)
      if (!isOutside(place)) places.add(place)
    }
  }
  return places
}
