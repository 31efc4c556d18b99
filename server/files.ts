/** The files around the open ones: those of a disk, or those that a client brings. Paths are absolute, with `/`. Nothing throws. */
export interface FileAccess {
  /** Names that differ in case are the same to it. */
  readonly ignoreCase: boolean
  isFile(path: string): boolean
  /** True for a file or a folder. */
  exists(path: string): boolean
  /** Undefined for what cannot be read or is larger than `limit` bytes. */
  read(path: string, limit: number): Uint8Array | undefined
  /** All headers below a folder; undefined when there are too many folders to look at. */
  headers(folder: string): readonly string[] | undefined
  /** What is in a folder, in any order, symbolic links left out; undefined for one that cannot be read. */
  entries(folder: string): readonly FolderEntry[] | undefined
}

export interface FolderEntry {
  readonly name: string
  readonly isFolder: boolean
}

const HEADER = /\.(?:h|hh|hpp|hxx|h\+\+|inc|inl|ipp)$/i

/** True for names under which headers are kept. */
export function isHeaderName(path: string): boolean {
  return HEADER.test(path)
}

const SOURCE = /\.(?:c|h|cc|cpp|cxx|c\+\+|hh|hpp|hxx|inl|ipp)$/i

/** True for names of C and C++ files, as workspaces are searched for them. */
export function isSourceName(path: string): boolean {
  return SOURCE.test(path)
}

/** Folders that are never searched: version control and installed packages. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules'])

/** The address of a path: below a folder in that folder's words, elsewhere as a `file:` address. */
export function uriOfPath(path: string, folder: string): string {
  const root = pathOfUri(folder).replace(/\/$/, '')
  const base = folder.replace(/\/$/, '')
  if (root !== '' && path.startsWith(`${root}/`)) return base + encoded(path.slice(root.length))
  return `file://${encoded(path.replace(/^([a-z]):/, '/$1:'))}`
}

/** As VS Code writes addresses. */
function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

/** The path in an address: `file:///c%3A/src/a.c` is `c:/src/a.c`. */
export function pathOfUri(uri: string): string {
  const path = uri.replace(/^[A-Za-z][\w+.-]*:(?:\/\/[^/?#]*)?/, '').replace(/[?#].*$/, '')
  return decoded(path).replace(/^\/([A-Za-z]):/, (_, drive: string) => `${drive.toLowerCase()}:`)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path // A stray percent sign: the address is still a name.
  }
}
