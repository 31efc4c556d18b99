import type { Localised } from '../../engine/index.ts'
import type { CommandName } from './commands.ts'

/** What the value of an option is, for shells that complete it: one of a few words, a path, or nothing that is known. */
export type OptionValues = readonly string[] | 'file' | 'folder' | 'rules' | 'nothing'

export const FORMATS = [
  'stylish',
  'json',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'checkstyle',
  'rdjson',
  'gcc',
  'agent',
] as const
export type Format = (typeof FORMATS)[number]

/** The formats of the list of rules. */
export const LIST_FORMATS = ['stylish', 'json'] as const satisfies readonly Format[]
export type ListFormat = (typeof LIST_FORMATS)[number]

export const RULE_SETTINGS = ['error', 'warning', 'info', 'off', 'on'] as const
export type RuleSetting = (typeof RULE_SETTINGS)[number]

export interface OptionRow {
  readonly short?: string
  /** The placeholder of its value; a flag has none. */
  readonly value?: string
  readonly multiple?: boolean
  /** The commands it belongs to; none means every command. */
  readonly commands?: readonly CommandName[]
  /** What other programs pass along; accepted, but not in the help. */
  readonly hidden?: boolean
  /** What its value is; `nothing` when left out. */
  readonly completes?: OptionValues
  /** The environment variable that gives its value where the command line does not. */
  readonly variable?: string
  readonly help: Localised
}
