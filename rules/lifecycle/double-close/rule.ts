import { defineRule, isAssertedToFail, nameErrors, type StepReport } from '../../../engine/rule-api.ts'

export default defineRule({
  id: 'lifecycle/double-close',
  since: '0.1.0',
  severity: 'error',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-1341', 'CWE-672'],
  messages: {
    again: {
      en: "'{name}' is already closed here: this call fails with {errors}, or closes the descriptor that another thread has been given the number for in the meantime.",
      ja: "'{name}' はここではすでにクローズ済みです。この呼び出しは {errors} で失敗するか、その間に同じ番号を割り当てられた別スレッドのディスクリプタをクローズしてしまいます。",
    },
  },
  on: {
    misuse({ resource, call, errors, node, span }, context) {
      const { closedAt, name } = resource
      if (call !== 'close' || resource.phase !== 'closed' || context.damaged) return
      if (isAssertedToFail(context.tree, node)) return
      const steps: readonly StepReport[] =
        closedAt === null
          ? []
          : [
              {
                ...closedAt,
                message: { en: `'${name}' is closed here first`, ja: `ここで '${name}' を最初にクローズする` },
              },
            ]
      context.report({
        span,
        message: 'again',
        parameters: { name, errors: nameErrors(errors, context.platformsOf(span)) },
        steps,
        ...(closedAt === null
          ? {}
          : {
              once: {
                at: closedAt,
                also: { en: `'${name}' is closed once more here`, ja: `ここで '${name}' をさらにクローズする` },
              },
            }),
      })
    },
  },
})
