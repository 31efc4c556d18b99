import { readDefine, PLATFORMS, PRESETS, type Platform, type Preset, type ProjectSettings } from '../../engine/index.ts'
import type { Since } from '../changes.ts'
import { message } from '../messages.ts'
import { readShard, type Shard } from '../results/shard.ts'
import { FORMATS, RULE_SETTINGS, type Format, type RuleSetting } from './row.ts'
import { exclude, oneOf, wholeNumber, WrongUse, type GivenValues } from './wrong-use.ts'

export interface FormatRequest {
  readonly format: Format
  /** Where it goes; null is standard output. */
  readonly file: string | null
}

/** What becomes of fixes: files are written, the report is made as if, or the changes are shown. */
export type FixMode = 'write' | 'dry-run' | 'diff'

/** What this run has to do with other runs over parts of the same program. */
export interface FactsOptions {
  /** Files of facts about other files. */
  readonly read: readonly string[]
  /** Report on the files of these facts, and on no others. */
  readonly merge: boolean
  /** Write the facts of the files here, and report nothing. */
  readonly write: string | null
  /** Write here what they depend on, for build systems. */
  readonly depfile: string | null
}

export interface LintOptions {
  readonly paths: readonly string[]
  readonly formats: readonly FormatRequest[]
  /** The configuration file for all; what the command line says counts more. Null: the nearest of each file. */
  readonly config: string | null
  /** Whether configuration files are looked for. */
  readonly useConfigFiles: boolean
  /** Show the configuration of this file instead of checking anything. */
  readonly printConfig: string | null
  /** Null: as the configuration file says, or every file by what it is written for. */
  readonly targets: readonly Platform[] | null
  /** Null: as the configuration file says, or the first one. */
  readonly preset: Preset | null
  /** By rule id; whether such a rule exists is checked where the rules are known. */
  readonly rules: Readonly<Record<string, RuleSetting>>
  readonly stdin: boolean
  readonly stdinFilename: string | null
  /** A file of findings that are left out. */
  readonly baseline: string | null
  /** What becomes of a file of findings: written anew, brought up to date, or only made smaller. */
  readonly keepBaseline: { readonly how: 'write' | 'update' | 'prune'; readonly file: string } | null
  /** What findings must be newer than. */
  readonly since: Since | null
  readonly fix: FixMode | null
  /** Also fixes that a person should look at. */
  readonly fixSuggestions: boolean
  readonly reportUnusedSuppressions: boolean
  readonly strict: boolean
  readonly quiet: boolean
  readonly maxWarnings: number
  readonly timing: boolean
  /** Null: as many as pay. */
  readonly threads: number | null
  /** Whether results are kept for the next run (null: if the environment says where), and where, if it says so. */
  readonly cache: { readonly on: boolean | null; readonly folder: string | null }
  /** Take this part of the files only. */
  readonly shard: Shard | null
  readonly facts: FactsOptions
  readonly useIgnoreFiles: boolean
  /** Whether what is excluded is left out even where it is named. */
  readonly forceExclude: boolean
  /** Relative paths start at the working folder. */
  readonly project: ProjectSettings
}

const NO_FACTS: FactsOptions = { read: [], merge: false, write: null, depfile: null }

/** Reads the options of `facts`. Throws `WrongUse`. */
export function factsOptions(values: GivenValues, paths: readonly string[]): LintOptions {
  const write = values.get('output-file')?.[0]
  if (write === undefined) throw new WrongUse(message('factsNeedOutput'))
  const options = lintOptions(values, paths)
  return { ...options, formats: [], facts: { ...options.facts, write, depfile: values.get('depfile')?.[0] ?? null } }
}

/** Reads the options of `merge`. Throws `WrongUse`. */
export function mergeOptions(values: GivenValues, files: readonly string[]): LintOptions {
  if (files.length === 0) throw new WrongUse(message('mergeNeedsFiles'))
  return { ...lintOptions(values, []), paths: [], facts: { ...NO_FACTS, read: files, merge: true } }
}

/** Reads the options of `lint`. Throws `WrongUse`. */
export function lintOptions(values: GivenValues, paths: readonly string[]): LintOptions {
  const stdin = values.has('stdin')
  const stdinFilename = values.get('stdin-filename')?.[0] ?? null
  if (stdin && paths.length > 0) throw new WrongUse(message('stdinAndPaths'))
  if (!stdin && stdinFilename !== null) throw new WrongUse(message('stdinFilenameAlone'))
  exclude(values, 'config', 'no-config')
  exclude(values, 'no-ignore', 'force-exclude')
  const facts = values.get('with-facts') ?? []
  // What these are about is what is on disk now.
  const others = ['stdin', 'since', 'changed', 'staged', 'fix', 'fix-dry-run', 'diff'] as const
  for (const name of others) {
    exclude(values, 'with-facts', name)
    exclude(values, 'shard', name)
  }
  const preset = values.get('preset')?.[0]
  const threads = values.get('threads')?.[0]
  return {
    paths: paths.length === 0 && !stdin ? ['.'] : paths,
    formats: formats(values),
    targets: targets(values.get('target') ?? []),
    config: values.get('config')?.[0] ?? null,
    useConfigFiles: !values.has('no-config'),
    printConfig: values.get('print-config')?.[0] ?? null,
    preset: preset === undefined ? null : oneOf(PRESETS, '--preset', preset),
    rules: Object.fromEntries((values.get('rule') ?? []).map(ruleSetting)),
    stdin,
    stdinFilename,
    baseline: values.get('baseline')?.[0] ?? null,
    keepBaseline: keepBaseline(values),
    since: since(values),
    fix: fixMode(values),
    fixSuggestions: values.has('fix-suggestions'),
    reportUnusedSuppressions: values.has('report-unused-suppressions'),
    strict: values.has('strict'),
    quiet: values.has('quiet'),
    maxWarnings: wholeNumber('--max-warnings', values.get('max-warnings')?.[0] ?? '0', 0),
    timing: values.has('timing'),
    threads: threads === undefined ? null : wholeNumber('--threads', threads, 1),
    cache: cache(values),
    shard: shard(values),
    facts: { ...NO_FACTS, read: facts },
    useIgnoreFiles: !values.has('no-ignore'),
    forceExclude: values.has('force-exclude'),
    project: {
      defines: defines(values.get('define') ?? []),
      includePaths: values.get('include-path') ?? [],
      compileCommands: values.get('compile-commands') ?? null,
    },
  }
}

function cache(values: GivenValues): LintOptions['cache'] {
  exclude(values, 'no-cache', 'cache')
  exclude(values, 'no-cache', 'cache-location')
  const folder = values.get('cache-location')?.[0] ?? null
  return { on: values.has('no-cache') ? false : values.has('cache') || folder !== null ? true : null, folder }
}

function shard(values: GivenValues): Shard | null {
  const value = values.get('shard')?.[0]
  if (value === undefined) return null
  const found = readShard(value)
  if (found === undefined) throw new WrongUse(message('badShard', { value }))
  return found
}

function keepBaseline(values: GivenValues): LintOptions['keepBaseline'] {
  exclude(values, 'baseline', 'write-baseline')
  exclude(values, 'update-baseline', 'prune-baseline')
  const written = values.get('write-baseline')?.[0]
  const file = values.get('baseline')?.[0]
  if (written !== undefined) {
    exclude(values, 'write-baseline', 'update-baseline')
    exclude(values, 'write-baseline', 'prune-baseline')
    return { how: 'write', file: written }
  }
  const how = values.has('update-baseline') ? 'update' : values.has('prune-baseline') ? 'prune' : null
  if (how === null) return null
  if (file === undefined)
    throw new WrongUse(message('optionNeeds', { option: `--${how}-baseline`, other: '--baseline' }))
  return { how, file }
}

function since(values: GivenValues): Since | null {
  exclude(values, 'since', 'changed')
  exclude(values, 'since', 'staged')
  exclude(values, 'changed', 'staged')
  for (const name of ['since', 'changed', 'staged'] as const) exclude(values, name, 'stdin')
  const ref = values.get('since')?.[0]
  if (ref !== undefined) return { kind: 'ref', ref }
  return values.has('changed') ? { kind: 'changed' } : values.has('staged') ? { kind: 'staged' } : null
}

function fixMode(values: GivenValues): FixMode | null {
  const modes = { fix: 'write', 'fix-dry-run': 'dry-run', diff: 'diff' } as const
  const names = (['fix', 'fix-dry-run', 'diff'] as const).filter((name) => values.has(name))
  const [name, other] = names
  if (name === undefined) {
    if (values.has('fix-suggestions'))
      throw new WrongUse(message('optionNeeds', { option: '--fix-suggestions', other: '--fix' }))
    return null
  }
  if (other !== undefined) exclude(values, name, other)
  exclude(values, name, 'stdin')
  // What is staged is not what is in the files.
  exclude(values, name, 'staged')
  return modes[name]
}

export function formats(values: GivenValues): readonly FormatRequest[] {
  const outputFile = values.get('output-file')?.[0] ?? null
  const requests = (values.get('format') ?? [FORMATS[0]]).map((value) => {
    const equals = value.indexOf('=')
    const format = oneOf(FORMATS, '--format', equals < 0 ? value : value.slice(0, equals))
    if (equals >= 0 && equals === value.length - 1)
      throw new WrongUse(message('optionNeedsValue', { option: `--format ${value}`, value: 'FILE' }))
    return { format, file: equals < 0 ? null : value.slice(equals + 1) }
  })
  const homeless = requests.filter((request) => request.file === null).length
  if (homeless > 1) throw new WrongUse(message('twoFormatsOnOutput'))
  if (outputFile !== null && homeless === 0) throw new WrongUse(message('outputFileNeedsFormat'))
  return requests.map(({ format, file }) => ({ format, file: file ?? outputFile }))
}

function targets(values: readonly string[]): readonly Platform[] | null {
  const wanted = values.flatMap((value) => value.split(',')).map((value) => oneOf(PLATFORMS, '--target', value.trim()))
  return wanted.length === 0 ? null : PLATFORMS.filter((platform) => wanted.includes(platform))
}

function ruleSetting(value: string): [id: string, setting: RuleSetting] {
  const equals = value.lastIndexOf('=')
  const setting = RULE_SETTINGS.find((known) => known === value.slice(equals + 1))
  if (equals <= 0 || setting === undefined)
    throw new WrongUse(message('badRuleSetting', { value, allowed: RULE_SETTINGS.join(', ') }))
  return [value.slice(0, equals), setting]
}

function defines(given: readonly string[]): Map<string, string | null> {
  const result = new Map<string, string | null>()
  for (const value of given) if (!readDefine(result, value)) throw new WrongUse(message('badDefine', { value }))
  return result
}
