import { constantText } from '../flow/constants.ts'
import { exactly, integer, type Value } from '../flow/values.ts'
import { API_FUNCTION_NAMES, apiConstant, FILTER_WORDS, PLATFORMS, type Platform } from '../model/index.ts'
import { type HeaderMacro, inheritedMacros, mergeDefinitions } from '../preprocess/definitions.ts'
import { mayBeGiven } from '../preprocess/platform-macros.ts'
import type { Defines } from '../preprocess/views.ts'
import { aliasOf, type MacroTable, type Replacement, wrapperOf } from '../preprocess/macros.ts'
import type { KnownTypes } from '../syntax/declarations.ts'
import type { HeaderFacts, PlatformHeader } from './header-facts.ts'
import { typesOfMacros } from './known-types.ts'

/** A header that a file includes, directly or not. */
export interface IncludedHeader {
  readonly facts: HeaderFacts
  /** False when a condition that nobody answers decides whether it is included. */
  readonly certain: boolean
}

/** The headers of a file by platform, each once, in the order in which they take effect. */
export type IncludedHeaders = Readonly<Record<Platform, readonly IncludedHeader[]>>

/** What all headers of a file tell together, on one platform. */
export interface HeaderTable {
  readonly macros: MacroTable
  readonly constants: ReadonlyMap<string, Value>
  readonly noreturn: readonly string[]
  /** What each declares, in their order. */
  readonly types: readonly KnownTypes[]
  /** Macros by the names of functions of the API that some builds have: which of the two is meant nobody knows. */
  readonly uncertain: ReadonlySet<string>
  /** How many they are. */
  readonly read: number
  /** Names of the headers that these headers include, as written. */
  readonly includes: readonly string[]
}

export interface HeaderTables {
  readonly tables: Readonly<Record<Platform, HeaderTable>>
  /** What the conditions of the file may rely on. */
  readonly inherited: Readonly<Record<Platform, MacroTable>>
}

export const NO_HEADERS: IncludedHeaders = { posix: [], windows: [] }

/** Merges the headers of a file: later ones win. What its compiler is told to define stands before them. */
export function headerTables(headers: IncludedHeaders, defines: Defines = new Map()): HeaderTables {
  const merged = { posix: merge('posix', headers), windows: merge('windows', headers) }
  const table = (platform: Platform): HeaderTable => {
    const given = [...defines].flatMap(([name, body]) =>
      body !== null && mayBeGiven(name, body, platform) ? [[name, { parameters: null, body }] as const] : [],
    )
    return tableOf(platform, headers[platform], decided(merged[platform], platform, new Map(given)))
  }
  return { tables: { posix: table('posix'), windows: table('windows') }, inherited: inheritedMacros(merged) }
}

function merge(platform: Platform, headers: IncludedHeaders): Map<string, HeaderMacro> {
  return mergeDefinitions(headers[platform].map(({ facts, certain }) => ({ macros: facts[platform].macros, certain })))
}

function tableOf(
  platform: Platform,
  headers: readonly IncludedHeader[],
  macros: ReadonlyMap<string, Replacement>,
): HeaderTable {
  const constants = new Map<string, Value>()
  const noreturn = new Set<string>()
  const includes = new Set<string>()
  for (const { facts } of headers) {
    const header: PlatformHeader = facts[platform]
    for (const [name, value] of Object.entries(header.constants)) {
      if (apiConstant(name, platform) === undefined) constants.set(name, value)
    }
    for (const name of header.noreturn) noreturn.add(name)
    for (const include of header.includes) includes.add(include.name)
  }
  return {
    macros,
    constants,
    noreturn: [...noreturn],
    types: [...headers.map(({ facts }) => facts[platform].types), typesOfMacros(macros)],
    uncertain: new Set(headers.flatMap(({ facts, certain }) => uncertainNames(facts[platform].macros, certain))),
    read: headers.length,
    includes: [...includes],
  }
}

/**
 * The one replacement of each macro. Where conditions that nobody answers leave several, the only one that ends at a
 * function of the API is taken, or the number that all of them are; the others are for builds that do without it (`#define CLOSE(s) lwip_close(s)`).
 * They are added to `table`. What is the API's own stays the API's: its constants, and its functions where the macro is not certain.
 */
function decided(
  merged: ReadonlyMap<string, HeaderMacro>,
  platform: Platform,
  table: Map<string, Replacement>,
): Map<string, Replacement> {
  const open: HeaderMacro[] = []
  for (const macro of merged.values()) {
    const { name, replacements, certain } = macro
    if (apiConstant(name, platform) !== undefined || (!certain && API_FUNCTION_NAMES.has(name))) continue
    const [only] = replacements
    if (replacements.length > 1) open.push(macro)
    else if (only !== undefined) table.set(name, only)
  }
  for (const { name, replacements } of open) {
    const known = replacements.filter((replacement) => {
      const target = targetOf({ get: (other) => (other === name ? replacement : table.get(other)) }, name)
      return target !== null && API_FUNCTION_NAMES.has(target)
    })
    const numbers = new Set(replacements.map((replacement) => numberOf(replacement, platform)))
    const [only] = known.length === 1 ? known : numbers.size === 1 && !numbers.has(null) ? replacements : [UNDECIDED]
    if (only !== undefined) table.set(name, only)
  }
  return table
}

/** Functions of the API for which a header has a macro of another meaning, under a condition that nobody answers. */
function uncertainNames(macros: readonly HeaderMacro[], isIncluded: boolean): string[] {
  return macros.flatMap(({ name, certain }) => ((certain && isIncluded) || !API_FUNCTION_NAMES.has(name) ? [] : [name]))
}

/**
 * A macro of which nobody knows what it stands for. Not left out: a name that is no macro would be a variable, and
 * keep its value. The text is no expression, so whoever reads it finds nothing.
 */
const UNDECIDED: Replacement = { parameters: null, body: '?' }

/** The number that a macro stands for; null for none. `INVALID_SOCKET` and `(-1)` are one. */
function numberOf({ parameters, body }: Replacement, platform: Platform): number | null {
  if (parameters !== null) return null
  const value = constantText(body, (name) => {
    const number = apiConstant(name, platform)
    return number === undefined ? undefined : integer(number)
  })
  return exactly(value)
}

/** Where a call of a macro ends: at the name it stands for, or at the one function it calls. */
function targetOf(table: MacroTable, name: string): string | null {
  const alias = aliasOf(table, name)
  return alias === null ? (wrapperOf(table, name)?.callee ?? null) : (wrapperOf(table, alias)?.callee ?? alias)
}

const SOCKET_CALLS: ReadonlySet<string> = new Set([...FILTER_WORDS.strict, ...FILTER_WORDS.generic])
/** Wrappers of wrappers of … are followed this far. */
const MAX_ROUNDS = 4

/** A macro of a header and the name that a call of it ends at. */
export type SocketAlias = readonly [name: string, target: string]

/** What the macros of headers call by another name, sorted. */
export function socketAliases(headers: Iterable<HeaderFacts>): SocketAlias[] {
  const aliases = new Map<string, SocketAlias>()
  for (const facts of headers) {
    for (const platform of PLATFORMS) {
      for (const { name, replacements } of facts[platform].macros) {
        for (const replacement of replacements) {
          const target = targetOf(new Map([[name, replacement]]), name)
          if (target !== null && target !== name) aliases.set(`${name} ${target}`, [name, target])
        }
      }
    }
  }
  return [...aliases].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, alias]) => alias)
}

/**
 * Macros of headers that are socket calls by another name (`#define ngx_socket socket`), sorted: files that call
 * nothing else would not pass the prefilter. In which order they are given makes no difference.
 */
export function socketWordsOf(aliases: readonly SocketAlias[]): string[] {
  let words: ReadonlySet<string> = new Set()
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const known = words
    const leads = ([, target]: SocketAlias): boolean => SOCKET_CALLS.has(target) || known.has(target)
    words = new Set([...known, ...aliases.filter(leads).map(([name]) => name)])
  }
  return [...words].filter((word) => word.length > 1 && !SOCKET_CALLS.has(word)).sort()
}

/** The same of headers. */
export function socketWords(headers: Iterable<HeaderFacts>): string[] {
  return socketWordsOf(socketAliases(headers))
}
