import { FileType, Uri, workspace, type CancellationToken } from 'vscode'
import { walk, type Entry } from './walk.ts'

/** In bytes; the server passes over larger documents too. */
const MAX_FILE_SIZE = 8_000_000
/** Requests under way at a time: each may be one over a network. */
const PARALLEL = 8

/** The C and C++ files of all workspace folders, read through the editor. */
export async function readWorkspaceFiles(token: CancellationToken): Promise<{ uri: string; text: string }[]> {
  const cancelled = (): boolean => token.isCancellationRequested
  const list = async (folder: string): Promise<readonly Entry[]> => {
    const uri = Uri.parse(folder)
    const entries = await workspace.fs.readDirectory(uri)
    return entries.map(([name, type]) => ({
      name,
      path: Uri.joinPath(uri, name).toString(),
      kind: kindOf(type),
    }))
  }
  const roots = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString())
  const { files } = await walk(roots, list, cancelled)
  const texts: { uri: string; text: string }[] = []
  const waiting = [...files]
  const work = async (): Promise<void> => {
    for (let uri = waiting.shift(); uri !== undefined && !cancelled(); uri = waiting.shift()) {
      const text = await read(Uri.parse(uri))
      if (text !== undefined) texts.push({ uri, text })
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, work))
  // In the order of their names, however fast each came.
  return texts.toSorted((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0))
}

/** Links to folders are not followed: they may lead in circles. */
function kindOf(type: FileType): Entry['kind'] {
  if (type === FileType.Directory) return 'folder'
  return (type & FileType.File) === 0 ? 'other' : 'file'
}

/** An open document counts as it is in the editor. */
async function read(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())
  if (open !== undefined) return open.getText()
  try {
    const { size } = await workspace.fs.stat(uri)
    if (size > MAX_FILE_SIZE) return undefined
    return new TextDecoder().decode(await workspace.fs.readFile(uri))
  } catch {
    return undefined // Gone, or not ours to read.
  }
}
