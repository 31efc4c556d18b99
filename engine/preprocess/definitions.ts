import { PLATFORMS, type Platform } from '../text/platform.ts'
import type { Assumption, Truth } from './conditions.ts'
import type { Directive } from './directives.ts'
import type { MacroTable, Replacement } from './macros.ts'
import { mayBeGiven } from './platform-macros.ts'
import { scanText } from './directives.ts'
import { type Defines, FileConditions, type ViewOptions } from './views.ts'

/** An #include as one platform meets it. */
export interface IncludeRequest {
  readonly name: string
  readonly angled: boolean
  /** False when a condition that nobody answers decides whether it happens. */
  readonly certain: boolean
}

/** What a header makes of one macro. */
export interface HeaderMacro {
  readonly name: string
  /** Each way it may be defined: more than one where conditions that nobody answers choose. */
  readonly replacements: readonly Replacement[]
  /** True when it is defined whatever such conditions say. */
  readonly certain: boolean
}

/** What a text does to the preprocessor on one platform. */
export interface Definitions {
  readonly includes: readonly IncludeRequest[]
  readonly macros: readonly HeaderMacro[]
}

/** A header with more macros than this is a generated table; the rest of it is left out. */
const MAX_MACROS = 5000
/** Longer replacements are neither constants nor one call. */
const MAX_BODY = 500

/**
 * The includes and macros of a text by platform. Unlike a view it takes no vote: both branches of a condition that
 * nobody answers count as possible, so that what is said of a header holds whoever includes it. Other systems of a
 * platform's family are the exception and count as absent.
 */
export function readDefinitions(
  text: string,
  language: 'c' | 'cpp',
  defines?: Defines,
): Readonly<Record<Platform, Definitions>> {
  const options: ViewOptions = { language, ...(defines === undefined ? {} : { defines }) }
  const { directives, code } = scanText(text)
  const conditions = new FileConditions(directives, code, options)
  const of = (platform: Platform): Definitions => definitionsOn(platform, directives, conditions)
  return { posix: of('posix'), windows: of('windows') }
}

function definitionsOn(platform: Platform, directives: readonly Directive[], conditions: FileConditions): Definitions {
  const assumed = new Map<string, Assumption>()
  conditions.walk({
    platform,
    assumed: new Map(),
    unknown: (_, { atoms }) => {
      for (const { key, relative } of atoms) if (relative) assumed.set(key, { value: false, by: 'platform' })
      return undefined
    },
  })
  const includes: IncludeRequest[] = []
  const macros = new Map<string, HeaderMacro>()
  conditions.walk({
    platform,
    assumed,
    unknown: () => undefined,
    after: (index, live) => {
      const directive = directives[index]
      if (directive === undefined || directive.name === null || live === false) return
      const { name, angled } = directive
      if (directive.kind === 'include') includes.push({ name, angled, certain: live === true })
      else if (directive.kind === 'define' || directive.kind === 'undef') note(macros, directive, name, live)
    },
  })
  return { includes, macros: [...macros.values()] }
}

function note(macros: Map<string, HeaderMacro>, directive: Directive, name: string, live: Truth): void {
  if (directive.kind === 'undef') {
    const known = macros.get(name)
    if (live === true) macros.delete(name)
    else if (known !== undefined) macros.set(name, { ...known, certain: false })
    return
  }
  if (macros.size >= MAX_MACROS && !macros.has(name)) return
  const { parameters, replacement } = directive
  const body = replacement.length > MAX_BODY ? '' : replacement
  addMacro(macros, { name, replacements: [{ parameters, body }], certain: live === true })
}

/** What two definitions, one after the other, make of a macro together. */
function addMacro(macros: Map<string, HeaderMacro>, macro: HeaderMacro): void {
  const known = macros.get(macro.name)
  if (known === undefined || macro.certain) macros.set(macro.name, macro)
  else {
    const news = macro.replacements.filter((one) => !known.replacements.some((other) => sameReplacement(one, other)))
    macros.set(macro.name, { ...known, replacements: [...known.replacements, ...news].slice(0, MAX_WAYS) })
  }
}

/** More ways to define one macro than this are as good as none. */
const MAX_WAYS = 8

function sameReplacement(a: Replacement, b: Replacement): boolean {
  return a.body === b.body && a.parameters?.join() === b.parameters?.join()
}

/** The definitions of several headers, in the order in which they are included. */
export function mergeDefinitions(
  headers: readonly { readonly macros: readonly HeaderMacro[]; readonly certain: boolean }[],
): Map<string, HeaderMacro> {
  const merged = new Map<string, HeaderMacro>()
  for (const { macros, certain } of headers) {
    for (const macro of macros) addMacro(merged, certain ? macro : { ...macro, certain: false })
  }
  return merged
}

/**
 * What conditions of the including file may rely on: macros that are certain to be defined, in one way. A name that
 * one platform has of itself and that a header defines for both is from a generated header of one system.
 */
export function inheritedMacros(
  merged: Readonly<Record<Platform, ReadonlyMap<string, HeaderMacro>>>,
): Record<Platform, MacroTable> {
  const table = { posix: new Map<string, Replacement>(), windows: new Map<string, Replacement>() }
  for (const platform of PLATFORMS) {
    const other = merged[platform === 'posix' ? 'windows' : 'posix']
    for (const [name, { replacements, certain }] of merged[platform]) {
      const [only] = replacements
      if (!certain || only === undefined || replacements.length > 1) continue
      if (other.get(name)?.certain === true && !mayBeGiven(name, only.body, platform)) continue
      table[platform].set(name, only)
    }
  }
  return table
}
