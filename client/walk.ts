/** What a folder holds; `path` is what `list` takes. */
export interface Entry {
  readonly name: string
  readonly path: string
  readonly kind: 'folder' | 'file' | 'other'
}

/** Folders that are never the project's own code: version control and packages, as on the command line. */
const PASSED_OVER = new Set(['.git', '.hg', '.svn', 'node_modules'])
/** What configures how code is read. A folder `.git` says that here begins a repository, as a file of that name does. */
const SETTINGS = new Set(['.socklintrc.json', '.gitignore', 'compile_commands.json', '.git'])
const SOURCE = /\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx|h\+\+|inc|inl|ipp)$/i

/** Folders that are listed at a time: each may be a request over a network. */
const PARALLEL = 8

/** Bounds for trees that somebody opens by mistake, as a home folder or a whole disk. */
const MAX_FOLDERS = 20_000
const MAX_FILES = 20_000

/**
 * C and C++ sources below some folders, and what configures how they are read, breadth first and by name. Folders that
 * cannot be listed are passed over. `complete` is false when a bound or `cancelled` ended the walk.
 */
export async function walk(
  roots: readonly string[],
  list: (folder: string) => Promise<readonly Entry[]>,
  cancelled: () => boolean,
): Promise<{ readonly files: readonly string[]; readonly complete: boolean }> {
  const files = new Set<string>()
  const folders = [...roots]
  for (let seen = 0; seen < folders.length; ) {
    if (cancelled() || seen >= MAX_FOLDERS || files.size >= MAX_FILES) return { files: [...files], complete: false }
    const batch = folders.slice(seen, seen + PARALLEL)
    seen += batch.length
    const listed = await Promise.all(batch.map(async (folder) => await list(folder).catch(() => [])))
    for (const { name, path, kind } of listed.flatMap((entries) =>
      entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    )) {
      if ((kind === 'file' && SOURCE.test(name)) || (kind !== 'other' && SETTINGS.has(name))) files.add(path)
      if (kind === 'folder' && !PASSED_OVER.has(name)) folders.push(path)
    }
  }
  return { files: [...files], complete: true }
}
