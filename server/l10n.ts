import { fill, type Language, type Localised, type MessageParameters } from '../engine/index.ts'

/** The language for a BCP 47 or POSIX locale (`ja`, `ja-JP`, `ja_JP.UTF-8`); English for all others. */
export function languageOf(locale: string | undefined): Language {
  return locale !== undefined && /^ja(?![a-z])/i.test(locale) ? 'ja' : 'en'
}

/** Every text of the server's own; what rules and pages say comes from the rules. */
const MESSAGES = {
  engineFailed: {
    en: 'The analysis engine could not be loaded; nothing is checked: {reason}',
    ja: '解析エンジンを読み込めなかったため、検査は行われません: {reason}',
  },
  analysisFailed: {
    en: '{file}: the analysis failed; this file is left out: {reason}',
    ja: '{file}: 解析に失敗したため、このファイルは検査対象から外しました: {reason}',
  },
  programFailed: {
    en: 'The analysis across open files failed: {reason}',
    ja: '開いているファイルをまたぐ解析に失敗しました: {reason}',
  },
  analysisError: { en: '{file}: {message}', ja: '{file}: {message}' },
  tooLarge: {
    en: '{file} has {length} characters and is not checked; the limit is {limit}',
    ja: '{file} は {length} 文字あり、上限の {limit} 文字を超えるため検査しません',
  },
  settingsUnavailable: {
    en: 'The editor did not answer with its settings; the defaults apply: {reason}',
    ja: 'エディターから設定を取得できなかったため、既定値を使います: {reason}',
  },
  settingsIgnored: { en: 'Setting ignored: {problem}', ja: '設定を無視しました: {problem}' },
  settingsNotObject: { en: 'socklint must be an object', ja: 'socklint はオブジェクトで指定してください' },
  settingsNotSwitch: {
    en: 'socklint.{name} is {value}, but must be one of true, false',
    ja: 'socklint.{name} の値 {value} は使えません。指定できる値: true, false',
  },
  noCompileCommands: {
    en: 'socklint.compileCommands names {path}, where there is no compile_commands.json',
    ja: 'socklint.compileCommands に指定された {path} に compile_commands.json がありません',
  },
  explain: { en: 'Explain this rule', ja: 'このルールの解説' },
  moreFindings: { en: 'Also here', ja: 'ほかの指摘' },
  silent: { en: 'Fine when', ja: '問題にならない場合' },
  references: { en: 'References', ja: '参考資料' },
  source: { en: 'Source', ja: '出典' },
  rulesAboutThis: { en: 'Rules about this', ja: '関連するルール' },
  cannotReadFolder: {
    en: 'Folder {path} cannot be read; it is left out',
    ja: 'フォルダー {path} を読めないため、検査対象から外しました',
  },
  tooManyFiles: {
    en: 'The workspace has more than {limit} C and C++ files; the others are not checked. Leave folders out by "ignore" in .socklintrc.json.',
    ja: 'ワークスペースの C/C++ ファイルが {limit} を超えるため、残りは検査しません。.socklintrc.json の "ignore" で対象外のフォルダーを指定してください',
  },
  noEngine: {
    en: 'The analysis engine could not be loaded; nothing was checked',
    ja: '解析エンジンを読み込めなかったため、検査していません',
  },
  lintingWorkspace: { en: 'Socklint: checking the workspace', ja: 'Socklint: ワークスペースを検査中' },
  lintedFiles: { en: '{done} of {total} files', ja: '{total} ファイル中 {done}' },
  reasonHere: { en: 'reason', ja: '理由' },
  suppressLine: { en: 'Suppress {rule} for this line', ja: 'この行で {rule} を抑制する' },
  suppressFunction: { en: 'Suppress {rule} for {function}()', ja: '{function}() で {rule} を抑制する' },
  suppressFile: { en: 'Suppress {rule} for this file', ja: 'このファイルで {rule} を抑制する' },
  explainRule: { en: 'Explain {rule}', ja: '{rule} の解説を開く' },
  changeSeverity: { en: 'Change the severity of {rule} in the settings', ja: '設定で {rule} の重大度を変更する' },
  fixAll: { en: 'Apply all safe fixes of Socklint', ja: 'Socklint の安全な修正をすべて適用する' },
  failure: { en: 'Failure', ja: '失敗' },
  errorCode: { en: 'Error code', ja: 'エラーコード' },
  returnedCode: { en: 'the result', ja: '戻り値そのもの' },
  pairsWith: { en: 'Pairs with', ja: '対になるもの' },
  header: { en: 'Header', ja: 'ヘッダー' },
  notForSockets: { en: 'not for sockets', ja: 'ソケットには使えない' },
  onSockets: { en: 'For sockets', ja: 'ソケットでは' },
  itself: { en: 'itself', ja: 'そのまま使える' },
  stateBefore: { en: 'Stream socket before the call', ja: '呼び出し前のストリームソケット' },
  callSucceeds: { en: 'succeeds', ja: '成功' },
  level: { en: 'Level', ja: 'レベル' },
  optionValue: { en: 'Value', ja: '値の型' },
  optionNumber: { en: 'Number', ja: '番号' },
  runtimeNumber: { en: '`errno.h` of Windows', ja: 'Windows の `errno.h`' },
  runtimeDiffers: {
    en: 'On Windows `{name}` of the C runtime never equals what `WSAGetLastError()` gives.',
    ja: 'Windows では、C ランタイムの `{name}` が `WSAGetLastError()` の値と一致することはありません。',
  },
  failingCall: { en: 'Fails so', ja: 'このエラーになる呼び出し' },
  hostOrderAddress: {
    en: 'It is in host byte order: `htonl({name})` goes into `s_addr`.',
    ja: 'ホストバイトオーダーの値です。`s_addr` には `htonl({name})` を代入します。',
  },
  asNumber: { en: 'As a number', ja: '数値' },
  bytesInMemory: { en: 'Bytes in memory (x86, ARM)', ja: 'メモリ上のバイト列 (x86、ARM)' },
  dynamicPort: {
    en: 'Systems hand out port {port} by themselves, to whoever connects:',
    ja: 'ポート {port} は、次のシステムが動的ポートとして割り当てる範囲にあります:',
  },
  system: { en: 'System', ja: 'システム' },
  dynamicRange: { en: 'Dynamic range', ja: '動的ポートの範囲' },
  tcpStatesAlt: {
    en: 'States of a TCP connection: {states} is lit',
    ja: 'TCP の状態遷移図 ({states} を強調)',
  },
  callMade: { en: 'made', ja: '済み' },
  callMissing: { en: 'missing', ja: 'なし' },
  callHere: { en: 'this call', ja: 'この呼び出し' },
  sequenceAlt: { en: '{calls}; missing: {missing}', ja: '{calls} (足りない呼び出し: {missing})' },
  bytesAlt: {
    en: 'Bytes in memory: {before} before {call}, {after} after',
    ja: 'メモリ上のバイト列: {call} の前は {before}、後は {after}',
  },
  lifecycle: { en: 'Lifecycle', ja: 'ライフサイクル' },
  showLifecycle: { en: 'Socket lifecycle of this function', ja: 'この関数のソケットのライフサイクル' },
  stateCreated: { en: 'created', ja: '作成' },
  stateBound: { en: 'bound', ja: 'bind 済み' },
  stateListening: { en: 'listening', ja: '接続待ち' },
  stateConnecting: { en: 'connecting', ja: '接続中' },
  stateConnected: { en: 'connected', ja: '接続済み' },
  stateHalfClosed: { en: 'shut down', ja: 'シャットダウン済み' },
  stateFailed: { en: 'connect failed', ja: '接続失敗' },
  stateClosed: { en: 'closed', ja: 'クローズ' },
  stateHandedOver: { en: 'handed over', ja: '引き渡し' },
  stateOpen: { en: 'open', ja: '開いた状態' },
  stateStillOpen: { en: 'still open', ja: '開いたまま' },
  streamSocket: { en: 'stream socket', ja: 'ストリームソケット' },
  datagramSocket: { en: 'datagram socket', ja: 'データグラムソケット' },
  seqpacketSocket: { en: 'sequenced-packet socket', ja: '順序付きパケットソケット' },
  rawSocket: { en: 'raw socket', ja: 'raw ソケット' },
  socket: { en: 'socket', ja: 'ソケット' },
  otherDescriptor: { en: 'descriptor that is no socket', ja: 'ソケット以外のディスクリプタ' },
  unlocalisedReason: { en: 'unknown error', ja: '原因のわからないエラー' },
} as const satisfies Record<string, Localised>

export type MessageKey = keyof typeof MESSAGES

/** One of the server's texts with its placeholders filled, in both languages. */
export function localised(key: MessageKey, parameters?: MessageParameters): Localised {
  return fill(MESSAGES[key], parameters)
}

/** One of the server's texts in one language. */
export function translate(language: Language, key: MessageKey, parameters?: MessageParameters): string {
  return localised(key, parameters)[language]
}

/** How the two families of systems are called in running text. */
export const PLATFORM_NAMES = { posix: 'POSIX', windows: 'Windows' } as const

/** What a caught value says; never throws. */
export function reasonOf(error: unknown): string | Localised {
  if (error instanceof Error) return error.message
  return typeof error === 'string' ? error : MESSAGES.unlocalisedReason
}
