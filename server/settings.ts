import {
  DEFAULT_CONFIG,
  PRESETS,
  type Defines,
  type LintConfig,
  type Localised,
  type Platform,
} from '../engine/index.ts'
import { localised } from './l10n.ts'

/** The `socklint` section of the editor's settings, validated. */
export interface Settings {
  readonly enable: boolean
  readonly config: LintConfig
  readonly project: ProjectSettings
}

/** What the compiler is told. Paths as written: relative ones are meant from the workspace folder. */
export interface ProjectSettings {
  readonly defines: Defines
  readonly includePaths: readonly string[]
  /** A compile_commands.json or its folder; undefined: looked for. */
  readonly compileCommands: string | undefined
}

const NO_PROJECT: ProjectSettings = { defines: new Map(), includePaths: [], compileCommands: undefined }

export const DEFAULT_SETTINGS: Settings = { enable: true, config: DEFAULT_CONFIG, project: NO_PROJECT }

const TARGETS = {
  auto: 'auto',
  posix: ['posix'],
  windows: ['windows'],
  both: ['posix', 'windows'],
} as const satisfies Record<string, 'auto' | readonly Platform[]>

const RULE_SEVERITIES = ['on', 'off', 'error', 'warning', 'info'] as const

/**
 * Reads settings that come from outside. What is missing gets its default without a word; what is malformed gets
 * its default and a problem that says what was expected. One bad setting never takes another with it.
 */
export function readSettings(
  value: unknown,
  knownRules: ReadonlySet<string>,
): { readonly settings: Settings; readonly problems: readonly Localised[] } {
  if (value === undefined || value === null) return { settings: DEFAULT_SETTINGS, problems: [] }
  if (!isRecord(value)) return { settings: DEFAULT_SETTINGS, problems: [localised('settingsNotObject')] }
  const problems: Localised[] = []
  const choose = <T extends string | boolean>(key: string, allowed: readonly T[], fallback: T): T => {
    const given = value[key]
    if (given === undefined || given === null) return fallback
    const found = allowed.find((candidate) => candidate === given)
    if (found !== undefined) return found
    problems.push(wrongValue(`socklint.${key}`, given, allowed))
    return fallback
  }
  const enable = choose('enable', [true, false], DEFAULT_SETTINGS.enable)
  const preset = choose('preset', PRESETS, DEFAULT_CONFIG.preset)
  const targets = TARGETS[choose('targets', keysOf(TARGETS), 'auto')]
  const rules = readRules(value.rules, knownRules, problems)
  return {
    settings: { enable, config: { targets, preset, rules }, project: readProject(value, problems) },
    problems,
  }
}

function readProject(value: Readonly<Record<string, unknown>>, problems: Localised[]): ProjectSettings {
  const defines = new Map<string, string | null>()
  const given = value.defines
  if (isRecord(given)) {
    for (const [name, text] of Object.entries(given)) {
      if (typeof text === 'string' || text === null) defines.set(name, text)
      else if (typeof text === 'number' || typeof text === 'boolean') defines.set(name, String(Number(text)))
      else problems.push(wrongShape(`socklint.defines["${name}"]`, text, TEXT_OR_NULL))
    }
  } else if (given !== undefined && given !== null) problems.push(wrongShape('socklint.defines', given, MACROS))
  const paths = value.includePaths ?? []
  const isList = Array.isArray(paths) && paths.every((path) => typeof path === 'string')
  if (!isList) problems.push(wrongShape('socklint.includePaths', paths, PATHS))
  const commands = value.compileCommands ?? ''
  if (typeof commands !== 'string') problems.push(wrongShape('socklint.compileCommands', commands, PATH))
  return {
    defines,
    includePaths: isList ? paths : [],
    compileCommands: typeof commands === 'string' && commands !== '' ? commands : undefined,
  }
}

const TEXT_OR_NULL = { en: 'a text, or null for a macro that is not defined', ja: '文字列 (未定義なら null) ' }
const MACROS = { en: 'an object of macros and their values', ja: 'マクロ名と値を対応させたオブジェクト' }
const PATHS = { en: 'a list of folders', ja: 'フォルダーの配列' }
const PATH = { en: 'a path', ja: 'パス' }

function wrongShape(key: string, given: unknown, wanted: Localised): Localised {
  return localised('settingsWrongShape', { key, value: shortened(given), wanted })
}

function readRules(value: unknown, knownRules: ReadonlySet<string>, problems: Localised[]): LintConfig['rules'] {
  if (value === undefined || value === null) return {}
  if (!isRecord(value)) {
    problems.push(localised('settingsRulesNotObject'))
    return {}
  }
  const entries: [string, LintConfig['rules'][string]][] = []
  for (const [rule, given] of Object.entries(value)) {
    const severity = RULE_SEVERITIES.find((candidate) => candidate === given)
    if (!knownRules.has(rule)) problems.push(localised('settingsUnknownRule', { rule }))
    else if (severity === undefined) problems.push(wrongValue(`socklint.rules["${rule}"]`, given, RULE_SEVERITIES))
    else entries.push([rule, severity])
  }
  return Object.fromEntries(entries)
}

function wrongValue(key: string, given: unknown, allowed: readonly (string | boolean)[]): Localised {
  return localised('settingsWrongValue', {
    key,
    value: shortened(given),
    allowed: allowed.map((one) => JSON.stringify(one)).join(', '),
  })
}

function shortened(given: unknown): string {
  const value = JSON.stringify(given) ?? String(given)
  return value.length > 60 ? `${value.slice(0, 60)}…` : value
}

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): K[] {
  const keys: K[] = []
  for (const key in record) keys.push(key)
  return keys
}

/** True for an object that is no array: the only shape settings and options can be read from. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
