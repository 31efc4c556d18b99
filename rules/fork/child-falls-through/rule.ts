import {
  childBranchBehind,
  defineRule,
  type FixReport,
  type FlowContext,
  indentationAt,
  insertBehind,
  Kind,
  loopAround,
  type NodeId,
  NO_NODE,
  type ResourceView,
  type Span,
  type StateView,
} from '../../../engine/rule-api.ts'
import { changesCondition, childStatements, mayEndAtLast } from './child.ts'

type Message = 'loops' | 'closed'

/** Ends the child behind its last statement. */
function endChild(fork: NodeId, { tree, source }: FlowContext<string>): FixReport | undefined {
  const branch = childBranchBehind(tree, fork)
  if (!tree.is(branch, Kind.compound_statement)) return undefined
  const last = tree.namedChildren(branch).at(-1)
  if (last === undefined) return undefined
  const start = source.lastIndexOf('\n', tree.start(last)) + 1
  // `{ .. }` on one line stays on it.
  const isAlone = source.slice(start, tree.start(last)).trim() === ''
  const end = tree.end(last)
  return {
    title: { en: 'End the child with _exit(0)', ja: '_exit(0) で子プロセスを終了する' },
    safety: 'suggest',
    edits: isAlone
      ? insertBehind(source, end, indentationAt(source, tree.start(last)), ['_exit(0);'])
      : [{ span: { start: end, end }, newText: ' _exit(0);' }],
  }
}

interface Accept {
  readonly node: NodeId
  readonly span: Span
  readonly state: StateView
}

/** The child is about to accept from a socket from which its parent accepted the connection before the fork(). */
function judge({ node, span, state }: Accept, listener: ResourceView, context: FlowContext<Message>): void {
  const { inherited, hasAccepted, name, phase } = listener
  if (context.damaged || state.role !== 'child' || inherited === null || !hasAccepted) return
  if (inherited.file !== undefined) return
  const { tree } = context
  const fork = tree.covering(inherited.span.start, inherited.span.end)
  const loop = loopAround(tree, node)
  // Where the parent forks its servers first, each accepts for itself.
  if (loop === NO_NODE || fork < loop || fork >= tree.subtreeEnd(loop)) return
  const statements = childStatements(tree, fork)
  if (statements === undefined || statements.length === 0) return
  if (mayEndAtLast(tree, statements) || changesCondition(tree, loop, statements)) return
  const fix = endChild(fork, context)
  context.report({
    span: inherited.span,
    message: phase === 'closed' ? 'closed' : 'loops',
    parameters: { name },
    steps: [
      {
        span: tree.span(statements.at(-1) ?? fork),
        message: { en: 'the child goes on behind this statement', ja: 'この文の後も子プロセスは処理を続ける' },
      },
      {
        span,
        message: {
          en: `the child calls accept() on '${name}' here too`,
          ja: `ここで子プロセスも '${name}' に対して accept() を呼び出す`,
        },
      },
    ],
    ...(phase === 'closed' ? { severity: 'warning' as const } : {}),
    ...(fix === undefined ? {} : { fixes: [fix] }),
  })
}

export default defineRule<Message>({
  id: 'fork/child-falls-through',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-705'],
  messages: {
    loops: {
      en: "The child does not end when it has served its client: it goes on in the loop of its parent, accepts from '{name}' itself and forks in turn, so that the number of processes grows with every connection. End the child with _exit().",
      ja: "子プロセスがクライアントの処理を終えても終了しません。親プロセスのループを続けて自分でも '{name}' から accept し、さらに fork() するため、接続のたびにプロセスが増えていきます。_exit() で子プロセスを終了してください。",
    },
    closed: {
      en: "The child does not end when it has served its client: it goes on in the loop of its parent, where accept() fails with EBADF because it has closed '{name}', again and again or until something ends it by chance. End the child with _exit().",
      ja: "子プロセスがクライアントの処理を終えても終了しません。親プロセスのループを続けますが、'{name}' をクローズ済みなので accept() は EBADF で失敗し、偶然に終了しない限りそれを繰り返します。_exit() で子プロセスを終了してください。",
    },
  },
  on: {
    called(event, context) {
      if (event.row.effect !== 'accept') return
      const descriptor = event.arguments.find(({ role }) => role === 'descriptor')?.value
      if (descriptor?.kind === 'descriptor') judge(event, descriptor.resource, context)
    },
    accepted(event, context) {
      if (event.via === null) return
      for (const resource of event.state.resources) judge(event, resource, context)
    },
  },
})
