import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../../../engine/rule-api.ts'

/** A local variable or parameter with its type as it is written there, typedefs not resolved. */
export interface Declared {
  /** The declaration or parameter. */
  readonly declaration: NodeId
  /** The variable with its initialiser, stars and brackets. */
  readonly declarator: NodeId
  readonly type: NodeId
}

/** The variable that `argument` hands over: `len` of `&len` and of `(void *)&len`, `lenp` of `lenp`; else NO_NODE. */
export function lengthVariable(tree: SyntaxTree, argument: NodeId): { readonly name: NodeId; readonly stars: number } {
  let node = argument
  let stars = 1
  for (;;) {
    if (tree.is(node, Kind.parenthesized_expression)) node = tree.namedChildren(node)[0] ?? NO_NODE
    else if (tree.is(node, Kind.cast_expression)) node = tree.child(node, Field.value)
    else if (stars === 1 && tree.is(node, Kind.pointer_expression) && tree.textOf(node).startsWith('&')) {
      node = tree.child(node, Field.argument)
      stars = 0
    } else return { name: tree.is(node, Kind.identifier) ? node : NO_NODE, stars }
  }
}

/** Identifiers of the name in the function around `use`, besides it. */
export function otherUses(tree: SyntaxTree, use: NodeId): NodeId[] {
  const definition = tree.ancestor(use, Kind.function_definition)
  const found: NodeId[] = []
  for (let node = definition; definition !== NO_NODE && node < tree.subtreeEnd(definition); node++)
    if (node !== use && tree.is(node, Kind.identifier) && tree.textOf(node) === tree.textOf(use)) found.push(node)
  return found
}

/**
 * Where the function around `use` declares it, with `stars` stars; undefined when it is declared elsewhere, or more
 * than once, so that scopes or `#if` decide which is meant.
 */
export function declaredIn(tree: SyntaxTree, use: NodeId, stars: number): Declared | undefined {
  const found = otherUses(tree, use).flatMap((node): Declared[] => {
    let declarator = node
    let count = 0
    while (tree.fieldOf(declarator) === Field.declarator) {
      const parent = tree.parent(declarator)
      if (tree.is(parent, Kind.declaration) || tree.is(parent, Kind.parameter_declaration)) {
        const type = tree.child(parent, Field.type)
        return [{ declaration: parent, declarator, type: count === stars ? type : NO_NODE }]
      }
      if (tree.is(parent, Kind.pointer_declarator)) count++
      else if (!tree.is(parent, Kind.init_declarator)) break
      declarator = parent
    }
    return []
  })
  const [only] = found
  return found.length === 1 && only !== undefined && only.type !== NO_NODE ? only : undefined
}
