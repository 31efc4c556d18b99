import { Field, Kind, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import type { TextEdit } from '../text/span.ts'

/**
 * The edit that gives the variable `name`, as `node` in the same function sees it, zeros in its declaration; undefined
 * unless exactly one declaration of that name stands before it, without a value.
 */
export function zeroDeclaration(tree: SyntaxTree, node: NodeId, name: string): TextEdit[] | undefined {
  const declared: NodeId[] = []
  for (let other = tree.ancestor(node, Kind.function_definition) + 1; other < node; other++) {
    if (!tree.is(other, Kind.identifier) || tree.fieldOf(other) !== Field.declarator) continue
    if (tree.textOf(other) === name) declared.push(other)
  }
  const [only, second] = declared
  if (only === undefined || second !== undefined || !tree.is(tree.parent(only), Kind.declaration)) return undefined
  const end = tree.end(only)
  return [{ span: { start: end, end }, newText: ' = {0}' }]
}
