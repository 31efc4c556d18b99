import { FAMILY_MEMBERS } from '../model/index.ts'
import { Environment } from './environment.ts'
import type { StateView, Step } from './events.ts'
import { Memory } from './memory.ts'
import { joinedTable, mergingKey, type Detail } from './merging.ts'
import { describeModes, joinModes, sameModes, type Modes } from './modes.ts'
import { container, heapRoot, isAffected, isOutside, isVarying, type Place } from './places.ts'
import { resourceKey, type Resource } from './resource.ts'
import { INPUT_SUBJECT, SeenConditions, type Condition } from './seen-conditions.ts'
import {
  UNKNOWN,
  compare,
  describeValue,
  integer,
  isSameResult,
  joinValues,
  sameValue,
  type CallResult,
  type Value,
} from './values.ts'

export { makeResource, pendingKey } from './resource.ts'
export type { AddressValue, Bound, PendingOption, Resource } from './resource.ts'
export { INPUT_SUBJECT, type Alternative, type Condition } from './seen-conditions.ts'

export type Role = StateView['role']

const MAX_TRAIL = 16

/**
 * One abstract state. Mutable while a block runs; copied at every split. Copies share their tables until one of them
 * writes: most paths split on a condition and write little before they meet again.
 */
export class State extends Memory implements StateView {
  private sharesTable = false
  private sharesPassedOn = false
  doubtful = false
  failedToExecute = false

  private constructor(
    environment: Environment,
    private table: Map<string, Resource>,
    public role: Role,
    private given: Set<Place>,
    private conditions: SeenConditions,
  ) {
    super(environment)
  }

  static empty(): State {
    return new State(Environment.empty(), new Map(), 'sole', new Set(), SeenConditions.none())
  }

  copy(): State {
    const copy = new State(this.environment.copy(), this.table, this.role, this.given, this.conditions.copy())
    copy.doubtful = this.doubtful
    copy.failedToExecute = this.failedToExecute
    copy.hasVarying = this.hasVarying
    copy.hasSets = this.hasSets
    for (const state of [this, copy]) {
      state.sharesTable = true
      state.sharesPassedOn = true
    }
    return copy
  }

  private ownTable(): Map<string, Resource> {
    if (this.sharesTable) {
      this.table = new Map(this.table)
      this.sharesTable = false
    }
    return this.table
  }

  /** Outside places whose values the path stored or passed where nobody here sees them. */
  get passedOn(): ReadonlySet<Place> {
    return this.given
  }

  passOn(place: Place): void {
    if (this.given.has(place)) return
    if (this.sharesPassedOn) {
      this.given = new Set(this.given)
      this.sharesPassedOn = false
    }
    this.given.add(place)
  }

  /** See `SeenConditions.recall`. */
  recall(condition: Omit<Condition, 'holds'>): boolean | undefined {
    return this.conditions.recall(condition)
  }

  learn(condition: Condition): void {
    this.conditions.learn(condition)
  }

  /** Code ran that may change any global: comparisons of globals do not hold any more. */
  forgetGlobals(): void {
    this.conditions.forgetGlobals()
  }

  /** Comparisons that the path has seen. */
  get seen(): Iterable<Condition> {
    return this.conditions.all()
  }

  get resources(): Iterable<Resource> {
    return this.table.values()
  }

  resource(id: string): Resource | undefined {
    return this.table.get(id)
  }

  setResource(resource: Resource): void {
    this.ownTable().set(resource.id, resource)
  }

  removeResource(id: string): void {
    this.ownTable().delete(id)
  }

  updateResource(id: string, change: Partial<Resource>, step?: Step): void {
    const resource = this.table.get(id)
    if (resource === undefined) return
    const { phase } = change
    const taken = step === undefined || phase === undefined ? step : { ...step, phase }
    const trail = taken === undefined ? resource.trail : [...resource.trail, taken].slice(-MAX_TRAIL)
    this.ownTable().set(id, { ...resource, ...change, trail })
  }

  /** Gives a resource another id, in the table and in every variable that holds it. */
  renameResource(from: string, to: string): void {
    const resource = this.table.get(from)
    if (resource === undefined) return
    this.ownTable().delete(from)
    this.ownTable().set(to, { ...resource, id: to })
    for (const [place, value] of [...this.environment.telling()]) {
      if (value.kind === 'descriptor' && value.resource === from)
        this.environment.set(place, { kind: 'descriptor', resource: to })
    }
    for (const [id, other] of [...this.table])
      if (other.listener === from) this.ownTable().set(id, { ...other, listener: to })
  }

  /** Drops what is known of such elements, unless it `isKept`: somebody unseen may have written to their arrays. */
  dropVarying(isKept: (place: Place) => boolean): void {
    if (!this.hasVarying) return
    const isGone = (place: Place): boolean => isVarying(place) && !isKept(place)
    for (const [key] of this.environment.entries()) if (isGone(key)) this.forgetValue(key)
    this.forgetRead(isGone)
  }

  /** Drops a value; a descriptor is still where it was, out of sight. */
  private forgetValue(place: Place): void {
    const value = this.environment.get(place)
    if (value?.kind === 'descriptor') this.updateResource(value.resource, { escaped: true })
    this.environment.delete(place)
  }

  /** Drops values that were read from elements which are others now, and the records of their descriptors. */
  private forgetRead(isGone: (place: Place) => boolean): void {
    for (const [key, value] of this.environment.entries()) {
      if (value.kind === 'input' && isVarying(value.place) && isGone(value.place)) this.environment.set(key, UNKNOWN)
    }
    for (const { id, input } of [...this.table.values()])
      if (input !== null && isVarying(input) && isGone(input)) this.removeResource(id)
    this.conditions.forgetRead(isGone)
  }

  /** Notes that a call filled a place. `leavesRest`: there is more memory than it may fill. */
  receive(place: Place, by: CallResult, leavesRest: boolean): void {
    const before = this.environment.get(place)
    const wasBare = before?.kind === 'uninitialised' || (before?.kind === 'received' && before.isBare)
    this.blur(place)
    // Whatever was there, a call that may fill all of the memory may have left nothing of it.
    const isBare = wasBare || !leavesRest
    this.environment.set(place, { kind: 'received', by, isWhole: true, isBare })
  }

  write(place: Place, value: Value): void {
    this.forget(place)
    for (let outer = container(place); outer !== null; outer = container(outer))
      if (this.environment.get(outer)?.kind === 'received') this.alterMark(outer)
    this.environment.set(place, value)
  }

  /** Drops what is known of the parts of a place and of what it points to. */
  forget(place: Place): void {
    if (this.hasVarying) {
      this.forgetRead((other) => other === place || isAffected(place, other))
      for (const [key, value] of this.environment.entries()) {
        if (value.kind === 'pointer' && isVarying(value.place) && value.place.includes(`[=${place}]`))
          this.environment.set(key, UNKNOWN)
      }
    }
    this.conditions.forgetAbout(place)
    for (const key of this.environment.affectedBy(place, this.hasVarying)) this.environment.delete(key)
    this.environment.delete(place)
  }

  /** Keeps the place and its parts but knows nothing of them any more, nor who else knows the descriptors they held. */
  blur(place: Place): void {
    this.touch(place)
    for (const key of [place, ...this.environment.affectedBy(place, this.hasVarying)]) {
      const value = this.environment.get(key)
      if (value?.kind === 'descriptor') this.updateResource(value.resource, { escaped: true })
      if (value?.kind === 'pointer' && value.owed) this.disown(value.place)
    }
    this.forget(place)
    this.environment.set(place, UNKNOWN)
  }

  /** Copies a whole with its parts. */
  copyPlace(from: Place, to: Place): void {
    const parts: [Place, Value][] = []
    for (const [key, value] of this.environment.family(from)) {
      if (key.startsWith(from) && (key[from.length] === '.' || key[from.length] === '['))
        parts.push([to + key.slice(from.length), value])
    }
    const whole = isOutside(to) ? this.read(from) : (this.environment.get(from) ?? this.read(from))
    this.forget(to)
    this.environment.set(to, whole)
    for (const [key, value] of parts) this.environment.set(key, value)
  }

  dropVariable(place: Place): void {
    this.forget(place)
  }

  /** Texts equal exactly when two states agree on all that the rules track: states of one key are joined. */
  key(detail: Detail = 'full'): string {
    const parts: string[] = []
    const left = new Set<string>()
    for (const [id, resource] of this.table) {
      const key = mergingKey(resource, detail)
      if (key === null) left.add(id)
      else parts.push(key)
    }
    const held: string[] = []
    // Which lists are owed and by whom is of no matter: where states differ in that, the joined one owes what both do.
    const owed = new Set<Place>()
    for (const [place, value] of this.environment.telling()) {
      if (value.kind === 'descriptor') {
        if (!left.has(value.resource)) held.push(`${place}=${value.resource}`)
      } else if (value.kind === 'pointer') {
        // Which of two addresses or structures a pointer was set to decides what is bound and closed later.
        if (this.isTelling(value.place)) held.push(`${place}=&${value.place}`)
        if (value.owed) owed.add(value.place)
      } else held.push(place)
    }
    const process = this.failedToExecute ? `${this.role} as before` : this.role
    return [process, ...parts.sort(), held.sort().join(','), `${owed.size} owed`].join(';')
  }

  /** True for an address that was filled in, member by member, and for allocated memory. */
  private isTelling(place: Place): boolean {
    return heapRoot(place) !== null || FAMILY_MEMBERS.some((name) => this.environment.has(`${place}.${name}`))
  }

  /**
   * Joins another state of the same key (of any detail) into a copy of this; null when nothing changes. `forget` drops
   * differing conditions at once.
   */
  joined(other: State, widen: boolean, forget = false): State | null {
    const changes: [Place, Value][] = []
    for (const [family, theirs] of this.environment.differing(other.environment)) {
      for (const [place, value] of theirs) {
        const mine = family.get(place)
        if (mine === value) continue
        const next = this.meet(mine ?? this.read(place), value, other, widen)
        if (mine !== undefined && sameValue(mine, next)) continue
        if (mine === undefined && next.kind === 'unknown' && !isOutside(place) && container(place) === null) continue
        changes.push([place, next])
      }
      for (const [place, value] of family) {
        if (theirs.has(place)) continue
        const next = this.meet(value, other.read(place), other, widen)
        if (!sameValue(value, next)) changes.push([place, next])
      }
    }
    const table = joinedTable(this.table, other.table)
    const touched = table === null ? [] : [...table.values()].filter((r) => this.table.get(r.id) !== r)
    // Who gave a descriptor that one path did something to must not take it for untouched, nor for its own.
    const unsure = touched.flatMap(({ input }) => (input === null ? [] : [input]))
    const passedOn = [...new Set([...other.given, ...unsure])].filter((place) => !this.given.has(place))
    // One path that certainly exists is enough.
    const settled = this.doubtful && !other.doubtful
    const isSame = this.conditions.sharesWith(other.conditions) || (forget && this.conditions.size === 0)
    const conditions = isSame ? null : forget ? SeenConditions.none() : this.commonConditions(other, changes)
    if (other.hasVarying) this.hasVarying = true
    if (other.hasSets) this.hasSets = true
    const modes = this.differingModes(other)
    if (changes.length + passedOn.length + modes.length === 0 && conditions === null && !settled && table === null)
      return null
    const result = this.copy()
    if (table !== null) {
      result.table = table
      result.sharesTable = false
    }
    for (const [id, common] of modes) result.updateResource(id, { modes: common })
    if (settled) result.doubtful = false
    for (const [place, value] of changes) {
      for (const lost of [this.read(place), other.read(place)]) {
        const root = lost.kind === 'pointer' && value.kind !== 'pointer' ? heapRoot(lost.place) : null
        // The variable may still point there, although nothing says so any more.
        if (root !== null) result.share(root)
      }
      result.environment.set(place, value)
    }
    for (const place of passedOn) result.passOn(place)
    if (conditions !== null) result.conditions = conditions
    return result
  }

  /** What a place may hold where two paths meet: what a call returned, only a path that surely exists can tell. */
  private meet(mine: Value, theirs: Value, other: State, widen: boolean): Value {
    if (this.doubtful !== other.doubtful && isSameResult(mine, theirs)) return this.doubtful ? theirs : mine
    return joinValues(mine, theirs, widen)
  }

  /** The modes that descriptors have in both states, for those that differ. */
  private differingModes(other: State): [string, Modes][] {
    if (this.table === other.table) return []
    return [...this.table.values()].flatMap(({ id, modes }): [string, Modes][] => {
      const common = joinModes(modes, other.table.get(id)?.modes ?? modes)
      return sameModes(common, modes) ? [] : [[id, common]]
    })
  }

  /** Conditions that hold in both states; null when those are just the conditions of this one. */
  private commonConditions(other: State, changes: readonly (readonly [Place, Value])[]): SeenConditions | null {
    const about: Condition[] = []
    // Where the variable holds one thing here and another there, what is known of either is about the variable now.
    for (const [place] of changes) {
      const subject = inputSubject(this.read(place))
      if (subject === null || isOutside(place)) continue
      for (const condition of this.seen) if (condition.subject === subject) about.push({ ...condition, subject: place })
    }
    return this.conditions.common(
      other.conditions,
      about,
      (candidate) => this.implies(candidate) === candidate.holds && other.implies(candidate) === candidate.holds,
    )
  }

  private implies(condition: Condition): boolean | undefined {
    const seen = this.recall(condition)
    const { subject, operator, bound } = condition
    if (seen !== undefined || subject.startsWith(INPUT_SUBJECT) || typeof bound === 'string') return seen
    const value = this.read(subject)
    const input = inputSubject(value)
    return input === null ? compare(value, operator, integer(bound)) : this.recall({ ...condition, subject: input })
  }

  /** Lines for `debug -- states`. */
  describe(): string[] {
    const lines = [`role ${this.role}`]
    for (const resource of this.table.values()) lines.push(`  ${resourceKey(resource)}${describeModes(resource.modes)}`)
    for (const [place, value] of this.environment.entries()) lines.push(`  ${place} = ${describeValue(value)}`)
    for (const { subject, operator, bound, holds } of this.seen)
      lines.push(`  ${holds ? '' : 'not '}${subject} ${operator} ${bound}`)
    return lines
  }
}

/** The subject of conditions on an argument or what an argument leads to; null for globals, which may change unseen. */
export function inputSubject(value: Value): string | null {
  return value.kind === 'input' && value.order === null && !value.place.includes('::')
    ? INPUT_SUBJECT + value.place
    : null
}
