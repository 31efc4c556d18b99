import type { Platform } from '../model/platform.ts'
import type { Localised } from '../text/localised.ts'
import { PRESETS } from './config.ts'
import { MODELS, NAMES, WRAPPERS } from './read-functions.ts'
import { COMPILE_COMMANDS, DEFINES, INCLUDE_PATHS } from './read-project.ts'
import { keysOf } from './read-value.ts'
import { choice, oneOrList, setting, type Setting, type Shape, text } from './shape.ts'

/** How platforms are written in settings. */
export const TARGETS = {
  auto: 'auto',
  posix: ['posix'],
  windows: ['windows'],
  both: ['posix', 'windows'],
} as const satisfies Record<string, 'auto' | readonly Platform[]>

/**
 * The one table of settings: it reads those of editors and of configuration files, makes the schema of the latter, and
 * comments the file that `--init` writes.
 */
export const SETTINGS = {
  preset: setting(choice(PRESETS), {
    en: 'Which rules are on: "recommended" (right when they report; the default), "strict" (all), "learn" (recommended, and advice for people who learn sockets), "off" (none but those in "rules").',
    ja: '有効にするルールの組み合わせ: "recommended" (指摘が正しいと言えるルール。既定)、"strict" (すべて)、"learn" (recommended と、ソケットを学ぶ人への助言)、"off" ("rules" で指定したものだけ)。',
  }),
  targets: setting(choice(keysOf(TARGETS)), {
    en: 'Systems the code is for: "auto" (those each file is written for; the default), "posix", "windows", "both".',
    ja: '対象のシステム: "auto" (各ファイルの内容から判断する。既定)、"posix"、"windows"、"both"。',
  }),
  noreturn: setting(NAMES, {
    en: 'Functions of yours that never return, where their code does not show it.',
    ja: '呼び出し元に戻らない独自の関数 (コードからわからないもの)。',
  }),
  wrappers: setting(WRAPPERS, {
    en: 'Your names for socket calls, with the same arguments and result: {"my_close": "close"}, or a list where platforms differ.',
    ja: 'ソケットの呼び出しに付けた独自の名前 (引数と戻り値は同じもの): {"my_close": "close"}。プラットフォームで異なる場合はリスト。',
  }),
  models: setting(MODELS, {
    en: 'What other functions of yours do to sockets, where their code does not show it.',
    ja: 'そのほかの独自の関数がソケットに対して行うこと (コードからわからないもの)。',
  }),
  defines: setting(DEFINES, {
    en: 'Macros that are defined in all files, with their texts; null for one that is not defined.',
    ja: 'すべてのファイルで定義済みとみなすマクロとその値。未定義のものは null。',
  }),
  includePaths: setting(INCLUDE_PATHS, {
    en: 'Folders in which headers are looked for besides, from the folder of this file.',
    ja: 'ヘッダーを追加で探すフォルダー。このファイルのフォルダーからの相対パス。',
  }),
  compileCommands: setting(COMPILE_COMMANDS, {
    en: 'A compile_commands.json or its folder, or a list of several, from the folder of this file. By default looked for in the project and its build folder.',
    ja: 'compile_commands.json またはそのフォルダー (このファイルのフォルダーからの相対パス。複数ならリスト)。既定ではプロジェクトの直下と build フォルダーから探す。',
  }),
}

const SOME_TEXT = /\S/

function texts(example: string, what: Localised): Shape<string[]> {
  const wrong = {
    en: `{key} is {value}, but must be ${what.en}, or a list: ${example}`,
    ja: `{key} の値 {value} は使えません。${what.ja}、またはそのリストを指定してください: ${example}`,
  }
  return oneOrList(text(SOME_TEXT, wrong))
}

/** What stands in configuration files besides. */
export const FILE_SETTINGS = {
  extends: setting(texts('["strict", "../team.json"]', { en: 'a preset or a path', ja: 'プリセット名かパス' }), {
    en: 'Configurations that this one builds upon: names of presets, and files, from the folder of this one. Later ones count more, this file most.',
    ja: '土台とする設定: プリセット名、またはこのファイルのフォルダーからの相対パス。後のものほど優先され、このファイルが最も優先される。',
  }),
  ignore: setting(texts('["third_party/"]', { en: 'a pattern', ja: 'パターン' }), {
    en: 'Files and folders that are not checked; patterns as in .gitignore, from the folder of this file.',
    ja: '検査しないファイルとフォルダー。このファイルのフォルダーを基準とする、.gitignore と同じ書き方のパターン。',
  }),
}

export const OVERRIDE_FILES: Setting<string[]> = setting(texts('["tests/**"]', { en: 'a glob', ja: 'glob' }), {
  en: 'Which files: globs from the folder of this file; one without a slash stands for names in any folder.',
  ja: '対象のファイル: このファイルのフォルダーを基準とする glob。スラッシュのないものは、どのフォルダーのファイル名にも一致する。',
})

export const OVERRIDES_SAY: Localised = {
  en: 'Settings for some files. Of several that match, later ones count more.',
  ja: '一部のファイルだけの設定。複数が一致する場合は、後のものほど優先される。',
}

/** Those settings that may differ within a project: the others say how its headers are found. */
export const OVERRIDABLE = ['preset', 'targets', 'noreturn', 'wrappers', 'models'] as const

export const OVERRIDES_WRONG: Localised = {
  en: '{key} is {value}, but must be a list of objects: [{"files": ["tests/**"], "rules": {}}]',
  ja: '{key} の値 {value} は使えません。オブジェクトのリストで指定してください: [{"files": ["tests/**"], "rules": {}}]',
}
