import {
  defineRule,
  Field,
  type FixReport,
  Kind,
  NO_NODE,
  type NodeId,
  newlineOf,
  type SyntaxContext,
  wholeLinesOf,
} from '../../../engine/rule-api.ts'

/** The member that says how long the structure is, which 4.3BSD-Reno added and Linux and Windows do not have. */
const LENGTH_MEMBER = /^(sin|sin6|sun|ss|sa)_len$/

/** `sa_len` and `ss_len` are names that programs give to lengths of their own. */
const UNMISTAKABLE = /^(sin|sin6|sun)_len$/

/** Headers of sockets: a file that has none of them gets its structures from another TCP/IP stack. */
const SOCKET_HEADER =
  /^[ \t]*#[ \t]*include[ \t]*<(sys\/socket|sys\/un|netinet\/in|arpa\/inet|netdb|winsock2?|ws2tcpip)\.h>/im

/** Headers that only the BSDs and macOS have: the file is meant for them. */
const BSD_HEADER =
  /^[ \t]*#[ \t]*include[ \t]*<(net\/(if_dl|if_types|pfvar|bpf)|sys\/(sysctl|event|sockio)|netinet\/in_var|netinet6\/\w+)\.h>/im

/** RFC 3493 section 3.4: where sin6_len exists, SIN6_LEN is defined. UNP section 3.2. */
export default defineRule({
  id: 'address/sa-len-unportable',
  since: '0.1.0',
  severity: 'info',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    found: {
      en: "Only the BSDs and macOS have {member}: on Linux and Windows this line does not compile. Put it between '#ifdef {macro}' and '#endif', or leave it out where bind(), connect() or sendto() gets the address.",
      ja: "{member} があるのは BSD と macOS だけで、Linux や Windows ではこの行をコンパイルできません。'#ifdef {macro}' と '#endif' で囲んでください。bind()、connect()、sendto() に渡すアドレスなら、なくても構いません。",
    },
  },
  visit: {
    field_expression(node, context) {
      const { tree, source } = context
      const member = tree.textOf(tree.child(node, Field.field))
      if (!LENGTH_MEMBER.test(member) || !isOfAddress(node, member, context)) return
      // Whoever asks for something first has seen to it.
      if (!context.isCompiled || context.assumptionsAt(tree.start(node)).length > 0) return
      if (!source.has(SOCKET_HEADER) || source.has(BSD_HEADER)) return
      const macro = member === 'sin6_len' ? 'SIN6_LEN' : 'HAVE_STRUCT_SOCKADDR_SA_LEN'
      const fix = member === 'sin6_len' ? guard(node, macro, context) : undefined
      context.report({
        span: tree.span(node),
        message: 'found',
        parameters: { member, macro },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

/** True for a member of an address structure, and not of one that the program calls so. */
function isOfAddress(node: NodeId, member: string, { tree, typeOf }: SyntaxContext<string>): boolean {
  const type = typeOf(tree.child(node, Field.argument))
  return type === undefined ? UNMISTAKABLE.test(member) : /^struct sockaddr(_in|_in6|_un|_storage)?$/.test(type.base)
}

/** The statement between `#ifdef` and `#endif`, where it has lines of its own. */
function guard(node: NodeId, macro: string, { tree, source }: SyntaxContext<string>): FixReport | undefined {
  const statement = tree.ancestor(node, Kind.expression_statement)
  const assignment = statement === NO_NODE ? NO_NODE : (tree.namedChildren(statement)[0] ?? NO_NODE)
  if (!tree.is(assignment, Kind.assignment_expression) || !tree.is(tree.parent(statement), Kind.compound_statement))
    return undefined
  // What else the statement does has to be done everywhere.
  if (tree.child(assignment, Field.left) !== node) return undefined
  const lines = wholeLinesOf(source, tree.span(statement))
  if (lines === undefined) return undefined
  const newline = newlineOf(source)
  return {
    title: { en: `Put it between '#ifdef ${macro}' and '#endif'`, ja: `'#ifdef ${macro}' と '#endif' で囲む` },
    safety: 'suggest',
    edits: [
      { span: { start: lines.start, end: lines.start }, newText: `#ifdef ${macro}${newline}` },
      { span: { start: lines.end, end: lines.end }, newText: `#endif${newline}` },
    ],
  }
}
