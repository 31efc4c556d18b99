import { KNOWN_TAGS, KNOWN_TYPEDEFS } from '../model/index.ts'
import type { Replacement } from '../preprocess/macros.ts'
import type { KnownTypes } from '../syntax/declarations.ts'

type Macros = Iterable<readonly [name: string, macro: Replacement]>

/**
 * Types that a file uses without declaring them: those of the API's headers, macros such as
 * `#define PSA struct sockaddr *`, and what the project's headers (`further`) declare.
 */
export function knownTypes(macros: Macros, further: readonly KnownTypes[] = []): KnownTypes {
  const { typedefs, casts } = typesOfMacros(macros)
  return { typedefs: { ...KNOWN_TYPEDEFS, ...typedefs }, casts, tags: KNOWN_TAGS, further }
}

/** Macros that stand for a structure, as types: `#define PSA struct sockaddr *`; in parentheses, as casts. */
export function typesOfMacros(macros: Macros): Required<Pick<KnownTypes, 'typedefs' | 'casts' | 'tags'>> {
  const typedefs: Record<string, KnownTypes['typedefs'][string]> = {}
  const casts: typeof typedefs = {}
  for (const [name, { parameters, body }] of macros) {
    if (parameters !== null || !/struct|union/.test(body)) continue
    const [, open, tag, stars = ''] =
      /^(\(?)\s*(?:const\s+)?((?:struct|union)\s+\w+)\s*([*\s]*?)\s*(\)?)$/.exec(body.trim()) ?? []
    if (tag === undefined) continue
    const table = open === '' ? typedefs : casts
    table[name] = { base: tag.replace(/\s+/g, ' '), pointers: stars.replace(/\s/g, '').length }
  }
  return { typedefs, casts, tags: [] }
}
