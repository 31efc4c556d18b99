import type { OpenFile } from './analysis.ts'

/** A folder of the workspace. Its open files are one program, with one set of settings. */
export interface Folder {
  readonly uri: string
}

/** What a document is called and what it belongs to. */
export interface Membership {
  /** The folder's address, or for documents outside all folders where they come from (`file:`, `untitled:`, `git:`). */
  readonly program: string
  /** Relative to the folder, with `/`; outside, the path of the address. */
  readonly path: string
}

/**
 * The innermost folder that holds the document. Documents of different schemes are never one program: an editor
 * that shows the committed version beside the current one has the same functions twice.
 */
export function membershipOf(uri: string, folders: readonly Folder[]): Membership {
  let inner = ''
  for (const folder of folders) {
    const prefix = folder.uri.endsWith('/') ? folder.uri : `${folder.uri}/`
    if (uri.startsWith(prefix) && prefix.length > inner.length) inner = prefix
  }
  if (inner !== '') return { program: inner, path: decode(uri.slice(inner.length)) }
  const colon = uri.indexOf(':')
  return { program: uri.slice(0, colon + 1), path: decode(uri.slice(colon + 1).replace(/^\/+|[?#].*$/g, '')) }
}

/** A name that no other file of the program has: the path, or the whole address where two share a path. */
export function uniquePath(path: string, uri: string, taken: ReadonlySet<string>): string {
  return path === '' || taken.has(path) ? uri : path
}

/**
 * The language to tell the engine. Editors call every `.h` C++, which is a guess: headers are left to the engine,
 * which looks at the text, as it does on the command line.
 */
export function languageFor(languageId: string, path: string): OpenFile['language'] {
  if (languageId === 'cpp' && /\.h$/i.test(path)) return undefined
  return languageId === 'c' || languageId === 'cpp' ? languageId : undefined
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // A stray percent sign: the address is still a name.
  }
}
