import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { functionAround, usesOf } from './variable-uses.ts'
import { withoutCasts } from './byte-order-help.ts'

/**
 * The text of a variable of the function that is declared with a literal and never changed: `const char ip[] = "127.0.0.1"`,
 * or `ip.c_str()` of `std::string ip = "127.0.0.1"`. undefined for all else. Escapes are as written.
 */
export function literalObjectText(tree: SyntaxTree, argument: NodeId): string | undefined {
  const call = withoutCasts(tree, argument)
  if (tree.is(call, Kind.identifier)) return constantText(tree, call)
  if (!tree.is(call, Kind.call_expression)) return undefined
  const method = tree.child(call, Field.function)
  const object = tree.is(method, Kind.field_expression) ? tree.child(method, Field.argument) : NO_NODE
  if (!tree.is(object, Kind.identifier) || !/^(?:c_str|data)$/.test(tree.textOf(tree.child(method, Field.field))))
    return undefined
  const uses = usesOf(tree, functionAround(tree, argument), tree.textOf(object))
  const declared = uses.filter((use) => tree.fieldOf(use) === Field.declarator)
  // Whatever else is done with it may change it, but for asking it for its text.
  const isAsked = (use: NodeId): boolean =>
    tree.is(tree.parent(use), Kind.field_expression) &&
    /^(?:c_str|data|length|size|empty)$/.test(tree.textOf(tree.child(tree.parent(use), Field.field)))
  const [declarator = NO_NODE] = declared
  if (declared.length !== 1 || !uses.every((use) => use === declarator || isAsked(use))) return undefined
  let value = tree.child(tree.parent(declarator), Field.value)
  const isList = tree.is(value, Kind.argument_list) || tree.is(value, Kind.initializer_list)
  if (isList && tree.namedChildren(value).length === 1) value = tree.namedChildren(value)[0] ?? NO_NODE
  return literalText(tree, value)
}

function literalText(tree: SyntaxTree, node: NodeId): string | undefined {
  return tree.is(node, Kind.string_literal) ? tree.textOf(node).replace(/^\w*"|"$/g, '') : undefined
}

/** `const char name[] = "…"` and `const char *const name = "…"`: nothing may change them. */
function constantText(tree: SyntaxTree, name: NodeId): string | undefined {
  const around = functionAround(tree, name)
  if (around === NO_NODE) return undefined
  for (let node = around; node < name; node++) {
    if (!tree.is(node, Kind.init_declarator)) continue
    const declarator = tree.textOf(tree.child(node, Field.declarator)).replace(/\s+/g, ' ')
    const declared = /^(?:\* ?const )?(\w+)(?: ?\[\d*\])?$/.exec(declarator)
    if (declared?.[1] !== tree.textOf(name)) continue
    const isFixed = declarator.includes('[')
      ? /\bconst\b/.test(tree.textOf(tree.parent(node)))
      : declarator.startsWith('*')
    return isFixed ? literalText(tree, tree.child(node, Field.value)) : undefined
  }
  return undefined
}
