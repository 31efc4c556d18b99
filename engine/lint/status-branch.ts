/** Help for rules about calls that return 0 on success and an error code on failure. */
import type { CalledEvent } from '../flow/events.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'

/**
 * What runs when a call failed that returns 0 on success: the branch of an `if` around the call, or of the `if` right
 * behind the statement that stores the result. A test for -1, which such a call never returns, counts as what it was
 * meant for. NO_NODE where the text has another form.
 */
export function statusFailureBranch({ node, result }: CalledEvent, tree: SyntaxTree): NodeId {
  const around = testAround(tree, node)
  if (around !== NO_NODE) {
    if (result.test === null) return NO_NODE
    const { operator, bound } = result.test
    return branchOf(tree, around, `${operator}${bound ?? '?'}`)
  }
  if (result.kind !== 'assigned' || result.name === null) return NO_NODE
  const next = nextStatement(tree, node)
  if (!tree.is(next, Kind.if_statement)) return NO_NODE
  const condition = tree.textOf(tree.child(next, Field.condition)).replace(/[\s()]/g, '')
  if (condition === result.name) return branchOf(tree, next, '!=0')
  if (condition === `!${result.name}`) return branchOf(tree, next, '==0')
  if (!condition.startsWith(result.name)) return NO_NODE
  return branchOf(
    tree,
    next,
    condition
      .slice(result.name.length)
      .replace(/NO_ERROR|ERROR_SUCCESS/, '0')
      .replace('SOCKET_ERROR', '-1'),
  )
}

function branchOf(tree: SyntaxTree, test: NodeId, asked: string): NodeId {
  if (['!=0', '>0', '==-1', '<0'].includes(asked)) return tree.child(test, Field.consequence)
  if (!['==0', '!=-1', '>=0'].includes(asked)) return NO_NODE
  return tree.namedChildren(tree.child(test, Field.alternative))[0] ?? NO_NODE
}

/** The `if` whose whole condition, but for an assignment and casts, is the test of the node. */
function testAround(tree: SyntaxTree, node: NodeId): NodeId {
  let inner = node
  for (let at = tree.parent(node); at !== NO_NODE; inner = at, at = tree.parent(at)) {
    if (tree.is(at, Kind.if_statement)) return tree.child(at, Field.condition) === inner ? at : NO_NODE
    const operator = tree.textOf(tree.child(at, Field.operator))
    if (operator === '&&' || operator === '||' || /_statement$/.test(tree.kindName(at))) return NO_NODE
  }
  return NO_NODE
}

function nextStatement(tree: SyntaxTree, node: NodeId): NodeId {
  let statement = node
  while (statement !== NO_NODE && !tree.is(tree.parent(statement), Kind.compound_statement)) {
    if (/^(if|while|for|do|switch)_statement$/.test(tree.kindName(statement))) return NO_NODE
    statement = tree.parent(statement)
  }
  if (statement === NO_NODE) return NO_NODE
  let next = tree.nextSibling(statement)
  while (next !== NO_NODE && (!tree.isNamed(next) || tree.is(next, Kind.comment))) next = tree.nextSibling(next)
  return next
}
