import {
  DEFAULT_CONFIG,
  isRecord,
  knownRules,
  NO_PROJECT,
  readConfig,
  type LintConfig,
  type ProjectSettings,
} from '../engine/index.ts'
import { rules } from '../rules/index.ts'
import { ConfigError } from './config-error.ts'
import type { Config } from './types.ts'

export interface WholeConfig {
  readonly lint: LintConfig
  readonly project: ProjectSettings
}

const KNOWN_RULES = knownRules(rules)

/**
 * A configuration as the engine wants it. Programs in JavaScript can give anything, so everything is looked at.
 * @throws ConfigError
 */
export function wholeConfig(given: Config = {}): WholeConfig {
  const value: unknown = given
  if (!isRecord(value)) throw new ConfigError([NOT_AN_OBJECT])
  const { config, project = NO_PROJECT, problems } = readConfig(value, { knownRules: KNOWN_RULES })
  if (problems.length > 0) throw new ConfigError(problems.map(({ en, ja }) => ({ en, ja })))
  return { lint: { ...DEFAULT_CONFIG, ...config }, project }
}

const NOT_AN_OBJECT = {
  en: 'the configuration must be an object: { preset: "recommended" }',
  ja: '設定はオブジェクトで指定してください: { preset: "recommended" }',
}
