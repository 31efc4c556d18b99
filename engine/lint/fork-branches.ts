/** Where the code of a parent and that of its child begin behind a fork(), for fixes that add statements there. */
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { blockStatementOf } from './statements.ts'

/** Whose branch `if (..)` opens, going by how the result of fork() is compared with 0; null when it does not say. */
function branchOf(condition: string): 'child' | 'parent' | 'error' | null {
  const test = condition.replace(/\s+/g, '')
  if (/(<0|==-1|<=-1)\)$/.test(test)) return 'error'
  if (/==0\)$/.test(test) || /^\(!\(*(\w+=)?\w+(\(\))?\)+$/.test(test)) return 'child'
  if (/(>0|!=0|>=1)\)$/.test(test) || /^\(+(\w+=)?\w+(\(\))?\)+$/.test(test)) return 'parent'
  return null
}

/** Does the code of the nodes from `start` up to `end` name this variable or member? */
export function namesBetween(tree: SyntaxTree, start: NodeId, end: NodeId, name: string): boolean {
  for (let node = start; node < end; node++) {
    if ((tree.is(node, Kind.identifier) || tree.is(node, Kind.field_identifier)) && tree.textOf(node) === name)
      return true
  }
  return false
}

/** Does the subtree name this variable or member? */
export function mentions(tree: SyntaxTree, root: NodeId, name: string): boolean {
  return namesBetween(tree, root, tree.subtreeEnd(root), name)
}

function holds(tree: SyntaxTree, root: NodeId, kind: Kind): boolean {
  for (let node = root; node < tree.subtreeEnd(root); node++) if (tree.is(node, kind)) return true
  return false
}

/** What `else` leads to; NO_NODE without one. */
function otherwise(tree: SyntaxTree, statement: NodeId): NodeId {
  const alternative = tree.child(statement, Field.alternative)
  return alternative === NO_NODE ? NO_NODE : (tree.namedChildren(alternative)[0] ?? NO_NODE)
}

/**
 * Where the parent's own code begins: in its `{ }` of the if-chain, or behind the statement when it falls through;
 * undefined where that is not plain to see.
 */
export function parentPlaceOf(tree: SyntaxTree, statement: NodeId): { readonly block: NodeId } | 'behind' | undefined {
  if (tree.is(statement, Kind.switch_statement))
    return holds(tree, statement, Kind.continue_statement) ? undefined : 'behind'
  if (!tree.is(statement, Kind.if_statement)) return undefined
  const whose = branchOf(tree.textOf(tree.child(statement, Field.condition)))
  if (whose === null) return undefined
  const consequence = tree.child(statement, Field.consequence)
  if (whose === 'parent') return tree.is(consequence, Kind.compound_statement) ? { block: consequence } : undefined
  const other = otherwise(tree, statement)
  if (other === NO_NODE) return 'behind'
  if (tree.is(other, Kind.if_statement)) return parentPlaceOf(tree, other)
  return tree.is(other, Kind.compound_statement) ? { block: other } : undefined
}

/** The branch of the if-chain that only the child takes; NO_NODE where it is not plain to see. */
function childBranchOf(tree: SyntaxTree, statement: NodeId): NodeId {
  if (!tree.is(statement, Kind.if_statement)) return NO_NODE
  const whose = branchOf(tree.textOf(tree.child(statement, Field.condition)))
  if (whose === 'child') return tree.child(statement, Field.consequence)
  const other = otherwise(tree, statement)
  if (whose === null || other === NO_NODE) return NO_NODE
  if (tree.is(other, Kind.if_statement)) return childBranchOf(tree, other)
  // Behind `if (pid < 0) .. else` parent and child go on together.
  return whose === 'parent' ? other : NO_NODE
}

/**
 * The statement that tells the parent from the child, and those behind it in the same block. `isPlace` says of a
 * statement that what is looked for was found in it.
 */
export function forkDecision(
  tree: SyntaxTree,
  fork: NodeId,
  isPlace: (statement: NodeId) => boolean,
): { readonly statement: NodeId; readonly behind: readonly NodeId[] } | undefined {
  let statement = blockStatementOf(tree, fork)
  if (statement === NO_NODE) return undefined
  const head = tree.child(statement, Field.condition)
  const pid = /(\w+)\s*=[^=]/.exec(tree.textOf(head === NO_NODE ? statement : head))?.[1]
  const behind = tree.namedChildren(tree.parent(statement)).filter((node) => node > statement)
  // `pid = fork();` decides nothing yet, `if (pid < 0)` not all: go on while the next statement asks about `pid`.
  for (let next = behind[0]; pid !== undefined && next !== undefined; next = behind[0]) {
    if (isPlace(statement)) break
    if (!tree.is(next, Kind.if_statement) && !tree.is(next, Kind.switch_statement)) break
    if (!mentions(tree, tree.child(next, Field.condition), pid)) break
    statement = next
    behind.shift()
  }
  return { statement, behind }
}

/** The branch that only the child behind this fork() takes; NO_NODE where it is not plain to see. */
export function childBranchBehind(tree: SyntaxTree, fork: NodeId): NodeId {
  const found = forkDecision(tree, fork, (statement) => childBranchOf(tree, statement) !== NO_NODE)
  return found === undefined ? NO_NODE : childBranchOf(tree, found.statement)
}
