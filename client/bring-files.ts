import { FileType, Uri, workspace, type CancellationToken, type Disposable } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { ListFilesParams, ListFilesResult, ReadFilesParams, ReadFilesResult } from '../server/protocol.ts'
import { LIST_FILES, READ_FILES } from './methods.ts'
import { walk, type Entry } from './walk.ts'

/** Requests under way at a time: each may be one over a network. */
const PARALLEL = 8

/** Answers a server that cannot reach the files of the workspace: in a browser, on a virtual file system. */
export function bringFiles(client: BaseLanguageClient): Disposable[] {
  return [
    client.onRequest(LIST_FILES, ({ folder }: ListFilesParams, token: CancellationToken) => listFiles(folder, token)),
    client.onRequest(READ_FILES, ({ uris, limit }: ReadFilesParams) => readFiles(uris, limit)),
  ]
}

async function listFiles(folder: string, token: CancellationToken): Promise<ListFilesResult> {
  const list = async (address: string): Promise<readonly Entry[]> => {
    const uri = Uri.parse(address)
    const entries = await workspace.fs.readDirectory(uri)
    return entries.map(([name, type]) => ({ name, path: Uri.joinPath(uri, name).toString(), kind: kindOf(type) }))
  }
  const { complete, files } = await walk([folder], list, () => token.isCancellationRequested)
  return { files, isWhole: complete }
}

/** Links to folders are not followed: they may lead in circles. */
function kindOf(type: FileType): Entry['kind'] {
  if (type === FileType.Directory) return 'folder'
  return (type & FileType.File) === 0 ? 'other' : 'file'
}

async function readFiles(uris: readonly string[], limit: number): Promise<ReadFilesResult> {
  const contents = new Array<string | null>(uris.length).fill(null)
  const waiting = uris.map((uri, index) => ({ uri: Uri.parse(uri), index }))
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      contents[next.index] = await read(next.uri, limit)
  }
  await Promise.all(Array.from({ length: PARALLEL }, work))
  return { contents }
}

/** Null for what is gone, too large, not ours to read, or none of the workspace's business. */
async function read(uri: Uri, limit: number): Promise<string | null> {
  if (workspace.getWorkspaceFolder(uri) === undefined) return null
  try {
    const { size, type } = await workspace.fs.stat(uri)
    if (size > limit || (type & FileType.File) === 0) return null
    return base64(await workspace.fs.readFile(uri))
  } catch {
    return null
  }
}

/** Bytes as they go through any transport. */
function base64(bytes: Uint8Array): string {
  const piece = 0x8000 // Calls take so many arguments everywhere.
  let text = ''
  for (let at = 0; at < bytes.length; at += piece) text += String.fromCharCode(...bytes.subarray(at, at + piece))
  return btoa(text)
}
