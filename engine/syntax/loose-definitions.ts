import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from './tree.ts'

/**
 * A definition without a return type, `main(argc, argv) int argc; char **argv; { ... }`, for which the grammars have no
 * rule: they see a call, declarations and a block side by side.
 */
export interface LooseDefinition {
  /** The expression_statement that is really `name(parameters)`. */
  readonly head: NodeId
  readonly call: NodeId
  /** Declarations of the parameters between head and body. */
  readonly declarations: readonly NodeId[]
  readonly body: NodeId
}

/** All such definitions at file level, also inside `#if` branches and `extern "C"`. */
export function looseDefinitions(tree: SyntaxTree): LooseDefinition[] {
  const result: LooseDefinition[] = []
  const containers: NodeId[] = [0]
  for (let container = containers.pop(); container !== undefined; container = containers.pop()) {
    let head: NodeId = NO_NODE
    let declarations: NodeId[] = []
    for (let c = tree.firstChild(container); c !== NO_NODE; c = tree.nextSibling(c)) {
      switch (tree.kind(c)) {
        case Kind.comment:
          continue
        case Kind.declaration:
          declarations.push(c)
          continue
        case Kind.expression_statement:
          head = isHead(tree, c) ? c : NO_NODE
          declarations = []
          continue
        case Kind.compound_statement:
          if (head !== NO_NODE) result.push({ head, call: tree.firstChild(head), declarations, body: c })
          break
        case Kind.preproc_if:
        case Kind.preproc_ifdef:
        case Kind.preproc_else:
        case Kind.preproc_elif:
        case Kind.preproc_elifdef:
        case Kind.linkage_specification:
        case Kind.declaration_list:
        case Kind.ERROR:
          containers.push(c)
          break
        default:
          break
      }
      head = NO_NODE
      declarations = []
    }
  }
  return result
}

function isHead(tree: SyntaxTree, statement: NodeId): boolean {
  const call = tree.firstChild(statement)
  if (!tree.is(call, Kind.call_expression) || !tree.is(tree.child(call, Field.function), Kind.identifier)) return false
  // A real semicolon says that this is a call and no definition.
  return !tree.children(statement).some((child) => tree.is(child, Kind[';']) && tree.end(child) > tree.start(child))
}
