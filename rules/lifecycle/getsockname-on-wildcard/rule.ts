import { argumentOf, defineRule, Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../../../engine/rule-api.ts'

const HOST_MEMBERS = /^(sin_addr|sin6_addr)$/
/** Calls that read an address that they are given. */
const READERS =
  /^(inet_ntop|InetNtop[AW]?|inet_ntoa|getnameinfo|WSAAddressToString[AW]?|Inet_ntop|Sock_ntop(_host)?|sock_ntop(_host)?)$/

/** The variable in `(struct sockaddr *)&x`, or NO_NODE. */
function variableIn(tree: SyntaxTree, argument: NodeId): NodeId {
  for (let node = argument; node < tree.subtreeEnd(argument); node++) {
    if (!tree.is(node, Kind.pointer_expression) || !tree.is(tree.child(node, Field.operator), Kind['&'])) continue
    const operand = tree.child(node, Field.argument)
    return tree.is(operand, Kind.identifier) ? operand : NO_NODE
  }
  return NO_NODE
}

/** Where the host of the address is first used behind `call`, before anything else may fill the variable. */
function hostUsedBehind(tree: SyntaxTree, call: NodeId, variable: string): NodeId {
  const end = tree.subtreeEnd(tree.ancestor(call, Kind.function_definition))
  for (let node = tree.subtreeEnd(call); node < end; node++) {
    if (!tree.is(node, Kind.identifier) || tree.textOf(node) !== variable) continue
    const member = tree.parent(node)
    if (tree.is(member, Kind.field_expression)) {
      if (HOST_MEMBERS.test(tree.textOf(tree.child(member, Field.field)))) return member
      continue
    }
    const caller = tree.ancestor(node, Kind.call_expression, Kind.expression_statement)
    if (!tree.is(caller, Kind.call_expression)) return NO_NODE
    const callee = tree.textOf(tree.child(caller, Field.function))
    if (callee === 'sizeof') continue
    return READERS.test(callee) ? node : NO_NODE
  }
  return NO_NODE
}

export default defineRule({
  id: 'lifecycle/getsockname-on-wildcard',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    found: {
      en: "'{name}' is bound to the wildcard address, so the address that {callee}() gives is {wildcard}, and no host has it. Ask an accepted connection, which has the address that its client used.",
      ja: "'{name}' はワイルドカードアドレスに bind されているため、{callee}() が返すアドレスは {wildcard} で、実際のホストのアドレスではありません。accept した接続に対して呼び出せば、クライアントが使ったアドレスがわかります。",
    },
  },
  on: {
    called(event, { tree, damaged, report }) {
      if (event.row.effect !== 'local-name' || damaged) return
      const socket = argumentOf(event, 'descriptor')?.value
      const out = argumentOf(event, 'out-address')
      if (socket?.kind !== 'descriptor' || out === undefined || out.node === NO_NODE) return
      const { bound, phase, type, name } = socket.resource
      if (phase !== 'listening' && !(phase === 'bound' && type === 'stream')) return
      if (bound?.address.scope !== 'wildcard' || !bound.certain) return
      const variable = variableIn(tree, out.node)
      const used = variable === NO_NODE ? NO_NODE : hostUsedBehind(tree, event.node, tree.textOf(variable))
      if (used === NO_NODE) return
      report({
        span: tree.span(used),
        message: 'found',
        parameters: { name, callee: event.row.name, wildcard: bound.address.family === 'inet6' ? '::' : '0.0.0.0' },
        steps: [
          { ...bound, message: { en: `'${name}' is bound here`, ja: `ここで '${name}' を bind する` } },
          { span: event.span, message: { en: 'the address is asked for here', ja: 'ここでアドレスを問い合わせる' } },
        ],
      })
    },
  },
})
