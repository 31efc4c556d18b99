import { PLATFORMS, type Platform } from '../model/index.ts'
import type { IncludeRequest } from '../preprocess/definitions.ts'
import { hasHeader } from '../preprocess/headers.ts'
import { folderOf, isBelow, joinPath } from '../text/paths.ts'
import type { HeaderFacts } from './header-facts.ts'

/** What the shell knows of a project's files; paths as in text/paths.ts, absolute. */
export interface ProjectFiles {
  readonly root: string
  /** Folders outside of the root that the user names. Nothing else is looked at: the model replaces system headers. */
  readonly outside: readonly string[]
  isFile(path: string): boolean
  /** All headers of the project; undefined when there are too many to know. Asked only when other ways fail. */
  headers(): readonly string[] | undefined
  /** Where a file's includes are looked for, behind its own folder. */
  includeFolders(file: string): readonly string[]
}

/** Folders that say by their name for which platform the files in them are. */
const FOLDERS: Readonly<Record<Platform, RegExp>> = {
  posix: /(?:^|\/)(?:unix|posix|linux)\//i,
  windows: /(?:^|\/)(?:win|win32|win64|windows|mswin|msvc|winsock)\//i,
}

/**
 * Finds the header of the project that an include means: beside the including file, in the include folders in their
 * order, and then anywhere in the project if one file alone ends in that path. Where several do, folders such as
 * `unix/` and `win32/` decide for each platform; what is left ambiguous is nothing. Which file asks first, and in
 * which order, makes no difference.
 */
export class IncludeResolver {
  readonly #files: ProjectFiles
  readonly #known = new Map<string, boolean>()
  readonly #found = new Map<string, string | undefined>()
  #byName: Map<string, string[]> | undefined

  constructor(files: ProjectFiles) {
    this.#files = files
  }

  resolve(
    { name, angled }: Pick<IncludeRequest, 'name' | 'angled'>,
    from: string,
    platform: Platform,
  ): string | undefined {
    const folder = folderOf(from)
    const key = `${platform} ${angled ? '<' : '"'}${name} ${folder}`
    // Files of one folder may be compiled with different include folders.
    const folders = this.#files.includeFolders(from)
    const whole = folders.length === 0 ? key : `${key} ${folders.join(' ')}`
    if (this.#found.has(whole)) return this.#found.get(whole)
    const result =
      [folder, ...folders].map((at) => joinPath(at, name)).find((path) => this.#isHeader(path)) ??
      this.#anywhere(name, angled, platform)
    this.#found.set(whole, result)
    return result
  }

  #isHeader(path: string): boolean {
    let known = this.#known.get(path)
    if (known === undefined) {
      const { root, outside } = this.#files
      known = [root, ...outside].some((folder) => isBelow(path, folder)) && this.#files.isFile(path)
      this.#known.set(path, known)
    }
    return known
  }

  #anywhere(name: string, angled: boolean, platform: Platform): string | undefined {
    // `<time.h>` is the system's, whatever the project keeps in its folders of replacements.
    if (angled && PLATFORMS.some((one) => hasHeader(name, one) !== undefined)) return undefined
    const plain = joinPath('', name).replace(/^(?:\.\.\/)+/, '')
    const candidates = this.#named(plain.slice(plain.lastIndexOf('/') + 1)).filter((path) => path.endsWith(`/${plain}`))
    if (candidates.length < 2) return candidates[0]
    const { root } = this.#files
    const other = platform === 'posix' ? 'windows' : 'posix'
    const fitting = candidates.filter((path) => !FOLDERS[other].test(path.slice(root.length)))
    return fitting.length === 1 ? fitting[0] : undefined
  }

  #named(name: string): readonly string[] {
    if (this.#byName === undefined) {
      this.#byName = new Map()
      for (const path of this.#files.headers() ?? []) {
        const last = path.slice(path.lastIndexOf('/') + 1)
        const list = this.#byName.get(last)
        if (list === undefined) this.#byName.set(last, [path])
        else list.push(path)
      }
    }
    return this.#byName.get(name) ?? []
  }
}

/** Includes of a text by platform, as `readIncludes` gives them. */
export type Includes = Readonly<Record<Platform, readonly IncludeRequest[]>>

/** The headers that these includes mean, each once. */
export function directHeaders(includes: Includes, from: string, resolver: IncludeResolver): string[] {
  const paths = new Set<string>()
  for (const platform of PLATFORMS) {
    for (const include of includes[platform]) {
      const path = resolver.resolve(include, from, platform)
      if (path !== undefined) paths.add(path)
    }
  }
  return [...paths]
}

/** A header by its path, for those who keep the facts elsewhere. */
export interface HeaderUse {
  readonly path: string
  readonly certain: boolean
}

/** More headers than this, or a longer chain of includes, are not followed. */
const MAX_HEADERS = 500
const MAX_DEPTH = 64

/**
 * All headers that a file includes, directly or not, by platform: each once, and those it includes itself before it,
 * so that what stands later wins. A header that the file includes in a circle counts where it is met first.
 */
export function includedHeaders(
  file: string,
  includes: Includes,
  resolver: IncludeResolver,
  factsOf: (path: string) => HeaderFacts | undefined,
): Readonly<Record<Platform, readonly HeaderUse[]>> {
  const on = (platform: Platform): HeaderUse[] => {
    /** By path; a header that is met again for certain becomes certain where it stands. */
    const uses = new Map<string, HeaderUse>()
    const open = new Set([file])
    const visit = (from: string, wanted: readonly IncludeRequest[], certain: boolean, depth: number): void => {
      for (const include of wanted) {
        const path = resolver.resolve(include, from, platform)
        const facts = path === undefined || open.has(path) ? undefined : factsOf(path)
        if (path === undefined || facts === undefined) continue
        const sure = certain && include.certain
        const known = uses.get(path)
        if (known?.certain === true || (known !== undefined && !sure)) continue
        if (known === undefined && (uses.size >= MAX_HEADERS || depth > MAX_DEPTH)) continue
        open.add(path)
        visit(path, facts[platform].includes, sure, depth + 1)
        open.delete(path)
        uses.set(path, { path, certain: sure })
      }
    }
    visit(file, includes[platform], true, 0)
    return [...uses.values()]
  }
  return { posix: on('posix'), windows: on('windows') }
}
