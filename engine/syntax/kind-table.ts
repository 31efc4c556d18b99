import { Field, type FieldName, FIRST_ANONYMOUS_KIND, Kind, type KindName } from '../../grammars/kinds.ts'
import type { Language } from 'web-tree-sitter'

/** Tree-sitter's symbol of an ERROR node. */
export const ERROR_SYMBOL = 0xffff

/** A grammar's own numbers translated to the shared ones of grammars/kinds.ts. */
export interface KindTable {
  /** By grammar symbol; hidden symbols, which no tree shows, hold `Kind.end`. */
  readonly kinds: Uint16Array
  /** By grammar field id; 0 stays `Field.none`. */
  readonly fields: Uint8Array
}

/**
 * Builds the translation of one loaded grammar.
 * @throws when the grammar has a kind or field that grammars/kinds.ts lacks: the two files are not of one version.
 */
export function kindTable(language: Language): KindTable {
  const kinds = new Uint16Array(ERROR_SYMBOL + 1)
  kinds[ERROR_SYMBOL] = Kind.ERROR
  for (let symbol = 0; symbol < language.nodeTypeCount; symbol++) {
    if (!language.nodeTypeIsVisible(symbol)) continue
    const name = language.nodeTypeForId(symbol) ?? ''
    const kind = language.nodeTypeIsNamed(symbol) ? namedKind(name) : tokenKind(name)
    if (kind === undefined) throw new Error(`grammars/kinds.ts is stale: no kind for ${JSON.stringify(name)}`)
    kinds[symbol] = kind
  }
  const fields = new Uint8Array(language.fields.length)
  language.fields.forEach((name, id) => {
    if (typeof name !== 'string') return
    if (!isFieldName(name)) throw new Error(`grammars/kinds.ts is stale: no field ${JSON.stringify(name)}`)
    fields[id] = Field[name]
  })
  return { kinds, fields }
}

function isKindName(name: string): name is KindName {
  return Object.hasOwn(Kind, name)
}

function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(Field, name)
}

function namedKind(name: string): Kind | undefined {
  return isKindName(name) && Kind[name] < FIRST_ANONYMOUS_KIND ? Kind[name] : undefined
}

function tokenKind(name: string): Kind | undefined {
  const quoted = `'${name}'`
  if (isKindName(quoted)) return Kind[quoted]
  return isKindName(name) && Kind[name] >= FIRST_ANONYMOUS_KIND ? Kind[name] : undefined
}
