import { type CalledEvent, defineRule } from '../../../engine/rule-api.ts'
import { isUntested } from './tests.ts'

/** The connection that a child was to serve: accepted, and open as fork() is called. */
function connectionOf({ state }: CalledEvent): string | undefined {
  return [...state.resources].find(({ origin, phase }) => origin === 'accepted' && phase !== 'closed')?.name
}

export default defineRule({
  id: 'fork/unchecked',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-252'],
  messages: {
    unchecked: {
      en: "Nothing tests whether fork() failed: at the limit of processes it returns -1, the parent goes on as if a child served '{name}', and the client is cut off unserved. Handle the -1.",
      ja: "fork() が失敗したかどうかを調べていません。プロセス数の上限に達すると fork() は -1 を返しますが、親プロセスは子プロセスが '{name}' の相手をしているものとして先へ進み、クライアントは処理されないまま切断されます。-1 の場合を処理してください。",
    },
  },
  on: {
    called(event, context) {
      const { node, result, row, span } = event
      if (row.effect !== 'fork' || row.failure !== 'minus-one' || context.damaged) return
      const name = connectionOf(event)
      if (name === undefined || !isUntested(context.tree, node, result)) return
      context.report({ span, message: 'unchecked', parameters: { name } })
    },
  },
})
