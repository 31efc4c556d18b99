import { wrappersIn, type FoundWrapper } from './wrappers.ts'

/** What a project looks like, as far as its configuration is concerned. */
export interface ProjectSurvey {
  /** How many C and C++ files there are, and how many of them include socket headers of one system or both. */
  readonly files: number
  readonly posix: number
  readonly windows: number
  readonly both: number
  /** Folders with code of others, from the project's, ending in `/`. */
  readonly vendored: readonly string[]
  /** Folders with tests, likewise. */
  readonly tests: readonly string[]
  readonly hasCMake: boolean
  /** Where compilation databases lie, from the project's folder; those that are found by themselves first. */
  readonly databases: readonly string[]
  /** Names of the project for socket calls, and where they are made. */
  readonly wrappers: readonly (FoundWrapper & { readonly file: string })[]
}

/** Folders of these names hold code that others have written. */
const VENDORED = /^(?:third[_-]?party|3rd[_-]?party|vendor(?:ed)?|external|externals|extern|deps|submodules)$/i
const TESTS = /^(?:tests?|unittests?)$/i
const POSIX_HEADERS = /^[ \t]*#[ \t]*include[ \t]*<(?:sys\/socket|netinet\/in|arpa\/inet|netdb|sys\/un)\.h>/m
const WINDOWS_HEADERS = /^[ \t]*#[ \t]*include[ \t]*<(?:winsock2?|ws2tcpip|mswsock)\.h>/im
/** More is not looked at: the beginning of a large project tells enough. */
export const MAX_SURVEYED_FILES = 20_000
/** Larger files tell nothing. */
export const MAX_SURVEYED_BYTES = 2_000_000

export const DATABASE = 'compile_commands.json'
/** Where the linter looks for compilation databases by itself. */
export const DATABASES_FOUND_ANYWAY = [DATABASE, `build/${DATABASE}`]

/** Gathers what a project looks like, file by file. Paths are relative to the project, with `/`. */
export class Survey {
  #files = 0
  readonly #counts = { posix: 0, windows: 0, both: 0 }
  readonly #vendored = new Set<string>()
  readonly #tests = new Set<string>()
  readonly #wrappers = new Map<string, FoundWrapper & { readonly file: string }>()

  /** A file of the project; `read` is only called for files that count. */
  add(path: string, read: () => string): void {
    if (++this.#files > MAX_SURVEYED_FILES) return
    const vendored = folderNamed(path, VENDORED)
    if (vendored !== null) {
      this.#vendored.add(vendored)
      return
    }
    const tests = folderNamed(path, TESTS)
    if (tests !== null) this.#tests.add(tests)
    const text = read()
    const posix = POSIX_HEADERS.test(text)
    const windows = WINDOWS_HEADERS.test(text)
    if (posix && windows) this.#counts.both++
    else if (posix) this.#counts.posix++
    else if (windows) this.#counts.windows++
    for (const found of wrappersIn(text)) {
      const known = this.#wrappers.get(found.name)
      const calls = [...new Set([...(known?.calls ?? []), ...found.calls])].sort()
      this.#wrappers.set(found.name, { ...(known ?? { ...found, file: path }), calls })
    }
  }

  result(builds: Pick<ProjectSurvey, 'hasCMake' | 'databases'>): ProjectSurvey {
    return {
      files: this.#files,
      ...this.#counts,
      vendored: [...this.#vendored].sort(),
      tests: [...this.#tests].sort(),
      ...builds,
      wrappers: [...this.#wrappers.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    }
  }
}

/** The outermost folder of a path whose name fits, ending in `/`. */
function folderNamed(path: string, name: RegExp): string | null {
  const parts = path.split('/').slice(0, -1)
  const index = parts.findIndex((part) => name.test(part))
  return index < 0 ? null : `${parts.slice(0, index + 1).join('/')}/`
}
