import {
  bindOutcomeTable,
  defineRule,
  describeBound,
  type FlowContext,
  optionBeforeBind,
  type ResourceEvent,
  type ResourceView,
  unnamedOptionOn,
} from '../../../engine/rule-api.ts'

const OPTION = 'IPV6_V6ONLY'

type Message = 'implicit' | 'sibling'

const tagOf = ({ id }: ResourceView): string => `may be set on ${id}`

/** An open socket of this path that has the same port of IPv4. */
function ipv4Sibling({ resource, state }: ResourceEvent): ResourceView | undefined {
  for (const other of state.resources) {
    const address = other.bound?.address
    if (other.closedAt !== null || address?.family !== 'inet' || address.scope !== 'wildcard') continue
    const port = resource.bound?.address.port ?? null
    if (other.type === resource.type && address.port !== null && address.port === port) return other
  }
  return undefined
}

function judge(event: ResourceEvent, context: FlowContext<Message>): void {
  const { resource, span } = event
  const { bound } = resource
  // That nobody set it is a conclusion from what is absent.
  if (context.damaged || resource.escaped || resource.origin !== 'created' || bound === null || !bound.certain) return
  if (resource.family !== 'inet6' || bound.address.family !== 'inet6' || bound.address.scope !== 'wildcard') return
  if (bound.address.port === 0 || resource.pending.length > 0 || resource.options.has(OPTION)) return
  const sibling = ipv4Sibling(event)
  const wanted = { level: 'IPPROTO_IPV6', name: OPTION, value: sibling === undefined ? 0 : 1, variable: 'v6only' }
  const edits = optionBeforeBind(context, resource, bound, { posix: wanted, windows: wanted })
  const steps =
    sibling === undefined || sibling.bound === null || sibling.bound.file !== undefined
      ? []
      : [
          {
            span: sibling.bound.span,
            message: {
              en: `'${sibling.name}' takes the port of IPv4 here`,
              ja: `ここで '${sibling.name}' を同じポートの IPv4 に bind する`,
            },
          },
        ]
  const [first, second] = [sibling === undefined ? undefined : describeBound(sibling), describeBound(resource)]
  context.report({
    span: bound.file === undefined ? bound.span : span,
    message: sibling === undefined ? 'implicit' : 'sibling',
    parameters: { name: resource.name, other: sibling?.name ?? '' },
    unless: tagOf(resource),
    steps,
    ...(first === undefined || second === undefined ? {} : { outcome: bindOutcomeTable(first, second) }),
    ...(edits === undefined
      ? {}
      : {
          fixes: [
            {
              title: {
                en: `Set IPV6_V6ONLY to ${wanted.value} before bind()`,
                ja: `bind() の前に IPV6_V6ONLY を ${wanted.value} に設定する`,
              },
              safety: 'suggest' as const,
              edits,
            },
          ],
        }),
  })
}

export default defineRule({
  id: 'bind/v6only-implicit',
  since: '0.1.0',
  severity: 'info',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    implicit: {
      en: "Whether '{name}' serves IPv4 clients too depends on the system: by default it does on Linux and macOS, and does not on Windows and the BSDs. Set IPV6_V6ONLY before bind().",
      ja: "'{name}' が IPv4 のクライアントにも応じるかどうかはシステムによって異なります。既定では Linux と macOS は応じ、Windows と BSD は応じません。bind() の前に IPV6_V6ONLY を設定してください。",
    },
    sibling: {
      en: "'{other}' has the same port of IPv4: where '{name}' takes IPv4 too, as by default on Linux, this bind() fails with EADDRINUSE. Set IPV6_V6ONLY to 1 before bind().",
      ja: "同じポートの IPv4 にはすでに '{other}' を bind しています。Linux の既定のように '{name}' が IPv4 も受け持つシステムでは、この bind() が EADDRINUSE で失敗します。bind() の前に IPV6_V6ONLY を 1 に設定してください。",
    },
  },
  on: {
    optionSet({ option, resource, span }, context) {
      if (option === OPTION) context.note(span, tagOf(resource))
    },
    called(event, context) {
      const socket = unnamedOptionOn(event, context.tree)
      if (socket !== undefined) context.note(event.span, tagOf(socket))
    },
    listening: judge,
    bound(event, context) {
      if (event.resource.type === 'datagram') judge(event, context)
    },
  },
})
