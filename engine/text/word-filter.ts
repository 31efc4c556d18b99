/** What makes a file worth parsing. Words are matched by case. */
export interface FilterWords {
  /** Functions whose call suffices alone. */
  readonly strict: readonly string[]
  /** Text that suffices alone wherever it stands, in a string as well. */
  readonly named?: readonly string[]
  /** Text (a header, a type) that must occur somewhere, in any surroundings, before a generic word counts. */
  readonly context: readonly string[]
  /** Functions whose names many programs use for other things: a call counts only with a context word in the file. */
  readonly generic: readonly string[]
  /** Text that says that the words above mean something else in this file, unless one of the other texts stands there too. */
  readonly foreign?: { readonly signs: readonly string[]; readonly unless: readonly string[] }
}

/** True when the first `length` bytes (all of them by default) of a file are worth parsing. */
export type WordFilter = (bytes: Uint8Array, length?: number) => boolean

/**
 * Builds the test that decides which files are parsed at all. It reads bytes as they are: every encoding that keeps ASCII
 * works undecoded, and UTF-16, which does not, always passes.
 *
 * The search is Wu and Manber's ("A fast algorithm for multi-pattern searching", 1994): a table by pairs of bytes tells
 * how far to jump, and as no strict or context word is shorter than five letters, most bytes are never looked at. An
 * Aho-Corasick automaton, which reads every byte, is slower on such words.
 */
export function createWordFilter({ strict, named = [], context, generic, foreign }: FilterWords): WordFilter {
  // Jumps need two bytes; a word of one letter would have to be looked for everywhere, so it lets every file pass.
  if ([...strict, ...named, ...context, ...generic].some((word) => word.length < 2)) return () => true
  const sufficient = [...strict.map((word) => pattern(word, 'called')), ...named.map((word) => pattern(word, 'named'))]
  const first = new Matcher([...sufficient, ...context.map((word) => pattern(word, 'context'))])
  const strictOnly = new Matcher(sufficient)
  const genericOnly = new Matcher(generic.map((word) => pattern(word, 'called')))
  const signs = new Matcher((foreign?.signs ?? []).map((word) => pattern(word, 'named')))
  const unless = new Matcher((foreign?.unless ?? []).map((word) => pattern(word, 'named')))
  // Asked last: few files come that far.
  const isForeign = (bytes: Uint8Array, length: number): boolean =>
    signs.find(bytes, 0, length) !== -1 && unless.find(bytes, 0, length) === -1
  return (bytes, length = bytes.length) => {
    if (isUtf16(bytes, length)) return true
    const hit = first.find(bytes, 0, length)
    if (hit === -1) return false
    const matters =
      first.hitSuffices || genericOnly.find(bytes, 0, length) !== -1 || strictOnly.find(bytes, hit, length) !== -1
    return matters && !isForeign(bytes, length)
  }
}

function isUtf16(bytes: Uint8Array, length: number): boolean {
  if (length < 2) return false
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
}

interface Pattern {
  readonly bytes: Uint8Array
  /** `called`: it must be called, and not be part of a longer identifier. A `context` word needs another one. */
  readonly use: 'called' | 'named' | 'context'
}

function pattern(word: string, use: Pattern['use']): Pattern {
  return { bytes: new TextEncoder().encode(word), use }
}

/** 1 for bytes that continue an identifier: letters, digits, `_`, `$` and all that is not ASCII. */
const CONTINUES = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 || /[\w$]/.test(String.fromCharCode(byte)) ? 1 : 0,
)

class Matcher {
  /** Whether the word that `find` found last needs no other one. */
  hitSuffices = false
  /** Length of the shortest word: only this many bytes of each word take part in the jumps. */
  readonly #window: number
  /** How far the window may move when its last two bytes are this pair; 0 means look closer. */
  readonly #jumps = new Uint8Array(0x10000)
  /** For pairs with jump 0: the words whose first `window` bytes end in this pair. */
  readonly #words = new Map<number, Pattern[]>()

  constructor(patterns: readonly Pattern[]) {
    this.#window = Math.min(64, ...patterns.map(({ bytes }) => bytes.length))
    this.#jumps.fill(this.#window - 1)
    for (const one of patterns) {
      for (let end = 1; end < this.#window; end++) {
        const pair = ((one.bytes[end - 1] ?? 0) << 8) | (one.bytes[end] ?? 0)
        const jump = this.#window - 1 - end
        this.#jumps[pair] = Math.min(this.#jumps[pair] ?? 0, jump)
        if (jump > 0) continue
        const words = this.#words.get(pair)
        if (words === undefined) this.#words.set(pair, [one])
        else words.push(one)
      }
    }
    // Those that need no other first, so that a word that is both counts as the stronger one.
    for (const words of this.#words.values())
      words.sort((a, b) => Number(a.use === 'context') - Number(b.use === 'context'))
  }

  /** Where the first word that begins at `from` or later begins; -1 for none. */
  find(bytes: Uint8Array, from: number, length: number): number {
    if (this.#words.size === 0) return -1
    const window = this.#window
    const jumps = this.#jumps
    for (let last = from + window - 1; last < length; ) {
      const pair = ((bytes[last - 1] ?? 0) << 8) | (bytes[last] ?? 0)
      const jump = jumps[pair] ?? 0
      if (jump > 0) {
        last += jump
        continue
      }
      const start = last - window + 1
      for (const word of this.#words.get(pair) ?? []) {
        if (!standsAt(word, bytes, start, length)) continue
        this.hitSuffices = word.use !== 'context'
        return start
      }
      last++
    }
    return -1
  }
}

function standsAt({ bytes: word, use }: Pattern, bytes: Uint8Array, start: number, length: number): boolean {
  const end = start + word.length
  if (end > length) return false
  for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word[i]) return false
  return use !== 'called' || (CONTINUES[bytes[start - 1] ?? 0] !== 1 && isCalled(bytes, start, end, length))
}

/** True for `name (`, false for a mere mention and for a member: `ops->name(`, `ops.name(`. */
function isCalled(bytes: Uint8Array, start: number, end: number, length: number): boolean {
  let after = end
  while (after < length && isBlank(bytes[after] ?? 0)) after++
  if (after >= length || bytes[after] !== OPEN_PARENTHESIS) return false
  let before = start - 1
  while (before >= 0 && isBlank(bytes[before] ?? 0)) before--
  if (before < 0) return true
  return bytes[before] !== DOT && !(bytes[before] === GREATER && bytes[before - 1] === MINUS)
}

const OPEN_PARENTHESIS = 0x28
const MINUS = 0x2d
const DOT = 0x2e
const GREATER = 0x3e

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d
}
