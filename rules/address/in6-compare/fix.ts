import {
  Field,
  type FixReport,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxContext,
  withoutCasts,
} from '../../../engine/rule-api.ts'

interface Comparison {
  readonly operator: string
  readonly left: string
  readonly right: string
}

/** The bytes of two addresses instead of where they stand. */
export function compareV6(
  node: NodeId,
  { operator, left, right }: Comparison,
  { tree }: SyntaxContext<string>,
): FixReport {
  const call = `IN6_ARE_ADDR_EQUAL(${left}, ${right})`
  return {
    title: { en: 'Use IN6_ARE_ADDR_EQUAL()', ja: 'IN6_ARE_ADDR_EQUAL() を使う' },
    safety: 'suggest',
    edits: [{ span: tree.span(node), newText: operator === '!=' ? `!${call}` : call }],
  }
}

/** The members that make an address, instead of all bytes; undefined where the text shows no plain comparison. */
export function compareMembers(call: NodeId, base: string, context: SyntaxContext<string>): FixReport | undefined {
  const { tree } = context
  const [left, right] = tree
    .namedChildren(tree.child(call, Field.arguments))
    .map((node) => accessOf(node, base, context))
  const test = testAround(call, context)
  if (left === undefined || right === undefined || test === undefined) return undefined
  const equal =
    base === 'struct sockaddr_in6'
      ? [
          `IN6_ARE_ADDR_EQUAL(&${left}sin6_addr, &${right}sin6_addr)`,
          `${left}sin6_port == ${right}sin6_port`,
          `${left}sin6_scope_id == ${right}sin6_scope_id`,
        ]
      : base === 'struct sockaddr_in'
        ? [`${left}sin_addr.s_addr == ${right}sin_addr.s_addr`, `${left}sin_port == ${right}sin_port`]
        : []
  if (equal.length === 0) return undefined
  const all = equal.join(' && ')
  const parent = tree.parent(test.node)
  const isAlone =
    tree.is(parent, Kind.parenthesized_expression) ||
    tree.is(parent, Kind.condition_clause) ||
    tree.is(parent, Kind.return_statement)
  return {
    title: { en: 'Compare the members of the addresses', ja: 'アドレスのメンバーどうしを比較する' },
    safety: 'suggest',
    edits: [{ span: tree.span(test.node), newText: test.isEqual ? (isAlone ? all : `(${all})`) : `!(${all})` }],
  }
}

/** `a.` or `p->` for a pointer to a structure of that type; undefined for any other expression. */
function accessOf(node: NodeId, base: string, { tree, typeOf }: SyntaxContext<string>): string | undefined {
  const inner = node === NO_NODE ? NO_NODE : withoutCasts(tree, node)
  const isAddress = tree.is(inner, Kind.pointer_expression) && tree.textOf(inner).startsWith('&')
  const object = isAddress ? tree.child(inner, Field.argument) : inner
  if (object === NO_NODE || !(tree.is(object, Kind.identifier) || tree.is(object, Kind.field_expression)))
    return undefined
  const type = typeOf(object)
  if (type === undefined || type.base !== base || type.array || type.pointers !== (isAddress ? 0 : 1)) return undefined
  return `${tree.textOf(object)}${isAddress ? '.' : '->'}`
}

/** What asks whether the result is 0: `f() == 0`, `0 != f()`, `!f()`, or the call itself as a condition. */
function testAround(
  call: NodeId,
  { tree }: SyntaxContext<string>,
): { readonly node: NodeId; readonly isEqual: boolean } | undefined {
  const parent = tree.parent(call)
  if (tree.is(parent, Kind.unary_expression) && tree.textOf(parent).startsWith('!'))
    return { node: parent, isEqual: true }
  if (tree.is(parent, Kind.binary_expression)) {
    const operator = tree.textOf(tree.child(parent, Field.operator))
    const sides = [tree.child(parent, Field.left), tree.child(parent, Field.right)]
    const isZero = sides.some((side) => side !== call && tree.textOf(side) === '0')
    if (isZero && (operator === '==' || operator === '!=')) return { node: parent, isEqual: operator === '==' }
    return operator === '&&' || operator === '||' ? { node: call, isEqual: false } : undefined
  }
  const isCondition = tree.is(parent, Kind.parenthesized_expression) || tree.is(parent, Kind.condition_clause)
  const statement = isCondition ? tree.parent(parent) : NO_NODE
  return tree.is(statement, Kind.if_statement) || tree.is(statement, Kind.while_statement)
    ? { node: call, isEqual: false }
    : undefined
}
