import type { OptionRow } from './row.ts'

/** Options for mending. */
export const FIX_OPTIONS = {
  fix: {
    commands: ['lint'],
    help: { en: 'mend what can be mended safely', ja: '安全に直せるものを直す' },
  },
  'fix-dry-run': {
    commands: ['lint'],
    help: {
      en: 'report what --fix would leave, and write nothing',
      ja: '--fix の後に残る指摘を報告する (書き込まない)',
    },
  },
  diff: {
    commands: ['lint'],
    help: { en: 'show what --fix would change, and write nothing', ja: '--fix による変更を表示する (書き込まない)' },
  },
  'fix-suggestions': {
    commands: ['lint'],
    help: {
      en: 'with --fix, --fix-dry-run, --diff: also fixes that a person should look at',
      ja: '--fix、--fix-dry-run、--diff で、人による確認が必要な修正も含める',
    },
  },
} as const satisfies Record<string, OptionRow>
