import { defineRule, nameLookup } from '../../../engine/rule-api.ts'

/** A name that is not found is an everyday failure, and the answer to it is a null pointer (gethostbyname(3)). */
export default defineRule({
  id: 'resolve/gethostbyname-null',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-476'],
  messages: {
    untested: {
      en: "'{name}' is NULL when {callee}() finds nothing, and nothing has tested it before it is read here: the program crashes. Test it first.",
      ja: "{callee}() で何も見つからないと '{name}' は NULL になりますが、調べずにここで読んでいます。その場合プログラムは異常終了します。先に調べてください。",
    },
    isNull: {
      en: "'{name}' is NULL here: {callee}() found nothing, the program has tested that and reads it all the same. Leave before this line.",
      ja: "ここで '{name}' は NULL です。{callee}() で何も見つからなかったとわかった後で読んでいます。この行の前で処理を終えてください。",
    },
  },
  on: {
    dereferenced(event, context) {
      const { call, isNull, name, span } = event
      if (context.damaged || nameLookup(call.callee) === undefined) return
      context.report({
        span,
        message: isNull ? 'isNull' : 'untested',
        parameters: { name, callee: call.callee },
        steps: [
          {
            span: context.tree.span(call.node),
            message: {
              en: `${call.callee}() may find nothing here`,
              ja: `ここで ${call.callee}() を呼び出しても、何も見つからないことがある`,
            },
          },
        ],
        once: {
          at: { span: context.tree.span(call.node) },
          also: { en: `'${name}' is read here too`, ja: `ここでも '${name}' を読む` },
        },
      })
    },
  },
})
