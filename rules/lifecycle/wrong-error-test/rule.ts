import {
  type CalledEvent,
  defineRule,
  type Effect,
  Field,
  type FixReport,
  type FlowContext,
  Kind,
} from '../../../engine/rule-api.ts'
import { confuses, type ResultTest, testOf } from './test.ts'

type Message = 'descriptor' | 'status' | 'code'

const GIVES_DESCRIPTOR: readonly Effect[] = ['create', 'accept', 'duplicate']
const GIVES_STATUS: readonly Effect[] = [
  'bind',
  'listen',
  'connect',
  'option',
  'get-option',
  'local-name',
  'peer-name',
  'shutdown',
]

/** What the test gets wrong about results of the call; undefined where it tells failure from success. */
function messageOf({ row }: CalledEvent, test: ResultTest): Message | undefined {
  const { effect, failure } = row
  // Any descriptor will do for the second: 0 is hardly ever among those that are made.
  if (GIVES_DESCRIPTOR.includes(effect) && !row.parameters.includes('out-descriptor'))
    return failure === 'minus-one' && confuses(test, -1, 3) ? 'descriptor' : undefined
  if (GIVES_STATUS.includes(effect)) return failure === 'minus-one' && confuses(test, -1, 0) ? 'status' : undefined
  // EAI_NONAME is -2 with glibc, 8 on macOS and 11001 on Windows.
  const isCode = effect === 'resolve' && failure === 'nonzero' && test.bound === 0
  return isCode && (confuses(test, -2, 0) || confuses(test, 11001, 0)) ? 'code' : undefined
}

export default defineRule<Message>({
  id: 'lifecycle/wrong-error-test',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-253'],
  messages: {
    descriptor: {
      en: 'This test does not tell whether {callee}() failed: it returns {failure} then, which is not 0 either. Compare with {failure}.',
      ja: 'この検査では {callee}() が失敗したかどうかわかりません。失敗したときの戻り値は {failure} で、0 ではありません。{failure} と比較してください。',
    },
    status: {
      en: 'This test does not tell whether {callee}() failed: it returns 0 on success and {failure} on failure, never 1. Compare with {failure}.',
      ja: 'この検査では {callee}() が失敗したかどうかわかりません。戻り値は成功すると 0、失敗すると {failure} で、1 になることはありません。{failure} と比較してください。',
    },
    code: {
      en: "{callee}() returns 0 on success and an error code on failure, which is negative on some systems and positive on others: this test sees it only on some. Compare with 0 by '!='.",
      ja: "{callee}() は成功すると 0、失敗するとエラーコードを返します。エラーコードは、負のシステムも正のシステムもあるため、この検査では一部のシステムでしか失敗がわかりません。'!=' で 0 と比較してください。",
    },
  },
  on: {
    called(event, context) {
      if (context.damaged) return
      const { tree } = context
      const test = testOf(event, tree)
      const message = test === undefined ? undefined : messageOf(event, test)
      if (test === undefined || message === undefined) return
      const span = tree.span(test.test)
      const platforms = context.platformsOf(span)
      const named = message === 'descriptor' ? 'INVALID_SOCKET' : 'SOCKET_ERROR'
      const failure = platforms.includes('windows') ? named : '-1'
      const fix = mend(test, message, failure, context)
      context.report({
        span,
        message,
        parameters: { callee: tree.textOf(tree.child(event.node, Field.function)), failure },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

const EQUALITY: readonly ResultTest['operator'][] = ['==', '!=']

/** Writes the test that was meant, where that is plain. */
function mend(
  { test, operand, operator }: ResultTest,
  message: Message,
  failure: string,
  { tree, source, platformsOf }: FlowContext<string>,
): FixReport | undefined {
  const span = tree.span(test)
  const isCode = message === 'code'
  // Of `> 0` on a status or `<= 0` on a code nobody knows whether failure or success was meant.
  const meant = isCode ? (operator === '<' ? '!=' : undefined) : EQUALITY.find((sign) => sign === operator)
  if (meant === undefined) return undefined
  // Code for both platforms needs the name on both.
  const isShared = platformsOf(span).length > 1 && failure !== '-1' && !isCode
  if (isShared && !source.has(new RegExp(`define\\s+${failure}\\b`))) return undefined
  const bound = isCode ? '0' : failure
  // `!s` and `s == 0` ask for failure; `s` and `s != 0` for success; the same of a status and 1.
  const text = tree.textOf(operand)
  const wrapped = tree.is(operand, Kind.assignment_expression) ? `(${text})` : text
  return {
    title: { en: `Compare with ${bound}`, ja: `${bound} と比較する` },
    safety: operator === '==' ? 'safe' : 'suggest',
    edits: [{ span, newText: `${wrapped} ${meant} ${bound}` }],
  }
}
