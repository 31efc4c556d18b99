import ignore, { type Ignore } from 'ignore'
import { folderOf, joinPath } from '../engine/index.ts'
import type { FileAccess } from './files.ts'

/** A `.gitignore` and the ones above it. */
export interface IgnoreChain {
  readonly rules: Ignore
  /** The folder that its patterns start from. */
  readonly folder: string
  readonly above: IgnoreChain | null
}

const MAX_BYTES = 1_000_000

/** The top of the repository that a folder lies in; undefined outside of repositories, where ignore files mean nothing. */
export function repositoryOf(folder: string, disk: FileAccess): string | undefined {
  for (let at = folder; at !== ''; at = folderOf(at)) if (disk.exists(joinPath(at, '.git'))) return at
  return undefined
}

/** What holds in a folder by the ignore files of its repository, from the top down. */
export function ignoresAt(folder: string, top: string, disk: FileAccess): IgnoreChain | null {
  const folders: string[] = []
  for (let at = folder; at !== top; at = folderOf(at)) folders.unshift(at)
  const exclude = read(joinPath(top, '.git/info/exclude'), top, disk, null)
  return [top, ...folders].reduce<IgnoreChain | null>((chain, inner) => extended(chain, inner, disk), exclude)
}

/** The chain inside a folder that has an ignore file of its own. */
export function extended(above: IgnoreChain | null, folder: string, disk: FileAccess): IgnoreChain | null {
  return read(joinPath(folder, '.gitignore'), folder, disk, above)
}

/** True when the nearest ignore file that says anything about a path excludes it. */
export function isIgnored(chain: IgnoreChain | null, path: string, kind: 'file' | 'folder'): boolean {
  for (let link = chain; link !== null; link = link.above) {
    const inside = path.slice(link.folder.length).replace(/^\//, '')
    const verdict = link.rules.test(kind === 'folder' ? `${inside}/` : inside)
    if (verdict.ignored) return true
    if (verdict.unignored) return false
  }
  return false
}

function read(path: string, folder: string, disk: FileAccess, above: IgnoreChain | null): IgnoreChain | null {
  const bytes = disk.isFile(path) ? disk.read(path, MAX_BYTES) : undefined
  if (bytes === undefined) return above
  const rules = ignore({ ignoreCase: disk.ignoreCase }).add(new TextDecoder().decode(bytes))
  return { rules, folder, above }
}
