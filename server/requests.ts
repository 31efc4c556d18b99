import { Position } from 'vscode-languageserver'
import { isRecord } from '../engine/index.ts'

/** What requests of our own are about. Their parameters come from outside, and no library has looked at them. */
export interface Place {
  readonly uri: string
  readonly position: Position
}

/** What a client asks to lint. */
export interface LintRequest {
  readonly token: string | number | undefined
  readonly files: readonly { readonly uri: string; readonly text: string }[]
}

/** Entries that are none count as left out. */
export function readLintRequest(params: unknown): LintRequest {
  if (!isRecord(params)) return { token: undefined, files: [] }
  const { workDoneToken: token, files } = params
  return {
    token: typeof token === 'string' || typeof token === 'number' ? token : undefined,
    files: (Array.isArray(files) ? files : []).flatMap((file: unknown) =>
      isRecord(file) && typeof file.uri === 'string' && typeof file.text === 'string'
        ? [{ uri: file.uri, text: file.text }]
        : [],
    ),
  }
}

/** The document and position that a request names; undefined when it names none. */
export function readPlace(params: unknown): Place | undefined {
  if (!isRecord(params) || !isRecord(params.textDocument) || typeof params.textDocument.uri !== 'string')
    return undefined
  const { position } = params
  return Position.is(position) ? { uri: params.textDocument.uri, position } : undefined
}
