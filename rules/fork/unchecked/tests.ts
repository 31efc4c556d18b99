import { Field, Kind, NO_NODE, type NodeId, type ResultUse, type SyntaxTree } from '../../../engine/rule-api.ts'

/** A test that the -1 of a failure passes as the parent's number does. */
function tellsOnlyChild(test: ResultUse['test']): boolean {
  return test !== null && test.bound === 0 && (test.operator === '==' || test.operator === '!=')
}

function isZero(tree: SyntaxTree, node: NodeId): boolean {
  return tree.textOf(node) === '0'
}

/** A use of the variable that cannot tell -1 from the number of a child: `pid == 0`, `!pid`, `if (pid)`. */
function isBlindUse(tree: SyntaxTree, use: NodeId): boolean {
  const parent = tree.parent(use)
  if (tree.is(parent, Kind.binary_expression)) {
    const operator = tree.textOf(tree.child(parent, Field.operator))
    const other = tree.child(parent, tree.fieldOf(use) === Field.left ? Field.right : Field.left)
    return (operator === '==' || operator === '!=') && isZero(tree, other)
  }
  if (tree.is(parent, Kind.unary_expression)) return tree.textOf(tree.child(parent, Field.operator)) === '!'
  return tree.is(parent, Kind.parenthesized_expression) && tree.is(tree.parent(parent), Kind.if_statement)
}

/** A plain declaration, or an assignment to it: that of fork(), or one that has nothing to do with it. */
function isSet(tree: SyntaxTree, use: NodeId): boolean {
  const field = tree.fieldOf(use)
  if (field === Field.declarator) return true
  return field === Field.left && tree.is(tree.parent(use), Kind.assignment_expression)
}

/** Nothing in the function can tell the failure of this fork() from the parent's branch. */
export function isUntested(tree: SyntaxTree, fork: NodeId, result: ResultUse): boolean {
  if (result.kind === 'tested') return tellsOnlyChild(result.test)
  if (result.kind !== 'assigned' || result.name === null || !/^\w+$/.test(result.name)) return false
  if (result.test !== null && !tellsOnlyChild(result.test)) return false
  const whole = tree.ancestor(fork, Kind.function_definition)
  if (whole === NO_NODE) return false
  let asks = result.test !== null
  let isDeclared = false
  for (let node = whole; node < tree.subtreeEnd(whole); node++) {
    if (!tree.is(node, Kind.identifier) || tree.textOf(node) !== result.name) continue
    if (isSet(tree, node)) {
      if (tree.fieldOf(node) === Field.declarator) isDeclared = true
    } else if (isBlindUse(tree, node)) asks = true
    else return false
  }
  // What other functions can see they may test.
  return asks && isDeclared
}
