/** One line that only one of two texts has. */
export interface ChangedLine {
  readonly sign: '-' | '+'
  readonly text: string
}

/** Samples are short; anything longer is not worth the table. */
const MAX_LINES = 200

/**
 * The lines in which two short texts differ, in reading order, by a longest common subsequence. Lines that are empty
 * or only braces and comments say nothing and are left out; the common indentation of the rest is removed.
 */
export function essentialDifference(before: readonly string[], after: readonly string[]): ChangedLine[] {
  if (before.length > MAX_LINES || after.length > MAX_LINES) return []
  const common = commonLengths(before, after)
  const changed: ChangedLine[] = []
  let i = 0
  let j = 0
  while (i < before.length || j < after.length) {
    const left = before[i]
    const right = after[j]
    if (left !== undefined && right !== undefined && left.trim() === right.trim()) {
      i++
      j++
    } else if (left !== undefined && (right === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      changed.push({ sign: '-', text: left })
      i++
    } else if (right !== undefined) {
      changed.push({ sign: '+', text: right })
      j++
    }
  }
  const telling = changed.filter(({ text }) => !/^\s*([{}();]*|\/\/.*|\/\*.*\*\/)\s*$/.test(text))
  const indentation = Math.min(...telling.map(({ text }) => text.length - text.trimStart().length))
  return telling.map(({ sign, text }) => ({ sign, text: text.slice(indentation).trimEnd() }))
}

/** `[i][j]`: length of the longest common subsequence of `before` from i on and `after` from j on. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  for (let i = before.length - 1; i >= 0; i--) {
    const row = lengths[i] ?? []
    for (let j = after.length - 1; j >= 0; j--) {
      row[j] =
        before[i]?.trim() === after[j]?.trim()
          ? at(lengths, i + 1, j + 1) + 1
          : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
    }
  }
  return lengths
}

function at(lengths: readonly (readonly number[])[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0
}
