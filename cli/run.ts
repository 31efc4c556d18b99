import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import {
  DEFAULT_CONFIG,
  MAX_IMPORT_ROUNDS,
  PLATFORMS,
  isBelow,
  unsettled,
  type AnalysisError,
  type Diagnostic,
  type Engine,
  type FileAnalysis,
  type HeaderFacts,
  type Includes,
  type LintConfig,
  type Localised,
} from '../engine/index.ts'
import type { Configurations } from './configuration/configurations.ts'
import { discover, reportedPath, type Discovery } from './discover.ts'
import type { SourceFile } from './files.ts'
import type { Headers, WantedHeader } from './headers.ts'
import type { EngineParts, Job, Judge, Outcome, Shared, Surroundings, Timings } from './judge.ts'
import { message } from './messages.ts'
import type { LintOptions } from './options.ts'
import { overlaidFiles, type Overlay } from './overlay.ts'
import { Pool } from './pool.ts'
import { asPath } from './project.ts'

/** How long the main thread judges alone: most runs are over before threads would have started. */
const ALONE_MILLISECONDS = 150
/** Fewer files than this are not worth threads in the rounds after the first. */
const FEW_FILES = 8
/** A path that cannot be read. */
const NOWHERE = ''
/** The name of the text on standard input when the user gives none: it is taken for C. */
const STDIN_NAME = 'stdin.c'

export interface RunResult {
  readonly files: number
  readonly skipped: number
  /** Sorted by file and place. */
  readonly diagnostics: readonly Diagnostic[]
  readonly errors: readonly AnalysisError[]
  readonly notes: readonly Localised[]
  /** Arguments that name nothing, and faults of configuration files. */
  readonly wrong: readonly AnalysisError[]
  /** Something went wrong that is a fault of this program. */
  readonly internalError: boolean
  /** Bounds of the analysis that were passed: what they mean, `limitMessage` says. */
  readonly limits: readonly PassedLimit[]
  readonly spent: RunTimes
  /** True when a fault of this rule in this file would have been found, on every platform. */
  readonly judges: (file: string, rule: string) => boolean
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
  readonly configurations: Configurations
  /** Makes the configurations of a run fit for each other. */
  readonly completeConfigs: (configs: readonly LintConfig[]) => readonly LintConfig[]
  readonly cwd: string
  /** The engine's side, loaded already. */
  readonly engine: EngineParts
  readonly judge: Judge
  /** The project headers; fresh. */
  readonly headers: Headers
  readonly overlay: Overlay
  /** True when a configuration switches a rule on; also of `socklint/unused-suppression`. */
  readonly isRuleOn: (rule: string, config: LintConfig) => boolean
  /** Bytes of standard input; only asked for with `--stdin`. */
  readonly readStdin: () => Promise<Buffer>
}

/** Which files the paths of a command line name, whether they are on disk or not. */
function isNamed(paths: readonly string[], cwd: string): (path: string) => boolean {
  const named = paths.map((path) => asPath(resolve(cwd, path)))
  return (path) => named.some((one) => path === one || isBelow(path, one))
}

/** Finds the files, judges each, lets facts cross files, concludes. The same for any number of threads. */
export async function lint(input: RunInput): Promise<RunResult> {
  const { options, configurations, cwd } = input
  const run = new Run(input)
  const started = performance.now()
  const found: Discovery = options.stdin
    ? { files: [], errors: [], wrong: [] }
    : await discover(options.paths, cwd, {
        useIgnoreFiles: options.useIgnoreFiles,
        ignores: (path, kind) => options.useIgnoreFiles && configurations.ignores(path, kind),
        evenNamed: options.forceExclude,
      })
  const discovered = performance.now()
  if (options.stdin) await run.judgeStdin(options.stdinFilename)
  else
    await run.judgeFiles(
      overlaidFiles(found.files, input.overlay, isNamed(options.paths, cwd), (path) => reportedPath(path, cwd)),
    )
  const judged = performance.now()
  await run.importFacts()
  const imported = performance.now()
  const conclusion = await run.conclude()
  const errors = sortedErrors([
    ...configurations.problems,
    ...found.errors,
    ...found.wrong,
    ...run.errors,
    ...conclusion.errors,
  ])
  const concluded = performance.now()
  await run.close()
  return {
    files: run.files,
    skipped: run.skipped,
    diagnostics: conclusion.diagnostics,
    errors,
    notes: conclusion.notes,
    wrong: [...configurations.problems, ...found.wrong],
    internalError: run.internalError || errors.some((error) => error.internal),
    limits: run.limits(),
    judges: run.judges(),
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
  #configs: readonly LintConfig[] = []
  /** By index of the file, its place in the list; and the configuration of each file by its path. */
  #configOf: readonly number[] = []
  readonly #configByPath = new Map<string, LintConfig>()
  readonly #maxThreads: number
  readonly #timings: Timings[]
  readonly #headers: Headers
  #aloneUntil = 0
  #files: readonly SourceFile[] = []
  /** By index of the file, of those that matter: what they include, and what they are given of their project. */
  readonly #includes = new Map<number, Includes>()
  readonly #surroundings = new Map<number, Surroundings>()
  /** By index of the file; only of those that were analysed. */
  readonly #analyses = new Map<number, FileAnalysis>()
  /** By index: files that could not be judged, or not to the end. */
  readonly #failed = new Set<number>()
  #stdin: Buffer | null = null
  #pool: Pool | null = null

  constructor(input: RunInput) {
    this.#input = input
    this.#maxThreads = input.options.threads ?? availableParallelism()
    this.#timings = [input.judge.timings]
    this.#headers = input.headers
  }

  inThreads(): Timings {
    const sum: Timings = { read: 0, prefilter: 0, headers: 0, analyse: 0 }
    for (const timings of this.#timings) {
      sum.read += timings.read
      sum.prefilter += timings.prefilter
      sum.headers += timings.headers
      sum.analyse += timings.analyse
    }
    return sum
  }

  async judgeStdin(name: string | null): Promise<void> {
    const raw = resolve(this.#input.cwd, name ?? STDIN_NAME)
    this.#stdin = await this.#input.readStdin()
    await this.judgeFiles([{ path: reportedPath(raw, this.#input.cwd), raw }])
  }

  /** Surveys all files, reads the headers of those that matter, and judges these. */
  async judgeFiles(files: readonly SourceFile[]): Promise<void> {
    this.#files = files
    const { options, configurations, completeConfigs } = this.#input
    this.#configOf = files.map(({ raw }) => configurations.indexOf(raw))
    this.#configs = completeConfigs(configurations.list)
    for (const [index, { path }] of files.entries()) this.#configByPath.set(path, this.#config(index))
    // Asked for threads, they are used at once, so that this way can be tried on any input.
    const alone = this.#maxThreads === 1 ? Infinity : options.threads === null ? ALONE_MILLISECONDS : 0
    this.#aloneUntil = performance.now() + alone
    await this.#survey([...files.keys()], null)
    const words = this.#headers.words()
    const passedOver = (): number[] =>
      [...files.keys()].filter((index) => !this.#includes.has(index) && !this.#failed.has(index))
    if (words.length > 0) await this.#survey(passedOver(), words)
    this.skipped = passedOver().length
    for (const [index, includes] of this.#includes) {
      const file = files[index]
      const given = file === undefined ? null : this.#headers.surroundings(file, includes)
      if (given !== null) this.#surroundings.set(index, given)
    }
    const indexes = [...this.#includes.keys()].sort((a, b) => a - b)
    const jobs = indexes.map((index) => this.#judging(index, null))
    await this.#all(indexes, jobs, this.#fewest)
    this.errors.push(...this.#headers.errors)
  }

  /** Judges files again that call functions of other files, until the engine names none that learns anything new. */
  async importFacts(): Promise<void> {
    if (this.#analyses.size === 0) return
    const engine = await this.#engine()
    const places = new Map(this.#files.map((file, index) => [file.path, index]))
    for (let round = 0; round < MAX_IMPORT_ROUNDS; round++) {
      const indexes: number[] = []
      const jobs: Job[] = []
      for (const [path, imports] of engine.planImports(this.#sorted())) {
        const index = places.get(path)
        if (index === undefined) continue
        indexes.push(index)
        jobs.push(this.#judging(index, imports))
      }
      if (jobs.length === 0) return
      await this.#all(indexes, jobs, this.#pool === null ? Infinity : FEW_FILES)
    }
    for (const path of engine.planImports(this.#sorted()).keys()) {
      const index = places.get(path) ?? -1
      const analysis = this.#analyses.get(index)
      if (analysis !== undefined) this.#analyses.set(index, unsettled(analysis))
    }
  }

  async conclude(): Promise<ReturnType<Engine['conclude']>> {
    if (this.#analyses.size === 0) return { diagnostics: [], errors: [], notes: [] }
    return (await this.#engine()).conclude(this.#sorted(), (path) => this.#configByPath.get(path) ?? DEFAULT_CONFIG)
  }

  get files(): number {
    return this.#files.length
  }

  judges(): RunResult['judges'] {
    const failed = new Set([...this.#failed].map((index) => this.#files[index]?.path))
    return (file, rule) => {
      const config = this.#configByPath.get(file)
      if (config === undefined || failed.has(file)) return false
      const { targets } = config
      const allTargets = targets === 'auto' || PLATFORMS.every((platform) => targets.includes(platform))
      return allTargets && this.#input.isRuleOn(rule, config)
    }
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

  /** Fewer files than this are not worth starting threads for. */
  get #fewest(): number {
    return this.#input.options.threads === null ? 2 : 1
  }

  #config(index: number): LintConfig {
    return this.#configs[this.#configOf[index] ?? -1] ?? DEFAULT_CONFIG
  }

  #judging(index: number, imports: (Job & { task: 'judge' })['imports']): Job {
    return {
      task: 'judge',
      config: this.#configOf[index] ?? -1,
      surroundings: this.#surroundings.get(index) ?? null,
      imports,
    }
  }

  /** Notes what the files that matter include, and reads that. */
  async #survey(indexes: readonly number[], words: readonly string[] | null): Promise<void> {
    const jobs = indexes.map((index): Job => {
      const file = this.#files[index]
      const defines = file === undefined ? new Map<string, string | null>() : this.#headers.defines(file)
      return { task: 'survey', config: this.#configOf[index] ?? -1, defines, words }
    })
    await this.#all(indexes, jobs, this.#fewest)
    await this.#headers.include(
      indexes.flatMap((index) => {
        const file = this.#files[index]
        const includes = this.#includes.get(index)
        return file === undefined || includes === undefined ? [] : [{ file, includes }]
      }),
      (wanted) => this.#readHeaders(wanted),
    )
  }

  async #readHeaders(wanted: readonly WantedHeader[]): Promise<Map<number, HeaderFacts>> {
    const found = new Map<number, HeaderFacts>()
    const jobs = wanted.map(({ defines }): Job => ({ task: 'header', config: -1, defines }))
    const { overlay } = this.#input
    const files = wanted.map(({ file }): SourceFile => {
      const from = overlay.get(file.path)
      return from === undefined ? file : { ...file, from: from ?? NOWHERE }
    })
    // A header that cannot be read is as good as none.
    await this.#do(files, jobs, this.#fewest, (index, outcome) => {
      if (outcome.kind === 'header') found.set(index, outcome.facts)
      else if (outcome.kind === 'failed' && outcome.internal) this.#fail(files[index]?.path ?? '', outcome)
    })
    return found
  }

  /** Does these jobs for files of the run, by their index. */
  async #all(indexes: readonly number[], jobs: readonly Job[], fewest: number): Promise<void> {
    const files = indexes.flatMap((index) => this.#files[index] ?? [])
    await this.#do(files, jobs, fewest, (at, outcome) => this.#accept(indexes[at] ?? -1, outcome))
  }

  /** Does jobs, alone at first; in threads once that has taken a while and `fewest` or more are left. */
  async #do(
    files: readonly SourceFile[],
    jobs: readonly Job[],
    fewest: number,
    onOutcome: (index: number, outcome: Outcome) => void,
  ): Promise<void> {
    const { judge } = this.#input
    const shared: Shared = { configs: this.#configs, headers: this.#headers.list }
    for (const [index, file] of files.entries()) {
      const left = files.length - index
      if (performance.now() >= this.#aloneUntil && left >= fewest && this.#stdin === null) {
        const rest = { files: files.slice(index), jobs: jobs.slice(index) }
        await this.#inPool(rest.files, rest.jobs, (at, outcome) => onOutcome(index + at, outcome))
        return
      }
      const job = jobs[index]
      if (job === undefined) continue
      const isStdin = this.#stdin !== null && job.task !== 'header'
      onOutcome(
        index,
        isStdin && this.#stdin !== null
          ? await judge.doWith(job, file.path, this.#stdin, shared)
          : await judge.do(job, file, shared),
      )
    }
  }

  #fail(file: string, { message: text, internal }: Outcome & { kind: 'failed' }): void {
    this.errors.push({ file, message: text })
    this.internalError ||= internal
  }

  #accept(index: number, outcome: Outcome): void {
    const path = this.#files[index]?.path
    if (path === undefined) return
    switch (outcome.kind) {
      case 'skipped':
      case 'header':
        break
      case 'surveyed':
        this.#includes.set(index, outcome.includes)
        break
      case 'analysed':
        this.#analyses.set(index, outcome.analysis)
        break
      case 'failed':
        // A file that fails in a later round keeps what the earlier one found.
        this.#failed.add(index)
        this.#fail(path, outcome)
    }
  }

  async #inPool(
    files: readonly SourceFile[],
    jobs: readonly Job[],
    onOutcome: (index: number, outcome: Outcome) => void,
  ): Promise<void> {
    this.#pool ??= new Pool(join(import.meta.dirname, 'worker.js'), this.#maxThreads)
    this.threads = Math.max(this.threads, Math.min(this.#maxThreads, files.length))
    // The main thread needs the grammars for the conclusion: it loads them while the others work.
    const loading = this.#engine().catch(() => null)
    const headers = jobs.some(({ task }) => task === 'judge') ? this.#headers.list : []
    const run = { files, jobs, shared: { configs: this.#configs, headers }, onOutcome }
    const result = await this.#pool.run(run).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(message('workersCannotStart', { reason }).en)
    })
    await loading
    this.#timings.push(...result.timings)
  }
}

/** By file, each said once: rounds repeat what they find. */
function sortedErrors(errors: readonly AnalysisError[]): AnalysisError[] {
  const unique = new Map(errors.map((error) => [errorKey(error), error]))
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, error]) => error)
}

function errorKey({ file, position, message: { en } }: AnalysisError): string {
  const place =
    position === undefined ? '' : `${position.line}`.padStart(9, '0') + `${position.character}`.padStart(9, '0')
  return [file, place, en].join('\0')
}
