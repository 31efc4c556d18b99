import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { declaredIdentifier } from './names.ts'

const SPELLING = /\b(?:_Noreturn|noreturn|__noreturn__)\b/

const ATTRIBUTES: ReadonlySet<number> = new Set([
  Kind.attribute_declaration,
  Kind.attribute_specifier,
  Kind.ms_declspec_modifier,
  Kind.type_qualifier,
])

/**
 * Functions that the file declares never to return: `_Noreturn`, `[[noreturn]]`, `__attribute__((noreturn))`,
 * `__declspec(noreturn)`, in front of a prototype or a definition or behind its parameters.
 */
export function declaredNoReturn(tree: SyntaxTree): Set<string> {
  const names = new Set<string>()
  for (let node = 0; node < tree.size; node++) {
    if (!tree.is(node, Kind.declaration) && !tree.is(node, Kind.function_definition)) continue
    const inFront = isMarked(tree, node)
    for (const child of tree.children(node)) {
      if (tree.fieldOf(child) !== Field.declarator) continue
      const name = declaredIdentifier(tree, child)
      const declarator = name === NO_NODE ? NO_NODE : tree.parent(name)
      if (!tree.is(declarator, Kind.function_declarator)) continue
      if (inFront || isMarked(tree, declarator)) names.add(tree.textOf(name))
    }
  }
  return names
}

function isMarked(tree: SyntaxTree, node: NodeId): boolean {
  return tree.children(node).some((child) => ATTRIBUTES.has(tree.kind(child)) && SPELLING.test(tree.textOf(child)))
}
