import {
  type FixReport,
  type FlowContext,
  forkDecision,
  indentationAt,
  insertBehind,
  Kind,
  mentions,
  type NodeId,
  parentPlaceOf,
  type ResourceView,
} from '../../../engine/rule-api.ts'

/** Closes the connection in the parent; no fix where the parent still uses it or its place is not plain to see. */
export function closeInParent(
  connection: ResourceView,
  fork: NodeId,
  context: FlowContext<'kept'>,
): FixReport | undefined {
  const { tree, source } = context
  const { name } = connection
  const found = forkDecision(tree, fork, (statement) => typeof parentPlaceOf(tree, statement) === 'object')
  const place = found === undefined ? undefined : parentPlaceOf(tree, found.statement)
  if (found === undefined || place === undefined || !/^[A-Za-z_]\w*$/.test(name)) return undefined
  // The name may be that of a helper which accepts: it must be known here.
  if (!mentions(tree, tree.ancestor(fork, Kind.function_definition), name)) return undefined
  const parents = place === 'behind' ? found.behind : [place.block]
  if (parents.some((node) => mentions(tree, node, name))) return undefined

  const outer = indentationAt(source, tree.start(found.statement))
  let indentation = outer
  let at = tree.end(found.statement)
  if (place !== 'behind') {
    const first = tree.namedChildren(place.block)[0]
    indentation = first === undefined ? `${outer}    ` : indentationAt(source, tree.start(first))
    at = tree.start(place.block) + 1
  }
  // Stevens' wrappers go together: Accept, Fork, Close.
  const close = /^(Fork|Accept)\b/.test(tree.textOf(fork)) ? 'Close' : 'close'
  return {
    title: { en: `Close '${name}' in the parent`, ja: `親プロセスで '${name}' をクローズする` },
    safety: 'suggest',
    edits: insertBehind(source, at, indentation, [`${close}(${name});`]),
  }
}
