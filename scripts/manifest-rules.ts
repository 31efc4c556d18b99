/**
 * What package.json says of `socklint.rules`, and its texts: which options the rules declare, so that settings.json is
 * completed and checked by the same data as configuration files.
 */
import { isRecord, optionSchema, type Language } from '../engine/index.ts'
import type { Rule } from '../engine/rule-api.ts'
import type { Page } from '../rules/pages.ts'
import { readRepositoryFile } from './rule-folders.ts'

type Pages = Readonly<Record<string, Readonly<Record<Language, Page>>>>
type Json = Readonly<Record<string, unknown>>

const PREFIX = 'configuration.rules'
/** Before the texts of options, in the order of the file. */
const LAST_KEY = `${PREFIX}.info`

const BUNDLES: Readonly<Record<Language, string>> = { en: 'package.nls.json', ja: 'package.nls.ja.json' }

/** The three files by path, with what they say of options made anew. */
export function renderManifestRules(rules: readonly Rule[], pages: Pages): [path: string, text: string][] {
  const manifest = read('package.json')
  const setting = at(manifest, 'contributes', 'configuration', 'properties', 'socklint.rules')
  const severity = at(setting, 'additionalProperties', 'anyOf', '0')
  const withOptions = rules.filter(({ options }) => options !== undefined)
  const properties = Object.fromEntries(withOptions.map((rule) => [rule.id, entrySchema(rule, severity)]))
  const written = put(
    manifest,
    { ...setting, properties },
    'contributes',
    'configuration',
    'properties',
    'socklint.rules',
  )
  const bundles = (['en', 'ja'] as const).map((language): [string, string] => {
    const path = BUNDLES[language]
    return [path, textOf(withTexts(read(path), textsOf(withOptions, pages, language)))]
  })
  return [['package.json', textOf(written)], ...bundles]
}

function entrySchema({ id, options = {} }: Rule, severity: Json): Json {
  const properties = Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      { ...optionSchema(option), markdownDescription: `%${keyOf(id, name)}%` },
    ]),
  )
  return {
    markdownDescription: `%${keyOf(id)}%`,
    anyOf: [
      severity,
      {
        type: 'object',
        additionalProperties: false,
        properties: { severity, options: { type: 'object', additionalProperties: false, properties } },
      },
    ],
  }
}

function textsOf(rules: readonly Rule[], pages: Pages, language: Language): [key: string, text: string][] {
  return rules.flatMap(({ id, options = {} }) => [
    [keyOf(id), pages[id]?.[language].title ?? id] as [string, string],
    ...Object.entries(options).map(([name, { says }]): [string, string] => [keyOf(id, name), says[language]]),
  ])
}

/** The texts of options behind those of severities, whatever was there before. */
function withTexts(bundle: Json, texts: readonly [key: string, text: string][]): Json {
  const others = Object.entries(bundle).filter(([key]) => !key.startsWith(`${PREFIX}.`) || !key.includes('_'))
  const behind = others.findIndex(([key]) => key === LAST_KEY) + 1
  return Object.fromEntries([...others.slice(0, behind), ...texts, ...others.slice(behind)])
}

/** Keys of texts have no `/` and no `-`; the category sets them apart from the words of severities. */
function keyOf(rule: string, ...option: readonly string[]): string {
  return [PREFIX, rule.replace(/[/-]/g, '_'), ...option].join('.')
}

function read(path: string): Json {
  const value: unknown = JSON.parse(readRepositoryFile(path).text)
  if (!isRecord(value)) throw new Error(`${path} is no object`)
  return value
}

function textOf(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** What lies at the end of a way of names and indexes. */
function at(value: Json, ...way: readonly string[]): Json {
  const found = way.reduce<unknown>(
    (inner, key) => (isRecord(inner) ? inner[key] : Array.isArray(inner) ? inner[Number(key)] : undefined),
    value,
  )
  if (!isRecord(found)) throw new Error(`package.json: ${way.join('.')} is no object`)
  return found
}

/** A copy with another object at the end of a way. */
function put(value: Json, inner: Json, ...way: readonly string[]): Json {
  const [first, ...rest] = way
  return first === undefined ? inner : { ...value, [first]: put(at(value, first), inner, ...rest) }
}
