/** A region of a text that is replaced: [start, oldEnd) of the old text becomes [start, newEnd) of the new one. */
export interface Difference {
  readonly start: number
  readonly oldEnd: number
  readonly newEnd: number
}

const LINE_FEED = 0x0a

/**
 * Where two texts of the same length differ, in order; differences on the same line, on neighbouring lines or with
 * only white space between them are one region. Texts of different lengths give the one region between what they
 * begin and end with in common. Linear.
 */
export function differences(a: string, b: string): Difference[] {
  if (a === b) return []
  if (a.length !== b.length) return [between(a, b)]
  const result: Difference[] = []
  let start = -1
  let end = -1
  /** Since the last difference: line feeds, and whether only white space was seen behind the first of them. */
  let lineFeeds = 0
  let onlySpace = true
  for (let i = 0; i < a.length; i++) {
    const unit = a.charCodeAt(i)
    if (unit !== b.charCodeAt(i)) {
      if (start >= 0 && lineFeeds > 1 && !onlySpace) {
        result.push({ start, oldEnd: end, newEnd: end })
        start = -1
      }
      if (start < 0) start = i
      end = i + 1
      lineFeeds = 0
      onlySpace = true
    } else if (unit === LINE_FEED) {
      lineFeeds++
    } else if (unit > 0x20 && lineFeeds > 0) {
      onlySpace = false
    }
  }
  if (start >= 0) result.push({ start, oldEnd: end, newEnd: end })
  return result
}

function between(a: string, b: string): Difference {
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++
  let tail = 0
  while (tail < shorter - start && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)) tail++
  return { start, oldEnd: a.length - tail, newEnd: b.length - tail }
}
