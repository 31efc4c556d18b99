import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../../../engine/rule-api.ts'

export interface Parameter {
  readonly name: string
  /** As declared, without pointers; `''` for a pointer or an array. */
  readonly type: string
}

/** The parameters of a function, in the form of today or in that of K&R, whose types stand behind the parentheses. */
export function parametersOf(tree: SyntaxTree, fn: NodeId, declarator = declaratorBelow(tree, fn)): Parameter[] {
  if (declarator === NO_NODE) return []
  return tree.namedChildren(tree.child(declarator, Field.parameters)).map((parameter) => {
    if (tree.is(parameter, Kind.identifier))
      return { name: tree.textOf(parameter), type: typeBehind(tree, fn, tree.textOf(parameter)) }
    const declared = tree.child(parameter, Field.declarator)
    const isPlain = tree.is(declared, Kind.identifier) || declared === NO_NODE
    return { name: tree.textOf(declared), type: isPlain ? spelt(tree, tree.child(parameter, Field.type)) : '' }
  })
}

function declaratorBelow(tree: SyntaxTree, fn: NodeId): NodeId {
  for (let node = fn; fn !== NO_NODE && node < tree.subtreeEnd(fn); node++) {
    if (tree.is(node, Kind.compound_statement)) return NO_NODE
    if (tree.is(node, Kind.function_declarator)) return node
  }
  return NO_NODE
}

/** `u_int16_t lifetime;` between the parentheses and the body. */
function typeBehind(tree: SyntaxTree, fn: NodeId, name: string): string {
  for (const child of tree.namedChildren(fn)) {
    if (!tree.is(child, Kind.declaration)) continue
    const declared = tree.namedChildren(child).filter((part) => tree.fieldOf(part) === Field.declarator)
    if (declared.some((part) => tree.is(part, Kind.identifier) && tree.textOf(part) === name))
      return spelt(tree, tree.child(child, Field.type))
  }
  return ''
}

function spelt(tree: SyntaxTree, type: NodeId): string {
  return tree.textOf(type).replace(/\s+/g, ' ')
}
