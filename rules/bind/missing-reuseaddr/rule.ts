import {
  defineRule,
  isForDeviceStack,
  rebindOutcomeTable,
  type ResourceView,
  serverBind,
  setServerOption,
  unnamedOptionOn,
} from '../../../engine/rule-api.ts'

/** Either lets a server bind its port again on Linux and the BSDs; SO_REUSEPORT shares it as well. */
const REUSE = ['SO_REUSEADDR', 'SO_REUSEPORT', 'SO_REUSEPORT_LB']

const tagOf = ({ id }: ResourceView): string => `may be set on ${id}`

export default defineRule({
  id: 'bind/missing-reuseaddr',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
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
      const bound = resource.type === 'stream' ? serverBind(resource, context) : undefined
      if (bound === undefined || REUSE.some((name) => resource.options.has(name))) return
      const place = bound.file === undefined ? bound.span : span
      if (isForDeviceStack(context.source)) return
      const fix = setServerOption(resource, bound, context)
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
        outcome: rebindOutcomeTable(['TIME_WAIT'], ['linux']),
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
