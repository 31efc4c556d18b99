/** A path as the system wants it: text, or bytes where the name is not valid UTF-8. */
export type RawPath = string | Uint8Array

/** One file to judge. Structured-cloneable: workers get it. */
export interface SourceFile {
  /** What findings call it: relative to the working folder, with `/`; bytes that are not UTF-8 as `\xHH`. */
  readonly path: string
  /** Where to open it. */
  readonly raw: RawPath
  /** Where its text is, if not there: see overlay.ts. */
  readonly from?: string
}

const EXTENSIONS = /\.(?:c|h|cc|cpp|cxx|c\+\+|hh|hpp|hxx|inl|ipp)$/i

/** True for names of C and C++ files, as folders are searched for them. */
export function isSourceName(name: string): boolean {
  return EXTENSIONS.test(name)
}

/** True for names of files that others include. */
export function isHeaderName(name: string): boolean {
  return /\.(?:h|hh|hpp|hxx|inl|ipp)$/i.test(name)
}

/** Folders that are never searched: version control and installed packages. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/**
 * Folders of other people's code, by the names that projects give them. They are searched when they are named themselves;
 * headers in them are read all the same.
 */
export const VENDORED_FOLDERS: ReadonlySet<string> = new Set([
  ...['third_party', 'third-party', 'thirdparty', '3rdparty', '3rd_party', '3rd-party', 'vendor', 'vendored'],
  // CMake's FetchContent, and vcpkg in its manifest mode.
  ...['_deps', 'vcpkg_installed'],
])

/** Larger files are reported instead of read: no written source is that long, and a parse would take minutes. */
export const MAX_FILE_MEGABYTES = 32
export const MAX_FILE_BYTES = MAX_FILE_MEGABYTES * 1024 * 1024
