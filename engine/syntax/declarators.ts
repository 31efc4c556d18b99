import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from './tree.ts'

/** One step of a C type, read from the name outwards: `int *a[3]` is an array of pointers to int. */
export type TypeLayer = 'pointer' | 'array' | 'function'

/** What a declarator declares. */
export interface Declared {
  /** The node of the declared name, or NO_NODE in an abstract declarator (`(struct sockaddr *)`). */
  readonly name: NodeId
  /** The layers that the declarator puts around its base type, outermost first. */
  readonly layers: readonly TypeLayer[]
  /** The innermost function_declarator (the one that holds the name's own parameters), or NO_NODE. */
  readonly functionDeclarator: NodeId
  /** An ERROR or a MISSING token stands among the declarator's parts (parameters and array sizes not counted). */
  readonly damaged: boolean
}

/** Reads a declarator, concrete or abstract. Give NO_NODE for a declaration without one. */
export function readDeclarator(tree: SyntaxTree, declarator: NodeId): Declared {
  const layers: TypeLayer[] = []
  let name: NodeId = NO_NODE
  let functionDeclarator: NodeId = NO_NODE
  let damaged = false
  let node = declarator
  while (node !== NO_NODE) {
    const kind = tree.kind(node)
    switch (kind) {
      case Kind.pointer_declarator:
      case Kind.pointer_type_declarator:
      case Kind.abstract_pointer_declarator:
        layers.push('pointer')
        break
      case Kind.array_declarator:
      case Kind.abstract_array_declarator:
        layers.push('array')
        break
      case Kind.function_declarator:
      case Kind.abstract_function_declarator:
        layers.push('function')
        functionDeclarator = node
        break
      case Kind.init_declarator:
      case Kind.parenthesized_declarator:
      case Kind.abstract_parenthesized_declarator:
      case Kind.attributed_declarator:
      case Kind.reference_declarator:
      case Kind.abstract_reference_declarator:
      case Kind.variadic_declarator:
        break
      default:
        name = node
        node = NO_NODE
        continue
    }
    for (const child of tree.children(node)) damaged ||= tree.isError(child)
    node = inner(tree, node)
  }
  layers.reverse()
  return { name, layers, functionDeclarator, damaged }
}

/** The declarator inside a declarator; some kinds name it by a field, some do not. */
function inner(tree: SyntaxTree, node: NodeId): NodeId {
  const named = tree.child(node, Field.declarator)
  if (named !== NO_NODE) return named
  if (tree.is(node, Kind.init_declarator)) return NO_NODE
  return tree.namedChildren(node).find((child) => isDeclaratorKind(tree.kind(child))) ?? NO_NODE
}

function isDeclaratorKind(kind: Kind): boolean {
  switch (kind) {
    case Kind.pointer_declarator:
    case Kind.pointer_type_declarator:
    case Kind.abstract_pointer_declarator:
    case Kind.array_declarator:
    case Kind.abstract_array_declarator:
    case Kind.function_declarator:
    case Kind.abstract_function_declarator:
    case Kind.parenthesized_declarator:
    case Kind.abstract_parenthesized_declarator:
    case Kind.attributed_declarator:
    case Kind.reference_declarator:
    case Kind.abstract_reference_declarator:
    case Kind.variadic_declarator:
    case Kind.identifier:
    case Kind.field_identifier:
    case Kind.type_identifier:
    case Kind.qualified_identifier:
    case Kind.destructor_name:
    case Kind.operator_name:
    case Kind.operator_cast:
    case Kind.template_function:
    case Kind.structured_binding_declarator:
      return true
    default:
      return false
  }
}

/** All declarators of a declaration, in order: `int a, *b = 0` has two. */
export function declaratorsOf(tree: SyntaxTree, declaration: NodeId): NodeId[] {
  const result: NodeId[] = []
  for (let c = tree.firstChild(declaration); c !== NO_NODE; c = tree.nextSibling(c)) {
    if (tree.fieldOf(c) === Field.declarator && tree.isNamed(c)) result.push(c)
  }
  return result
}
