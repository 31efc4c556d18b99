/**
 * The text of a file as rules read it: piece by piece, or by questions about all of it. It is no string, so that an
 * analysis can tell which parts of the text a judgement rests on.
 */
export class SourceText {
  private readonly answers = new Map<string, boolean>()

  constructor(private readonly text: string) {}

  get length(): number {
    return this.text.length
  }

  slice(start: number, end: number): string {
    return this.text.slice(start, end)
  }

  charAt(offset: number): string {
    return this.text.charAt(offset)
  }

  /** The first place of a text from an offset on; negative for none. */
  indexOf(part: string, from: number): number {
    return this.text.indexOf(part, from)
  }

  /** The last place of a text up to an offset; negative for none. */
  lastIndexOf(part: string, from: number): number {
    return this.text.lastIndexOf(part, from)
  }

  /** Whether the pattern, which may not be a global one, matches anywhere in the file. */
  has(pattern: RegExp): boolean {
    const key = String(pattern)
    const known = this.answers.get(key)
    if (known !== undefined) return known
    const answer = pattern.test(this.text)
    this.answers.set(key, answer)
    return answer
  }
}

/** A text that tells which parts of it somebody looks at, and passes questions on. */
export class WatchedText extends SourceText {
  constructor(
    text: SourceText,
    private readonly look: (start: number, end: number) => void,
    private readonly ask: (pattern: RegExp) => boolean,
  ) {
    super(text.slice(0, text.length))
  }

  override slice(start: number, end: number): string {
    this.look(start, end)
    return super.slice(start, end)
  }

  override charAt(offset: number): string {
    this.look(offset, offset + 1)
    return super.charAt(offset)
  }

  override indexOf(part: string, from: number): number {
    const found = super.indexOf(part, from)
    this.look(from, found < 0 ? this.length : found + part.length)
    return found
  }

  override lastIndexOf(part: string, from: number): number {
    const found = super.lastIndexOf(part, from)
    this.look(Math.max(found, 0), from + part.length)
    return found
  }

  override has(pattern: RegExp): boolean {
    return this.ask(pattern)
  }
}
