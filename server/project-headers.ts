import {
  directHeaders,
  flagsOf,
  joinDatabases,
  folderOf,
  includedHeaders,
  IncludeResolver,
  isBelow,
  joinPath,
  NO_DATABASE,
  NO_PROJECT,
  PLATFORMS,
  readCompileCommands,
  readIncludes,
  socketWords,
  type CompilationDatabase,
  type CompileFlags,
  type Content,
  type Engine,
  type HeaderFacts,
  type IncludedHeaders,
  type Includes,
  type Localised,
  type Platform,
  type ProjectFiles,
  type ProjectSettings,
  type SourceInput,
} from '../engine/index.ts'
import type { OpenFile } from './analysis.ts'
import { isHeaderName, pathOfUri, type FileAccess } from './files.ts'
import { localised } from './l10n.ts'

/** What surrounds a file in its project, for `Engine.analyse`; `key` is equal exactly when nothing of it changed. */
export interface Surroundings {
  readonly key: string
  readonly input: Pick<SourceInput, 'defines' | 'headers'>
}

const DATABASE = 'compile_commands.json'
const MAX_HEADER_BYTES = 4_000_000
const MAX_DATABASE_BYTES = 100_000_000
/** Headers are read this many milliseconds at a time. */
const TURN = 20

interface ReadHeader {
  readonly content: Content
  readonly defines: string
  /** Different for each reading. */
  readonly id: number
  readonly facts: HeaderFacts | undefined
}

/**
 * The headers of one workspace folder: from the open documents, saved or not, and from the disk if there is one. Each
 * is read once for a content. The disk is looked at again only after `refresh`.
 */
export class ProjectHeaders {
  readonly #root: string
  readonly #disk: FileAccess | undefined
  readonly #engine: Engine
  readonly #warn: (message: Localised) => void
  /** Texts of the open documents by path. */
  #open: ReadonlyMap<string, string> = new Map()
  #settings: ProjectSettings | undefined
  #files: readonly OpenFile[] | undefined
  #read = new Map<string, ReadHeader>()
  #count = 0
  /** What holds until the disk, the settings or the set of open documents change. */
  #layout: Layout | undefined
  /** Headers whose content may have changed. */
  readonly #stale = new Set<string>()
  #told = ''

  /**
   * @param folder the address of the workspace folder
   * @param disk the files of that folder; undefined where only open ones can be read
   */
  constructor(folder: string, disk: FileAccess | undefined, engine: Engine, warn: (message: Localised) => void) {
    this.#root = pathOfUri(folder).replace(/\/$/, '')
    this.#disk = disk
    this.#engine = engine
    this.#warn = warn
  }

  /** Files on the disk may have changed. */
  refresh(): void {
    this.#layout = undefined
    for (const path of this.#read.keys()) this.#stale.add(path)
  }

  /** Takes over the open documents and the settings. */
  update(files: readonly OpenFile[], settings: ProjectSettings): void {
    if (files === this.#files && settings === this.#settings) return
    this.#files = files
    const open = new Map(files.map(({ uri, text }) => [pathOfUri(uri), text]))
    const sameNames = open.size === this.#open.size && [...open.keys()].every((path) => this.#open.has(path))
    if (!sameNames) this.refresh()
    this.#open = open
    if (JSON.stringify(settings) !== JSON.stringify(this.#settings)) this.#layout = undefined
    this.#settings = settings
  }

  /** Names that the headers read so far give to socket calls. */
  words(): readonly string[] {
    return socketWords([...this.#read.values()].flatMap(({ facts }) => facts ?? []))
  }

  /** What surrounds a file; undefined when `superseded` became true meanwhile. */
  async around(file: OpenFile, superseded: () => boolean): Promise<Surroundings | undefined> {
    const path = pathOfUri(file.uri)
    // Outside of all folders there is no project.
    if (this.#root === '' || !isBelow(path, this.#root)) return { key: '', input: {} }
    const layout = (this.#layout ??= this.#layOut())
    const { defines } = layout.flags(path)
    const includes = readIncludes(path, file.text, defines)
    if (!(await this.#readAll(path, includes, layout, superseded))) return undefined
    const uses = includedHeaders(path, includes, layout.resolver, (header) => this.#read.get(header)?.facts)
    const keyOn = (platform: Platform): string =>
      uses[platform].map((use) => `${this.#read.get(use.path)?.id}${use.certain ? '' : '?'}`).join()
    const on = (platform: Platform): IncludedHeaders[Platform] =>
      uses[platform].flatMap(({ path: header, certain }) => {
        const facts = this.#read.get(header)?.facts
        return facts === undefined ? [] : [{ facts, certain }]
      })
    return {
      key: `${JSON.stringify([...defines])} ${PLATFORMS.map(keyOn).join(' ')}`,
      input: { defines, headers: { posix: on('posix'), windows: on('windows') } },
    }
  }

  /** Reads all headers that a file includes; false when `superseded` became true. */
  async #readAll(path: string, includes: Includes, layout: Layout, superseded: () => boolean): Promise<boolean> {
    const seen = new Set<string>()
    let turnEnds = Date.now() + TURN
    const pending = directHeaders(includes, path, layout.resolver)
    for (let header = pending.pop(); header !== undefined; header = pending.pop()) {
      if (seen.has(header)) continue
      seen.add(header)
      if (Date.now() >= turnEnds) {
        await new Promise((resolve) => setTimeout(resolve, 0))
        if (superseded()) return false
        turnEnds = Date.now() + TURN
      }
      const facts = this.#factsOf(header, layout)
      if (facts === undefined) continue
      const inner = { posix: facts.posix.includes, windows: facts.windows.includes }
      pending.push(...directHeaders(inner, header, layout.resolver))
    }
    return true
  }

  #factsOf(path: string, layout: Layout): HeaderFacts | undefined {
    const known = this.#read.get(path)
    const open = this.#open.get(path)
    const { defines } = layout.flags(path)
    const given = JSON.stringify([...defines])
    const unchanged =
      open === undefined ? typeof known?.content !== 'string' && !this.#stale.has(path) : open === known?.content
    if (known !== undefined && unchanged && known.defines === given) return known.facts
    const content = open ?? this.#disk?.read(path, MAX_HEADER_BYTES)
    this.#stale.delete(path)
    if (known !== undefined && content !== undefined && known.defines === given && sameContent(known.content, content))
      return known.facts
    const facts = content === undefined ? undefined : this.#engine.readHeader(path, content, defines)
    this.#read.set(path, { content: content ?? '', defines: given, id: ++this.#count, facts })
    return facts
  }

  #layOut(): Layout {
    const settings = this.#settings ?? NO_PROJECT
    const configured = {
      defines: settings.defines,
      includeFolders: settings.includePaths.map((path) => joinPath(this.#root, path)),
    }
    const database = this.#database(settings.compileCommands)
    const flags = (file: string): CompileFlags => flagsOf(file, database, configured)
    const files: ProjectFiles = {
      root: this.#root,
      outside: configured.includeFolders,
      isFile: (path) => this.#open.has(path) || this.#disk?.isFile(path) === true,
      headers: () => {
        const onDisk = this.#disk?.headers(this.#root)
        if (onDisk === undefined && this.#disk !== undefined) return undefined
        const open = [...this.#open.keys()].filter((path) => isHeaderName(path) && isBelow(path, this.#root))
        return [...new Set([...(onDisk ?? []), ...open])]
      },
      includeFolders: (file) => flags(file).includeFolders,
    }
    return { resolver: new IncludeResolver(files), flags }
  }

  #database(configured: readonly string[] | null): CompilationDatabase {
    const disk = this.#disk
    if (disk === undefined) return NO_DATABASE
    const problems: Localised[] = []
    const named = configured?.map((path) => this.#databaseAt([path], problems, path))
    const database = joinDatabases(named ?? [this.#databaseAt(['.', 'build'], problems, null)])
    const told = problems.map(({ en }) => en).join('\n')
    // Said once, and again only when something else is wrong.
    if (told !== this.#told) for (const problem of problems) this.#warn(problem)
    this.#told = told
    return database
  }

  /** The first database in these places; of one that the settings name, also that it is missing is a problem. */
  #databaseAt(places: readonly string[], problems: Localised[], configured: string | null): CompilationDatabase {
    const disk = this.#disk
    if (disk === undefined) return NO_DATABASE
    const file = places
      .map((place) => joinPath(this.#root, place))
      .flatMap((path) => [path, `${path}/${DATABASE}`])
      .find((path) => disk.isFile(path))
    const bytes = file === undefined ? undefined : disk.read(file, MAX_DATABASE_BYTES)
    if (file !== undefined && bytes !== undefined) {
      const text = (path: string): string | undefined => {
        const response = disk.read(path, MAX_DATABASE_BYTES)
        return response === undefined ? undefined : new TextDecoder().decode(response)
      }
      const result = readCompileCommands(new TextDecoder().decode(bytes), folderOf(file), text)
      problems.push(...result.problems.map((message) => localised('analysisError', { file, message })))
      return result.database
    }
    if (configured !== null) problems.push(localised('noCompileCommands', { path: configured }))
    return NO_DATABASE
  }
}

interface Layout {
  readonly resolver: IncludeResolver
  flags(file: string): CompileFlags
}

function sameContent(a: Content, b: Content): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
