import { KNOWN_TYPEDEFS } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import type { FunctionContext } from './context.ts'

/**
 * The 1 in `(ngx_socket_t) -1`: without the typedef in sight the grammars read a difference. A name in parentheses of its own that
 * the API knows as a type, or that ends as POSIX reserves for types, is no operand. NO_NODE for anything else.
 */
export function negatedCast({ tree, names }: FunctionContext, node: NodeId): NodeId {
  const left = tree.child(node, Field.left)
  const name = tree.is(left, Kind.parenthesized_expression) ? (tree.namedChildren(left)[0] ?? NO_NODE) : NO_NODE
  if (!tree.is(name, Kind.identifier) || names.isLocal(name)) return NO_NODE
  const text = tree.textOf(name)
  const isType = Object.hasOwn(KNOWN_TYPEDEFS, text) || /\w_t$/.test(text)
  return isType && tree.textOf(tree.child(node, Field.operator)) === '-' ? tree.child(node, Field.right) : NO_NODE
}
