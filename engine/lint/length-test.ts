import type { CalledEvent } from '../flow/events.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import type { CopiedText } from './copied-text.ts'
import { failureReturn } from './failure-return.ts'
import type { FixReport, FlowContext } from './rule.ts'
import { blockStatementOf, indentationAt, insertBefore } from './statements.ts'

/** True when a statement of the function behind the call ends the text with a store into the member. */
export function isEndedLater(tree: SyntaxTree, call: NodeId, member: string): boolean {
  const definition = tree.ancestor(call, Kind.function_definition)
  for (let node = tree.subtreeEnd(call); definition !== NO_NODE && node < tree.subtreeEnd(definition); node++) {
    if (!tree.is(node, Kind.assignment_expression)) continue
    const left = tree.child(node, Field.left)
    if (tree.is(left, Kind.subscript_expression) && tree.textOf(left).includes(member)) return true
  }
  return false
}

/** Leaves the function in front of the copy into `array` when the text is too long; empty where no plain edit does. */
export function testLengthFirst(
  event: CalledEvent,
  copy: CopiedText,
  array: string,
  context: FlowContext<string>,
): FixReport[] {
  const { tree, source } = context
  const { node } = copy.source
  // The format adds to the length; what a function returns may not be asked for twice.
  if (copy.kind === 'formatted' || copy.kind === 'appended' || !isPlain(tree, node)) return []
  // What is open by then would be lost on the new path.
  for (const resource of event.state.resources)
    if (resource.phase !== 'closed' && !resource.escaped && resource.origin !== 'parameter') return []
  const statement = blockStatementOf(tree, event.node)
  const leave = failureReturn(tree, event.node, context.functionName)
  if (!tree.is(statement, Kind.expression_statement) || leave === undefined) return []
  const unit = indentationAt(source, tree.start(statement)).startsWith('\t') ? '\t' : '    '
  const name = tree.textOf(node)
  const test = `if (strlen(${name}) >= sizeof ${array})`
  // A name too long for the system is what the caller is to hear.
  const lines = source.has(/<errno\.h>/)
    ? [`${test} {`, `${unit}errno = ENAMETOOLONG;`, `${unit}${leave}`, '}']
    : [test, `${unit}${leave}`]
  const edits = insertBefore(tree, source, statement, lines)
  if (edits === undefined) return []
  const title = { en: `Test the length of '${name}' first`, ja: `先に '${name}' の長さを調べる` }
  return [{ title, safety: 'suggest', edits }]
}

const NAMED: readonly Kind[] = [Kind.identifier, Kind.field_expression, Kind.subscript_expression]
const ACTING: readonly Kind[] = [Kind.call_expression, Kind.update_expression, Kind.assignment_expression]

/** True for a variable, a member or an element: to read it twice gives the same. */
function isPlain(tree: SyntaxTree, node: NodeId): boolean {
  for (let inner = node; inner < tree.subtreeEnd(node); inner++) if (ACTING.includes(tree.kind(inner))) return false
  return NAMED.includes(tree.kind(node))
}
