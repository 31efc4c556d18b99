import type { LintConfig } from './config.ts'
import { type ProjectSettings, readProject } from './read-project.ts'
import { isRecord, itemOf, keysOf, Problems, type SettingPlace, type SettingProblem, shown } from './read-value.ts'
import { FILE_SETTINGS, OVERRIDABLE, OVERRIDE_FILES, OVERRIDES_WRONG, SETTINGS, TARGETS } from './settings.ts'
import type { KnownRules } from './rule-options.ts'
import { rulesSetting } from './rules-setting.ts'
import { fieldReader } from './shape.ts'
import { UNUSED_SUPPRESSION } from './suppressions.ts'

/** Settings as far as they were given and are right, and what is wrong with the others. */
export interface ReadConfig {
  readonly config: Partial<LintConfig>
  /** What the compiler is told, if anything is said of it. */
  readonly project?: ProjectSettings
  readonly problems: readonly SettingProblem[]
}

export interface ConfigSource {
  readonly knownRules: KnownRules
  /** In front of the names in what is said of them: `socklint.` for settings of an editor. */
  readonly prefix?: string
  /** Names that mean something to others and are left alone; every other unknown name is a problem. */
  readonly others?: 'any' | readonly string[]
}

const KEYS = [
  'preset',
  'targets',
  'rules',
  'noreturn',
  'wrappers',
  'models',
  'defines',
  'includePaths',
  'compileCommands',
]

/** Reads settings that come from outside. One bad setting never takes another with it. */
export function readConfig(value: Readonly<Record<string, unknown>>, source: ConfigSource): ReadConfig {
  const problems = new Problems()
  const place = { path: [], shown: source.prefix ?? '' }
  const { others = [] } = source
  if (others !== 'any') problems.unknownKeys(value, place, [...KEYS, ...others], KEYS)
  const config = readSettings(value, place, source.knownRules, problems)
  const project = readProject(value, fieldReader(value, place, problems))
  return { config, ...(project === undefined ? {} : { project }), problems: problems.list }
}

function readSettings(
  value: Readonly<Record<string, unknown>>,
  place: SettingPlace,
  knownRules: KnownRules,
  problems: Problems,
): Partial<LintConfig> {
  const field = fieldReader(value, place, problems)
  const preset = field('preset', SETTINGS.preset)
  const targets = field('targets', SETTINGS.targets)
  const rules = field('rules', rulesSetting(new Map([...knownRules, [UNUSED_SUPPRESSION, {}]])))
  const noreturn = field('noreturn', SETTINGS.noreturn)
  const wrappers = field('wrappers', SETTINGS.wrappers)
  const models = field('models', SETTINGS.models)
  return {
    ...(preset === undefined ? {} : { preset }),
    ...(targets === undefined ? {} : { targets: TARGETS[targets] }),
    ...(rules === undefined ? {} : { rules: rules.rules }),
    ...(rules === undefined || Object.keys(rules.options).length === 0 ? {} : { options: rules.options }),
    ...(noreturn === undefined ? {} : { noreturn }),
    ...(wrappers === undefined ? {} : { wrappers }),
    ...(models === undefined ? {} : { models }),
  }
}

/** Settings for some files of a project. */
export interface ConfigOverride {
  /** Globs. */
  readonly files: readonly string[]
  readonly config: Partial<LintConfig>
}

/** What a configuration file says. Paths and patterns are as written: they start from its folder. */
export interface ReadConfigFile extends ReadConfig {
  /** Names of presets and paths of other files, with their places in the file. */
  readonly extends: readonly string[]
  readonly overrides: readonly ConfigOverride[]
  /** Patterns of files that are not checked. */
  readonly ignore: readonly string[]
}

const FILE_KEYS = [...keysOf(FILE_SETTINGS), ...KEYS, 'overrides']
const OVERRIDE_KEYS = ['files', 'rules', ...OVERRIDABLE]

/** Reads the value of a configuration file. One bad setting never takes another with it. */
export function readConfigFile(value: unknown, knownRules: KnownRules): ReadConfigFile {
  if (!isRecord(value)) {
    const problem: SettingProblem = { ...NOT_AN_OBJECT, path: [], of: 'value' }
    return { config: {}, extends: [], overrides: [], ignore: [], problems: [problem] }
  }
  const { config, project, problems: first } = readConfig(value, { knownRules, others: 'any' })
  const problems = new Problems()
  const place = { path: [], shown: '' }
  problems.unknownKeys(value, place, [...FILE_KEYS, '$schema'], FILE_KEYS)
  const field = fieldReader(value, place, problems)
  const bases = field('extends', FILE_SETTINGS.extends) ?? []
  const overrides = field('overrides', { read: (given, at) => readOverrides(given, at, knownRules, problems) }) ?? []
  const ignore = field('ignore', FILE_SETTINGS.ignore) ?? []
  return {
    config,
    ...(project === undefined ? {} : { project }),
    extends: bases,
    overrides,
    ignore,
    problems: [...first, ...problems.list],
  }
}

function readOverrides(
  value: unknown,
  place: SettingPlace,
  knownRules: KnownRules,
  problems: Problems,
): ConfigOverride[] {
  if (!Array.isArray(value)) {
    problems.add(place, OVERRIDES_WRONG, { value: shown(value) })
    return []
  }
  return value.flatMap((given: unknown, index) => {
    const at = itemOf(place, index)
    if (!isRecord(given) || given.files === undefined || given.files === null) {
      problems.add(at, OVERRIDE_WITHOUT_FILES)
      return []
    }
    problems.unknownKeys(given, at, OVERRIDE_KEYS, OVERRIDE_KEYS)
    const files = fieldReader(given, at, problems)('files', OVERRIDE_FILES)
    const config = readSettings(given, at, knownRules, problems)
    return files === undefined ? [] : [{ files, config }]
  })
}

const OVERRIDE_WITHOUT_FILES = {
  en: '{key} needs "files" that it is for: {"files": ["tests/**"], "rules": {}}',
  ja: '{key} には対象の "files" が必要です: {"files": ["tests/**"], "rules": {}}',
}

const NOT_AN_OBJECT = {
  en: 'the configuration must be one object: { "preset": "recommended" }',
  ja: '設定は 1 つのオブジェクトで書いてください: { "preset": "recommended" }',
}
