import { Field, Kind, type NodeId, type SyntaxTree } from '../syntax/tree.ts'

/** The statement that leaves the function around `node` and says "failed" for its type: none where the text does not tell. */
export function failureReturn(tree: SyntaxTree, node: NodeId, functionName: string): string | undefined {
  const definition = tree.ancestor(node, Kind.function_definition)
  // Of a definition in the form of K&R it is not known whether the result is a pointer.
  if (tree.namedChildren(definition).some((child) => tree.is(child, Kind.declaration))) return undefined
  const type = tree.textOf(tree.child(definition, Field.type))
  if (tree.is(tree.child(definition, Field.declarator), Kind.pointer_declarator)) return 'return NULL;'
  if (functionName === 'main') return 'return 1;'
  if (/^(int|long|ssize_t)$/.test(type)) return 'return -1;'
  if (type === 'void') return 'return;'
  if (type === 'bool') return 'return false;'
  return type === 'SOCKET' ? 'return INVALID_SOCKET;' : undefined
}
