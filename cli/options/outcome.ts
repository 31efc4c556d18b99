import type { OptionRow } from './row.ts'

/** Options for what counts, and what is told of the run. */
export const OUTCOME_OPTIONS = {
  'report-unused-suppressions': {
    commands: ['lint', 'facts'],
    help: { en: 'warn of comments that suppress nothing', ja: '何も抑制していないコメントを警告する' },
  },
  strict: {
    commands: ['lint', 'facts', 'merge'],
    help: {
      en: 'fail also on unused suppressions, stale baselines and files that could not be checked',
      ja: '不要な抑制コメント、古いベースライン、検査できないファイルも失敗とする',
    },
  },
  quiet: {
    commands: ['lint', 'merge'],
    help: { en: 'leave out what is only info', ja: '情報レベルの指摘を省く' },
  },
  'max-warnings': {
    value: 'N',
    commands: ['lint', 'merge'],
    help: {
      en: 'exit with 0 as long as there are no errors and at most N warnings',
      ja: 'エラーがなく警告が N 件以下なら終了コードを 0 にする',
    },
  },
  timing: {
    commands: ['lint', 'facts', 'merge'],
    help: { en: 'tell on standard error where the time went', ja: '所要時間の内訳を標準エラー出力に出す' },
  },
} as const satisfies Record<string, OptionRow>
