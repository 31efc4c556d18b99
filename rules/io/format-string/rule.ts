import { defineRule, Field, formatOf, Kind, NO_NODE, targetOf } from '../../../engine/rule-api.ts'

/** What a peer sends is no format: `%s` in it reads, and `%n` writes, wherever the stack happens to lead. */
export default defineRule({
  id: 'io/format-string',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-134'],
  messages: {
    received: {
      en: `'{name}' holds what {callee}() received, and {user}() takes it for a format: a '%s' or '%n' in it lets the peer read and write memory. Print it with "%s".`,
      ja: `'{name}' は {callee}() で受信したデータですが、{user}() に書式として渡しています。'%s' や '%n' が含まれていると、相手にメモリの読み書きを許します。"%s" を使って出力してください。`,
    },
  },
  on: {
    called(event, context) {
      const format = formatOf(event)
      const target = targetOf(format)
      if (format === undefined || format.node === NO_NODE || target?.received == null) return
      const { received, name } = target
      if (received.effect !== 'receive') return
      const { tree } = context
      const list = tree.child(event.node, Field.arguments)
      const isPlain = tree.textOf(tree.child(event.node, Field.function)) === event.row.name
      const span = tree.span(format.node)
      const isLast = tree.is(list, Kind.argument_list) && tree.namedChildren(list).at(-1) === format.node
      context.report({
        span,
        message: 'received',
        parameters: { name, callee: received.callee, user: event.row.name },
        steps: [
          {
            span: tree.span(received.node),
            message: { en: `'${name}' is filled here`, ja: `ここで '${name}' に受信する` },
          },
        ],
        ...(isLast && isPlain
          ? {
              fixes: [
                {
                  title: { en: 'Print it with "%s"', ja: '"%s" を使って出力する' },
                  safety: 'safe' as const,
                  edits: [{ span: { start: span.start, end: span.start }, newText: '"%s", ' }],
                },
              ],
            }
          : {}),
      })
    },
  },
})
