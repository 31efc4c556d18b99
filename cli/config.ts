import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { DEFAULT_CONFIG, readConfigText, type LintConfig, type Localised } from '../engine/index.ts'
import { reasonOf } from './failures.ts'
import { message } from './messages.ts'
import type { LintOptions } from './options.ts'

/** The configuration of a run: the file, then what the command line says. With a problem nothing should be run. */
export function configOf(
  options: LintOptions,
  cwd: string,
  knownRules: ReadonlySet<string>,
): { readonly config: LintConfig; readonly problems: readonly Localised[] } {
  const { config, problems } = options.config === null ? NO_FILE : readFile(options.config, cwd, knownRules)
  const { targets, preset, rules } = options
  return {
    config: {
      ...DEFAULT_CONFIG,
      ...config,
      ...(targets === null ? {} : { targets }),
      ...(preset === null ? {} : { preset }),
      rules: { ...config.rules, ...rules },
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
  const { config, problems } = readConfigText(text, { knownRules, others: ['$schema'] })
  return { config, problems: problems.map(({ en, ja }) => ({ en: `${path}: ${en}`, ja: `${path}: ${ja}` })) }
}
