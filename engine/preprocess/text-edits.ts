import { Scanner, blanked, continuationAt, isBlank, skipComment } from './scan.ts'

interface Edit {
  readonly start: number
  readonly end: number
  /** Written at the start; the rest is blanked. */
  readonly keep: string
}

/** How far a parenthesis may reach; beyond, nothing is rewritten. Keeps the walk linear. */
const MAX_REACH = 2000

/** Edits of a text that keep its length, and what is needed to find their places. */
export class TextEdits {
  protected readonly edits: Edit[] = []
  protected readonly scanner: Scanner

  constructor(protected readonly text: string) {
    this.scanner = new Scanner(text)
  }

  protected blank(start: number, end: number): number {
    return this.replace(start, end, '')
  }

  protected replace(start: number, end: number, keep: string): number {
    this.edits.push({ start, end, keep })
    return end
  }

  /** Offset of the next token behind white space and comments; a directive in between is a `#`. */
  protected nextAt(at: number): number {
    const { text } = this
    let i = at
    const limit = Math.min(text.length, at + MAX_REACH)
    while (i < limit) {
      const unit = text.charCodeAt(i)
      if (unit === 0x0a || isBlank(unit)) {
        i++
        continue
      }
      const trivia = continuationAt(text, i) || skipComment(text, i) - i
      if (trivia === 0) return i
      i += trivia
    }
    return text.length
  }

  /** Offset of the parenthesis that closes the one at `open`; -1 when it is far, missing, or a directive intervenes. */
  protected closing(open: number): number {
    const { text } = this
    const limit = Math.min(text.length, open + MAX_REACH)
    let depth = 0
    let i = open
    while (i < limit) {
      const unit = text[i]
      if (unit === '#' || unit === ';' || unit === '{' || unit === '}') return -1
      if (unit === '(') depth++
      else if (unit === ')' && --depth === 0) return i
      i = this.scanner.skip(i)
    }
    return -1
  }

  protected apply(): string {
    if (this.edits.length === 0) return this.text
    this.edits.sort((a, b) => a.start - b.start)
    let result = ''
    let copied = 0
    for (const { start, end, keep } of this.edits) {
      // An inner edit of a region that is blanked as a whole has nothing left to do.
      if (start < copied) continue
      const rest = blanked(this.text.slice(start + keep.length, end))
      result += this.text.slice(copied, start) + keep + rest
      copied = end
    }
    return result + this.text.slice(copied)
  }
}
