import type { CommandName } from './commands.ts'
import { OPTION_ROWS } from './table.ts'
import type { GivenValues } from './wrong-use.ts'

export type Variables = Readonly<Record<string, string | undefined>>

export interface Completed {
  readonly values: GivenValues
  /** The variable that an option's value comes from, by the name of the option. */
  readonly origins: ReadonlyMap<string, string>
}

/** The commands that variables speak to: lists and pages for people are asked for on the command line alone. */
const COMMANDS_WITH_VARIABLES: ReadonlySet<CommandName> = new Set<CommandName>(['lint', 'facts', 'merge'])

/**
 * The values of a command line, completed by what environment variables say of options that it leaves open: neither
 * `--NAME` nor `--no-NAME` is given. A variable of an option that can repeat holds several values between blanks; an
 * empty one says nothing.
 */
export function completedBy(values: GivenValues, command: CommandName, variables: Variables): Completed {
  const all = new Map(values)
  const origins = new Map<string, string>()
  for (const [name, { variable, multiple, commands }] of COMMANDS_WITH_VARIABLES.has(command) ? OPTION_ROWS : []) {
    const text = variable === undefined ? '' : (variables[variable] ?? '').trim()
    if (variable === undefined || text === '' || values.has(name) || values.has(`no-${name}`)) continue
    if (commands !== undefined && !commands.includes(command)) continue
    all.set(name, multiple === true ? text.split(/\s+/) : [text])
    origins.set(name, variable)
  }
  return { values: all, origins }
}
