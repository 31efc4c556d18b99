import { defineRule, Field, type LifecycleCall, nameErrors } from '../../../engine/rule-api.ts'

const TRANSFERS: readonly LifecycleCall[] = ['send', 'send-to', 'receive', 'receive-from']

export default defineRule({
  id: 'lifecycle/io-on-listener',
  since: '0.1.0',
  severity: 'error',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-628'],
  messages: {
    listener: {
      en: "'{name}' is the listening socket, which carries no data: {callee}() fails with {errors}. Use the descriptor that accept() returned.",
      ja: "'{name}' は接続待ちソケットなのでデータをやり取りできません。{callee}() は {errors} で失敗します。accept() が返したディスクリプタを使ってください。",
    },
    connection: {
      en: "'{name}' is an accepted connection, not the listening socket: {callee}() fails with {errors}. Call it with the descriptor that listen() was called with.",
      ja: "'{name}' は accept した接続で、接続待ちソケットではありません。{callee}() は {errors} で失敗します。listen() を呼び出したディスクリプタを渡してください。",
    },
  },
  on: {
    misuse({ resource, call, errors, node, span }, context) {
      if (context.damaged) return
      const onListener = resource.phase === 'listening' && TRANSFERS.includes(call)
      const onConnection = call === 'accept' && resource.origin === 'accepted' && resource.phase !== 'closed'
      if (!onListener && !onConnection) return
      const { tree } = context
      context.report({
        span,
        message: onListener ? 'listener' : 'connection',
        parameters: {
          name: resource.name,
          callee: tree.textOf(tree.child(node, Field.function)),
          errors: nameErrors(errors, context.platformsOf(span)),
        },
        steps: resource.trail,
      })
    },
  },
})
