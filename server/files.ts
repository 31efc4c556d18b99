/** What the server sees of the disk. Paths are absolute, with `/`. Only the desktop has one; nothing here throws. */
export interface FileAccess {
  isFile(path: string): boolean
  /** Undefined for what cannot be read or is larger than `limit` bytes. */
  read(path: string, limit: number): Uint8Array | undefined
  /** All headers below a folder; undefined when there are too many folders to look at. */
  headers(folder: string): readonly string[] | undefined
}

const HEADER = /\.(?:h|hh|hpp|hxx|h\+\+|inc|inl|ipp)$/i

/** True for names under which headers are kept. */
export function isHeaderName(path: string): boolean {
  return HEADER.test(path)
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
