import type { Localised } from '../../engine/index.ts'

interface CommandRow {
  readonly usage: Localised
  readonly help: Localised
}

/** The shells that completions are made for. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const
export type Shell = (typeof SHELLS)[number]

/** The one table of commands. */
export const COMMANDS = {
  lint: {
    usage: { en: 'socklint [lint] [PATHS..]', ja: 'socklint [lint] [パス..]' },
    help: {
      en: 'check files, folders and globs (default: the working folder)',
      ja: 'ファイル、フォルダー、glob を検査する (既定: 作業フォルダー)',
    },
  },
  facts: {
    usage: { en: 'socklint facts [PATHS..]', ja: 'socklint facts [パス..]' },
    help: {
      en: 'check files and write what other runs have to know of them, into the --output-file',
      ja: 'ファイルを検査し、ほかの実行が必要とする情報 (ファクト) を --output-file に書き出す',
    },
  },
  merge: {
    usage: { en: 'socklint merge FILES..', ja: 'socklint merge ファイル..' },
    help: {
      en: 'report on all files of these facts, as one run over them would',
      ja: 'ファクトに含まれる全ファイルについて、まとめて検査したときと同じ報告を出す',
    },
  },
  explain: {
    usage: { en: 'socklint explain RULE', ja: 'socklint explain ルール' },
    help: { en: 'what a rule is about, and how to fix the code', ja: 'ルールの解説と直し方を表示する' },
  },
  rules: {
    usage: { en: 'socklint rules', ja: 'socklint rules' },
    help: { en: 'list all rules', ja: 'ルールの一覧を表示する' },
  },
  init: {
    usage: { en: 'socklint init', ja: 'socklint init' },
    help: {
      en: 'look at the project and write a commented .socklintrc.json',
      ja: 'プロジェクトを調べて、コメント付きの .socklintrc.json を書き出す',
    },
  },
  completions: {
    usage: { en: 'socklint completions SHELL', ja: 'socklint completions シェル' },
    help: {
      en: `print a completion script for ${SHELLS.join(', ')}`,
      ja: `${SHELLS.join('、')} 用の補完スクリプトを表示する`,
    },
  },
  lsp: {
    usage: { en: 'socklint lsp --stdio', ja: 'socklint lsp --stdio' },
    help: { en: 'run the language server', ja: '言語サーバーを起動する' },
  },
} as const satisfies Record<string, CommandRow>

export type CommandName = keyof typeof COMMANDS

/** The commands as rows, in the order in which they are shown. */
export const COMMAND_ROWS: readonly (readonly [name: CommandName, row: CommandRow])[] = commandNames().map((name) => [
  name,
  COMMANDS[name],
])

function commandNames(): CommandName[] {
  const names: CommandName[] = []
  let name: CommandName
  for (name in COMMANDS) names.push(name)
  return names
}
