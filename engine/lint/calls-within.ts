/** What a piece of code calls, as written, for rules that conclude from a call that is not there. */
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { argumentsOf, usesOf } from './variable-uses.ts'

export interface WrittenCall {
  readonly node: NodeId
  /** The callee as written: `unlink`, `std::filesystem::remove`, `p->close`. */
  readonly callee: string
  /** Its last part: `unlink`, `remove`, `close`. */
  readonly name: string
  readonly arguments: readonly NodeId[]
}

/** The calls in the code below a node, in the order of the text. */
export function callsWithin(tree: SyntaxTree, node: NodeId): WrittenCall[] {
  const calls: WrittenCall[] = []
  for (let each = node; each < tree.subtreeEnd(node); each++) {
    if (!tree.is(each, Kind.call_expression)) continue
    const callee = tree.textOf(tree.child(each, Field.function)).replace(/\s+/g, '')
    const name = /(\w+)$/.exec(callee)?.[1] ?? ''
    calls.push({ node: each, callee, name, arguments: argumentsOf(tree, each) })
  }
  return calls
}

/** True when the code below a node names the variable. */
export function namesVariable(tree: SyntaxTree, node: NodeId, name: string): boolean {
  return usesOf(tree, node, name).length > 0
}

/** The definition of the function of this name in the file, or NO_NODE. */
export function definitionOf(tree: SyntaxTree, name: string): NodeId {
  if (!/^\w+$/.test(name)) return NO_NODE
  const wanted = new RegExp(`(^|\\W)${name}$`)
  for (let node = 0; node < tree.size; node++) {
    if (!tree.is(node, Kind.function_declarator) || !wanted.test(tree.textOf(tree.child(node, Field.declarator))))
      continue
    const around = tree.ancestor(node, Kind.function_definition, Kind.declaration, Kind.compound_statement)
    if (tree.is(around, Kind.function_definition)) return around
  }
  return NO_NODE
}

/** Code without its comments. */
export function withoutComments(code: string): string {
  return code.replace(/\/\/.*|\/\*[^]*?\*\//g, '')
}
