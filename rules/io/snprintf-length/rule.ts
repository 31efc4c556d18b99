import {
  argumentOf,
  type CallResult,
  defineRule,
  type FlowContext,
  isSettledAside,
  leaveWhen,
  lengthArgumentOf,
  NO_NODE,
  type NodeId,
  printedLength,
  type StateView,
  type ValueFact,
  withoutCasts,
} from '../../../engine/rule-api.ts'

type Message = 'length' | 'offset'

/** The call whose text may have been longer than the room for it. */
function cutOff(value: ValueFact): CallResult | null {
  if (value.kind !== 'number' || value.result?.part !== 'returned' || value.result.effect !== 'format') return null
  const { capacity } = value.result
  return capacity !== null && value.high >= capacity ? value.result : null
}

/** What is returned is how long the whole text is, whatever of it there was room for (C17 7.21.6.5). */
export default defineRule<Message>({
  id: 'io/snprintf-length',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-805', 'CWE-126'],
  messages: {
    length: {
      en: "When the text does not fit, {callee}() returns how long it would have been, more than the {room} bytes of the buffer: {user}() then reads '{name}' bytes, on behind it. Compare '{name}' with the size of the buffer first.",
      ja: "文字列が収まらないと、{callee}() はバッファーの {room} バイトより大きい、本来の長さを返します。そのとき {user}() は '{name}' バイトを、バッファーの後ろまで読みます。先に '{name}' をバッファーの大きさと比べてください。",
    },
    offset: {
      en: "When the text does not fit, {callee}() returns how long it would have been, more than the {room} bytes of the buffer: '{use}' then leads behind it. Compare '{name}' with the size of the buffer first.",
      ja: "文字列が収まらないと、{callee}() はバッファーの {room} バイトより大きい、本来の長さを返します。そのとき '{use}' はバッファーの後ろを指します。先に '{name}' をバッファーの大きさと比べてください。",
    },
  },
  on: {
    called(event, context) {
      const { row, node } = event
      if (row.effect === 'format') {
        const text = printedLength(event, context)
        const room = argumentOf(event, 'length')?.value
        const isVariable = row.name.startsWith('v')
        const fits = text !== undefined && room?.kind === 'number' && text.high < room.low
        // A format that nobody here can read may be short enough by design.
        if (fits || (text === undefined && !isVariable)) context.note(event.span, tagOf(node, context))
        return
      }
      if (row.effect !== 'send' && row.effect !== 'copy') return
      const length = argumentOf(event, 'length')
      const result = length === undefined ? null : cutOff(length.value)
      if (length === undefined || result === null || length.node === NO_NODE) return
      report(event, context, { message: 'length', result, number: length.node, user: row.name })
    },
    operated(event, context) {
      if (event.operator !== '+' && event.operator !== '+=') return
      const result = cutOff(event.right)
      if (result === null || event.left.kind !== 'pointer') return
      const number = context.tree.namedChildren(event.node).at(-1) ?? NO_NODE
      report(event, context, { message: 'offset', result, number, user: '' })
    },
  },
})

/** Notes a call whose text fits, or cannot be told. */
function tagOf(call: NodeId, { nameOf }: FlowContext<Message>): string {
  return `fits ${nameOf(call)}`
}

function report(
  event: { readonly node: NodeId; readonly state: StateView },
  context: FlowContext<Message>,
  found: { readonly message: Message; readonly result: CallResult; readonly number: NodeId; readonly user: string },
): void {
  const { tree, platform } = context
  const { message, result, number, user } = found
  const name = tree.textOf(withoutCasts(tree, number))
  if (context.damaged || isSettledAside(tree, result.node, event.node, name)) return
  const room = result.capacity ?? 0
  const size = tree.textOf(lengthArgumentOf(tree, result, platform))
  const title = { en: `Leave the function when the text did not fit`, ja: '文字列が収まらなければ関数から抜ける' }
  const fix =
    size === '' || !/^[A-Za-z_]\w*$/.test(name)
      ? undefined
      : leaveWhen(event, { condition: `${name} < 0 || (size_t)${name} >= ${size}`, title }, context)
  context.report({
    span: tree.span(message === 'length' ? number : event.node),
    message,
    parameters: { callee: result.callee, room, name, user, use: tree.textOf(event.node) },
    steps: [
      {
        span: tree.span(result.node),
        message: { en: `'${name}' comes from here`, ja: `ここで '${name}' を求める` },
      },
    ],
    once: {
      at: { span: tree.span(result.node) },
      also: { en: `'${name}' is used here too`, ja: `ここでも '${name}' を使う` },
    },
    unless: tagOf(result.node, context),
    ...(fix === undefined ? {} : { fixes: [fix] }),
  })
}
