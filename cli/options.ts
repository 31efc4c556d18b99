/** The command line: its tables and what it says. */
export { COMMAND_ROWS, SHELLS, type CommandName, type Shell } from './options/commands.ts'
export { parseCommandLine, type Command, type CommandLine } from './options/command-line.ts'
export type { FixMode, FormatRequest, LintOptions } from './options/lint-options.ts'
export {
  FORMATS,
  type Format,
  type ListFormat,
  type OptionValues,
  type RuleSetting,
} from './options/row.ts'
export { expandResponseFiles } from './options/response-files.ts'
export { OPTION_ROWS, type OptionName } from './options/table.ts'
