/** A half-open range of UTF-16 code units in one file's text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A place in a text: zero-based line and zero-based UTF-16 column, as in LSP. */
export interface Position {
  readonly line: number
  readonly character: number
}

export interface Range {
  readonly start: Position
  readonly end: Position
}

/** Replaces `span` by `newText`; an insertion has an empty span. */
export interface TextEdit {
  readonly span: Span
  readonly newText: string
}

/** True when `inner` lies wholly inside `outer`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}
