import { CONFIG_NAME } from '../configuration/config-file.ts'
import { folderOf } from '../engine/index.ts'
import {
  isHeaderName,
  isSourceName,
  pathOfUri,
  SKIPPED_FOLDERS,
  uriOfPath,
  type FileAccess,
  type FolderEntry,
} from './files.ts'

/** What a client does for a server that cannot reach the files of a folder by itself. Both may reject. */
export interface ClientFiles {
  /** Addresses of the files below a folder that `isListedName` is true for; `isWhole` is false when there are more. */
  list(folder: string): Promise<{ readonly files: readonly string[]; readonly isWhole: boolean }>
  /** The contents in the order of the addresses; null for what cannot be read or is larger than `limit` bytes. */
  read(uris: readonly string[], limit: number): Promise<readonly (Uint8Array | null)[]>
}

/** How long the first look at a folder waits for the client, in milliseconds. Slower ones are heard later. */
export const PATIENCE = 3000
/** Files that are asked for at a time. */
const BATCH = 32
/** Larger files are not asked for. In bytes. */
const MAX_FILE_BYTES = 4_000_000
/** What is kept of files that were read; older ones are asked for again. In bytes. */
const MAX_KEPT_BYTES = 64_000_000
/** Files of settings that are read at once. */
const MAX_SETTINGS = 200
/** Names outside of the list that are asked for: include lines may name anything. */
const MAX_GUESSES = 2000

/** True for files that the list of a client has: code, what configures its analysis, and what shows a repository. */
export function isListedName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return isSourceName(name) || isHeaderName(name) || SETTINGS.has(name) || name === '.git'
}

const SETTINGS: ReadonlySet<string> = new Set([CONFIG_NAME, '.gitignore', 'compile_commands.json'])

function isSettingsName(path: string): boolean {
  return SETTINGS.has(path.slice(path.lastIndexOf('/') + 1))
}

/**
 * The files of a folder that only the client can reach: in a browser, on a virtual file system. It answers at once, by
 * what is known; what was asked for and is not known comes with `load`. Who reads from here compares `news` and looks
 * again.
 */
export class RemoteFiles implements FileAccess {
  readonly ignoreCase = false
  /** Resolves when the files are listed and what configures is read, or when that takes too long. Never rejects. */
  readonly ready: Promise<void>
  readonly #folder: string
  readonly #root: string
  readonly #client: ClientFiles
  /** What is in each folder. */
  readonly #entries = new Map<string, Map<string, boolean>>()
  /** What was read; undefined for what cannot be. */
  readonly #contents = new Map<string, Uint8Array | undefined>()
  readonly #wanted = new Set<string>()
  #guesses = 0
  #kept = 0
  #isWhole = false
  #news = 0
  #loading: Promise<void> = Promise.resolve()

  /**
   * @param folder address of a workspace folder
   * @param onLateNews called when the list comes after `ready`
   */
  constructor(folder: string, client: ClientFiles, onLateNews: () => void) {
    this.#folder = folder
    this.#root = pathOfUri(folder).replace(/\/$/, '')
    this.#client = client
    let isLate = false
    const listed = this.#list().then(() => {
      if (isLate) onLateNews()
    })
    this.ready = within(listed, PATIENCE).then((inTime) => {
      isLate = !inTime
    })
  }

  /** Another number when something is known that was not. */
  get news(): number {
    return this.#news
  }

  /** False when the client has listed only a part of the folder, or nothing. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  /** True when something was asked for that `load` has to bring. */
  get isAwaited(): boolean {
    return this.#wanted.size > 0
  }

  isFile(path: string): boolean {
    return this.#kindOf(path) === 'file'
  }

  exists(path: string): boolean {
    return this.#kindOf(path) !== undefined
  }

  read(path: string, limit: number): Uint8Array | undefined {
    const content = this.#contents.get(path)
    if (!this.#contents.has(path) && this.#kindOf(path) === 'file') this.#wanted.add(path)
    return content === undefined || content.length > limit ? undefined : content
  }

  /** The configuration files that are listed. */
  configurations(): string[] {
    return [...this.#entries].flatMap(([folder, names]) => (names.has(CONFIG_NAME) ? [`${folder}/${CONFIG_NAME}`] : []))
  }

  headers(folder: string): readonly string[] | undefined {
    if (!this.#isWhole) return undefined
    const found: string[] = []
    const folders = [folder]
    for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
      for (const [name, isFolder] of this.#entries.get(at) ?? []) {
        const path = `${at}/${name}`
        if (isFolder && !SKIPPED_FOLDERS.has(name)) folders.push(path)
        else if (!isFolder && isHeaderName(name)) found.push(path)
      }
    }
    return found
  }

  entries(folder: string): readonly FolderEntry[] | undefined {
    const known = this.#entries.get(folder)
    return known === undefined ? undefined : [...known].map(([name, isFolder]) => ({ name, isFolder }))
  }

  /** Brings these files, and those that were asked for before. Never rejects. */
  load(paths: readonly string[] = []): Promise<void> {
    for (const path of paths) if (!this.#contents.has(path)) this.#wanted.add(path)
    this.#loading = this.#loading.then(() => this.#loadWanted())
    return this.#loading
  }

  /** A file was made, changed or deleted. */
  changed(uri: string, isDeleted: boolean): void {
    const path = pathOfUri(uri)
    this.#forget(path)
    this.#news++
    if (isDeleted) {
      this.#entries.get(folderOf(path))?.delete(path.slice(path.lastIndexOf('/') + 1))
      for (const known of [...this.#contents.keys()]) if (known.startsWith(`${path}/`)) this.#forget(known)
      for (const folder of [...this.#entries.keys()])
        if (folder === path || folder.startsWith(`${path}/`)) this.#entries.delete(folder)
    } else if (isListedName(path)) this.#add(path)
  }

  #kindOf(path: string): 'file' | 'folder' | undefined {
    if (path === this.#root) return 'folder'
    if (!path.startsWith(`${this.#root}/`)) return undefined
    const isFolder = this.#entries.get(folderOf(path))?.get(path.slice(path.lastIndexOf('/') + 1))
    if (isFolder !== undefined) return isFolder ? 'folder' : 'file'
    if (this.#contents.has(path)) return this.#contents.get(path) === undefined ? undefined : 'file'
    // The list would have it.
    if (this.#isWhole && isListedName(path)) return undefined
    if (!this.#wanted.has(path) && this.#guesses++ < MAX_GUESSES) this.#wanted.add(path)
    return undefined
  }

  async #list(): Promise<void> {
    try {
      const { files, isWhole } = await this.#client.list(this.#folder)
      for (const uri of files) this.#add(pathOfUri(uri))
      this.#isWhole = isWhole
      this.#news++
      const paths = files.map(pathOfUri).filter((path) => isSettingsName(path))
      // The ones that hold for most come first.
      await this.load(paths.toSorted((a, b) => a.split('/').length - b.split('/').length).slice(0, MAX_SETTINGS))
    } catch {
      // What is asked for by name may still be found.
    }
  }

  #add(path: string): void {
    if (!path.startsWith(`${this.#root}/`)) return
    let isFolder = false
    for (let at = path; at !== this.#root; at = folderOf(at)) {
      const folder = folderOf(at)
      const known = this.#entries.get(folder) ?? new Map<string, boolean>()
      this.#entries.set(folder, known)
      const name = at.slice(at.lastIndexOf('/') + 1)
      if (known.has(name)) return
      known.set(name, isFolder)
      isFolder = true
    }
  }

  async #loadWanted(): Promise<void> {
    while (this.#wanted.size > 0) {
      const batch = [...this.#wanted].slice(0, BATCH)
      for (const path of batch) this.#wanted.delete(path)
      const uris = batch.map((path) => uriOfPath(path, this.#folder))
      // A client that fails here is asked again when the files change.
      const contents = await this.#client.read(uris, MAX_FILE_BYTES).catch(() => [])
      batch.forEach((path, index) => this.#keep(path, contents[index] ?? undefined))
    }
  }

  #keep(path: string, content: Uint8Array | undefined): void {
    this.#forget(path)
    this.#contents.set(path, content)
    if (content === undefined) return
    this.#kept += content.length
    this.#news++
    for (const [oldest, { length } = { length: 0 }] of this.#contents) {
      if (this.#kept <= MAX_KEPT_BYTES) return
      if (length > 0 && oldest !== path) this.#forget(oldest)
    }
  }

  #forget(path: string): void {
    this.#kept -= this.#contents.get(path)?.length ?? 0
    this.#contents.delete(path)
  }
}

/**
 * Does the work again as long as the files that it asked for have come meanwhile: what one of them names is asked for in
 * the next round. Once and no more where no client has to bring anything.
 *
 * @param again forgets what was concluded from files that were not there
 * @param isOver true when nobody waits for another round
 */
export async function withFilesOf<T>(
  disk: FileAccess | undefined,
  rounds: number,
  work: () => T | Promise<T>,
  again: () => void,
  isOver: (result: T) => boolean = () => false,
): Promise<T> {
  for (let round = 1; ; round++) {
    const news = disk instanceof RemoteFiles ? disk.news : undefined
    const result = await work()
    if (!(disk instanceof RemoteFiles) || isOver(result)) return result
    await disk.load()
    if (disk.news === news || round === rounds) return result
    again()
  }
}

/** True when the work ended in time. */
export async function within(work: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds)
  })
  const done = await Promise.race([work.then(() => true), late])
  clearTimeout(timer)
  return done
}
