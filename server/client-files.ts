import type { Connection } from 'vscode-languageserver'
import { isRecord } from '../engine/index.ts'
import type { ListFilesMethod, ListFilesParams, ReadFilesMethod, ReadFilesParams } from './protocol.ts'
import type { ClientFiles } from './remote-files.ts'

const LIST_FILES: ListFilesMethod = 'socklint/listFiles'
const READ_FILES: ReadFilesMethod = 'socklint/readFiles'

/** Files as a client brings them that has announced `fileAccess`. Answers of another shape are as good as none. */
export function clientFiles(connection: Connection): ClientFiles {
  return {
    async list(folder) {
      const params: ListFilesParams = { folder }
      const answer: unknown = await connection.sendRequest(LIST_FILES, params)
      if (!isRecord(answer) || !Array.isArray(answer.files)) return { files: [], isWhole: false }
      return { files: answer.files.filter((uri) => typeof uri === 'string'), isWhole: answer.isWhole === true }
    },
    async read(uris, limit) {
      const params: ReadFilesParams = { uris, limit }
      const answer: unknown = await connection.sendRequest(READ_FILES, params)
      const contents: readonly unknown[] = isRecord(answer) && Array.isArray(answer.contents) ? answer.contents : []
      return contents.map((content) => (typeof content === 'string' ? bytesOf(content) : null))
    },
  }
}

/** Null for what is no base64. */
function bytesOf(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}
