/** Help for fixes that add or move whole statements. */
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import type { SourceText } from '../text/source-text.ts'
import type { Span, TextEdit } from '../text/span.ts'

const CRLF = /\r\n/

/** What runs more than once, or is entered from elsewhere: a fix must not carry a statement over this border. */
const BORDERS: readonly Kind[] = [
  Kind.while_statement,
  Kind.for_statement,
  Kind.do_statement,
  Kind.for_range_loop,
  Kind.case_statement,
  Kind.labeled_statement,
]

/**
 * The statement of the innermost `{ }` block that holds `node`, or NO_NODE when a loop's head, a `case` or a label
 * stands in between. The head of a `switch` runs once and in place, so `switch (fork())` is such a statement.
 */
export function blockStatementOf(tree: SyntaxTree, node: NodeId): NodeId {
  let statement = node
  for (let parent = tree.parent(node); parent !== NO_NODE; parent = tree.parent(parent)) {
    if (tree.is(parent, Kind.compound_statement)) return statement
    if (BORDERS.includes(tree.kind(parent))) return NO_NODE
    statement = parent
  }
  return NO_NODE
}

/** The blanks in front of the first thing on the line of `offset`. */
export function indentationAt(source: SourceText, offset: number): string {
  const line = source.lastIndexOf('\n', offset - 1) + 1
  return /^[ \t\u00a0]*/.exec(source.slice(line, offset))?.[0] ?? ''
}

/**
 * The lines that `span` stands on, with their line end, when nothing else but a comment behind it stands there;
 * undefined otherwise. Moving or deleting them moves or deletes exactly the span.
 */
export function wholeLinesOf(source: SourceText, span: Span): Span | undefined {
  const start = source.lastIndexOf('\n', span.start - 1) + 1
  const newline = source.indexOf('\n', span.end)
  const end = newline < 0 ? source.length : newline + 1
  const before = source.slice(start, span.start)
  const after = source.slice(span.end, end)
  if (!/^[ \t\u00a0]*$/.test(before) || !/^[ \t]*(\/\/.*|\/\*[^\n]*\*\/[ \t]*)?\r?\n$/.test(after)) return undefined
  return { start, end }
}

/**
 * Edits that move the lines of one statement in front of another of the same block, or undefined when that could
 * change more than the order: one of them shares its line, a directive stands in between, or a variable that the
 * moved statement uses gets its value, or is read after it was set there, on the way.
 */
export function moveBefore(tree: SyntaxTree, source: SourceText, late: NodeId, early: NodeId): TextEdit[] | undefined {
  if (late === NO_NODE || early === NO_NODE || early >= late || tree.parent(late) !== tree.parent(early))
    return undefined
  const from = wholeLinesOf(source, tree.span(late))
  const to = wholeLinesOf(source, tree.span(early))
  if (from === undefined || to === undefined || /^[ \t]*#/m.test(source.slice(to.start, from.end))) return undefined
  const used = new Set<string>()
  const assigned = new Set<string>()
  for (const node of variables(tree, late, tree.subtreeEnd(late))) {
    used.add(tree.textOf(node))
    // `&on` hands an option's value over; only an assignment changes what others see.
    if (tree.fieldOf(node) === Field.left && isWritten(tree, node)) assigned.add(tree.textOf(node))
  }
  for (const node of variables(tree, early, late)) {
    const name = tree.textOf(node)
    if (assigned.has(name) || (used.has(name) && isWritten(tree, node))) return undefined
  }
  return [
    { span: { start: to.start, end: to.start }, newText: source.slice(from.start, from.end) },
    { span: from, newText: '' },
  ]
}

/** The line end that a text uses. */
export function newlineOf(source: SourceText): string {
  return source.has(CRLF) ? '\r\n' : '\n'
}

/**
 * The edit that puts statements (one a line, not indented) in front of `statement`; a branch without braces gets them.
 * undefined when the statement's place is not plain: it shares its line with another, or a directive stands before it.
 */
export function insertBefore(
  tree: SyntaxTree,
  source: SourceText,
  statement: NodeId,
  statements: readonly string[],
): TextEdit[] | undefined {
  const parent = tree.parent(statement)
  const { start, end } = tree.span(statement)
  const newline = newlineOf(source)
  const line = source.lastIndexOf('\n', start - 1) + 1
  const alone = /^[ \t\u00a0]*$/.test(source.slice(line, start))
  if (tree.is(parent, Kind.compound_statement)) {
    if (!alone) return undefined
    const indentation = source.slice(line, start)
    const newText = statements.map((text) => `${text}${newline}${indentation}`).join('')
    return [{ span: { start, end: start }, newText }]
  }
  const field = tree.fieldOf(statement)
  const isBranch = tree.is(parent, Kind.if_statement) && field === Field.consequence
  if (!isBranch || tree.child(parent, Field.alternative) !== NO_NODE) return undefined
  // The brace goes behind the head of the if, on its line, and the other on a line of its own.
  const head = tree.end(tree.child(parent, Field.condition))
  if (source.slice(head, start).trim() !== '') return undefined
  const outer = indentationAt(source, tree.start(parent))
  const inner = alone ? source.slice(line, start) : `${outer}    `
  // A comment behind the statement stays behind it.
  const behind = end + (commentBehind(source, end)?.trimEnd().length ?? 0)
  const body = [...statements, source.slice(start, behind)].map((text) => `${inner}${text}${newline}`).join('')
  return [{ span: { start: head, end: behind }, newText: ` {${newline}${body}${outer}}` }]
}

/** What stands between `offset` and the end of its line when that is nothing or one comment. */
function commentBehind(source: SourceText, offset: number): string | undefined {
  const line = source.slice(offset, source.indexOf('\n', offset) + 1)
  return /^[ \t]*(\/\/[^\r\n]*|\/\*[^\r\n]*\*\/)?[ \t]*(?=\r?\n)/.exec(line)?.[0]
}

/** The edit that puts statements on lines of their own behind `offset`; a comment behind it on its line stays there. */
export function insertBehind(
  source: SourceText,
  offset: number,
  indentation: string,
  statements: readonly string[],
): TextEdit[] {
  const at = offset + (commentBehind(source, offset)?.length ?? 0)
  const newText = statements.map((text) => `${newlineOf(source)}${indentation}${text}`).join('')
  return [{ span: { start: at, end: at }, newText }]
}

/** The identifiers among the nodes from `start` up to `end` that are not the name of a called function. */
function variables(tree: SyntaxTree, start: NodeId, end: NodeId): NodeId[] {
  const found: NodeId[] = []
  for (let node = start; node < end; node++) {
    if (tree.is(node, Kind.identifier) && tree.fieldOf(node) !== Field.function) found.push(node)
  }
  return found
}

/** True when the variable may get a value here: declared, assigned, counted, or its address is passed on. */
function isWritten(tree: SyntaxTree, variable: NodeId): boolean {
  const parent = tree.parent(variable)
  const field = tree.fieldOf(variable)
  if (tree.is(parent, Kind.assignment_expression)) return field === Field.left
  if (tree.is(parent, Kind.pointer_expression)) return tree.textOf(parent).startsWith('&')
  return field === Field.declarator || tree.is(parent, Kind.update_expression)
}
