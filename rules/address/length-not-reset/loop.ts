import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../../../engine/rule-api.ts'

const LOOPS: readonly Kind[] = [Kind.while_statement, Kind.for_statement, Kind.do_statement, Kind.for_range_loop]

/** A variable that a loop hands to a call by address and nowhere sets, and what it was set to before the loop. */
export interface Stale {
  readonly loop: NodeId
  /** The expression that the program gave it before the loop, as written. */
  readonly initial: string
}

/** The name in `&name`, or NO_NODE. */
export function addressedName(tree: SyntaxTree, argument: NodeId): NodeId {
  if (!tree.is(argument, Kind.pointer_expression) || !tree.textOf(argument).startsWith('&')) return NO_NODE
  let inner = tree.child(argument, Field.argument)
  while (tree.is(inner, Kind.parenthesized_expression)) inner = tree.namedChildren(inner)[0] ?? NO_NODE
  return tree.is(inner, Kind.identifier) ? inner : NO_NODE
}

/** Identifiers of this name in a part of the tree. */
export function usesOf(tree: SyntaxTree, part: NodeId, name: string): NodeId[] {
  const found: NodeId[] = []
  for (let node = part; node < tree.subtreeEnd(part); node++)
    if (tree.is(node, Kind.identifier) && tree.textOf(node) === name) found.push(node)
  return found
}

/** True for `within` the node. */
export function holds(tree: SyntaxTree, node: NodeId, within: NodeId): boolean {
  return node <= within && within < tree.subtreeEnd(node)
}

/** What a use of a variable gives it: an initialiser or the right side of `=`; else NO_NODE. */
function given(tree: SyntaxTree, use: NodeId): NodeId {
  const parent = tree.parent(use)
  if (tree.is(parent, Kind.init_declarator)) return tree.child(parent, Field.value)
  const isTarget = tree.is(parent, Kind.assignment_expression) && tree.fieldOf(use) === Field.left
  return isTarget && tree.textOf(tree.child(parent, Field.operator)) === '=' ? tree.child(parent, Field.right) : NO_NODE
}

/** True when the use only reads the variable. */
export function isRead(tree: SyntaxTree, use: NodeId): boolean {
  const parent = tree.parent(use)
  if (tree.fieldOf(use) === Field.declarator || tree.is(parent, Kind.update_expression)) return false
  if (tree.is(parent, Kind.assignment_expression) && tree.fieldOf(use) === Field.left) return false
  return !(tree.is(parent, Kind.pointer_expression) && tree.textOf(parent).startsWith('&'))
}

/**
 * The loop around `call` that hands `variable` over in `call` alone and otherwise only reads it, where the function set
 * it to a `sizeof` before; undefined when there is none, or another place of the loop may set it.
 */
export function staleIn(tree: SyntaxTree, call: NodeId, variable: NodeId): Stale | undefined {
  const loop = tree.ancestor(call, ...LOOPS, Kind.function_definition, Kind.lambda_expression)
  if (loop === NO_NODE || !LOOPS.includes(tree.kind(loop))) return undefined
  const initialiser = tree.child(loop, Field.initializer)
  const isStart = (use: NodeId): boolean => initialiser !== NO_NODE && holds(tree, initialiser, use)
  const name = tree.textOf(variable)
  const inLoop = usesOf(tree, loop, name).filter((use) => use !== variable && !isStart(use))
  if (!inLoop.every((use) => isRead(tree, use))) return undefined
  const body = tree.ancestor(call, Kind.function_definition, Kind.lambda_expression)
  const before = usesOf(tree, body, name).filter((use) => use < loop || isStart(use))
  const last = before.map((use) => given(tree, use)).findLast((value) => value !== NO_NODE) ?? NO_NODE
  return tree.is(last, Kind.sizeof_expression) ? { loop, initial: tree.textOf(last) } : undefined
}
