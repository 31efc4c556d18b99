import {
  argumentOf,
  blockStatementOf,
  type CalledEvent,
  defineRule,
  Field,
  isOnlyTested,
  isStream,
  Kind,
  NO_NODE,
  type ResourceView,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'
import { sendRest } from './send-rest.ts'

type Message = 'ignored' | 'part'

export default defineRule<Message>({
  id: 'io/short-send',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-252'],
  messages: {
    ignored: {
      en: "Nothing looks at what {callee}() returns: that the peer of '{name}' is gone, or that only a part of the data went out, the program never learns. Test the result, and send the rest in a loop.",
      ja: "{callee}() の戻り値を調べていません。'{name}' の相手がいなくなっても、データの一部しか送信されなくても、プログラムは気づきません。結果を調べ、残りをループで送信してください。",
    },
    part: {
      en: "'{name}' does not block, so that {callee}() takes only what there is room for and returns how much that was: nothing compares it with the length, and the rest is lost. Send the rest when there is room again.",
      ja: "'{name}' はノンブロッキングなので、{callee}() は空きのある分だけを受け付け、その長さを返します。それを全体の長さと比べていないため、残りは失われます。送信できるようになってから残りを送信してください。",
    },
  },
  on: {
    called(event, context) {
      const { row, node, span } = event
      const { tree } = context
      if (row.effect !== 'send' || row.failure !== 'minus-one' || context.damaged) return
      const socket = argumentOf(event, 'descriptor')?.value
      if (socket?.kind !== 'descriptor' || !isStream(socket.resource, tree, row.name === 'send')) return
      // One byte goes or does not, and wakes up whoever waits: that there are more of them already is no fault.
      const length = argumentOf(event, 'length')?.value
      if (length?.kind === 'number' && length.low === 1 && length.high === 1) return
      const message = messageOf(event, socket.resource, tree)
      if (message === undefined || (message === 'ignored' && isLast(event, tree))) return
      const callee = tree.textOf(tree.child(node, Field.function))
      const fix = message === 'ignored' ? sendRest(event, socket.resource, context) : undefined
      context.report({
        span,
        message,
        parameters: { callee, name: socket.resource.name },
        ...(fix === undefined ? {} : { fixes: [fix] }),
        // Who tests nothing is told so once a function.
        once: {
          key: message,
          also:
            message === 'ignored'
              ? {
                  en: `nothing looks at the result of ${callee}() here either`,
                  ja: `ここでも ${callee}() の結果を調べていない`,
                }
              : { en: 'nor is it compared here', ja: 'ここでも比べていない' },
        },
      })
    },
  },
})

function messageOf({ result, node }: CalledEvent, socket: ResourceView, tree: SyntaxTree): Message | undefined {
  if (result.kind === 'ignored' || result.isUnread) return 'ignored'
  if (socket.modes.nonBlocking !== true) return undefined
  if (result.kind === 'tested') return result.test?.bound === 0 || result.test?.bound === -1 ? 'part' : undefined
  const isTested = result.kind === 'assigned' && result.name !== null && isOnlyTested(tree, node, result.name)
  return isTested ? 'part' : undefined
}

const ENDING = /^(?:close|closesocket|shutdown|exit|_exit|sclose)$/

/** A last word before the connection is closed: nobody is left to tell of its failure. */
function isLast({ node }: CalledEvent, tree: SyntaxTree): boolean {
  let statement = blockStatementOf(tree, node)
  if (statement === NO_NODE) return false
  do statement = tree.nextSibling(statement)
  while (statement !== NO_NODE && (!tree.isNamed(statement) || tree.is(statement, Kind.comment)))
  let call = tree.is(statement, Kind.expression_statement) ? (tree.namedChildren(statement)[0] ?? NO_NODE) : NO_NODE
  // `close(a), close(b)`
  while (tree.is(call, Kind.comma_expression)) call = tree.child(call, Field.left)
  return tree.is(call, Kind.call_expression) && ENDING.test(tree.textOf(tree.child(call, Field.function)))
}
