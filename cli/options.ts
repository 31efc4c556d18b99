import { parseArgs } from 'node:util'
import {
  readDefine,
  LANGUAGES,
  PLATFORMS,
  PRESETS,
  type Language,
  type Localised,
  type Platform,
  type Preset,
  nearest,
  type ProjectSettings,
} from '../engine/index.ts'
import type { Since } from './changes.ts'
import { languageOf, message } from './messages.ts'

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

/** What the value of an option is, for shells that complete it: one of a few words, a path, or nothing that is known. */
export type OptionValues = readonly string[] | 'file' | 'folder' | 'rules' | 'nothing'

export const FORMATS = [
  'stylish',
  'json',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'checkstyle',
  'rdjson',
  'gcc',
  'agent',
] as const
export type Format = (typeof FORMATS)[number]

/** The formats of the list of rules. */
export const LIST_FORMATS = ['stylish', 'json'] as const satisfies readonly Format[]
export type ListFormat = (typeof LIST_FORMATS)[number]

const RULE_SETTINGS = ['error', 'warning', 'info', 'off', 'on'] as const
export type RuleSetting = (typeof RULE_SETTINGS)[number]

interface OptionRow {
  readonly short?: string
  /** The placeholder of its value; a flag has none. */
  readonly value?: string
  readonly multiple?: boolean
  /** The commands it belongs to; none means every command. */
  readonly commands?: readonly CommandName[]
  /** What other programs pass along; accepted, but not in the help. */
  readonly hidden?: boolean
  /** What its value is; `nothing` when left out. */
  readonly completes?: OptionValues
  readonly help: Localised
}

/** The one table of options: it parses the command line and makes the help. */
export const OPTIONS = {
  format: {
    short: 'f',
    value: 'NAME[=FILE]',
    multiple: true,
    commands: ['lint', 'rules'],
    completes: FORMATS,
    help: {
      en: `how to report (default ${FORMATS[0]}, others below); can repeat, with a file for all but one`,
      ja: `報告の形式 (既定は ${FORMATS[0]}、ほかは下記)。繰り返し可 (標準出力に出せるのは 1 つ)`,
    },
  },
  'output-file': {
    short: 'o',
    value: 'FILE',
    commands: ['lint'],
    completes: 'file',
    help: {
      en: 'write there instead of to standard output',
      ja: '標準出力の代わりにこのファイルへ書き出す',
    },
  },
  target: {
    value: 'PLATFORMS',
    multiple: true,
    commands: ['lint'],
    completes: PLATFORMS,
    help: {
      en: `${PLATFORMS.join(',')} or one of them (default: those each file is written for)`,
      ja: `${PLATFORMS.join(',')} またはその一方 (既定: 各ファイルが対象とするもの)`,
    },
  },
  config: {
    value: 'FILE',
    commands: ['lint'],
    completes: 'file',
    help: {
      en: 'read this configuration for all files (default: the nearest .socklintrc.json of each)',
      ja: 'すべてのファイルにこの設定を使う (既定: それぞれに最も近い .socklintrc.json)',
    },
  },
  'no-config': {
    commands: ['lint'],
    help: { en: 'read no configuration file', ja: '設定ファイルを読まない' },
  },
  'print-config': {
    value: 'FILE',
    commands: ['lint'],
    completes: 'file',
    help: {
      en: 'show the configuration of a file and where it comes from, and check nothing',
      ja: 'ファイルに適用される設定とその出所を表示する (検査はしない)',
    },
  },
  preset: {
    value: 'PRESET',
    commands: ['lint'],
    completes: PRESETS,
    help: {
      en: `${PRESETS.join(', ')} (default ${PRESETS[0]})`,
      ja: `${PRESETS.join('、')} (既定は ${PRESETS[0]})`,
    },
  },
  rule: {
    value: 'ID=SEVERITY',
    multiple: true,
    commands: ['lint'],
    completes: 'rules',
    help: {
      en: `set one rule: ${RULE_SETTINGS.join(', ')}; can repeat`,
      ja: `ルールを個別に設定する: ${RULE_SETTINGS.join('、')}。繰り返し可`,
    },
  },
  define: {
    value: 'NAME[=VALUE]',
    multiple: true,
    commands: ['lint'],
    help: {
      en: 'a macro that is defined in all files, as for a compiler; can repeat',
      ja: 'コンパイラの -D と同様に、全ファイルで定義済みとみなすマクロ。繰り返し可',
    },
  },
  'include-path': {
    value: 'FOLDER',
    multiple: true,
    commands: ['lint'],
    completes: 'folder',
    help: {
      en: 'where headers of the project are looked for besides; can repeat',
      ja: 'プロジェクトのヘッダーを追加で探すフォルダー。繰り返し可',
    },
  },
  'compile-commands': {
    value: 'PATH',
    commands: ['lint'],
    completes: 'file',
    help: {
      en: 'a compile_commands.json or its folder (default: in the project or its build/)',
      ja: 'compile_commands.json またはそのフォルダー (既定: プロジェクトの直下か build/)',
    },
  },
  stdin: {
    commands: ['lint'],
    help: { en: 'check the text on standard input', ja: '標準入力のテキストを検査する' },
  },
  'stdin-filename': {
    value: 'FILE',
    commands: ['lint'],
    completes: 'file',
    help: {
      en: 'the name that text has in the report; its ending tells C from C++',
      ja: 'そのテキストの報告上のファイル名 (拡張子で C か C++ かを判断する)',
    },
  },
  baseline: {
    value: 'FILE',
    commands: ['lint'],
    completes: 'file',
    help: {
      en: 'leave out the findings that are in this file; see --write-baseline',
      ja: 'このファイルにある指摘を省く (--write-baseline を参照)',
    },
  },
  'write-baseline': {
    value: 'FILE',
    commands: ['lint'],
    completes: 'file',
    help: {
      en: 'write all findings into this file, to begin with nothing but new ones reported',
      ja: 'すべての指摘をこのファイルに書き出す (以降は新しい指摘だけを報告できる)',
    },
  },
  'update-baseline': {
    commands: ['lint'],
    help: {
      en: 'take what is mended out of the --baseline, and what is new into it',
      ja: '--baseline から解消した指摘を除き、新しい指摘を加える',
    },
  },
  'prune-baseline': {
    commands: ['lint'],
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
  'report-unused-suppressions': {
    commands: ['lint'],
    help: { en: 'warn of comments that suppress nothing', ja: '何も抑制していないコメントを警告する' },
  },
  strict: {
    commands: ['lint'],
    help: {
      en: 'fail also on unused suppressions, stale baselines and files that could not be checked',
      ja: '不要な抑制コメント、古いベースライン、検査できないファイルも失敗とする',
    },
  },
  quiet: {
    commands: ['lint'],
    help: { en: 'leave out what is only info', ja: '情報レベルの指摘を省く' },
  },
  'max-warnings': {
    value: 'N',
    commands: ['lint'],
    help: {
      en: 'exit with 0 as long as there are no errors and at most N warnings',
      ja: 'エラーがなく警告が N 件以下なら終了コードを 0 にする',
    },
  },
  timing: {
    commands: ['lint'],
    help: { en: 'tell on standard error where the time went', ja: '所要時間の内訳を標準エラー出力に出す' },
  },
  threads: {
    value: 'N',
    commands: ['lint'],
    help: {
      en: 'how many threads to use (default: as many as there are cores, when it pays)',
      ja: '使用するスレッド数 (既定: 効果があるときだけコア数まで)',
    },
  },
  'no-ignore': {
    commands: ['lint'],
    help: {
      en: 'also check what .gitignore or the configuration excludes',
      ja: '.gitignore や設定で除外されているものも検査する',
    },
  },
  'force-exclude': {
    commands: ['lint'],
    help: {
      en: 'leave out what is excluded even if it is named on the command line',
      ja: '除外されているものは、コマンドラインで指定されていても検査しない',
    },
  },
  lang: {
    value: 'LANG',
    completes: LANGUAGES,
    help: {
      en: `${LANGUAGES.join(' or ')} (default: from LC_ALL, LC_MESSAGES, LANG)`,
      ja: `${LANGUAGES.join(' または ')} (既定: LC_ALL、LC_MESSAGES、LANG による)`,
    },
  },
  init: { commands: ['lint'], hidden: true, help: COMMANDS.init.help },
  stdio: {
    commands: ['lsp'],
    help: { en: 'talk over standard input and output', ja: '標準入出力で通信する' },
  },
  clientProcessId: {
    value: 'PID',
    commands: ['lsp'],
    hidden: true,
    help: { en: 'the editor that started the server', ja: 'サーバーを起動したエディター' },
  },
  help: { short: 'h', help: { en: 'show this help', ja: 'この使い方を表示する' } },
  version: { short: 'V', help: { en: 'show the version', ja: 'バージョンを表示する' } },
} as const satisfies Record<string, OptionRow>

export type OptionName = keyof typeof OPTIONS

/** The options as rows, for those who do not care which is which. */
export const OPTION_ROWS: readonly (readonly [name: string, row: OptionRow])[] = Object.entries(OPTIONS)

export interface FormatRequest {
  readonly format: Format
  /** Where it goes; null is standard output. */
  readonly file: string | null
}

/** What becomes of fixes: files are written, the report is made as if, or the changes are shown. */
export type FixMode = 'write' | 'dry-run' | 'diff'

export interface LintOptions {
  readonly paths: readonly string[]
  readonly formats: readonly FormatRequest[]
  /** The configuration file for all; what the command line says counts more. Null: the nearest of each file. */
  readonly config: string | null
  /** Whether configuration files are looked for. */
  readonly useConfigFiles: boolean
  /** Show the configuration of this file instead of checking anything. */
  readonly printConfig: string | null
  /** Null: as the configuration file says, or every file by what it is written for. */
  readonly targets: readonly Platform[] | null
  /** Null: as the configuration file says, or the first one. */
  readonly preset: Preset | null
  /** By rule id; whether such a rule exists is checked where the rules are known. */
  readonly rules: Readonly<Record<string, RuleSetting>>
  readonly stdin: boolean
  readonly stdinFilename: string | null
  /** A file of findings that are left out. */
  readonly baseline: string | null
  /** What becomes of a file of findings: written anew, brought up to date, or only made smaller. */
  readonly keepBaseline: { readonly how: 'write' | 'update' | 'prune'; readonly file: string } | null
  /** What findings must be newer than. */
  readonly since: Since | null
  readonly fix: FixMode | null
  /** Also fixes that a person should look at. */
  readonly fixSuggestions: boolean
  readonly reportUnusedSuppressions: boolean
  readonly strict: boolean
  readonly quiet: boolean
  readonly maxWarnings: number
  readonly timing: boolean
  /** Null: as many as pay. */
  readonly threads: number | null
  readonly useIgnoreFiles: boolean
  /** Whether what is excluded is left out even where it is named. */
  readonly forceExclude: boolean
  /** Relative paths start at the working folder. */
  readonly project: ProjectSettings
}

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  | { readonly name: 'lint'; readonly options: LintOptions }
  | { readonly name: 'explain'; readonly rule: string }
  | { readonly name: 'rules'; readonly format: ListFormat }
  | { readonly name: 'init' }
  | { readonly name: 'completions'; readonly shell: Shell }
  | { readonly name: 'lsp' }

export interface CommandLine {
  /** Known even when the rest is wrong, so that the complaint can be read. */
  readonly language: Language
  readonly command: Command | { readonly name: 'wrong'; readonly problem: Localised }
}

/** What is wrong with the command line; caught in `parseCommandLine`, never leaves this file. */
class WrongUse extends Error {
  readonly problem: Localised
  constructor(problem: Localised) {
    super(problem.en)
    this.problem = problem
  }
}

/** Reads a command line (without node and the script). Never throws: wrong use is a value. */
export function parseCommandLine(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CommandLine {
  let language = languageOf(env)
  try {
    const given = tokenise(argv)
    const lang = given.values.get('lang')?.at(-1)
    // Asked for before anything else is judged, so that every complaint comes in this language.
    if (lang !== undefined) language = oneOf(LANGUAGES, '--lang', lang)
    if (given.problem !== null) throw new WrongUse(given.problem)
    return { language, command: interpret(given) }
  } catch (error) {
    if (error instanceof WrongUse) return { language, command: { name: 'wrong', problem: error.problem } }
    throw error
  }
}

interface Given {
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly positionals: readonly string[]
  readonly problem: Localised | null
}

/** Splits the command line by the table. `strict` is off because its complaints exist in English only. */
function tokenise(argv: readonly string[]): Given {
  const options = Object.fromEntries(
    OPTION_ROWS.map(([name, row]) => [
      name,
      {
        type: row.value === undefined ? ('boolean' as const) : ('string' as const),
        ...(row.short === undefined ? {} : { short: row.short }),
      },
    ]),
  )
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true, allowPositionals: true })
  const rows = new Map(OPTION_ROWS)
  const values = new Map<string, string[]>()
  const positionals: string[] = []
  let problem: Localised | null = null
  const complain = (text: Localised): void => {
    problem ??= text
  }
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const option = token.rawName
    const row = rows.get(token.name)
    if (row === undefined) {
      complain(unknownOption(option))
      continue
    }
    const earlier = values.get(token.name)
    if (row.value === undefined) {
      if (token.value !== undefined) complain(message('optionTakesNoValue', { option }))
      values.set(token.name, [])
    } else if (token.value === undefined || (!token.inlineValue && /^-./.test(token.value))) {
      complain(message('optionNeedsValue', { option, value: row.value }))
    } else if (earlier !== undefined && row.multiple !== true) {
      complain(message('optionTwice', { option }))
    } else {
      values.set(token.name, [...(earlier ?? []), token.value])
    }
  }
  return { values, positionals, problem }
}

function unknownOption(option: string): Localised {
  const known = OPTION_ROWS.filter(([, row]) => row.hidden !== true).map(([name]) => `--${name}`)
  const alike = nearest(option, known)
  const complaint = message('unknownOption', { option })
  if (alike.length === 0) return complaint
  const hint = message('didYouMean', { names: alike.join(', ') })
  return { en: `${complaint.en}; ${hint.en}`, ja: `${complaint.ja}。${hint.ja}` }
}

function interpret(given: Given): Command {
  const { values } = given
  if (values.has('help')) return { name: 'help' }
  if (values.has('version')) return { name: 'version' }
  const [first, ...rest] = given.positionals
  const named = COMMAND_ROWS.map(([name]) => name).find((name) => name === first)
  const command = named ?? 'lint'
  const args = named === undefined ? given.positionals : rest
  for (const [name, row] of OPTION_ROWS) {
    if (values.has(name) && row.commands !== undefined && !row.commands.includes(command))
      throw new WrongUse(message('optionNotForCommand', { option: `--${name}`, command }))
  }
  if (values.has('init') || command === 'init') {
    noMore(args)
    return { name: 'init' }
  }
  if (command === 'lint') return { name: 'lint', options: lintOptions(values, args) }
  if (command === 'explain') {
    const [rule, ...more] = args
    if (rule === undefined) throw new WrongUse(message('missingRule'))
    noMore(more)
    return { name: 'explain', rule }
  }
  if (command === 'completions') {
    const [shell, ...more] = args
    if (shell === undefined) throw new WrongUse(message('missingShell', { shells: SHELLS.join(', ') }))
    noMore(more)
    return { name: 'completions', shell: oneOf(SHELLS, 'socklint completions', shell) }
  }
  noMore(args)
  if (command === 'lsp') {
    if (!values.has('stdio')) throw new WrongUse(message('lspNeedsStdio'))
    return { name: 'lsp' }
  }
  const [request, ...others] = formats(values)
  if (request === undefined || others.length > 0) throw new WrongUse(message('twoFormatsOnOutput'))
  if (request.file !== null)
    throw new WrongUse(message('noFileForFormat', { value: `${request.format}=${request.file}` }))
  return { name: 'rules', format: oneOf(LIST_FORMATS, '--format', request.format) }
}

function noMore(args: readonly string[]): void {
  const [argument] = args
  if (argument !== undefined) throw new WrongUse(message('tooManyArguments', { argument }))
}

function lintOptions(values: Given['values'], paths: readonly string[]): LintOptions {
  const stdin = values.has('stdin')
  const stdinFilename = values.get('stdin-filename')?.[0] ?? null
  if (stdin && paths.length > 0) throw new WrongUse(message('stdinAndPaths'))
  if (!stdin && stdinFilename !== null) throw new WrongUse(message('stdinFilenameAlone'))
  exclude(values, 'config', 'no-config')
  exclude(values, 'no-ignore', 'force-exclude')
  const preset = values.get('preset')?.[0]
  const threads = values.get('threads')?.[0]
  return {
    paths: paths.length === 0 && !stdin ? ['.'] : paths,
    formats: formats(values),
    targets: targets(values.get('target') ?? []),
    config: values.get('config')?.[0] ?? null,
    useConfigFiles: !values.has('no-config'),
    printConfig: values.get('print-config')?.[0] ?? null,
    preset: preset === undefined ? null : oneOf(PRESETS, '--preset', preset),
    rules: Object.fromEntries((values.get('rule') ?? []).map(ruleSetting)),
    stdin,
    stdinFilename,
    baseline: values.get('baseline')?.[0] ?? null,
    keepBaseline: keepBaseline(values),
    since: since(values),
    fix: fixMode(values),
    fixSuggestions: values.has('fix-suggestions'),
    reportUnusedSuppressions: values.has('report-unused-suppressions'),
    strict: values.has('strict'),
    quiet: values.has('quiet'),
    maxWarnings: wholeNumber('--max-warnings', values.get('max-warnings')?.[0] ?? '0', 0),
    timing: values.has('timing'),
    threads: threads === undefined ? null : wholeNumber('--threads', threads, 1),
    useIgnoreFiles: !values.has('no-ignore'),
    forceExclude: values.has('force-exclude'),
    project: {
      defines: defines(values.get('define') ?? []),
      includePaths: values.get('include-path') ?? [],
      compileCommands: values.get('compile-commands')?.[0] ?? null,
    },
  }
}

function keepBaseline(values: Given['values']): LintOptions['keepBaseline'] {
  exclude(values, 'baseline', 'write-baseline')
  exclude(values, 'update-baseline', 'prune-baseline')
  const written = values.get('write-baseline')?.[0]
  const file = values.get('baseline')?.[0]
  if (written !== undefined) {
    exclude(values, 'write-baseline', 'update-baseline')
    exclude(values, 'write-baseline', 'prune-baseline')
    return { how: 'write', file: written }
  }
  const how = values.has('update-baseline') ? 'update' : values.has('prune-baseline') ? 'prune' : null
  if (how === null) return null
  if (file === undefined)
    throw new WrongUse(message('optionNeeds', { option: `--${how}-baseline`, other: '--baseline' }))
  return { how, file }
}

function since(values: Given['values']): Since | null {
  exclude(values, 'since', 'changed')
  exclude(values, 'since', 'staged')
  exclude(values, 'changed', 'staged')
  for (const name of ['since', 'changed', 'staged'] as const) exclude(values, name, 'stdin')
  const ref = values.get('since')?.[0]
  if (ref !== undefined) return { kind: 'ref', ref }
  return values.has('changed') ? { kind: 'changed' } : values.has('staged') ? { kind: 'staged' } : null
}

function fixMode(values: Given['values']): FixMode | null {
  const modes = { fix: 'write', 'fix-dry-run': 'dry-run', diff: 'diff' } as const
  const names = (['fix', 'fix-dry-run', 'diff'] as const).filter((name) => values.has(name))
  const [name, other] = names
  if (name === undefined) {
    if (values.has('fix-suggestions'))
      throw new WrongUse(message('optionNeeds', { option: '--fix-suggestions', other: '--fix' }))
    return null
  }
  if (other !== undefined) exclude(values, name, other)
  exclude(values, name, 'stdin')
  // What is staged is not what is in the files.
  exclude(values, name, 'staged')
  return modes[name]
}

/** Refuses two options that ask for opposite things. */
function exclude(values: Given['values'], one: OptionName, other: OptionName): void {
  if (values.has(one) && values.has(other))
    throw new WrongUse(message('optionsExclude', { one: `--${one}`, other: `--${other}` }))
}

function formats(values: Given['values']): readonly FormatRequest[] {
  const outputFile = values.get('output-file')?.[0] ?? null
  const requests = (values.get('format') ?? [FORMATS[0]]).map((value) => {
    const equals = value.indexOf('=')
    const format = oneOf(FORMATS, '--format', equals < 0 ? value : value.slice(0, equals))
    if (equals >= 0 && equals === value.length - 1)
      throw new WrongUse(message('optionNeedsValue', { option: `--format ${value}`, value: 'FILE' }))
    return { format, file: equals < 0 ? null : value.slice(equals + 1) }
  })
  const homeless = requests.filter((request) => request.file === null).length
  if (homeless > 1) throw new WrongUse(message('twoFormatsOnOutput'))
  if (outputFile !== null && homeless === 0) throw new WrongUse(message('outputFileNeedsFormat'))
  return requests.map(({ format, file }) => ({ format, file: file ?? outputFile }))
}

function targets(values: readonly string[]): readonly Platform[] | null {
  const wanted = values.flatMap((value) => value.split(',')).map((value) => oneOf(PLATFORMS, '--target', value.trim()))
  return wanted.length === 0 ? null : PLATFORMS.filter((platform) => wanted.includes(platform))
}

function ruleSetting(value: string): [id: string, setting: RuleSetting] {
  const equals = value.lastIndexOf('=')
  const setting = RULE_SETTINGS.find((known) => known === value.slice(equals + 1))
  if (equals <= 0 || setting === undefined)
    throw new WrongUse(message('badRuleSetting', { value, allowed: RULE_SETTINGS.join(', ') }))
  return [value.slice(0, equals), setting]
}

function defines(given: readonly string[]): Map<string, string | null> {
  const result = new Map<string, string | null>()
  for (const value of given) if (!readDefine(result, value)) throw new WrongUse(message('badDefine', { value }))
  return result
}

function oneOf<const T extends string>(allowed: readonly T[], option: string, value: string): T {
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw new WrongUse(message('badValue', { option, value, allowed: allowed.join(', ') }))
  return found
}

function wholeNumber(option: string, value: string, minimum: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : -1
  if (number < minimum) throw new WrongUse(message('badNumber', { option, value, minimum }))
  return number
}
