import { isAffected, isGlobal, isVarying, type Place } from './places.ts'
import type { Comparison } from './values.ts'

/** Begins the subject of a condition on a value that came in, followed by the outside place that held it. */
export const INPUT_SUBJECT = 'in '

/** A comparison that a path has seen: of a variable, or of a value that came in (`in $0`), with a number or a variable. */
export interface Condition {
  readonly subject: string
  readonly operator: '<' | '<=' | '=='
  readonly bound: number | string
  readonly holds: boolean
  /** For "one of these holds": what they are; `bound` names them then. */
  readonly parts?: readonly Alternative[]
}

/** One of several tests of which at least one holds. */
export interface Alternative {
  /** What is tested; null for a bit of it. */
  readonly place: Place | null
  readonly operator: Comparison
  readonly number: number
  /** The same as it is remembered. */
  readonly test: Condition
}

/** Comparisons remembered on one path; past that, later ones are not. */
const MAX_CONDITIONS = 48

/** The comparisons that one path has seen. Copies share their table until one of them changes it. */
export class SeenConditions {
  private isShared = false

  private constructor(private byKey: Map<string, Condition>) {}

  static none(): SeenConditions {
    return new SeenConditions(new Map())
  }

  copy(): SeenConditions {
    const copy = new SeenConditions(this.byKey)
    this.isShared = true
    copy.isShared = true
    return copy
  }

  get size(): number {
    return this.byKey.size
  }

  all(): Iterable<Condition> {
    return this.byKey.values()
  }

  /** True when the two surely hold the same, without a look at them. */
  sharesWith(other: SeenConditions): boolean {
    return this.byKey === other.byKey
  }

  /** What the path has seen of the same comparison; undefined when nothing. */
  recall({ subject, operator, bound }: Omit<Condition, 'holds'>): boolean | undefined {
    return this.byKey.get(keyOf({ subject, operator, bound }))?.holds
  }

  /** Keeps a comparison that the path has seen, until what it is about changes. */
  learn(condition: Condition): void {
    const key = keyOf(condition)
    if (this.byKey.get(key)?.holds === condition.holds || this.byKey.size >= MAX_CONDITIONS) return
    this.own().set(key, condition)
  }

  /** Code ran that may change any global. */
  forgetGlobals(): void {
    this.forgetWhere(({ subject, bound }) => isGlobal(subject) || (typeof bound === 'string' && isGlobal(bound)))
  }

  /** A place was written to. */
  forgetAbout(place: Place): void {
    const isAbout = (text: string): boolean => text === place || isAffected(place, text)
    this.forgetWhere(
      ({ subject, bound, parts = [] }) =>
        isAbout(subject) ||
        (typeof bound === 'string' && isAbout(bound)) ||
        parts.some((part) => isAbout(part.test.subject) || (part.place !== null && isAbout(part.place))),
    )
  }

  /** Elements by a variable index are others now: what was read from those that are `isGone` is of no use. */
  forgetRead(isGone: (place: Place) => boolean): void {
    this.forgetWhere(
      ({ subject }) =>
        subject.startsWith(INPUT_SUBJECT) && isVarying(subject) && isGone(subject.slice(INPUT_SUBJECT.length)),
    )
  }

  /** Those of both, and of `more`, for which `holds` says so; null when these are just the conditions of this one. */
  common(
    other: SeenConditions,
    more: Iterable<Condition>,
    holds: (candidate: Condition) => boolean,
  ): SeenConditions | null {
    const result = new Map<string, Condition>()
    for (const source of [this.all(), other.all(), more])
      for (const candidate of source) if (holds(candidate)) result.set(keyOf(candidate), candidate)
    const isSame =
      result.size === this.byKey.size && [...result].every(([key, c]) => this.byKey.get(key)?.holds === c.holds)
    return isSame ? null : new SeenConditions(result)
  }

  private forgetWhere(isGone: (condition: Condition) => boolean): void {
    for (const [key, condition] of this.byKey) if (isGone(condition)) this.own().delete(key)
  }

  private own(): Map<string, Condition> {
    if (this.isShared) {
      this.byKey = new Map(this.byKey)
      this.isShared = false
    }
    return this.byKey
  }
}

function keyOf({ subject, operator, bound }: Omit<Condition, 'holds'>): string {
  return `${subject} ${operator} ${bound}`
}
