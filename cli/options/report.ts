import { FORMATS } from './row.ts'
import type { OptionRow } from './row.ts'

/** Options for where reports go, and in which form. */
export const REPORT_OPTIONS = {
  format: {
    short: 'f',
    value: 'NAME[=FILE]',
    variable: 'SOCKLINT_FORMAT',
    multiple: true,
    commands: ['lint', 'merge', 'rules'],
    completes: FORMATS,
    help: {
      en: `how to report (default ${FORMATS[0]}, others below); can repeat, with a file for all but one`,
      ja: `報告の形式 (既定は ${FORMATS[0]}、ほかは下記)。繰り返し可 (標準出力に出せるのは 1 つ)`,
    },
  },
  'output-file': {
    short: 'o',
    value: 'FILE',
    commands: ['lint', 'facts', 'merge'],
    completes: 'file',
    help: {
      en: 'write there instead of to standard output',
      ja: '標準出力の代わりにこのファイルへ書き出す',
    },
  },
} as const satisfies Record<string, OptionRow>
