import { performance } from 'node:perf_hooks'
import type { Engine, FileAnalysis, LintConfig, Localised, Prefilter } from '../engine/index.ts'
import { MAX_FILE_BYTES, type SourceFile } from './files.ts'
import { message } from './messages.ts'
import { FileReader, tooLarge } from './read.ts'

/** What a file is told about functions of other files. */
export type ImportedFacts = NonNullable<Parameters<Engine['analyse']>[2]>

/** What became of one file. Structured-cloneable. */
export type Outcome =
  /** It holds no word of interest. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'analysed'; readonly analysis: FileAnalysis }
  /** It could not be judged; `internal` when that is a fault of this program. */
  | { readonly kind: 'failed'; readonly message: Localised; readonly internal: boolean }

/** Where time went, in milliseconds. */
export interface Timings {
  read: number
  prefilter: number
  analyse: number
}

/** What judging needs of the engine, made late: most files never need the grammars. */
export interface EngineParts {
  readonly mayMatter: Prefilter
  readonly load: () => Promise<Engine>
}

const SKIPPED: Outcome = { kind: 'skipped' }
/** As git does: what has a NUL byte near its beginning is no text. */
const BINARY_PROBE_BYTES = 8000

/** Judges one file after the other: reads it, drops it if nothing in it matters, analyses it. */
export class Judge {
  readonly timings: Timings = { read: 0, prefilter: 0, analyse: 0 }
  readonly #parts: EngineParts
  readonly #reader = new FileReader()

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /** Never rejects: whatever goes wrong is this file's outcome. With `imports` the prefilter is passed over. */
  async judge(file: SourceFile, config: LintConfig, imports?: ImportedFacts): Promise<Outcome> {
    const before = performance.now()
    const read = this.#reader.read(file.raw)
    this.timings.read += performance.now() - before
    if (!read.ok) return { kind: 'failed', message: read.message, internal: false }
    return this.#judgeBytes(file.path, this.#reader.buffer, read.length, config, imports)
  }

  /** The same for bytes at hand. */
  async judgeBytes(path: string, bytes: Buffer, config: LintConfig, imports?: ImportedFacts): Promise<Outcome> {
    if (bytes.length > MAX_FILE_BYTES) return { kind: 'failed', message: tooLarge().message, internal: false }
    return this.#judgeBytes(path, bytes, bytes.length, config, imports)
  }

  async #judgeBytes(
    path: string,
    buffer: Buffer,
    length: number,
    config: LintConfig,
    imports: ImportedFacts | undefined,
  ): Promise<Outcome> {
    const before = performance.now()
    const bytes = buffer.subarray(0, length)
    const utf16 = decodeUtf16(bytes)
    if (utf16 === null && bytes.subarray(0, BINARY_PROBE_BYTES).includes(0))
      return { kind: 'failed', message: message('binaryFile'), internal: false }
    // The words of interest are ASCII: in UTF-16 they would not be recognised.
    const matters = imports !== undefined || this.#parts.mayMatter(utf16 === null ? bytes : Buffer.from(utf16), config)
    this.timings.prefilter += performance.now() - before
    if (!matters) return SKIPPED

    try {
      const engine = await this.#parts.load()
      const started = performance.now()
      // A copy, because the buffer is used again and the engine may keep what it is given.
      const input = { path, content: new Uint8Array(bytes) }
      const analysis = imports === undefined ? engine.analyse(input, config) : engine.analyse(input, config, imports)
      this.timings.analyse += performance.now() - started
      return { kind: 'analysed', analysis }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return { kind: 'failed', message: message('analysisFailed', { reason }), internal: true }
    }
  }
}

/** The text when the bytes begin with a UTF-16 byte order mark; null otherwise. */
function decodeUtf16(bytes: Uint8Array): string | null {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  return label === null ? null : new TextDecoder(label).decode(bytes)
}
