import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { decodeSource } from '../../engine/index.ts'
import { IgnoreFiles } from '../ignore-files.ts'
import { walk } from '../walk.ts'
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
const MAX_FILES = 20_000
const MAX_BYTES = 2_000_000

const DATABASE = 'compile_commands.json'
/** Where the linter looks by itself. */
const FOUND_ANYWAY = [DATABASE, `build/${DATABASE}`]

/** @param folder absolute */
export function surveyProject(folder: string): ProjectSurvey {
  const { files } = walk(
    folder,
    '',
    IgnoreFiles.of(folder, (path) => path),
  )
  const counts = { posix: 0, windows: 0, both: 0 }
  const folders = { vendored: new Set<string>(), tests: new Set<string>() }
  const wrappers = new Map<string, FoundWrapper & { readonly file: string }>()
  for (const { path, raw } of files.slice(0, MAX_FILES)) {
    const vendored = folderNamed(path, VENDORED)
    if (vendored !== null) {
      folders.vendored.add(vendored)
      continue
    }
    const tests = folderNamed(path, TESTS)
    if (tests !== null) folders.tests.add(tests)
    const text = typeof raw === 'string' ? readText(raw) : ''
    const posix = POSIX_HEADERS.test(text)
    const windows = WINDOWS_HEADERS.test(text)
    if (posix && windows) counts.both++
    else if (posix) counts.posix++
    else if (windows) counts.windows++
    for (const found of wrappersIn(text)) {
      const known = wrappers.get(found.name)
      const calls = [...new Set([...(known?.calls ?? []), ...found.calls])].sort()
      wrappers.set(found.name, { ...(known ?? { ...found, file: path }), calls })
    }
  }
  return {
    files: files.length,
    ...counts,
    vendored: [...folders.vendored].sort(),
    tests: [...folders.tests].sort(),
    hasCMake: existsSync(join(folder, 'CMakeLists.txt')),
    databases: databasesIn(folder),
    wrappers: [...wrappers.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

/** The outermost folder of a path whose name fits, ending in `/`. */
function folderNamed(path: string, name: RegExp): string | null {
  const parts = path.split('/').slice(0, -1)
  const index = parts.findIndex((part) => name.test(part))
  return index < 0 ? null : `${parts.slice(0, index + 1).join('/')}/`
}

function readText(path: string): string {
  try {
    if (statSync(path).size > MAX_BYTES) return ''
    const decoded = decodeSource(readFileSync(path))
    return decoded.ok ? decoded.text : ''
  } catch {
    // What cannot be read tells nothing; the linter will say so.
    return ''
  }
}

function databasesIn(folder: string): string[] {
  const found = FOUND_ANYWAY.filter((path) => existsSync(join(folder, path)))
  let entries: readonly string[]
  try {
    entries = readdirSync(folder)
  } catch {
    return found
  }
  const others = entries.map((entry) => `${entry}/${DATABASE}`).filter((path) => existsSync(join(folder, path)))
  return [...found, ...others.filter((path) => !found.includes(path)).sort()]
}
