import type { Position, Range, Span } from './span.ts'

const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/**
 * Turns UTF-16 offsets of one text into zero-based lines and columns and back. A line ends at `\n`, `\r\n` or a lone
 * `\r`, as in the Language Server Protocol. Offsets and positions outside the text are moved to its nearest end.
 */
export class LineIndex {
  readonly #text: string
  readonly #starts: Uint32Array

  constructor(text: string) {
    this.#text = text
    this.#starts = lineStarts(text)
  }

  /** At least 1: an empty text has one empty line. */
  get lineCount(): number {
    return this.#starts.length
  }

  /** The line that holds this offset; a line break belongs to the line it ends. */
  lineAt(offset: number): number {
    const starts = this.#starts
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  position(offset: number): Position {
    const inside = Math.max(0, Math.min(offset, this.#text.length))
    const line = this.lineAt(inside)
    return { line, character: inside - this.lineStart(line) }
  }

  range(span: Span): Range {
    return { start: this.position(span.start), end: this.position(span.end) }
  }

  /** A column beyond the end of its line means the end of that line. */
  offset(position: Position): number {
    if (position.line < 0) return 0
    if (position.line >= this.lineCount) return this.#text.length
    const start = this.lineStart(position.line)
    return Math.min(start + Math.max(0, position.character), this.lineEnd(position.line))
  }

  /** Offset of the first unit of a line; the end of the text for a line that does not exist. */
  lineStart(line: number): number {
    return this.#starts[Math.max(0, line)] ?? this.#text.length
  }

  /** Offset of the end of a line, without its line break. */
  lineEnd(line: number): number {
    const next = this.#starts[Math.max(0, line) + 1]
    if (next === undefined) return this.#text.length
    const last = this.#text.charCodeAt(next - 1)
    return last === LINE_FEED && next >= 2 && this.#text.charCodeAt(next - 2) === CARRIAGE_RETURN ? next - 2 : next - 1
  }
}

function lineStarts(text: string): Uint32Array {
  const starts: number[] = [0]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === LINE_FEED) starts.push(i + 1)
    else if (unit === CARRIAGE_RETURN && text.charCodeAt(i + 1) !== LINE_FEED) starts.push(i + 1)
  }
  return Uint32Array.from(starts)
}
