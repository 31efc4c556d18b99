import { declaredNoReturn } from '../flow/no-return.ts'
import { constantText } from '../flow/constants.ts'
import { fileConstants } from '../flow/file-names.ts'
import { integer, UNKNOWN, type Value } from '../flow/values.ts'
import { apiConstant, KNOWN_TAGS, KNOWN_TYPEDEFS, PLATFORMS, type Platform } from '../model/index.ts'
import { type Definitions, readDefinitions } from '../preprocess/definitions.ts'
import { type Defines, makeViews } from '../preprocess/views.ts'
import { Declarations, type KnownTypes } from '../syntax/declarations.ts'
import { exportedTypes } from '../syntax/exported-types.ts'
import { chooseLanguage } from '../syntax/language.ts'
import type { SourceParser } from '../syntax/parser.ts'
import type { SyntaxTree } from '../syntax/tree.ts'
import { decodeSource } from '../text/decode.ts'
import { parseViews } from './parse-views.ts'

/** What a header tells those that include it, on one platform. */
export interface PlatformHeader extends Definitions {
  /** Enumerators and constant variables. */
  readonly constants: Readonly<Record<string, Value>>
  /** Functions that it declares never to return. */
  readonly noreturn: readonly string[]
  readonly types: KnownTypes
}

/**
 * What a header tells those that include it. Depends on its text and the defines alone, not on who includes it or on
 * other headers, so it is made once and kept. Structured-cloneable.
 */
export type HeaderFacts = Readonly<Record<Platform, PlatformHeader>>

/** The bytes of a file as they are on disk, or the text that an editor holds. */
export type Content = Uint8Array | string

/** Longer headers are generated tables; nothing is read from them. */
const MAX_LENGTH = 1_000_000

const NO_TYPES: KnownTypes = { typedefs: {}, tags: [] }

/** Reads a header; undefined for what is no text or too long. */
export function readHeader(
  parser: SourceParser,
  path: string,
  content: Content,
  defines?: Defines,
): HeaderFacts | undefined {
  const text = textOf(content)
  if (text === undefined || text.length > MAX_LENGTH) return undefined
  const language = chooseLanguage(path, text)
  const definitions = readDefinitions(text, language, defines)
  const views = makeViews(text, { language, ...(defines === undefined ? {} : { defines }) })
  const trees = parseViews(parser, views, language, PLATFORMS)
  const header = (platform: Platform): PlatformHeader => {
    const own = definitions[platform]
    if (!trees.ok) return { ...own, constants: {}, noreturn: [], types: NO_TYPES }
    return { ...own, ...readDeclared(trees[platform], own, platform) }
  }
  return { posix: header('posix'), windows: header('windows') }
}

/** What a file includes, by platform; nothing for what is no text. Needs no grammar. */
export function readIncludes(
  path: string,
  content: Content,
  defines?: Defines,
): Readonly<Record<Platform, Definitions['includes']>> {
  const text = textOf(content)
  if (text === undefined || !text.includes('#')) return { posix: [], windows: [] }
  const { posix, windows } = readDefinitions(text, chooseLanguage(path, text), defines)
  return { posix: posix.includes, windows: windows.includes }
}

function textOf(content: Content): string | undefined {
  if (typeof content === 'string') return content
  const decoded = decodeSource(content)
  return decoded.ok ? decoded.text : undefined
}

function readDeclared(
  tree: SyntaxTree,
  { macros }: Definitions,
  platform: Platform,
): Pick<PlatformHeader, 'constants' | 'noreturn' | 'types'> {
  const bodies = new Map<string, string>()
  for (const { name, replacements } of macros) {
    const [only] = replacements
    if (only?.parameters === null && replacements.length === 1) bodies.set(name, only.body)
  }
  const known = new Map<string, Value>()
  const valueOf = (name: string): Value | undefined => {
    const value = known.get(name)
    if (value !== undefined) return value
    const body = bodies.get(name)
    if (body === undefined) {
      const number = apiConstant(name, platform)
      return number === undefined ? undefined : integer(number)
    }
    // Holds while it is worked out: a macro that needs itself is unknown.
    known.set(name, UNKNOWN)
    const found = constantText(body, valueOf)
    known.set(name, found)
    return found
  }
  const constants = [...fileConstants(tree, valueOf)].filter(([, value]) => value.kind !== 'unknown')
  return {
    constants: Object.fromEntries(constants),
    noreturn: [...declaredNoReturn(tree)],
    types: exportedTypes(tree, new Declarations(tree, { typedefs: KNOWN_TYPEDEFS, tags: KNOWN_TAGS })),
  }
}
