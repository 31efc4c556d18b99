import { fill, type Language, type Localised, type MessageParameters } from '../engine/index.ts'

/** What the command itself says; `{name}` stands for a parameter. */
export const MESSAGES = {
  // Wrong use
  unknownOption: { en: 'unknown option {option}', ja: '{option} というオプションはありません' },
  fromVariable: {
    en: '{problem} (from the environment variable {variable})',
    ja: '{problem} (環境変数 {variable} による指定)',
  },
  progressSurvey: {
    en: 'socklint: {done} of {total} files looked at',
    ja: 'socklint: {total} ファイル中 {done} ファイルを確認済み',
  },
  progressCheck: {
    en: 'socklint: {done} of {total} files checked',
    ja: 'socklint: {total} ファイル中 {done} ファイルを検査済み',
  },
  optionNotForCommand: {
    en: '{option} does not belong to "socklint {command}"',
    ja: '{option} は "socklint {command}" では使えません',
  },
  optionNeedsValue: { en: '{option} needs a value: {value}', ja: '{option} には値 {value} が必要です' },
  optionTakesNoValue: { en: '{option} takes no value', ja: '{option} は値を取りません' },
  optionTwice: { en: '{option} is given twice', ja: '{option} が 2 回指定されています' },
  badValue: {
    en: '{option}: "{value}" is not one of {allowed}',
    ja: '{option}: "{value}" は指定できません ({allowed} のいずれか)',
  },
  badNumber: {
    en: '{option}: "{value}" is not a whole number of at least {minimum}',
    ja: '{option}: "{value}" は {minimum} 以上の整数ではありません',
  },
  badRuleSetting: {
    en: '--rule: "{value}" is not of the form ID=SEVERITY, with SEVERITY one of {allowed}',
    ja: '--rule: "{value}" は ID=重大度 の形ではありません (重大度は {allowed} のいずれか)',
  },
  badDefine: {
    en: '--define: "{value}" is not of the form NAME or NAME=VALUE',
    ja: '--define: "{value}" は NAME または NAME=VALUE の形ではありません',
  },
  twoFormatsOnOutput: {
    en: 'only one format can go to standard output; give the others a file: --format json=FILE',
    ja: '標準出力に出せる形式は 1 つだけです。ほかの形式にはファイルを指定してください: --format json=FILE',
  },
  outputFileNeedsFormat: {
    en: '--output-file has no format left to write: each --format already names its file',
    ja: '--output-file に書き出す形式がありません (どの --format にもファイルが指定されています)',
  },
  noFileForFormat: {
    en: '--format: "{value}" cannot be sent to a file by this command',
    ja: '--format: このコマンドでは "{value}" をファイルに書き出せません',
  },
  stdinAndPaths: { en: '--stdin and paths exclude each other', ja: '--stdin とパスは同時に指定できません' },
  stdinFilenameAlone: {
    en: '--stdin-filename is of use only with --stdin',
    ja: '--stdin-filename は --stdin と一緒に指定してください',
  },
  badResponseFile: {
    en: 'cannot read the arguments in {path}: {reason}',
    ja: '{path} から引数を読めません: {reason}',
  },
  tooManyArguments: { en: 'unexpected argument "{argument}"', ja: '引数 "{argument}" は余分です' },
  missingRule: {
    en: 'which rule? For example: socklint explain bind/reuseaddr-hijack',
    ja: 'ルールを指定してください (例: socklint explain bind/reuseaddr-hijack)',
  },
  missingShell: { en: 'which shell? One of {shells}', ja: 'シェルを指定してください: {shells}' },
  lspNeedsStdio: {
    en: 'the language server talks over standard input and output: socklint lsp --stdio',
    ja: '言語サーバーは標準入出力で通信します: socklint lsp --stdio',
  },
  unknownRule: { en: 'there is no rule "{rule}"', ja: 'ルール "{rule}" はありません' },
  didYouMean: { en: 'did you mean {names}?', ja: '{names} のことですか' },
  seeRules: { en: '"socklint rules" lists all rules', ja: 'ルールの一覧は "socklint rules" で表示できます' },
  seeHelp: { en: '"socklint --help" shows the usage', ja: '使い方は "socklint --help" を参照してください' },
  noSuchPath: { en: 'no such file or folder', ja: 'このファイルまたはフォルダーはありません' },
  globMatchesNothing: {
    en: 'no C or C++ file matches this pattern',
    ja: 'このパターンに一致する C/C++ のファイルがありません',
  },

  optionsExclude: { en: '{one} and {other} exclude each other', ja: '{one} と {other} は同時に指定できません' },

  optionNeeds: { en: '{option} is of use only with {other}', ja: '{option} は {other} と一緒に指定してください' },

  // Baselines
  noBaseline: {
    en: 'there is no such baseline; write it by --write-baseline {path}',
    ja: 'このベースラインはありません。--write-baseline {path} で作成してください',
  },
  cannotReadBaseline: { en: 'cannot read this baseline: {reason}', ja: 'このベースラインを読めません: {reason}' },
  noBaselineFormat: {
    en: 'this is no baseline of a version known here; write it anew by --write-baseline',
    ja: '対応しているバージョンのベースラインではありません。--write-baseline で作り直してください',
  },
  badBaselineEntry: {
    en: 'an entry of a baseline needs "file", "rule", "function" and "code", all texts, and may have a "count" of at least 1',
    ja: 'ベースラインの項目には文字列の "file"、"rule"、"function"、"code" が必要です。"count" は 1 以上の整数です',
  },
  inBaseline: {
    en: 'left out {findings} of the baseline {path}',
    ja: 'ベースライン {path} にある指摘 {findings}を省きました',
  },
  staleBaseline: {
    en: 'the baseline {path} still has {findings} that are mended; --prune-baseline takes them out',
    ja: 'ベースライン {path} の指摘 {findings}は解消しています。--prune-baseline で取り除けます',
  },
  baselineWritten: {
    en: 'wrote {findings} into the baseline {path}',
    ja: 'ベースライン {path} に指摘 {findings}を書き出しました',
  },
  baselinePruned: {
    en: 'took {findings} out of the baseline {path}: mended',
    ja: 'ベースライン {path} から解消した指摘 {findings}を取り除きました',
  },

  // Changes
  gitMissing: { en: 'git is needed for this, and it is not to be found', ja: 'git が必要ですが、見つかりません' },
  gitFailed: { en: 'git failed: {reason}', ja: 'git が失敗しました: {reason}' },
  noRepository: {
    en: '--since, --changed and --staged need a work tree of git, and this folder is in none',
    ja: '--since、--changed、--staged には git の作業ツリーが必要ですが、このフォルダーは作業ツリーの中にありません',
  },
  unknownRef: {
    en: '--since: git knows no commit "{ref}"; "git branch --all" shows the branches',
    ja: '--since: コミット "{ref}" はありません。ブランチの一覧は "git branch --all" で表示できます',
  },
  unknownRefShallow: {
    en: '--since: git knows no commit "{ref}" here: this clone is shallow. Fetch the history first (in GitHub Actions: fetch-depth: 0)',
    ja: '--since: コミット "{ref}" はありません。履歴の浅いクローンなので、先に履歴を取得してください (GitHub Actions では fetch-depth: 0)',
  },
  notNew: {
    en: 'left out {findings} that were there before',
    ja: '以前からある指摘 {findings}を省きました',
  },

  // Caches, parts and facts
  cacheNotWritten: {
    en: 'the cache {path} cannot be written, so the next run will be no faster; the results are not affected: {reason}',
    ja: 'キャッシュ {path} に書き込めないため、次回の検査は速くなりません (結果に影響はありません): {reason}',
  },
  badShard: {
    en: '--shard: "{value}" is not of the form K/N, with K from 1 to N',
    ja: '--shard: "{value}" は K/N の形ではありません (K は 1 から N まで)',
  },
  shardNeedsFacts: {
    en: '--shard: what one part finds depends on the others. Run "socklint facts --shard K/N --output-file FILE" for each part, then "socklint merge FILES", or give the facts of all parts by --with-facts',
    ja: '--shard: 各部分の指摘はほかの部分にも左右されます。部分ごとに "socklint facts --shard K/N --output-file ファイル" を実行してから "socklint merge ファイル.." を実行するか、全部分のファクトを --with-facts で渡してください',
  },
  factsNeedOutput: {
    en: 'where to? socklint facts --output-file FILE',
    ja: '出力先を指定してください: socklint facts --output-file ファイル',
  },
  mergeNeedsFiles: {
    en: 'which facts? socklint merge FILES, written before by "socklint facts"',
    ja: 'ファクトのファイルを指定してください: socklint merge ファイル.. ("socklint facts" で書き出したもの)',
  },
  factsUnreadable: { en: 'cannot read these facts: {reason}', ja: 'このファクトを読めません: {reason}' },
  factsNone: {
    en: 'these are no facts written by "socklint facts"',
    ja: '"socklint facts" で書き出したファクトではありません',
  },
  factsOfOther: {
    en: 'these facts were written by another build of Socklint ({theirs}; this one is {ours}): write them anew',
    ja: '別のビルドの Socklint ({theirs}) が書き出したファクトです (実行中のものは {ours})。書き出し直してください',
  },
  factsDamaged: {
    en: 'these facts are damaged or cut off: write them anew',
    ja: 'このファクトは壊れているか途中で切れています。書き出し直してください',
  },
  factsDisagree: {
    en: '{file} is in {one} and in {other}, read under different settings or with different texts: write both anew',
    ja: '{file} は {one} と {other} の両方にあり、設定またはテキストが異なります。両方を書き出し直してください',
  },
  factsStale: {
    en: 'this file, its headers or its settings have changed since {from} was written: write it anew',
    ja: '{from} を書き出した後に、このファイル、ヘッダー、設定のいずれかが変わっています。書き出し直してください',
  },
  factsStaleHeader: {
    en: 'this header has changed since facts of files that include it were written: write them anew',
    ja: 'このヘッダーをインクルードするファイルのファクトを書き出した後に、ヘッダーが変わっています。書き出し直してください',
  },
  factsNeedText: {
    en: 'this file has to be checked once more with what other files tell, and that failed: {reason}. Run it where the sources are, or give facts that were written with --with-facts',
    ja: 'ほかのファイルの情報を使ってこのファイルを検査し直す必要がありますが、失敗しました: {reason}。ソースのある場所で実行するか、--with-facts 付きで書き出したファクトを渡してください',
  },

  // Fixes
  fixed: { en: 'mended {findings} in {files}', ja: '{files}の指摘 {findings}を直しました' },
  wouldFix: { en: 'would mend {findings} in {files}', ja: '{files}の指摘 {findings}を直せます' },
  notFixedEncoding: {
    en: '{file}: not mended, because it is not UTF-8 throughout',
    ja: '{file}: UTF-8 ではない部分があるため、直しません',
  },
  notFixedUnreadable: {
    en: '{file}: not mended, because it can no longer be read',
    ja: '{file}: 読めなくなったため、直しません',
  },
  notFixedChanged: {
    en: '{file}: not mended, because it was changed meanwhile; run it again',
    ja: '{file}: 検査中に変更されたため、直しません。もう一度実行してください',
  },
  notSettled: {
    en: 'after {passes} passes there is still something to mend; run it again',
    ja: '{passes} 回繰り返しても直すものが残っています。もう一度実行してください',
  },
  notFixedWrong: {
    en: 'nothing is mended, because of these errors:',
    ja: '次のエラーがあるため、何も直しません:',
  },
  changedMeanwhile: { en: 'it was changed meanwhile', ja: 'その間に変更されました' },

  // The first configuration file
  initExists: {
    en: '{path} is here already; move it away to have a new one written',
    ja: '{path} はすでにあります。作り直すには、先に移動してください',
  },
  initWritten: { en: 'looked at {files} and wrote {path}', ja: '{files}を調べて {path} を書き出しました' },
  initNext: {
    en: 'next: socklint, and for what is there already: socklint --write-baseline socklint-baseline.json',
    ja: '次の手順: socklint を実行してください。すでにある指摘は socklint --write-baseline socklint-baseline.json で記録できます',
  },

  // Files that could not be judged, or not wholly
  cannotReadFolder: { en: 'cannot read this folder: {reason}', ja: 'このフォルダーを読めません: {reason}' },
  cannotReadFile: { en: 'cannot read this file: {reason}', ja: 'このファイルを読めません: {reason}' },
  cannotReadIgnoreFile: {
    en: 'cannot read this file, so nothing is ignored because of it: {reason}',
    ja: 'このファイルを読めないため、その除外指定は無視します: {reason}',
  },
  binaryFile: {
    en: 'a binary file (it holds NUL bytes), not checked',
    ja: 'バイナリファイル (NUL バイトを含む) のため、検査しません',
  },
  tooLarge: {
    en: 'larger than {limit} MB, not checked',
    ja: '{limit} MB を超えるため、検査しません',
  },
  analysisFailed: {
    en: 'internal error while checking this file: {reason}',
    ja: 'このファイルの検査中に内部エラーが発生しました: {reason}',
  },
  workerCrashed: {
    en: 'the worker thread ended while it checked this file ({reason}); the file is left out',
    ja: 'このファイルの検査中にワーカースレッドが終了しました ({reason})。このファイルの結果はありません',
  },
  workersCannotStart: {
    en: 'no worker thread can be started: {reason}',
    ja: 'ワーカースレッドを開始できません: {reason}',
  },
  internalError: { en: 'internal error: {reason}', ja: '内部エラー: {reason}' },
  cannotWriteOutput: { en: 'cannot write {path}: {reason}', ja: '{path} に書き込めません: {reason}' },
  permissionDenied: { en: 'permission denied', ja: 'アクセスが許可されていません' },
  vanished: { en: 'it no longer exists', ja: 'すでに存在しません' },
  isFolder: { en: 'it is a folder', ja: 'フォルダーです' },
  noFolder: { en: 'part of the path is no folder', ja: 'パスの途中にフォルダーではないものがあります' },
  diskFull: { en: 'no space left on the disk', ja: 'ディスクの空き容量がありません' },
  readOnlyDisk: { en: 'the file system is read-only', ja: '読み取り専用のファイルシステムです' },
  loopOfLinks: { en: 'symbolic links form a loop', ja: 'シンボリックリンクが循環しています' },
  tooManyOpen: { en: 'too many open files', ja: '開いているファイルが多すぎます' },
  danglingLink: { en: 'the symbolic link points to nothing', ja: 'シンボリックリンクの参照先がありません' },

  // The report for people
  error: { en: 'error', ja: 'エラー' },
  warning: { en: 'warning', ja: '警告' },
  info: { en: 'info', ja: '情報' },
  summary: {
    en: '{problems} ({errors}, {warnings}, {infos}) in {files}',
    ja: '指摘 {problems} ({errors}、{warnings}、{infos}) / 検査対象 {files}',
  },
  noProblem: { en: 'no problem found in {files}', ja: '問題は見つかりませんでした (検査対象 {files})' },
  noFiles: { en: 'no C or C++ file found', ja: 'C/C++ のファイルが見つかりません' },
  tooManyWarnings: {
    en: '{count}, more than the {limit} that --max-warnings allows',
    ja: '{count}: --max-warnings で指定した {limit} を超えています',
  },
  notAnnotated: {
    en: '{count} more findings, of which GitHub shows no annotations ({most} of each level a step):',
    ja: '以下の指摘 {count} 件は、GitHub では注釈として表示されません (各レベルとも 1 ステップにつき {most} 件まで):',
  },
  explainHint: {
    en: '{command} tells why this is wrong and how to fix it',
    ja: '理由と直し方は {command} で表示できます',
  },

  // The list of rules
  columnRule: { en: 'rule', ja: 'ルール' },
  columnSeverity: { en: 'severity', ja: '重大度' },
  columnPlatforms: { en: 'platforms', ja: 'プラットフォーム' },
  columnPresets: { en: 'presets', ja: 'プリセット' },
  columnTitle: { en: 'title', ja: '表題' },

  // --timing
  timingTitle: { en: 'time (ms)', ja: '所要時間 (ミリ秒)' },
  timingDiscover: { en: 'finding the files', ja: 'ファイルの探索' },
  timingJudge: { en: 'reading and checking', ja: '読み込みと検査' },
  timingImports: { en: 'facts across files', ja: 'ファイルをまたぐ解析' },
  timingConclude: { en: 'conclusion', ja: '結果のまとめ' },
  timingTotal: { en: 'whole run', ja: '全体' },
  timingInThreads: { en: 'of these, summed over {threads}', ja: '内訳 ({threads}の合計)' },
  timingRead: { en: 'reading', ja: '読み込み' },
  timingPrefilter: { en: 'prefilter', ja: '事前選別' },
  timingHeaders: { en: 'includes and headers', ja: 'インクルードとヘッダー' },
  timingAnalyse: { en: 'analysis', ja: '解析' },
} as const satisfies Record<string, Localised>

export type MessageKey = keyof typeof MESSAGES

/** A message of the command, in every language. */
export function message(key: MessageKey, parameters?: MessageParameters): Localised {
  return fill(MESSAGES[key], parameters)
}

/** A counted thing: English has a plural, Japanese a counter. */
export function counted(thing: keyof typeof COUNTED, count: number): Localised {
  const [one, many, counter] = COUNTED[thing]
  return { en: `${count} ${count === 1 ? one : many}`, ja: `${count}${counter}` }
}

const COUNTED = {
  problem: ['problem', 'problems', ' 件'],
  error: ['error', 'errors', ' 件のエラー'],
  warning: ['warning', 'warnings', ' 件の警告'],
  info: ['note', 'notes', ' 件の情報'],
  finding: ['finding', 'findings', ' 件'],
  file: ['file', 'files', ' ファイル'],
  thread: ['thread', 'threads', ' スレッド'],
} as const satisfies Record<string, readonly [string, string, string]>

/** The language that the environment asks for, by the precedence POSIX gives these variables. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^ja(?![a-z])/i.test(locale) ? 'ja' : 'en'
}
