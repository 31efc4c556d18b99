import { defineRule, type Effect, Field, Kind, NO_NODE } from '../../../engine/rule-api.ts'
import { comparisonAssigned, isCondition, parenthesise } from './assignment.ts'

/** What these calls return is a number that tells more than whether they failed. */
const TELLING: readonly Effect[] = ['send', 'receive', 'resolve']

/** `s = socket() < 0` stores the comparison: `=` binds less tightly than `<` (C17 6.5.16, CERT EXP00-C). */
export default defineRule({
  id: 'lifecycle/assign-precedence',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-783', 'CWE-480'],
  messages: {
    descriptor: {
      en: "'{name}' gets 0 or 1 here, the answer of the comparison, and the descriptor that {callee}() returned is lost: '{operator}' binds more tightly than '='. Put the assignment in parentheses.",
      ja: "'{operator}' は '=' より優先されるため、'{name}' には {callee}() が返したディスクリプタではなく、比較の結果の 0 か 1 が入ります。ディスクリプタは失われます。代入をかっこで囲んでください。",
    },
    number: {
      en: "'{name}' gets 0 or 1 here, the answer of the comparison, not what {callee}() returned: '{operator}' binds more tightly than '='. Put the assignment in parentheses.",
      ja: "'{operator}' は '=' より優先されるため、'{name}' には {callee}() の戻り値ではなく、比較の結果の 0 か 1 が入ります。代入をかっこで囲んでください。",
    },
  },
  on: {
    operated({ node, left, right }, context) {
      const { tree } = context
      if (left.kind !== 'descriptor' && right.kind !== 'descriptor') return
      const found = comparisonAssigned(node, context)
      if (found === undefined) return
      const call = tree.is(found.call, Kind.call_expression) ? tree.textOf(tree.child(found.call, Field.function)) : ''
      // A descriptor that a variable holds is not lost: `isOpen = s >= 0`.
      if (call === '') return
      const fix = parenthesise(found, context)
      context.report({
        span: tree.span(found.assignment),
        message: 'descriptor',
        parameters: { name: found.name, callee: call, operator: found.operator },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
    called({ node, row }, context) {
      if (!TELLING.includes(row.effect)) return
      const found = comparisonAssigned(node, context)
      // Outside a condition who writes `failed = send() < 0` wants the answer.
      if (found === undefined || found.call === NO_NODE || !isCondition(found.assignment, context.tree)) return
      const fix = parenthesise(found, context)
      context.report({
        span: context.tree.span(found.assignment),
        message: 'number',
        parameters: {
          name: found.name,
          callee: context.tree.textOf(context.tree.child(node, Field.function)),
          operator: found.operator,
        },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
