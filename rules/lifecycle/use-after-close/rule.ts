import { defineRule, Field, isAssertedToFail, nameErrors, type StepReport } from '../../../engine/rule-api.ts'

export default defineRule({
  id: 'lifecycle/use-after-close',
  since: '0.1.0',
  severity: 'error',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-672', 'CWE-910'],
  messages: {
    used: {
      en: "'{name}' is already closed when {callee}() uses it: the call fails with {errors}, or reaches the descriptor that another thread has been given the number for in the meantime.",
      ja: "{callee}() に渡す '{name}' はすでにクローズ済みです。この呼び出しは {errors} で失敗するか、その間に同じ番号を割り当てられた別スレッドのディスクリプタに作用してしまいます。",
    },
  },
  on: {
    misuse({ resource, call, errors, node, span }, context) {
      const { closedAt, name } = resource
      if (call === 'close' || resource.phase !== 'closed' || context.damaged) return
      const { tree } = context
      if (isAssertedToFail(tree, node)) return
      const steps: readonly StepReport[] =
        closedAt === null
          ? []
          : [{ ...closedAt, message: { en: `'${name}' is closed here`, ja: `ここで '${name}' をクローズする` } }]
      context.report({
        span,
        message: 'used',
        parameters: {
          name,
          callee: tree.textOf(tree.child(node, Field.function)),
          errors: nameErrors(errors, context.platformsOf(span)),
        },
        steps,
        ...(closedAt === null
          ? {}
          : {
              once: {
                at: closedAt,
                also: { en: `'${name}' is used here too`, ja: `ここでも '${name}' を使う` },
              },
            }),
      })
    },
  },
})
