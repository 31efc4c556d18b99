import {
  type CalledEvent,
  type CallResult,
  defineRule,
  type Effect,
  elementOf,
  type FlowContext,
  isSettledAside,
  leaveWhenFailed,
  NO_NODE,
  type NodeId,
  type StateView,
  type ValueFact,
  withoutCasts,
} from '../../../engine/rule-api.ts'

type Message = 'element' | 'pointer' | 'length'

/** Calls that return how much they sent or received, and -1 when they fail. */
const TRANSFERS: readonly Effect[] = ['receive', 'send']

/** The call of which the number may be the -1 of a failure. */
function failureIn(value: ValueFact): CallResult | null {
  if (value.kind !== 'number' || value.low !== -1 || value.result?.part !== 'returned') return null
  return TRANSFERS.includes(value.result.effect) ? value.result : null
}

export default defineRule<Message>({
  id: 'io/negative-index',
  since: '0.1.0',
  severity: 'error',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-124', 'CWE-839'],
  messages: {
    element: {
      en: "'{name}' is -1 when {callee}() failed, which nothing has tested before '{use}': the byte in front of the array is accessed then. Test for a result below 0 first.",
      ja: "{callee}() が失敗すると '{name}' は -1 になりますが、それを調べずに '{use}' を使っています。失敗したときは配列の前のバイトにアクセスします。先に負の値かどうかを調べてください。",
    },
    pointer: {
      en: "'{name}' is -1 when {callee}() failed, which nothing has tested before '{use}': the pointer leads in front of the data then. Test for a result below 0 first.",
      ja: "{callee}() が失敗すると '{name}' は -1 になりますが、それを調べずに '{use}' を計算しています。失敗したときはポインターがデータの前を指します。先に負の値かどうかを調べてください。",
    },
    length: {
      en: "'{name}' is -1 when {callee}() failed, which nothing has tested before {user}() takes it for a length: as an unsigned number it is the greatest there is. Test for a result below 0 first.",
      ja: "{callee}() が失敗すると '{name}' は -1 になりますが、それを調べずに {user}() に長さとして渡しています。符号なしの数としては最大の値になります。先に負の値かどうかを調べてください。",
    },
  },
  on: {
    indexed(event, context) {
      const result = failureIn(event.index)
      if (result === null) return
      report(event, context, { message: 'element', result, number: elementOf(context.tree, event.node).index })
    },
    operated(event, context) {
      if (event.operator !== '+' && event.operator !== '+=') return
      const result = failureIn(event.right)
      if (result === null || event.left.kind !== 'pointer') return
      report(event, context, { message: 'pointer', result, number: elementOfSum(event.node, context) })
    },
    called(event, context) {
      for (const argument of event.arguments) {
        const result = argument.role === 'length' ? failureIn(argument.value) : null
        if (result === null || argument.node === NO_NODE) continue
        report(event, context, { message: 'length', result, number: argument.node, user: calleeOf(event) })
      }
    },
  },
})

interface Use {
  readonly message: Message
  readonly result: CallResult
  /** The expression that may be -1. */
  readonly number: NodeId
  readonly user?: string
}

function report(
  event: { readonly node: NodeId; readonly state: StateView },
  context: FlowContext<Message>,
  { message, result, number, user = '' }: Use,
): void {
  const { tree } = context
  const name = tree.textOf(withoutCasts(tree, number))
  // What is absent may hide in damage; a path that may not exist proves nothing.
  if (context.damaged || event.state.doubtful || isSettledAside(tree, result.node, event.node, name)) return
  const fix = leaveWhenFailed(event, name, context)
  context.report({
    span: tree.span(message === 'length' ? number : event.node),
    message,
    parameters: { callee: result.callee, name, use: tree.textOf(event.node), user },
    steps: [
      {
        span: tree.span(result.node),
        message: { en: `'${name}' is -1 when this call fails`, ja: `ここで失敗すると '${name}' は -1 になる` },
      },
    ],
    once: {
      key: name,
      at: { span: tree.span(result.node) },
      also: { en: `'${name}' is used here too`, ja: `ここでも '${name}' を使う` },
    },
    ...(fix === undefined ? {} : { fixes: [fix] }),
  })
}

function elementOfSum(node: NodeId, { tree }: FlowContext<string>): NodeId {
  return tree.namedChildren(node).at(-1) ?? NO_NODE
}

function calleeOf({ row }: CalledEvent): string {
  return row.name
}
