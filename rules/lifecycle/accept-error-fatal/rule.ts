import {
  blockStatementOf,
  callsBelow,
  defineRule,
  endsPath,
  Field,
  type FailureBranch,
  failureBranchOf,
  type FixReport,
  type FlowContext,
  indentationAt,
  isWinsockType,
  Kind,
  loopAround,
  nameErrors,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** Whoever names an error code, or asks for the code, tells errors apart. */
const LOOKS_AT_CODE = /\berrno\b|WSAGetLastError|GetLastError|EVUTIL_SOCKET_ERROR|SOCKERRNO|\b(?:WSA)?E[A-Z]{3,}\b/

/** Prints the reason: it names the code, but decides nothing by it. */
const PRINTS = /\b(?:strerror|fprintf|printf|perror|syslog|err|warn|cerr|log\w*)\b[^;]*;/g

const COMMENTS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g

function goOn({ branch }: FailureBranch, { tree, source, platform }: FlowContext<string>): FixReport | undefined {
  const isPosix = platform === 'posix' && source.has(/#\s*include\s*<errno\.h>/)
  if (!isPosix || !tree.is(branch, Kind.compound_statement)) return undefined
  const [first] = tree.namedChildren(branch)
  if (first === undefined || blockStatementOf(tree, first) !== first) return undefined
  const start = tree.start(first)
  const indentation = indentationAt(source, start)
  const unit = indentation.startsWith('\t') ? '\t' : '    '
  return {
    title: {
      en: 'Go on after errors of one connection',
      ja: '1 つの接続だけに関わるエラーでは処理を続ける',
    },
    safety: 'suggest',
    edits: [
      {
        span: { start, end: start },
        newText: `if (errno == EINTR || errno == ECONNABORTED)\n${indentation}${unit}continue;\n${indentation}`,
      },
    ],
  }
}

/** `if (would_block(error))`: what happens depends on what another function says of the error. */
function asksFunction(tree: SyntaxTree, branch: NodeId): boolean {
  for (let node = branch; node < tree.subtreeEnd(branch); node++) {
    const condition = tree.is(node, Kind.if_statement) ? tree.child(node, Field.condition) : NO_NODE
    if (condition !== NO_NODE && callsBelow(tree, condition).length > 0) return true
  }
  return false
}

export default defineRule({
  id: 'lifecycle/accept-error-fatal',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-391'],
  messages: {
    found: {
      en: 'Any error of {callee}() ends the server here, also one that concerns a single connection, such as {errors} when a client gives up early. Look at the error code, and go on after these.',
      ja: 'ここでは {callee}() のどのエラーでもサーバーが終わります。クライアントが早々にあきらめたときの {errors} のように、1 つの接続だけに関わるエラーでも終わってしまいます。エラーコードを調べ、これらでは処理を続けてください。',
    },
  },
  on: {
    called(event, context) {
      const { row, node } = event
      const { tree } = context
      if (row.effect !== 'accept' || row.failure !== 'minus-one' || context.damaged) return
      const loop = loopAround(tree, node)
      const found = loop === NO_NODE ? undefined : failureBranchOf(event, tree)
      if (found === undefined || loopAround(tree, found.test) !== loop) return
      const end = endsPath(tree, found.branch)
      // The loop around goes on.
      if (end === undefined || (end === 'break' && loopAround(tree, loop) !== NO_NODE)) return
      // A SOCKET is never below 0: `winsock/socket-less-than-zero` tells of that.
      const isUnsigned = context.platform === 'windows' && isWinsockType(event.result.type ?? undefined)
      if (isUnsigned && /<\s*0\b/.test(tree.textOf(found.condition))) return
      const handling = `${tree.textOf(found.condition)}\n${tree.textOf(found.branch)}`
      const decides = handling.replace(COMMENTS, '').replace(PRINTS, '')
      if (LOOKS_AT_CODE.test(decides) || asksFunction(tree, found.branch)) return
      const fix = goOn(found, context)
      context.report({
        span: event.span,
        message: 'found',
        parameters: {
          callee: tree.textOf(tree.child(node, Field.function)),
          errors: nameErrors({ posix: ['ECONNABORTED'], windows: ['WSAECONNRESET'] }, context.platformsOf(event.span)),
        },
        steps: [
          {
            span: tree.span(found.branch),
            message: { en: 'every failure ends the loop here', ja: 'どの失敗でも、ここでループが終わる' },
          },
        ],
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
