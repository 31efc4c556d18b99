import type { OptionRow } from './row.ts'

/** Options for which files are left out. */
export const FILE_OPTIONS = {
  'no-ignore': {
    commands: ['lint', 'facts'],
    help: {
      en: 'also check what .gitignore or the configuration excludes, and folders such as third_party',
      ja: '.gitignore や設定で除外されているものと、third_party などのフォルダーも検査する',
    },
  },
  'force-exclude': {
    commands: ['lint', 'facts'],
    help: {
      en: 'leave out what is excluded even if it is named on the command line',
      ja: '除外されているものは、コマンドラインで指定されていても検査しない',
    },
  },
} as const satisfies Record<string, OptionRow>
