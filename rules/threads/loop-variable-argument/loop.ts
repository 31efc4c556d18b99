import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../../../engine/rule-api.ts'

/** The variable that an expression is, or of which it is a member: `a` of `a.fd`; NO_NODE for what a pointer leads to. */
function variableOf(tree: SyntaxTree, expression: NodeId): NodeId {
  let node = expression
  while (tree.is(node, Kind.field_expression)) {
    if (!tree.is(tree.child(node, Field.operator), Kind['.'])) return NO_NODE
    node = tree.child(node, Field.argument)
  }
  return tree.is(node, Kind.identifier) ? node : NO_NODE
}

/** What the loop gives the variable, as nodes; `i++` gives itself. */
export function givenInLoop(tree: SyntaxTree, loop: NodeId, name: string): NodeId[] {
  const found: NodeId[] = []
  const isNamed = (node: NodeId): boolean => node !== NO_NODE && tree.textOf(node) === name
  for (let node = loop; node < tree.subtreeEnd(loop); node++) {
    if (tree.is(node, Kind.assignment_expression)) {
      if (isNamed(variableOf(tree, tree.child(node, Field.left)))) found.push(tree.child(node, Field.right))
    } else if (tree.is(node, Kind.update_expression)) {
      if (isNamed(variableOf(tree, tree.child(node, Field.argument)))) found.push(node)
    } else if (tree.is(node, Kind.init_declarator)) {
      if (isNamed(tree.child(node, Field.declarator))) found.push(tree.child(node, Field.value))
    }
  }
  return found
}

/** Calls by which a loop waits until a thread has what it was given, by their names. */
const WAITS =
  /join|sem_(?:timed|try)?wait|cond(?:ition)?_?(?:timed)?wait|barrier|wait_for|WaitFor(?:Single|Multiple)Object|mutex_lock|EnterCriticalSection|SleepConditionVariable|(?:^|[.>])(?:wait|lock|get|acquire)$/i

/** Does something in the loop make it wait for its threads, as far as names tell? */
export function waitsForThreads(tree: SyntaxTree, loop: NodeId): boolean {
  for (let node = loop; node < tree.subtreeEnd(loop); node++) {
    if (!tree.is(node, Kind.call_expression)) continue
    const target = tree.child(node, Field.function)
    const member = tree.is(target, Kind.field_expression) ? `.${tree.textOf(tree.child(target, Field.field))}` : ''
    if (WAITS.test(member === '' ? tree.textOf(target) : member)) return true
  }
  return false
}

/** Control leaves the loop for good right behind the statement around the node: there is no next round. */
export function isLeftBehind(tree: SyntaxTree, node: NodeId, loop: NodeId): boolean {
  let statement = node
  while (statement !== NO_NODE && !tree.is(tree.parent(statement), Kind.compound_statement))
    statement = tree.parent(statement)
  if (statement === NO_NODE || statement <= loop) return false
  for (let next = tree.nextSibling(statement); next !== NO_NODE; next = tree.nextSibling(next)) {
    if (tree.is(next, Kind.return_statement) || tree.is(next, Kind.break_statement)) return true
  }
  return false
}
