import { DEFAULT_CONFIG, PRESETS, type LintConfig, type Localised, type Platform } from '../engine/index.ts'
import { localised } from './l10n.ts'

/** The `socklint` section of the editor's settings, validated. */
export interface Settings {
  readonly enable: boolean
  readonly config: LintConfig
}

export const DEFAULT_SETTINGS: Settings = { enable: true, config: DEFAULT_CONFIG }

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
  return { settings: { enable, config: { targets, preset, rules } }, problems }
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
  const value = JSON.stringify(given) ?? String(given)
  return localised('settingsWrongValue', {
    key,
    value: value.length > 60 ? `${value.slice(0, 60)}…` : value,
    allowed: allowed.map((one) => JSON.stringify(one)).join(', '),
  })
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
