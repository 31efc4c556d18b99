import { argumentOf, defineRule, Field, Kind, NO_NODE, targetOf, testAndLeave } from '../../../engine/rule-api.ts'

/** Requests that answer into memory of the caller, as programs write them. */
const ASKS = /^(SIOCG\w+|SIOCATMARK|SIOCINQ|SIOCOUTQ|FIONREAD|FIONSPACE|TIOCINQ|TIOCOUTQ|TI_GET\w+)$/

export default defineRule({
  id: 'lifecycle/ioctl-unchecked',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-252'],
  messages: {
    found: {
      en: "Nothing tests whether {callee}() failed: '{answer}' then keeps what its memory held before, and what follows takes that for the answer to {request}. Test the result.",
      ja: "{callee}() の結果を調べていません。失敗すると '{answer}' はメモリに前からあった値のままで、後の処理はそれを {request} の答えとみなします。結果を調べてください。",
    },
  },
  on: {
    called(event, context) {
      const { row, result, span } = event
      if (row.effect !== 'control' || context.damaged) return
      if (result.kind !== 'ignored' && !result.isUnread) return
      const { tree } = context
      const request = argumentOf(event, 'request')
      const out = argumentOf(event, 'out')
      if (request === undefined || out === undefined || out.node === NO_NODE) return
      const name = tree.textOf(request.node)
      const target = targetOf(out)
      if (!ASKS.test(name) || target === null) return
      // A number that was set before may be a fallback that is meant to stay. A structure says what is asked for, too.
      const isStructure = name.startsWith('SIOCG') && tree.is(out.node, Kind.pointer_expression)
      if (!isStructure && target.initialised !== 'no') return
      const descriptor = argumentOf(event, 'descriptor')?.value
      const fix = testAndLeave(event, descriptor?.kind === 'descriptor' ? descriptor.resource : null, context)
      context.report({
        span,
        message: 'found',
        parameters: { callee: tree.textOf(tree.child(event.node, Field.function)), answer: target.name, request: name },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
