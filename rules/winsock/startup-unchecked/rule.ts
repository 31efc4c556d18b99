import {
  blockStatementOf,
  callsBelow,
  comparisonOf,
  type CalledEvent,
  defineRule,
  failureReturn,
  Field,
  type FixReport,
  type FlowContext,
  indentationAt,
  insertBehind,
  Kind,
  NO_NODE,
  type NodeId,
  statusFailureBranch,
  type ValueFact,
  wholeLinesOf,
} from '../../../engine/rule-api.ts'

type Message = 'ignored' | 'test' | 'code' | 'continued'

const STARTUP = 'WSAStartup'

/** The codes that the call returns on failure are these and a few near them (WSASYSNOTREADY to WSAEPROCLIM). */
const FAILED = 10091

const HOLDS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
}

/** True for a comparison that gives the same answer whether the call failed or not. */
function tellsNothing(operator: string, bound: ValueFact): boolean {
  const holds = HOLDS[operator]
  if (holds === undefined || bound.kind !== 'number' || bound.low !== bound.high) return false
  return holds(0, bound.low) === holds(FAILED, bound.low)
}

function isStatus(value: ValueFact): boolean {
  return value.kind === 'number' && value.result?.callee === STARTUP
}

/** `rc == SOCKET_ERROR` is `rc != 0`. */
function compareWithZero(node: NodeId, operator: string, { tree }: FlowContext<Message>): FixReport | undefined {
  const meant = ({ '<': '!=', '==': '!=', '>=': '==', '!=': '==' } as const)[operator]
  if (meant === undefined) return undefined
  const start = tree.end(tree.child(node, Field.left))
  return {
    title: { en: 'Compare with 0', ja: '0 と比較する' },
    safety: 'safe',
    edits: [{ span: { start, end: tree.end(node) }, newText: ` ${meant} 0` }],
  }
}

function leaveOnFailure({ node, span, result }: CalledEvent, context: FlowContext<Message>): FixReport | undefined {
  const { tree, source } = context
  const statement = tree.parent(node)
  if (result.kind !== 'ignored' || !tree.is(statement, Kind.expression_statement)) return undefined
  if (blockStatementOf(tree, node) !== statement || wholeLinesOf(source, tree.span(statement)) === undefined)
    return undefined
  const leave = failureReturn(tree, node, context.functionName)
  if (leave === undefined) return undefined
  const outer = indentationAt(source, tree.start(statement))
  const end = tree.end(statement)
  return {
    title: { en: 'Test the result and leave the function', ja: '結果を調べて関数から抜ける' },
    safety: 'suggest',
    edits: [
      { span: { start: span.start, end: span.start }, newText: 'if (' },
      { span: { start: span.end, end }, newText: ' != 0)' },
      ...insertBehind(source, end, outer, [`${outer.startsWith('\t') ? '\t' : '    '}${leave}`]),
    ],
  }
}

/** Calls that only tell, and come back. */
const TELLING =
  /^(?:w?printf|fw?printf|f?putw?s|puts|perror|OutputDebugString[AW]?|MessageBox[AW]?|WSAGetLastError|GetLastError)$/

/** True for a branch of an `if` without `else` that tells of the failure and does nothing else: the function goes on. */
function onlyTells(branch: NodeId, { tree }: FlowContext<Message>): boolean {
  const test = tree.parent(branch)
  if (!tree.is(test, Kind.if_statement) || tree.child(test, Field.consequence) !== branch) return false
  if (tree.child(test, Field.alternative) !== NO_NODE) return false
  const statements = tree.is(branch, Kind.compound_statement) ? tree.namedChildren(branch) : [branch]
  const told = statements.filter((statement) => !tree.is(statement, Kind.comment))
  if (told.length === 0 || !told.every((statement) => tree.is(statement, Kind.expression_statement))) return false
  return told.every((statement) => {
    const expression = tree.namedChildren(statement)[0] ?? NO_NODE
    const isStream =
      tree.is(expression, Kind.binary_expression) && /^(?:std::)?w?c(?:out|err|log)\b/.test(tree.textOf(expression))
    if (!isStream && !tree.is(expression, Kind.call_expression)) return false
    return callsBelow(tree, statement).every(({ name }) => TELLING.test(name))
  })
}

export default defineRule<Message>({
  id: 'winsock/startup-unchecked',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: ['CWE-253'],
  messages: {
    ignored: {
      en: 'Nothing tests whether WSAStartup() failed: every call of Winsock that follows then fails with WSANOTINITIALISED, which does not tell why. Compare the result with 0.',
      ja: 'WSAStartup() が失敗したかどうかを調べていません。失敗すると、後の Winsock の呼び出しはすべて WSANOTINITIALISED で失敗し、本当の原因がわかりません。戻り値を 0 と比較してください。',
    },
    test: {
      en: "This test does not see that WSAStartup() failed: it returns the error code then, a positive number such as 10091 (WSASYSNOTREADY), and never SOCKET_ERROR. Compare with 0 by '!='.",
      ja: "この検査では WSAStartup() の失敗がわかりません。失敗すると、SOCKET_ERROR ではなく、10091 (WSASYSNOTREADY) のような正のエラーコードそのものを返します。'!=' で 0 と比較してください。",
    },
    continued: {
      en: 'The program goes on when WSAStartup() has failed: every call of Winsock that follows then fails with WSANOTINITIALISED. Leave in this branch.',
      ja: 'WSAStartup() が失敗しても処理を続けています。この後の Winsock の呼び出しはすべて WSANOTINITIALISED で失敗します。この分岐で処理を終えてください。',
    },
    code: {
      en: 'WSAGetLastError() does not tell why WSAStartup() failed: Winsock is not loaded then, and the error code is what WSAStartup() returned. Use the result.',
      ja: 'WSAStartup() が失敗した理由は WSAGetLastError() ではわかりません。このとき Winsock は使える状態になく、エラーコードは WSAStartup() の戻り値です。戻り値を使ってください。',
    },
  },
  on: {
    operated({ node, left, right }, context) {
      const { tree } = context
      const comparison = comparisonOf(tree, node)
      if (comparison === NO_NODE || !isStatus(left)) return
      const operator = tree.textOf(tree.child(comparison, Field.operator))
      if (!tellsNothing(operator, right)) return
      const fix = compareWithZero(comparison, operator, context)
      context.report({
        span: tree.span(comparison),
        message: 'test',
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
    called(event, context) {
      const { row, result, span } = event
      if (row.name !== STARTUP || context.damaged) return
      if (result.kind === 'ignored' || result.isUnread) {
        const fix = leaveOnFailure(event, context)
        context.report({ span, message: 'ignored', ...(fix === undefined ? {} : { fixes: [fix] }) })
        return
      }
      const { tree } = context
      const branch = statusFailureBranch(event, tree)
      const asked = callsBelow(tree, branch).find(({ name }) => name === 'WSAGetLastError')
      if (asked !== undefined) context.report({ span: tree.span(asked.node), message: 'code' })
      else if (branch !== NO_NODE && onlyTells(branch, context)) context.report({ span, message: 'continued' })
    },
  },
})
