import {
  argumentOf,
  calleeName,
  defineRule,
  Field,
  type FixReport,
  isWinsockType,
  Kind,
  mayWrite,
  meansWindows,
  type NodeId,
  type SyntaxContext,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

const OF_THE_RUNTIME = /^_?close$/

function closeSocket(node: NodeId, argument: NodeId, context: SyntaxContext<string>): FixReport | undefined {
  const { tree } = context
  const span = tree.span(node)
  if (!mayWrite('closesocket', span, context)) return undefined
  return {
    title: { en: 'Call closesocket()', ja: 'closesocket() を呼び出す' },
    safety: 'suggest',
    edits: [{ span, newText: `closesocket(${tree.textOf(argument)})` }],
  }
}

/** The operand of casts: `(HANDLE)s` is `s`. */
function withoutCasts(tree: SyntaxTree, node: NodeId): NodeId {
  let at = node
  while (tree.is(at, Kind.cast_expression) || tree.is(at, Kind.parenthesized_expression))
    at = tree.is(at, Kind.cast_expression) ? tree.child(at, Field.value) : (tree.namedChildren(at)[0] ?? at)
  return at
}

export default defineRule({
  id: 'winsock/close-function',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: ['CWE-404'],
  messages: {
    runtime: {
      en: "'{name}' is a socket, and {callee}() closes a file of the C runtime on Windows: the socket stays open, and a file that has the same number is closed, or the program is ended for an invalid parameter. Call closesocket().",
      ja: "'{name}' はソケットですが、Windows の {callee}() は C ランタイムのファイルをクローズします。ソケットは開いたまま残り、同じ番号のファイルがクローズされるか、不正なパラメーターとしてプログラムが終了します。closesocket() を呼び出してください。",
    },
    handle: {
      en: "'{name}' is a socket, and {callee}() closes only the handle of the kernel, if it is one: what Winsock keeps for the socket is not freed. Call closesocket().",
      ja: "'{name}' はソケットですが、{callee}() がクローズするのは、あるとしてもカーネルのハンドルだけで、Winsock がソケットのために保持しているものは解放されません。closesocket() を呼び出してください。",
    },
  },
  visit: {
    call_expression(node, context) {
      const { tree, typeOf } = context
      if (calleeName(tree, node) !== 'CloseHandle') return
      const argument = withoutCasts(tree, tree.namedChildren(tree.child(node, Field.arguments))[0] ?? node)
      if (argument === node || !isWinsockType(typeOf(argument)) || context.isMacro('SOCKET') === true) return
      const fix = closeSocket(node, argument, context)
      context.report({
        span: tree.span(node),
        message: 'handle',
        parameters: { name: tree.textOf(argument), callee: 'CloseHandle' },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
  on: {
    called(event, context) {
      const { row, node, span } = event
      const { tree, typeOf } = context
      const callee = calleeName(tree, node)
      if (row.effect !== 'close' || !OF_THE_RUNTIME.test(row.name) || callee !== row.name) return
      const given = argumentOf(event, 'descriptor')
      if (given === undefined || tree.hasError(node) || !meansWindows(callee, span, context)) return
      const made = given.value.kind === 'descriptor' ? given.value.resource.origin : 'unknown'
      if (made !== 'created' && made !== 'accepted' && !isWinsockType(typeOf(given.node))) return
      const fix = closeSocket(node, given.node, context)
      context.report({
        span,
        message: 'runtime',
        parameters: { name: tree.textOf(given.node), callee },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
