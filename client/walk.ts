/** What a folder holds; `path` is what `list` takes. */
export interface Entry {
  readonly name: string
  readonly path: string
  readonly kind: 'folder' | 'file' | 'other'
}

/** Folders that are never the project's own code. */
const PASSED_OVER = new Set(['node_modules', 'bower_components', '__pycache__'])
const SOURCE = /\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx|h\+\+|inc|inl|ipp|tpp)$/i

/** Bounds for trees that somebody opens by mistake, as a home folder or a whole disk. */
const MAX_FOLDERS = 20_000
const MAX_FILES = 20_000

/**
 * C and C++ sources below some folders, breadth first and by name. Hidden folders and those
 * of package managers are passed over, folders that cannot be listed too. `complete` is false when a bound or
 * `cancelled` ended the walk.
 */
export async function walk(
  roots: readonly string[],
  list: (folder: string) => Promise<readonly Entry[]>,
  cancelled: () => boolean,
): Promise<{ readonly files: readonly string[]; readonly complete: boolean }> {
  const files = new Set<string>()
  const folders = [...roots]
  for (let next = 0; next < folders.length; next++) {
    if (cancelled() || next >= MAX_FOLDERS || files.size >= MAX_FILES) return { files: [...files], complete: false }
    const entries = await list(folders[next] ?? '').catch(() => [])
    for (const { name, path, kind } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (kind === 'file' && SOURCE.test(name)) files.add(path)
      if (kind === 'folder' && !name.startsWith('.') && !PASSED_OVER.has(name)) folders.push(path)
    }
  }
  return { files: [...files], complete: true }
}
