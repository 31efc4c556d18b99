import {
  argumentOf,
  type ArgumentFact,
  comparedResult,
  type ComparedResult,
  confusesResults,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  leaveIf,
  literalObjectText,
  type NodeId,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** Reads text of an address of a family that the program names: 1, 0 for other text, -1 for another family. */
const CONVERTS = /^(inet_pton|InetPton[AW]?)$/

function toldTag(node: NodeId, { nameOf }: FlowContext<string>): string {
  return `told ${nameOf(node)}`
}

/** The result is 1, 0 or -1 (POSIX inet_pton()): text that is no address gives 0. */
export default defineRule({
  id: 'resolve/inet-pton-unchecked',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-252', 'CWE-253'],
  messages: {
    ignored: {
      en: "Nothing tests whether {callee}() understood the text: when it is no address, '{name}' keeps what its memory held before. Test that the result is 1.",
      ja: "{callee}() が文字列を解釈できたかどうかを調べていません。アドレスでない文字列だと、'{name}' はメモリに前からあった値のままです。結果が 1 であることを調べてください。",
    },
    negative: {
      en: '{callee}() returns 0 for text that is no address, and -1 only for a family that it does not know: this test takes bad text for success. Compare with 1.',
      ja: '{callee}() はアドレスでない文字列に 0 を返し、-1 を返すのは対応していないアドレスファミリーに対してだけです。この検査では、誤った文字列も成功とみなします。1 と比較してください。',
    },
    family: {
      en: '{callee}() returns -1 for a family that it does not know, and this test takes that for success. Compare with 1.',
      ja: '{callee}() は対応していないアドレスファミリーに -1 を返しますが、この検査ではそれを成功とみなします。1 と比較してください。',
    },
  },
  on: {
    called(event, context) {
      const { node, result, row, span, state } = event
      if (context.damaged || !CONVERTS.test(row.name) || row.failure === 'exits') return
      const { tree } = context
      const callee = tree.textOf(tree.child(node, Field.function))
      if (isAddressText(argumentOf(event, 'text'), tree)) {
        context.note(span, toldTag(node, context))
        return
      }
      if (result.kind === 'ignored' || result.isUnread) {
        const out = argumentOf(event, 'out')
        if (out === undefined) return
        const fix = result.kind === 'ignored' ? leaveIf(node, state, '!= 1', context) : undefined
        context.report({
          span,
          message: 'ignored',
          parameters: { callee, name: tree.textOf(out.node).replace(/^(?:\([^()]*\)\s*)?&\s*/, '') },
          ...(fix === undefined ? {} : { fixes: [fix] }),
        })
        return
      }
      const family = argumentOf(event, 'family')?.value
      const isKnown = family?.kind === 'number' && family.low === family.high
      const isZero = result.test?.bound === 0 && /^[!=]=$/.test(result.test.operator)
      if (isZero && !isKnown) context.report({ span, message: 'family', parameters: { callee }, severity: 'info' })
    },
    operated(event, context) {
      const compared = comparedResult(event, context.tree)
      if (context.damaged || compared === undefined || !CONVERTS.test(compared.result.callee)) return
      const { result, test } = compared
      // Some test tells bad text from success: then another one may ask for the rest.
      if (confusesResults(compared, 0, 1) !== true) {
        context.note(event.span, toldTag(result.node, context))
        return
      }
      if (confusesResults(compared, -1, 1) === true) return
      const { tree } = context
      const fix = compareWithOne(compared, context)
      context.report({
        span: test === null ? event.span : tree.span(test.node),
        message: 'negative',
        parameters: { callee: result.callee },
        unless: toldTag(result.node, context),
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

/** True for a literal that is an address, as far as its form tells. */
function isAddressText(text: ArgumentFact | undefined, tree: SyntaxTree): boolean {
  if (text === undefined) return false
  const written = text.value.kind === 'text' ? text.value.text : literalObjectText(tree, text.node)
  return written !== undefined && /^\d{1,3}(\.\d{1,3}){3}$|:/.test(written)
}

function compareWithOne({ operator, test }: ComparedResult, { tree }: FlowContext<string>): FixReport | undefined {
  if (test === null || test.node === test.operand) return undefined
  const newText = operator === '<' || operator === '<=' || operator === '==' ? ' != 1' : ' == 1'
  return {
    title: { en: 'Compare with 1', ja: '1 と比較する' },
    safety: 'safe',
    edits: [{ span: { start: tree.end(test.operand), end: tree.end(test.node) }, newText }],
  }
}
