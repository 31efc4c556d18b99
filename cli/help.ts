import type { Language } from '../engine/index.ts'
import { FORMATS, OPTION_ROWS } from './options.ts'
import { padded, widthOf } from './width.ts'

const TEXT = {
  en: {
    head: 'Socklint finds pitfalls in C and C++ socket code (BSD sockets and Winsock).',
    usage: 'Usage',
    commands: [
      ['socklint [lint] [PATHS..]', 'check files, folders and globs (default: the working folder)'],
      ['socklint explain RULE', 'what a rule is about, and how to fix the code'],
      ['socklint rules', 'list all rules'],
      ['socklint lsp --stdio', 'run the language server'],
    ],
    options: 'Options',
    notes: [
      `Formats: ${FORMATS.join(', ')}.`,
      '',
      'Folders are searched for .c .h .cc .cpp .cxx .c++ .hh .hpp .hxx .inl .ipp, leaving out .git, node_modules,',
      'symbolic links and what .gitignore excludes. A file named on the command line is checked whatever its ending.',
      'A folder called like a command: socklint ./rules',
      '',
      'Exit status: 0 nothing at warning or above, 1 findings, 2 wrong use or internal error.',
    ],
  },
  ja: {
    head: 'Socklint は C/C++ のソケットコード (BSD ソケットと Winsock) の落とし穴を見つけます。',
    usage: '使い方',
    commands: [
      ['socklint [lint] [パス..]', 'ファイル、フォルダー、glob を検査する (既定: 作業フォルダー)'],
      ['socklint explain ルール', 'ルールの解説と直し方を表示する'],
      ['socklint rules', 'ルールの一覧を表示する'],
      ['socklint lsp --stdio', '言語サーバーを起動する'],
    ],
    options: 'オプション',
    notes: [
      `報告の形式: ${FORMATS.join('、')}`,
      '',
      'フォルダーからは .c .h .cc .cpp .cxx .c++ .hh .hpp .hxx .inl .ipp を探します。.git、node_modules、',
      'シンボリックリンク、.gitignore で除外されたものは対象外です。直接指定したファイルは拡張子に関係なく検査します。',
      'コマンドと同じ名前のフォルダー: socklint ./rules',
      '',
      '終了ステータス: 0 警告以上の指摘なし、1 指摘あり、2 使い方の誤りまたは内部エラー',
    ],
  },
} as const

/** What `--help` prints, made from the table that parses the command line. */
export function helpText(language: Language): string {
  const text = TEXT[language]
  const rows = OPTION_ROWS.filter(([, row]) => row.hidden !== true).map(
    ([name, row]) =>
      [
        `${row.short === undefined ? '   ' : `-${row.short},`} --${name}${row.value === undefined ? '' : ` ${row.value}`}`,
        row.help[language],
      ] as const,
  )
  return [
    text.head,
    '',
    `${text.usage}:`,
    ...table(text.commands),
    '',
    `${text.options}:`,
    ...table(rows),
    '',
    ...text.notes,
    '',
  ].join('\n')
}

/** Longer names stand in a line of their own. */
const WIDEST_NAME = 28

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => widthOf(left)).filter((one) => one <= WIDEST_NAME))
  return rows.flatMap(([left, right]) =>
    widthOf(left) <= width ? [`  ${padded(left, width)}  ${right}`] : [`  ${left}`, `  ${' '.repeat(width)}  ${right}`],
  )
}
