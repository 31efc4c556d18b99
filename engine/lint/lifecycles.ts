import type { FlowListener } from '../flow/analyse.ts'
import type { EndedEvent, Phase, ResourceView, Step } from '../flow/events.ts'
import { PLATFORMS, type Platform } from '../model/index.ts'
import type { FunctionNode } from '../syntax/functions.ts'
import type { Localised } from '../text/localised.ts'
import type { Span } from '../text/span.ts'

/** What becomes of the descriptors of one function. */
export interface FunctionLifecycles {
  readonly name: string
  /** The whole definition. */
  readonly span: Span
  /** In the order of their first steps. */
  readonly descriptors: readonly DescriptorLife[]
}

/** One descriptor, on the platforms on which the same becomes of it. */
export interface DescriptorLife {
  /** As written: `fd`, `c->sock`. */
  readonly name: string
  readonly platforms: readonly Platform[]
  readonly origin: ResourceView['origin']
  readonly family: ResourceView['family']
  /** IPv4 or IPv6, as a look-up gave it. */
  readonly isLookedUp: boolean
  readonly type: ResourceView['type']
  /** At least one. Paths that differ in nothing that is told here are one. */
  readonly paths: readonly LifePath[]
}

export interface LifePath {
  /** At least one; those in other files are left out. */
  readonly steps: readonly LifeStep[]
  readonly end: 'closed' | 'open' | 'handed-over'
}

export interface LifeStep {
  readonly span: Span
  readonly message: Localised
  /** After the step. */
  readonly phase: Phase
}

/** Paths that are kept of one descriptor. */
const MAX_PATHS = 24

interface Gathered {
  readonly resource: ResourceView
  readonly paths: Map<string, LifePath>
}

/** Writes down what the paths of functions tell of their descriptors in the end. */
export class LifecycleRecorder {
  private readonly functions = new Map<string, { fn: FunctionNode; byPlatform: Map<Platform, Map<string, Gathered>> }>()

  /** A listener for the events of one platform's view. */
  listenerFor(platform: Platform): FlowListener {
    return (name, event, fn) => {
      if (name === 'ended') this.take(platform, event as EndedEvent, fn)
    }
  }

  /** What was written down, in the order of the text; without functions that are `silent`. */
  result(isSilent: (fn: FunctionNode) => boolean): FunctionLifecycles[] {
    return [...this.functions.values()]
      .filter(({ fn }) => !isSilent(fn))
      .map(({ fn, byPlatform }) => ({ name: fn.name, span: fn.span, descriptors: merged(byPlatform) }))
      .filter(({ descriptors }) => descriptors.length > 0)
      .toSorted((a, b) => a.span.start - b.span.start)
  }

  private take(platform: Platform, event: EndedEvent, fn: FunctionNode): void {
    const { resource, state } = event
    if (state.doubtful) return
    const path = pathOf(event)
    if (path === null) return
    const key = `${fn.name} ${fn.span.start}`
    const known = this.functions.get(key) ?? { fn, byPlatform: new Map<Platform, Map<string, Gathered>>() }
    this.functions.set(key, known)
    const table = known.byPlatform.get(platform) ?? new Map<string, Gathered>()
    known.byPlatform.set(platform, table)
    const place = `${resource.file ?? ''} ${resource.span.start} ${resource.name}`
    const gathered = table.get(place) ?? { resource, paths: new Map<string, LifePath>() }
    table.set(place, gathered)
    if (gathered.paths.size < MAX_PATHS) gathered.paths.set(JSON.stringify(path), path)
  }
}

/** Null for one that nothing is told of in this file. */
function pathOf({ resource, span, endsProcess }: EndedEvent): LifePath | null {
  const steps = stepsOf(resource)
  const last = steps.at(-1)
  if (last === undefined) return null
  if (resource.phase === 'closed') return { steps, end: 'closed' }
  const end = resource.escaped ? 'handed-over' : 'open'
  const phase = resource.phase === 'unknown' ? last.phase : resource.phase
  const message = (resource.escaped ? HANDED_OVER : endsProcess ? ENDS_PROCESS : LOST)(resource.name)
  return { steps: [...steps, { span, message, phase }], end }
}

function stepsOf(resource: ResourceView): LifeStep[] {
  const steps: LifeStep[] = []
  let phase: Phase = resource.origin === 'accepted' || resource.origin === 'pair' ? 'connected' : 'created'
  const add = (step: Step): void => {
    if (step.phase !== undefined && step.phase !== 'unknown') phase = step.phase
    if (step.file === undefined) steps.push({ span: step.span, message: step.message, phase })
  }
  const addUntold = (from: number, to: number): void => {
    for (const { after, step } of resource.untold) if (from <= after && after < to) add(step)
  }
  addUntold(0, 1)
  resource.trail.forEach((step, index) => {
    add(step)
    addUntold(index + 1, index + 1 === resource.trail.length ? Infinity : index + 2)
  })
  return steps
}

/** Descriptors of which both platforms tell the same are one. */
function merged(byPlatform: ReadonlyMap<Platform, ReadonlyMap<string, Gathered>>): DescriptorLife[] {
  const lives = new Map<string, DescriptorLife & { readonly order: number }>()
  for (const platform of PLATFORMS) {
    for (const [place, { resource, paths }] of byPlatform.get(platform) ?? []) {
      const { name, origin, family, isLookedUp, type } = resource
      const told = { name, origin, family, isLookedUp, type, paths: [...paths.values()] }
      const key = place + JSON.stringify(told)
      const known = lives.get(key)
      const order = told.paths[0]?.steps[0]?.span.start ?? 0
      lives.set(key, { ...told, platforms: [...(known?.platforms ?? []), platform], order })
    }
  }
  return [...lives.values()].toSorted((a, b) => a.order - b.order).map(({ order: _, ...life }) => life)
}

const LOST = (name: string): Localised => ({
  en: `'${name}' is still open here, and nobody has it any more`,
  ja: `ここで '${name}' は開いたままで、もうどこからも使えない`,
})
const ENDS_PROCESS = (name: string): Localised => ({
  en: `'${name}' is still open here; the system closes it with the process`,
  ja: `ここで '${name}' は開いたままで、プロセスの終了とともにシステムがクローズする`,
})
const HANDED_OVER = (name: string): Localised => ({
  en: `'${name}' is handed over: it was returned, stored or passed on, open`,
  ja: `'${name}' は開いたまま、戻り値・格納・引数などで引き渡される`,
})
