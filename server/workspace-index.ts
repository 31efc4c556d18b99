import type { Engine, FileAnalysis, LintConfig } from '../engine/index.ts'
import type { AnalysisLog } from './analysis.ts'
import type { ProgramConfiguration } from './configuration.ts'
import { pathOfUri, type FileAccess } from './files.ts'
import { FolderAnalysis, type FolderInput } from './folder-files.ts'
import { RemoteFiles, withFilesOf } from './remote-files.ts'
import { DiskFile, walkSources, type Pause } from './source-files.ts'

/**
 * What the index takes on: it knows of other files what matters to the open ones, and a large workspace must neither
 * fill the memory nor keep the machine busy. Beyond that, files count when they are open, and on the command line.
 */
export const INDEX_BUDGET = {
  /** Files that are looked at for a word of interest. */
  files: 20_000,
  /** Files of which facts are kept. */
  facts: 400,
  /** Larger files are passed over. In bytes. */
  bytes: 500_000,
  /** Time at work, rests not counted. In milliseconds. */
  work: 60_000,
  /** Files that a client is asked to bring: each may come over a network. */
  remote: 300,
} as const

/** How often it looks again at headers that a client has brought. */
const MAX_ROUNDS = 4

/** How long it works at a time, and rests after that. In milliseconds. */
const [TURN, REST] = [10, 20]

export interface IndexInput {
  readonly engine: Engine
  /** Address of the workspace folder. */
  readonly folder: string
  readonly disk: FileAccess
  readonly log: AnalysisLog
  readonly headersOf: FolderInput['headersOf']
  /** Resolves when nobody waits for an answer. */
  readonly idle: () => Promise<void>
  /** Headers and configurations have come that were not there. */
  readonly reread: () => void
  /** There is something new to know. */
  readonly onNews: () => void
}

/** What the files of a workspace folder that are not open tell of their functions, gathered while nothing else is to do. */
export class WorkspaceIndex {
  readonly #input: IndexInput
  readonly #root: string
  /** By path; the same object as long as nothing tells that the file changed. */
  readonly #files = new Map<string, DiskFile>()
  #configuration: ProgramConfiguration | undefined
  #analysis: FolderAnalysis | undefined
  #analyses: readonly FileAnalysis[] = []
  #uris = new Map<string, string>()
  #isStale = true
  #isDisposed = false
  #running: Promise<void> | undefined
  /** What is left of the time at work. */
  #left: number = INDEX_BUDGET.work

  constructor(input: IndexInput) {
    this.#input = input
    this.#root = pathOfUri(input.folder).replace(/\/$/, '')
  }

  /** The analyses of files that are not among these, by their names in the program. */
  others(open: ReadonlySet<string>): readonly FileAnalysis[] {
    return this.#analyses.filter(({ path }) => !open.has(path))
  }

  configOf(path: string): LintConfig | undefined {
    return this.#analysis?.configOf(path)
  }

  /** The address of an indexed file, by its name in the program. */
  uriOf(path: string): string | undefined {
    return this.#uris.get(path)
  }

  /** A file was saved, closed, made or deleted. */
  changed(uri: string): void {
    this.#files.delete(pathOfUri(uri))
    this.#isStale = true
  }

  /** Files may have changed anywhere. */
  forget(): void {
    this.#files.clear()
    this.#isStale = true
  }

  /** Looks at what is new, with this configuration; at once over when there is nothing. */
  update(configuration: ProgramConfiguration): void {
    if (this.#isDisposed || this.#left <= 0) return
    if (configuration !== this.#configuration) {
      this.#configuration = configuration
      this.#analysis = undefined
      this.#isStale = true
    }
    if (!this.#isStale || this.#running !== undefined) return
    this.#running = this.#run(configuration).finally(() => {
      this.#running = undefined
      // Something changed meanwhile.
      if (this.#isStale && this.#configuration !== undefined) this.update(this.#configuration)
    })
  }

  /** Resolves when there is nothing left to do. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running
  }

  dispose(): void {
    this.#isDisposed = true
  }

  async #run(configuration: ProgramConfiguration): Promise<void> {
    this.#isStale = false
    const { disk, engine, headersOf, log } = this.#input
    const remote = disk instanceof RemoteFiles ? disk : undefined
    const ignores = (path: string, kind: 'file' | 'folder'): boolean => configuration.ignores(path, kind)
    const { files, facts: most, bytes } = INDEX_BUDGET
    const limit = remote === undefined ? files : INDEX_BUDGET.remote
    await this.#rest()
    const { paths } = await walkSources({ disk, root: this.#root, ignores, limit, pause: this.#pause() })
    await remote?.load(paths)
    const pause = this.#pause()
    if (!(await pause())) return
    const known = new Set(paths)
    for (const path of this.#files.keys()) if (!known.has(path)) this.#files.delete(path)
    const found = paths.map((path) => {
      const file = this.#files.get(path) ?? new DiskFile(path, this.#input.folder, this.#root, disk, bytes)
      this.#files.set(path, file)
      return file
    })
    const analysis = (this.#analysis ??= new FolderAnalysis({ engine, configuration, log, headersOf, pause, most }))
    const before = this.#analyses
    const analyses = await withFilesOf<readonly FileAnalysis[]>(
      disk,
      MAX_ROUNDS,
      async () => (await analysis.run(found)) ?? analysis.reached(),
      this.#input.reread,
      () => this.#isDisposed,
    )
    if (this.#isDisposed || this.#configuration !== configuration) return
    this.#analyses = analyses.filter(({ parsed }) => parsed)
    this.#uris = new Map(found.map(({ path, uri }) => [path, uri]))
    const isSame = before.length === this.#analyses.length && this.#analyses.every((one, at) => one === before[at])
    if (!isSame) this.#input.onNews()
  }

  /** Works in short turns, and rests longer than it works. */
  #pause(): Pause {
    let turnBegan = Date.now()
    return async () => {
      const worked = Date.now() - turnBegan
      if (worked >= TURN) {
        this.#left -= worked
        await this.#rest()
        turnBegan = Date.now()
      }
      return !this.#isDisposed && this.#left > 0
    }
  }

  async #rest(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, REST))
    await this.#input.idle()
  }
}
