import { fill, type Localised, type MessageParameters } from '../engine/index.ts'

/** What is said of configuration files, and in the first one of a project. */
export const MESSAGES = {
  cannotReadConfig: {
    en: 'cannot read this configuration file: {reason}',
    ja: 'この設定ファイルを読めません: {reason}',
  },
  cannotExtend: { en: 'extends: cannot read "{base}": {reason}', ja: 'extends: "{base}" を読めません: {reason}' },
  extendsNothing: {
    en: 'extends: "{base}" is no preset; did you mean {presets}? The path of a file begins with ./',
    ja: 'extends: "{base}" というプリセットはありません。{presets} のことですか。ファイルのパスは ./ で始めてください',
  },
  extendsItself: {
    en: 'extends: "{base}" leads back to this file',
    ja: 'extends: "{base}" をたどると、このファイルに戻ってきます',
  },
  jsonName: {
    en: 'not valid JSON: the name of a setting is missing here, in double quotes: "preset"',
    ja: '正しい JSON ではありません: ここには二重引用符で囲んだ項目名が必要です (例: "preset")',
  },
  jsonValue: {
    en: 'not valid JSON: a value is missing here, such as "strict", ["die"] or {}',
    ja: '正しい JSON ではありません: ここには値が必要です (例: "strict"、["die"]、{})',
  },
  jsonColon: {
    en: 'not valid JSON: a colon is missing before this',
    ja: '正しい JSON ではありません: この前にコロン (:) が必要です',
  },
  jsonComma: {
    en: 'not valid JSON: a comma is missing before this',
    ja: '正しい JSON ではありません: この前にコンマ (,) が必要です',
  },
  jsonBrace: {
    en: 'not valid JSON: a closing brace } is missing before this',
    ja: '正しい JSON ではありません: この前に閉じ波括弧 } が必要です',
  },
  jsonBracket: {
    en: 'not valid JSON: a closing bracket ] is missing before this',
    ja: '正しい JSON ではありません: この前に閉じ角括弧 ] が必要です',
  },
  jsonEnd: {
    en: 'not valid JSON: the configuration ends before this; what follows is left over',
    ja: '正しい JSON ではありません: 設定はこの前で終わっています。以降は余分です',
  },
  jsonComment: {
    en: 'not valid JSON: this comment is not closed by */',
    ja: '正しい JSON ではありません: このコメントは */ で閉じられていません',
  },
  jsonString: {
    en: 'not valid JSON: this string does not end in a double quote on its line',
    ja: '正しい JSON ではありません: この文字列は同じ行の中で二重引用符によって閉じられていません',
  },
  jsonEscape: {
    en: 'not valid JSON: this string holds an unknown escape; a backslash is written \\\\, a path with /',
    ja: '正しい JSON ではありません: この文字列に不明なエスケープがあります。バックスラッシュは \\\\、パスの区切りは / と書いてください',
  },
  jsonSymbol: {
    en: 'not valid JSON: this is no value; texts are written in double quotes',
    ja: '正しい JSON ではありません: これは値ではありません。文字列は二重引用符で囲んでください',
  },
  jsonNameTwice: {
    en: '"{name}" is written twice; only the last one counts',
    ja: '"{name}" が 2 回書かれています。有効なのは最後のものだけです',
  },
  cannotBeRead: { en: 'it does not exist or cannot be read', ja: '存在しないか、読み取れません' },

  // The first configuration file
  initHead: {
    en: 'Configuration of Socklint. "socklint --print-config FILE" shows what holds for a file.',
    ja: 'Socklint の設定ファイルです。ファイルに適用される設定は "socklint --print-config FILE" で確認できます。',
  },
  initPlatforms: {
    en: 'Of {files} files here {posix} include socket headers of POSIX, {windows} those of Windows, {both} both.',
    ja: '{files} ファイルのうち、POSIX のソケットヘッダーをインクルードするもの {posix}、Windows のもの {windows}、両方 {both}。',
  },
  initWrappers: {
    en: 'These were found and are understood without being named here:',
    ja: '次のものが見つかりました。ここに書かなくても認識されます:',
  },
  initDatabase: { en: 'Found here: {path}', ja: '見つかったもの: {path}' },
  initCMake: {
    en: 'CMake makes one by: cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON',
    ja: 'CMake では次のコマンドで作成できます: cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON',
  },
  initNoDatabase: { en: 'There is none here, and none is needed.', ja: 'ここにはありません (なくても検査できます)。' },
} as const satisfies Record<string, Localised>

export type MessageKey = keyof typeof MESSAGES

/** One of these texts with its placeholders filled, in both languages. */
export function message(key: MessageKey, parameters?: MessageParameters): Localised {
  return fill(MESSAGES[key], parameters)
}
