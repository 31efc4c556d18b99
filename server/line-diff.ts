/** One line of a difference: only in the text before, only in the one after, or in both. */
export interface DiffLine {
  readonly sign: '-' | '+' | ' '
  readonly text: string
}

/** Samples are short; anything longer is not worth the table. */
const MAX_LINES = 200

/**
 * What differs between two short texts, in at most `room` lines and in reading order, by a longest common subsequence.
 * The lines between the changes are kept if there is room, as they show where a moved line went. Lines that are empty or
 * only braces and comments say nothing and are left out; the common indentation is removed. Empty when the texts are
 * equal or the changes alone are too many.
 */
export function essentialDifference(before: readonly string[], after: readonly string[], room: number): DiffLine[] {
  if (before.length > MAX_LINES || after.length > MAX_LINES) return []
  const telling = difference(before, after).filter(({ text }) => !/^\s*([{}();]*|\/\/.*|\/\*.*\*\/)\s*$/.test(text))
  const isChange = ({ sign }: DiffLine): boolean => sign !== ' '
  const hunk = telling.slice(telling.findIndex(isChange), telling.findLastIndex(isChange) + 1)
  const shown = hunk.length <= room ? hunk : hunk.filter(isChange)
  if (shown.length > room || !shown.some(isChange)) return []
  const indentation = Math.min(...shown.map(({ text }) => text.length - text.trimStart().length))
  return shown.map(({ sign, text }) => ({ sign, text: text.slice(indentation).trimEnd() }))
}

function difference(before: readonly string[], after: readonly string[]): DiffLine[] {
  const common = commonLengths(before, after)
  const lines: DiffLine[] = []
  let i = 0
  let j = 0
  while (i < before.length || j < after.length) {
    const left = before[i]
    const right = after[j]
    if (left !== undefined && right !== undefined && comparable(left) === comparable(right)) {
      lines.push({ sign: ' ', text: right })
      i++
      j++
    } else if (left !== undefined && (right === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      lines.push({ sign: '-', text: left })
      i++
    } else if (right !== undefined) {
      lines.push({ sign: '+', text: right })
      j++
    }
  }
  return lines
}

/** `[i][j]`: length of the longest common subsequence of `before` from i on and `after` from j on. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  for (let i = before.length - 1; i >= 0; i--) {
    const row = lengths[i] ?? []
    for (let j = after.length - 1; j >= 0; j--) {
      row[j] =
        comparable(before[i] ?? '') === comparable(after[j] ?? '')
          ? at(lengths, i + 1, j + 1) + 1
          : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
    }
  }
  return lengths
}

function at(lengths: readonly (readonly number[])[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0
}

/** Without indentation, and without the ending by which samples tell their faulty functions from their mended ones. */
function comparable(line: string): string {
  return line.trim().replace(/_(?:bad|ok)\b/g, '')
}
