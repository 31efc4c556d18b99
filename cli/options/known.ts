import type { OptionRow } from './row.ts'

/** Options for leaving out what was there before. */
export const KNOWN_OPTIONS = {
  baseline: {
    value: 'FILE',
    commands: ['lint', 'merge'],
    completes: 'file',
    help: {
      en: 'leave out the findings that are in this file; see --write-baseline',
      ja: 'このファイルにある指摘を省く (--write-baseline を参照)',
    },
  },
  'write-baseline': {
    value: 'FILE',
    commands: ['lint', 'merge'],
    completes: 'file',
    help: {
      en: 'write all findings into this file, to begin with nothing but new ones reported',
      ja: 'すべての指摘をこのファイルに書き出す (以降は新しい指摘だけを報告できる)',
    },
  },
  'update-baseline': {
    commands: ['lint', 'merge'],
    help: {
      en: 'take what is mended out of the --baseline, and what is new into it',
      ja: '--baseline から解消した指摘を除き、新しい指摘を加える',
    },
  },
  'prune-baseline': {
    commands: ['lint', 'merge'],
    help: { en: 'take what is mended out of the --baseline', ja: '--baseline から解消した指摘を除く' },
  },
  since: {
    value: 'REF',
    commands: ['lint'],
    help: {
      en: 'report only what is new since the work parted from this commit or branch of git',
      ja: 'git のこのコミットまたはブランチから分かれた後の、新しい指摘だけを報告する',
    },
  },
  changed: {
    commands: ['lint'],
    help: {
      en: 'report only what is new since the last commit',
      ja: '最後のコミットより後の、新しい指摘だけを報告する',
    },
  },
  staged: {
    commands: ['lint'],
    help: {
      en: 'report only what is new in what is staged for the next commit',
      ja: '次のコミット用にステージした内容のうち、新しい指摘だけを報告する',
    },
  },
} as const satisfies Record<string, OptionRow>
