import { basename } from 'node:path'
import { performance } from 'node:perf_hooks'
import {
  createCallFilter,
  DEFAULT_CONFIG,
  isFileAnalysis,
  isHeaderFacts,
  readIncludes,
  type Defines,
  type Engine,
  type FileAnalysis,
  type HeaderFacts,
  type Includes,
  type IncludedHeaders,
  type LintConfig,
  type Localised,
  type Platform,
  type Prefilter,
  type SourceInput,
} from '../engine/index.ts'
import { MAX_FILE_BYTES, type SourceFile } from './files.ts'
import { message } from './messages.ts'
import { FileReader, tooLarge } from './read.ts'
import { Cache } from './results/cache.ts'
import { analysisKey, dataDigest, digestOf, fileKey, headerKey, type Digests } from './results/digests.ts'

/** What a file is told about functions of other files. */
export type ImportedFacts = NonNullable<Parameters<Engine['analyse']>[2]>

/** What a file is given of its project. Structured-cloneable. */
export interface Surroundings {
  readonly defines: Defines
  /** The headers it includes, by their place in the run's list of headers. */
  readonly headers: Readonly<Record<Platform, readonly { readonly header: number; readonly certain: boolean }[]>>
}

/** One thing to do with one file. Structured-cloneable. */
export type Job = {
  /** Its configuration, by its place in the run's list. */
  readonly config: number
} /** Decide whether it matters (it calls one of `words`, or by default holds a word of interest); what it includes. */ & (
  | { readonly task: 'survey'; readonly defines: Defines; readonly words: readonly string[] | null }
  /** Read it as a header. */
  | { readonly task: 'header'; readonly defines: Defines }
  | {
      readonly task: 'judge'
      readonly surroundings: Surroundings | null
      readonly imports: ImportedFacts | null
      /** What stands for these, where results are to be known again; empty for none. */
      readonly importsDigest: string
      /** The key of the file for which the run has the analysis at hand. */
      readonly known?: string
    }
)

/** What the jobs of a run name by place. Structured-cloneable. */
export interface Shared {
  readonly configs: readonly LintConfig[]
  readonly headers: readonly HeaderFacts[]
  /** How results are known again; null where nobody asks. */
  readonly keeping: Keeping | null
}

/** What makes results known again by what they depend on. Structured-cloneable. */
export interface Keeping {
  readonly build: string
  readonly digests: Digests
  /** The folder where they are kept from run to run. */
  readonly cache: string | null
}

/** What became of one file. Structured-cloneable. */
export type Outcome =
  /** It holds no word of interest. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'surveyed'; readonly includes: Includes }
  /** `digest` stands for the facts where results are to be known again; else it is empty. */
  | { readonly kind: 'header'; readonly facts: HeaderFacts; readonly digest: string }
  /**
   * `text` stands for the bytes that were read; `key` for all that it depends on but for imports, where results are to be
   * known again.
   */
  | { readonly kind: 'analysed'; readonly analysis: FileAnalysis; readonly text: string; readonly key: string }
  /** The analysis is the one at hand. */
  | { readonly kind: 'known'; readonly text: string }
  /** It could not be judged; `internal` when that is a fault of this program. */
  | { readonly kind: 'failed'; readonly message: Localised; readonly internal: boolean }

/** Where time went, in milliseconds. */
export interface Timings {
  read: number
  prefilter: number
  headers: number
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
  readonly timings: Timings = { read: 0, prefilter: 0, headers: 0, analyse: 0 }
  readonly #parts: EngineParts
  readonly #reader = new FileReader()
  /** The filter made last, and for which words. */
  #calls: { readonly key: string; readonly matches: EngineParts['mayMatter'] } | undefined
  #cache: Cache | null = null

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /** Why results could not be kept for the next run. */
  get problem(): Localised | null {
    return this.#cache?.problem ?? null
  }

  /**
   * Never rejects: whatever goes wrong is this file's outcome. Only a survey asks the prefilter.
   */
  async do(job: Job, file: SourceFile, shared: Shared): Promise<Outcome> {
    const before = performance.now()
    const read = this.#reader.read(file.from ?? file.raw)
    this.timings.read += performance.now() - before
    if (!read.ok) return { kind: 'failed', message: read.message, internal: false }
    return this.#doWith(job, file.path, this.#reader.buffer.subarray(0, read.length), shared)
  }

  /** The same for bytes at hand. */
  async doWith(job: Job, path: string, bytes: Buffer, shared: Shared): Promise<Outcome> {
    if (bytes.length > MAX_FILE_BYTES) return { kind: 'failed', message: tooLarge().message, internal: false }
    return this.#doWith(job, path, bytes, shared)
  }

  async #doWith(job: Job, path: string, bytes: Buffer, shared: Shared): Promise<Outcome> {
    const config = shared.configs[job.config] ?? DEFAULT_CONFIG
    const { keeping } = shared
    if (keeping?.cache != null) this.#cache ??= new Cache(keeping.cache)
    try {
      switch (job.task) {
        case 'survey':
          return this.#survey(path, bytes, job, config)
        case 'header':
          return await this.#header(path, bytes, job, keeping)
        case 'judge':
          return await this.#judge(path, bytes, job, shared)
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return { kind: 'failed', message: message('analysisFailed', { reason }), internal: true }
    }
  }

  async #header(
    path: string,
    bytes: Buffer,
    { defines }: Job & { task: 'header' },
    keeping: Keeping | null,
  ): Promise<Outcome> {
    const key = keeping === null ? '' : headerKey(keeping.build, basename(path), bytes, defines)
    const kept = this.#timed('headers', () => this.#cache?.read(key, isHeaderFacts))
    if (kept !== undefined) return { kind: 'header', facts: kept.data, digest: kept.digest }
    const engine = await this.#parts.load()
    return this.#timed('headers', () => {
      const facts = engine.readHeader(path, new Uint8Array(bytes), defines)
      if (facts === undefined) return SKIPPED
      const digest = keeping === null ? '' : (this.#cache?.write(key, facts).digest ?? dataDigest(facts))
      return { kind: 'header', facts, digest }
    })
  }

  async #judge(
    path: string,
    bytes: Buffer,
    { surroundings, imports, importsDigest, known, config: place }: Job & { task: 'judge' },
    { configs, headers, keeping }: Shared,
  ): Promise<Outcome> {
    const config = configs[place] ?? DEFAULT_CONFIG
    const text = this.#timed('analyse', () => digestOf(bytes))
    const key = this.#timed('analyse', () => {
      if (keeping === null) return ''
      const { build, digests } = keeping
      return fileKey(build, path, text, digests.configs[place] ?? '', surroundings, digests.headers)
    })
    if (known !== undefined && key === known) return { kind: 'known', text }
    const whole = keeping === null ? '' : analysisKey(key, importsDigest)
    const kept = this.#timed('analyse', () => this.#cache?.read(whole, isFileAnalysis))
    if (kept !== undefined) return { kind: 'analysed', analysis: kept.data, text, key }
    const engine = await this.#parts.load()
    return this.#timed('analyse', () => {
      // A copy, because the buffer is used again and the engine may keep what it is given.
      const input = { path, content: new Uint8Array(bytes), ...around(surroundings, headers) }
      const analysis = imports === null ? engine.analyse(input, config) : engine.analyse(input, config, imports)
      // What went wrong in this program, or for want of memory, may not go wrong the next time.
      if (analysis.parsed && !analysis.errors.some(({ internal }) => internal)) this.#cache?.write(whole, analysis)
      return { kind: 'analysed', analysis, text, key }
    })
  }

  #survey(path: string, bytes: Buffer, { defines, words }: Job & { task: 'survey' }, config: LintConfig): Outcome {
    const utf16 = decodeUtf16(bytes)
    if (utf16 === null && bytes.subarray(0, BINARY_PROBE_BYTES).includes(0))
      return { kind: 'failed', message: message('binaryFile'), internal: false }
    const matches = words === null ? this.#parts.mayMatter : this.#callsOf(words)
    // The words of interest are ASCII: in UTF-16 they would not be recognised.
    const matters = this.#timed('prefilter', () => matches(utf16 === null ? bytes : Buffer.from(utf16), config))
    if (!matters) return SKIPPED
    return this.#timed('headers', () => ({ kind: 'surveyed', includes: readIncludes(path, bytes, defines) }))
  }

  #callsOf(words: readonly string[]): EngineParts['mayMatter'] {
    const key = words.join()
    if (this.#calls?.key !== key) this.#calls = { key, matches: createCallFilter(words) }
    return this.#calls.matches
  }

  #timed<T>(what: keyof Timings, work: () => T): T {
    const started = performance.now()
    try {
      return work()
    } finally {
      this.timings[what] += performance.now() - started
    }
  }
}

function around(
  surroundings: Surroundings | null,
  headers: readonly HeaderFacts[],
): Pick<SourceInput, 'defines' | 'headers'> {
  if (surroundings === null) return {}
  const on = (platform: Platform): IncludedHeaders[Platform] =>
    surroundings.headers[platform].flatMap(({ header, certain }) => {
      const facts = headers[header]
      return facts === undefined ? [] : [{ facts, certain }]
    })
  return { defines: surroundings.defines, headers: { posix: on('posix'), windows: on('windows') } }
}

/** The text when the bytes begin with a UTF-16 byte order mark; null otherwise. */
function decodeUtf16(bytes: Uint8Array): string | null {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  return label === null ? null : new TextDecoder(label).decode(bytes)
}
