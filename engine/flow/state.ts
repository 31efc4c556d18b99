import { FAMILY_MEMBERS } from '../model/index.ts'
import { Environment } from './environment.ts'
import type { StateView, Step } from './events.ts'
import { joinedTable, mergingKey, type Detail } from './merging.ts'
import { describeModes, joinModes, sameModes, type Modes } from './modes.ts'
import {
  container,
  heapRoot,
  isAffected,
  isEndless,
  isGlobal,
  isOutside,
  isOwnMemory,
  isVarying,
  type Place,
} from './places.ts'
import { resourceKey, type Resource } from './resource.ts'
import {
  UNINITIALISED,
  UNKNOWN,
  compare,
  describeValue,
  exactly,
  integer,
  isMark,
  isSameResult,
  isUnset,
  joinValues,
  sameValue,
  withoutResult,
  type CallResult,
  type DescriptorSet,
  type MarkedMemory,
  type Value,
} from './values.ts'

export { makeResource, pendingKey } from './resource.ts'
export type { AddressValue, Bound, PendingOption, Resource } from './resource.ts'

/** Begins the subject of a condition on a value that came in, followed by the outside place that held it. */
export const INPUT_SUBJECT = 'in '

/** A comparison that a path has seen: of a variable, or of a value that came in (`in $0`), with a number or a variable. */
export interface Condition {
  readonly subject: string
  readonly operator: '<' | '<=' | '=='
  readonly bound: number | string
  readonly holds: boolean
}

export type Role = StateView['role']

/** Part of an allocation that holds a text while the allocation is private. */
const PRIVATE = '.<private>'

const MAX_TRAIL = 16

/** Comparisons remembered on one path; past that, later ones are not. */
const MAX_CONDITIONS = 48

/**
 * One abstract state. Mutable while a block runs; copied at every split. Copies share their tables until one of them
 * writes: most paths split on a condition and write little before they meet again.
 */
export class State implements StateView {
  private sharesTable = false
  private sharesPassedOn = false
  doubtful = false
  failedToExecute = false
  private sharesConditions = false
  /** Some place, value or record may name an element whose index a variable holds. */
  private hasVarying = false
  /** Some place may hold a set of descriptors. */
  private hasSets = false

  private constructor(
    private readonly environment: Environment,
    private table: Map<string, Resource>,
    public role: Role,
    private given: Set<Place>,
    private conditions: Map<string, Condition>,
  ) {}

  static empty(): State {
    return new State(Environment.empty(), new Map(), 'sole', new Set(), new Map())
  }

  copy(): State {
    const copy = new State(this.environment.copy(), this.table, this.role, this.given, this.conditions)
    copy.doubtful = this.doubtful
    copy.failedToExecute = this.failedToExecute
    copy.hasVarying = this.hasVarying
    copy.hasSets = this.hasSets
    for (const state of [this, copy]) {
      state.sharesTable = true
      state.sharesPassedOn = true
      state.sharesConditions = true
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

  /** What the path has seen of the same comparison; undefined when nothing. */
  recall({ subject, operator, bound }: Omit<Condition, 'holds'>): boolean | undefined {
    return this.conditions.get(conditionKey({ subject, operator, bound }))?.holds
  }

  /** Keeps a comparison that the path has seen, until what it is about changes. */
  learn(condition: Condition): void {
    const key = conditionKey(condition)
    if (this.conditions.get(key)?.holds === condition.holds || this.conditions.size >= MAX_CONDITIONS) return
    this.ownConditions().set(key, condition)
  }

  /** Code ran that may change any global: comparisons of globals do not hold any more. */
  forgetGlobals(): void {
    for (const [key, { subject, bound }] of this.conditions)
      if (isGlobal(subject) || (typeof bound === 'string' && isGlobal(bound))) this.ownConditions().delete(key)
  }

  /** Comparisons that the path has seen. */
  get seen(): Iterable<Condition> {
    return this.conditions.values()
  }

  private ownConditions(): Map<string, Condition> {
    if (this.sharesConditions) {
      this.conditions = new Map(this.conditions)
      this.sharesConditions = false
    }
    return this.conditions
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
    const trail = step === undefined ? resource.trail : [...resource.trail, step].slice(-MAX_TRAIL)
    this.ownTable().set(id, { ...resource, ...change, trail })
  }

  /** Gives a resource another id, in the table and in every variable that holds it. */
  renameResource(from: string, to: string): void {
    const resource = this.table.get(from)
    if (resource === undefined) return
    this.ownTable().delete(from)
    this.ownTable().set(to, { ...resource, id: to })
    for (const [place, value] of this.environment.entries()) {
      if (value.kind === 'descriptor' && value.resource === from)
        this.environment.set(place, { kind: 'descriptor', resource: to })
    }
    for (const [id, other] of [...this.table])
      if (other.listener === from) this.ownTable().set(id, { ...other, listener: to })
  }

  /** What a place holds: what was written, a part of a zeroed or copied whole, or what it held at entry. */
  read(place: Place): Value {
    const own = this.environment.get(place)
    if (own !== undefined) return isMark(own) ? UNKNOWN : own
    for (let outer = container(place); outer !== null; outer = container(outer)) {
      // What is known of an array as a whole says nothing of an element after any of them was written.
      if (isVarying(place) && !isVarying(outer)) return entryValue(place)
      const whole = this.environment.get(outer)
      if (whole === undefined) continue
      if (whole.kind === 'zeroed') return integer(0)
      if (whole.kind === 'input') return entryValue(whole.place + place.slice(outer.length))
      return UNKNOWN
    }
    return isOutside(place) || isVarying(place) ? entryValue(place) : UNKNOWN
  }

  /** From now on the state may name an element whose index a variable holds. */
  noteVarying(): void {
    this.hasVarying = true
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
    for (const [key, { subject }] of [...this.conditions]) {
      if (subject.startsWith(INPUT_SUBJECT) && isVarying(subject) && isGone(subject.slice(INPUT_SUBJECT.length)))
        this.ownConditions().delete(key)
    }
  }

  /** True for a variable that nothing was assigned to and by which paths are told apart. */
  isUnset(place: Place): boolean {
    const value = this.environment.get(place)
    return value !== undefined && isUnset(value)
  }

  /** Whether the path has written to a place; `partly`: to some of its members and not to the whole. */
  initialised(place: Place): 'yes' | 'partly' | 'no' | 'unknown' {
    for (let outer: Place | null = place; outer !== null; outer = container(outer)) {
      const value = this.environment.get(outer)
      if (value === undefined) continue
      if (value.kind === 'unknown') return 'unknown'
      if (value.kind === 'set') return value.wasEmptied ? 'yes' : 'no'
      if (value.kind !== 'uninitialised') return 'yes'
      return outer === place && this.partsOf(place).length > 0 ? 'partly' : 'no'
    }
    return 'unknown'
  }

  /** Somebody the analysis does not see may have written to a place, its parts and what they lead to. */
  touch(place: Place, seen: Set<Place> = new Set()): void {
    if (seen.has(place)) return
    seen.add(place)
    for (let outer: Place | null = place; outer !== null; outer = container(outer)) this.clearMark(outer)
    for (const key of [place, ...this.environment.affectedBy(place, this.hasVarying)]) {
      const value = this.environment.get(key)
      this.clearMark(key)
      if (value?.kind === 'pointer') this.touch(value.place, seen)
    }
  }

  /** The same of all memory: a call may write through a pointer that may lead anywhere. */
  touchAll(): void {
    for (const [place] of this.environment.entries()) this.clearMark(place)
  }

  /** Something was written somewhere into a place: what was received into it is there but for that. */
  alter(place: Place): void {
    for (const key of this.environment.overlapping(place, this.hasVarying)) this.alterMark(key)
  }

  /** The same of all memory. */
  alterAll(): void {
    for (const [place] of this.environment.entries()) this.alterMark(place)
  }

  private alterMark(place: Place): void {
    const value = this.environment.get(place)
    if (value?.kind !== 'received') this.clearMark(place)
    else if (value.isWhole || value.isBare) this.narrow(place, { ...value, isWhole: false, isBare: false })
  }

  private clearMark(place: Place): void {
    const value = this.environment.get(place)
    if (value !== undefined && isMark(value)) this.environment.set(place, UNKNOWN)
  }

  /** What was received into a place, or what it is a part of; else undefined. */
  received(place: Place): Extract<MarkedMemory, { kind: 'received' }> | undefined {
    for (let outer: Place | null = place; outer !== null; outer = container(outer)) {
      const value = this.environment.get(outer)
      if (value !== undefined) return value.kind === 'received' ? value : undefined
    }
    return undefined
  }

  /** What is known of the set of descriptors at this exact place. */
  setAt(place: Place): DescriptorSet | undefined {
    const value = this.environment.get(place)
    return value?.kind === 'set' ? value : undefined
  }

  writeSet(place: Place, set: DescriptorSet): void {
    if (isEndless(place)) return
    this.hasSets = true
    this.narrow(place, set)
  }

  /** Code ran that may change any set but those of the function's own variables. */
  forgetForeignSets(): void {
    if (!this.hasSets) return
    for (const [place, value] of this.environment.entries())
      if (value.kind === 'set' && !isOwnMemory(place)) this.clearMark(place)
  }

  /** A number means another descriptor from now on than the one that is in a set. */
  dropFromSets(id: string): void {
    if (!this.hasSets) return
    for (const [place, value] of this.environment.entries()) {
      if (value.kind !== 'set') continue
      const members = value.members.filter((member) => member.kind !== 'descriptor' || member.resource !== id)
      if (members.length < value.members.length) this.narrow(place, { ...value, members, mayHoldOthers: true })
    }
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

  /** True when this exact place was written on the path. */
  has(place: Place): boolean {
    return this.environment.has(place)
  }

  write(place: Place, value: Value): void {
    this.forget(place)
    for (let outer = container(place); outer !== null; outer = container(outer))
      if (this.environment.get(outer)?.kind === 'received') this.alterMark(outer)
    this.environment.set(place, value)
  }

  /** Says more precisely what a place holds, which changes nothing. */
  narrow(place: Place, value: Value): void {
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
    for (const [key, { subject, bound }] of this.conditions) {
      const isAbout = (text: string): boolean => text === place || isAffected(place, text)
      if (isAbout(subject) || (typeof bound === 'string' && isAbout(bound))) this.ownConditions().delete(key)
    }
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

  /** Places that hold a pointer to memory that has to be given back, with that memory. */
  owers(): [Place, Place][] {
    return this.environment
      .entries()
      .flatMap(([key, value]): [Place, Place][] => (value.kind === 'pointer' && value.owed ? [[key, value.place]] : []))
  }

  owersOf(target: Place): Place[] {
    return this.owers().flatMap(([key, memory]) => (memory === target ? [key] : []))
  }

  /** Somebody else may give the memory back from now on. */
  disown(target: Place): void {
    for (const place of this.owersOf(target)) {
      const value = this.read(place)
      if (value.kind !== 'pointer') continue
      const { owed: _, ...rest } = value
      this.narrow(place, rest)
    }
  }

  /** Forgets what failed where a variable holds the null pointer, or the 0, that a call returned by failing. */
  forgetFailures(): void {
    for (const [place, value] of this.environment.entries()) {
      const isFailure = value.kind === 'integer' && value.result?.part === 'returned' && value.result.buffer === null
      if (isFailure && exactly(value) === 0) this.narrow(place, withoutResult(value))
    }
  }

  /** No longer tells states apart by variables that nothing was assigned to. */
  forgetUnset(): void {
    for (const [place, value] of this.environment.entries()) if (isUnset(value)) this.narrow(place, UNINITIALISED)
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

  /** Parts of a place that were written, as [suffix, value]. */
  partsOf(place: Place): [string, Value][] {
    const result: [string, Value][] = []
    for (const [key, value] of this.environment.family(place)) {
      if (
        key.length > place.length &&
        key.startsWith(place) &&
        (key[place.length] === '.' || key[place.length] === '[')
      ) {
        result.push([key.slice(place.length), value])
      }
    }
    return result
  }

  /** Everything written to memory that outlives the function. */
  outsideWrites(): [Place, Value][] {
    return this.environment.entries().filter(([place]) => isOutside(place))
  }

  dropVariable(place: Place): void {
    this.forget(place)
  }

  /** Places that hold the descriptor. */
  holders(id: string): Place[] {
    const result: Place[] = []
    for (const family of this.environment.all)
      for (const [place, value] of family) if (value.kind === 'descriptor' && value.resource === id) result.push(place)
    return result
  }

  /** Places outside of an allocation that point into it. */
  pointersInto(root: Place): Place[] {
    const result: Place[] = []
    for (const [place, value] of this.environment.entries())
      if (value.kind === 'pointer' && heapRoot(value.place) === root && heapRoot(place) !== root) result.push(place)
    return result
  }

  /** From now on others may reach the allocation. */
  share(root: Place): void {
    if (this.read(root + PRIVATE).kind === 'text') this.environment.set(root + PRIVATE, UNKNOWN)
  }

  /** True while nobody but the function's own variables can reach the allocation. */
  isPrivate(root: Place): boolean {
    return this.read(root + PRIVATE).kind === 'text'
  }

  setPrivate(root: Place): void {
    this.environment.set(root + PRIVATE, { kind: 'text', text: 'private' })
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
    for (const family of this.environment.all) {
      for (const [place, value] of family) {
        if (value.kind === 'descriptor') {
          if (!left.has(value.resource)) held.push(`${place}=${value.resource}`)
        } else if (isUnset(value)) held.push(place)
        else if (value.kind === 'pointer') {
          // Which of two addresses or structures a pointer was set to decides what is bound and closed later.
          if (this.isTelling(value.place)) held.push(`${place}=&${value.place}`)
          if (value.owed) owed.add(value.place)
        }
      }
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
    const isSame = this.conditions === other.conditions || (forget && this.conditions.size === 0)
    const conditions = isSame ? null : forget ? new Map<string, Condition>() : this.commonConditions(other, changes)
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
    if (conditions !== null) {
      result.conditions = conditions
      result.sharesConditions = false
    }
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
  private commonConditions(other: State, changes: readonly (readonly [Place, Value])[]): Map<string, Condition> | null {
    const result = new Map<string, Condition>()
    const keep = (candidate: Condition): void => {
      if (this.implies(candidate) === candidate.holds && other.implies(candidate) === candidate.holds) {
        result.set(conditionKey(candidate), candidate)
      }
    }
    for (const condition of this.conditions.values()) keep(condition)
    for (const condition of other.conditions.values()) keep(condition)
    // Where the variable holds one thing here and another there, what is known of either is about the variable now.
    for (const [place] of changes) {
      const subject = inputSubject(this.read(place))
      if (subject === null || isOutside(place)) continue
      for (const condition of this.conditions.values())
        if (condition.subject === subject) keep({ ...condition, subject: place })
    }
    const isSame =
      result.size === this.conditions.size &&
      [...result].every(([key, { holds }]) => this.conditions.get(key)?.holds === holds)
    return isSame ? null : result
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
    for (const { subject, operator, bound, holds } of this.conditions.values())
      lines.push(`  ${holds ? '' : 'not '}${subject} ${operator} ${bound}`)
    return lines
  }
}

function conditionKey({ subject, operator, bound }: Omit<Condition, 'holds'>): string {
  return `${subject} ${operator} ${bound}`
}

/** The subject of conditions on an argument or what an argument leads to; null for globals, which may change unseen. */
export function inputSubject(value: Value): string | null {
  return value.kind === 'input' && value.order === null && !value.place.includes('::')
    ? INPUT_SUBJECT + value.place
    : null
}

/** What an outside place held when the function was called. */
function entryValue(place: Place): Value {
  return isEndless(place) ? UNKNOWN : { kind: 'input', place, order: null }
}
