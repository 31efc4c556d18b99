import {
  blockStatementOf,
  failureReturn,
  type FixReport,
  type FlowContext,
  indentationAt,
  insertBehind,
  type InvalidEvent,
  Kind,
  NO_NODE,
} from '../../../engine/rule-api.ts'

/** Tests the descriptor right behind the statement that makes it, and leaves the function. */
export function testAndReturn(event: InvalidEvent, context: FlowContext<string>): FixReport | undefined {
  const { tree, source, platform } = context
  const { created, name } = event
  if (created === null || created.file !== undefined || !/^[A-Za-z_]\w*$/.test(name)) return undefined
  // What is open by then would be lost on the new path.
  for (const resource of event.state.resources) {
    if (resource.phase !== 'closed' && !resource.escaped && resource.origin !== 'parameter') return undefined
  }
  const call = tree.covering(created.span.start, created.span.end)
  const statement = blockStatementOf(tree, call)
  const plain = tree.is(statement, Kind.expression_statement) || tree.is(statement, Kind.declaration)
  if (statement === NO_NODE || !plain || !new RegExp(`\\b${name}\\b`).test(tree.textOf(statement))) return undefined
  const leave = failureReturn(tree, call, context.functionName)
  if (leave === undefined) return undefined
  const both = context.platformsOf(created.span).length > 1
  // Winsock's descriptors are unsigned: `< 0` never holds there.
  if (both && !source.has(/\bINVALID_SOCKET\b/)) return undefined
  const test = both || platform === 'windows' ? `${name} == INVALID_SOCKET` : `${name} < 0`
  const outer = indentationAt(source, tree.start(statement))
  const unit = outer.startsWith('\t') ? '\t' : '    '
  return {
    title: { en: `Test '${name}' and leave the function`, ja: `'${name}' を調べて関数から抜ける` },
    safety: 'suggest',
    edits: insertBehind(source, tree.end(statement), outer, [`if (${test})`, `${unit}${leave}`]),
  }
}
