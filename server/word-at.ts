import type { Position, Range } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'

/** A name in a text and what it stands in. */
export interface WordAt {
  readonly word: string
  readonly range: Range
  /** In UTF-16 units. */
  readonly start: number
  readonly end: number
  readonly within: 'code' | 'string' | 'comment'
}

const COMMENT_OR_TEXT =
  /\/\*[\s\S]*?(?:\*\/|$)|\/\/(?:[^\n\\]|\\[\s\S])*|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?/g

/** The name at a position (its end included); undefined where there is none. */
export function wordAt(document: TextDocument, position: Position): WordAt | undefined {
  const text = document.getText()
  const offset = document.offsetAt(position)
  let start = offset
  while (start > 0 && /\w/.test(text[start - 1] ?? '')) start--
  let end = offset
  while (/\w/.test(text[end] ?? '')) end++
  const word = text.slice(start, end)
  if (!/^[A-Za-z_]/.test(word)) return undefined
  const range = { start: document.positionAt(start), end: document.positionAt(end) }
  return { word, range, start, end, within: contextOf(text, start) }
}

function contextOf(text: string, offset: number): WordAt['within'] {
  COMMENT_OR_TEXT.lastIndex = 0
  for (let match = COMMENT_OR_TEXT.exec(text); match !== null; match = COMMENT_OR_TEXT.exec(text)) {
    if (match.index > offset) return 'code'
    if (offset < match.index + match[0].length) return match[0].startsWith('/') ? 'comment' : 'string'
  }
  return 'code'
}
