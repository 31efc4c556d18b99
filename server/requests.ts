import { Position } from 'vscode-languageserver'
import { isRecord } from '../engine/index.ts'

/** What requests of our own are about. Their parameters come from outside, and no library has looked at them. */
export interface Place {
  readonly uri: string
  readonly position: Position
}

/** The document and position that a request names; undefined when it names none. */
export function readPlace(params: unknown): Place | undefined {
  if (!isRecord(params) || !isRecord(params.textDocument) || typeof params.textDocument.uri !== 'string')
    return undefined
  const { position } = params
  return Position.is(position) ? { uri: params.textDocument.uri, position } : undefined
}
