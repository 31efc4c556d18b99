import type { FileAccess, FolderEntry } from '../../server/files.ts'
import { isHeaderName } from '../../server/files.ts'

/** A disk that tests can change; counts what is read. */
export class MemoryDisk implements FileAccess {
  readonly ignoreCase = false
  readonly reads: string[] = []
  constructor(readonly files: Map<string, string>) {}
  isFile(path: string): boolean {
    return this.files.has(path)
  }
  exists(path: string): boolean {
    return [...this.files.keys()].some((file) => file === path || file.startsWith(`${path}/`))
  }
  read(path: string, limit = Infinity): Uint8Array | undefined {
    this.reads.push(path)
    const text = this.files.get(path)
    return text === undefined || text.length > limit ? undefined : new TextEncoder().encode(text)
  }
  headers(folder: string): string[] {
    return [...this.files.keys()].filter((path) => path.startsWith(`${folder}/`) && isHeaderName(path))
  }
  entries(folder: string): FolderEntry[] | undefined {
    const found = new Map<string, FolderEntry>()
    for (const path of this.files.keys()) {
      if (!path.startsWith(`${folder}/`)) continue
      const [name = '', ...rest] = path.slice(folder.length + 1).split('/')
      found.set(name, { name, isFolder: rest.length > 0 })
    }
    return found.size === 0 ? undefined : [...found.values()]
  }
}

export const memoryDisk = (files: Readonly<Record<string, string>>): MemoryDisk =>
  new MemoryDisk(new Map(Object.entries(files)))
