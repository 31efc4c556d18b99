import {
  childBranchBehind,
  defineRule,
  Field,
  type FlowContext,
  Kind,
  mentions,
  namesBetween,
  NO_NODE,
  type NodeId,
  type ResourceView,
  type Span,
  type StateView,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'
import { closeInChild } from './fix.ts'

type MessageId = 'served' | 'executed'

/** A child serves a connection that its parent accepted: the listening socket is none of its business. */
function serves(state: StateView, listener: ResourceView): boolean {
  return [...state.resources].some((other) => other.listener === listener.id && other.inherited !== null)
}

/** Another function may know the descriptor, and may have closed it; a variable of this function is its own. */
function mayBeClosedElsewhere({ escaped, name, origin }: ResourceView, node: NodeId, tree: SyntaxTree): boolean {
  if (origin !== 'parameter') return escaped
  const declarator = tree.child(tree.ancestor(node, Kind.function_definition), Field.declarator)
  return !mentions(tree, declarator, name)
}

/**
 * The child's own code deals with the listening socket, on some path or in a function that is not in sight. Then an end
 * before that is one at once, such as that of a failed preparation.
 */
function isKnownToChild(tree: SyntaxTree, fork: NodeId, end: NodeId, name: string): boolean {
  const branch = childBranchBehind(tree, fork)
  const last = /\w+$/.exec(name)?.[0] ?? name
  return branch === NO_NODE ? namesBetween(tree, tree.subtreeEnd(fork), end, last) : mentions(tree, branch, last)
}

function tell(
  message: MessageId,
  end: { readonly node: NodeId; readonly span: Span; readonly state: StateView },
  listener: ResourceView,
  context: FlowContext<MessageId>,
): void {
  const { name, inherited } = listener
  if (context.damaged || inherited === null || listener.phase === 'closed') return
  if (mayBeClosedElsewhere(listener, end.node, context.tree) || !serves(end.state, listener)) return
  const { tree } = context
  const here = inherited.file === undefined
  const fork = here ? tree.covering(inherited.span.start, inherited.span.end) : undefined
  if (fork !== undefined && isKnownToChild(tree, fork, end.node, name)) return
  const fix = fork === undefined ? undefined : closeInChild(listener, fork, context)
  context.report({
    span: here ? inherited.span : end.span,
    message,
    parameters: { name },
    steps: [
      ...listener.trail,
      {
        span: inherited.span,
        ...(here ? {} : { file: inherited.file }),
        message: {
          en: `fork() here gives the child a copy of '${name}'`,
          ja: `ここで fork() すると子プロセスも '${name}' の複製を持つ`,
        },
      },
      {
        span: end.span,
        message:
          message === 'executed'
            ? {
                en: `the program started here gets '${name}' too`,
                ja: `ここで起動するプログラムにも '${name}' が渡る`,
              }
            : {
                en: `the child ends here and has not closed '${name}'`,
                ja: `ここで子プロセスは、'${name}' をクローズしないまま終了する`,
              },
      },
    ],
    ...(fix === undefined ? {} : { fixes: [fix] }),
    once: {
      key: listener.id,
      at: inherited,
      also: {
        en: `the child leaves '${name}' open here too`,
        ja: `ここでも子プロセスが '${name}' を開いたままにする`,
      },
    },
  })
}

export default defineRule({
  id: 'fork/child-keeps-listener',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-403'],
  messages: {
    served: {
      en: "The child never closes '{name}': while it serves its client the port stays taken even when the parent has ended, so that a restarted server fails with EADDRINUSE. Close '{name}' in the child.",
      ja: "子プロセスが '{name}' をクローズしていません。子プロセスがクライアントの相手をしている間は、親プロセスが終了してもポートが使用中のままになり、サーバーを再起動すると EADDRINUSE で失敗します。子プロセスで '{name}' をクローズしてください。",
    },
    executed: {
      en: "The child starts another program without closing '{name}': that program holds the port as long as it runs, and a restarted server fails with EADDRINUSE. Close '{name}' in the child.",
      ja: "子プロセスが '{name}' をクローズせずに別のプログラムを起動しています。そのプログラムが動いている間はポートが使用中のままになり、サーバーを再起動すると EADDRINUSE で失敗します。子プロセスで '{name}' をクローズしてください。",
    },
  },
  on: {
    ended(event, context) {
      // The program that should have taken over may close what it likes by being started: `executed` tells of that.
      if (!event.endsProcess || event.state.failedToExecute) return
      // Somebody who set it may mean to start a program in a function that is not in sight.
      if (event.resource.modes.closeOnExec !== true) tell('served', event, event.resource, context)
    },
    executed(event, context) {
      for (const resource of event.state.resources) {
        if (resource.modes.closeOnExec === false) tell('executed', event, resource, context)
      }
    },
  },
})
