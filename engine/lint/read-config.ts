import type { Platform } from '../model/platform.ts'
import type { Localised } from '../text/localised.ts'
import { PRESETS, type LintConfig } from './config.ts'
import { readModels, readNames, readWrappers } from './read-functions.ts'
import { PROJECT_KEYS, type ProjectSettings, readProject } from './read-project.ts'
import { Problems, isRecord, keysOf } from './read-value.ts'

/** Settings as far as they were given and are right, and what is wrong with the others. */
export interface ReadConfig {
  readonly config: Partial<LintConfig>
  /** What the compiler is told, if anything is said of it. */
  readonly project?: ProjectSettings
  readonly problems: readonly Localised[]
}

export interface ConfigSource {
  readonly knownRules: ReadonlySet<string>
  /** In front of the names in what is said of them: `socklint.` for settings of an editor. */
  readonly prefix?: string
  /** Names that mean something to others and are left alone; every other unknown name is a problem. */
  readonly others?: 'any' | readonly string[]
}

const TARGETS = {
  auto: 'auto',
  posix: ['posix'],
  windows: ['windows'],
  both: ['posix', 'windows'],
} as const satisfies Record<string, 'auto' | readonly Platform[]>

const RULE_SEVERITIES = ['on', 'off', 'error', 'warning', 'info'] as const

const KEYS = ['preset', 'targets', 'rules', 'noreturn', 'wrappers', 'models', ...PROJECT_KEYS] as const

/** Reads settings that come from outside. One bad setting never takes another with it. */
export function readConfig(value: Readonly<Record<string, unknown>>, source: ConfigSource): ReadConfig {
  const problems = new Problems(source.prefix ?? '')
  const { others = [] } = source
  if (others !== 'any') problems.unknownKeys(value, '', [...KEYS, ...others], KEYS)
  const preset = problems.oneOf('preset', value.preset, PRESETS)
  const targets = problems.oneOf('targets', value.targets, keysOf(TARGETS))
  const rules = readRules(value.rules, source.knownRules, problems)
  const noreturn = readNames('noreturn', value.noreturn, problems)
  const wrappers = readWrappers(value.wrappers, problems)
  const models = readModels(value.models, problems)
  const project = readProject(value, problems)
  return {
    config: {
      ...(preset === undefined ? {} : { preset }),
      ...(targets === undefined ? {} : { targets: TARGETS[targets] }),
      ...(rules === undefined ? {} : { rules }),
      ...(noreturn === undefined ? {} : { noreturn }),
      ...(wrappers === undefined ? {} : { wrappers }),
      ...(models === undefined ? {} : { models }),
    },
    ...(project === undefined ? {} : { project }),
    problems: problems.list,
  }
}

/** The text of a configuration file: JSON that may have comments and commas before a closing bracket. */
export function readConfigText(text: string, source: ConfigSource): ReadConfig {
  let value: unknown
  try {
    value = JSON.parse(plainJson(text))
  } catch (error) {
    return { config: {}, problems: [notJson(text, error instanceof Error ? error.message : String(error))] }
  }
  return isRecord(value) ? readConfig(value, source) : { config: {}, problems: [NOT_AN_OBJECT] }
}

const NOT_AN_OBJECT: Localised = {
  en: 'the configuration must be one object: { "preset": "recommended" }',
  ja: '設定は 1 つのオブジェクトで書いてください: { "preset": "recommended" }',
}

function notJson(text: string, reason: string): Localised {
  // The plain text is as long as the given one, so the place is the same in both.
  const position = /position (\d+)/.exec(reason)?.[1]
  const before = position === undefined ? null : text.slice(0, Number(position)).split('\n')
  const place = before === null ? '' : `${before.length}:${(before.at(-1) ?? '').length + 1}: `
  return { en: `${place}this is not valid JSON (${reason})`, ja: `${place}正しい JSON ではありません (${reason})` }
}

/** Comments and commas that JSON does not know become spaces; nothing moves. */
function plainJson(text: string): string {
  const blank = (found: string): string => found.replace(/[^\n]/g, ' ')
  const withoutComments = text
    .replace(/^\uFEFF/, ' ')
    .replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
      found.startsWith('"') ? found : blank(found),
    )
  return withoutComments.replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g, (found) => (found === ',' ? ' ' : found))
}

function readRules(
  value: unknown,
  knownRules: ReadonlySet<string>,
  problems: Problems,
): LintConfig['rules'] | undefined {
  if (value === undefined || value === null) return undefined
  if (!isRecord(value)) {
    problems.add('rules', {
      en: '{key} must be an object that maps rule ids to severities',
      ja: '{key} は、ルール ID と重大度を対応させたオブジェクトで指定してください',
    })
    return undefined
  }
  const entries: [string, LintConfig['rules'][string]][] = []
  for (const [rule, given] of Object.entries(value)) {
    if (!knownRules.has(rule)) {
      problems.add(
        'rules',
        {
          en: '{key} names "{rule}", but there is no such rule',
          ja: '{key} に指定された「{rule}」というルールはありません',
        },
        { rule },
      )
      continue
    }
    const severity = problems.oneOf(`rules["${rule}"]`, given, RULE_SEVERITIES)
    if (severity !== undefined) entries.push([rule, severity])
  }
  return Object.fromEntries(entries)
}
