import { readdirSync } from 'node:fs'
import { dirname, sep } from 'node:path'
import type { AnalysisError } from '../engine/index.ts'
import { reasonOf } from './failures.ts'
import { isSourceName, SKIPPED_FOLDERS, type RawPath, type SourceFile } from './files.ts'
import { isIgnored, type IgnoreChain, type IgnoreFiles } from './ignore-files.ts'
import { message } from './messages.ts'

export interface FolderEntry {
  /** The name, with `\xHH` for bytes that are not UTF-8. */
  readonly name: string
  /** The bytes of such a name; the others are their own raw name. */
  readonly bytes?: Uint8Array
  readonly kind: 'file' | 'folder' | 'other'
}

/** Lists one folder, in any order; throws what the system says. */
export type ListFolder = (folder: RawPath) => readonly FolderEntry[]

export interface WalkResult {
  readonly files: SourceFile[]
  readonly errors: AnalysisError[]
}

interface Pending {
  readonly raw: RawPath
  /** Prefix of what is reported below it: empty, or ending in `/`. */
  readonly prefix: string
  /** Path below the ignore files' top: empty, or ending in `/`. */
  readonly relative: string
  readonly chain: IgnoreChain | null
}

/**
 * All C and C++ files below a folder, sorted by path. Symbolic links are not followed: what they lead to is either
 * below the folder anyway or was not asked for, and so they cannot lead in circles.
 *
 * @param folder absolute
 * @param prefix what the reported paths begin with: empty, or ending in `/`
 * @param ignoreFiles null: nothing is ignored
 * @param skipped names of folders below it that are not searched
 */
export function walk(
  folder: string,
  prefix: string,
  ignoreFiles: IgnoreFiles | null,
  list: ListFolder = listFolder,
  skipped: ReadonlySet<string> = SKIPPED_FOLDERS,
): WalkResult {
  const files: SourceFile[] = []
  const errors: AnalysisError[] = []
  const stack: Pending[] = [start(folder, prefix, ignoreFiles)]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    let entries: readonly FolderEntry[]
    try {
      entries = list(at.raw)
    } catch (error) {
      const file = at.prefix === '' ? '.' : at.prefix.slice(0, -1)
      errors.push({ file, message: message('cannotReadFolder', { reason: reasonOf(error) }) })
      continue
    }
    let chain = at.chain
    // The start's own chain is complete already: it was read on the way down from the repository's root.
    if (ignoreFiles !== null && at.raw !== folder && typeof at.raw === 'string') {
      if (entries.some((entry) => entry.name === '.gitignore')) chain = ignoreFiles.extend(chain, at.raw)
    }
    for (const entry of entries) {
      const { name } = entry
      if (entry.kind === 'file') {
        if (isSourceName(name) && !isIgnored(chain, at.relative + name))
          files.push({ path: at.prefix + name, raw: child(at.raw, entry) })
      } else if (entry.kind === 'folder') {
        const relative = `${at.relative}${name}/`
        if (!skipped.has(name) && !isIgnored(chain, relative))
          stack.push({ raw: child(at.raw, entry), prefix: `${at.prefix}${name}/`, relative, chain })
      }
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1))
  errors.sort((a, b) => (a.file < b.file ? -1 : 1))
  return { files, errors }
}

function start(folder: string, prefix: string, ignoreFiles: IgnoreFiles | null): Pending {
  if (ignoreFiles === null) return { raw: folder, prefix, relative: '', chain: null }
  const path = ignoreFiles.relative(folder)
  const relative = path === '' ? '' : `${path}/`
  // Whoever names an ignored folder wants it judged: then only ignore files inside of it count.
  const ignored = relative !== '' && isIgnored(ignoreFiles.chainFor(dirname(folder)), relative)
  const chain = ignored ? ignoreFiles.extend(null, folder) : ignoreFiles.chainFor(folder)
  return { raw: folder, prefix, relative, chain }
}

/** Joined by hand: path.join costs more than the rest of the walk. */
function child(folder: RawPath, entry: FolderEntry): RawPath {
  if (typeof folder === 'string' && entry.bytes === undefined)
    return folder.endsWith(sep) ? folder + entry.name : folder + sep + entry.name
  const bytes = (path: RawPath): Uint8Array => (typeof path === 'string' ? Buffer.from(path) : path)
  return Buffer.concat([bytes(folder), Buffer.from(sep), entry.bytes ?? Buffer.from(entry.name)])
}

/** The entries of a folder on disk. */
export function listFolder(folder: RawPath): FolderEntry[] {
  const path = typeof folder === 'string' ? folder : asBuffer(folder)
  const entries = readdirSync(path, { withFileTypes: true, encoding: 'utf8' })
  // A name that is not UTF-8 comes with U+FFFD and cannot be opened so: ask again for the bytes.
  if (!entries.some((entry) => entry.name.includes('\ufffd'))) return entries.map((entry) => named(entry, entry.name))
  return readdirSync(path, { withFileTypes: true, encoding: 'buffer' }).map((entry) => {
    const name = readableName(entry.name)
    return name === entry.name.toString() ? named(entry, name) : { ...named(entry, name), bytes: entry.name }
  })
}

function named(entry: { isFile(): boolean; isDirectory(): boolean }, name: string): FolderEntry {
  return { name, kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other' }
}

/** Bytes of a name as text; those that are not UTF-8 become `\xHH`, so that different names stay different. */
export function readableName(bytes: Uint8Array): string {
  let name = ''
  let at = 0
  while (at < bytes.length) {
    const length = [1, 2, 3, 4].find((size) => {
      const piece = asBuffer(bytes.subarray(at, at + size))
      return piece.length === size && [...piece.toString()].length === 1 && Buffer.from(piece.toString()).equals(piece)
    })
    name +=
      length === undefined
        ? `\\x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`
        : asBuffer(bytes.subarray(at, at + length)).toString()
    at += length ?? 1
  }
  return name
}

/** A Buffer on the same bytes; structured cloning turns Buffers into plain Uint8Arrays. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
