import type { CalledEvent, ResourceView } from '../flow/events.ts'
import { Field, Kind } from '../syntax/tree.ts'
import { failureReturn } from './failure-return.ts'
import type { FixReport, FlowContext } from './rule.ts'
import { blockStatementOf, indentationAt, insertBehind, wholeLinesOf } from './statements.ts'

/** Tests the call where it stands, and leaves the function when it failed, without a descriptor that only it knows. */
export function testAndLeave(
  event: CalledEvent,
  resource: ResourceView | null,
  context: FlowContext<string>,
): FixReport | undefined {
  const { tree, source, platform } = context
  const { node, span, row, result } = event
  const statement = tree.parent(node)
  const isPlain = result.kind === 'ignored' && tree.is(statement, Kind.expression_statement)
  if (!isPlain || resource === null || tree.textOf(tree.child(node, Field.function)) !== row.name) return undefined
  if (blockStatementOf(tree, node) !== statement || context.platformsOf(span).length > 1) return undefined
  if (wholeLinesOf(source, tree.span(statement)) === undefined) return undefined
  // What else is open by then would be lost on the new path.
  for (const other of event.state.resources) {
    const isOwn = other.phase !== 'closed' && !other.escaped && other.origin !== 'parameter'
    if (isOwn && other.id !== resource.id) return undefined
  }
  const leave = failureReturn(tree, node, context.functionName)
  const mustClose = resource.origin !== 'parameter' && !resource.escaped && context.functionName !== 'main'
  if (leave === undefined || (mustClose && !/^[A-Za-z_]\w*$/.test(resource.name))) return undefined
  const closer = platform === 'windows' ? 'closesocket' : 'close'
  const test = platform === 'windows' ? '== SOCKET_ERROR' : '< 0'
  const outer = indentationAt(source, tree.start(statement))
  const unit = outer.startsWith('\t') ? '\t' : '    '
  const lines = mustClose ? [`${unit}${closer}(${resource.name});`, `${unit}${leave}`, '}'] : [`${unit}${leave}`]
  const end = tree.end(statement)
  return {
    title: { en: 'Test the result and leave the function', ja: '結果を調べて関数から抜ける' },
    safety: 'suggest',
    edits: [
      { span: { start: span.start, end: span.start }, newText: 'if (' },
      { span: { start: span.end, end }, newText: mustClose ? ` ${test}) {` : ` ${test})` },
      ...insertBehind(source, end, outer, lines),
    ],
  }
}
