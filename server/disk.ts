import { readdirSync, readFileSync, statSync } from 'node:fs'
import type { FileAccess } from './files.ts'
import { isHeaderName } from './files.ts'

/** A workspace with more folders than this is not searched: the server must not stand still. */
const MAX_FOLDERS = 3000
const SKIPPED = new Set(['.git', '.hg', '.svn', 'node_modules'])

/** The disk, as far as headers need it. */
export const DISK: FileAccess = {
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
        else if (entry.isDirectory() && !SKIPPED.has(entry.name)) folders.push(path)
      }
    }
    return found
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
