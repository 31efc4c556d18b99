/** Where a function uses a variable, for rules about what is set once and used again. */
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'

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
export function givenTo(tree: SyntaxTree, use: NodeId): NodeId {
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

/** The function or lambda around a node. */
export function functionAround(tree: SyntaxTree, node: NodeId): NodeId {
  return tree.ancestor(node, Kind.function_definition, Kind.lambda_expression)
}

/** Calls in a part of the tree of functions, or macros, with one of these names. */
export function callsOf(tree: SyntaxTree, part: NodeId, ...names: readonly string[]): NodeId[] {
  const found: NodeId[] = []
  for (let node = part; node < tree.subtreeEnd(part); node++)
    if (tree.is(node, Kind.call_expression) && names.includes(calleeOf(tree, node))) found.push(node)
  return found
}

/** The name of the function that a call calls, as written and without `::`. */
export function calleeOf(tree: SyntaxTree, call: NodeId): string {
  return tree.textOf(tree.child(call, Field.function)).replace(/^::/, '')
}

export function argumentsOf(tree: SyntaxTree, call: NodeId): NodeId[] {
  return tree.namedChildren(tree.child(call, Field.arguments))
}

/** What stands in a part of the tree, without comments. */
export function codeOf(tree: SyntaxTree, part: NodeId): string {
  let code = ''
  let from = tree.start(part)
  for (let node = part; node < tree.subtreeEnd(part); node++) {
    if (!tree.is(node, Kind.comment)) continue
    code += `${tree.textBetween(from, tree.start(node))} `
    from = tree.end(node)
  }
  return code + tree.textBetween(from, tree.end(part))
}
