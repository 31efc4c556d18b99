import type { OptionRow } from './row.ts'

/** Options for how the work is done. */
export const RUNNING_OPTIONS = {
  threads: {
    value: 'N',
    variable: 'SOCKLINT_THREADS',
    commands: ['lint', 'facts', 'merge'],
    help: {
      en: 'how many threads to use (default: as many as there are cores, when it pays)',
      ja: '使用するスレッド数 (既定: 効果があるときだけコア数まで)',
    },
  },
  cache: {
    commands: ['lint', 'facts', 'merge'],
    help: {
      en: 'keep results for the next run; only what has changed is checked anew',
      ja: '結果を次回のために保存し、変わったものだけを検査し直す',
    },
  },
  'cache-location': {
    value: 'FOLDER',
    commands: ['lint', 'facts', 'merge'],
    completes: 'folder',
    help: {
      en: 'where to keep them (default: SOCKLINT_CACHE, else the caches of the user)',
      ja: '保存先 (既定: SOCKLINT_CACHE、なければユーザーのキャッシュ)',
    },
  },
  'no-cache': {
    commands: ['lint', 'facts', 'merge'],
    help: { en: 'keep no results, even if SOCKLINT_CACHE is set', ja: 'SOCKLINT_CACHE があっても結果を保存しない' },
  },
  shard: {
    value: 'K/N',
    commands: ['lint', 'facts'],
    help: {
      en: 'take the Kth of N parts of the files; see "socklint merge"',
      ja: 'ファイルを N 個に分けたうちの K 番目だけを対象とする ("socklint merge" を参照)',
    },
  },
  'with-facts': {
    value: 'FILE',
    multiple: true,
    commands: ['lint', 'facts'],
    completes: 'file',
    help: {
      en: 'take other files of the program into account as these facts tell of them; can repeat',
      ja: 'プログラムのほかのファイルを、このファクトに基づいて考慮する。繰り返し可',
    },
  },
  depfile: {
    value: 'FILE',
    commands: ['facts'],
    completes: 'file',
    help: {
      en: 'write what the facts depend on, in the form that Ninja and make read',
      ja: 'ファクトが依存するファイルを、Ninja や make が読む形式で書き出す',
    },
  },
} as const satisfies Record<string, OptionRow>
