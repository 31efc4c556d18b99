import {
  childBranchBehind,
  onlyDefinitionOf,
  Field,
  Kind,
  mentions,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** The statements that only the child runs, in order; undefined where that is not plain to see. */
export function childStatements(tree: SyntaxTree, fork: NodeId): readonly NodeId[] | undefined {
  const branch = childBranchBehind(tree, fork)
  if (tree.is(branch, Kind.compound_statement)) return tree.namedChildren(branch)
  return branch === NO_NODE ? caseOfChild(tree, fork) : [branch]
}

/** The statements of `case 0:` of the `switch` that looks at the result of fork(). */
function caseOfChild(tree: SyntaxTree, fork: NodeId): readonly NodeId[] | undefined {
  const decision = tree.ancestor(fork, Kind.switch_statement)
  const condition = tree.child(decision, Field.condition)
  if (decision === NO_NODE || fork < condition || fork >= tree.subtreeEnd(condition)) return undefined
  const cases = tree.namedChildren(tree.child(decision, Field.body))
  const own = cases.find((each) => tree.textOf(tree.child(each, Field.value)) === '0')
  if (own === undefined) return undefined
  return tree
    .namedChildren(own)
    .filter((node) => tree.fieldOf(node) !== Field.value && !tree.is(node, Kind.break_statement))
}

/** The call that a statement consists of; NO_NODE for any other statement. */
function callOf(tree: SyntaxTree, statement: NodeId): NodeId {
  const call = tree.is(statement, Kind.expression_statement) ? (tree.namedChildren(statement)[0] ?? NO_NODE) : NO_NODE
  return tree.is(call, Kind.call_expression) ? call : NO_NODE
}

/** Functions that certainly come back. */
const RETURNS =
  /^(?:close|Close|shutdown|send|sendto|write|Write|printf|fprintf|puts|perror|fflush|fclose|free|syslog)$/

/** The child may be done with its last statement: what it calls there is not in sight. */
export function mayEndAtLast(tree: SyntaxTree, statements: readonly NodeId[]): boolean {
  const last = statements.at(-1)
  const call = last === undefined ? NO_NODE : callOf(tree, last)
  if (call === NO_NODE) return false
  const name = tree.textOf(tree.child(call, Field.function))
  return !RETURNS.test(name) && onlyDefinitionOf(tree, name) === NO_NODE
}

/** The child writes to a variable that the condition of the loop reads: it may mean to leave the loop by it. */
export function changesCondition(tree: SyntaxTree, loop: NodeId, statements: readonly NodeId[]): boolean {
  const condition = tree.child(loop, Field.condition)
  if (condition === NO_NODE) return false
  return statements.some((statement) => {
    for (let node = statement; node < tree.subtreeEnd(statement); node++) {
      const isWrite = tree.is(node, Kind.assignment_expression) || tree.is(node, Kind.update_expression)
      if (!isWrite) continue
      const target = tree.child(node, tree.is(node, Kind.update_expression) ? Field.argument : Field.left)
      if (mentions(tree, condition, tree.textOf(target))) return true
    }
    return false
  })
}
