import { decodeSource } from '../engine/index.ts'
import type { OpenFile } from './analysis.ts'
import { isSourceName, SKIPPED_FOLDERS, uriOfPath, type FileAccess } from './files.ts'
import { extended, ignoresAt, isIgnored, repositoryOf, type IgnoreChain } from './git-ignores.ts'
import { languageFor } from './programs.ts'

/** Lets others work; false when it is time to stop. */
export type Pause = () => Promise<boolean>

export interface WalkInput {
  readonly disk: FileAccess
  /** Absolute. */
  readonly root: string
  /** What a configuration says not to check. */
  readonly ignores: (path: string, kind: 'file' | 'folder') => boolean
  /** More are not looked for. */
  readonly limit: number
  readonly pause: Pause
}

export interface Walked {
  /** Absolute paths of C and C++ files, sorted. */
  readonly paths: readonly string[]
  /** Ignored files; those in ignored folders are not counted. */
  readonly ignored: number
  /** Folders that cannot be read. */
  readonly unreadable: readonly string[]
  /** False when the limit or a stop came first. */
  readonly isWhole: boolean
}

/** The C and C++ files below a folder, as the command line finds them: what git ignores is left out, links too. */
export async function walkSources({ disk, root, ignores, limit, pause }: WalkInput): Promise<Walked> {
  const paths: string[] = []
  const unreadable: string[] = []
  let ignored = 0
  const top = repositoryOf(root, disk)
  const stack: { readonly folder: string; readonly chain: IgnoreChain | null }[] = [
    { folder: root, chain: top === undefined ? null : ignoresAt(root, top, disk) },
  ]
  const result = (isWhole: boolean): Walked => ({ paths: paths.sort(), ignored, unreadable, isWhole })
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (!(await pause())) return result(false)
    const { folder } = at
    const entries = disk.entries(folder)
    if (entries === undefined) {
      unreadable.push(folder)
      continue
    }
    const hasOwn = folder !== root && top !== undefined && entries.some(({ name }) => name === '.gitignore')
    const chain = hasOwn ? extended(at.chain, folder, disk) : at.chain
    for (const { name, isFolder } of entries) {
      const path = `${folder}/${name}`
      if (isFolder) {
        if (SKIPPED_FOLDERS.has(name) || isIgnored(chain, path, 'folder') || ignores(path, 'folder')) continue
        stack.push({ folder: path, chain })
      } else if (isSourceName(name)) {
        if (isIgnored(chain, path, 'file') || ignores(path, 'file')) ignored++
        else if (paths.push(path) >= limit) return result(false)
      }
    }
  }
  return result(true)
}

let count = 0

/** A file on the disk as the analysis takes it. The text is read when it is asked for, and not kept. */
export class DiskFile implements OpenFile {
  readonly uri: string
  readonly path: string
  /** Different for each object: what another one has read may be an older text. */
  readonly version = ++count
  readonly language: OpenFile['language']
  readonly #absolute: string
  readonly #disk: FileAccess
  readonly #limit: number

  /**
   * @param absolute its path, below the folder
   * @param folder the address of the workspace folder
   */
  constructor(absolute: string, folder: string, root: string, disk: FileAccess, limit: number) {
    this.uri = uriOfPath(absolute, folder)
    this.path = absolute.slice(root.length + 1)
    this.language = languageFor('', this.path)
    this.#absolute = absolute
    this.#disk = disk
    this.#limit = limit
  }

  /** Undefined for what cannot be read, is too large, or is no text. */
  get bytes(): Uint8Array | undefined {
    const bytes = this.#disk.read(this.#absolute, this.#limit)
    return bytes === undefined || isBinary(bytes) ? undefined : bytes
  }

  get text(): string {
    const { bytes } = this
    const decoded = bytes === undefined ? undefined : decodeSource(bytes)
    return decoded?.ok === true ? decoded.text : ''
  }
}

/** As git does: what has a NUL byte near its beginning is no text, unless it is UTF-16. */
const PROBE = 8000

function isBinary(bytes: Uint8Array): boolean {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  return !isUtf16 && bytes.subarray(0, PROBE).includes(0)
}
