import type { Environment } from './environment.ts'
import { container, heapRoot, isEndless, isOutside, isOwnMemory, isVarying, type Place } from './places.ts'
import {
  UNINITIALISED,
  UNKNOWN,
  exactly,
  integer,
  isMark,
  isUnset,
  withoutResult,
  type DescriptorSet,
  type MarkedMemory,
  type Value,
} from './values.ts'

/** Part of an allocation that holds a text while the allocation is private. */
const PRIVATE = '.<private>'

/** What one path knows of memory: what places hold, who wrote to them, which allocations nobody else can reach. */
export abstract class Memory {
  /** Some place, value or record may name an element whose index a variable holds. */
  protected hasVarying = false
  /** Some place may hold a set of descriptors. */
  protected hasSets = false

  protected constructor(protected readonly environment: Environment) {}

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

  protected alterMark(place: Place): void {
    const value = this.environment.get(place)
    if (value?.kind !== 'received') this.clearMark(place)
    else if (value.isWhole || value.isBare) this.narrow(place, { ...value, isWhole: false, isBare: false })
  }

  protected clearMark(place: Place): void {
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

  /** True when this exact place was written on the path. */
  has(place: Place): boolean {
    return this.environment.has(place)
  }

  /** Says more precisely what a place holds, which changes nothing. */
  narrow(place: Place, value: Value): void {
    this.environment.set(place, value)
  }

  /** Places that hold a pointer to memory that has to be given back, with that memory. */
  owers(): [Place, Place][] {
    const result: [Place, Place][] = []
    for (const [key, value] of this.environment.telling())
      if (value.kind === 'pointer' && value.owed) result.push([key, value.place])
    return result
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
    for (const [place, value] of [...this.environment.telling()]) if (isUnset(value)) this.narrow(place, UNINITIALISED)
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

  /** Places that hold the descriptor. */
  holders(id: string): Place[] {
    const result: Place[] = []
    for (const [place, value] of this.environment.telling())
      if (value.kind === 'descriptor' && value.resource === id) result.push(place)
    return result
  }

  /** Places outside of an allocation that point into it. */
  pointersInto(root: Place): Place[] {
    const result: Place[] = []
    for (const [place, value] of this.environment.telling())
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
}

/** What an outside place held when the function was called. */
function entryValue(place: Place): Value {
  return isEndless(place) ? UNKNOWN : { kind: 'input', place, order: null }
}
