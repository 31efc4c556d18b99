import { NO_NODE } from '../syntax/tree.ts'
import { BOUNDS } from './bounds.ts'
import type { CodePlace, OptionSetting } from './events.ts'
import { UNKNOWN_MODES, joinModes, type Modes } from './modes.ts'
import type { FirstUse } from './first-uses.ts'
import { isArgument, isOutside, isVarying, type Place } from './places.ts'
import { stillMatters } from './resources.ts'
import type { Exit, Simulation } from './simulate.ts'
import { askedKey } from './resource.ts'
import { INPUT_SUBJECT, pendingKey, type Bound, type Resource, type State } from './state.ts'
import type { FunctionSummary, Given, SummaryOutcome } from './summary.ts'
import type { StartedThread } from './thread-effects.ts'
import { UNKNOWN, joinValues, valueKey, withoutResult, type Value } from './values.ts'

/** What callers need to know of a simulated function: unknown where it, or what it may return, passes a bound. */
export function deriveSummary(
  simulation: Simulation,
  file: string,
  uses: readonly FirstUse[],
  threads: readonly StartedThread[],
): FunctionSummary {
  if (simulation.limit !== null) return { kind: 'unknown' }
  const outcomes = new Map<string, SummaryOutcome>()
  for (const exit of simulation.exits) {
    const outcome = outcomeOf(exit, file)
    const key = groupKey(outcome)
    const known = outcomes.get(key)
    outcomes.set(key, known === undefined ? outcome : joinOutcomes(known, outcome))
    if (outcomes.size > BOUNDS.waysToReturn) return { kind: 'unknown' }
  }
  return {
    kind: 'outcomes',
    file,
    outcomes: [...outcomes.values()],
    ...(uses.length > 0 ? { uses } : {}),
    ...(threads.length > 0 ? { threads } : {}),
  }
}

/** Outcomes that did the same to descriptors and agree on success or failure are one to a caller. */
function groupKey(outcome: SummaryOutcome): string {
  return [outcome.role, outcome.doubtful, resultClass(outcome.result), resourcesKey(outcome)].join('\n')
}

/** What a caller can tell a result by. */
export function resultClass(result: Value): string {
  if (result.kind === 'integer')
    return result.high < 0
      ? 'negative'
      : result.low > 0
        ? 'positive'
        : result.low === 0 && result.high === 0
          ? 'zero'
          : 'other'
  return result.kind === 'descriptor' || result.kind === 'input' ? valueKey(result) : 'other'
}

function joinOutcomes(a: SummaryOutcome, b: SummaryOutcome): SummaryOutcome {
  const stores = new Map<Place, Value>(a.stores)
  for (const [place, value] of b.stores) {
    const mine = stores.get(place)
    stores.set(place, mine === undefined ? UNKNOWN : joinValues(mine, value, false))
  }
  const others = new Set(b.stores.map(([place]) => place))
  for (const place of stores.keys()) if (!others.has(place)) stores.set(place, UNKNOWN)
  const given = a.given.filter((mine) => b.given.some((other) => givenKey(other) === givenKey(mine)))
  const modesOf = (id: string): Modes => b.created.find((other) => other.id === id)?.modes ?? UNKNOWN_MODES
  return {
    ...a,
    created: a.created.map((resource) => ({ ...resource, modes: joinModes(resource.modes, modesOf(resource.id)) })),
    given,
    borrowed: [...new Set([...a.borrowed, ...b.borrowed])].sort(),
    passedOn: [...new Set([...a.passedOn, ...b.passedOn])].sort(),
    result: joinValues(a.result, b.result, false),
    stores: [...stores].sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0)),
  }
}

function outcomeOf(exit: Exit, file: string): SummaryOutcome {
  const { state } = exit
  const result = outsideValue(exit.result, state)
  const stores: [string, Value][] = []
  for (const [place, value] of state.outsideWrites()) {
    // Which element it is, only the function knows.
    if (isArgument(place) || isVarying(place)) continue
    if (value.kind === 'input' && value.place === place && value.order === null) continue
    stores.push([place, outsideValue(value, state)])
  }
  stores.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const kept = new Set<string>()
  for (const value of [result, ...stores.map(([, v]) => v)]) if (value.kind === 'descriptor') kept.add(value.resource)
  const created: Resource[] = []
  const inputs: Resource[] = []
  const borrowed: Place[] = []
  for (const resource of state.resources) {
    if (resource.input !== null && isVarying(resource.input)) continue
    if (resource.input !== null) {
      if (isChanged(resource)) inputs.push(withFile(resource, file))
      else borrowed.push(resource.input)
    } else if (kept.has(resource.id) || stillMatters(resource)) {
      created.push({ ...withFile(resource, file), asked: outsideAsked(resource, state) })
    }
  }
  return {
    result,
    created,
    inputs,
    stores,
    borrowed: borrowed.sort(),
    passedOn: [...state.passedOn].filter((place) => !isVarying(place)).sort(),
    given: givenOf(state),
    role: state.role,
    doubtful: state.doubtful,
  }
}

/** Comparisons of values that came in with numbers; tests of single bits stay in the function. */
function givenOf(state: State): Given[] {
  const result: Given[] = []
  for (const { subject, operator, bound, holds } of state.seen) {
    if (
      subject.startsWith(INPUT_SUBJECT) &&
      typeof bound === 'number' &&
      !isVarying(subject) &&
      !subject.includes('[&')
    )
      result.push({ place: subject.slice(INPUT_SUBJECT.length), operator, bound, holds })
  }
  return result.sort((a, b) => (givenKey(a) < givenKey(b) ? -1 : 1))
}

function givenKey({ place, operator, bound, holds }: Given): string {
  return `${place} ${operator} ${bound} ${holds}`
}

/** A value in the caller's terms: memory of the function itself is gone. */
function outsideValue(given: Value, state: State): Value {
  const value = withoutCalls(given)
  if (value.kind === 'unknown') return UNKNOWN
  if (value.kind === 'pointer') return isOutside(value.place) && !isVarying(value.place) ? value : UNKNOWN
  if (value.kind === 'input' && isVarying(value.place)) return UNKNOWN
  if (value.kind === 'descriptor') {
    const resource = state.resource(value.resource)
    if (resource === undefined || (resource.input !== null && isVarying(resource.input))) return UNKNOWN
    return resource.input === null ? value : { kind: 'input', place: resource.input, order: null }
  }
  return value
}

function outsideAsked({ asked }: Resource, state: State): Resource['asked'] {
  if (asked === null) return null
  const [family, type, protocol] = [asked.family, asked.type, asked.protocol].map((v) => outsideValue(v, state))
  return { family: family ?? UNKNOWN, type: type ?? UNKNOWN, protocol: protocol ?? UNKNOWN }
}

function isChanged(resource: Resource): boolean {
  return (
    resource.phase !== 'unknown' ||
    resource.bound !== null ||
    resource.options.size > 0 ||
    resource.pending.length > 0 ||
    resource.hasAccepted ||
    resource.undrained ||
    resource.disturbed !== 'no' ||
    resource.drained
  )
}

/** A value without the calls that it came from: their nodes mean nothing outside the function. */
function withoutCalls(given: Value): Value {
  const value = withoutResult(given)
  // Where it failed inside is no concern of the caller's.
  if (value.kind === 'integer' && value.failed !== undefined)
    return { ...value, failed: { ...value.failed, node: NO_NODE } }
  return value.kind === 'received' || value.kind === 'set' ? UNKNOWN : value
}

function addressOutside(value: Bound['value']): Bound['value'] {
  return value.kind === 'at' ? value : { ...value, host: withoutCalls(value.host), port: withoutCalls(value.port) }
}

/** Places of a resource named with their file, so that they can travel. */
function withFile(resource: Resource, file: string): Resource {
  const at = <T extends CodePlace>(place: T): T => (place.file === undefined ? { ...place, file } : place)
  const options = new Map<string, OptionSetting>([...resource.options].map(([name, setting]) => [name, at(setting)]))
  return {
    ...at(resource),
    options,
    bound:
      resource.bound === null
        ? null
        : {
            ...at(resource.bound),
            value: addressOutside(resource.bound.value),
            options: new Map([...resource.bound.options].map(([n, s]) => [n, at(s)])),
          },
    closedAt: resource.closedAt === null ? null : at(resource.closedAt),
    sharedWithChild: resource.sharedWithChild === null ? null : at(resource.sharedWithChild),
    inherited: resource.inherited === null ? null : at(resource.inherited),
    trail: resource.trail.map(at),
    untold: resource.untold.map(({ after, step }) => ({ after, step: at(step) })),
    pending: resource.pending.map((option) => ({
      ...at(option),
      level: withoutCalls(option.level),
      option: withoutCalls(option.option),
      value: withoutCalls(option.value),
    })),
  }
}

function outcomeKey(outcome: SummaryOutcome): string {
  return [
    outcome.role,
    outcome.doubtful,
    valueKey(outcome.result),
    resourcesKey(outcome),
    outcome.passedOn.join(),
    outcome.borrowed.join(),
    outcome.given.map(givenKey).join(),
    outcome.stores.map(([place, value]) => `${place}=${valueKey(value)}`).join(';'),
  ].join('\n')
}

function resourcesKey(outcome: SummaryOutcome): string {
  const key = (r: Resource): string =>
    [
      r.id,
      r.phase,
      r.pending.map(pendingKey).join('+'),
      r.hasAccepted,
      r.drained,
      r.undrained,
      r.disturbed,
      r.escaped,
      [...r.options.values()].map((o) => `${o.name}=${o.value}`).join('+'),
      r.bound === null ? '' : boundKey(r),
      askedKey(r),
    ].join('|')
  return `${outcome.created.map(key).sort().join(';')}\n${outcome.inputs.map(key).sort().join(';')}`
}

function boundKey(resource: Resource): string {
  const value = resource.bound?.value
  if (value === undefined) return ''
  return value.kind === 'at' ? value.place : `${value.family} ${valueKey(value.host)} ${valueKey(value.port)}`
}

/** A text equal exactly for equal summaries, to see whether another round changes anything. */
export function summaryKey(summary: FunctionSummary): string {
  return summary.kind === 'outcomes'
    ? `${summary.file}\n${(summary.uses ?? []).map(({ place, call }) => `${call} ${place}`).join()} ${(summary.threads ?? []).map((t) => `${t.function} ${t.value}`).join()}\n${summary.outcomes.map(outcomeKey).sort().join('\n\n')}`
    : summary.kind === 'boring'
      ? `boring ${summary.passedOn.join()} ${summary.returns} ${summary.handles.join()} ${summary.nonBlocking.join()}`
      : summary.kind
}
