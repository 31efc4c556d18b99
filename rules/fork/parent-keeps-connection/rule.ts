import { defineRule, Kind, NO_NODE, placeOf } from '../../../engine/rule-api.ts'
import { closeInParent } from './fix.ts'

const LOOPS: readonly Kind[] = [Kind.while_statement, Kind.for_statement, Kind.do_statement, Kind.for_range_loop]

export default defineRule({
  id: 'fork/parent-keeps-connection',
  since: '0.1.0',
  severity: 'error',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-775'],
  messages: {
    kept: {
      en: "The parent never closes '{name}' after fork(): the client sees no end of the connection when the child closes its copy, and each connection uses up a descriptor until accept() fails with EMFILE.",
      ja: "fork() の後、親プロセスが '{name}' をクローズしていません。子プロセスがクローズしてもクライアントには接続の終わりが届かず、接続のたびに使えるディスクリプタが減り、やがて accept() が EMFILE で失敗します。",
    },
  },
  on: {
    lost(event, context) {
      const { resource, reason } = event
      const shared = resource.sharedWithChild
      if (shared === null || event.state.role !== 'parent' || resource.origin !== 'accepted') return
      if (reason === 'return' || resource.escaped || context.damaged) return
      const { tree } = context
      const here = shared.file === undefined
      const fork = here ? tree.covering(shared.span.start, shared.span.end) : event.node
      const repeats = tree.ancestor(fork, ...LOOPS) !== NO_NODE
      // A program that serves one client and ends gives its descriptors back that way.
      if (!repeats && context.functionName === 'main') return
      const fix = here ? closeInParent(resource, fork, context) : undefined
      const { name } = resource
      context.report({
        span: here ? shared.span : event.span,
        message: 'kept',
        parameters: { name },
        steps: [
          {
            span: resource.span,
            ...(resource.file === undefined ? {} : { file: resource.file }),
            message: { en: `'${name}' is accepted here`, ja: `ここで '${name}' を accept する` },
          },
          {
            span: shared.span,
            ...(shared.file === undefined ? {} : { file: shared.file }),
            message: {
              en: `fork() here leaves a copy of '${name}' in the parent and one in the child`,
              ja: `ここで fork() すると '${name}' が親プロセスと子プロセスの両方に残る`,
            },
          },
          {
            span: event.span,
            message: {
              en: `the parent loses its last reference to '${name}' here without closing it`,
              ja: `ここで親プロセスは、'${name}' をクローズしないまま最後の参照を失う`,
            },
          },
        ],
        ...(fix === undefined ? {} : { fixes: [fix] }),
        once: {
          at: placeOf(resource),
          also: { en: `'${name}' is kept open here too`, ja: `ここでも '${name}' が開いたままになる` },
        },
      })
    },
  },
})
