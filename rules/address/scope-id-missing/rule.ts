import {
  addressRead,
  argumentOf,
  type CalledEvent,
  defineRule,
  type FlowContext,
  Kind,
  NO_NODE,
  type SyntaxTree,
  type TargetFact,
} from '../../../engine/rule-api.ts'

type Message = 'fails' | 'sent' | 'group' | 'percent'

/** fe80::/10, and groups of interface-local (1) and link-local (2) scope (RFC 4291 sections 2.5.6 and 2.7). */
const LINK_LOCAL = /^fe[89ab][0-9a-f]:/i
const GROUP_OF_LINK = /^ff[0-9a-f][12]:/i

/** Other ways to say which interface is meant. */
const CHOOSES_INTERFACE: ReadonlySet<string> = new Set([
  'SO_BINDTODEVICE',
  'IPV6_MULTICAST_IF',
  'IPV6_UNICAST_IF',
  'IPV6_BOUND_IF',
  'IPV6_PKTINFO',
])

/** RFC 4007 section 6; Linux ipv6(7); Microsoft Learn, "IPv6 Link-local and Site-local Addresses". */
export default defineRule<Message>({
  id: 'address/scope-id-missing',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    fails: {
      en: "'{name}' is {text}, which every link has for itself, and sin6_scope_id does not say which link: Linux fails with EINVAL in {callee}(), other systems fail or take any. Set it with if_nametoindex(), or look '{text}%interface' up with getaddrinfo().",
      ja: "'{name}' の {text} はリンクごとに別のアドレスですが、sin6_scope_id でリンクを指定していません。{callee}() は、Linux では EINVAL で失敗し、ほかのシステムでは失敗するか、任意のリンクを使います。if_nametoindex() で設定するか、'{text}%インターフェイス名' を getaddrinfo() に渡してください。",
    },
    sent: {
      en: "'{name}' is {text}, which every link has for itself, and sin6_scope_id does not say which link: the datagram leaves by an interface of the system's choice. Set it with if_nametoindex(), or look '{text}%interface' up with getaddrinfo().",
      ja: "'{name}' の {text} はリンクごとに別のアドレスですが、sin6_scope_id でリンクを指定していません。データグラムは、システムが選んだインターフェイスから送信されます。if_nametoindex() で設定するか、'{text}%インターフェイス名' を getaddrinfo() に渡してください。",
    },
    group: {
      en: "'{name}' is the group {text} of one link, and neither sin6_scope_id nor IPV6_MULTICAST_IF says which link: the datagram leaves by an interface of the system's choice. Set one of them.",
      ja: "'{name}' の {text} は 1 つのリンクの中のグループですが、sin6_scope_id でも IPV6_MULTICAST_IF でもリンクを指定していません。データグラムは、システムが選んだインターフェイスから送信されます。どちらかを設定してください。",
    },
    percent: {
      en: "{callee}() knows no '%': for '{text}' it returns 0 and stores nothing. Look the text up with getaddrinfo(), which sets sin6_scope_id too.",
      ja: "{callee}() は '%' を解釈しません。'{text}' では 0 を返し、何も書き込みません。getaddrinfo() を使ってください。sin6_scope_id も設定されます。",
    },
  },
  on: {
    called(event, context) {
      if (event.row.effect === 'parse-address-into') {
        judgeText(event, context)
        return
      }
      const target = addressRead(event)
      if (target === null || context.damaged) return
      const text = withoutScope(target)
      if (text === null || context.tree.ask(mentionsInterface)) return
      const isGroup = GROUP_OF_LINK.test(text)
      const message = event.row.effect !== 'send' ? 'fails' : isGroup ? 'group' : 'sent'
      const node = argumentOf(event, 'address')?.node ?? NO_NODE
      context.report({
        span: node === NO_NODE ? event.span : context.tree.span(node),
        message,
        parameters: { name: target.name, text, callee: event.row.name },
        ...(message === 'fails' ? {} : { severity: message === 'sent' ? ('warning' as const) : ('info' as const) }),
      })
    },
  },
})

/** The text of an address of one link that names no link; null for any other. */
function withoutScope({ address, name, type }: TargetFact): string | null {
  const text = address?.text ?? null
  if (address === null || text === null || !(LINK_LOCAL.test(text) || GROUP_OF_LINK.test(text))) return null
  const { scope } = address.members
  const isZero = scope.value.kind === 'number' && scope.value.low === 0 && scope.value.high === 0
  // What is garbage is another matter.
  if (!isZero || scope.isWritten || scope.initialised !== 'yes') return null
  // A member of a union may have got it under another name; what a look-up gives has no declared structure.
  return /^\*?\w+$/.test(name) || type === null || type.base === 'struct sockaddr' ? text : null
}

/** True when the file chooses an interface for a socket: which, is not followed. */
function mentionsInterface(tree: SyntaxTree): boolean {
  for (let node = 0; node < tree.subtreeEnd(0); node++)
    if (tree.is(node, Kind.identifier) && CHOOSES_INTERFACE.has(tree.textOf(node))) return true
  return false
}

function judgeText(event: CalledEvent, context: FlowContext<Message>): void {
  const text = argumentOf(event, 'text')
  if (text?.value.kind !== 'text' || !/^[0-9a-f:]+%./i.test(text.value.text)) return
  context.report({
    span: text.node === NO_NODE ? event.span : context.tree.span(text.node),
    message: 'percent',
    parameters: { callee: event.row.name, text: text.value.text },
  })
}
