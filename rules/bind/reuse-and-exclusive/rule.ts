import {
  areAlternatives,
  defineRule,
  type FlowContext,
  isOn,
  Kind,
  NO_NODE,
  type OptionEvent,
  type OptionSetting,
} from '../../../engine/rule-api.ts'

const OPPOSITE: Readonly<Record<string, string>> = {
  SO_REUSEADDR: 'SO_EXCLUSIVEADDRUSE',
  SO_EXCLUSIVEADDRUSE: 'SO_REUSEADDR',
}

/** True when both settings stand in one other function: that function's own analysis reports them. */
function setInOneCallee(event: OptionEvent, earlier: OptionSetting, context: FlowContext<string>): boolean {
  const own = event.resource.options.get(event.option)
  if (event.via === null || own === undefined || own.file !== earlier.file) return false
  if (own.file !== undefined) return true
  const { tree } = context
  const functionAt = (offset: number): number =>
    tree.ancestor(tree.covering(offset, offset + 1), Kind.function_definition)
  const callee = functionAt(own.span.start)
  return callee !== NO_NODE && callee === functionAt(earlier.span.start) && callee !== functionAt(event.span.start)
}

export default defineRule({
  id: 'bind/reuse-and-exclusive',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: ['CWE-605'],
  messages: {
    exclusiveRefused: {
      en: "SO_EXCLUSIVEADDRUSE is set on '{name}', which already has SO_REUSEADDR: the two exclude each other. Windows refuses the second setsockopt() with WSAEINVAL (10022), and unless its result is checked the port stays open to hijacking.",
      ja: "SO_REUSEADDR を設定済みの '{name}' に SO_EXCLUSIVEADDRUSE を設定していますが、両者は相反するオプションです。Windows では 2 回目の setsockopt() が WSAEINVAL (10022) で失敗し、戻り値を確認しなければポートは横取りできる状態のまま残ります。",
    },
    reuseRefused: {
      en: "SO_REUSEADDR is set on '{name}', which already has SO_EXCLUSIVEADDRUSE: the two exclude each other. Windows refuses the second setsockopt() with WSAEINVAL (10022), and the socket stays exclusive.",
      ja: "SO_EXCLUSIVEADDRUSE を設定済みの '{name}' に SO_REUSEADDR を設定していますが、両者は相反するオプションです。Windows では 2 回目の setsockopt() が WSAEINVAL (10022) で失敗し、ソケットは排他のままです。",
    },
  },
  on: {
    optionSet(event, context) {
      const opposite = OPPOSITE[event.option]
      if (opposite === undefined || event.value === null || event.value === 0) return
      const earlier = event.resource.options.get(opposite)
      if (
        !isOn(earlier) ||
        setInOneCallee(event, earlier, context) ||
        areAlternatives({ span: event.span }, earlier, context)
      )
        return
      context.report({
        span: event.span,
        message: event.option === 'SO_EXCLUSIVEADDRUSE' ? 'exclusiveRefused' : 'reuseRefused',
        parameters: { name: event.resource.name },
        steps: [
          {
            span: earlier.span,
            ...(earlier.file === undefined ? {} : { file: earlier.file }),
            message: { en: `${opposite} is set here`, ja: `ここで ${opposite} を設定する` },
          },
        ],
      })
    },
  },
})
