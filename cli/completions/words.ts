import type { Language } from '../../engine/index.ts'
import { COMMAND_ROWS, OPTION_ROWS, type CommandName, type OptionValues } from '../options.ts'

/** What a shell may complete, from the tables that parse the command line. */
export interface CompletionWords {
  readonly commands: readonly { readonly name: CommandName; readonly help: string }[]
  readonly options: readonly CompletedOption[]
  /** Ids of rules. */
  readonly rules: readonly string[]
}

export interface CompletedOption {
  readonly name: string
  readonly short?: string
  /** The placeholder of its value; a flag has none. */
  readonly value?: string
  readonly multiple: boolean
  readonly values: OptionValues
  readonly help: string
  readonly commands: readonly CommandName[]
}

export function completionWords(rules: readonly string[], language: Language): CompletionWords {
  const commands = COMMAND_ROWS.map(([name, { help }]) => ({ name, help: help[language] }))
  const options = OPTION_ROWS.flatMap(([name, row]): CompletedOption[] =>
    row.hidden === true
      ? []
      : [
          {
            name,
            ...(row.short === undefined ? {} : { short: row.short }),
            ...(row.value === undefined ? {} : { value: row.value }),
            multiple: row.multiple === true,
            values: row.completes ?? 'nothing',
            help: row.help[language],
            commands: row.commands ?? COMMAND_ROWS.map(([command]) => command),
          },
        ],
  )
  return { commands, options, rules }
}

/** The texts a value may be; undefined for files, folders and what nobody can list. */
export function listedValues({ values }: CompletedOption, rules: readonly string[]): readonly string[] | undefined {
  if (values === 'rules') return rules.map((rule) => `${rule}=`)
  return typeof values === 'string' ? undefined : values
}

/** The options that a command takes, by name and short name. */
export function optionNames(options: readonly CompletedOption[], command: CommandName): string[] {
  return options
    .filter(({ commands }) => commands.includes(command))
    .flatMap(({ name, short }) => [...(short === undefined ? [] : [`-${short}`]), `--${name}`])
}
