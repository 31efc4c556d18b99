import { decodeSource, LineIndex, type Position, type Range } from '../../engine/index.ts'

/** What formats count columns in. */
export type ColumnUnit = 'utf-16' | 'utf-8' | 'code points'

/** The texts of files that have findings, read again when a reporter needs them, each once. */
export class SourceTexts {
  readonly #read: (file: string) => Uint8Array
  readonly #known = new Map<string, SourceText | undefined>()

  /** @param read gives the bytes of a file by the name that findings have; may throw. */
  constructor(read: (file: string) => Uint8Array) {
    this.#read = read
  }

  /** Undefined when the file can no longer be read. */
  of(file: string): SourceText | undefined {
    if (!this.#known.has(file)) this.#known.set(file, this.#load(file))
    return this.#known.get(file)
  }

  /** The column of a position, counted from 1; in UTF-16 units where the text is not to be had. */
  column(file: string, position: Position, unit: ColumnUnit): number {
    const line = unit === 'utf-16' ? undefined : this.of(file)?.line(position.line)
    if (line === undefined) return position.character + 1
    const before = line.slice(0, position.character)
    return (unit === 'utf-8' ? Buffer.byteLength(before) : [...before].length) + 1
  }

  #load(file: string): SourceText | undefined {
    try {
      const decoded = decodeSource(this.#read(file))
      return decoded.ok ? new SourceText(decoded.text) : undefined
    } catch {
      return undefined
    }
  }
}

/** One file's text as the engine saw it: without a byte order mark, in UTF-16 units. */
export class SourceText {
  readonly text: string
  readonly #lines: LineIndex

  constructor(text: string) {
    this.text = text
    this.#lines = new LineIndex(text)
  }

  /** A line by its number from 0, without its end; undefined when there is none. */
  line(number: number): string | undefined {
    if (number < 0 || number >= this.#lines.lineCount) return undefined
    return this.text.slice(this.#lines.lineStart(number), this.#lines.lineEnd(number))
  }

  range(span: { readonly start: number; readonly end: number }): Range {
    return this.#lines.range(span)
  }
}
