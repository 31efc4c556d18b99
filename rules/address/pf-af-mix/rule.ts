import { defineRule, Field, Kind, NO_NODE, type NodeId, type SyntaxContext } from '../../../engine/rule-api.ts'

type Message = 'member' | 'argument' | 'socket'

/** Names that have a twin with AF_ of the same value (POSIX has those with AF_ only). */
const PROTOCOL_FAMILY = /^PF_(UNSPEC|UNIX|LOCAL|FILE|INET|INET6|PACKET|NETLINK|ROUTE|KEY|BLUETOOTH|CAN|VSOCK|LINK)$/

/** Those of the sockets that every manual creates with AF_ today; packet(7) and others long said PF_. */
const COMMON = /^PF_(UNIX|LOCAL|FILE|INET|INET6)$/

const FAMILY_MEMBER = /^(sin|sin6|sun|sa|ss)_family$/

/** Functions that take the family of an address. */
const ADDRESS_FUNCTION = /^(inet_pton|inet_ntop|InetPton[AW]?|InetNtop[AW]?|gethostbyaddr|gethostbyname2)$/
const SOCKET_FUNCTION = /^(socket|WSASocket[AW]?)$/

/** UNP section 4.2: PF_ was meant for protocol families, AF_ for addresses; each protocol family got one address family. */
export default defineRule<Message>({
  id: 'address/pf-af-mix',
  since: '0.1.0',
  severity: 'info',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    member: {
      en: '{member} holds an address family, and {name} names a protocol family. The values are the same, so that nothing fails; write {twin}.',
      ja: '{member} はアドレスファミリーのメンバーですが、{name} はプロトコルファミリーの名前です。値は同じなので動作は変わりませんが、{twin} と書いてください。',
    },
    argument: {
      en: '{callee}() takes an address family, and {name} names a protocol family. The values are the same, so that nothing fails; write {twin}.',
      ja: '{callee}() が受け取るのはアドレスファミリーですが、{name} はプロトコルファミリーの名前です。値は同じなので動作は変わりませんが、{twin} と書いてください。',
    },
    socket: {
      en: 'This file calls {callee}() with {name} here and with AF_ names elsewhere. The values are the same; write {twin}, as elsewhere.',
      ja: 'このファイルでは {callee}() に、ここでは {name} を、別の場所では AF_ で始まる名前を渡しています。値は同じですが、{twin} にそろえてください。',
    },
  },
  visit: {
    identifier(node, context) {
      const { tree } = context
      const name = tree.textOf(node)
      if (!PROTOCOL_FAMILY.test(name)) return
      const use = useOf(node, name, context)
      if (use === null) return
      const twin = name.replace(/^PF_/, 'AF_')
      const span = tree.span(node)
      context.report({
        span,
        message: use.message,
        parameters: { ...use.parameters, name, twin },
        fixes: [
          {
            title: { en: `Write '${twin}'`, ja: `'${twin}' と書く` },
            safety: 'safe',
            edits: [{ span, newText: twin }],
          },
        ],
      })
    },
  },
})

interface Use {
  readonly message: Message
  readonly parameters: { readonly member?: string; readonly callee?: string }
}

/** What the constant is used for, where AF_ belongs there; null for any other use. */
function useOf(node: NodeId, name: string, context: SyntaxContext<Message>): Use | null {
  const { tree } = context
  let value = node
  while (
    tree.is(tree.parent(value), Kind.parenthesized_expression) ||
    tree.is(tree.parent(value), Kind.cast_expression)
  )
    value = tree.parent(value)
  const parent = tree.parent(value)
  if (tree.is(parent, Kind.argument_list)) return argumentUse(parent, name, context)
  const member = memberBeside(value, parent, context)
  return member === null ? null : { message: 'member', parameters: { member } }
}

function argumentUse(list: NodeId, name: string, context: SyntaxContext<Message>): Use | null {
  const { tree } = context
  const callee = tree.textOf(tree.child(tree.parent(list), Field.function)).replace(/^::/, '')
  if (ADDRESS_FUNCTION.test(callee)) return { message: 'argument', parameters: { callee } }
  const isMixed = SOCKET_FUNCTION.test(callee) && COMMON.test(name) && createsWithAddressFamily(context)
  return isMixed ? { message: 'socket', parameters: { callee } } : null
}

/** True when a call of the file creates a socket and names the family with AF_. */
function createsWithAddressFamily({ tree }: SyntaxContext<Message>): boolean {
  for (let node = 0; node < tree.subtreeEnd(0); node++) {
    if (!tree.is(node, Kind.call_expression)) continue
    if (!SOCKET_FUNCTION.test(tree.textOf(tree.child(node, Field.function)).replace(/^::/, ''))) continue
    const family = tree.namedChildren(tree.child(node, Field.arguments))[0]
    if (family !== undefined && /^AF_/.test(tree.textOf(family))) return true
  }
  return false
}

const COMPARING = ['==', '!=']

/** The member of an address that the constant is stored in or compared with; null for anything else. */
function memberBeside(value: NodeId, parent: NodeId, context: SyntaxContext<Message>): string | null {
  const { tree } = context
  switch (tree.kind(parent)) {
    case Kind.assignment_expression:
      return tree.fieldOf(value) === Field.right ? familyMember(tree.child(parent, Field.left), context) : null
    case Kind.binary_expression: {
      if (!COMPARING.includes(tree.textOf(tree.child(parent, Field.operator)))) return null
      const other = tree.fieldOf(value) === Field.left ? Field.right : Field.left
      return familyMember(tree.child(parent, other), context)
    }
    case Kind.case_statement: {
      const decision = tree.ancestor(parent, Kind.switch_statement)
      if (tree.fieldOf(value) !== Field.value || decision === NO_NODE) return null
      const [asked] = tree.namedChildren(tree.child(decision, Field.condition))
      return asked === undefined ? null : familyMember(asked, context)
    }
    case Kind.initializer_pair: {
      const designator = tree.textOf(tree.child(parent, Field.designator)).replace(/^\s*\.\s*/, '')
      return tree.fieldOf(value) === Field.value && FAMILY_MEMBER.test(designator) ? designator : null
    }
    case Kind.initializer_list: {
      const declarator = tree.child(tree.parent(parent), Field.declarator)
      const isFirst = tree.namedChildren(parent)[0] === value && tree.is(tree.parent(parent), Kind.init_declarator)
      const type = isFirst && tree.is(declarator, Kind.identifier) ? context.typeOf(declarator) : undefined
      if (type === undefined || type.pointers > 0 || type.array) return null
      return POSITIONAL[type.base] ?? null
    }
    default:
      return null
  }
}

const POSITIONAL: Readonly<Record<string, string>> = {
  'struct sockaddr_in': 'sin_family',
  'struct sockaddr_in6': 'sin6_family',
  'struct sockaddr_un': 'sun_family',
}

/** The name of the family member that an expression reads or writes, else null. */
function familyMember(expression: NodeId, { tree }: SyntaxContext<Message>): string | null {
  let node = expression
  while (tree.is(node, Kind.parenthesized_expression)) node = tree.namedChildren(node)[0] ?? NO_NODE
  const member = tree.is(node, Kind.field_expression) ? tree.textOf(tree.child(node, Field.field)) : ''
  return FAMILY_MEMBER.test(member) ? member : null
}
