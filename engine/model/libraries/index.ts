import type { Effect } from '../api.ts'
import { isTracked } from '../functions.ts'
import type { Platform } from '../platform.ts'
import { APR } from './apr.ts'
import { CURL, CURL_MACROS } from './curl.ts'
import { BSD_ERR, GNU_ERROR } from './err.ts'
import { GLIB } from './glib.ts'
import { LIBEVENT } from './libevent.ts'
import { type Library, type LibraryEntry, type LibraryFunction, entriesOf, numberOf } from './library.ts'
import { NGINX } from './nginx.ts'
import { OPENSSL } from './openssl.ts'
import { TLPI, TLPI_ERRORS } from './tlpi.ts'
import { UNP, UNP_ERRORS } from './unp.ts'

export { aliasRow, type LibraryFunction } from './library.ts'

/** All libraries. Of two that know a name in one file the first counts. */
export const LIBRARIES: readonly Library[] = [
  UNP,
  UNP_ERRORS,
  TLPI,
  TLPI_ERRORS,
  BSD_ERR,
  GNU_ERROR,
  LIBEVENT,
  APR,
  GLIB,
  CURL,
  CURL_MACROS,
  NGINX,
  OPENSSL,
]

const ENTRIES: readonly LibraryEntry[] = LIBRARIES.flatMap(entriesOf)

const byName = new Map<string, LibraryEntry[]>()
for (const entry of ENTRIES) {
  const list = byName.get(entry.name)
  if (list) list.push(entry)
  else byName.set(entry.name, [entry])
}

/** Names of all functions of libraries that the model knows. */
export const LIBRARY_FUNCTION_NAMES: ReadonlySet<string> = new Set(byName.keys())

/** What each library function does, where that is one call of the API. */
export const LIBRARY_EFFECTS: ReadonlyMap<string, Effect> = new Map(
  ENTRIES.flatMap(({ name, function: fn }) => (fn.kind === 'row' ? [[name, fn.row.effect] as const] : [])),
)

/** What a name means in a file that includes these headers, for a library that the file may use. */
export function libraryFunction(
  name: string,
  platform: Platform,
  includes: ReadonlySet<string>,
): LibraryFunction | undefined {
  return byName
    .get(name)
    ?.find((entry) => entry.platform === platform && (entry.headers === 'any' || includesOne(entry.headers, includes)))
    ?.function
}

/** True for a function whose call makes the calling function worth following. */
export function isTrackedFunction(fn: LibraryFunction): boolean {
  return fn.kind === 'model' || isTracked(fn.row)
}

function includesOne(headers: readonly string[], includes: ReadonlySet<string>): boolean {
  return headers.some(
    (header) => includes.has(header) || [...includes].some((included) => included.endsWith(`/${header}`)),
  )
}

const ENDING: ReadonlySet<Effect> = new Set<Effect>(['exit', 'take'])

/** True for a function that only a program with sockets calls. */
function isAboutSockets({ function: fn }: LibraryEntry): boolean {
  return fn.kind === 'row' ? isTracked(fn.row) && !ENDING.has(fn.row.effect) : fn.model.makes !== undefined
}

const MAKING: ReadonlySet<Effect> = new Set<Effect>(['create', 'create-pair', 'bind', 'listen', 'accept', 'connect'])

/** True for a function that makes a socket or gives it an address or a peer. */
function isMaking({ function: fn }: LibraryEntry): boolean {
  return fn.kind === 'row' ? MAKING.has(fn.row.effect) : fn.model.makes !== undefined
}

/** What the prefilter looks for; see `FilterWords`. */
export const LIBRARY_WORDS = {
  strict: namesOf((entry) => entry.headers === 'any' && isAboutSockets(entry)),
  generic: namesOf((entry) => entry.headers !== 'any' && isMaking(entry)),
  /** Headers that give the generic words their meaning. */
  context: [...new Set(ENTRIES.filter(isMaking).flatMap(({ headers }) => (headers === 'any' ? [] : headers)))],
} as const

function namesOf(isWanted: (entry: LibraryEntry) => boolean): string[] {
  return [...new Set(ENTRIES.filter(isWanted).map(({ name }) => name))]
}

const CONSTANTS = new Map(LIBRARIES.flatMap(({ constants = {} }) => Object.entries(constants)))

/** The number a constant of a library stands for on a platform. */
export function libraryConstant(name: string, platform: Platform): number | undefined {
  const value = CONSTANTS.get(name)
  return value === undefined ? undefined : numberOf(value, platform)
}
