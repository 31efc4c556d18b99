import {
  childBranchBehind,
  type FixReport,
  type FlowContext,
  indentationAt,
  insertBefore,
  insertBehind,
  Kind,
  mentions,
  NO_NODE,
  type NodeId,
  type ResourceView,
} from '../../../engine/rule-api.ts'

/** Closes the listening socket as the first thing the child does; no fix where its branch is not plain to see. */
export function closeInChild(
  listener: ResourceView,
  fork: NodeId,
  context: FlowContext<string>,
): FixReport | undefined {
  const { tree, source } = context
  const { name } = listener
  if (!/^[A-Za-z_]\w*$/.test(name)) return undefined
  // The name may be that of a helper which makes the socket: it must be known here.
  if (!mentions(tree, tree.ancestor(fork, Kind.function_definition), name)) return undefined
  const branch = childBranchBehind(tree, fork)
  if (branch === NO_NODE) return undefined
  // Stevens' wrappers go together: Accept, Fork, Close.
  const close = `${/^(Fork|Accept)\b/.test(tree.textOf(fork)) ? 'Close' : 'close'}(${name});`
  const first = tree.is(branch, Kind.compound_statement) ? tree.namedChildren(branch)[0] : undefined
  const edits =
    first === undefined
      ? insertBefore(tree, source, branch, [close])
      : insertBehind(source, tree.start(branch) + 1, indentationAt(source, tree.start(first)), [close])
  if (edits === undefined) return undefined
  return {
    title: { en: `Close '${name}' in the child`, ja: `子プロセスで '${name}' をクローズする` },
    safety: 'suggest',
    edits,
  }
}
