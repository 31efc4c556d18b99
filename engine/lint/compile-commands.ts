import type { Defines } from '../preprocess/views.ts'
import type { Localised } from '../text/localised.ts'
import { joinPath } from '../text/paths.ts'

/** What a compiler is told about one file. Folders are absolute (see text/paths.ts), in the order of search. */
export interface CompileFlags {
  readonly defines: Defines
  readonly includeFolders: readonly string[]
}

/** What a `compile_commands.json` says. */
export interface CompilationDatabase {
  /** By absolute path of the file. */
  readonly files: ReadonlyMap<string, CompileFlags>
  /** Macros that all commands agree on, and all their folders: for headers, which have no command of their own. */
  readonly common: CompileFlags
}

export const NO_FLAGS: CompileFlags = { defines: new Map(), includeFolders: [] }
export const NO_DATABASE: CompilationDatabase = { files: new Map(), common: NO_FLAGS }

/**
 * Reads a compilation database (https://clang.llvm.org/docs/JSONCompilationDatabase.html). Entries without what is
 * needed are left out and told of; the others count.
 *
 * @param folder where the file lies: what relative directories in it start from
 * @param readResponse gives the text of a response file (`@flags.rsp`), which holds more of a command; undefined when it
 * cannot be read, and then it is left out, as build folders are often swept
 */
export function readCompileCommands(
  text: string,
  folder: string,
  readResponse: (path: string) => string | undefined = () => undefined,
): { readonly database: CompilationDatabase; readonly problems: readonly Localised[] } {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return {
      database: NO_DATABASE,
      problems: [
        {
          en: `not valid JSON, so it is not used: ${reason}`,
          ja: `JSON として正しくないため、使用しません: ${reason}`,
        },
      ],
    }
  }
  if (!Array.isArray(value)) {
    const problem = {
      en: 'not a list of compile commands, so it is not used',
      ja: 'コンパイルコマンドの配列ではないため、使用しません',
    }
    return { database: NO_DATABASE, problems: [problem] }
  }
  const entries: readonly unknown[] = value
  const commands = new Map<string, CompileFlags[]>()
  let unusable = 0
  for (const entry of entries) {
    const command = readEntry(entry, folder, readResponse)
    if (command === null) unusable++
    else commands.set(command.file, [...(commands.get(command.file) ?? []), command.flags])
  }
  const files = new Map([...commands].map(([file, flags]) => [file, commonOf(flags)]))
  const problems =
    unusable === 0
      ? []
      : [
          {
            en: `${unusable} of ${entries.length} entries have no file or no command and are left out`,
            ja: `${entries.length} 件中 ${unusable} 件の項目には file またはコマンドがないため、無視します`,
          },
        ]
  return { database: { files, common: commonOf([...files.values()]) }, problems }
}

/** Several databases as one: a file that is in more than one is built in more than one way. */
export function joinDatabases(databases: readonly CompilationDatabase[]): CompilationDatabase {
  const [only = NO_DATABASE, ...others] = databases
  if (others.length === 0) return only
  const commands = new Map<string, CompileFlags[]>()
  for (const { files } of databases)
    for (const [file, flags] of files) commands.set(file, [...(commands.get(file) ?? []), flags])
  const files = new Map([...commands].map(([file, flags]) => [file, commonOf(flags)]))
  return { files, common: commonOf([...files.values()]) }
}

/** The defines on which all agree, and all folders, each where it comes first. */
function commonOf(commands: readonly CompileFlags[]): CompileFlags {
  const [first] = commands
  if (first === undefined || commands.length === 1) return first ?? NO_FLAGS
  const defines = new Map(first.defines)
  for (const { defines: others } of commands) {
    for (const [name, value] of defines) if (others.get(name) !== value) defines.delete(name)
  }
  return { defines, includeFolders: [...new Set(commands.flatMap(({ includeFolders }) => includeFolders))] }
}

function readEntry(
  entry: unknown,
  folder: string,
  readResponse: (path: string) => string | undefined,
): { readonly file: string; readonly flags: CompileFlags } | null {
  if (typeof entry !== 'object' || entry === null) return null
  const text = (key: string): string | undefined => {
    const value: unknown = Object.getOwnPropertyDescriptor(entry, key)?.value
    return typeof value === 'string' ? value : undefined
  }
  const file = text('file')
  if (file === undefined || file === '') return null
  const directory = joinPath(folder, text('directory') ?? '.')
  const list: unknown = Object.getOwnPropertyDescriptor(entry, 'arguments')?.value
  const command = text('command')
  let words: readonly string[]
  if (Array.isArray(list)) words = list.filter((word) => typeof word === 'string')
  else if (command === undefined) return null
  else words = splitCommand(command, isWindowsCommand(command, text('directory') ?? ''))
  const windows = isWindowsCommand(command ?? words[0] ?? '', text('directory') ?? '')
  const expanded = expandResponses(words, directory, windows, readResponse)
  return { file: joinPath(directory, file), flags: readFlags(expanded, directory) }
}

/** Response files may name others, but not without end. */
const MAX_RESPONSES = 64

/** The words of a command with those of its response files in their place. */
function expandResponses(
  words: readonly string[],
  directory: string,
  windows: boolean,
  read: (path: string) => string | undefined,
): readonly string[] {
  let left = MAX_RESPONSES
  const expand = (given: readonly string[]): string[] =>
    given.flatMap((word) => {
      if (!word.startsWith('@') || word.length === 1 || left === 0) return [word]
      left--
      const text = read(joinPath(directory, word.slice(1)))
      return text === undefined ? [] : expand(splitCommand(text.replace(/^\ufeff/, ''), windows))
    })
  return words.some((word) => word.startsWith('@')) ? expand(words) : words
}

/** Databases do not say for which shell `command` is written; Windows shows in drive letters and `.exe`. */
function isWindowsCommand(command: string, directory: string): boolean {
  return /^[A-Za-z]:[\\/]/.test(directory) || /^"?(?:[A-Za-z]:\\|[^\s"]+\.exe\b)/i.test(command)
}

/**
 * The words of a command line: by the quoting of POSIX shells, or by the rules of Windows' CommandLineToArgvW, where a
 * backslash is one except in front of a double quote.
 */
export function splitCommand(command: string, windows: boolean): string[] {
  const words: string[] = []
  let word: string | null = null
  let quote = ''
  for (let i = 0; i < command.length; i++) {
    const unit = command[i] ?? ''
    if (unit === '\\' && quote !== "'") {
      const run: number = /^\\+/.exec(command.slice(i))?.[0].length ?? 1
      const next = command[i + run]
      if (windows) {
        word = (word ?? '') + '\\'.repeat(next === '"' ? run >> 1 : run)
        i += run - 1
        if (next === '"' && run % 2 === 1) {
          word += '"'
          i++
        }
      } else {
        const escaped = command[i + 1] ?? ''
        // Between double quotes a backslash keeps its place in front of what needs no escape.
        word = (word ?? '') + (quote === '"' && !/["\\$`\n]/.test(escaped) ? `\\${escaped}` : escaped)
        i++
      }
    } else if (quote !== '') {
      if (unit === quote) quote = ''
      else word = (word ?? '') + unit
    } else if (unit === '"' || (unit === "'" && !windows)) {
      quote = unit
      word ??= ''
    } else if (/\s/.test(unit)) {
      if (word !== null) words.push(word)
      word = null
    } else {
      word = (word ?? '') + unit
    }
  }
  if (word !== null) words.push(word)
  return words
}

const OPTION =
  /^(?:-(?<kind>D|U|I|iquote|isystem|idirafter)|--include-directory=|[-/](?<msvc>D|U|I|external:I|imsvc))(?<value>.*)$/s

function readFlags(words: readonly string[], directory: string): CompileFlags {
  const defines = new Map<string, string | null>()
  const folders = { quote: [] as string[], plain: [] as string[], system: [] as string[] }
  const [compiler = ''] = words
  // Elsewhere `/D…` is an absolute path.
  const msvc = /(?:^|[\\/])(?:clang-)?cl(?:\.exe)?$/i.test(compiler)
  for (let i = 1; i < words.length; i++) {
    const word = words[i] ?? ''
    const groups = OPTION.exec(word)?.groups
    if (groups === undefined || (word.startsWith('/') && !msvc)) continue
    const kind = groups['kind'] ?? groups['msvc'] ?? 'I'
    const value = groups['value'] === '' ? (words[++i] ?? '') : (groups['value'] ?? '')
    if (value === '') continue
    if (kind === 'D') readDefine(defines, value)
    else if (kind === 'U') defines.set(value.trim(), null)
    else folders[kind === 'iquote' ? 'quote' : kind === 'I' ? 'plain' : 'system'].push(joinPath(directory, value))
  }
  return { defines, includeFolders: [...new Set([...folders.quote, ...folders.plain, ...folders.system])] }
}

/** `NAME`, `NAME=VALUE` or, as Microsoft's compiler takes it, `NAME#VALUE`. False when it is none of them. */
export function readDefine(defines: Map<string, string | null>, written: string): boolean {
  const match = /^\s*([A-Za-z_]\w*)\s*(?:[=#]([^]*))?$/.exec(written)
  if (match === null) return false
  defines.set(match[1] ?? '', match[2] ?? '1')
  return true
}

/** What all files of a project are told beside their commands. */
export interface ProjectFlags {
  readonly defines: Defines
  /** Absolute. */
  readonly includeFolders: readonly string[]
}

/** The flags of one file: its command (headers: what all commands agree on), and the configuration's, which win. */
export function flagsOf(file: string, database: CompilationDatabase, configured: ProjectFlags): CompileFlags {
  const own = database.files.get(file) ?? database.common
  if (configured.defines.size === 0 && configured.includeFolders.length === 0) return own
  return {
    defines: new Map([...own.defines, ...configured.defines]),
    includeFolders: [...new Set([...own.includeFolders, ...configured.includeFolders])],
  }
}
