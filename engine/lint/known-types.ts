import { KNOWN_TAGS, KNOWN_TYPEDEFS } from '../model/index.ts'
import type { View } from '../preprocess/views.ts'
import type { KnownTypes } from '../syntax/declarations.ts'

/** Types that a file uses without declaring them: those of the API's headers, and macros such as `#define PSA struct sockaddr *`. */
export function knownTypes(macros: View['macros']): KnownTypes {
  const typedefs = { ...KNOWN_TYPEDEFS }
  const casts: typeof typedefs = {}
  for (const [name, { parameters, body }] of macros) {
    const [, open, tag, stars = ''] =
      (parameters === null
        ? /^(\(?)\s*(?:const\s+)?((?:struct|union)\s+\w+)\s*([*\s]*?)\s*(\)?)$/.exec(body.trim())
        : null) ?? []
    if (tag === undefined) continue
    const table = open === '' ? typedefs : casts
    table[name] = { base: tag.replace(/\s+/g, ' '), pointers: stars.replace(/\s/g, '').length }
  }
  return { typedefs, casts, tags: KNOWN_TAGS }
}
