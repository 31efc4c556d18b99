/**
 * Where the places of a text are in a later version of it, and plain data that names such places.
 */
import type { Span } from './span.ts'

/** A piece of a text: pieces lie side by side in both versions, in the same order. */
export interface Piece {
  /** Where it begins in the earlier version, and where in the later one. */
  readonly from: number
  readonly to: number
  /** Its text is the same in both. */
  readonly isSame: boolean
}

/** A value that has been carried over; undefined where it names a place that is gone. */
type Moved<T> = { readonly value: T } | undefined

export class Moves {
  /** What became of objects: many results share one, and what is asked for twice has to be one object again. */
  private readonly known = new Map<object, unknown>()

  /**
   * @param pieces all pieces of the text, with an empty one at its end
   * @param file the file that the text is of: places that name another file stay as they are
   */
  constructor(
    private readonly pieces: readonly Piece[],
    private readonly file: string,
  ) {}

  /** Where an offset of the earlier version is in the later one; undefined inside a piece that has changed. */
  offset(offset: number): number | undefined {
    let [low, high] = [0, this.pieces.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.pieces[middle] as Piece).from <= offset) low = middle
      else high = middle - 1
    }
    const { from, to, isSame } = this.pieces[low] as Piece
    return isSame || from === offset ? to + offset - from : undefined
  }

  /** Plain data with every `Span` in it moved; what names no place, or one that has not moved, is the same object. */
  value<T>(value: T): Moved<T> {
    try {
      return { value: this.moved(value) as T }
    } catch (error) {
      if (error === GONE) return undefined
      throw error
    }
  }

  private moved(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (this.known.has(value)) return this.known.get(value)
    const result = this.movedObject(value)
    this.known.set(value, result)
    return result
  }

  private movedObject(value: object): object {
    if (isSpan(value)) return this.movedSpan(value)
    if (Array.isArray(value)) return this.movedList(value as readonly unknown[])
    if (value instanceof Map) {
      const entries: readonly (readonly [unknown, unknown])[] = [...value]
      const moved = this.movedList(entries)
      return moved === entries ? value : new Map(moved as typeof entries)
    }
    // Sets hold names.
    if (value instanceof Set) return value
    let result: Record<string, unknown> | undefined
    const isElsewhere = 'file' in value && value.file !== undefined && value.file !== this.file
    for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
      const moved = isElsewhere && key === 'span' ? inner : this.moved(inner)
      if (moved === inner) continue
      result ??= { ...value }
      result[key] = moved
    }
    return result ?? value
  }

  private movedList(list: readonly unknown[]): readonly unknown[] {
    const moved = list.map((inner) => this.moved(inner))
    return moved.every((inner, index) => inner === list[index]) ? list : moved
  }

  private movedSpan(span: Span): Span {
    const [start, end] = [this.offset(span.start), this.offset(span.end)]
    if (start === undefined || end === undefined) throw GONE
    return start === span.start && end === span.end ? span : { start, end }
  }
}

const GONE = new Error('the place is gone')

function isSpan(value: object): value is Span {
  return 'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number'
}

/** True for equal plain data. Maps have to agree in the order of their entries too: results may depend on it. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (a instanceof Map || a instanceof Set)
    return b instanceof (a instanceof Map ? Map : Set) && sameData([...a], [...b])
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((value, index) => sameData(value, b[index]))
  if (Array.isArray(b) || b instanceof Map || b instanceof Set) return false
  const [mine, theirs] = [Object.entries(a), Object.entries(b)]
  return mine.length === theirs.length && mine.every(([key, value]) => key in b && sameData(value, Reflect.get(b, key)))
}
