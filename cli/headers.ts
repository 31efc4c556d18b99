import {
  directHeaders,
  includedHeaders,
  PLATFORMS,
  socketAliases,
  socketWordsOf,
  type AnalysisError,
  type CompileFlags,
  type Defines,
  type HeaderFacts,
  type HeaderUse,
  type Includes,
  type Platform,
  type SocketAlias,
} from '../engine/index.ts'
import type { Surroundings } from './judge.ts'
import { asPath, type Project, type Projects } from './project.ts'
import { isHeaderName, type SourceFile } from './files.ts'

/** A header that is to be read. */
export interface WantedHeader {
  readonly file: SourceFile
  readonly defines: Defines
}

export interface ReadHeader {
  readonly facts: HeaderFacts
  /** What stands for the facts; empty where results need not be known again. */
  readonly digest: string
}

/** Reads headers; gives those that could be read, by place in the list. */
export type ReadHeaders = (wanted: readonly WantedHeader[]) => Promise<ReadonlyMap<number, ReadHeader>>

const NO_DEFINES: Defines = new Map()

/** The project headers of a run: each is read once, whoever includes it. */
export class Headers {
  /** In the order in which they became known. */
  readonly list: HeaderFacts[] = []
  /** What stands for each, and where it is from. */
  readonly digests: string[] = []
  readonly origins: WantedHeader[] = []
  readonly #projects: Projects
  /** Place in the list by path; -1 for what could not be read. */
  readonly #places = new Map<string, number>()

  constructor(projects: Projects) {
    this.#projects = projects
  }

  /** What went wrong with compilation databases. */
  get errors(): readonly AnalysisError[] {
    return this.#projects.errors
  }

  /** What the compiler is told to define in a file. */
  defines({ raw }: SourceFile): Defines {
    const project = this.#projects.of(raw)
    return project === undefined || typeof raw !== 'string' ? NO_DEFINES : project.flags(asPath(raw)).defines
  }

  /** Paths of the headers read so far, as `asPath` gives them, sorted. */
  paths(): string[] {
    return [...this.#places.keys()].sort()
  }

  /** What the headers read so far call by other names. */
  aliases(): SocketAlias[] {
    return socketAliases(this.list)
  }

  /** Reads what these files include, and what that includes, level by level. */
  async include(
    files: readonly { readonly file: SourceFile; readonly includes: Includes }[],
    read: ReadHeaders,
  ): Promise<void> {
    let level: { readonly path: string; readonly project: Project; readonly includes: Includes }[] = []
    for (const { file, includes } of files) {
      const project = this.#projects.of(file.raw)
      if (project !== undefined && typeof file.raw === 'string')
        level.push({ path: asPath(file.raw), project, includes })
    }
    // A header that matters itself may name socket calls for files that do not matter yet.
    let wanted = new Map(level.flatMap(({ path, project }) => (isHeaderName(path) ? [[path, project] as const] : [])))
    while (level.length > 0) {
      for (const { path, project, includes } of level) {
        for (const header of directHeaders(includes, path, project.resolver)) {
          if (!this.#places.has(header)) wanted.set(header, project)
        }
      }
      // Sorted, so that who includes first leaves no trace.
      const next = [...wanted].sort(([a], [b]) => (a < b ? -1 : 1))
      const sources = next.map(([path, project]): WantedHeader => {
        return { file: { path, raw: path }, defines: this.#flagsOf(path, project).defines }
      })
      const found = await read(sources)
      level = []
      wanted = new Map()
      for (const [index, [path, project]] of next.entries()) {
        const header = found.get(index)
        this.#places.set(
          path,
          header === undefined
            ? -1
            : this.add(header, sources[index] ?? { file: { path, raw: path }, defines: NO_DEFINES }),
        )
        if (header === undefined) continue
        level.push({ path, project, includes: includesOf(header.facts) })
      }
    }
  }

  /** Takes one up that was read in whatever way; gives its place in the list. */
  add({ facts, digest }: ReadHeader, origin: WantedHeader): number {
    this.digests.push(digest)
    this.origins.push(origin)
    return this.list.push(facts) - 1
  }

  /** Socket calls by the names that the headers read so far give them, together with those of other runs. */
  words(others: readonly SocketAlias[]): string[] {
    return socketWordsOf([...this.aliases(), ...others])
  }

  /** A header of the same project may be configured otherwise than those that include it. */
  #flagsOf(path: string, includer: Project): CompileFlags {
    const own = this.#projects.of(path)
    return (own?.root === includer.root ? own : includer).flags(path)
  }

  /** What a file is given of its project; null when that is nothing. */
  surroundings(file: SourceFile, includes: Includes): Surroundings | null {
    const project = this.#projects.of(file.raw)
    if (project === undefined || typeof file.raw !== 'string') return null
    const path = asPath(file.raw)
    const { defines } = project.flags(path)
    const uses = includedHeaders(
      path,
      includes,
      project.resolver,
      (header) => this.list[this.#places.get(header) ?? -1],
    )
    if (defines.size === 0 && PLATFORMS.every((platform) => uses[platform].length === 0)) return null
    const on = (platform: Platform): Surroundings['headers'][Platform] =>
      uses[platform].map(({ path: header, certain }: HeaderUse) => ({
        header: this.#places.get(header) ?? -1,
        certain,
      }))
    return { defines, headers: { posix: on('posix'), windows: on('windows') } }
  }
}

function includesOf(facts: HeaderFacts): Includes {
  return { posix: facts.posix.includes, windows: facts.windows.includes }
}
