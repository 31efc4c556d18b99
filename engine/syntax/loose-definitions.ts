import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from './tree.ts'

/**
 * A definition without a return type, `main(argc, argv) int argc; char **argv; { ... }`, for which the grammars have no
 * rule: they see a call, declarations and a block side by side.
 */
export interface LooseDefinition {
  /** The statement or expression that is really `name(parameters)`. */
  readonly head: NodeId
  /**
   * The call_expression `name(parameters)`. With one parameter, `stop(fd) int fd; { ... }`, the grammar takes the name for
   * a macro that makes a type: then it is that macro_type_specifier.
   */
  readonly call: NodeId
  /** Declarations of the parameters between head and body. */
  readonly declarations: readonly NodeId[]
  readonly body: NodeId
  /** The parser could not even make the pieces fit. */
  readonly damaged: boolean
}

/** All such definitions at file level, also inside `#if` branches and `extern "C"`. */
export function looseDefinitions(tree: SyntaxTree): LooseDefinition[] {
  const result: LooseDefinition[] = []
  const containers: NodeId[] = [0]
  for (let container = containers.pop(); container !== undefined; container = containers.pop()) {
    let head: Head | undefined
    let declarations: NodeId[] = []
    for (let c = tree.firstChild(container); c !== NO_NODE; c = tree.nextSibling(c)) {
      const kind = tree.kind(c)
      if (kind === Kind.comment) continue
      if (kind === Kind.declaration) {
        const oneParameter = macroHead(tree, c)
        if (oneParameter !== undefined) {
          head = oneParameter
          declarations = []
        }
        declarations.push(c)
        continue
      }
      if (kind === Kind.compound_statement && head !== undefined) {
        const damaged = head.damaged || tree.is(container, Kind.ERROR)
        result.push({ head: head.head, call: head.call, declarations, body: c, damaged })
      }
      if (isContainer(kind)) containers.push(c)
      head = headOf(tree, c)
      declarations = []
    }
  }
  return result.sort((a, b) => a.head - b.head)
}

function isContainer(kind: Kind): boolean {
  switch (kind) {
    case Kind.preproc_if:
    case Kind.preproc_ifdef:
    case Kind.preproc_else:
    case Kind.preproc_elif:
    case Kind.preproc_elifdef:
    case Kind.linkage_specification:
    case Kind.declaration_list:
    case Kind.ERROR:
      return true
    default:
      return false
  }
}

interface Head {
  readonly head: NodeId
  readonly call: NodeId
  readonly damaged: boolean
}

function headOf(tree: SyntaxTree, node: NodeId): Head | undefined {
  switch (tree.kind(node)) {
    case Kind.expression_statement: {
      // A real semicolon says that this is a call and no definition.
      if (tree.children(node).some((child) => tree.is(child, Kind[';']) && tree.end(child) > tree.start(child)))
        return undefined
      const call = tree.firstChild(node)
      return isNamedCall(tree, call) ? { head: node, call, damaged: false } : undefined
    }
    case Kind.call_expression:
      return isNamedCall(tree, node) ? { head: node, call: node, damaged: true } : undefined
    case Kind.ERROR: {
      const call = tree.namedChildren(node).at(-1) ?? NO_NODE
      return isNamedCall(tree, call) && tree.end(call) === tree.end(node)
        ? { head: call, call, damaged: true }
        : undefined
    }
    default:
      return undefined
  }
}

function isNamedCall(tree: SyntaxTree, node: NodeId): boolean {
  return tree.is(node, Kind.call_expression) && tree.is(tree.child(node, Field.function), Kind.identifier)
}

/** `stop(fd) int fd;` looks like the declaration of `int` with a type made by `stop(fd)`, and a leftover. */
function macroHead(tree: SyntaxTree, declaration: NodeId): Head | undefined {
  const type = tree.child(declaration, Field.type)
  if (!tree.is(type, Kind.macro_type_specifier)) return undefined
  const hasLeftover = tree.children(declaration).some((child) => tree.is(child, Kind.ERROR))
  return hasLeftover ? { head: declaration, call: type, damaged: true } : undefined
}
