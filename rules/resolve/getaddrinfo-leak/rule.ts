import {
  defineRule,
  type FixReport,
  type FlowContext,
  insertBefore,
  Kind,
  type ListLostEvent,
} from '../../../engine/rule-api.ts'

/** The list of addresses that a look-up makes is the program's to give back (POSIX freeaddrinfo()). */
export default defineRule({
  id: 'resolve/getaddrinfo-leak',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-401'],
  messages: {
    return: {
      en: "The function returns here without giving back the list of addresses in '{name}': its memory is lost with every call. Call freeaddrinfo() first.",
      ja: "'{name}' のアドレスのリストを解放せずに、ここで関数から戻ります。呼び出すたびにメモリが失われます。先に freeaddrinfo() を呼び出してください。",
    },
    overwritten: {
      en: "'{name}' gets another value here, and nothing else leads to the list of addresses that getaddrinfo() stored there: it can no longer be given back. Keep the first pointer for freeaddrinfo().",
      ja: "getaddrinfo() が作ったアドレスのリストを指すのは '{name}' だけですが、ここで別の値が代入されます。リストはもう解放できません。先頭のポインターを freeaddrinfo() のために残してください。",
    },
    scope: {
      en: "'{name}' ends here, and nothing else leads to the list of addresses that getaddrinfo() stored there: its memory is lost. Call freeaddrinfo() first.",
      ja: "getaddrinfo() が作ったアドレスのリストを指すのは '{name}' だけですが、ここで変数の有効範囲が終わり、メモリが失われます。先に freeaddrinfo() を呼び出してください。",
    },
    freed: {
      en: "The memory that holds '{name}' is freed here, and nothing else leads to the list of addresses in it: the list is lost. Call freeaddrinfo() first.",
      ja: "'{name}' を持つメモリがここで解放されます。アドレスのリストを指すのはこれだけで、リストは失われます。先に freeaddrinfo() を呼び出してください。",
    },
  },
  on: {
    listLost(event, context) {
      const { name, reason, span, lookup, endsProcess } = event
      if (context.damaged || endsProcess) return
      const { tree } = context
      // Whether it failed is known to whoever is given the result.
      const call = tree.covering(lookup.span.start, lookup.span.end)
      if (tree.is(tree.ancestor(call, Kind.call_expression, Kind.compound_statement), Kind.call_expression)) return
      const fix = freeBeforeReturn(event, context)
      context.report({
        span,
        message: reason,
        parameters: { name },
        steps: [{ span: lookup.span, message: { en: 'the list is made here', ja: 'ここでリストを作る' } }],
        ...(fix === undefined ? {} : { fixes: [fix] }),
        once: {
          at: { span: lookup.span },
          also: { en: `'${name}' is lost here too`, ja: `ここでも '${name}' が失われる` },
        },
      })
    },
  },
})

function freeBeforeReturn(event: ListLostEvent, { tree, source }: FlowContext<string>): FixReport | undefined {
  const { name, node, reason } = event
  if (reason !== 'return' || !tree.is(node, Kind.return_statement) || !/^[A-Za-z_]\w*$/.test(name)) return undefined
  if (new RegExp(`\\b${name}\\b`).test(tree.textOf(node))) return undefined
  const edits = insertBefore(tree, source, node, [`freeaddrinfo(${name});`])
  if (edits === undefined) return undefined
  return {
    title: { en: `Give '${name}' back before the function returns`, ja: `関数から戻る前に '${name}' を解放する` },
    safety: 'suggest',
    edits,
  }
}
