/**
 * Paths as text: separated by `/`, absolute ones beginning with `/` or a drive letter. Nothing is looked up.
 */

/** True for `/a`, `C:/a` and `C:\a`. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path)
}

/** A path below a folder, or an absolute one as it is; `.` and `..` are resolved, `\` becomes `/`, drives are in lower case. */
export function joinPath(folder: string, path: string): string {
  const whole = (folder === '' || isAbsolutePath(path) ? path : `${folder.replace(/\/$/, '')}/${path}`)
    .replaceAll('\\', '/')
    .replace(/^[A-Z]:/, (drive) => drive.toLowerCase())
  const parts: string[] = []
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '..' || !whole.startsWith('/')) parts.push(part)
  }
  // A share of another machine begins with two.
  const root = /^\/\/[^/]/.test(whole) ? '//' : whole.startsWith('/') ? '/' : ''
  return root + parts.join('/')
}

/** The folder of a path: empty for a bare name. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}

/** True for a path in or below a folder. */
export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}
