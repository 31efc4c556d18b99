import type { Defines } from '../preprocess/views.ts'
import type { Localised } from '../text/localised.ts'
import { type Problems, isName, isRecord, shown } from './read-value.ts'

/** What a project's compiler is told. Paths as written: what relative ones start from is the shell's to say. */
export interface ProjectSettings {
  readonly defines: Defines
  readonly includePaths: readonly string[]
  /** A compile_commands.json or its folder; null: looked for. */
  readonly compileCommands: string | null
}

export const NO_PROJECT: ProjectSettings = { defines: new Map(), includePaths: [], compileCommands: null }

/** Names of the settings that `readProject` reads. */
export const PROJECT_KEYS = ['defines', 'includePaths', 'compileCommands'] as const

/** Reads what the compiler is told; undefined when nothing is said of it. */
export function readProject(value: Readonly<Record<string, unknown>>, problems: Problems): ProjectSettings | undefined {
  const given = PROJECT_KEYS.filter((key) => value[key] !== undefined && value[key] !== null)
  if (given.length === 0) return undefined
  const defines = readDefines(value.defines, problems)
  const { includePaths: paths = [], compileCommands: commands = '' } = value
  const isList = Array.isArray(paths) && paths.every((path) => typeof path === 'string')
  if (!isList && paths !== null) wrong('includePaths', paths, PATHS, problems)
  if (typeof commands !== 'string' && commands !== null) wrong('compileCommands', commands, PATH, problems)
  return {
    defines,
    includePaths: isList ? paths : [],
    compileCommands: typeof commands === 'string' && commands !== '' ? commands : null,
  }
}

function readDefines(value: unknown, problems: Problems): Map<string, string | null> {
  const defines = new Map<string, string | null>()
  if (value === undefined || value === null) return defines
  if (!isRecord(value)) {
    wrong('defines', value, MACROS, problems)
    return defines
  }
  for (const [name, text] of Object.entries(value)) {
    if (isName(name) && (typeof text === 'string' || text === null)) defines.set(name, text)
    else if (isName(name) && (typeof text === 'number' || typeof text === 'boolean'))
      defines.set(name, String(Number(text)))
    else wrong(`defines["${name}"]`, text, ONE_MACRO, problems)
  }
  return defines
}

const ONE_MACRO: Localised = {
  en: '{key} is {value}, but must be the name of a macro with a text, or with null for one that is not defined',
  ja: '{key} の値 {value} は使えません。マクロ名に文字列 (未定義なら null) を対応させてください',
}
const MACROS: Localised = {
  en: '{key} is {value}, but must be an object of macros and their texts: {"DEBUG": "1"}',
  ja: '{key} の値 {value} は使えません。マクロ名と値を対応させたオブジェクトで指定してください: {"DEBUG": "1"}',
}
const PATHS: Localised = {
  en: '{key} is {value}, but must be a list of folders: ["include"]',
  ja: '{key} の値 {value} は使えません。フォルダーのリストで指定してください: ["include"]',
}
const PATH: Localised = {
  en: '{key} is {value}, but must be the path of a compile_commands.json or of its folder',
  ja: '{key} の値 {value} は使えません。compile_commands.json またはそのフォルダーのパスを指定してください',
}

function wrong(key: string, value: unknown, message: Localised, problems: Problems): void {
  problems.add(key, message, { value: shown(value) })
}
