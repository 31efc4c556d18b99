import { DiagnosticSeverity, type Diagnostic as LspDiagnostic } from 'vscode-languageserver'
import { CONFIG_NAME, parentFolder, type ConfigurationFiles, type FileProblem } from '../configuration/config-file.ts'
import { Configurations } from '../configuration/configurations.ts'
import { message } from '../configuration/messages.ts'
import {
  DEFAULT_CONFIG,
  isAbsolutePath,
  type KnownRules,
  type Language,
  type LintConfig,
  type ProjectSettings,
} from '../engine/index.ts'
import { SOURCE } from './convert.ts'
import type { FileAccess } from './files.ts'
import type { Settings } from './settings.ts'

/** A longer configuration file is none. In bytes. */
const MAX_CONFIGURATION_BYTES = 4_000_000

/** True for the address of a configuration file. */
export function isConfigurationFile(uri: string): boolean {
  return uri.replace(/[?#].*$/, '').endsWith(`/${CONFIG_NAME}`)
}

export interface ConfigurationInput {
  /** The disk; undefined where there is none. */
  readonly disk: FileAccess | undefined
  /** Texts of open documents by path: they count more than the disk. */
  readonly open: ReadonlyMap<string, string>
  /** What the editor says: it counts where no file says anything. Paths are absolute. */
  readonly settings: Pick<Settings, 'config' | 'project'>
  readonly knownRules: KnownRules
  /** Makes configurations fit for each other, see `shareProgramRules`. */
  readonly share: (configs: readonly LintConfig[]) => readonly LintConfig[]
}

/**
 * What holds for the files of one program: the nearest configuration file above each, as on the command line, and the
 * editor's settings where that is silent. Paths are absolute, with `/`. A snapshot: after a change there is a new one.
 */
export class ProgramConfiguration {
  readonly #all: Configurations
  readonly #share: ConfigurationInput['share']
  readonly #editor: LintConfig
  #shared: { readonly count: number; readonly configs: readonly LintConfig[] } = { count: 0, configs: [] }

  constructor({ disk, open, settings, knownRules, share }: ConfigurationInput) {
    this.#share = share
    this.#editor = { ...DEFAULT_CONFIG, ...settings.config }
    this.#all = new Configurations({
      file: null,
      discover: true,
      below: settings,
      knownRules,
      files: filesOf(disk, open),
      // A server has no way to ask the disk: it goes by what the system usually does.
      ignoreCase: disk?.ignoreCase === true,
    })
  }

  /** The configurations of files that are judged together, in their order. */
  of(paths: readonly string[]): readonly LintConfig[] {
    const places = paths.map((path) => (isAbsolutePath(path) ? this.#all.indexOf(path) : -1))
    const { list } = this.#all
    if (this.#shared.count !== list.length) this.#shared = { count: list.length, configs: this.#share(list) }
    return places.map((place) => this.#shared.configs[place] ?? this.#editor)
  }

  /** True for a file or folder that its configuration says not to check. */
  ignores(path: string, kind: 'file' | 'folder' = 'file'): boolean {
    return isAbsolutePath(path) && this.#all.ignores(path, kind)
  }

  /** What the compiler is told about a file; the same object for those of one configuration. */
  projectOf(path: string): ProjectSettings {
    return this.#all.projectOf(parentFolder(path))
  }

  /** Reads the configuration file that somebody looks at, whether or not it holds for anything. */
  read(path: string): void {
    this.#all.read(path)
  }

  /** What is wrong with the files read so far. */
  get problems(): readonly FileProblem[] {
    return this.#all.problems
  }

  /** All files that were read so far or should have been. */
  get sources(): ReadonlySet<string> {
    return this.#all.sources
  }
}

function filesOf(disk: FileAccess | undefined, open: ReadonlyMap<string, string>): ConfigurationFiles {
  return {
    read(path) {
      const text = open.get(path)
      if (text !== undefined) return { ok: true, text }
      const bytes = disk?.read(path, MAX_CONFIGURATION_BYTES)
      return bytes === undefined
        ? { ok: false, reason: message('cannotBeRead') }
        : { ok: true, text: new TextDecoder().decode(bytes) }
    },
    exists: (path) => open.has(path) || disk?.exists(path) === true,
  }
}

/** A fault of a configuration file as the editor shows it: at its place, or at the beginning of the file. */
export function configurationDiagnostic(problem: FileProblem, language: Language): LspDiagnostic {
  const { position = { line: 0, character: 0 }, end = position } = problem
  return {
    range: { start: { ...position }, end: { ...end } },
    severity: DiagnosticSeverity.Error,
    source: SOURCE,
    message: problem.message[language],
  }
}
