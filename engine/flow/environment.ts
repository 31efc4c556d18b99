import { isAffected, rootOf, type Place } from './places.ts'
import { isUnset, type Value } from './values.ts'

/** The places that begin with one variable. Written to by the environment that owns it alone. */
interface Family {
  readonly values: Map<Place, Value>
  readonly owner: object
  /** Those of them that tell states apart; null while nobody has asked since the last write. */
  telling: readonly [Place, Value][] | null
}

/**
 * What places hold, kept by the variable that a place begins with: a write to one concerns the others of its family
 * alone, and copies share each family until one of them writes to it. Most paths write to few.
 */
export class Environment {
  private token = {}
  private sharesFamilies = false

  private constructor(private families: Map<string, Family>) {}

  static empty(): Environment {
    return new Environment(new Map())
  }

  copy(): Environment {
    const copy = new Environment(this.families)
    this.sharesFamilies = true
    copy.sharesFamilies = true
    // Neither owns a family any more.
    this.token = {}
    return copy
  }

  get(place: Place): Value | undefined {
    return this.families.get(rootOf(place))?.values.get(place)
  }

  has(place: Place): boolean {
    return this.families.get(rootOf(place))?.values.has(place) ?? false
  }

  set(place: Place, value: Value): void {
    this.own(rootOf(place)).set(place, value)
  }

  delete(place: Place): void {
    if (this.has(place)) this.own(rootOf(place)).delete(place)
  }

  /** The places that begin with the same variable as this one, this one among them. */
  family(place: Place): ReadonlyMap<Place, Value> {
    return this.families.get(rootOf(place))?.values ?? NOTHING
  }

  /** Everything, one family after the other. */
  get all(): Iterable<ReadonlyMap<Place, Value>> {
    return [...this.families.values()].map(({ values }) => values)
  }

  entries(): [Place, Value][] {
    const result: [Place, Value][] = []
    for (const { values } of this.families.values()) for (const entry of values) result.push(entry)
    return result
  }

  /** What may tell two states apart: places with a descriptor, a pointer, or nothing so far. They are few among many. */
  *telling(): Iterable<[Place, Value]> {
    for (const family of this.families.values()) {
      family.telling ??= [...family.values].filter(([, value]) => mayTell(value))
      yield* family.telling
    }
  }

  /**
   * The places that a write to `place` changes, without itself.
   *
   * @param everywhere elements named by a variable index may be among them, which begin with another variable
   */
  affectedBy(place: Place, everywhere: boolean): Place[] {
    const result: Place[] = []
    for (const values of everywhere ? this.all : [this.family(place)])
      for (const other of values.keys()) if (isAffected(place, other)) result.push(other)
    return result
  }

  /** The place itself, the places that a write to it changes, and those whose write changes it. */
  overlapping(place: Place, everywhere: boolean): Place[] {
    const result: Place[] = []
    for (const values of everywhere ? this.all : [this.family(place)])
      for (const other of values.keys())
        if (other === place || isAffected(place, other) || isAffected(other, place)) result.push(other)
    return result
  }

  /** Pairs of families of two environments that are not one and the same, by the variable they begin with. */
  *differing(other: Environment): Iterable<[mine: ReadonlyMap<Place, Value>, theirs: ReadonlyMap<Place, Value>]> {
    if (this.families === other.families) return
    for (const [root, { values }] of other.families) {
      const mine = this.families.get(root)?.values ?? NOTHING
      if (mine !== values) yield [mine, values]
    }
    for (const [root, { values }] of this.families) if (!other.families.has(root)) yield [values, NOTHING]
  }

  private own(root: string): Map<Place, Value> {
    if (this.sharesFamilies) {
      this.families = new Map(this.families)
      this.sharesFamilies = false
    }
    const family = this.families.get(root)
    if (family?.owner === this.token) {
      family.telling = null
      return family.values
    }
    const values = new Map(family?.values)
    this.families.set(root, { values, owner: this.token, telling: null })
    return values
  }
}

function mayTell(value: Value): boolean {
  return value.kind === 'descriptor' || value.kind === 'pointer' || isUnset(value)
}

const NOTHING: ReadonlyMap<Place, Value> = new Map()
