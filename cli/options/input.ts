import type { OptionRow } from './row.ts'

/** Options for text that is in no file. */
export const INPUT_OPTIONS = {
  stdin: {
    commands: ['lint'],
    help: { en: 'check the text on standard input', ja: '標準入力のテキストを検査する' },
  },
  'stdin-filename': {
    value: 'FILE',
    commands: ['lint'],
    completes: 'file',
    help: {
      en: 'the name that text has in the report; its ending tells C from C++',
      ja: 'そのテキストの報告上のファイル名 (拡張子で C か C++ かを判断する)',
    },
  },
} as const satisfies Record<string, OptionRow>
