import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ConfigurationFiles } from '../../configuration/config-file.ts'
import { Configurations as AllConfigurations, type OtherSettings } from '../../configuration/configurations.ts'
import {
  UNUSED_SUPPRESSION,
  type AnalysisError,
  type KnownRules,
  type LintConfig,
  type ProjectSettings,
  type Severity,
} from '../../engine/index.ts'
import { reasonOf } from '../failures.ts'
import type { RawPath } from '../files.ts'
import { IGNORE_CASE } from '../ignore-files.ts'
import type { LintOptions } from '../options.ts'
import { asPath } from '../project.ts'

/** What the command line says of the configuration. */
export function settingsOf(options: LintOptions, cwd: string): OtherSettings {
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

/** Configuration files on the disk. */
export const CONFIGURATIONS_ON_DISK: ConfigurationFiles = {
  read(path) {
    try {
      return { ok: true, text: readFileSync(path, 'utf8') }
    } catch (error) {
      return { ok: false, reason: reasonOf(error) }
    }
  },
  exists: existsSync,
}

export interface ConfigurationsInput {
  readonly cwd: string
  /** The one file for all: nothing else is read then. */
  readonly file: string | null
  /** Look for files beside what is checked and above. */
  readonly discover: boolean
  readonly commandLine: OtherSettings
  readonly knownRules: KnownRules
  /** Gives the name under which an absolute path is reported. */
  readonly nameOf: (absolute: string) => string
}

/** The configurations of a run, for names of files as the command line has them. */
export class Configurations {
  readonly #all: AllConfigurations
  readonly #cwd: string
  readonly #nameOf: (absolute: string) => string

  constructor({ cwd, file, discover, commandLine, knownRules, nameOf }: ConfigurationsInput) {
    this.#cwd = cwd
    this.#nameOf = nameOf
    this.#all = new AllConfigurations({
      file: file === null ? null : asPath(resolve(cwd, file)),
      discover,
      above: commandLine,
      knownRules,
      files: CONFIGURATIONS_ON_DISK,
      ignoreCase: IGNORE_CASE,
    })
  }

  /** Each that some file has, once. */
  get list(): readonly LintConfig[] {
    return this.#all.list
  }

  /** What is wrong with the files read so far. */
  get problems(): AnalysisError[] {
    return this.#all.problems.map(({ file, position, message }) => ({
      file: this.#nameOf(file),
      message,
      ...(position === undefined ? {} : { position }),
    }))
  }

  /** The files read so far, and those they extend. Absolute. */
  get files(): string[] {
    return this.#all.readSoFar
  }

  /** The place in the list of what holds for a file. */
  indexOf(raw: RawPath): number {
    return this.#all.indexOf(this.#path(raw))
  }

  /** What the compiler is told about files of a folder; the same object for those of one configuration. */
  projectOf(folder: string): ProjectSettings {
    return this.#all.projectOf(asPath(folder))
  }

  /** True for a file or a folder that its configuration says not to check. */
  ignores(path: RawPath, kind: 'file' | 'folder'): boolean {
    return this.#all.ignores(this.#path(path), kind)
  }

  /** The configuration files that count for a file, the nearest first. */
  sourcesOf(path: string): readonly string[] {
    return this.#all.sourcesOf(asPath(path))
  }

  /** Names that are no text are as good as any in the working folder. */
  #path(raw: RawPath): string {
    return asPath(typeof raw === 'string' ? resolve(this.#cwd, raw) : join(this.#cwd, 'x.c'))
  }
}
