import type { Language } from '../engine/index.ts'
import { HELP_TEXT } from './help.ts'
import { COMMAND_ROWS, OPTION_ROWS } from './options.ts'

/** The variables that stand for options. */
const VARIABLES = OPTION_ROWS.flatMap(([, { variable }]) => variable ?? []).join(', ')

/** What the manual page says around the tables of commands and options; examples in the language of man(7). */
export const MAN_WORDS = {
  en: {
    name: 'NAME',
    synopsis: 'SYNOPSIS',
    description: 'DESCRIPTION',
    commands: 'COMMANDS',
    options: 'OPTIONS',
    exit: 'EXIT STATUS',
    files: 'FILES',
    environment: 'ENVIRONMENT',
    examples: 'EXAMPLES',
    summary: 'find pitfalls in C and C++ socket code',
    status: [
      ['0', 'nothing at warning or above'],
      ['1', 'findings'],
      ['2', 'wrong use, a mistake in a configuration file, or an internal error'],
    ],
    file: [
      [
        '.socklintrc.json',
        'Configuration: of each file the nearest one, from its folder up to the top of its repository. JSON; comments are allowed.',
      ],
      ['compile_commands.json', 'What the compiler is told, if there is one in the project or in its build folder.'],
    ],
    variables: [
      [
        'LC_ALL, LC_MESSAGES, LANG',
        'The language of messages: Japanese when the first that is set begins with ja, else English.',
      ],
      ['NO_COLOR, FORCE_COLOR', 'Whether reports have colours.'],
      ['SOCKLINT_CACHE', 'A folder: results are kept there, as with --cache-location.'],
      [VARIABLES, 'As the option of that name, where the command line does not give it.'],
    ],
    example: [
      ['socklint src', 'Check a folder.'],
      [
        'socklint \\-\\-format github \\-\\-format sarif=socklint.sarif',
        'In CI: annotations, and a report for code scanning.',
      ],
      ['socklint \\-\\-since origin/main', 'Report what a branch brings.'],
      ['socklint \\-\\-write\\-baseline socklint\\-baseline.json', 'Begin with nothing but new findings reported.'],
    ],
  },
  ja: {
    name: '名前',
    synopsis: '書式',
    description: '説明',
    commands: 'コマンド',
    options: 'オプション',
    exit: '終了ステータス',
    files: 'ファイル',
    environment: '環境変数',
    examples: '例',
    summary: 'C/C++ のソケットコードの落とし穴を見つける',
    status: [
      ['0', '警告以上の指摘なし'],
      ['1', '指摘あり'],
      ['2', '使い方の誤り、設定ファイルの誤り、または内部エラー'],
    ],
    file: [
      [
        '.socklintrc.json',
        '設定ファイル。検査するファイルごとに、そのフォルダーからリポジトリの最上位までさかのぼって最初に見つかったものを使う。コメント付きの JSON。',
      ],
      ['compile_commands.json', 'コンパイラに渡される指定。プロジェクトの直下か build フォルダーにあれば使う。'],
    ],
    variables: [
      [
        'LC_ALL, LC_MESSAGES, LANG',
        'メッセージの言語。最初に設定されているものが ja で始まれば日本語、そうでなければ英語。',
      ],
      ['NO_COLOR, FORCE_COLOR', '報告に色を付けるかどうか。'],
      ['SOCKLINT_CACHE', 'フォルダー。--cache-location と同様に、結果をここに保存する。'],
      [VARIABLES, '同じ名前のオプションと同じ。コマンドラインで指定すればそちらを優先する。'],
    ],
    example: [
      ['socklint src', 'フォルダーを検査する。'],
      ['socklint \\-\\-format github \\-\\-format sarif=socklint.sarif', 'CI で、注釈とコードスキャン用の報告を出す。'],
      ['socklint \\-\\-since origin/main', 'ブランチで生じた指摘だけを報告する。'],
      ['socklint \\-\\-write\\-baseline socklint\\-baseline.json', '以降、新しい指摘だけを報告できるようにする。'],
    ],
  },
} as const

/** The manual page, in the language of man(7), from the tables that parse the command line. */
export function manPage(language: Language, version: string): string {
  const words = MAN_WORDS[language]
  const text = HELP_TEXT[language]
  const commands = COMMAND_ROWS.map(
    ([, { usage, help }]) => [`\\fB${escaped(usage[language])}\\fR`, help[language]] as const,
  )
  const options = OPTION_ROWS.filter(([, row]) => row.hidden !== true).map(([name, row]) => {
    const value = row.value === undefined ? '' : ` \\fI${escaped(row.value)}\\fR`
    const long = `\\fB${escaped(`--${name}`)}\\fR${value}`
    return [
      row.short === undefined ? long : `\\fB${escaped(`-${row.short}`)}\\fR, ${long}`,
      row.help[language],
    ] as const
  })
  return [
    `.TH SOCKLINT 1 "" "socklint ${version}"`,
    `.SH ${words.name}`,
    `socklint \\- ${escaped(words.summary)}`,
    `.SH ${words.synopsis}`,
    ...COMMAND_ROWS.map(([, { usage }]) => `.B ${escaped(usage[language])}\n.br`),
    `.SH ${words.description}`,
    escaped(text.head),
    ...text.notes.map((note) => (note === '' ? '.PP' : escaped(note))),
    `.SH ${words.commands}`,
    ...tagged(commands),
    `.SH ${words.options}`,
    ...tagged(options),
    `.SH ${words.exit}`,
    ...tagged(words.status),
    `.SH ${words.files}`,
    ...tagged(words.file.map(([name, what]) => [`\\fI${escaped(name)}\\fR`, what] as const)),
    `.SH ${words.environment}`,
    ...tagged(words.variables),
    `.SH ${words.examples}`,
    ...tagged(words.example.map(([line, what]) => [`\\fB${line}\\fR`, what] as const)),
    '',
  ].join('\n')
}

function tagged(rows: readonly (readonly [tag: string, text: string])[]): string[] {
  return rows.flatMap(([tag, text]) => ['.TP', tag, escaped(text)])
}

/** A text that stands for itself: hyphens that can be copied, and no line that begins like a request. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1')
}
