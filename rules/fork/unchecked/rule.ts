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
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-252'],
  messages: {
    unchecked: {
      en: "Nothing tests whether fork() failed: at the limit of processes it returns -1, and the parent goes on as if a child dealt with '{name}' although there is none. Handle the -1.",
      ja: "fork() が失敗したかどうかを調べていません。プロセス数の上限に達すると fork() は -1 を返しますが、子プロセスがないのに、親プロセスは子プロセスが '{name}' を処理しているものとして先へ進みます。-1 の場合を処理してください。",
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
