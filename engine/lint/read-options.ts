import type { Localised } from '../text/localised.ts'
import { isRecord, NAME, type Problems, type SettingPlace, shown } from './read-value.ts'
import { MAX_PORT, type OptionValue, portRange, type RuleOption, type RuleOptions } from './rule-options.ts'
import {
  choice,
  fieldReader,
  flag,
  type JsonSchema,
  list,
  objectSchema,
  type Shape,
  text,
  wholeNumber,
} from './shape.ts'

/** How a value of an option is read and what its schema is. */
export function shapeOf(option: RuleOption): Shape<OptionValue> {
  const sample = JSON.stringify(option.sample)
  switch (option.type) {
    case 'integer':
      return wholeNumber(option.minimum, option.maximum, wrongInteger(option.minimum, option.maximum, sample))
    case 'boolean':
      return flag
    case 'choice':
      return choice(option.choices)
    case 'functions':
      return list(text(NAME, WRONG_NAME), notAList({ en: 'names of functions', ja: '関数名' }, sample))
    case 'ports':
      return list(PORT, notAList({ en: 'ports', ja: 'ポート' }, sample))
  }
}

/** The schema of a value of an option, with what holds where none is given. */
export function optionSchema(option: RuleOption): JsonSchema {
  return { ...shapeOf(option).schema, default: option.default }
}

/** The schema of the `options` of a rule. */
export function optionsSchema(options: RuleOptions): JsonSchema {
  return objectSchema(
    Object.fromEntries(
      Object.entries(options).map(([name, option]) => [
        name,
        { schema: optionSchema(option), says: plain(option.says) },
      ]),
    ),
  )
}

/** Descriptions of a schema are no markdown. */
function plain({ en, ja }: Localised): Localised {
  return { en: en.replaceAll('`', ''), ja: ja.replaceAll('`', '') }
}

/** Reads the `options` of a rule: those that are right, whatever is wrong with others. */
export function readOptions(
  value: unknown,
  place: SettingPlace,
  declared: RuleOptions,
  problems: Problems,
): Readonly<Record<string, OptionValue>> | undefined {
  const names = Object.keys(declared)
  if (names.length === 0) {
    problems.add(place, NO_OPTIONS, {}, 'key')
    return undefined
  }
  if (!isRecord(value)) {
    problems.add(place, NO_OBJECT, { value: shown(value), sample: JSON.stringify(sampleOf(declared)) })
    return undefined
  }
  problems.unknownKeys(value, place, names, names)
  const field = fieldReader(value, place, problems)
  return Object.fromEntries(
    Object.entries(declared).flatMap(([name, option]) => {
      const read = field(name, shapeOf(option))
      return read === undefined ? [] : [[name, read] as const]
    }),
  )
}

/** The options of a rule as a project would write them. */
export function sampleOf(options: RuleOptions): Readonly<Record<string, OptionValue>> {
  return Object.fromEntries(Object.entries(options).map(([name, { sample }]) => [name, sample]))
}

/** A port, or a range of ports. */
const PORT: Shape<number | string> = {
  schema: {
    anyOf: [
      { type: 'integer', minimum: 1, maximum: MAX_PORT },
      { type: 'string', pattern: '^\\d{1,5}(-\\d{1,5})?$' },
    ],
  },
  read(value, place, problems) {
    if ((typeof value === 'number' || typeof value === 'string') && portRange(value) !== null) return value
    problems.add(place, WRONG_PORT, { value: shown(value) })
    return undefined
  },
}

function wrongInteger(minimum: number, maximum: number, sample: string): Localised {
  return {
    en: `{key} is {value}, but must be a whole number from ${minimum} to ${maximum}, such as ${sample}`,
    ja: `{key} の値 {value} は使えません。${minimum} から ${maximum} までの整数を指定してください (例: ${sample})`,
  }
}

function notAList(of: Localised, sample: string): Localised {
  return {
    en: `{key} is {value}, but must be a list of ${of.en}: ${sample}`,
    ja: `{key} の値 {value} は使えません。${of.ja}のリストを指定してください: ${sample}`,
  }
}

const WRONG_NAME: Localised = {
  en: '{key} is {value}, but must be the name of a function',
  ja: '{key} の値 {value} は使えません。関数名を指定してください',
}
const WRONG_PORT: Localised = {
  en: `{key} is {value}, but must be a port from 1 to ${MAX_PORT}, or a range of ports: "50000-50100"`,
  ja: `{key} の値 {value} は使えません。1 から ${MAX_PORT} までのポートか、その範囲を指定してください: "50000-50100"`,
}
const NO_OPTIONS: Localised = {
  en: '{key}: this rule has no options; leave them out',
  ja: '{key}: このルールにはオプションがありません。取り除いてください',
}
const NO_OBJECT: Localised = {
  en: '{key} is {value}, but must be an object: {sample}',
  ja: '{key} の値 {value} は使えません。オブジェクトで指定してください: {sample}',
}
