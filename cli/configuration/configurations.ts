import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import picomatch from 'picomatch'
import {
  DEFAULT_CONFIG,
  NO_PROJECT,
  UNUSED_SUPPRESSION,
  type AnalysisError,
  type LintConfig,
  type ProjectSettings,
  type Severity,
} from '../../engine/index.ts'
import type { RawPath } from '../files.ts'
import { IGNORE_CASE } from '../ignore-files.ts'
import type { LintOptions } from '../options.ts'
import { CONFIG_NAME, loadConfigFile, type ConfigFile, type IgnorePatterns, type Override } from './config-file.ts'

/** What counts more than any file. */
export interface CommandLineSettings {
  readonly config: Partial<LintConfig>
  /** Paths are absolute. */
  readonly project: ProjectSettings
}

/** What the command line says of the configuration. */
export function settingsOf(options: LintOptions, cwd: string): CommandLineSettings {
  const { targets, preset, project, strict, reportUnusedSuppressions } = options
  const unused: Severity | null = strict ? 'error' : reportUnusedSuppressions ? 'warning' : null
  const rules: LintConfig['rules'] = {
    ...(unused === null ? {} : { [UNUSED_SUPPRESSION]: unused }),
    ...options.rules,
  }
  return {
    config: { ...(targets === null ? {} : { targets }), ...(preset === null ? {} : { preset }), rules },
    project: {
      ...project,
      includePaths: project.includePaths.map((path) => resolve(cwd, path)),
      compileCommands: project.compileCommands?.map((path) => resolve(cwd, path)) ?? null,
    },
  }
}

export interface ConfigurationsInput {
  readonly cwd: string
  /** The one file for all: nothing else is read then. */
  readonly file: string | null
  /** Look for files beside what is checked and above. */
  readonly discover: boolean
  readonly commandLine: CommandLineSettings
  readonly knownRules: ReadonlySet<string>
  /** Gives the name under which an absolute path is reported. */
  readonly nameOf: (absolute: string) => string
}

/** The configurations of a run: of each file the nearest one above it, with the overrides that are for it. */
export class Configurations {
  /** Each that some file has, once. */
  readonly list: LintConfig[] = []
  readonly #input: ConfigurationsInput
  readonly #byFile = new Map<string, Configuration>()
  readonly #byFolder = new Map<string, Configuration>()
  readonly #none: Configuration

  constructor(input: ConfigurationsInput) {
    this.#input = input
    this.#none = new Configuration({ layers: [], sources: [], problems: [] }, input.commandLine, this.list)
    if (input.file !== null) this.#load(resolve(input.cwd, input.file))
  }

  /** What is wrong with the files read so far. */
  get problems(): AnalysisError[] {
    const { nameOf } = this.#input
    const found = [...this.#byFile.values()].flatMap(({ file }) => file.problems)
    const unique = new Map<string, AnalysisError>()
    for (const { file, position, message } of found) {
      const place = position === undefined ? {} : { position }
      // A file that several extend is told of once.
      unique.set(JSON.stringify([file, position, message.en]), { file: nameOf(file), message, ...place })
    }
    return [...unique.values()]
  }

  /** The files read so far, and those they extend. Absolute. */
  get files(): string[] {
    return [...new Set([...this.#byFile.values()].flatMap(({ file }) => file.sources))].sort()
  }

  /** The place in the list of what holds for a file. */
  indexOf(raw: RawPath): number {
    return this.#of(raw).indexOf(this.#path(raw))
  }

  /** What the compiler is told about files of a folder; the same object for those of one configuration. */
  projectOf(folder: string): ProjectSettings {
    return this.#ofFolder(folder).project
  }

  /** True for a file or a folder that its configuration says not to check. */
  ignores(path: RawPath, kind: 'file' | 'folder'): boolean {
    return this.#of(path).ignores(this.#path(path), kind)
  }

  /** The configuration files that count for a file, the nearest first. */
  sourcesOf(path: string): readonly string[] {
    return this.#of(path).file.sources
  }

  /** Names that are no text are as good as any in the working folder. */
  #path(raw: RawPath): string {
    return typeof raw === 'string' ? resolve(this.#input.cwd, raw) : join(this.#input.cwd, 'x.c')
  }

  #of(raw: RawPath): Configuration {
    return this.#ofFolder(dirname(this.#path(raw)))
  }

  #ofFolder(folder: string): Configuration {
    const { file, discover, cwd } = this.#input
    if (file !== null) return this.#load(resolve(cwd, file))
    if (!discover) return this.#none
    const known = this.#byFolder.get(folder)
    if (known !== undefined) return known
    const own = join(folder, CONFIG_NAME)
    // A repository is a project of its own, also inside of another one.
    const isTop = dirname(folder) === folder || existsSync(join(folder, '.git'))
    const found = existsSync(own) ? this.#load(own) : isTop ? this.#none : this.#ofFolder(dirname(folder))
    this.#byFolder.set(folder, found)
    return found
  }

  #load(path: string): Configuration {
    let known = this.#byFile.get(path)
    if (known === undefined) {
      const { commandLine, knownRules } = this.#input
      known = new Configuration(loadConfigFile(path, knownRules), commandLine, this.list)
      this.#byFile.set(path, known)
    }
    return known
  }
}

/** One configuration file with what it extends, and what the command line says. */
class Configuration {
  readonly file: ConfigFile
  readonly project: ProjectSettings
  readonly #commandLine: CommandLineSettings
  readonly #list: LintConfig[]
  readonly #overrides: readonly { readonly matches: (path: string) => boolean; readonly of: Override }[]
  readonly #ignore: readonly { readonly folder: string; readonly rules: Ignore }[]
  /** Places in the list by the overrides that count. */
  readonly #known = new Map<string, number>()

  constructor(file: ConfigFile, commandLine: CommandLineSettings, list: LintConfig[]) {
    this.file = file
    this.#commandLine = commandLine
    this.#list = list
    this.project = [...file.layers, commandLine].map((layer) => layer.project).reduce(joinProjects, NO_PROJECT)
    this.#overrides = file.layers.flatMap((layer) =>
      layer.overrides.map((override) => ({ of: override, matches: matcher(override) })),
    )
    this.#ignore = file.layers.flatMap((layer) => layer.ignore).map(ignoring)
  }

  indexOf(path: string): number {
    const matching = this.#overrides.flatMap(({ matches }, index) => (matches(path) ? [index] : []))
    const key = matching.join()
    let known = this.#known.get(key)
    if (known === undefined) {
      const overrides = matching.flatMap((index) => this.#overrides[index]?.of.config ?? [])
      const configs = [...this.file.layers.map(({ config }) => config), ...overrides, this.#commandLine.config]
      known = this.#list.push(configs.reduce<LintConfig>(joinConfigs, DEFAULT_CONFIG)) - 1
      this.#known.set(key, known)
    }
    return known
  }

  ignores(path: string, kind: 'file' | 'folder'): boolean {
    return this.#ignore.some(({ folder, rules }) => {
      const inside = insideOf(path, folder)
      return inside !== null && rules.ignores(kind === 'folder' ? `${inside}/` : inside)
    })
  }
}

/** What both say; where they differ, the later one counts. */
function joinConfigs(earlier: LintConfig, later: Partial<LintConfig>): LintConfig {
  const models = [...(earlier.models ?? []), ...(later.models ?? [])]
  const noreturn = [...new Set([...(earlier.noreturn ?? []), ...(later.noreturn ?? [])])]
  const wrappers = { ...earlier.wrappers, ...later.wrappers }
  return {
    ...earlier,
    ...later,
    rules: { ...earlier.rules, ...later.rules },
    ...(noreturn.length === 0 ? {} : { noreturn }),
    ...(Object.keys(wrappers).length === 0 ? {} : { wrappers }),
    ...(models.length === 0 ? {} : { models: [...new Map(models.map((model) => [model.name, model])).values()] }),
  }
}

/** Later folders are searched first. */
function joinProjects(earlier: ProjectSettings, later: ProjectSettings): ProjectSettings {
  return {
    defines: new Map([...earlier.defines, ...later.defines]),
    includePaths: [...later.includePaths, ...earlier.includePaths],
    compileCommands: later.compileCommands ?? earlier.compileCommands,
  }
}

function matcher({ folder, files }: Override): (path: string) => boolean {
  // As for ignore files, a pattern without a slash is about names.
  const globs = files.map((glob) => {
    const plain = glob.replace(/^\.\//, '')
    return glob.includes('/') ? plain : `**/${plain}`
  })
  const isMatch = picomatch(globs, { dot: true, nocase: IGNORE_CASE })
  return (path) => {
    const inside = insideOf(path, folder)
    return inside !== null && isMatch(inside)
  }
}

function ignoring({ folder, patterns }: IgnorePatterns): { readonly folder: string; readonly rules: Ignore } {
  return { folder, rules: ignore({ ignoreCase: IGNORE_CASE }).add([...patterns]) }
}

/** The path from a folder to something below it, with `/`; null for what lies elsewhere. */
function insideOf(path: string, folder: string): string | null {
  const inside = relative(folder, path)
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || resolve(folder, inside) !== path) return null
  return sep === '/' ? inside : inside.replaceAll(sep, '/')
}
