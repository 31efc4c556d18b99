import {
  argumentOf,
  type CalledEvent,
  calleeOf,
  codeOf,
  defineRule,
  endsPath,
  Field,
  type FailureBranch,
  failureBranchOf,
  type FixReport,
  type FlowContext,
  Kind,
  NO_NODE,
  type NodeId,
  type Platform,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

type Message = 'fatal' | 'otherCode' | 'exits'

/** What a connect reports that is under way: connect(2), Microsoft Learn "connect". */
const UNDER_WAY: Readonly<Record<Platform, string>> = { posix: 'EINPROGRESS', windows: 'WSAEWOULDBLOCK' }

/** Whoever names an error code, or asks for the code, tells errors apart. */
const LOOKS_AT_CODE =
  /\berrno\b|WSAGetLastError|GetLastError|SOCKET_ERROR\s*\(|SOCKERRNO|\w*(?:errno|last_?err)\w*\s*\(|\b(?:WSA)?E[A-Z]{4,}\b/i

/** Prints the reason: it names the code, but decides nothing by it. */
const PRINTS = /\b(?:strerror|\w*printf|perror|syslog|err|warn|cerr|log\w*)\b[^;]*;/gi

/** What the branch for the failure goes by: nothing, or codes of which none says that the connection is under way. */
function fault({ condition, branch }: FailureBranch, { tree, platform }: FlowContext<Message>): Message | undefined {
  const handling = `${codeOf(tree, condition)}\n${codeOf(tree, branch)}`
  const decides = handling.replace(PRINTS, '')
  if (!LOOKS_AT_CODE.test(decides)) return 'fatal'
  const codes = decides.match(/\b(?:WSA)?E(?:INPROGRESS|WOULDBLOCK|AGAIN)\b/g) ?? []
  if (codes.length === 0 || !codes.every((code) => isOtherCode(code, platform))) return undefined
  // Names of the program's own may stand for any code.
  return /\b(?:[a-z]\w*_[A-Z]|[A-Z]+_)?\w*(?:INPROGRESS|WOULDBLOCK)\w*\b/.test(
    decides.replace(/\b(?:WSA)?E(?:INPROGRESS|WOULDBLOCK)\b/g, ''),
  )
    ? undefined
    : 'otherCode'
}

/** On Linux EAGAIN says that something has run out, on Windows WSAEINPROGRESS that another call blocks: neither is under way. */
function isOtherCode(code: string, platform: Platform): boolean {
  return platform === 'windows' ? /^(?:WSA)?EINPROGRESS$/.test(code) : /^E(?:WOULDBLOCK|AGAIN)$/.test(code)
}

/** True when the branch gives the socket up: it leaves, or closes the socket. */
function givesUp(tree: SyntaxTree, branch: NodeId): boolean {
  if (endsPath(tree, branch) !== undefined) return true
  const last = tree.is(branch, Kind.compound_statement) ? (tree.namedChildren(branch).at(-1) ?? NO_NODE) : branch
  if (tree.is(last, Kind.goto_statement)) return true
  for (let node = branch; node < tree.subtreeEnd(branch); node++)
    if (tree.is(node, Kind.call_expression) && /^(?:close|closesocket)$/.test(calleeOf(tree, node))) return true
  return false
}

/** Adds the test of the code to a condition that is the test of the call alone. */
function goOn({ condition }: FailureBranch, event: CalledEvent, context: FlowContext<Message>): FixReport[] {
  const { tree, source, platform, platformsOf } = context
  const inner = tree.namedChildren(condition)[0] ?? NO_NODE
  const isTest =
    tree.is(inner, Kind.binary_expression) && /^[<!=]=?$/.test(tree.textOf(tree.child(inner, Field.operator)))
  const isKnown = platform === 'windows' || source.has(/#\s*include\s*<errno\.h>/)
  if (!isTest || !isKnown || platformsOf(event.span).length > 1) return []
  const code = platform === 'windows' ? 'WSAGetLastError() != WSAEWOULDBLOCK' : 'errno != EINPROGRESS'
  const end = tree.end(inner)
  return [
    {
      title: { en: `Go on after ${UNDER_WAY[platform]}`, ja: `${UNDER_WAY[platform]} では処理を続ける` },
      safety: 'suggest',
      edits: [{ span: { start: end, end }, newText: ` && ${code}` }],
    },
  ]
}

/** connect() on a socket that does not block fails while the connection is made (POSIX connect(), EINPROGRESS). */
export default defineRule<Message>({
  id: 'poll/connect-in-progress',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    fatal: {
      en: "'{socket}' is non-blocking, so {callee}() returns an error while the connection is being made ({codes}), and here every error gives it up: it never connects. Go on after that code, and wait until the socket is writable.",
      ja: "'{socket}' はノンブロッキングなので、接続の途中でも {callee}() はエラーを返します ({codes})。ここではどのエラーでもあきらめるため、決して接続できません。このコードでは処理を続け、ソケットが書き込み可能になるのを待ってください。",
    },
    otherCode: {
      en: "'{socket}' is non-blocking, and while the connection is being made {callee}() fails with {codes}, which is not among the codes that are tested here: it never connects. Test for that code.",
      ja: "'{socket}' はノンブロッキングなので、接続の途中では {callee}() は {codes} で失敗しますが、ここではこのコードを調べていないため、決して接続できません。このコードを調べてください。",
    },
    exits: {
      en: "'{socket}' is non-blocking, so connecting reports an error while it is under way ({codes}), and {callee}() ends the program at any error. Call connect() itself, and go on after that code.",
      ja: "'{socket}' はノンブロッキングなので、接続の途中でもエラーが返ります ({codes})。{callee}() はどのエラーでもプログラムを終了します。connect() を直接呼び出し、このコードでは処理を続けてください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      const { row } = event
      const socket = argumentOf(event, 'descriptor')?.value
      if (row.effect !== 'connect' || socket?.kind !== 'descriptor' || context.damaged) return
      const { modes, family, type, phase, name } = socket.resource
      // A local socket connects at once or says EAGAIN; one without connections has nothing to wait for.
      if (modes.nonBlocking !== true || family === 'unix' || type !== 'stream') return
      // A second call asks how the first went.
      if (phase === 'connecting' || phase === 'connected' || phase === 'closed') return
      const found = failureBranchOf(event, tree, 'zero')
      const message =
        row.failure === 'exits'
          ? 'exits'
          : found !== undefined && givesUp(tree, found.branch)
            ? fault(found, context)
            : undefined
      if (message === undefined) return
      const codes = context.platformsOf(event.span).map((platform) => UNDER_WAY[platform])
      context.report({
        span: event.span,
        message,
        parameters: {
          socket: name,
          callee: calleeOf(tree, event.node),
          codes: message === 'otherCode' ? UNDER_WAY[context.platform] : codes.join(', '),
        },
        fixes: message === 'fatal' && found !== undefined ? goOn(found, event, context) : [],
      })
    },
  },
})
