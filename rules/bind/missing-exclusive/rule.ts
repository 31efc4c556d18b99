import {
  argumentOf,
  bindOutcomeTable,
  type BoundTo,
  defineRule,
  describeBound,
  type FlowContext,
  functionTextAround,
  joinsGroup,
  type ResourceView,
  serverBind,
  setServerOption,
  type Span,
  unnamedOptionOn,
} from '../../../engine/rule-api.ts'

/** Either of them says who else may have the port; what SO_REUSEADDR says is bind/reuseaddr-hijack's matter. */
const DECIDING = ['SO_EXCLUSIVEADDRUSE', 'SO_REUSEADDR']

const tagOf = ({ id }: ResourceView): string => `decided about ${id}`

/** The option stands in the function in code of another build, or in a comment that says why it is not set. */
function isWeighed(bound: BoundTo, span: Span, context: FlowContext<string>): boolean {
  const texts = [functionTextAround(bound, context), functionTextAround({ ...bound, span }, context)]
  return texts.some((text) => text === undefined || /EXCLUSIVEADDRUSE/.test(text))
}

/**
 * Only for a wildcard address does the option change what others can do in the table of Microsoft Learn ("Using
 * SO_REUSEADDR and SO_EXCLUSIVEADDRUSE"): they can bind a specific address of the port, which gets its traffic.
 */
function judge(resource: ResourceView, span: Span, context: FlowContext<'stream' | 'datagram'>): void {
  const bound = serverBind(resource, context)
  if (bound === undefined || bound.address.scope !== 'wildcard') return
  if ([...resource.options.keys()].some((name) => DECIDING.includes(name) || joinsGroup(name))) return
  if (isWeighed(bound, span, context)) return
  const isStream = resource.type === 'stream'
  const fix = setServerOption(resource, bound, context)
  const first = describeBound(resource)
  context.report({
    span: bound.file === undefined ? bound.span : span,
    message: isStream ? 'stream' : 'datagram',
    parameters: { name: resource.name },
    unless: tagOf(resource),
    steps: [
      {
        span,
        message: isStream
          ? { en: `'${resource.name}' starts to listen here`, ja: `ここで '${resource.name}' の接続待ちを始める` }
          : { en: `'${resource.name}' receives here`, ja: `ここで '${resource.name}' から受信する` },
      },
    ],
    ...(first === undefined
      ? {}
      : { outcome: bindOutcomeTable(first, { ...first, scope: 'specific', address: null }) }),
    ...(fix === undefined || !isStream ? {} : { fixes: [fix] }),
  })
}

export default defineRule({
  id: 'bind/missing-exclusive',
  since: '0.1.0',
  severity: 'info',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: ['CWE-605'],
  messages: {
    stream: {
      en: "'{name}' is bound without SO_EXCLUSIVEADDRUSE: another program of the same user can bind a specific address of this port and take the connections to it. Set the option before bind(), or leave it out on purpose: with it a restart fails with WSAEADDRINUSE as long as old connections are open.",
      ja: "'{name}' に SO_EXCLUSIVEADDRUSE を設定せずに bind しています。同じユーザーの別のプログラムが、このポートに特定アドレスで bind し、そのアドレスへの接続を横取りできます。bind() の前に設定するか、意図して設定しないかを決めてください。設定すると、古い接続が残っている間は再起動時の bind() が WSAEADDRINUSE で失敗します。",
    },
    datagram: {
      en: "'{name}' is bound without SO_EXCLUSIVEADDRUSE: another program of the same user can bind a specific address of this port and take the datagrams to it. Set the option before bind().",
      ja: "'{name}' に SO_EXCLUSIVEADDRUSE を設定せずに bind しています。同じユーザーの別のプログラムが、このポートに特定アドレスで bind し、そのアドレス宛てのデータグラムを横取りできます。bind() の前に設定してください。",
    },
  },
  on: {
    optionSet({ option, resource, span }, context) {
      if (DECIDING.includes(option) || joinsGroup(option)) context.note(span, tagOf(resource))
    },
    bound({ address, resource, span, via }, context) {
      // A helper that chooses the port may try several.
      if (via !== null && address.port === null) context.note(span, tagOf(resource))
    },
    connected({ resource, span }, context) {
      context.note(span, tagOf(resource))
    },
    listening({ resource, span }, context) {
      if (resource.type === 'stream') judge(resource, span, context)
    },
    called(event, context) {
      const socket = unnamedOptionOn(event, context.tree)
      if (socket !== undefined) context.note(event.span, tagOf(socket))
      const given = argumentOf(event, 'descriptor')?.value
      if (event.row.effect !== 'receive' || given?.kind !== 'descriptor') return
      if (given.resource.type === 'datagram' && given.resource.phase === 'bound')
        judge(given.resource, event.span, context)
    },
  },
})
