import {
  Field,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  type TargetFact,
  type TextEdit,
} from '../../../engine/rule-api.ts'

/**
 * The edit that makes a variable a `struct sockaddr_storage`, where its declaration has no other variable and all that
 * the function does with it is to cast its address, to copy into it, and to ask for its size.
 */
export function asStorage(tree: SyntaxTree, call: NodeId, { name, type }: TargetFact): TextEdit[] | undefined {
  const definition = tree.ancestor(call, Kind.function_definition)
  let declaration = NO_NODE
  for (let node = definition; definition !== NO_NODE && node < tree.subtreeEnd(definition); node++) {
    if (!tree.is(node, Kind.identifier) || tree.textOf(node) !== name) continue
    if (tree.fieldOf(node) === Field.declarator) {
      if (declaration !== NO_NODE) return undefined
      declaration = tree.parent(node)
    } else if (!isGeneral(tree, node)) return undefined
  }
  if (!tree.is(declaration, Kind.declaration)) return undefined
  const declarators = tree.children(declaration).filter((child) => tree.fieldOf(child) === Field.declarator)
  const specifier = tree.child(declaration, Field.type)
  if (declarators.length !== 1 || tree.textOf(specifier) !== type?.base) return undefined
  return [{ span: tree.span(specifier), newText: 'struct sockaddr_storage' }]
}

/** True for a use that does not depend on the type. */
function isGeneral(tree: SyntaxTree, use: NodeId): boolean {
  if (tree.ancestor(use, Kind.sizeof_expression) !== NO_NODE) return true
  const pointer = tree.parent(use)
  if (!tree.is(pointer, Kind.pointer_expression)) return false
  const parent = tree.parent(pointer)
  if (tree.is(parent, Kind.cast_expression)) return true
  const called = tree.is(parent, Kind.argument_list) ? tree.child(tree.parent(parent), Field.function) : NO_NODE
  return called !== NO_NODE && /^(memcpy|memmove|memset|bzero)$/.test(tree.textOf(called))
}
