import ignore, { type Ignore } from 'ignore'
import picomatch from 'picomatch'
import {
  DEFAULT_CONFIG,
  NO_PROJECT,
  isBelow,
  joinPath,
  type KnownRules,
  type LintConfig,
  type ProjectSettings,
} from '../engine/index.ts'
import {
  CONFIG_NAME,
  loadConfigFile,
  parentFolder,
  type ConfigFile,
  type ConfigurationFiles,
  type FileProblem,
  type IgnorePatterns,
  type Override,
} from './config-file.ts'

/** Settings from elsewhere than a file: an editor's, a command line's. */
export interface OtherSettings {
  readonly config: Partial<LintConfig>
  /** Paths are absolute. */
  readonly project: ProjectSettings
}

const NO_SETTINGS: OtherSettings = { config: {}, project: NO_PROJECT }

export interface ConfigurationsInput {
  /** The one file for all: nothing else is read then. Absolute. */
  readonly file: string | null
  /** Look for files beside what is checked and above. */
  readonly discover: boolean
  /** What counts where no file says anything. */
  readonly below?: OtherSettings
  /** What counts more than any file. */
  readonly above?: OtherSettings
  readonly knownRules: KnownRules
  readonly files: ConfigurationFiles
  /** The file system takes names for the same that differ in case. */
  readonly ignoreCase: boolean
}

/**
 * Which configuration holds for which file: the nearest file above it, with the overrides that are for it. All paths
 * are absolute, with `/`. Nothing that was read is read again: after a change there is a new object.
 */
export class Configurations {
  /** Each that some file has, once. */
  readonly list: LintConfig[] = []
  readonly #input: ConfigurationsInput
  readonly #byFile = new Map<string, Configuration>()
  readonly #byFolder = new Map<string, Configuration>()
  readonly #none: Configuration

  constructor(input: ConfigurationsInput) {
    this.#input = input
    this.#none = this.#make({ layers: [], sources: [], missing: [], problems: [] })
    if (input.file !== null) this.#load(input.file)
  }

  /** What is wrong with the files read so far. */
  get problems(): FileProblem[] {
    const found = [...this.#byFile.values()].flatMap(({ file }) => file.problems)
    // A file that several extend is told of once.
    const unique = new Map(found.map((p) => [JSON.stringify([p.file, p.position, p.message.en]), p]))
    return [...unique.values()]
  }

  /** The files read so far, and those they extend. Absolute, sorted. */
  get readSoFar(): string[] {
    return [...new Set([...this.#byFile.values()].flatMap(({ file }) => file.sources))].sort()
  }

  /** All files that were read so far or should have been. */
  get sources(): ReadonlySet<string> {
    return new Set([...this.#byFile.values()].flatMap(({ file }) => [...file.sources, ...file.missing]))
  }

  /** The place in the list of what holds for a file. */
  indexOf(path: string): number {
    return this.#ofFolder(parentFolder(path)).indexOf(path)
  }

  /** What the compiler is told about files of a folder; the same object for those of one configuration. */
  projectOf(folder: string): ProjectSettings {
    return this.#ofFolder(folder).project
  }

  /** True for a file or a folder that its configuration says not to check. */
  ignores(path: string, kind: 'file' | 'folder'): boolean {
    return this.#ofFolder(parentFolder(path)).ignores(path, kind)
  }

  /** The configuration files that count for a file, the nearest first. */
  sourcesOf(path: string): readonly string[] {
    return this.#ofFolder(parentFolder(path)).file.sources
  }

  /** Reads one file because somebody looks at it, whether or not it holds for anything. */
  read(file: string): void {
    this.#load(file)
  }

  #ofFolder(folder: string): Configuration {
    const { file, discover, files } = this.#input
    if (file !== null) return this.#load(file)
    if (!discover) return this.#none
    const known = this.#byFolder.get(folder)
    if (known !== undefined) return known
    const own = joinPath(folder, CONFIG_NAME)
    const above = parentFolder(folder)
    // A repository is a project of its own, also inside of another one.
    const isTop = above === folder || files.exists(joinPath(folder, '.git'))
    const found = files.exists(own) ? this.#load(own) : isTop ? this.#none : this.#ofFolder(above)
    this.#byFolder.set(folder, found)
    return found
  }

  #load(path: string): Configuration {
    let known = this.#byFile.get(path)
    if (known === undefined) {
      const { knownRules, files } = this.#input
      known = this.#make(loadConfigFile(path, knownRules, files))
      this.#byFile.set(path, known)
    }
    return known
  }

  #make(file: ConfigFile): Configuration {
    const { below = NO_SETTINGS, above = NO_SETTINGS, ignoreCase } = this.#input
    return new Configuration(file, { below, above }, ignoreCase, this.list)
  }
}

/** One configuration file with what it extends, and the settings from elsewhere. */
class Configuration {
  readonly file: ConfigFile
  readonly project: ProjectSettings
  readonly #others: { readonly below: OtherSettings; readonly above: OtherSettings }
  readonly #list: LintConfig[]
  readonly #overrides: readonly { readonly matches: (path: string) => boolean; readonly of: Override }[]
  readonly #ignore: readonly { readonly folder: string; readonly rules: Ignore }[]
  /** Places in the list by the overrides that count. */
  readonly #known = new Map<string, number>()

  constructor(
    file: ConfigFile,
    others: { readonly below: OtherSettings; readonly above: OtherSettings },
    ignoreCase: boolean,
    list: LintConfig[],
  ) {
    this.file = file
    this.#others = others
    this.#list = list
    this.project = [others.below, ...file.layers, others.above]
      .map((layer) => layer.project)
      .reduce(joinProjects, NO_PROJECT)
    this.#overrides = file.layers.flatMap((layer) =>
      layer.overrides.map((override) => ({ of: override, matches: matcher(override, ignoreCase) })),
    )
    this.#ignore = file.layers.flatMap((layer) => layer.ignore).map((patterns) => ignoring(patterns, ignoreCase))
  }

  indexOf(path: string): number {
    const matching = this.#overrides.flatMap(({ matches }, index) => (matches(path) ? [index] : []))
    const key = matching.join()
    let known = this.#known.get(key)
    if (known === undefined) {
      const overrides = matching.flatMap((index) => this.#overrides[index]?.of.config ?? [])
      const { below, above } = this.#others
      const configs = [below.config, ...this.file.layers.map(({ config }) => config), ...overrides, above.config]
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
    ...(later.options === undefined ? {} : { options: joinOptions(earlier.options, later.options) }),
    ...(noreturn.length === 0 ? {} : { noreturn }),
    ...(Object.keys(wrappers).length === 0 ? {} : { wrappers }),
    ...(models.length === 0 ? {} : { models: [...new Map(models.map((model) => [model.name, model])).values()] }),
  }
}

type Options = NonNullable<LintConfig['options']>

/** Option by option; a severity that stands alone says nothing of them. */
function joinOptions(earlier: Options = {}, later: Options): Options {
  const joined = Object.entries(later).map(([rule, given]) => [rule, { ...earlier[rule], ...given }] as const)
  return { ...earlier, ...Object.fromEntries(joined) }
}

/** Later folders are searched first. */
function joinProjects(earlier: ProjectSettings, later: ProjectSettings): ProjectSettings {
  return {
    defines: new Map([...earlier.defines, ...later.defines]),
    includePaths: [...later.includePaths, ...earlier.includePaths],
    compileCommands: later.compileCommands ?? earlier.compileCommands,
  }
}

function matcher({ folder, files }: Override, ignoreCase: boolean): (path: string) => boolean {
  // As for ignore files, a pattern without a slash is about names.
  const globs = files.map((glob) => {
    const plain = glob.replace(/^\.\//, '')
    return glob.includes('/') ? plain : `**/${plain}`
  })
  const isMatch = picomatch(globs, { dot: true, nocase: ignoreCase })
  return (path) => {
    const inside = insideOf(path, folder)
    return inside !== null && isMatch(inside)
  }
}

function ignoring(
  { folder, patterns }: IgnorePatterns,
  ignoreCase: boolean,
): { readonly folder: string; readonly rules: Ignore } {
  return { folder, rules: ignore({ ignoreCase }).add([...patterns]) }
}

/** The path from a folder to something below it; null for what lies elsewhere. */
function insideOf(path: string, folder: string): string | null {
  return isBelow(path, folder) && path !== folder ? path.slice(folder.length).replace(/^\//, '') : null
}
