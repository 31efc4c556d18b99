import {
  argumentOf,
  argumentsOf,
  callsOf,
  type CalledEvent,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  isStream,
  Kind,
  loopAround,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  withoutCasts,
} from '../../../engine/rule-api.ts'
import { goesOn } from './round.ts'

type Message = 'endless' | 'taken'

/** At the end of a connection every receive returns 0 at once, and goes on doing so. */
export default defineRule<Message>({
  id: 'io/eof-ignored',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-835'],
  messages: {
    endless: {
      en: '{callee}() returns 0 when the peer has closed the connection, and returns it again at once in every further round: this loop does not leave then. Treat 0 as the end.',
      ja: '相手が接続をクローズすると {callee}() は 0 を返し、その後の呼び出しもすぐに 0 を返しますが、このループは 0 では終わりません。0 を接続の終わりとして扱ってください。',
    },
    taken: {
      en: '{callee}() returns 0 when the peer has closed the connection, and nothing in this loop looks for it: what the buffer held before is taken for an answer, round after round, until a later send fails. Treat 0 as the end.',
      ja: '相手が接続をクローズすると {callee}() は 0 を返しますが、このループではそれを調べていません。後の送信が失敗するまで、バッファーに残っている古い内容を応答として扱い続けます。0 を接続の終わりとして扱ってください。',
    },
  },
  on: {
    called(event, context) {
      const { row, result, node, span } = event
      // A path that may not exist proves nothing about the type of the socket.
      if (row.effect !== 'receive' || row.failure !== 'minus-one' || context.damaged || event.state.doubtful) return
      if (result.kind !== 'assigned' && result.kind !== 'tested') return
      const { tree } = context
      const descriptor = argumentOf(event, 'descriptor')
      if (descriptor?.value.kind !== 'descriptor' || !isStream(descriptor.value.resource, tree, row.name === 'recv'))
        return
      // What these return is whether they failed; how much came they store.
      if (/^WSARecv/.test(row.name)) return
      // Who asks whom a datagram came from.
      const from = argumentOf(event, 'out-address')
      if (from !== undefined && from.value.kind !== 'null') return
      const loop = loopAround(tree, node)
      // A call that asks for no bytes returns 0 for that.
      const length = argumentOf(event, 'length')?.value
      if (loop === NO_NODE || (length?.kind === 'number' && length.low === 0 && length.high === 0)) return
      const buffer = argumentOf(event, 'out')
      const round = {
        tree,
        call: node,
        loop,
        result: result.name,
        descriptor: tree.textOf(withoutCasts(tree, descriptor.node)),
        buffer: buffer === undefined ? '' : tree.textOf(withoutCasts(tree, buffer.node)),
      }
      if (!goesOn(round)) return
      const fix = endAtZero(event, context)
      context.report({
        span,
        message: sendsIn(tree, loop, round.descriptor) ? 'taken' : 'endless',
        parameters: { callee: row.name },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

/** A round that also sends: it fails some time after the peer is gone. */
function sendsIn(tree: SyntaxTree, loop: NodeId, descriptor: string): boolean {
  return callsOf(tree, loop, 'send', 'write').some((call) => {
    const [first = NO_NODE] = argumentsOf(tree, call)
    return tree.textOf(withoutCasts(tree, first)) === descriptor
  })
}

/** The comparison that asks for a failure, made to ask for the end too. */
const WIDENED: readonly (readonly [RegExp, string])[] = [
  [/^!=(?:-1|SOCKET_ERROR)$/, '> 0'],
  [/^>=0$/, '> 0'],
  [/^==(?:-1|SOCKET_ERROR)$/, '<= 0'],
  [/^<0$/, '<= 0'],
]

function endAtZero({ node, result }: CalledEvent, { tree }: FlowContext<string>): FixReport | undefined {
  const comparison = comparisonOf(tree, node) ?? behind(tree, node, result.name)
  if (comparison === undefined) return undefined
  const left = tree.child(comparison, Field.left)
  const span = { start: tree.end(left), end: tree.end(comparison) }
  const written = tree
    .textOf(comparison)
    .slice(tree.end(left) - tree.start(comparison))
    .replace(/\s+/g, '')
  const newText = WIDENED.find(([form]) => form.test(written))?.[1]
  if (newText === undefined) return undefined
  return {
    title: { en: 'Treat 0 like a failure', ja: '0 を失敗と同じように扱う' },
    safety: 'suggest',
    edits: [{ span, newText: ` ${newText}` }],
  }
}

/** `(n = recv(…)) != -1`: the comparison around the call. */
function comparisonOf(tree: SyntaxTree, call: NodeId): NodeId | undefined {
  for (let node = tree.parent(call); node !== NO_NODE; node = tree.parent(node)) {
    if (tree.is(node, Kind.binary_expression)) return node
    const passes = tree.is(node, Kind.parenthesized_expression) || tree.is(node, Kind.assignment_expression)
    if (!passes) return undefined
  }
  return undefined
}

/** `if (n < 0)` right behind the statement of the call. */
function behind(tree: SyntaxTree, call: NodeId, name: string | null): NodeId | undefined {
  const statement = tree.ancestor(call, Kind.expression_statement, Kind.declaration)
  let next = statement === NO_NODE ? NO_NODE : tree.nextSibling(statement)
  while (next !== NO_NODE && (!tree.isNamed(next) || tree.is(next, Kind.comment))) next = tree.nextSibling(next)
  if (!tree.is(next, Kind.if_statement) || tree.child(next, Field.alternative) !== NO_NODE) return undefined
  const comparison = tree.namedChildren(tree.child(next, Field.condition))[0] ?? NO_NODE
  const isOfIt = tree.is(comparison, Kind.binary_expression) && tree.textOf(tree.child(comparison, Field.left)) === name
  return isOfIt ? comparison : undefined
}
