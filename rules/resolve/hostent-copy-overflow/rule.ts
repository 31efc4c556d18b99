import {
  argumentOf,
  type ArgumentFact,
  defineRule,
  Field,
  type FixReport,
  Kind,
  memberWritten,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  targetOf,
} from '../../../engine/rule-api.ts'

/** Bytes of an IPv4 address. */
const FOUR = 4

/** The length of an address is that of its kind: 4 bytes for IPv4, 16 for IPv6 (gethostbyname(3); CERT ARR38-C). */
export default defineRule({
  id: 'resolve/hostent-copy-overflow',
  since: '0.1.0',
  severity: 'info',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-120'],
  messages: {
    found: {
      en: "'{length}' bytes go into '{name}', which has 4, and nothing has tested h_addrtype or h_length: an IPv6 address (16 bytes) overwrites what lies behind it. Copy sizeof bytes, and only of an AF_INET address.",
      ja: "'{name}' は 4 バイトですが、h_addrtype も h_length も調べずに '{length}' バイトをコピーしています。IPv6 アドレス (16 バイト) だと後ろのメモリを上書きします。AF_INET であることを調べ、sizeof のバイト数だけコピーしてください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      if (event.row.effect !== 'copy' || context.damaged) return
      const length = argumentOf(event, 'length')
      const destination = argumentOf(event, 'destination')
      if (length === undefined || destination === undefined || destination.node === NO_NODE) return
      if (!isMember(tree, length.node, /^h_length$/) || !isFourBytes(destination, tree)) return
      if (isTested(tree, event.node)) return
      const operand = addressed(tree, destination.node)
      context.report({
        span: event.span,
        message: 'found',
        parameters: { length: tree.textOf(length.node), name: tree.textOf(operand) },
        fixes: passSize(tree, length.node, operand, destination.node),
      })
    },
  },
})

function stripped(tree: SyntaxTree, node: NodeId): NodeId {
  let inner = node
  for (;;) {
    if (tree.is(inner, Kind.parenthesized_expression)) inner = tree.namedChildren(inner)[0] ?? NO_NODE
    else if (tree.is(inner, Kind.cast_expression)) inner = tree.child(inner, Field.value)
    else return inner
  }
}

/** `x` of `(char *)&x`; else the expression without its casts. */
function addressed(tree: SyntaxTree, node: NodeId): NodeId {
  const inner = stripped(tree, node)
  const isAddress = tree.is(inner, Kind.pointer_expression) && tree.textOf(inner).startsWith('&')
  return isAddress ? stripped(tree, tree.child(inner, Field.argument)) : inner
}

function isMember(tree: SyntaxTree, node: NodeId, name: RegExp): boolean {
  const inner = stripped(tree, node)
  return tree.is(inner, Kind.field_expression) && name.test(tree.textOf(tree.child(inner, Field.field)))
}

function isFourBytes(destination: ArgumentFact, tree: SyntaxTree): boolean {
  const member = memberWritten(tree, destination.node)
  if (member !== null && member.offset === 0 && /^(sin_addr|s_addr|S_addr)$/.test(member.name)) return true
  const target = targetOf(destination)
  if (target?.type === null || target?.type === undefined || target.type.pointers > 0) return false
  return target.size === FOUR || (target.type.base === 'struct in_addr' && !target.type.array)
}

/** True when the function asks anywhere what kind of address it got. */
function isTested(tree: SyntaxTree, call: NodeId): boolean {
  const definition = tree.ancestor(call, Kind.function_definition)
  if (definition === NO_NODE) return true
  for (let node = definition; node < tree.subtreeEnd(definition); node++) {
    if (!tree.is(node, Kind.field_expression) || !isMember(tree, node, /^h_(length|addrtype)$/)) continue
    const around = tree.ancestor(
      node,
      Kind.binary_expression,
      Kind.switch_statement,
      Kind.argument_list,
      Kind.compound_statement,
    )
    if (tree.is(around, Kind.binary_expression) || tree.is(around, Kind.switch_statement)) return true
  }
  return false
}

function passSize(tree: SyntaxTree, length: NodeId, operand: NodeId, destination: NodeId): FixReport[] {
  if (operand === stripped(tree, destination)) return []
  const newText = `sizeof(${tree.textOf(operand)})`
  const title = { en: `Copy '${newText}' bytes`, ja: `'${newText}' バイトをコピーする` }
  return [{ title, safety: 'suggest', edits: [{ span: tree.span(length), newText }] }]
}
