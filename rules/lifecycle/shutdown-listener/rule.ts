import {
  argumentOf,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  Kind,
  nameErrors,
  NO_NODE,
  type NodeId,
  wholeLinesOf,
} from '../../../engine/rule-api.ts'

const CLOSES = /^(close|closesocket|Close|CLOSE\w*)$/

/** The statement behind that closes what `name` names, or NO_NODE. */
function closedNext({ tree }: FlowContext<string>, call: NodeId, name: string): boolean {
  let next = tree.nextSibling(tree.parent(call))
  while (next !== NO_NODE && (!tree.isNamed(next) || tree.is(next, Kind.comment))) next = tree.nextSibling(next)
  const closing = tree.is(next, Kind.expression_statement) ? (tree.namedChildren(next)[0] ?? NO_NODE) : NO_NODE
  if (!tree.is(closing, Kind.call_expression)) return false
  const [argument] = tree.namedChildren(tree.child(closing, Field.arguments))
  return CLOSES.test(tree.textOf(tree.child(closing, Field.function))) && tree.textOf(argument ?? NO_NODE) === name
}

function remove({ tree, source }: FlowContext<string>, call: NodeId): FixReport | undefined {
  const lines = wholeLinesOf(source, tree.span(tree.parent(call)))
  if (lines === undefined) return undefined
  return {
    title: { en: 'Remove the call: closing is enough', ja: '呼び出しを削除する (クローズするだけでよい)' },
    safety: 'safe',
    edits: [{ span: lines, newText: '' }],
    everywhere: true,
  }
}

export default defineRule({
  id: 'lifecycle/shutdown-listener',
  since: '0.1.0',
  severity: 'info',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    listener: {
      en: "'{name}' listens and has no connection to shut down: except on Linux {callee}() fails with {errors}, and the close that follows does all there is to do.",
      ja: "'{name}' は接続待ちソケットで、シャットダウンする接続がありません。Linux 以外では {callee}() が {errors} で失敗します。必要なことは、次のクローズだけで済みます。",
    },
    unconnected: {
      en: "'{name}' is not connected, so there is nothing to shut down: {callee}() fails with {errors}, and the close that follows does all there is to do.",
      ja: "'{name}' は接続されていないため、シャットダウンするものがありません。{callee}() は {errors} で失敗します。必要なことは、次のクローズだけで済みます。",
    },
  },
  on: {
    called(event, context) {
      const { row, node, span, result } = event
      if (row.effect !== 'shutdown' || result.kind !== 'ignored' || context.damaged) return
      const { tree } = context
      const descriptor = argumentOf(event, 'descriptor')
      if (descriptor?.value.kind !== 'descriptor' || !tree.is(tree.parent(node), Kind.expression_statement)) return
      const { resource } = descriptor.value
      const { phase, type } = resource
      if (type === 'datagram' || type === 'raw' || !['listening', 'created', 'bound'].includes(phase)) return
      // To wake a thread that waits in accept(), Linux programs shut the listener down; they do not close it at once.
      if (!closedNext(context, node, tree.textOf(descriptor.node))) return
      const fix = remove(context, node)
      context.report({
        span,
        message: phase === 'listening' ? 'listener' : 'unconnected',
        parameters: {
          name: resource.name,
          callee: row.name,
          errors: nameErrors({ posix: ['ENOTCONN'], windows: ['WSAENOTCONN'] }, context.platformsOf(span)),
        },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
