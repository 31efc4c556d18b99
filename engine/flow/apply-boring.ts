/** Calls of functions that touch no socket. */
import { noteCallee, noteEnding, noteForeignCode, noteTest } from './misuse.ts'
import type { ResolvedCall } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { keepingPrivacy } from './heap.ts'
import type { Outcome } from './outcomes.ts'
import { argumentPlace, isArgument, pointee, type Place } from './places.ts'
import { escape } from './resources.ts'
import { setModes } from './mode-effects.ts'
import type { State } from './state.ts'
import type { BoringSummary } from './summary.ts'
import { UNKNOWN, type Value } from './values.ts'

export function applyBoring(
  context: FunctionContext,
  call: ResolvedCall,
  summary: BoringSummary,
  values: readonly Value[],
  state: State,
): Outcome[] {
  for (const place of summary.passedOn)
    if (isArgument(place)) escape(context, state, values[Number(place.slice(1))] ?? UNKNOWN)
  values.forEach((value, index) => {
    if (value.kind !== 'pointer') return
    const place = argumentPlace(index)
    const isKept = summary.passedOn.some((other) => other === place || other === pointee(place))
    blurQuietly(state, value.place, isKept)
  })
  if (summary.handles.length > 0) noteCallee(state, values)
  for (const place of summary.nonBlocking) {
    const value = isArgument(place) ? values[Number(place.slice(1))] : undefined
    if (value?.kind === 'descriptor') setModes(state, value.resource, { nonBlocking: true })
  }
  noteForeignCode(state)
  if (!summary.returns) noteEnding(context, state, call.name, call.node)
  noteTest(state, values)
  return [{ state, value: UNKNOWN }]
}

/**
 * Forgets numbers behind a pointer but not which descriptors it holds: a function without socket calls keeps those.
 * `isKept`: others may reach the memory, or parts of it, from now on.
 */
function blurQuietly(state: State, place: Place, isKept: boolean): void {
  if (state.read(place).kind === 'descriptor') return
  const held = state.partsOf(place).filter(([, value]) => value.kind === 'descriptor')
  if (isKept) state.blur(place)
  else
    keepingPrivacy(state, place, () => {
      for (const [suffix] of held) state.narrow(place + suffix, UNKNOWN)
      state.blur(place)
    })
  for (const [suffix, value] of held) state.write(place + suffix, value)
}
