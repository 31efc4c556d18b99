/** Help for rules about numbers in a member that holds them in network order. */
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'

const CAST_TEMPLATE = /^(static|reinterpret|const)_cast\b/

/** An expression without the parentheses and casts around it. */
export function withoutCasts(tree: SyntaxTree, node: NodeId): NodeId {
  let inner = node
  while (inner !== NO_NODE) {
    const called = tree.child(inner, Field.function)
    if (tree.is(inner, Kind.parenthesized_expression)) inner = tree.namedChildren(inner)[0] ?? NO_NODE
    else if (tree.is(inner, Kind.cast_expression)) inner = tree.child(inner, Field.value)
    // C++: `static_cast<T>(x)` parses as a call of a template.
    else if (tree.is(called, Kind.template_function) && CAST_TEMPLATE.test(tree.textOf(called)))
      inner = tree.namedChildren(tree.child(inner, Field.arguments))[0] ?? NO_NODE
    else return inner
  }
  return inner
}

/**
 * True when the function around `node` gives the member, written as `target`, to a call of one argument: what stores a
 * number there first and converts it in place means the right thing (`a.sin_port = 80; a.sin_port = htons(a.sin_port);`).
 */
export function isConvertedInPlace(tree: SyntaxTree, node: NodeId, target: string): boolean {
  const around = tree.ancestor(node, Kind.function_definition)
  if (around === NO_NODE) return false
  const wanted = target.replace(/\s+/g, '')
  for (let each = around; each < tree.subtreeEnd(around); each++) {
    if (!tree.is(each, Kind.call_expression)) continue
    const given = tree.namedChildren(tree.child(each, Field.arguments))
    if (given.length === 1 && given[0] !== undefined && tree.textOf(given[0]).replace(/\s+/g, '') === wanted)
      return true
  }
  return false
}
