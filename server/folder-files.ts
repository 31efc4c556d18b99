import {
  createCallFilter,
  DEFAULT_CONFIG,
  type Engine,
  type FileAnalysis,
  type LintConfig,
  type ProjectSettings,
} from '../engine/index.ts'
import { ProgramAnalysis, type AnalysisLog, type Around, type OpenFile } from './analysis.ts'
import type { ProgramConfiguration } from './configuration.ts'
import { pathOfUri } from './files.ts'
import type { ProjectHeaders } from './project-headers.ts'
import { DiskFile, type Pause } from './source-files.ts'

export interface FolderInput {
  readonly engine: Engine
  readonly configuration: ProgramConfiguration
  readonly log: AnalysisLog
  /** The headers as a compiler finds them that is told this. */
  readonly headersOf: (project: ProjectSettings) => ProjectHeaders
  /** Lets others work; false when it is time to stop. */
  readonly pause: Pause
  /** Told after each file that was looked at. */
  readonly onProgress?: (done: number, total: number) => void
  /** Files that are analysed at most; all others are passed over. */
  readonly most?: number
}

/**
 * The analysis of many files of a folder, most of which are not open. What is remembered of a file counts as long as the
 * same object stands for it.
 */
export class FolderAnalysis {
  readonly #analysis: ProgramAnalysis
  readonly #input: FolderInput
  /** Whether a file holds a word of interest. */
  readonly #matters = new WeakMap<OpenFile, boolean>()
  #configs = new Map<string, LintConfig>()
  #files: readonly OpenFile[] = []

  constructor(input: FolderInput) {
    this.#input = input
    this.#analysis = new ProgramAnalysis(input.engine, input.log)
  }

  readonly configOf = (path: string): LintConfig => this.#configs.get(path) ?? DEFAULT_CONFIG

  /** Files of the last run that were analysed. */
  get analysed(): readonly OpenFile[] {
    return this.#files
  }

  /** Analyses what is worth it; undefined when it was stopped: then `reached` has what there is. */
  async run(all: readonly OpenFile[]): Promise<FileAnalysis[] | undefined> {
    const { configuration, pause, most = Infinity } = this.#input
    const configs = configuration.of(all.map(({ uri }) => pathOfUri(uri)))
    this.#configs = new Map(all.map(({ path }, index) => [path, configs[index] ?? DEFAULT_CONFIG]))
    const wanted: OpenFile[] = []
    const passed: OpenFile[] = []
    for (const file of all) {
      if (!(await pause())) return undefined
      if (wanted.length < most && this.#mayMatter(file)) wanted.push(file)
      else passed.push(file)
    }
    this.#files = wanted
    const first = await this.#analyse(wanted, passed.length, all.length)
    if (first === undefined) return undefined
    // Wrappers that headers declare make files matter that have no other word of interest.
    const called = await this.#callers(passed)
    if (called === undefined) return undefined
    if (called.length === 0) return first
    this.#files = [...wanted, ...called].slice(0, most).toSorted((a, b) => (a.uri < b.uri ? -1 : 1))
    return await this.#analyse(this.#files, all.length - this.#files.length, all.length)
  }

  /** What a run that was stopped has come to. */
  reached(): FileAnalysis[] {
    return this.#analysis.reached()
  }

  conclude(analyses: readonly FileAnalysis[]): ReturnType<ProgramAnalysis['conclude']> {
    return this.#analysis.conclude(analyses, this.configOf)
  }

  async #analyse(files: readonly OpenFile[], passed: number, total: number): Promise<FileAnalysis[] | undefined> {
    const { configuration, headersOf, onProgress, pause } = this.#input
    let isStopped = false
    let done = passed
    const around: Around = async (file) => {
      if (!(await pause())) isStopped = true
      onProgress?.(++done, total)
      if (isStopped) return undefined
      return await headersOf(configuration.projectOf(pathOfUri(file.uri))).around(file, () => isStopped)
    }
    return await this.#analysis.analyse(files, this.configOf, () => isStopped, around)
  }

  #mayMatter(file: OpenFile): boolean {
    const known = this.#matters.get(file)
    if (known !== undefined) return known
    const bytes = bytesOf(file)
    const matters = bytes !== undefined && this.#input.engine.mayMatter(bytes, this.configOf(file.path))
    this.#matters.set(file, matters)
    return matters
  }

  /** Those of the files that call sockets by names that headers give them. */
  async #callers(files: readonly OpenFile[]): Promise<OpenFile[] | undefined> {
    const { configuration, headersOf, pause } = this.#input
    const projects = new Set(files.map(({ uri }) => configuration.projectOf(pathOfUri(uri))))
    const words = [...new Set([...projects].flatMap((project) => headersOf(project).words()))]
    if (words.length === 0) return []
    const calls = createCallFilter(words)
    const found: OpenFile[] = []
    for (const file of files) {
      if (!(await pause())) return undefined
      const bytes = bytesOf(file)
      if (bytes !== undefined && calls(bytes)) found.push(file)
    }
    return found
  }
}

function bytesOf(file: OpenFile): Uint8Array | undefined {
  return file instanceof DiskFile ? file.bytes : new TextEncoder().encode(file.text)
}
