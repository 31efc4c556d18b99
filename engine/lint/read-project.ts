import type { Defines } from '../preprocess/views.ts'
import type { Localised } from '../text/localised.ts'
import { entryOf, isName, isRecord, NAME, shown } from './read-value.ts'
import type { FieldReader, Shape } from './shape.ts'

/** What a project's compiler is told. Paths as written: what relative ones start from is the shell's to say. */
export interface ProjectSettings {
  readonly defines: Defines
  readonly includePaths: readonly string[]
  /** Each a compile_commands.json or its folder; null: looked for. */
  readonly compileCommands: readonly string[] | null
}

export const NO_PROJECT: ProjectSettings = { defines: new Map(), includePaths: [], compileCommands: null }

const ONE_MACRO: Localised = {
  en: '{key} is {value}, but must be the name of a macro with a text, or with null for one that is not defined',
  ja: '{key} の値 {value} は使えません。マクロ名に文字列 (未定義なら null) を対応させてください',
}
const MACROS: Localised = {
  en: '{key} is {value}, but must be an object of macros and their texts: {"DEBUG": "1"}',
  ja: '{key} の値 {value} は使えません。マクロ名と値を対応させたオブジェクトで指定してください: {"DEBUG": "1"}',
}
const FOLDERS: Localised = {
  en: '{key} is {value}, but must be a list of folders: ["include"]',
  ja: '{key} の値 {value} は使えません。フォルダーのリストで指定してください: ["include"]',
}
const DATABASE: Localised = {
  en: '{key} is {value}, but must be the path of a compile_commands.json or of its folder, or a list of paths',
  ja: '{key} の値 {value} は使えません。compile_commands.json またはそのフォルダーのパスか、パスのリストを指定してください',
}

export const DEFINES: Shape<Map<string, string | null>> = {
  schema: {
    type: 'object',
    propertyNames: { pattern: NAME.source },
    additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
  },
  read(value, place, problems) {
    if (!isRecord(value)) {
      problems.add(place, MACROS, { value: shown(value) })
      return undefined
    }
    const defines = new Map<string, string | null>()
    for (const [name, given] of Object.entries(value)) {
      if (isName(name) && (typeof given === 'string' || given === null)) defines.set(name, given)
      else if (isName(name) && (typeof given === 'number' || typeof given === 'boolean'))
        defines.set(name, String(Number(given)))
      else problems.add(entryOf(place, name), ONE_MACRO, { value: shown(given) })
    }
    return defines
  },
}

export const INCLUDE_PATHS: Shape<string[]> = {
  schema: { type: 'array', items: { type: 'string' } },
  read(value, place, problems) {
    if (Array.isArray(value) && value.every((path) => typeof path === 'string')) return value
    problems.add(place, FOLDERS, { value: shown(value) })
    return undefined
  },
}

export const COMPILE_COMMANDS: Shape<readonly string[]> = {
  schema: { type: ['string', 'array'], items: { type: 'string' } },
  read(value, place, problems) {
    if (typeof value === 'string') return value === '' ? [] : [value]
    if (Array.isArray(value) && value.every((path) => typeof path === 'string')) return value
    problems.add(place, DATABASE, { value: shown(value) })
    return undefined
  },
}

/** Reads what the compiler is told; undefined when nothing is said of it. */
export function readProject(value: Readonly<Record<string, unknown>>, field: FieldReader): ProjectSettings | undefined {
  const keys = ['defines', 'includePaths', 'compileCommands']
  if (keys.every((key) => value[key] === undefined || value[key] === null)) return undefined
  const commands = field('compileCommands', COMPILE_COMMANDS)
  return {
    defines: field('defines', DEFINES) ?? NO_PROJECT.defines,
    includePaths: field('includePaths', INCLUDE_PATHS) ?? NO_PROJECT.includePaths,
    compileCommands: commands === undefined || commands.length === 0 ? null : commands,
  }
}
