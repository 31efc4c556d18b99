import { defineRule, Field, nameErrors } from '../../../engine/rule-api.ts'
import { testAndReturn } from './fix.ts'

export default defineRule({
  id: 'lifecycle/maybe-invalid-descriptor',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-252', 'CWE-754'],
  messages: {
    untested: {
      en: "'{name}' may be -1 here: nothing has tested whether {creator}() failed. Then {callee}() fails with {errors}, and the message blames the wrong call.",
      ja: "ここで '{name}' は -1 の可能性があります。{creator}() が失敗したかどうかを調べていません。失敗していると {callee}() が {errors} で失敗し、原因ではない呼び出しのエラーとして報告されます。",
    },
    continued: {
      en: "'{name}' is -1 here after {creator}() failed: the error branch goes on, and {callee}() fails with {errors}. Leave the path there.",
      ja: "{creator}() が失敗すると、'{name}' は -1 のままここに来ます。エラー処理の後も処理が続くため、{callee}() が {errors} で失敗します。エラー処理でこの経路から抜けてください。",
    },
  },
  on: {
    invalid(event, context) {
      const { created, errors, name, node, span, tested } = event
      // A close of -1 does nothing but fail, and clean-up code may rely on it.
      if (created === null || created.file !== undefined || event.call === 'close' || context.damaged) return
      const { tree } = context
      const callee = tree.textOf(tree.child(node, Field.function))
      const creator = tree.textOf(tree.child(tree.covering(created.span.start, created.span.end), Field.function))
      if (creator === '') return
      const fix = tested ? undefined : testAndReturn(event, context)
      context.report({
        span,
        message: tested ? 'continued' : 'untested',
        parameters: { name, callee, creator, errors: nameErrors(errors, context.platformsOf(span)) },
        steps: [created],
        ...(fix === undefined ? {} : { fixes: [fix] }),
        once: {
          at: { span: created.span },
          also: { en: `'${name}' may be -1 here too`, ja: `ここでも '${name}' は -1 の可能性がある` },
        },
      })
    },
  },
})
