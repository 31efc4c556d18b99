import {
  blockStatementOf,
  Field,
  type FixReport,
  type FlowContext,
  indentationAt,
  insertBehind,
  Kind,
  NO_NODE,
  type NodeId,
  type ResourceView,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** Whose branch `if (..)` opens, going by how the result of fork() is compared with 0; null when it does not say. */
function branchOf(condition: string): 'child' | 'parent' | 'error' | null {
  const test = condition.replace(/\s+/g, '')
  if (/(<0|==-1|<=-1)\)$/.test(test)) return 'error'
  if (/==0\)$/.test(test) || /^\(!\(*(\w+=)?\w+(\(\))?\)+$/.test(test)) return 'child'
  if (/(>0|!=0|>=1)\)$/.test(test) || /^\(+(\w+=)?\w+(\(\))?\)+$/.test(test)) return 'parent'
  return null
}

function holds(tree: SyntaxTree, root: NodeId, kind: Kind): boolean {
  for (let node = root; node < tree.subtreeEnd(root); node++) if (tree.is(node, kind)) return true
  return false
}

/** Does the subtree name this variable? */
function mentions(tree: SyntaxTree, root: NodeId, name: string): boolean {
  for (let node = root; node < tree.subtreeEnd(root); node++) {
    if (tree.is(node, Kind.identifier) && tree.textOf(node) === name) return true
  }
  return false
}

/** Where the parent's own code begins: in its `{ }` of the if-chain, or behind the statement when it falls through. */
function parentPlace(tree: SyntaxTree, statement: NodeId): { block: NodeId } | 'behind' | undefined {
  if (tree.is(statement, Kind.switch_statement))
    return holds(tree, statement, Kind.continue_statement) ? undefined : 'behind'
  if (!tree.is(statement, Kind.if_statement)) return undefined
  const whose = branchOf(tree.textOf(tree.child(statement, Field.condition)))
  if (whose === null) return undefined
  const consequence = tree.child(statement, Field.consequence)
  if (whose === 'parent') return tree.is(consequence, Kind.compound_statement) ? { block: consequence } : undefined
  const alternative = tree.child(statement, Field.alternative)
  if (alternative === NO_NODE) return 'behind'
  const other = tree.namedChildren(alternative)[0] ?? NO_NODE
  if (tree.is(other, Kind.if_statement)) return parentPlace(tree, other)
  return tree.is(other, Kind.compound_statement) ? { block: other } : undefined
}

/** The statement that tells the parent from the child, and those behind it in the same block. */
function decision(tree: SyntaxTree, fork: NodeId): { statement: NodeId; behind: NodeId[] } | undefined {
  let statement = blockStatementOf(tree, fork)
  if (statement === NO_NODE) return undefined
  const head = tree.child(statement, Field.condition)
  const pid = /(\w+)\s*=[^=]/.exec(tree.textOf(head === NO_NODE ? statement : head))?.[1]
  const behind = tree.namedChildren(tree.parent(statement)).filter((node) => node > statement)
  // `pid = fork();` decides nothing yet, `if (pid < 0)` not all: go on while the next statement asks about `pid`.
  for (let next = behind[0]; pid !== undefined && next !== undefined; next = behind[0]) {
    if (typeof parentPlace(tree, statement) === 'object') break
    if (!tree.is(next, Kind.if_statement) && !tree.is(next, Kind.switch_statement)) break
    if (!mentions(tree, tree.child(next, Field.condition), pid)) break
    statement = next
    behind.shift()
  }
  return { statement, behind }
}

/** Closes the connection in the parent; no fix where the parent still uses it or its place is not plain to see. */
export function closeInParent(
  connection: ResourceView,
  fork: NodeId,
  context: FlowContext<'kept'>,
): FixReport | undefined {
  const { tree, source } = context
  const { name } = connection
  const found = decision(tree, fork)
  const place = found === undefined ? undefined : parentPlace(tree, found.statement)
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
