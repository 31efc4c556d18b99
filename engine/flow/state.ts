import type { AddressFact, BoundTo, CodePlace, OptionSetting, Phase, ResourceView, StateView, Step } from './events.ts'
import { container, isAffected, isOutside, type Place } from './places.ts'
import { UNKNOWN, ZEROED, integer, joinValues, sameValue, valueKey, type Value } from './values.ts'

/** A local address as the path built it: parts may still be what the caller will give. */
export type AddressValue =
  | { readonly kind: 'parts'; readonly family: AddressFact['family']; readonly host: Value; readonly port: Value }
  /** Whatever the structure at this outside place holds when the function is called. */
  | { readonly kind: 'at'; readonly place: Place }

export interface Bound extends Omit<BoundTo, 'address'> {
  readonly address: AddressFact
  readonly value: AddressValue
}

/** A descriptor on one path. Immutable: every change makes a new object. */
export interface Resource extends ResourceView {
  readonly bound: Bound | null
  /** The outside place that held it at entry, for descriptors this function did not make. */
  readonly input: Place | null
  /** A connection accepted from it was closed without being drained. */
  readonly undrained: boolean
  /** Options whose level, name or value only the caller knows. */
  readonly pending: readonly PendingOption[]
}

/** A setsockopt() call that depends on what the function is given. */
export interface PendingOption extends CodePlace {
  readonly level: Value
  readonly option: Value
  readonly value: Value
}

export type Role = StateView['role']

const MAX_TRAIL = 16

/** One abstract state. Mutable while a block runs; copied at every split. */
export class State implements StateView {
  private constructor(
    private readonly environment: Map<Place, Value>,
    private readonly table: Map<string, Resource>,
    public role: Role,
    /** Outside places whose values the path stored or passed where nobody here sees them. */
    readonly passedOn: Set<Place>,
  ) {}

  static empty(): State {
    return new State(new Map(), new Map(), 'sole', new Set())
  }

  copy(): State {
    return new State(new Map(this.environment), new Map(this.table), this.role, new Set(this.passedOn))
  }

  get resources(): Iterable<Resource> {
    return this.table.values()
  }

  resource(id: string): Resource | undefined {
    return this.table.get(id)
  }

  setResource(resource: Resource): void {
    this.table.set(resource.id, resource)
  }

  removeResource(id: string): void {
    this.table.delete(id)
  }

  updateResource(id: string, change: Partial<Resource>, step?: Step): void {
    const resource = this.table.get(id)
    if (resource === undefined) return
    const trail = step === undefined ? resource.trail : [...resource.trail, step].slice(-MAX_TRAIL)
    this.table.set(id, { ...resource, ...change, trail })
  }

  /** Gives a resource another id, in the table and in every variable that holds it. */
  renameResource(from: string, to: string): void {
    const resource = this.table.get(from)
    if (resource === undefined) return
    this.table.delete(from)
    this.table.set(to, { ...resource, id: to })
    for (const [place, value] of this.environment) {
      if (value.kind === 'descriptor' && value.resource === from) this.environment.set(place, { kind: 'descriptor', resource: to })
    }
    for (const [id, other] of this.table) if (other.listener === from) this.table.set(id, { ...other, listener: to })
  }

  /** What a place holds: what was written, a part of a zeroed or copied whole, or what it held at entry. */
  read(place: Place): Value {
    const own = this.environment.get(place)
    if (own !== undefined) return own
    for (let outer = container(place); outer !== null; outer = container(outer)) {
      const whole = this.environment.get(outer)
      if (whole === undefined) continue
      if (whole.kind === 'zeroed') return integer(0)
      if (whole.kind === 'input') return { kind: 'input', place: whole.place + place.slice(outer.length), order: null }
      return UNKNOWN
    }
    return isOutside(place) ? { kind: 'input', place, order: null } : UNKNOWN
  }

  /** True when this exact place was written on the path. */
  has(place: Place): boolean {
    return this.environment.has(place)
  }

  write(place: Place, value: Value): void {
    this.forget(place)
    this.environment.set(place, value)
  }

  /** Drops what is known of the parts of a place and of what it points to. */
  forget(place: Place): void {
    for (const key of this.environment.keys()) if (isAffected(place, key)) this.environment.delete(key)
    this.environment.delete(place)
  }

  /** Keeps the place and its parts but knows nothing of them any more. */
  blur(place: Place): void {
    this.forget(place)
    this.environment.set(place, UNKNOWN)
  }

  /** Copies a whole with its parts. */
  copyPlace(from: Place, to: Place): void {
    const parts: [Place, Value][] = []
    for (const [key, value] of this.environment) {
      if (key.startsWith(from) && (key[from.length] === '.' || key[from.length] === '[')) parts.push([to + key.slice(from.length), value])
    }
    const whole = this.read(from)
    this.forget(to)
    this.environment.set(to, whole)
    for (const [key, value] of parts) this.environment.set(key, value)
  }

  /** Parts of a place that were written, as [suffix, value]. */
  partsOf(place: Place): [string, Value][] {
    const result: [string, Value][] = []
    for (const [key, value] of this.environment) {
      if (key.length > place.length && key.startsWith(place) && (key[place.length] === '.' || key[place.length] === '[')) {
        result.push([key.slice(place.length), value])
      }
    }
    return result
  }

  /** Everything written to memory that outlives the function. */
  outsideWrites(): [Place, Value][] {
    return [...this.environment].filter(([place]) => isOutside(place))
  }

  dropVariable(place: Place): void {
    this.forget(place)
  }

  /** Places that hold the descriptor. */
  holders(id: string): Place[] {
    const result: Place[] = []
    for (const [place, value] of this.environment) if (value.kind === 'descriptor' && value.resource === id) result.push(place)
    return result
  }

  /** Texts equal exactly when two states agree on all that the rules track: states of one key are joined. */
  key(): string {
    const parts: string[] = [this.role]
    const ids = [...this.table.keys()].sort()
    for (const id of ids) parts.push(resourceKey(this.table.get(id) as Resource))
    const held: string[] = []
    for (const [place, value] of this.environment) if (value.kind === 'descriptor') held.push(`${place}=${value.resource}`)
    parts.push(held.sort().join(','))
    return parts.join(';')
  }

  /** Joins another state of the same key into a copy of this; null when nothing changes. */
  joined(other: State, widen: boolean): State | null {
    const passedOn = new Set([...this.passedOn, ...other.passedOn])
    let changed = passedOn.size > this.passedOn.size
    const environment = new Map(this.environment)
    for (const [place, value] of other.environment) {
      const mine = environment.get(place)
      const next = mine === undefined ? joinValues(this.read(place), value, widen) : joinValues(mine, value, widen)
      if (mine === undefined || !sameValue(mine, next)) {
        if (mine === undefined && next.kind === 'unknown' && !isOutside(place) && container(place) === null) continue
        environment.set(place, next)
        changed = true
      }
    }
    for (const [place, value] of this.environment) {
      if (other.environment.has(place)) continue
      const next = joinValues(value, other.read(place), widen)
      if (!sameValue(value, next)) {
        environment.set(place, next)
        changed = true
      }
    }
    return changed ? new State(environment, this.table, this.role, passedOn) : null
  }

  /** Lines for `debug -- states`. */
  describe(): string[] {
    const lines = [`role ${this.role}`]
    for (const resource of this.table.values()) lines.push(`  ${resourceKey(resource)}`)
    for (const [place, value] of this.environment) lines.push(`  ${place} = ${valueKey(value)}`)
    return lines
  }
}

function resourceKey(resource: Resource): string {
  const options = [...resource.options.values()].map((o) => `${o.name}=${o.value ?? '?'}`).sort()
  return [
    resource.id,
    resource.phase,
    options.join('+'),
    resource.bound === null ? '' : `${addressKey(resource.bound.value)}@${resource.bound.span.start}`,
    resource.escaped ? 'escaped' : '',
    resource.hasAccepted ? 'accepted' : '',
    resource.drained ? 'drained' : '',
    resource.undrained ? 'undrained' : '',
    resource.sharedWithChild === null ? '' : 'shared',
    resource.listener ?? '',
    resource.pending.map(pendingKey).join('+'),
  ].join('|')
}

/** A text equal exactly for equal pending options. */
export function pendingKey(pending: PendingOption): string {
  return [pending.level, pending.option, pending.value].map(valueKey).join('/')
}

function addressKey(address: AddressValue): string {
  return address.kind === 'at' ? address.place : `${address.family}/${valueKey(address.host)}/${valueKey(address.port)}`
}

const NO_OPTIONS: ReadonlyMap<string, OptionSetting> = new Map()

/** A fresh resource with everything not given at its weakest. */
export function makeResource(id: string, name: string, at: CodePlace, given: Partial<Resource> & { readonly phase: Phase }): Resource {
  return {
    id,
    name,
    span: at.span,
    ...(at.file === undefined ? {} : { file: at.file }),
    origin: 'unknown',
    family: null,
    type: null,
    protocol: null,
    options: NO_OPTIONS,
    bound: null,
    closedAt: null,
    hasAccepted: false,
    listener: null,
    drained: false,
    escaped: false,
    sharedWithChild: null,
    trail: [],
    input: null,
    undrained: false,
    pending: [],
    ...given,
  }
}

export { UNKNOWN, ZEROED }
