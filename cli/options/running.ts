import type { OptionRow } from './row.ts'

/** Options for how the work is done. */
export const RUNNING_OPTIONS = {
  threads: {
    value: 'N',
    commands: ['lint'],
    help: {
      en: 'how many threads to use (default: as many as there are cores, when it pays)',
      ja: '使用するスレッド数 (既定: 効果があるときだけコア数まで)',
    },
  },
} as const satisfies Record<string, OptionRow>
