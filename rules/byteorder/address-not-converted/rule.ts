import {
  byteOrderTable,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  isConvertedInPlace,
  Kind,
  NO_NODE,
  type NodeId,
  type NumberFact,
  swappedBytes,
  type SyntaxTree,
  withoutCasts,
} from '../../../engine/rule-api.ts'

type Message = 'constant' | 'short' | 'twice'

const ADDRESS_MEMBERS: ReadonlySet<string> = new Set(['s_addr', 'S_addr', 'sin_addr'])

/**
 * Numbers that are addresses in host order and nothing else: 127.0.0.0/8 and the multicast groups of the headers
 * (224.0.0.0/24). Any other number may be one in network order, written for one kind of machine.
 */
function isAddressInHostOrder(number: number): boolean {
  return number >>> 24 === 127 || number >>> 8 === 0xe00000
}

const dotted = (number: number): string => [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff).join('.')

type Context = FlowContext<Message>

/** On another path a variable may hold a number in the other order; a constant and a call have one meaning. */
function safetyOf({ tree, typeOf }: Context, operand: NodeId): FixReport['safety'] {
  const given = withoutCasts(tree, operand)
  const hasOneMeaning = tree.is(given, Kind.number_literal) || tree.is(given, Kind.call_expression)
  return hasOneMeaning || typeOf(given) === undefined ? 'safe' : 'suggest'
}

function convert(context: Context, node: NodeId): FixReport | undefined {
  const { tree } = context
  const given = node === NO_NODE ? NO_NODE : withoutCasts(tree, node)
  if (!tree.is(given, Kind.identifier) && !tree.is(given, Kind.number_literal)) return undefined
  const { start, end } = tree.span(node)
  return {
    title: { en: 'Convert with htonl()', ja: 'htonl() で変換する' },
    safety: safetyOf(context, given),
    edits: [
      { span: { start, end: start }, newText: 'htonl(' },
      { span: { start: end, end }, newText: ')' },
    ],
  }
}

/** What a conversion that is one too many, or too narrow, was given. */
function operandOf(tree: SyntaxTree, node: NodeId): { readonly called: NodeId; readonly operand: NodeId } | undefined {
  const call = node === NO_NODE ? NO_NODE : withoutCasts(tree, node)
  if (!tree.is(call, Kind.call_expression)) return undefined
  const operands = tree.namedChildren(tree.child(call, Field.arguments))
  const operand = operands[0]
  return operand === undefined || operands.length > 1
    ? undefined
    : { called: tree.child(call, Field.function), operand }
}

function widen(context: Context, node: NodeId): FixReport | undefined {
  const { tree } = context
  const conversion = operandOf(tree, node)
  if (conversion === undefined || !/^(hton|ntoh)s$/.test(tree.textOf(conversion.called))) return undefined
  return {
    title: { en: 'Use htonl()', ja: 'htonl() を使う' },
    safety: safetyOf(context, conversion.operand),
    edits: [{ span: tree.span(conversion.called), newText: 'htonl' }],
  }
}

function dropConversion(context: Context, node: NodeId): FixReport | undefined {
  const { tree } = context
  const conversion = operandOf(tree, node)
  if (conversion === undefined || !/^(hton|ntoh)l$/.test(tree.textOf(conversion.called))) return undefined
  const name = tree.textOf(conversion.called)
  return {
    title: { en: `Remove ${name}()`, ja: `${name}() を取り除く` },
    safety: safetyOf(context, conversion.operand),
    edits: [{ span: tree.span(withoutCasts(tree, node)), newText: tree.textOf(conversion.operand) }],
  }
}

interface Fault {
  readonly message: Message
  readonly parameters: { readonly address?: string; readonly stored?: string }
  readonly fix: FixReport | undefined
  /** The address in host order, where it is known. */
  readonly address?: number
}

function faultOf(context: Context, node: NodeId, value: NumberFact): Fault | undefined {
  const { tree } = context
  const exact = value.low === value.high ? value.low : null
  if (value.order === 'network') {
    if (value.bits !== 16 || exact === 0) return undefined
    return { message: 'short', parameters: {}, fix: widen(context, node) }
  }
  if (value.order === 'twice') {
    // A member may hold a number in host order by the program's own agreement.
    const operand = operandOf(tree, node)?.operand ?? NO_NODE
    if (operand !== NO_NODE && tree.is(withoutCasts(tree, operand), Kind.field_expression)) return undefined
    return { message: 'twice', parameters: {}, fix: dropConversion(context, node) }
  }
  if (exact === null || !isAddressInHostOrder(exact)) return undefined
  const reversed = swappedBytes(exact, 32)
  if (reversed === exact) return undefined
  const fix = value.bits === null ? convert(context, node) : undefined
  return { message: 'constant', parameters: { address: dotted(exact), stored: dotted(reversed) }, fix, address: exact }
}

export default defineRule<Message>({
  id: 'byteorder/address-not-converted',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-1102'],
  messages: {
    constant: {
      en: "'{target}' must be in network byte order, and {address} is given in that of the machine: where the two differ (x86, ARM) the address becomes {stored}. Convert it with htonl().",
      ja: "'{target}' はネットワークバイトオーダーで格納しますが、{address} を表す数値がホストバイトオーダーのままです。リトルエンディアンのマシン (x86、ARM など) ではアドレス {stored} になります。htonl() で変換してください。",
    },
    short: {
      en: "'{target}' is an IPv4 address of 32 bits, and the number was converted as one of 16, by htons(): half of the address is lost, on every machine. Use htonl().",
      ja: "'{target}' は 32 ビットの IPv4 アドレスですが、格納する値は htons() で 16 ビットの数値として変換されています。どのマシンでもアドレスの半分が失われます。htonl() を使ってください。",
    },
    twice: {
      en: "The address for '{target}' is in network byte order already and is converted once more: where that is not the order of the machine (x86, ARM) 10.0.0.1 becomes 1.0.0.10. Store it as it is.",
      ja: "'{target}' に格納するアドレスは、すでにネットワークバイトオーダーなのに、もう一度変換されています。リトルエンディアンのマシン (x86、ARM など) では 10.0.0.1 が 1.0.0.10 になります。変換せずにそのまま格納してください。",
    },
  },
  on: {
    stored(event, context) {
      const { span, target, value } = event
      if (value.kind !== 'number' || !ADDRESS_MEMBERS.has(/\w+$/.exec(target)?.[0] ?? '')) return
      const fault = faultOf(context, event.node, value)
      if (fault === undefined || isConvertedInPlace(context.tree, event.node, target)) return
      const { address, message, parameters, fix } = fault
      context.report({
        span,
        message,
        parameters: { target, ...parameters },
        ...(fix === undefined ? {} : { fixes: [fix] }),
        ...(address === undefined ? {} : { outcome: byteOrderTable(address, 32) }),
      })
    },
  },
})
