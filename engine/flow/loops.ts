import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { bareName } from './called-names.ts'
import type { FunctionContext } from './context.ts'

const LOOPS: readonly number[] = [Kind.while_statement, Kind.do_statement, Kind.for_statement]

/**
 * True when a call stands in a loop that tries it again: the loop's condition holds the call, or the loop also waits
 * (calls a function with effect `delay`) before the next round.
 */
export function isInRetryLoop(context: FunctionContext, call: NodeId): boolean {
  const { tree } = context
  for (let node = tree.parent(call); node !== NO_NODE && node !== context.body; node = tree.parent(node)) {
    if (!LOOPS.includes(tree.kind(node))) continue
    const condition = tree.child(node, Field.condition)
    if (condition !== NO_NODE && tree.start(condition) <= tree.start(call) && tree.end(call) <= tree.end(condition))
      return true
    if (waits(context, node)) return true
  }
  return false
}

/** True for a node in a loop of the function. */
export function isInLoop({ tree, body }: FunctionContext, inner: NodeId): boolean {
  for (let node = inner; node !== NO_NODE && node !== body; node = tree.parent(node))
    if (LOOPS.includes(tree.kind(node)) || tree.is(node, Kind.for_range_loop)) return true
  return false
}

/** True when a loop that nothing ends begins in the function after the node. */
export function isFollowedByEndlessLoop({ tree, body }: FunctionContext, block: NodeId): boolean {
  for (let node = tree.subtreeEnd(block); node < tree.subtreeEnd(body); node++) {
    if (!LOOPS.includes(tree.kind(node))) continue
    const condition = tree.child(node, Field.condition)
    const isOpen = condition === NO_NODE || /^\(?\s*(?:1|true|TRUE)\s*\)?$/.test(tree.textOf(condition))
    if (isOpen && !isLeft(tree, node)) return true
  }
  return false
}

function isLeft(tree: SyntaxTree, loop: NodeId): boolean {
  for (let node = loop; node < tree.subtreeEnd(loop); node++)
    if (tree.is(node, Kind.break_statement) || tree.is(node, Kind.return_statement)) return true
  return false
}

function waits(context: FunctionContext, loop: NodeId): boolean {
  const { tree, fileNames } = context
  const end = tree.subtreeEnd(loop)
  for (let node = loop; node < end; node++) {
    if (!tree.is(node, Kind.call_expression)) continue
    const called = tree.child(node, Field.function)
    if (!tree.is(called, Kind.identifier)) continue
    const callee = fileNames.callee(bareName(fileNames.resolveAlias(tree.textOf(called))), context.name)
    if (callee.kind === 'api' && callee.row.effect === 'delay') return true
  }
  return false
}

/** `for (i = 0; i < n; i++)`: the condition fails first when both are equal. */
export function isCounting(tree: SyntaxTree, node: NodeId): boolean {
  const condition = tree.child(node, Field.condition)
  const update = tree.child(node, Field.update)
  if (!tree.is(condition, Kind.binary_expression) || !tree.is(update, Kind.update_expression)) return false
  const counter = tree.textOf(tree.child(condition, Field.left))
  const start = new RegExp(`\\b${counter.replace(/\W/g, '\\$&')}\\s*=\\s*\\d+\\s*[;,]?\\s*$`)
  return (
    tree.is(tree.child(condition, Field.left), Kind.identifier) &&
    tree.textOf(tree.child(condition, Field.operator)) === '<' &&
    tree.textOf(update).includes('++') &&
    tree.textOf(tree.child(update, Field.argument)) === counter &&
    start.test(tree.textOf(tree.child(node, Field.initializer)))
  )
}
