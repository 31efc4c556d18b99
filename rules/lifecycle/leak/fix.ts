import {
  type FixReport,
  type FlowContext,
  insertBefore,
  Kind,
  type LostEvent,
  type NodeId,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** The function that closes a socket wherever this code is compiled; undefined when no one name does. */
function closerAt({ platformsOf, source }: FlowContext<string>, { span }: LostEvent): string | undefined {
  const platforms = platformsOf(span)
  const portable = source.has(/^[ \t]*#[ \t]*define[ \t]+closesocket\b/m)
  if (platforms.includes('windows')) return platforms.length === 1 || portable ? 'closesocket' : undefined
  // Stevens' wrappers go together.
  return source.has(/\bClose\s*\(/) && source.has(/\bSocket\s*\(/) ? 'Close' : 'close'
}

function calls(tree: SyntaxTree, node: NodeId): boolean {
  for (let inner = node; inner < tree.subtreeEnd(node); inner++) if (tree.is(inner, Kind.call_expression)) return true
  return false
}

/** Closes the descriptor in front of the return that loses it. */
export function closeBeforeReturn(event: LostEvent, context: FlowContext<string>): FixReport | undefined {
  const { tree, source } = context
  const { name } = event.resource
  if (event.reason !== 'return' || !tree.is(event.node, Kind.return_statement)) return undefined
  if (!/^[A-Za-z_]\w*$/.test(name) || new RegExp(`\\b${name}\\b`).test(tree.textOf(event.node))) return undefined
  // `return session.run();` may use the descriptor through an object that was given it.
  if (tree.language === 'cpp' && calls(tree, event.node)) return undefined
  const closer = closerAt(context, event)
  const edits = closer === undefined ? undefined : insertBefore(tree, source, event.node, [`${closer}(${name});`])
  if (edits === undefined) return undefined
  return {
    title: { en: `Close '${name}' before the function returns`, ja: `関数から戻る前に '${name}' をクローズする` },
    safety: 'suggest',
    everywhere: true,
    edits,
  }
}
