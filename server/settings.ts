import {
  DEFAULT_CONFIG,
  isRecord,
  NO_PROJECT,
  readConfig,
  type KnownRules,
  type LintConfig,
  type Localised,
  type ProjectSettings,
} from '../engine/index.ts'
import { localised } from './l10n.ts'

/** The `socklint` section of the editor's settings, validated. */
export interface Settings {
  readonly enable: boolean
  /** `socklint.inlayHints.enable`: the state of descriptors after each call. */
  readonly inlayHints: boolean
  /** What holds where no configuration file says anything. */
  readonly config: LintConfig
  /** Relative paths start at the workspace folder. */
  readonly project: ProjectSettings
}

export const DEFAULT_SETTINGS: Settings = {
  enable: true,
  inlayHints: false,
  config: DEFAULT_CONFIG,
  project: NO_PROJECT,
}

/**
 * Reads settings that come from outside. What is missing gets its default without a word; what is malformed gets
 * its default and a problem that says what was expected. One bad setting never takes another with it.
 */
export function readSettings(
  value: unknown,
  knownRules: KnownRules,
): { readonly settings: Settings; readonly problems: readonly Localised[] } {
  if (value === undefined || value === null) return { settings: DEFAULT_SETTINGS, problems: [] }
  if (!isRecord(value)) return { settings: DEFAULT_SETTINGS, problems: [localised('settingsNotObject')] }
  const {
    config,
    project = NO_PROJECT,
    problems,
  } = readConfig(value, { knownRules, prefix: 'socklint.', others: 'any' })
  const wrong: Localised[] = []
  const enable = readSwitch('enable', value.enable, DEFAULT_SETTINGS.enable, wrong)
  const hints = isRecord(value.inlayHints) ? value.inlayHints.enable : undefined
  const inlayHints = readSwitch('inlayHints.enable', hints, DEFAULT_SETTINGS.inlayHints, wrong)
  return {
    settings: { enable, inlayHints, config: { ...DEFAULT_CONFIG, ...config }, project },
    problems: [...wrong, ...problems],
  }
}

function readSwitch(name: string, value: unknown, standard: boolean, problems: Localised[]): boolean {
  if (typeof value === 'boolean') return value
  if (value !== undefined && value !== null)
    problems.push(localised('settingsNotSwitch', { name, value: JSON.stringify(value) }))
  return standard
}
