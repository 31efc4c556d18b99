/**
 * The lexical rules of C and C++ that the preprocessor needs: where comments, literals and logical lines end.
 * All functions take and give offsets in UTF-16 units, never fail, and look at each unit a bounded number of times.
 */

const enum Code {
  Tab = 0x09,
  LineFeed = 0x0a,
  CarriageReturn = 0x0d,
  Quote = 0x22,
  Dollar = 0x24,
  Apostrophe = 0x27,
  OpenParen = 0x28,
  Star = 0x2a,
  Plus = 0x2b,
  Minus = 0x2d,
  Dot = 0x2e,
  Slash = 0x2f,
  Zero = 0x30,
  Nine = 0x39,
  UpperA = 0x41,
  UpperZ = 0x5a,
  Backslash = 0x5c,
  Underscore = 0x5f,
  LowerA = 0x61,
  LowerZ = 0x7a,
}

/**
 * Characters that no C compiler takes for white space but that pasted code is full of: no-break and ideographic
 * spaces, zero-width spaces, line and paragraph separators, a byte-order mark in the middle, NUL and Ctrl-Z.
 */
export function isForeignSpace(code: number): boolean {
  if (code < 0xa0) return code === 0 || code === 0x1a || code === 0x85
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    code === 0x180e ||
    (code >= 0x2000 && code <= 0x200d) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x2060 ||
    code === 0x3000 ||
    code === 0xfeff
  )
}

/** White space within a line, what pasting made of it included. */
export function isBlank(code: number): boolean {
  return (
    code === 0x20 ||
    code === Code.Tab ||
    code === 0x0b ||
    code === 0x0c ||
    code === Code.CarriageReturn ||
    isForeignSpace(code)
  )
}

export function isDigit(code: number): boolean {
  return code >= Code.Zero && code <= Code.Nine
}

export function isIdentifierStart(code: number): boolean {
  return (
    (code >= Code.LowerA && code <= Code.LowerZ) ||
    (code >= Code.UpperA && code <= Code.UpperZ) ||
    code === Code.Underscore ||
    code === Code.Dollar ||
    (code >= 0x80 && !isForeignSpace(code))
  )
}

export function isIdentifierPart(code: number): boolean {
  return isIdentifierStart(code) || isDigit(code)
}

/** Length of a line continuation (backslash, newline) at `at`: 2, 3 with a carriage return, or 0. */
export function continuationAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== Code.Backslash) return 0
  const next = text.charCodeAt(at + 1)
  if (next === Code.LineFeed) return 2
  return next === Code.CarriageReturn && text.charCodeAt(at + 2) === Code.LineFeed ? 3 : 0
}

/** Offset of the newline that ends the logical line of `at`, or the end of the text. Knows no comments. */
function logicalLineEnd(text: string, at: number): number {
  let end = text.indexOf('\n', at)
  while (end > 0) {
    const before = text.charCodeAt(end - 1) === Code.CarriageReturn ? end - 2 : end - 1
    if (before < at || text.charCodeAt(before) !== Code.Backslash) break
    end = text.indexOf('\n', end + 1)
  }
  return end < 0 ? text.length : end
}

/** When a comment starts at `at`: the offset behind it (a line comment ends before its newline). Otherwise `at`. */
export function skipComment(text: string, at: number): number {
  if (text.charCodeAt(at) !== Code.Slash) return at
  const next = text.charCodeAt(at + 1)
  if (next === Code.Slash) return logicalLineEnd(text, at + 2)
  if (next !== Code.Star) return at
  const close = text.indexOf('*/', at + 2)
  return close < 0 ? text.length : close + 2
}

/** The offset behind the string or character literal whose quote is at `at`; an unclosed one ends with its line. */
export function skipLiteral(text: string, at: number): number {
  const quote = text.charCodeAt(at)
  let i = at + 1
  while (i < text.length) {
    const code = text.charCodeAt(i)
    if (code === quote) return i + 1
    if (code === Code.LineFeed) return i
    if (code === Code.Backslash) i += continuationAt(text, i) || 2
    else i++
  }
  return text.length
}

/** The offset behind the identifier that starts at `at`. */
export function skipIdentifier(text: string, at: number): number {
  let i = at + 1
  while (i < text.length && isIdentifierPart(text.charCodeAt(i))) i++
  return i
}

/** The offset behind the number that starts at `at`, digit separators and exponents included. */
export function skipNumber(text: string, at: number): number {
  let i = at + 1
  while (i < text.length) {
    const code = text.charCodeAt(i)
    if (isIdentifierPart(code) || code === Code.Dot) i++
    else if (code === Code.Apostrophe && isIdentifierPart(text.charCodeAt(i + 1))) i += 2
    else if (
      (code === Code.Plus || code === Code.Minus) &&
      /[eEpP]/.test(text[i - 1] ?? '') &&
      !/^0[xX]/.test(text.slice(at, at + 2))
    )
      i++
    else break
  }
  return i
}

/** The text with everything but line breaks turned into spaces, unit by unit. */
export function blanked(text: string): string {
  return text.replace(/[^\r\n]+/g, (line) => ' '.repeat(line.length))
}

const RAW_PREFIXES = new Set(['R', 'LR', 'uR', 'UR', 'u8R'])
const MAX_UNCLOSED = 16

/**
 * Walks over a text and says what each offset begins. One instance a text: it remembers which raw strings have no
 * end, so that a text full of their beginnings is not searched to its end again and again.
 */
export class Scanner {
  private readonly unclosed = new Set<string>()

  constructor(readonly text: string) {}

  /**
   * When a comment, literal, identifier or number starts at `at`: the offset behind it, else `at + 1`.
   * A raw string is taken whole with its prefix; other prefixes are identifiers of their own.
   */
  skip(at: number): number {
    const { text } = this
    const code = text.charCodeAt(at)
    if (isIdentifierStart(code)) {
      const end = skipIdentifier(text, at)
      return text.charCodeAt(end) === Code.Quote && end - at <= 3 ? this.skipRawString(at, end) : end
    }
    if (isDigit(code)) return skipNumber(text, at)
    if (code === Code.Quote || code === Code.Apostrophe) return skipLiteral(text, at)
    if (code === Code.Slash) {
      const end = skipComment(text, at)
      if (end > at) return end
    }
    return at + 1
  }

  private skipRawString(at: number, quote: number): number {
    const { text } = this
    if (!RAW_PREFIXES.has(text.slice(at, quote)) || this.unclosed.size >= MAX_UNCLOSED) return quote
    const delimiter = /^[^ ()\\\t\v\f\r\n]{0,16}\(/.exec(text.slice(quote + 1, quote + 18))?.[0].slice(0, -1)
    if (delimiter === undefined || this.unclosed.has(delimiter)) return quote
    const close = text.indexOf(`)${delimiter}"`, quote + 2 + delimiter.length)
    if (close >= 0) return close + delimiter.length + 2
    this.unclosed.add(delimiter)
    return quote
  }
}
