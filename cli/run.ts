import { resolve } from 'node:path'
import {
  DEFAULT_CONFIG,
  MAX_IMPORT_ROUNDS,
  PLATFORMS,
  unsettled,
  type AnalysisError,
  type Engine,
  type FileAnalysis,
  type Includes,
  type LintConfig,
  type Platform,
} from '../engine/index.ts'
import { reportedPath } from './discover.ts'
import type { SourceFile } from './files.ts'
import type { Headers, ReadHeader, WantedHeader } from './headers.ts'
import { JobRunner, type OnOutcome } from './job-runner.ts'
import type { Job, Keeping, Outcome, Shared, Surroundings } from './judge.ts'
import { message } from './messages.ts'
import { asPath } from './project.ts'
import { dataDigest } from './results/digests.ts'
import type { Recorded, Told } from './results/facts-file.ts'
import type { JoinedFile } from './results/joined-facts.ts'
import { headerName, recordOf, type RunFile } from './results/record.ts'
import type { PassedLimit, RunInput, RunResult } from './run-input.ts'

/** Fewer files than this are not worth threads in the rounds after the first. */
const FEW_FILES = 8
/** A path that cannot be read. */
const NOWHERE = ''
/** The name of the text on standard input when the user gives none: it is taken for C. */
const STDIN_NAME = 'stdin.c'

/** What one run knows of its files, and the order in which they are looked at, judged, and told of each other. */
export class Run {
  readonly errors: AnalysisError[] = []
  /** Faults of what the command line names. */
  readonly wrong: AnalysisError[] = []
  skipped = 0
  internalError = false
  readonly runner: JobRunner
  readonly #input: RunInput
  #configs: readonly LintConfig[] = []
  /** By index of the file, its place in the list; and the configuration of each file by its path. */
  readonly #configOf: number[] = []
  readonly #configByPath = new Map<string, LintConfig>()
  readonly #headers: Headers
  #keeping: Omit<Keeping, 'digests'> | null = null
  #configDigests: readonly string[] = []
  #files: readonly SourceFile[] = []
  /** By index: what other runs know of files of theirs, and of files of this run. */
  readonly #others = new Map<number, JoinedFile>()
  readonly #known = new Map<number, JoinedFile>()
  /** Of those: which have their surroundings, and where their headers are in the list; -1 for those that have changed. */
  readonly #readAgain = new Set<number>()
  readonly #otherHeaders = new Map<string, number>()
  /** By index of the file, of those that matter: what they include, and what they are given of their project. */
  readonly #includes = new Map<number, Includes>()
  readonly #surroundings = new Map<number, Surroundings>()
  /** By index of the file; only of those that were analysed. */
  readonly #analyses = new Map<number, FileAnalysis>()
  /** By index: files that could not be judged, or not to the end. */
  readonly #failed = new Set<number>()
  /** By index: what the results of a file are known by. */
  readonly #rounds = new Map<number, { readonly key: string; readonly analyses: Map<string, FileAnalysis> }>()
  /** By index: what stands for the text that was analysed last. */
  readonly #texts = new Map<number, string>()
  #asked: Pick<Recorded, 'aliases' | 'words'> = { aliases: [], words: [] }

  constructor(input: RunInput) {
    this.#input = input
    this.runner = new JobRunner(input)
    this.#headers = input.headers
    if (input.cache !== null || input.record || input.others !== null)
      this.#keeping = { build: input.build(), cache: input.cache }
  }

  async judgeStdin(name: string | null): Promise<void> {
    const raw = resolve(this.#input.cwd, name ?? STDIN_NAME)
    this.runner.useStdin(await this.#input.readStdin())
    await this.judgeFiles([{ path: reportedPath(raw, this.#input.cwd), raw }])
  }

  /** Surveys all files, reads the headers of those that matter, and judges these. What others know is taken over. */
  async judgeFiles(own: readonly SourceFile[]): Promise<void> {
    const { others } = this.#input
    this.#open(own)
    this.runner.start()
    const ownIndexes = [...this.#files.keys()].filter((index) => !this.#others.has(index))
    await this.#survey(ownIndexes, null)
    const aliases = this.#headers.aliases()
    const words = this.#headers.words(others?.facts.aliases ?? [])
    this.#asked = { aliases, words }
    const isPassedOver = (index: number): boolean =>
      !this.#includes.has(index) && !this.#failed.has(index) && !this.#analyses.has(index)
    const passedOver = (): number[] => [...this.#files.keys()].filter(isPassedOver)
    const isAskedAll = (index: number): boolean => {
      const asked = this.#others.get(index)?.words
      return asked !== undefined && words.every((word) => asked.has(word))
    }
    const unasked = passedOver().filter((index) => !isAskedAll(index))
    if (words.length > 0) {
      await this.#survey(
        unasked.filter((index) => !this.#others.has(index)),
        words,
      )
      await this.#surveyOthers(unasked, words)
    }
    this.skipped = passedOver().filter((index) => this.#isReported(index)).length
    this.#surround([...this.#includes.keys()].filter((index) => !this.#others.has(index)))
    const indexes = [...this.#includes.keys()].sort((a, b) => a - b)
    const jobs = indexes.map((index) => this.#judging(index, null, ''))
    await this.#all(indexes, jobs, this.runner.fewest)
    this.errors.push(...this.#headers.errors)
    if (others?.report !== true) return
    this.internalError ||= others.facts.internalError
    for (const { error, wrong } of others.facts.errors) (wrong ? this.wrong : this.errors).push(error)
  }

  /** Puts the files of this run and those of others into one list. */
  #open(own: readonly SourceFile[]): void {
    const { configurations, completeConfigs, others, record, cwd } = this.#input
    const known = others?.facts.files ?? new Map<string, JoinedFile>()
    const paths = new Set(own.map(({ path }) => path))
    const foreign = [...known.values()].filter(({ path }) => !paths.has(path))
    const files = [...own, ...foreign.map(({ path }): SourceFile => ({ path, raw: resolve(cwd, path) }))]
    // As they are found: sorted.
    if (foreign.length > 0) files.sort((a, b) => (a.path < b.path ? -1 : 1))
    this.#files = files
    for (const [index, { path, raw }] of files.entries()) {
      const joined = known.get(path)
      if (paths.has(path)) this.#configOf[index] = configurations.indexOf(raw)
      if (joined === undefined) continue
      if (paths.has(path)) this.#known.set(index, joined)
      else this.#takeOver(index, joined)
    }
    const ownConfigs = configurations.list
    for (const [index, { config }] of this.#others) this.#configOf[index] = ownConfigs.length + config
    this.#configs = completeConfigs([...ownConfigs, ...(others?.facts.configs ?? [])], !record && others === null)
    if (this.#keeping !== null) this.#configDigests = this.#configs.map(dataDigest)
    for (const [index, { path }] of files.entries()) this.#configByPath.set(path, this.#config(index))
  }

  #takeOver(index: number, file: JoinedFile): void {
    this.#others.set(index, file)
    if (file.failed) this.#failed.add(index)
    const analysis = file.rounds.get('')
    if (analysis !== undefined) this.#analyses.set(index, analysis)
  }

  /** False for files that are other runs' to tell of. */
  #isReported(index: number): boolean {
    return this.#input.others?.report === true || !this.#others.has(index)
  }

  #surround(indexes: Iterable<number>): void {
    for (const index of indexes) {
      const given = this.#surroundingsOf(this.#headers, index)
      if (given !== null) this.#surroundings.set(index, given)
    }
  }

  /**
   * Judges files again that call functions of other files, until the engine names none that learns anything new. A run
   * that records facts leaves the files of others to them, and goes as far as what it knows of those reaches.
   */
  async importFacts(): Promise<void> {
    const { record, others, options } = this.#input
    // A part of the files by itself would learn little but what the others show to be otherwise.
    if (this.#analyses.size === 0 || (record && others === null && options.shard !== null)) return
    const engine = await this.#engine()
    const places = new Map(this.#files.map((file, index) => [file.path, index]))
    for (let round = 0; round < MAX_IMPORT_ROUNDS; round++) {
      const wanted: { readonly index: number; readonly job: Job }[] = []
      const plan = engine.planImports(this.#sorted())
      for (const [path, imports] of plan) {
        const index = places.get(path)
        if (index === undefined) continue
        const digest = this.#keeping === null ? '' : dataDigest(imports)
        const known = this.#others.get(index)?.rounds.get(digest)
        if (known === undefined) wanted.push({ index, job: this.#judging(index, imports, digest) })
        else this.#analyses.set(index, known)
      }
      if (plan.size === 0) return
      const due = record ? wanted.filter(({ index }) => !this.#others.has(index)) : wanted
      const ready = await this.#readOthers(due.map(({ index }) => index))
      const jobs = due.flatMap(({ index, job }) =>
        !ready.has(index) ? [] : [{ index, job: { ...job, surroundings: this.#surroundings.get(index) ?? null } }],
      )
      await this.#all(
        jobs.map(({ index }) => index),
        jobs.map(({ job }) => job),
        this.runner.hasThreads ? FEW_FILES : Infinity,
      )
      if (due.length < wanted.length) return
    }
    for (const path of engine.planImports(this.#sorted()).keys()) {
      const index = places.get(path) ?? -1
      const analysis = this.#analyses.get(index)
      if (analysis !== undefined) this.#analyses.set(index, unsettled(analysis))
    }
  }

  /** Reads the headers of other runs' files that have to be judged again. Gives those that can be, and all own ones. */
  async #readOthers(indexes: readonly number[]): Promise<Set<number>> {
    const unread = indexes.filter((index) => this.#others.has(index) && !this.#readAgain.has(index))
    const used = unread.flatMap((index) => Object.values(this.#others.get(index)?.surroundings?.headers ?? {}).flat())
    const missing = new Map(used.map(({ header }) => [headerName(header), header] as const))
    for (const name of this.#otherHeaders.keys()) missing.delete(name)
    const wanted = [...missing.values()].map(({ path, defines }): WantedHeader => {
      const raw = resolve(this.#input.cwd, path)
      return { file: { path: asPath(raw), raw }, defines: new Map(defines) }
    })
    const read = await this.#readHeaders(wanted)
    for (const [place, [name, { path, digest }]] of [...missing].entries()) {
      const header = read.get(place)
      const origin = wanted[place]
      const isSame = header !== undefined && origin !== undefined && header.digest === digest
      this.#otherHeaders.set(name, isSame ? this.#headers.add(header, origin) : -1)
      if (!isSame) this.wrong.push({ file: path, message: message('factsStaleHeader') })
    }
    for (const index of unread) {
      this.#readAgain.add(index)
      const surroundings = this.#others.get(index)?.surroundings
      if (surroundings === null || surroundings === undefined) continue
      const on = (platform: Platform): Surroundings['headers'][Platform] =>
        surroundings.headers[platform].map(({ header, certain }) => {
          return { header: this.#otherHeaders.get(headerName(header)) ?? -1, certain }
        })
      this.#surroundings.set(index, {
        defines: new Map(surroundings.defines),
        headers: { posix: on('posix'), windows: on('windows') },
      })
    }
    const isWhole = (index: number): boolean =>
      PLATFORMS.every(
        (platform) => this.#surroundings.get(index)?.headers[platform].every(({ header }) => header >= 0) ?? true,
      )
    return new Set(indexes.filter((index) => !this.#others.has(index) || isWhole(index)))
  }

  async conclude(): Promise<ReturnType<Engine['conclude']>> {
    if (this.#analyses.size === 0) return { diagnostics: [], errors: [], notes: [] }
    const engine = await this.#engine()
    const concluded = engine.conclude(this.#sorted(), (path) => this.#configByPath.get(path) ?? DEFAULT_CONFIG)
    if (this.#others.size === 0 || this.#input.others?.report === true) return concluded
    const foreign = new Set([...this.#others.keys()].map((index) => this.#files[index]?.path))
    const isOwn = ({ file }: { readonly file: string }): boolean => !foreign.has(file)
    return {
      ...concluded,
      diagnostics: concluded.diagnostics.filter(isOwn),
      errors: concluded.errors.filter(isOwn),
    }
  }

  get files(): number {
    return [...this.#files.keys()].filter((index) => this.#isReported(index)).length
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

  /** Own files as they were named to the system. */
  reads(): string[] {
    return this.#files.flatMap(({ raw }, index) => (this.#others.has(index) || typeof raw !== 'string' ? [] : [raw]))
  }

  textOf(): RunResult['textOf'] {
    const texts = new Map([...this.#texts].map(([index, text]) => [this.#files[index]?.path, text]))
    return (file) => texts.get(file)
  }

  limits(): PassedLimit[] {
    const indexes = [...this.#analyses.keys()].filter((index) => this.#isReported(index)).sort((a, b) => a - b)
    return indexes.flatMap((index) => {
      const { path, limits } = this.#analyses.get(index) ?? { path: '', limits: [] }
      return limits.map((limit) => ({ file: path, ...limit }))
    })
  }

  /** What this run tells others of its own files. */
  recorded(errors: Recorded['errors']): Recorded {
    const { options, configurations, cwd } = this.#input
    const files = [...this.#files.entries()].flatMap(([index, { path }]): RunFile[] => {
      if (this.#others.has(index)) return []
      const { key, analyses } = this.#rounds.get(index) ?? { key: '', analyses: new Map<string, FileAnalysis>() }
      const [matters, failed] = [this.#includes.has(index), this.#failed.has(index)]
      const surroundings = this.#surroundings.get(index) ?? null
      return [{ path, config: this.#configOf[index] ?? -1, matters, failed, key, surroundings, rounds: analyses }]
    })
    const { internalError } = this
    const run = { cwd, options, configs: configurations.list, headers: this.#headers, files }
    return recordOf({ ...run, ...this.#asked, errors, internalError })
  }

  async close(): Promise<void> {
    await this.runner.close()
  }

  #engine(): Promise<Engine> {
    return this.#input.engine.load()
  }

  #sorted(): FileAnalysis[] {
    return [...this.#analyses].sort(([a], [b]) => a - b).map(([, analysis]) => analysis)
  }

  #config(index: number): LintConfig {
    return this.#configs[this.#configOf[index] ?? -1] ?? DEFAULT_CONFIG
  }

  #judging(index: number, imports: (Job & { task: 'judge' })['imports'], importsDigest: string): Job {
    const known = this.#known.get(index)
    return {
      task: 'judge',
      config: this.#configOf[index] ?? -1,
      surroundings: this.#surroundings.get(index) ?? null,
      imports,
      importsDigest,
      ...(known?.rounds.has(importsDigest) === true ? { known: known.key } : {}),
    }
  }

  #survey(indexes: readonly number[], words: readonly string[] | null): Promise<void> {
    return this.#surveyWith(this.#headers, indexes, words)
  }

  /** Notes what the files that matter include, and reads that. */
  async #surveyWith(headers: Headers, indexes: readonly number[], words: readonly string[] | null): Promise<void> {
    const jobs = indexes.map((index): Job => {
      const file = this.#files[index]
      const defines = file === undefined ? new Map<string, string | null>() : headers.defines(file)
      return { task: 'survey', config: this.#configOf[index] ?? -1, defines, words }
    })
    await this.#all(indexes, jobs, this.runner.fewest)
    await headers.include(
      indexes.flatMap((index) => {
        const file = this.#files[index]
        const includes = this.#includes.get(index)
        return file === undefined || includes === undefined ? [] : [{ file, includes }]
      }),
      (wanted) => this.#readHeaders(wanted),
    )
  }

  #surroundingsOf(headers: Headers, index: number): Surroundings | null {
    const file = this.#files[index]
    const includes = this.#includes.get(index)
    return file === undefined || includes === undefined ? null : headers.surroundings(file, includes)
  }

  /** Looks at other runs' files that were passed over there, where names are known now that were not known then. */
  async #surveyOthers(indexes: readonly number[], words: readonly string[]): Promise<void> {
    const groups = new Map<Told, number[]>()
    for (const index of indexes) {
      const told = this.#others.get(index)?.told
      if (told !== undefined) groups.set(told, [...(groups.get(told) ?? []), index])
    }
    for (const [told, group] of groups) {
      const headers = this.#input.headersOf(told)
      await this.#surveyWith(headers, group, words)
      const places = new Map<number, number>()
      const placeOf = (place: number): number => {
        const known = places.get(place)
        const [facts, digest, origin] = [headers.list[place], headers.digests[place] ?? '', headers.origins[place]]
        if (known !== undefined || facts === undefined || origin === undefined) return known ?? -1
        const added = this.#headers.add({ facts, digest }, origin)
        places.set(place, added)
        return added
      }
      for (const index of group) {
        const given = this.#surroundingsOf(headers, index)
        const on = (platform: Platform): Surroundings['headers'][Platform] =>
          given?.headers[platform].map(({ header, certain }) => ({ header: placeOf(header), certain })) ?? []
        if (given !== null)
          this.#surroundings.set(index, {
            defines: given.defines,
            headers: { posix: on('posix'), windows: on('windows') },
          })
      }
    }
  }

  async #readHeaders(wanted: readonly WantedHeader[]): Promise<Map<number, ReadHeader>> {
    const found = new Map<number, ReadHeader>()
    const jobs = wanted.map(({ defines }): Job => ({ task: 'header', config: -1, defines }))
    const { overlay } = this.#input
    const files = wanted.map(({ file }): SourceFile => {
      const from = overlay.get(file.path)
      return from === undefined ? file : { ...file, from: from ?? NOWHERE }
    })
    // A header that cannot be read is as good as none.
    await this.runner.do(files, jobs, this.runner.fewest, this.#shared(), (index, outcome) => {
      if (outcome.kind === 'header') found.set(index, outcome)
      else if (outcome.kind === 'failed' && outcome.internal) this.#fail(files[index]?.path ?? '', outcome)
    })
    return found
  }

  /** Does these jobs for files of the run, by their index. */
  async #all(indexes: readonly number[], jobs: readonly Job[], fewest: number): Promise<void> {
    const files = indexes.flatMap((index) => this.#files[index] ?? [])
    const accept: OnOutcome = (at, outcome) => this.#accept(indexes[at] ?? -1, jobs[at], outcome)
    await this.runner.do(files, jobs, fewest, this.#shared(), accept)
  }

  #shared(): Shared {
    const { list, digests: headers } = this.#headers
    const digests = { configs: this.#configDigests, headers }
    return { configs: this.#configs, headers: list, keeping: this.#keeping && { ...this.#keeping, digests } }
  }

  #fail(file: string, { message: text, internal }: Outcome & { kind: 'failed' }): void {
    this.errors.push({ file, message: text })
    this.internalError ||= internal
  }

  #accept(index: number, job: Job | undefined, outcome: Outcome): void {
    const path = this.#files[index]?.path
    if (path === undefined) return
    const digest = job?.task === 'judge' ? job.importsDigest : ''
    switch (outcome.kind) {
      case 'skipped':
      case 'header':
        break
      case 'surveyed':
        this.#includes.set(index, outcome.includes)
        break
      case 'known': {
        this.#texts.set(index, outcome.text)
        const known = this.#known.get(index)
        const analysis = known?.rounds.get(digest)
        if (known !== undefined && analysis !== undefined) this.#keep(index, known.key, digest, analysis)
        break
      }
      case 'analysed': {
        this.#texts.set(index, outcome.text)
        const other = this.#others.get(index)
        if (other !== undefined && other.key !== '' && other.key !== outcome.key)
          this.wrong.push({ file: path, message: message('factsStale', { from: other.from }) })
        else this.#keep(index, outcome.key, digest, outcome.analysis)
        break
      }
      case 'failed':
        if (this.#others.has(index)) {
          this.wrong.push({ file: path, message: message('factsNeedText', { reason: outcome.message }) })
          break
        }
        // A file that fails in a later round keeps what the earlier one found.
        this.#failed.add(index)
        this.#fail(path, outcome)
    }
  }

  #keep(index: number, key: string, imports: string, analysis: FileAnalysis): void {
    this.#analyses.set(index, analysis)
    if (!this.#input.record) return
    const known = this.#rounds.get(index)
    if (known === undefined) this.#rounds.set(index, { key, analyses: new Map([[imports, analysis]]) })
    else known.analyses.set(imports, analysis)
  }
}
