import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import {
  MAX_IMPORT_ROUNDS,
  type AnalysisError,
  type Diagnostic,
  type Engine,
  type FileAnalysis,
  type LintConfig,
  type Localised,
} from '../engine/index.ts'
import { discover, reportedPath, type Discovery } from './discover.ts'
import type { SourceFile } from './files.ts'
import type { EngineParts, ImportedFacts, Judge, Outcome, Timings } from './judge.ts'
import { message } from './messages.ts'
import type { LintOptions } from './options.ts'
import { Pool } from './pool.ts'

/** How long the main thread judges alone: most runs are over before threads would have started. */
const ALONE_MILLISECONDS = 150
/** Fewer files than this are not worth threads in the rounds after the first. */
const FEW_FILES = 8
/** The name of the text on standard input when the user gives none: it is taken for C. */
const STDIN_NAME = 'stdin.c'

export interface RunResult {
  readonly files: number
  readonly skipped: number
  /** Sorted by file and place. */
  readonly diagnostics: readonly Diagnostic[]
  readonly errors: readonly AnalysisError[]
  readonly notes: readonly Localised[]
  /** Arguments that name nothing. */
  readonly wrong: readonly AnalysisError[]
  /** Something went wrong that is a fault of this program. */
  readonly internalError: boolean
  /** Functions that passed a bound of the analysis and were left unjudged. */
  readonly limits: readonly PassedLimit[]
  readonly spent: RunTimes
}

export interface PassedLimit {
  readonly file: string
  readonly functionName: string
  readonly limit: string
}

/** Milliseconds; `inThreads` is summed over all threads. */
export interface RunTimes {
  readonly discover: number
  readonly judge: number
  readonly imports: number
  readonly conclude: number
  readonly threads: number
  readonly inThreads: Timings
}

export interface RunInput {
  readonly options: LintOptions
  readonly config: LintConfig
  readonly cwd: string
  /** The engine's side, loaded already. */
  readonly engine: EngineParts
  readonly judge: Judge
  /** Bytes of standard input; only asked for with `--stdin`. */
  readonly readStdin: () => Promise<Buffer>
}

/** Finds the files, judges each, lets facts cross files, concludes. The same for any number of threads. */
export async function lint(input: RunInput): Promise<RunResult> {
  const { options, cwd } = input
  const run = new Run(input)
  const started = performance.now()
  const found: Discovery = options.stdin
    ? { files: [], errors: [], wrong: [] }
    : await discover(options.paths, cwd, options.useIgnoreFiles)
  const discovered = performance.now()
  if (options.stdin) await run.judgeStdin(options.stdinFilename)
  else await run.judgeFiles(found.files)
  const judged = performance.now()
  await run.importFacts()
  const imported = performance.now()
  const conclusion = await run.conclude()
  const errors = sortedErrors([...found.errors, ...found.wrong, ...run.errors, ...conclusion.errors])
  const concluded = performance.now()
  await run.close()
  return {
    files: options.stdin ? 1 : found.files.length,
    skipped: run.skipped,
    diagnostics: conclusion.diagnostics,
    errors,
    notes: conclusion.notes,
    wrong: found.wrong,
    internalError: run.internalError || errors.some((error) => error.internal),
    limits: run.limits(),
    spent: {
      discover: discovered - started,
      judge: judged - discovered,
      imports: imported - judged,
      conclude: concluded - imported,
      threads: run.threads,
      inThreads: run.inThreads(),
    },
  }
}

class Run {
  readonly errors: AnalysisError[] = []
  skipped = 0
  internalError = false
  /** How many threads took part. */
  threads = 1
  readonly #input: RunInput
  readonly #config: LintConfig
  readonly #maxThreads: number
  readonly #timings: Timings[]
  #files: readonly SourceFile[] = []
  /** By index of the file; only of those that were analysed. */
  readonly #analyses = new Map<number, FileAnalysis>()
  #stdin: Buffer | null = null
  #pool: Pool | null = null

  constructor(input: RunInput) {
    this.#input = input
    this.#config = input.config
    this.#maxThreads = input.options.threads ?? availableParallelism()
    this.#timings = [input.judge.timings]
  }

  inThreads(): Timings {
    const sum: Timings = { read: 0, prefilter: 0, analyse: 0 }
    for (const timings of this.#timings) {
      sum.read += timings.read
      sum.prefilter += timings.prefilter
      sum.analyse += timings.analyse
    }
    return sum
  }

  async judgeStdin(name: string | null): Promise<void> {
    const path = reportedPath(resolve(this.#input.cwd, name ?? STDIN_NAME), this.#input.cwd)
    this.#stdin = await this.#input.readStdin()
    this.#files = [{ path, raw: path }]
    this.#accept(0, await this.#input.judge.judgeBytes(path, this.#stdin, this.#config))
  }

  async judgeFiles(files: readonly SourceFile[]): Promise<void> {
    this.#files = files
    const { judge, options } = this.#input
    // Asked for threads, they are used at once, so that this way can be tried on any input.
    const alone = this.#maxThreads === 1 ? Infinity : options.threads === null ? ALONE_MILLISECONDS : 0
    const started = performance.now()
    let next = 0
    for (; next < files.length && performance.now() - started < alone; next++) {
      const file = files[next]
      if (file !== undefined) this.#accept(next, await judge.judge(file, this.#config))
    }
    const rest = files.slice(next)
    if (rest.length === 1 && options.threads === null && rest[0] !== undefined)
      this.#accept(next, await judge.judge(rest[0], this.#config))
    else if (rest.length > 0) await this.#inPool(rest, null, (index, outcome) => this.#accept(next + index, outcome))
  }

  /** Judges files again that call functions of other files, until the engine names none that learns anything new. */
  async importFacts(): Promise<void> {
    if (this.#analyses.size === 0) return
    const engine = await this.#engine()
    const indexes = new Map(this.#files.map((file, index) => [file.path, index]))
    for (let round = 0; round < MAX_IMPORT_ROUNDS; round++) {
      const jobs: { index: number; file: SourceFile; imports: ImportedFacts }[] = []
      for (const [path, imports] of engine.planImports(this.#sorted())) {
        const index = indexes.get(path)
        const file = index === undefined ? undefined : this.#files[index]
        if (index !== undefined && file !== undefined) jobs.push({ index, file, imports })
      }
      if (jobs.length === 0) return
      if (this.#pool !== null && jobs.length >= FEW_FILES) {
        await this.#inPool(
          jobs.map((job) => job.file),
          jobs.map((job) => job.imports),
          (at, outcome) => this.#accept(jobs[at]?.index ?? -1, outcome),
        )
      } else {
        const { judge } = this.#input
        for (const { index, file, imports } of jobs) {
          const outcome =
            this.#stdin === null
              ? await judge.judge(file, this.#config, imports)
              : await judge.judgeBytes(file.path, this.#stdin, this.#config, imports)
          this.#accept(index, outcome)
        }
      }
    }
  }

  async conclude(): Promise<ReturnType<Engine['conclude']>> {
    if (this.#analyses.size === 0) return { diagnostics: [], errors: [], notes: [] }
    return (await this.#engine()).conclude(this.#sorted(), this.#config)
  }

  limits(): PassedLimit[] {
    return this.#sorted().flatMap(({ path, limits }) => limits.map((limit) => ({ file: path, ...limit })))
  }

  async close(): Promise<void> {
    await this.#pool?.close()
  }

  #engine(): Promise<Engine> {
    return this.#input.engine.load()
  }

  #sorted(): FileAnalysis[] {
    return [...this.#analyses].sort(([a], [b]) => a - b).map(([, analysis]) => analysis)
  }

  #accept(index: number, outcome: Outcome): void {
    const path = this.#files[index]?.path
    if (path === undefined) return
    switch (outcome.kind) {
      case 'skipped':
        this.skipped++
        break
      case 'analysed':
        this.#analyses.set(index, outcome.analysis)
        break
      case 'failed':
        // A file that fails in a later round keeps what the earlier one found.
        this.errors.push({ file: path, message: outcome.message })
        this.internalError ||= outcome.internal
    }
  }

  async #inPool(
    files: readonly SourceFile[],
    imports: readonly ImportedFacts[] | null,
    onOutcome: (index: number, outcome: Outcome) => void,
  ): Promise<void> {
    this.#pool ??= new Pool(join(import.meta.dirname, 'worker.js'), this.#maxThreads)
    this.threads = Math.max(this.threads, Math.min(this.#maxThreads, files.length))
    // The main thread needs the grammars for the conclusion: it loads them while the others work.
    const loading = this.#engine().catch(() => null)
    const result = await this.#pool.run({ files, config: this.#config, imports, onOutcome }).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(message('workersCannotStart', { reason }).en)
    })
    await loading
    this.skipped += result.skipped
    this.#timings.push(...result.timings)
  }
}

/** By file, each said once: rounds repeat what they find. */
function sortedErrors(errors: readonly AnalysisError[]): AnalysisError[] {
  const unique = new Map(errors.map((error) => [`${error.file}\0${error.message.en}`, error]))
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, error]) => error)
}
