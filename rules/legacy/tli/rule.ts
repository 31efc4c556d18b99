import {
  calleeName,
  defineRule,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxContext,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** Headers of TLI and XTI, and of the STREAMS that they stand on. */
const HEADERS = /^[<"](?:sys\/)?(?:tiuser|xti|xti_inet|timod|stropts)\.h[>"]$/

/** Their calls that nobody else has under the same name together with a header or a constant of theirs. */
const CALLS =
  /^t_(?:accept|alloc|bind|close|connect|error|free|getinfo|getprotaddr|getstate|listen|look|open|optmgmt|rcv|rcvconnect|rcvdis|rcvrel|rcvudata|rcvuderr|snd|snddis|sndrel|sndudata|strerror|sync|unbind)$/

/** Constants of theirs: what a call of another library does not name. */
const CONSTANTS =
  /\bT_(?:BIND|OPTMGMT|CALL|DIS|UNITDATA|UDERROR|INFO|ADDR|OPT|UDATA|ALL|NEGOTIATE|CHECK|DEFAULT|MORE|EXPEDITED)\b/

const REQUESTS = /^TI_GET(?:PEER|MY)NAME$/

/** Code that is there for systems that have it: the program asks first. */
function isGuarded(node: NodeId, { tree, source, isCompiled, assumptionsAt }: SyntaxContext<string>): boolean {
  return !isCompiled || source.has(FOR_STREAMS) || assumptionsAt(tree.start(node)).length > 0
}

/** A file that stands on STREAMS as a whole is for the systems that have them. */
const FOR_STREAMS = /#\s*include\s*<(?:sys\/dlpi(?:hdr)?|net\/nit)\.h>/

/** The first thing of the file that is TLI for certain. */
function firstOf(tree: SyntaxTree, isOne: (node: NodeId) => boolean): NodeId {
  for (let node = 0; node < tree.size; node++) if (isOne(node)) return node
  return NO_NODE
}

function isHeader(tree: SyntaxTree, node: NodeId): boolean {
  return tree.is(node, Kind.preproc_include) && HEADERS.test(tree.textOf(tree.namedChildren(node)[0] ?? NO_NODE))
}

/** A call with a constant or a request of theirs among its arguments. */
function isCall(tree: SyntaxTree, node: NodeId): boolean {
  const name = calleeName(tree, node)
  if (name === 'ioctl')
    return tree
      .namedChildren(tree.namedChildren(node).at(-1) ?? node)
      .some((given) => REQUESTS.test(tree.textOf(given)))
  return CALLS.test(name) && CONSTANTS.test(tree.textOf(node))
}

export default defineRule({
  id: 'legacy/tli',
  since: '0.1.0',
  severity: 'info',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-477'],
  messages: {
    header: {
      en: '{name} belongs to TLI or XTI, an interface to the network that POSIX has dropped and that Linux, the BSDs and macOS do not have: the code does not compile there. Use sockets.',
      ja: '{name} は TLI または XTI のヘッダーです。このネットワークインターフェイスは POSIX から削除され、Linux、BSD、macOS にはないため、それらのシステムではコンパイルできません。ソケットを使ってください。',
    },
    call: {
      en: '{name} belongs to TLI or XTI, an interface to the network that POSIX has dropped and that Linux, the BSDs and macOS do not have. Use sockets.',
      ja: '{name} は TLI または XTI の機能です。このネットワークインターフェイスは POSIX から削除され、Linux、BSD、macOS にはありません。ソケットを使ってください。',
    },
  },
  visit: {
    preproc_include(node, context) {
      const { tree } = context
      if (!isHeader(tree, node) || isGuarded(node, context)) return
      // Once a file.
      if (firstOf(tree, (other) => isHeader(tree, other)) !== node) return
      const name = tree.textOf(tree.namedChildren(node)[0] ?? NO_NODE)
      context.report({ span: tree.span(node), message: 'header', parameters: { name } })
    },
    call_expression(node, context) {
      const { tree } = context
      if (!isCall(tree, node) || isGuarded(node, context)) return
      if (firstOf(tree, (other) => isHeader(tree, other) || isCall(tree, other)) !== node) return
      const callee = calleeName(tree, node)
      const request = /\bTI_GET\w+/.exec(tree.textOf(node))?.[0]
      context.report({
        span: tree.span(node),
        message: 'call',
        parameters: { name: callee === 'ioctl' && request !== undefined ? request : `${callee}()` },
      })
    },
  },
})
