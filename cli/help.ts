import type { Language } from '../engine/index.ts'
import { COMMAND_ROWS, FORMATS, OPTION_ROWS } from './options.ts'
import { padded, widthOf } from './width.ts'

/** What is said around the tables of commands and options. */
export const HELP_TEXT = {
  en: {
    head: 'Socklint finds pitfalls in C and C++ socket code (BSD sockets and Winsock).',
    usage: 'Usage',
    options: 'Options',
    notes: [
      `Formats: ${FORMATS.join(', ')}.`,
      '',
      'Folders are searched for .c .h .cc .cpp .cxx .c++ .hh .hpp .hxx .inl .ipp, leaving out .git, node_modules,',
      'third_party, vendor and the like, symbolic links and what .gitignore excludes. What is named on the command line',
      'is checked wherever it is and, for a file, whatever its ending. Arguments may stand in a file, one a line: @FILE',
      'A folder called like a command: socklint ./rules',
    ],
    exit: 'Exit status: 0 nothing at warning or above, 1 findings, 2 wrong use or internal error.',
  },
  ja: {
    head: 'Socklint は C/C++ のソケットコード (BSD ソケットと Winsock) の落とし穴を見つけます。',
    usage: '使い方',
    options: 'オプション',
    notes: [
      `報告の形式: ${FORMATS.join('、')}`,
      '',
      'フォルダーからは .c .h .cc .cpp .cxx .c++ .hh .hpp .hxx .inl .ipp を探します。.git、node_modules、',
      'third_party や vendor など、シンボリックリンク、.gitignore で除外されたものは対象外です。直接指定したものは',
      '場所に関係なく検査し、ファイルなら拡張子も問いません。引数はファイルに 1 行に 1 つずつ書いて @ファイル で渡せます。',
      'コマンドと同じ名前のフォルダー: socklint ./rules',
    ],
    exit: '終了ステータス: 0 警告以上の指摘なし、1 指摘あり、2 使い方の誤りまたは内部エラー',
  },
} as const

/** What `--help` prints, made from the table that parses the command line. */
export function helpText(language: Language): string {
  const text = HELP_TEXT[language]
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
    ...table(COMMAND_ROWS.map(([, { usage, help }]) => [usage[language], help[language]] as const)),
    '',
    `${text.options}:`,
    ...table(rows),
    '',
    ...text.notes,
    '',
    text.exit,
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
