import {
  defineRule,
  type FixReport,
  type FlowContext,
  Kind,
  NO_NODE,
  optionBeforeBind,
  type ResourceView,
  type BoundTo,
  type WantedOption,
  unnamedOptionOn,
} from '../../../engine/rule-api.ts'

/** Either lets a server bind its port again on Linux and the BSDs; SO_REUSEPORT shares it as well. */
const REUSE = ['SO_REUSEADDR', 'SO_REUSEPORT', 'SO_REUSEPORT_LB']

const POSIX: WantedOption = { level: 'SOL_SOCKET', name: 'SO_REUSEADDR', value: 1, variable: 'reuse' }
const WINDOWS: WantedOption = { level: 'SOL_SOCKET', name: 'SO_EXCLUSIVEADDRUSE', value: 1, variable: 'exclusive' }

const tagOf = ({ id }: ResourceView): string => `may be set on ${id}`

/** Known to be a TCP port that stays the same: a local socket has none, and 0 asks for whichever is free. */
function isServerPort({ family, type }: ResourceView, { address }: BoundTo): boolean {
  const isInternet = address.family === 'inet' || address.family === 'inet6' || address.scope !== null
  return type === 'stream' && family !== 'unix' && isInternet && address.port !== 0
}

/** One socket is bound in a loop: to the next port after a failure, or to the same one later. */
function isTriedAgain(resource: ResourceView, { retried, span }: BoundTo, { tree }: FlowContext<string>): boolean {
  const call = tree.covering(span.start, span.end)
  const loop = tree.ancestor(call, Kind.for_statement, Kind.while_statement, Kind.do_statement)
  return retried || (loop !== NO_NODE && resource.span.start < tree.start(loop))
}

function setReuse(resource: ResourceView, bound: BoundTo, context: FlowContext<string>): FixReport | undefined {
  const { source, tree } = context
  const fn = tree.ancestor(tree.covering(bound.span.start, bound.span.end), Kind.function_definition)
  if (fn === NO_NODE) return undefined
  // What Windows has of its own is not in this view of the code.
  const code = source.slice(tree.start(fn), tree.end(fn)).replace(/\/\/.*|\/\*[^]*?\*\//g, '')
  const isSettled = /\bSO_(EXCLUSIVEADDRUSE|REUSEADDR)\b/.test(code)
  const edits = optionBeforeBind(context, resource, bound, {
    posix: POSIX,
    ...(isSettled ? {} : { windows: WINDOWS }),
  })
  if (edits === undefined) return undefined
  return {
    title: { en: 'Set SO_REUSEADDR before bind()', ja: 'bind() の前に SO_REUSEADDR を設定する' },
    safety: 'suggest',
    edits,
  }
}

export default defineRule({
  id: 'bind/missing-reuseaddr',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: [],
  messages: {
    missing: {
      en: "'{name}' is bound without SO_REUSEADDR: after the server stops, connections left in TIME_WAIT keep the port taken, and a restart fails with EADDRINUSE until they are gone. Set the option before bind().",
      ja: "'{name}' に SO_REUSEADDR を設定せずに bind しています。サーバーの停止後、TIME_WAIT に残った接続がポートを使用中のままにするため、それらがなくなるまで再起動時の bind() は EADDRINUSE で失敗します。bind() の前に設定してください。",
    },
  },
  on: {
    optionSet({ option, resource, span }, context) {
      if (REUSE.includes(option)) context.note(span, tagOf(resource))
    },
    called(event, context) {
      const socket = unnamedOptionOn(event, context.tree)
      if (socket !== undefined) context.note(event.span, tagOf(socket))
    },
    bound({ address, resource, span, via }, context) {
      // A helper that chooses the port may try several.
      if (via !== null && address.port === null) context.note(span, tagOf(resource))
    },
    listening({ resource, span }, context) {
      const { bound } = resource
      // That nobody set it is a conclusion from what is absent.
      if (context.damaged || resource.escaped || resource.origin !== 'created' || bound === null) return
      if (resource.pending.length > 0 || REUSE.some((name) => resource.options.has(name))) return
      if (!bound.certain || !isServerPort(resource, bound) || isTriedAgain(resource, bound, context)) return
      const place = bound.file === undefined ? bound.span : span
      const fix = setReuse(resource, bound, context)
      context.report({
        span: place,
        message: 'missing',
        parameters: { name: resource.name },
        unless: tagOf(resource),
        steps: [
          {
            span,
            message: {
              en: `'${resource.name}' starts to listen here`,
              ja: `ここで '${resource.name}' の接続待ちを始める`,
            },
          },
        ],
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
