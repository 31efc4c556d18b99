import {
  calleeName,
  type CalledEvent,
  defineRule,
  type Effect,
  failureBranchOf,
  Field,
  type FixReport,
  type FlowContext,
  Kind,
  mayWrite,
  meansWindows,
  NO_NODE,
  type NodeId,
  statusFailureBranch,
  winsockErrorName,
} from '../../../engine/rule-api.ts'

type Message = 'number' | 'text'

const OF_WINSOCK: readonly Effect[] = [
  'create',
  'bind',
  'listen',
  'accept',
  'connect',
  'close',
  'shutdown',
  'option',
  'get-option',
  'local-name',
  'peer-name',
  'control',
  'send',
  'receive',
  'wait',
]

/** They return 0 when they succeed: any other number is a failure. */
const GIVES_STATUS: readonly Effect[] = [
  'bind',
  'listen',
  'connect',
  'close',
  'shutdown',
  'option',
  'get-option',
  'local-name',
  'peer-name',
  'control',
]

/** They belong to the C runtime, which sets errno. */
const OF_THE_RUNTIME = /^_?(?:close|read|write|dup2?)$/

/** What may stand between the failure and the question for its error: it says something, and fails of nothing. */
const TALKING = /^(?:v?f?printf|v?s?n?printf|f?puts|fflush|strerror|exit|perror)$/

/** The places behind a call where its failure is dealt with: the rest of the condition, and the branch. */
function placesBehind(event: CalledEvent, { tree }: FlowContext<Message>): NodeId[] {
  const places: NodeId[] = []
  let whole = event.node
  for (let at = tree.parent(whole); at !== NO_NODE; at = tree.parent(at)) {
    const isPart = /_expression$/.test(tree.kindName(at)) && !tree.is(at, Kind.call_expression)
    if (!isPart) break
    whole = at
  }
  for (let node = tree.subtreeEnd(event.node); node < tree.subtreeEnd(whole); node++) places.push(node)
  const add = (part: NodeId): void => {
    for (let node = part; part !== NO_NODE && node < tree.subtreeEnd(part); node++) places.push(node)
  }
  const found = failureBranchOf(event, tree)
  if (found === undefined) {
    if (GIVES_STATUS.includes(event.row.effect)) add(statusFailureBranch(event, tree))
    return places
  }
  if (found.condition > event.node) add(found.condition)
  add(found.branch)
  return places
}

interface Question {
  readonly node: NodeId
  readonly message: Message
}

/** The first place that asks the C runtime for the error. */
function firstQuestion(event: CalledEvent, context: FlowContext<Message>): Question | undefined {
  const { tree } = context
  // A function of the program may set the error, but only after its arguments were read.
  let called: NodeId | null = null
  for (const node of placesBehind(event, context)) {
    if (called !== null && node >= tree.subtreeEnd(called)) return undefined
    const name = calleeName(tree, node)
    if (name === 'perror') return { node, message: 'text' }
    if (tree.is(node, Kind.call_expression) && !TALKING.test(name)) {
      if (called === null || tree.subtreeEnd(node) < tree.subtreeEnd(called)) called = node
    }
    if (!tree.is(node, Kind.identifier) || tree.textOf(node) !== 'errno') continue
    const parent = tree.parent(node)
    // The program sets it itself.
    if (tree.is(parent, Kind.assignment_expression) && tree.child(parent, Field.left) === node) return undefined
    const call = tree.parent(parent)
    return calleeName(tree, call) === 'strerror' ? { node: call, message: 'text' } : { node, message: 'number' }
  }
  return undefined
}

function fixOf({ node }: Question, context: FlowContext<Message>): FixReport | undefined {
  const { tree } = context
  const span = tree.span(node)
  if (!mayWrite('WSAGetLastError', span, context)) return undefined
  const title = { en: 'Ask WSAGetLastError()', ja: 'WSAGetLastError() で調べる' }
  if (calleeName(tree, node) === 'perror') {
    const given = tree.namedChildren(tree.child(node, Field.arguments))[0] ?? NO_NODE
    const text = tree.textOf(given)
    if (!tree.is(given, Kind.string_literal) || !/^"[^%\\]*"$/.test(text)) return undefined
    const newText = `fprintf(stderr, ${text.slice(0, -1)}: %d\\n", WSAGetLastError())`
    return { title, safety: 'suggest', edits: [{ span, newText }] }
  }
  const comparison = tree.parent(node)
  if (!tree.is(node, Kind.identifier) || !tree.is(comparison, Kind.binary_expression)) return undefined
  const constant = tree.child(comparison, Field.right)
  const meant = winsockErrorName(tree.textOf(constant))
  if (tree.child(comparison, Field.left) !== node || meant === undefined) return undefined
  return {
    title,
    safety: 'suggest',
    edits: [
      { span, newText: 'WSAGetLastError()' },
      { span: tree.span(constant), newText: meant },
    ],
  }
}

export default defineRule<Message>({
  id: 'winsock/errno',
  since: '0.1.0',
  severity: 'error',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: ['CWE-253'],
  messages: {
    number: {
      en: 'On Windows {callee}() does not set errno: it still holds what the C runtime left there, often 0. Ask WSAGetLastError().',
      ja: 'Windows の {callee}() は errno を設定しません。errno には C ランタイムの残した値 (多くは 0) が入ったままです。WSAGetLastError() で調べてください。',
    },
    text: {
      en: 'On Windows {callee}() does not set errno, so that this prints the text of an earlier error or "No error". Ask WSAGetLastError().',
      ja: 'Windows の {callee}() は errno を設定しないため、ここでは前のエラーのメッセージか "No error" が出力されます。WSAGetLastError() で調べてください。',
    },
  },
  on: {
    called(event, context) {
      const { row, node } = event
      if (row.failure !== 'minus-one' || !OF_WINSOCK.includes(row.effect) || OF_THE_RUNTIME.test(row.name)) return
      const { tree } = context
      const found = firstQuestion(event, context)
      if (found === undefined) return
      const span = tree.span(found.node)
      const asked = calleeName(tree, found.node) === 'perror' ? 'perror' : 'errno'
      const callee = calleeName(tree, node)
      if (!meansWindows(asked, span, context)) return
      // The project's own function by that name may set errno.
      if (callee === row.name && !meansWindows(callee, span, context)) return
      const fix = fixOf(found, context)
      context.report({
        span,
        message: found.message,
        parameters: { callee: tree.textOf(tree.child(node, Field.function)) },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
