import type { FunctionModel } from '../model/function-model.ts'
import type { Platform } from '../model/platform.ts'
import type { Severity } from './diagnostic.ts'
import type { OptionValue } from './rule-options.ts'

export const PRESETS = ['recommended', 'strict', 'learn', 'off'] as const
export type Preset = (typeof PRESETS)[number]

/** What the engine is told to look for; the shells make it from settings, configuration files and flags. */
export interface LintConfig {
  /** Platforms to analyse for, or `auto`: those the file itself shows it is written for. */
  readonly targets: readonly Platform[] | 'auto'
  readonly preset: Preset
  /** Severity by rule id; wins over the preset. `on` means the rule's own severity. */
  readonly rules: Readonly<Record<string, Severity | 'off' | 'on'>>
  /** What is said of options of rules, by rule id and name; an option that is left out has its default. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, OptionValue>>>>
  /** Functions of the project that never return, besides those that its code shows or declares. */
  readonly noreturn?: readonly string[]
  /** The project's names for calls of the API: the first that the platform has. They win over definitions. */
  readonly wrappers?: Readonly<Record<string, readonly string[]>>
  /** What other functions of the project do to sockets. They win over definitions. */
  readonly models?: readonly FunctionModel[]
  /**
   * Rules about the whole program that are off here and on for other files of the run: they look at the file, because
   * the program is judged by all of it, and report nothing in it. See `shareProgramRules`.
   */
  readonly onElsewhere?: readonly string[]
}

/** The configuration of each file of a run, by its path; one for all is as good. */
export type RunConfig = LintConfig | ((path: string) => LintConfig)

export const DEFAULT_CONFIG: LintConfig = { targets: 'auto', preset: 'recommended', rules: {} }
