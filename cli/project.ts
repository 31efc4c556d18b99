import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import {
  flagsOf,
  IncludeResolver,
  isBelow,
  joinDatabases,
  joinPath,
  NO_DATABASE,
  readCompileCommands,
  type AnalysisError,
  type CompilationDatabase,
  type CompileFlags,
  type ProjectFiles,
  type ProjectFlags,
  type ProjectSettings,
} from '../engine/index.ts'
import { reasonOf } from './failures.ts'
import type { RawPath } from './files.ts'
import { IgnoreFiles } from './ignore-files.ts'
import { message } from './messages.ts'
import { existsOverlaid, type Overlay } from './overlay.ts'
import { listFolder, walk } from './walk.ts'

const DATABASE = 'compile_commands.json'
/** A tree with more folders than this is not searched for headers. */
const MAX_FOLDERS = 20_000

/** The projects that the files of a run belong to. */
export class Projects {
  readonly errors: AnalysisError[] = []
  readonly #cwd: string
  readonly #paths: readonly string[]
  readonly #settingsOf: (folder: string) => ProjectSettings
  readonly #nameOf: (absolute: string) => string
  readonly #overlay: Overlay
  readonly #byRoot = new Map<ProjectSettings, Map<string, Project>>()
  readonly #byFolder = new Map<string, Project>()

  /**
   * @param paths those of the command line
   * @param settingsOf what is configured for the files of a folder; the same object for the same settings
   */
  constructor(
    cwd: string,
    paths: readonly string[],
    settingsOf: (folder: string) => ProjectSettings,
    nameOf: (absolute: string) => string,
    overlay: Overlay = new Map(),
  ) {
    this.#cwd = cwd
    this.#paths = paths.map((path) => resolve(cwd, path))
    this.#settingsOf = settingsOf
    this.#nameOf = nameOf
    this.#overlay = overlay
  }

  /** The project of a file; undefined for one whose name is no text. */
  of(raw: RawPath): Project | undefined {
    if (typeof raw !== 'string') return undefined
    const folder = dirname(resolve(this.#cwd, raw))
    const known = this.#byFolder.get(folder)
    if (known !== undefined) return known
    const root = this.#rootOf(folder)
    const settings = this.#settingsOf(folder)
    const projects = this.#byRoot.get(settings) ?? new Map<string, Project>()
    this.#byRoot.set(settings, projects)
    const project = projects.get(root) ?? this.#open(root, settings)
    projects.set(root, project)
    this.#byFolder.set(folder, project)
    return project
  }

  /**
   * The repository that a folder lies in, else the nearest folder above with a compilation database, else the working
   * folder, else the folder that the command line names.
   */
  #rootOf(folder: string): string {
    const marked = nearestWith(folder, '.git') ?? nearestWith(folder, DATABASE)
    if (marked !== undefined) return marked
    return [this.#cwd, ...this.#paths].find((path) => path === folder || folder.startsWith(join(path, '/'))) ?? folder
  }

  #open(root: string, { compileCommands, defines, includePaths }: ProjectSettings): Project {
    const configured = { defines, includeFolders: includePaths.map((path) => asPath(resolve(this.#cwd, path))) }
    const database =
      compileCommands === null
        ? this.#found(root)
        : joinDatabases(compileCommands.map((path) => this.#named(resolve(this.#cwd, path))))
    return new Project(root, database, configured, this.#overlay)
  }

  #found(root: string): CompilationDatabase {
    const file = [join(root, DATABASE), join(root, 'build', DATABASE)].find(isFile)
    return file === undefined ? NO_DATABASE : this.#read(file)
  }

  #named(path: string): CompilationDatabase {
    return this.#read(isFile(path) ? path : join(path, DATABASE))
  }

  #read(file: string): CompilationDatabase {
    const name = this.#nameOf(file)
    try {
      const { database, problems } = readCompileCommands(readFileSync(file, 'utf8'), asPath(dirname(file)), textOf)
      for (const problem of problems) this.errors.push({ file: name, message: problem })
      return database
    } catch (error) {
      this.errors.push({ file: name, message: message('cannotReadFile', { reason: reasonOf(error) }) })
      return NO_DATABASE
    }
  }
}

/** One project: where its headers are, and what its compiler is told. */
export class Project implements ProjectFiles {
  readonly root: string
  readonly resolver: IncludeResolver
  readonly #folder: string
  readonly #database: CompilationDatabase
  readonly #configured: ProjectFlags
  readonly #overlay: Overlay
  readonly #flags = new Map<string, CompileFlags>()

  constructor(root: string, database: CompilationDatabase, configured: ProjectFlags, overlay: Overlay) {
    this.#folder = root
    this.root = asPath(root)
    this.#database = database
    this.#configured = configured
    this.#overlay = overlay
    this.resolver = new IncludeResolver(this)
  }

  get outside(): readonly string[] {
    return this.#configured.includeFolders
  }

  isFile(path: string): boolean {
    return existsOverlaid(path, this.#overlay, isFile)
  }

  headers(): string[] | undefined {
    const ignored = IgnoreFiles.of(this.#folder, (path) => path)
    let folders = 0
    const { files } = walk(this.#folder, '', ignored, (folder) => (++folders > MAX_FOLDERS ? [] : listFolder(folder)))
    if (folders > MAX_FOLDERS) return undefined
    const onDisk = files.flatMap(({ raw }) => (typeof raw === 'string' ? [asPath(raw)] : []))
    const added = [...this.#overlay.keys()].filter((path) => isBelow(path, this.root))
    return [...new Set([...onDisk, ...added])].filter((path) => existsOverlaid(path, this.#overlay, () => true)).sort()
  }

  includeFolders(file: string): readonly string[] {
    return this.flags(file).includeFolders
  }

  /** What the compiler is told about a file of the project. */
  flags(file: string): CompileFlags {
    let flags = this.#flags.get(file)
    if (flags === undefined) {
      flags = flagsOf(file, this.#database, this.#configured)
      this.#flags.set(file, flags)
    }
    return flags
  }
}

/** The path of a file as projects know it: absolute, with `/`. */
export function asPath(absolute: string): string {
  return joinPath('', absolute)
}

/** The folder itself or the nearest above it that has something of this name. */
export function nearestWith(folder: string, name: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, name))) return at
    if (dirname(at) === at) return undefined
  }
}

/** The text of a response file, if it is there. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Paths come from include lines and guesses: whatever the system objects to (a file for a folder, length) is no file. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}
