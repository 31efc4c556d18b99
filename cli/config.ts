import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import {
  DEFAULT_CONFIG,
  NO_PROJECT,
  readConfigText,
  type LintConfig,
  type Localised,
  type ProjectSettings,
} from '../engine/index.ts'
import { reasonOf } from './failures.ts'
import { message } from './messages.ts'
import type { LintOptions } from './options.ts'

/** The configuration of a run: the file, then what the command line says. With a problem nothing should be run. */
export function configOf(
  options: LintOptions,
  cwd: string,
  knownRules: ReadonlySet<string>,
): {
  readonly config: LintConfig
  readonly project: ProjectSettings
  readonly problems: readonly Localised[]
} {
  const {
    config,
    project = NO_PROJECT,
    problems,
  } = options.config === null ? NO_FILE : readFile(options.config, cwd, knownRules)
  const { targets, preset, rules } = options
  return {
    config: {
      ...DEFAULT_CONFIG,
      ...config,
      ...(targets === null ? {} : { targets }),
      ...(preset === null ? {} : { preset }),
      rules: { ...config.rules, ...rules },
    },
    project: {
      defines: new Map([...project.defines, ...options.project.defines]),
      includePaths: [...options.project.includePaths, ...project.includePaths],
      compileCommands: options.project.compileCommands ?? project.compileCommands,
    },
    problems,
  }
}

type FileConfig = ReturnType<typeof readConfigText>

const NO_FILE: FileConfig = { config: {}, problems: [] }

function readFile(path: string, cwd: string, knownRules: ReadonlySet<string>): FileConfig {
  let text: string
  try {
    text = readFileSync(resolve(cwd, path), 'utf8')
  } catch (error) {
    return { config: {}, problems: [message('cannotReadConfig', { path, reason: reasonOf(error) })] }
  }
  const { config, project = NO_PROJECT, problems } = readConfigText(text, { knownRules, others: ['$schema'] })
  // Paths in the file are meant from where the file is.
  const from = (relative: string): string => resolve(cwd, dirname(path), relative)
  const { includePaths, compileCommands } = project
  const located: ProjectSettings = {
    ...project,
    includePaths: includePaths.map(from),
    compileCommands: compileCommands === null ? null : from(compileCommands),
  }
  return {
    config,
    project: located,
    problems: problems.map(({ en, ja }) => ({ en: `${path}: ${en}`, ja: `${path}: ${ja}` })),
  }
}
