import type { OptionSetting } from './events.ts'
import { UNKNOWN_MODES, joinModes } from './modes.ts'
import { askedKey, pendingKey, resourceKey, type Resource } from './resource.ts'

/**
 * How finely states are told apart where they meet. `full`: by all that rules track. `live`: closed descriptors in
 * variables that nothing reads any more no longer count. `judged`: nor do descriptors that others can reach, of which
 * little is certain anyhow, unless they are closed for sure. `own`: only descriptors that nobody else can reach count.
 */
export const DETAILS = ['full', 'live', 'judged', 'own'] as const
export type Detail = (typeof DETAILS)[number]

/** The next coarser one, or null. */
export function coarser(detail: Detail): Detail | null {
  return DETAILS[DETAILS.indexOf(detail) + 1] ?? null
}

/** What a resource adds to the key of a state; null for nothing. */
export function mergingKey(resource: Resource, detail: Detail): string | null {
  if (detail === 'full' || detail === 'live' || !resource.escaped) return resourceKey(resource)
  const isSurelyClosed = resource.phase === 'closed' && resource.closeDoubt === 'none'
  return detail === 'judged' && isSurelyClosed ? `${resource.id} closed` : null
}

/** The table of two states that meet; null when it is `mine`. */
export function joinedTable(
  mine: ReadonlyMap<string, Resource>,
  other: ReadonlyMap<string, Resource>,
): Map<string, Resource> | null {
  if (mine === other) return null
  let result: Map<string, Resource> | null = null
  const change = (): Map<string, Resource> => (result ??= new Map(mine))
  for (const [id, resource] of mine) {
    const there = other.get(id)
    if (there === resource) continue
    const next = there === undefined ? oneSided(resource) : weakened(resource, there)
    if (next === null) change().delete(id)
    else if (next !== resource) change().set(id, next)
  }
  for (const [id, resource] of other) {
    const next = mine.has(id) ? null : oneSided(resource)
    if (next !== null) change().set(id, next)
  }
  return result
}

/** What came in is not known any more where only one path did something to it; what only one path made is forgotten. */
function oneSided(resource: Resource): Resource | null {
  if (resource.input === null) return null
  const isUntouched = resource.phase === 'unknown' && resource.disturbed === 'no' && resource.bound === null
  if (isUntouched && resource.options.size === 0 && resource.pending.length === 0) return resource
  const next = unsure(resource)
  return resourceKey(next) === resourceKey(resource) ? resource : next
}

function unsure(resource: Resource): Resource {
  return {
    ...resource,
    phase: 'unknown',
    disturbed: 'yes',
    options: new Map(),
    pending: [],
    bound: null,
    closedAt: null,
    failedAt: null,
    hasAccepted: false,
    drained: false,
    undrained: false,
    blocking: false,
    modes: UNKNOWN_MODES,
    escaped: true,
  }
}

/** A descriptor of which the paths that meet know different things: only what they agree on is kept. */
function weakened(mine: Resource, other: Resource): Resource {
  if (resourceKey(mine) === resourceKey(other)) return mine
  const isSamePhase = mine.phase === other.phase
  const joined: Resource = {
    ...mine,
    phase: isSamePhase ? mine.phase : 'unknown',
    disturbed: isSamePhase && mine.disturbed === other.disturbed ? mine.disturbed : 'yes',
    options: commonOptions(mine.options, other.options),
    pending: mine.pending.filter((p) => other.pending.some((q) => pendingKey(p) === pendingKey(q))),
    bound: isSamePhase && mine.bound?.span.start === other.bound?.span.start ? mine.bound : null,
    closedAt: isSamePhase ? mine.closedAt : null,
    failedAt: isSamePhase ? mine.failedAt : null,
    hasAccepted: mine.hasAccepted && other.hasAccepted,
    drained: mine.drained && other.drained,
    undrained: mine.undrained && other.undrained,
    blocking: mine.blocking && other.blocking,
    modes: joinModes(mine.modes, other.modes),
    asked: askedKey(mine) === askedKey(other) ? mine.asked : null,
    sharedWithChild: mine.sharedWithChild ?? other.sharedWithChild,
    listener: mine.listener === other.listener ? mine.listener : null,
    closeDoubt: mine.closeDoubt === other.closeDoubt ? mine.closeDoubt : 'replaced',
    escaped: true,
  }
  return resourceKey(joined) === resourceKey(mine) ? mine : joined
}

function commonOptions(
  mine: ReadonlyMap<string, OptionSetting>,
  other: ReadonlyMap<string, OptionSetting>,
): ReadonlyMap<string, OptionSetting> {
  const common = [...mine].filter(([name]) => other.has(name))
  return new Map(
    common.map(([name, setting]) => [
      name,
      setting.value === other.get(name)?.value ? setting : { ...setting, value: null },
    ]),
  )
}
