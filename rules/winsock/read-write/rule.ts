import {
  argumentOf,
  calleeName,
  defineRule,
  Field,
  type FixReport,
  isWinsockType,
  meansWindows,
  type NodeId,
  type SyntaxContext,
} from '../../../engine/rule-api.ts'

type Message = 'moves' | 'copies' | 'stream'

/** Functions of the C runtime that take the number of a file. */
const MESSAGES: Readonly<Record<string, Message>> = {
  read: 'moves',
  _read: 'moves',
  write: 'moves',
  _write: 'moves',
  dup: 'copies',
  _dup: 'copies',
  dup2: 'copies',
  fdopen: 'stream',
  _fdopen: 'stream',
}

function callWinsock(node: NodeId, name: string, context: SyntaxContext<Message>): FixReport | undefined {
  const { tree } = context
  const meant = /read$/.test(name) ? 'recv' : 'send'
  const given = tree.namedChildren(tree.child(node, Field.arguments)).map((argument) => tree.textOf(argument))
  if (MESSAGES[name] !== 'moves' || given.length !== 3) return undefined
  // Both platforms have these two, and a socket it is on both.
  return {
    title: { en: `Call ${meant}()`, ja: `${meant}() を呼び出す` },
    safety: 'suggest',
    edits: [{ span: tree.span(node), newText: `${meant}(${given.join(', ')}, 0)` }],
  }
}

export default defineRule<Message>({
  id: 'winsock/read-write',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: [],
  messages: {
    moves: {
      en: "'{name}' is a socket, and {callee}() works on files of the C runtime on Windows: it fails, or uses a file that has the same number. Call {meant}().",
      ja: "'{name}' はソケットですが、Windows の {callee}() は C ランタイムのファイルに対する関数です。失敗するか、同じ番号のファイルを読み書きします。{meant}() を呼び出してください。",
    },
    copies: {
      en: "'{name}' is a socket, and {callee}() copies files of the C runtime on Windows: it fails, or copies a file that has the same number. Call WSADuplicateSocket() where another process needs the socket, else use the same SOCKET.",
      ja: "'{name}' はソケットですが、Windows の {callee}() は C ランタイムのファイルを複製する関数です。失敗するか、同じ番号のファイルを複製します。別のプロセスに渡すなら WSADuplicateSocket() を呼び出し、そうでなければ同じ SOCKET を使ってください。",
    },
    stream: {
      en: "'{name}' is a socket, and {callee}() opens a stream on a file of the C runtime on Windows: it fails, or the stream is one of a file that has the same number. Use recv() and send().",
      ja: "'{name}' はソケットですが、Windows の {callee}() は C ランタイムのファイルをストリームとして開く関数です。失敗するか、同じ番号のファイルのストリームになります。recv() と send() を使ってください。",
    },
  },
  on: {
    called(event, context) {
      const { row, node, span } = event
      const { tree, typeOf } = context
      const message = MESSAGES[row.name]
      const callee = calleeName(tree, node)
      if (message === undefined || callee !== row.name) return
      const given = argumentOf(event, 'descriptor')
      if (given === undefined || tree.hasError(node) || !meansWindows(callee, span, context)) return
      const made = given.value.kind === 'descriptor' ? given.value.resource.origin : 'unknown'
      if (made !== 'created' && made !== 'accepted' && !isWinsockType(typeOf(given.node))) return
      const fix = callWinsock(node, row.name, context)
      context.report({
        span,
        message,
        parameters: { name: tree.textOf(given.node), callee, meant: /read$/.test(callee) ? 'recv' : 'send' },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
