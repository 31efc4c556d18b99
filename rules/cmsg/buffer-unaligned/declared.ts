import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../../../engine/rule-api.ts'

/** Bytes, by the names that programs use for them. */
export const BYTE_TYPES: ReadonlySet<string> = new Set([
  'char',
  'unsigned char',
  'signed char',
  'uint8_t',
  'int8_t',
  'u_char',
  'uchar',
  'u_int8_t',
  'std::byte',
])

/** `b` of `b`, `&b`, `&b[0]` and casts of them; NO_NODE for any other expression. */
export function namedArray(tree: SyntaxTree, expression: NodeId): NodeId {
  let node = expression
  for (;;) {
    if (tree.is(node, Kind.cast_expression)) node = tree.child(node, Field.value)
    else if (tree.is(node, Kind.parenthesized_expression)) node = tree.namedChildren(node)[0] ?? NO_NODE
    else if (tree.is(node, Kind.pointer_expression) && tree.is(tree.child(node, Field.operator), Kind['&']))
      node = tree.child(node, Field.argument)
    else if (tree.is(node, Kind.subscript_expression)) node = tree.child(node, Field.argument)
    else break
  }
  return tree.is(node, Kind.identifier) ? node : NO_NODE
}

/** The declaration of the array of this name in the function around a node, or in the file; NO_NODE for none, or two. */
export function declarationOfArray(tree: SyntaxTree, identifier: NodeId): NodeId {
  const around = tree.ancestor(identifier, Kind.function_definition)
  const own = around === NO_NODE ? [] : declarationsIn(tree, around, tree.textOf(identifier))
  const found =
    own.length > 0 ? own : declarationsIn(tree, 0, tree.textOf(identifier)).filter((node) => isOuter(tree, node))
  return found.length === 1 ? (found[0] ?? NO_NODE) : NO_NODE
}

function isOuter(tree: SyntaxTree, node: NodeId): boolean {
  return tree.ancestor(node, Kind.function_definition) === NO_NODE
}

function declarationsIn(tree: SyntaxTree, root: NodeId, name: string): NodeId[] {
  const found: NodeId[] = []
  for (let node = root; node < tree.subtreeEnd(root); node++) {
    if (!tree.is(node, Kind.declaration)) continue
    const isNamed = tree.children(node).some((child) => {
      if (tree.fieldOf(child) !== Field.declarator) return false
      const declarator = tree.is(child, Kind.init_declarator) ? tree.child(child, Field.declarator) : child
      const isArray = tree.is(declarator, Kind.array_declarator)
      return isArray && tree.textOf(tree.child(declarator, Field.declarator)) === name
    })
    if (isNamed) found.push(node)
  }
  return found
}
