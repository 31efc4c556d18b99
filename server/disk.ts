import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import type { FileAccess } from './files.ts'
import { isHeaderName, SKIPPED_FOLDERS } from './files.ts'

/** A workspace with more folders than this is not searched: the server must not stand still. */
const MAX_FOLDERS = 3000

/** The disk, as far as the server needs it. */
export const DISK: FileAccess = {
  ignoreCase: process.platform === 'win32' || process.platform === 'darwin',
  exists: existsSync,
  isFile(path) {
    try {
      return statSync(path).isFile()
    } catch {
      return false // Paths come from include lines: one too long, or through a file as if it were a folder, is none.
    }
  },
  read(path, limit) {
    try {
      return statSync(path).size > limit ? undefined : readFileSync(path)
    } catch {
      return undefined
    }
  },
  headers(folder) {
    const found: string[] = []
    const folders = [folder]
    let count = 0
    for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
      if (++count > MAX_FOLDERS) return undefined
      for (const entry of entriesOf(at)) {
        const path = `${at}/${entry.name}`
        if (entry.isFile() && isHeaderName(path)) found.push(path)
        else if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) folders.push(path)
      }
    }
    return found
  },
  entries(folder) {
    try {
      return listed(folder).flatMap((entry) =>
        entry.isFile() || entry.isDirectory() ? [{ name: entry.name, isFolder: entry.isDirectory() }] : [],
      )
    } catch {
      return undefined
    }
  },
}

function entriesOf(folder: string): ReturnType<typeof listed> {
  try {
    return listed(folder)
  } catch {
    return [] // A folder that cannot be read has no headers for us.
  }
}

function listed(folder: string) {
  return readdirSync(folder, { withFileTypes: true })
}
