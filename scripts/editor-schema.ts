/**
 * The schemas of configuration files that go with the extension. The editor shows their texts, so there is one for each
 * language; and it tells of mistakes in English alone, which the server tells of in both, so they complete and explain,
 * and allow everything.
 */
import type { Language } from '../engine/index.ts'

/** Keywords that only refuse something. */
const REFUSING = new Set(['required', 'propertyNames', 'minItems'])
/** Keywords whose values are schemas by name. */
const BY_NAME = new Set(['properties', 'definitions'])

/** @param schema a schema whose descriptions have a paragraph for each language, English first */
export function editorSchema(schema: unknown, language: Language): unknown {
  if (Array.isArray(schema)) return schema.map((each) => editorSchema(each, language))
  if (typeof schema !== 'object' || schema === null) return schema
  const told: Record<string, unknown> = {}
  const asked: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(schema)) {
    if (REFUSING.has(key) || (key === 'additionalProperties' && value === false)) continue
    if (key === 'description') told[key] = paragraphOf(value, language)
    else if (BY_NAME.has(key)) asked[key] = byName(value, language)
    else if (key === 'enum' || key === 'default') asked[key] = value
    else asked[key] = editorSchema(value, language)
  }
  // Completion looks into every alternative; whatever none of them allows, the last one does.
  const { anyOf } = asked
  if (isList(anyOf)) return { ...told, ...asked, anyOf: [...anyOf, {}] }
  if ('properties' in asked || '$ref' in asked) return { ...told, ...asked }
  return Object.keys(asked).length === 0 ? told : { ...told, anyOf: [asked, {}] }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function byName(schemas: unknown, language: Language): unknown {
  return Object.fromEntries(
    Object.entries(schemas ?? {}).map(([name, schema]) => [name, editorSchema(schema, language)]),
  )
}

function paragraphOf(text: unknown, language: Language): string {
  const [en, ja, ...more] = String(text).split('\n\n')
  if (en === undefined || ja === undefined || more.length > 0)
    throw new Error(`not one text a language: ${String(text)}`)
  return language === 'ja' ? ja : en
}
