/**
 * The up to three candidates that `word` was most likely meant to be, best first; none when nothing is alike: a third
 * of the letters may be wrong. A candidate that contains the word is alike too, and of `category/name` the name may
 * stand alone.
 */
export function nearest(word: string, candidates: readonly string[]): string[] {
  const wanted = word.toLowerCase()
  return candidates
    .map((candidate) => ({ candidate, cost: costOf(wanted, candidate.toLowerCase()) }))
    .filter(({ cost }) => cost < Infinity)
    .sort((a, b) => a.cost - b.cost || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

function costOf(word: string, candidate: string): number {
  const contained = word.length >= 4 && candidate.includes(word) ? 1 : Infinity
  return Math.min(contained, distance(word, candidate), 1 + distance(lastPart(word), lastPart(candidate)))
}

function lastPart(id: string): string {
  return id.slice(id.indexOf('/') + 1)
}

/** The Levenshtein distance, or infinity when the words are not alike. */
function distance(a: string, b: string): number {
  const letters = levenshtein(a, b)
  return letters * 3 <= Math.max(a.length, b.length) ? letters : Infinity
}

function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
