import { lstatSync, readdirSync, statSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import type { AnalysisError, Localised } from '../engine/index.ts'
import { codeOf, reasonOf } from './failures.ts'
import { isSourceName, SKIPPED_FOLDERS, VENDORED_FOLDERS, type RawPath, type SourceFile } from './files.ts'
import { IgnoreFiles, isIgnored } from './ignore-files.ts'
import { message } from './messages.ts'
import { listFolder, walk } from './walk.ts'

export interface Discovery {
  /** Sorted by path, each once. */
  readonly files: readonly SourceFile[]
  /** Folders and files that could not be looked at. */
  readonly errors: readonly AnalysisError[]
  /** Arguments that name nothing: wrong use. */
  readonly wrong: readonly AnalysisError[]
}

/** What is left out of what the paths name. */
export interface Exclusions {
  /** By `.gitignore`, and what lies in folders of other people's code. */
  readonly useIgnoreFiles: boolean
  /** By anything else. */
  readonly ignores: (path: RawPath, kind: 'file' | 'folder') => boolean
  /** Also what is named itself, which otherwise shows that it is wanted. */
  readonly evenNamed: boolean
}

/** Turns the paths of the command line (files, folders, globs) into the list of files to judge. */
export async function discover(paths: readonly string[], cwd: string, exclusions: Exclusions): Promise<Discovery> {
  const { useIgnoreFiles, ignores, evenNamed } = exclusions
  const files = new Map<string, SourceFile>()
  const skipped = useIgnoreFiles ? new Set([...SKIPPED_FOLDERS, ...VENDORED_FOLDERS]) : SKIPPED_FOLDERS
  const errors = new Map<string, AnalysisError>()
  const wrong: AnalysisError[] = []
  const nameOf = (absolute: string): string => reportedPath(absolute, cwd)
  const complain = (error: AnalysisError): void => void errors.set(error.file, error)
  const add = (found: readonly SourceFile[]): void => {
    for (const file of found) if (!files.has(file.path)) files.set(file.path, file)
  }
  const wanted = ({ raw }: SourceFile): boolean => !ignores(raw, 'file')
  for (const path of paths) {
    const absolute = resolve(cwd, path)
    const kind = kindOf(absolute)
    if (kind === 'folder') {
      const ignoreFiles = useIgnoreFiles ? IgnoreFiles.of(absolute, nameOf) : null
      const name = nameOf(absolute)
      const found = walk(
        absolute,
        name === '.' ? '' : name.endsWith('/') ? name : `${name}/`,
        ignoreFiles,
        listFolder,
        skipped,
      )
      add(ignores(absolute, 'folder') && !evenNamed ? found.files : found.files.filter(wanted))
      found.errors.forEach(complain)
      ignoreFiles?.errors.forEach(complain)
    } else if (kind === 'file') {
      const file = { path: nameOf(absolute), raw: absolute }
      const isExcluded = evenNamed && (!wanted(file) || (useIgnoreFiles && isIgnoredByGit(absolute, nameOf)))
      if (!isExcluded) add([file])
    } else if (kind !== 'nothing') {
      complain({ file: nameOf(absolute), message: message('cannotReadFile', { reason: kind.reason }) })
    } else {
      const pattern = sep === '/' ? path : path.replaceAll(sep, '/')
      const found = await filesOfGlob(pattern, cwd, useIgnoreFiles, skipped, nameOf)
      if (found === null) wrong.push({ file: path, message: message('noSuchPath') })
      else {
        add(found.files.filter(wanted))
        found.errors.forEach(complain)
        if (found.files.length === 0 && found.errors.length === 0)
          wrong.push({ file: path, message: message('globMatchesNothing') })
      }
    }
  }
  return {
    files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    errors: [...errors.values()].sort((a, b) => (a.file < b.file ? -1 : 1)),
    wrong,
  }
}

/** The name a path is reported by: relative to the working folder, with `/`. */
export function reportedPath(absolute: string, cwd: string): string {
  const path = relative(cwd, absolute)
  if (path === '') return '.'
  // On Windows a path on another drive has no relative form.
  const shown = isAbsolute(path) ? absolute : path
  return sep === '/' ? shown : shown.replaceAll(sep, '/')
}

function kindOf(absolute: string): 'file' | 'folder' | 'nothing' | { readonly reason: Localised } {
  try {
    return statSync(absolute).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    const code = codeOf(error)
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return { reason: reasonOf(error) }
    return isDanglingLink(absolute) ? { reason: message('danglingLink') } : 'nothing'
  }
}

function isDanglingLink(absolute: string): boolean {
  try {
    return lstatSync(absolute).isSymbolicLink()
  } catch {
    return false
  }
}

function isIgnoredByGit(file: string, nameOf: (absolute: string) => string): boolean {
  const folder = dirname(file)
  const rules = IgnoreFiles.of(folder, nameOf)
  return rules !== null && isIgnored(rules.chainFor(folder), rules.relative(file))
}

/** Null when the text is no pattern. */
async function filesOfGlob(
  pattern: string,
  cwd: string,
  useIgnoreFiles: boolean,
  skipped: ReadonlySet<string>,
  nameOf: (absolute: string) => string,
): Promise<{ files: SourceFile[]; errors: AnalysisError[] } | null> {
  const { globSync, isDynamicPattern } = await import('tinyglobby')
  if (!isDynamicPattern(pattern)) return null
  const errors: AnalysisError[] = []
  // The glob library passes over folders it cannot read; the user wants to know of them.
  const listing = new Proxy(readdirSync, {
    apply(target, self, args: unknown[]): unknown {
      try {
        const entries: unknown = Reflect.apply(target, self, args)
        return entries
      } catch (error) {
        const folder = typeof args[0] === 'string' ? resolve(cwd, args[0]) : cwd
        if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR')
          errors.push({ file: nameOf(folder), message: message('cannotReadFolder', { reason: reasonOf(error) }) })
        throw error
      }
    },
  })
  const found = globSync(pattern, {
    cwd,
    absolute: true,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    // Whoever writes the name of such a folder wants what is in it.
    ignore: [...skipped].flatMap((folder) => (pattern.split('/').includes(folder) ? [] : [`**/${folder}/**`])),
    fs: { readdirSync: listing },
  })
  const ignoreFiles = new Map<string, IgnoreFiles | null>()
  const files: SourceFile[] = []
  for (const path of found) {
    const absolute = resolve(path)
    if (!isSourceName(absolute)) continue
    if (useIgnoreFiles) {
      const folder = dirname(absolute)
      // Files of one folder share their repository; so do, as a rule, all files below the working folder.
      const base = absolute.startsWith(cwd + sep) ? cwd : folder
      let rules = ignoreFiles.get(base)
      if (rules === undefined) ignoreFiles.set(base, (rules = IgnoreFiles.of(base, nameOf)))
      if (rules !== null && isIgnored(rules.chainFor(folder), rules.relative(absolute))) continue
    }
    files.push({ path: nameOf(absolute), raw: absolute })
  }
  for (const rules of ignoreFiles.values()) errors.push(...(rules?.errors ?? []))
  return { files, errors }
}
