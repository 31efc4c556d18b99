import { posix, relative, sep } from 'node:path'
import { nearestWith } from '../project.ts'

/**
 * Turns names of files, which are relative to the working folder, into paths from the top of its repository; outside of
 * repositories, and for files elsewhere, they stay as they are.
 */
export function repositoryPaths(cwd: string): (file: string) => string {
  const top = nearestWith(cwd, '.git')
  if (top === undefined) return (file) => file
  const prefix = relative(top, cwd).split(sep).join('/')
  return (file) => {
    if (posix.isAbsolute(file)) return file
    const path = posix.join(prefix, file)
    return path.startsWith('../') ? file : path
  }
}
