import {
  argumentOf,
  type CalledEvent,
  defineRule,
  type FixReport,
  type FlowContext,
  type MessageParameters,
  nameErrors,
  NO_NODE,
  type NodeId,
  type ParameterRole,
  type Platform,
  RAW_TYPE,
  socketCombination,
  socketNumbers,
} from '../../../engine/rule-api.ts'

type Message = 'swapped' | 'named' | 'type'

const IS_FAMILY = /^[AP]F_[A-Z0-9]+$/
const IS_TYPE = /^SOCK_(STREAM|DGRAM|RAW|SEQPACKET)\b/

interface Written {
  readonly family: NodeId
  readonly type: NodeId
  readonly protocol: NodeId
}

function written(event: CalledEvent): Written {
  const node = (role: ParameterRole): NodeId => argumentOf(event, role)?.node ?? NO_NODE
  return { family: node('family'), type: node('type'), protocol: node('protocol') }
}

/** Puts the arguments in their order, by what each is named like. */
function reorder({ family, type, protocol }: Written, { tree }: FlowContext<Message>): FixReport | undefined {
  const nodes = [family, type, protocol]
  const texts = nodes.map((node) => tree.textOf(node))
  const meant = [texts.find((text) => IS_FAMILY.test(text)), texts.find((text) => IS_TYPE.test(text))]
  const rest = texts.filter((text) => !meant.includes(text))
  const [first, second] = meant
  const [third] = rest
  if (first === undefined || second === undefined || third === undefined || rest.length > 1) return undefined
  const ordered = [first, second, third]
  return {
    title: { en: 'Put the arguments in their order', ja: '引数を正しい順に並べる' },
    safety: 'safe',
    edits: nodes.flatMap((node, index) =>
      texts[index] === ordered[index] ? [] : [{ span: tree.span(node), newText: ordered[index] ?? '' }],
    ),
  }
}

function replaceProtocol(protocol: NodeId, name: string, { tree }: FlowContext<Message>): FixReport {
  return {
    title: { en: `Use ${name}`, ja: `${name} を使う` },
    safety: 'safe',
    edits: [{ span: tree.span(protocol), newText: name }],
  }
}

export default defineRule<Message>({
  id: 'lifecycle/protocol-mismatch',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-628'],
  messages: {
    swapped: {
      en: 'The arguments of {callee}() are in the wrong order: family, type, protocol. All are numbers, so the call means another socket or fails: AF_INET as a type is SOCK_DGRAM on Linux, SOCK_STREAM as a family is AF_UNIX.',
      ja: '{callee}() の引数の順序が違います。正しくはファミリー、タイプ、プロトコルの順です。どれもただの数値なので、別のソケットができるか失敗します。Linux では、AF_INET をタイプとみなすと SOCK_DGRAM、SOCK_STREAM をファミリーとみなすと AF_UNIX です。',
    },
    named: {
      en: "'{protocol}' is no protocol: {callee}() takes its number for one and fails, or gives a socket only by chance. Use 0 or a constant IPPROTO_...",
      ja: "'{protocol}' はプロトコルではありません。{callee}() はその数値をプロトコルとみなすため、失敗するか、偶然にソケットができるだけです。0 か IPPROTO_ で始まる定数を使ってください。",
    },
    type: {
      en: 'A socket of the type {type} does not speak {protocol}: {callee}() fails with {errors}. Use {right}.',
      ja: '{type} のソケットでは {protocol} を使えません。{callee}() は {errors} で失敗します。{right} を使ってください。',
    },
  },
  on: {
    called(event, context) {
      const { row, span } = event
      const { tree, platform } = context
      if (row.effect !== 'create' && row.effect !== 'create-pair') return
      const nodes = written(event)
      const protocol = tree.textOf(nodes.protocol)
      const type = tree.textOf(nodes.type)
      const report = (message: Message, fix: FixReport | undefined, more: MessageParameters = {}): void =>
        context.report({
          span,
          message,
          parameters: { callee: row.name, protocol, type, ...more },
          ...(fix === undefined ? {} : { fixes: [fix] }),
        })
      if (IS_TYPE.test(tree.textOf(nodes.family)) || IS_FAMILY.test(type)) {
        report('swapped', reorder(nodes, context))
        return
      }
      if (IS_TYPE.test(protocol) || IS_FAMILY.test(protocol)) {
        // PF_UNIX is what Linux takes as the protocol of AF_UNIX (unix_create()), AF_UNSPEC is 0.
        if (/_(UNIX|LOCAL|UNSPEC)$/.test(protocol)) return
        // Of routing sockets the protocol is the family whose routes are meant (route(4) of the BSDs).
        if (!/_INET6?$/.test(tree.textOf(nodes.family))) return
        report('named', replaceProtocol(nodes.protocol, '0', context))
        return
      }
      const numbers = socketNumbers(event)
      if (numbers === undefined || numbers.type === RAW_TYPE) return
      const found = socketCombination(numbers.family, numbers.type, numbers.protocol, platform)
      if (found?.wrong !== 'protocol') return
      const errorOn = (on: Platform): string[] => {
        const error = socketCombination(numbers.family, numbers.type, numbers.protocol, on)?.error
        return error === undefined ? [] : [error]
      }
      const right = found.protocol
      report('type', nodes.protocol === NO_NODE ? undefined : replaceProtocol(nodes.protocol, right ?? '0', context), {
        errors: nameErrors({ posix: errorOn('posix'), windows: errorOn('windows') }, context.platformsOf(span)),
        right: right === null ? '0' : { en: `${right} or 0`, ja: `${right} か 0` },
        // The text of a macro's arguments is not at hand.
        type: type || (found.names.type ?? ''),
        protocol: protocol || (found.names.protocol ?? ''),
      })
    },
  },
})
