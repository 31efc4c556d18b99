import {
  defineRule,
  elementOf,
  type FixReport,
  type FlowContext,
  Kind,
  lengthArgumentOf,
  NO_NODE,
  type CallResult,
} from '../../../engine/rule-api.ts'

/** What a call may fill is all of the buffer, and what it returned is then the index behind its end. */
export default defineRule({
  id: 'io/terminator-off-by-one',
  since: '0.1.0',
  severity: 'error',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-193'],
  messages: {
    behind: {
      en: "When {callee}() fills all {size} bytes of '{name}', '{element}' is the byte behind its end, and the store overwrites what lies there. Receive at most {room} bytes.",
      ja: "{callee}() が '{name}' の {size} バイトをすべて埋めると、'{element}' は配列の末尾の次のバイトになり、そこにあるデータを上書きします。受信する長さを {room} バイト以下にしてください。",
    },
  },
  on: {
    indexed(event, context) {
      const { index, array, isWritten } = event
      const size = array?.size ?? null
      if (!isWritten || array === null || size === null || index.kind !== 'number' || index.high !== size) return
      const { result } = index
      if (result?.part !== 'returned' || result.effect !== 'receive' || array.received?.node !== result.node) return
      const { tree } = context
      const fix = leaveRoom(result, context)
      context.report({
        span: event.span,
        message: 'behind',
        parameters: {
          callee: result.callee,
          name: tree.textOf(elementOf(tree, event.node).array),
          size,
          room: size - 1,
          element: tree.textOf(event.node),
        },
        steps: [
          {
            span: tree.span(result.node),
            message: { en: `up to ${size} bytes are received here`, ja: `ここで最大 ${size} バイトを受信する` },
          },
        ],
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

/** A size as people write one: `sizeof buf`, `(int)sizeof(buf)`, `1024`, `BUFFER_SIZE`. */
function leaveRoom(result: CallResult, { tree, platform }: FlowContext<string>): FixReport | undefined {
  const length = lengthArgumentOf(tree, result, platform)
  const text = tree.textOf(length)
  const isSize =
    tree.is(length, Kind.sizeof_expression) ||
    tree.is(length, Kind.number_literal) ||
    (tree.is(length, Kind.cast_expression) && /^\([\w ]+\)\s*sizeof\b/.test(text)) ||
    (tree.is(length, Kind.identifier) && /^[A-Z][A-Z0-9_]*$/.test(text))
  if (length === NO_NODE || !isSize) return undefined
  return {
    title: { en: 'Leave room for the terminator', ja: '終端の分の 1 バイトを残す' },
    safety: 'safe',
    edits: [{ span: tree.span(length), newText: `${text} - 1` }],
  }
}
