import { CONFIGURATION_OPTIONS } from './configuration.ts'
import { FILE_OPTIONS } from './files.ts'
import { FIX_OPTIONS } from './fixes.ts'
import { GENERAL_OPTIONS } from './general.ts'
import { INPUT_OPTIONS } from './input.ts'
import { KNOWN_OPTIONS } from './known.ts'
import { OUTCOME_OPTIONS } from './outcome.ts'
import { PROJECT_OPTIONS } from './project.ts'
import { REPORT_OPTIONS } from './report.ts'
import { RUNNING_OPTIONS } from './running.ts'
import type { OptionRow } from './row.ts'

/** The one table of options: it parses the command line and makes the help, which shows them in this order. */
export const OPTIONS = {
  ...REPORT_OPTIONS,
  ...CONFIGURATION_OPTIONS,
  ...PROJECT_OPTIONS,
  ...INPUT_OPTIONS,
  ...KNOWN_OPTIONS,
  ...FIX_OPTIONS,
  ...OUTCOME_OPTIONS,
  ...RUNNING_OPTIONS,
  ...FILE_OPTIONS,
  ...GENERAL_OPTIONS,
} as const satisfies Record<string, OptionRow>

export type OptionName = keyof typeof OPTIONS

/** The options as rows, for those who do not care which is which. */
export const OPTION_ROWS: readonly (readonly [name: string, row: OptionRow])[] = Object.entries(OPTIONS)
