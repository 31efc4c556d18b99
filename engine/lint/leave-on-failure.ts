/** Fixes that test what a call made of its arguments and leave the function when it failed. */
import type { StateView } from '../flow/events.ts'
import { Kind, type NodeId } from '../syntax/tree.ts'
import type { TextEdit } from '../text/span.ts'
import { failureReturn } from './failure-return.ts'
import type { FixReport, FlowContext } from './rule.ts'
import { blockStatementOf, indentationAt, insertBehind, wholeLinesOf } from './statements.ts'

interface Place {
  /** The statement of the call. */
  readonly statement: NodeId
  readonly indentation: string
  /** What leaves the function, indented. */
  readonly leave: string
}

/** Where the function can be left behind the statement of `node`; undefined where that loses something or is not plain. */
function placeToLeave(node: NodeId, state: StateView, context: FlowContext<string>): Place | undefined {
  const { tree, source } = context
  // What is open by then would be lost on the new path.
  for (const { phase, escaped, origin } of state.resources)
    if (phase !== 'closed' && !escaped && origin !== 'parameter') return undefined
  const statement = blockStatementOf(tree, node)
  if (!tree.is(statement, Kind.expression_statement)) return undefined
  if (wholeLinesOf(source, tree.span(statement)) === undefined) return undefined
  const leave = failureReturn(tree, node, context.functionName)
  const indentation = indentationAt(source, tree.start(statement))
  const unit = indentation.startsWith('\t') ? '\t' : '    '
  return leave === undefined ? undefined : { statement, indentation, leave: `${unit}${leave}` }
}

const TITLE = { en: 'Test the result and leave the function', ja: '結果を調べて関数から抜ける' }

/** Puts `if (condition)` and a return behind the statement of `node`. */
export function leaveBehind(
  node: NodeId,
  state: StateView,
  condition: string,
  context: FlowContext<string>,
): FixReport | undefined {
  const place = placeToLeave(node, state, context)
  if (place === undefined) return undefined
  const { statement, indentation, leave } = place
  const end = context.tree.end(statement)
  return {
    title: TITLE,
    safety: 'suggest',
    edits: insertBehind(context.source, end, indentation, [`if (${condition})`, leave]),
  }
}

/** Makes the statement that is just the call `node` an `if` with this test of its result, and a return. */
export function leaveIf(
  node: NodeId,
  state: StateView,
  test: string,
  context: FlowContext<string>,
): FixReport | undefined {
  const { tree, source } = context
  const place = placeToLeave(node, state, context)
  if (place === undefined || tree.parent(node) !== place.statement) return undefined
  const { start, end } = tree.span(node)
  const behind = tree.end(place.statement)
  const edits: TextEdit[] = [
    { span: { start, end: start }, newText: 'if (' },
    { span: { start: end, end: behind }, newText: ` ${test})` },
    ...insertBehind(source, behind, place.indentation, [place.leave]),
  ]
  return { title: TITLE, safety: 'suggest', edits }
}
