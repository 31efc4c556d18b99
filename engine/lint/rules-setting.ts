/** The setting `rules`: how severe each rule is, and what its options are. */
import type { Localised } from '../text/localised.ts'
import { nearest } from '../text/nearest.ts'
import type { LintConfig } from './config.ts'
import { optionsSchema, readOptions, sampleOf } from './read-options.ts'
import { entryOf, fieldOf, isRecord, type Problems, type SettingPlace } from './read-value.ts'
import type { KnownRules, RuleOptions } from './rule-options.ts'
import { choice, fieldReader, type JsonSchema, objectSchema, type Shape, told } from './shape.ts'

export const RULES_SAY: Localised = {
  en: 'Severity by rule; counts more than the preset: "on" (the rule\'s own), "off", "error", "warning", "info". A rule with options is an object of its severity and its options, either of which may be left out.',
  ja: 'ルールごとの重大度。プリセットより優先される: "on" (ルール本来の重大度)、"off"、"error"、"warning"、"info"。オプションのあるルールは、重大度とオプションのオブジェクトでも指定できる (どちらかだけでもよい)。',
}

const SEVERITY = choice(['on', 'off', 'error', 'warning', 'info'])

/** What the fields of a rule's object are for. */
export const ENTRY_SAYS = {
  severity: {
    en: 'How severe the rule is. Left out, what the preset or another configuration says holds.',
    ja: 'ルールの重大度。省略すると、プリセットやほかの設定で決まる重大度になる。',
  },
  options: {
    en: 'Options of the rule. Those left out keep what another configuration says, or their defaults.',
    ja: 'ルールのオプション。省略したものは、ほかの設定の値または既定値になる。',
  },
} as const satisfies Record<string, Localised>

type RuleSettings = Pick<LintConfig, 'rules'> & { readonly options: NonNullable<LintConfig['options']> }

/** Severities and options by rule id, of these rules. */
export function rulesSetting(known: KnownRules): Pick<Shape<RuleSettings>, 'read'> {
  return {
    read(value, place, problems) {
      if (!isRecord(value)) {
        problems.add(place, NOT_AN_OBJECT)
        return undefined
      }
      const rules: [string, LintConfig['rules'][string]][] = []
      const options: [string, RuleSettings['options'][string]][] = []
      for (const [rule, given] of Object.entries(value)) {
        const declared = known.get(rule)
        if (declared === undefined) {
          addUnknownRule(rule, place, known, problems)
          continue
        }
        const read = readEntry(given, entryOf(place, rule), declared, problems)
        if (read.severity !== undefined) rules.push([rule, read.severity])
        if (read.options !== undefined) options.push([rule, read.options])
      }
      return { rules: Object.fromEntries(rules), options: Object.fromEntries(options) }
    },
  }
}

interface Entry {
  readonly severity?: LintConfig['rules'][string] | undefined
  readonly options?: RuleSettings['options'][string] | undefined
}

const FIELDS = ['severity', 'options']

function readEntry(given: unknown, place: SettingPlace, declared: RuleOptions, problems: Problems): Entry {
  const hasOptions = Object.keys(declared).length > 0
  const example = JSON.stringify({ severity: 'warning', options: sampleOf(declared) })
  if (hasOptions && Array.isArray(given)) {
    problems.add(place, NOT_A_LIST, { example })
    return {}
  }
  if (!isRecord(given)) return { severity: SEVERITY.read(given, place, problems) }
  const misplaced = Object.keys(given).filter((key) => Object.hasOwn(declared, key))
  for (const key of misplaced) problems.add(fieldOf(place, key), MISPLACED, { example }, 'key')
  problems.unknownKeys(given, place, [...FIELDS, ...misplaced], FIELDS)
  const field = fieldReader(given, place, problems)
  return {
    severity: field('severity', SEVERITY),
    options: field('options', { read: (value, at) => readOptions(value, at, declared, problems) }),
  }
}

function addUnknownRule(rule: string, place: SettingPlace, known: KnownRules, problems: Problems): void {
  const alike = nearest(rule, [...known.keys()])
  problems.add(
    { ...place, path: [...place.path, rule] },
    alike.length === 0 ? UNKNOWN_RULE : UNKNOWN_RULE_ALIKE,
    { rule, alike: alike.join(', ') },
    'key',
  )
}

/** What a schema says of a rule. */
export interface RuleSchema {
  readonly title: Localised
  readonly options: RuleOptions
}

const SEVERITY_FIELD = { schema: SEVERITY.schema, says: ENTRY_SAYS.severity }

/** What the schema of `rules` refers to: a rule without options has nothing of its own to say. */
export const RULES_DEFINITIONS: JsonSchema = {
  severity: SEVERITY.schema,
  rule: objectSchema({ severity: SEVERITY_FIELD }),
}

/** The schema of `rules`. */
export function rulesSchema(rules: ReadonlyMap<string, RuleSchema>): JsonSchema {
  const entry = ({ title, options }: RuleSchema): JsonSchema => {
    const own = { schema: optionsSchema(options), says: ENTRY_SAYS.options }
    const hasOptions = Object.keys(options).length > 0
    const object = hasOptions
      ? objectSchema({ severity: SEVERITY_FIELD, options: own })
      : { $ref: '#/definitions/rule' }
    return told({ anyOf: [{ $ref: '#/definitions/severity' }, object] }, title)
  }
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries([...rules].map(([id, rule]) => [id, entry(rule)])),
  }
}

const NOT_AN_OBJECT: Localised = {
  en: '{key} must be an object that maps rule ids to severities: {"bind/option-after-bind": "error"}',
  ja: '{key} は、ルール ID と重大度を対応させたオブジェクトで指定してください: {"bind/option-after-bind": "error"}',
}
const NOT_A_LIST: Localised = {
  en: '{key} is a list, but severity and options are fields of an object: {example}',
  ja: '{key} はリストでは指定できません。重大度とオプションはオブジェクトの項目として書いてください: {example}',
}
const MISPLACED: Localised = {
  en: '{key} is an option of the rule and belongs in "options": {example}',
  ja: '{key} はルールのオプションなので、"options" の中に書いてください: {example}',
}
const UNKNOWN_RULE: Localised = {
  en: '{key} names "{rule}", but there is no such rule; "socklint rules" lists all',
  ja: '{key} に指定された「{rule}」というルールはありません。ルールの一覧は "socklint rules" で表示できます',
}
const UNKNOWN_RULE_ALIKE: Localised = {
  en: '{key} names "{rule}", but there is no such rule; did you mean {alike}?',
  ja: '{key} に指定された「{rule}」というルールはありません。{alike} のことですか',
}
