import type { Value } from '../flow/values.ts'
import {
  API_FUNCTION_NAMES,
  apiConstant,
  FILTER_WORDS,
  KNOWN_TAGS,
  KNOWN_TYPEDEFS,
  PLATFORMS,
  type Platform,
} from '../model/index.ts'
import { type HeaderMacro, inheritedMacros, mergeDefinitions } from '../preprocess/definitions.ts'
import { mayBeGiven } from '../preprocess/platform-macros.ts'
import type { Defines } from '../preprocess/views.ts'
import { aliasOf, type MacroTable, type Replacement, wrapperOf } from '../preprocess/macros.ts'
import type { KnownTypes } from '../syntax/declarations.ts'
import type { TypeShape } from '../syntax/types.ts'
import type { HeaderFacts, PlatformHeader } from './header-facts.ts'

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
  readonly types: KnownTypes
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
    return tableOf(platform, headers[platform], new Map([...given, ...decided(merged[platform], platform)]))
  }
  return { tables: { posix: table('posix'), windows: table('windows') }, inherited: inheritedMacros(merged) }
}

function merge(platform: Platform, headers: IncludedHeaders): Map<string, HeaderMacro> {
  return mergeDefinitions(headers[platform].map(({ facts, certain }) => ({ macros: facts[platform].macros, certain })))
}

function tableOf(platform: Platform, headers: readonly IncludedHeader[], macros: MacroTable): HeaderTable {
  const constants = new Map<string, Value>()
  const noreturn = new Set<string>()
  const typedefs: Record<string, { readonly base: string; readonly pointers: number }> = {}
  const tags = new Set<string>()
  const members: Record<string, Readonly<Record<string, TypeShape>>> = {}
  const functions: Record<string, TypeShape> = {}
  const includes = new Set<string>()
  for (const { facts } of headers) {
    const header: PlatformHeader = facts[platform]
    for (const [name, value] of Object.entries(header.constants)) {
      if (apiConstant(name, platform) === undefined) constants.set(name, value)
    }
    for (const name of header.noreturn) noreturn.add(name)
    for (const include of header.includes) includes.add(include.name)
    for (const tag of header.types.tags) tags.add(tag)
    Object.assign(typedefs, header.types.typedefs)
    Object.assign(members, header.types.members)
    Object.assign(functions, header.types.functions)
  }
  for (const [name, { parameters, body }] of macros) {
    // `#define SA struct sockaddr` is a typedef in all but name.
    const type = parameters === null ? /^((?:struct|union)\s+\w+)\s*(\**)$/.exec(body) : null
    const [, base, stars] = type ?? []
    if (base !== undefined) typedefs[name] = { base: base.replace(/\s+/g, ' '), pointers: stars?.length ?? 0 }
  }
  return {
    macros,
    constants,
    noreturn: [...noreturn],
    types: {
      typedefs: { ...resolved(typedefs), ...KNOWN_TYPEDEFS },
      tags: [...new Set([...KNOWN_TAGS, ...tags])],
      members: resolvedMembers(members, typedefs),
      functions: resolvedShapes(functions, typedefs),
    },
    includes: [...includes],
  }
}

/**
 * The one replacement of each macro. Where conditions that nobody answers leave several, the only one that ends at a
 * function of the API is taken: the others are for builds that do without it (`#define CLOSE(s) lwip_close(s)`).
 * What is the API's own stays the API's: its constants, and its functions where the macro is not certain.
 */
function decided(merged: ReadonlyMap<string, HeaderMacro>, platform: Platform): Map<string, Replacement> {
  const table = new Map<string, Replacement>()
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
      const target = targetOf(new Map([...table, [name, replacement]]), name)
      return target !== null && API_FUNCTION_NAMES.has(target)
    })
    const [only] = known
    if (only !== undefined && known.length === 1) table.set(name, only)
  }
  return table
}

/** Where a call of a macro ends: at the name it stands for, or at the one function it calls. */
function targetOf(table: MacroTable, name: string): string | null {
  const alias = aliasOf(table, name)
  return alias === null ? (wrapperOf(table, name)?.callee ?? null) : (wrapperOf(table, alias)?.callee ?? alias)
}

const MAX_TYPEDEFS = 16

type Typedefs = KnownTypes['typedefs']

/** Follows typedefs of one header to those of another. */
function resolve(shape: TypeShape, typedefs: Typedefs): TypeShape {
  let current = shape
  for (let i = 0; i < MAX_TYPEDEFS; i++) {
    const next = Object.hasOwn(typedefs, current.base) ? typedefs[current.base] : undefined
    if (next === undefined) return current
    current = { base: next.base, pointers: current.pointers + next.pointers, array: current.array }
  }
  return current
}

function resolved(typedefs: Typedefs): Typedefs {
  return Object.fromEntries(
    Object.entries(typedefs).map(([name, shape]) => {
      const { base, pointers } = resolve({ ...shape, array: false }, typedefs)
      return [name, { base, pointers }]
    }),
  )
}

function resolvedShapes(shapes: Readonly<Record<string, TypeShape>>, typedefs: Typedefs): Record<string, TypeShape> {
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, resolve(shape, typedefs)]))
}

function resolvedMembers(
  members: Readonly<Record<string, Readonly<Record<string, TypeShape>>>>,
  typedefs: Typedefs,
): Record<string, Record<string, TypeShape>> {
  return Object.fromEntries(Object.entries(members).map(([base, own]) => [base, resolvedShapes(own, typedefs)]))
}

const SOCKET_CALLS: ReadonlySet<string> = new Set([...FILTER_WORDS.strict, ...FILTER_WORDS.generic])
/** Wrappers of wrappers of … are followed this far. */
const MAX_ROUNDS = 4

/**
 * Macros of headers that are socket calls by another name (`#define ngx_socket socket`), sorted: files that call
 * nothing else would not pass the prefilter.
 */
export function socketWords(headers: Iterable<HeaderFacts>): string[] {
  const words = new Set<string>()
  const aliases: (readonly [name: string, target: string])[] = []
  for (const facts of headers) {
    for (const platform of PLATFORMS) {
      for (const { name, replacements } of facts[platform].macros) {
        for (const replacement of replacements) {
          const target = targetOf(new Map([[name, replacement]]), name)
          if (target !== null && target !== name) aliases.push([name, target])
        }
      }
    }
  }
  for (let round = 0; round < MAX_ROUNDS; round++) {
    for (const [name, target] of aliases) if (SOCKET_CALLS.has(target) || words.has(target)) words.add(name)
  }
  return [...words].filter((word) => word.length > 1 && !SOCKET_CALLS.has(word)).sort()
}
