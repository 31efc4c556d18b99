import {
  blockStatementOf,
  type CalledEvent,
  copiedText,
  type CopiedText,
  defineRule,
  failureReturn,
  Field,
  type FixReport,
  type FlowContext,
  indentationAt,
  insertBefore,
  isLengthTested,
  Kind,
  memberWritten,
  NO_NODE,
  type NodeId,
  sizeOfMember,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

const MEMBER = 'sun_path'

/** Bytes of the array on Linux (and Windows), and on the BSDs and macOS: unix(7), NOTES. */
const LINUX = 108
const BSD = 104

type Message = 'unbounded' | 'long' | 'portable' | 'unterminated'

/** What can go wrong with a copy, given the bytes that the array has behind the beginning of the copy. */
function judge({ kind, length, bound, isMeasured }: CopiedText, offset: number): Message | undefined {
  const needed = length.low + 1 + offset
  if (kind === 'bounded' && !isMeasured) {
    const isWhole =
      bound !== null && bound.low === bound.high ? bound.low + offset >= LINUX : (bound?.high ?? 0) >= LINUX
    return isWhole && length.high + offset >= BSD ? 'unterminated' : undefined
  }
  if (kind === 'bytes' && !isMeasured) return undefined
  if (length.high === Infinity) return 'unbounded'
  if (needed > LINUX) return 'long'
  if (needed > BSD && kind !== 'bytes') return 'portable'
  return length.high + 1 + offset > (sizeOfMember(MEMBER)?.high ?? LINUX) ? 'unbounded' : undefined
}

/** True when a later statement of the function ends the text with a store into the array. */
function isEndedLater(tree: SyntaxTree, call: NodeId): boolean {
  const definition = tree.ancestor(call, Kind.function_definition)
  for (let node = tree.subtreeEnd(call); definition !== NO_NODE && node < tree.subtreeEnd(definition); node++) {
    if (!tree.is(node, Kind.assignment_expression)) continue
    const left = tree.child(node, Field.left)
    if (tree.is(left, Kind.subscript_expression) && tree.textOf(left).includes(MEMBER)) return true
  }
  return false
}

/** Leaves the function in front of the copy when the path is too long. */
function testFirst(event: CalledEvent, copy: CopiedText, array: string, context: FlowContext<Message>): FixReport[] {
  const { tree, source } = context
  const { node } = copy.source
  // The format adds to the length; what a function returns may not be asked for twice.
  if (copy.kind === 'formatted' || copy.kind === 'appended' || !isPlain(tree, node)) return []
  // What is open by then would be lost on the new path.
  for (const resource of event.state.resources)
    if (resource.phase !== 'closed' && !resource.escaped && resource.origin !== 'parameter') return []
  const statement = blockStatementOf(tree, event.node)
  const leave = failureReturn(tree, event.node, context.functionName)
  if (!tree.is(statement, Kind.expression_statement) || leave === undefined) return []
  const unit = indentationAt(source, tree.start(statement)).startsWith('\t') ? '\t' : '    '
  const name = tree.textOf(node)
  const test = `if (strlen(${name}) >= sizeof ${array})`
  // A name too long for the system is what the caller is to hear.
  const lines = /<errno\.h>/.test(source)
    ? [`${test} {`, `${unit}errno = ENAMETOOLONG;`, `${unit}${leave}`, '}']
    : [test, `${unit}${leave}`]
  const edits = insertBefore(tree, source, statement, lines)
  if (edits === undefined) return []
  return [
    {
      title: { en: `Test the length of '${name}' first`, ja: `先に '${name}' の長さを調べる` },
      safety: 'suggest',
      edits,
    },
  ]
}

const NAMED: readonly Kind[] = [Kind.identifier, Kind.field_expression, Kind.subscript_expression]
const ACTING: readonly Kind[] = [Kind.call_expression, Kind.update_expression, Kind.assignment_expression]

/** True for a variable, a member or an element: to read it twice gives the same. */
function isPlain(tree: SyntaxTree, node: NodeId): boolean {
  for (let inner = node; inner < tree.subtreeEnd(node); inner++) if (ACTING.includes(tree.kind(inner))) return false
  return NAMED.includes(tree.kind(node))
}

/** The path of a Unix socket has little room, and no call that copies text looks at it (unix(7), UNP section 15.2). */
export default defineRule<Message>({
  id: 'unix/path-overflow',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-120', 'CWE-121'],
  messages: {
    unbounded: {
      en: "Nothing has tested the length of '{source}' before {callee}() copies it into '{array}', which has 108 bytes (104 on macOS and the BSDs): a longer path overwrites the memory behind it. Compare its length with sizeof {array} first.",
      ja: "'{source}' の長さを調べずに、{callee}() で '{array}' にコピーしています。この配列は 108 バイト (macOS と BSD では 104 バイト) しかなく、長いパスは後ろのメモリを上書きします。先に長さを sizeof {array} と比べてください。",
    },
    long: {
      en: "The path takes {bytes} bytes with its terminator, but '{array}' has 108 (104 on macOS and the BSDs): {callee}() overwrites the memory behind it. Use a shorter path.",
      ja: "パスは終端を含めて {bytes} バイトですが、'{array}' は 108 バイト (macOS と BSD では 104 バイト) しかなく、{callee}() が後ろのメモリを上書きします。短いパスを使ってください。",
    },
    portable: {
      en: "The path takes {bytes} bytes with its terminator, but '{array}' has only 104 on macOS and the BSDs: there {callee}() overwrites the memory behind it. Use a shorter path.",
      ja: "パスは終端を含めて {bytes} バイトですが、'{array}' は macOS と BSD では 104 バイトしかなく、{callee}() が後ろのメモリを上書きします。短いパスを使ってください。",
    },
    unterminated: {
      en: "Nothing has tested the length of '{source}': when it fills '{array}', {callee}() cuts it off and writes no terminator, so the socket gets another path, and what reads the path as a string reads on behind it. Compare its length with sizeof {array} first.",
      ja: "'{source}' の長さを調べていません。'{array}' に収まらないと、{callee}() は途中までしかコピーせず、終端も書き込みません。ソケットは別のパスになり、パスを文字列として読むと後ろのメモリまで読んでしまいます。先に長さを sizeof {array} と比べてください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      const copy = copiedText(event, context)
      const written = copy && memberWritten(tree, copy.destination.node)
      if (copy === undefined || written?.name !== MEMBER || copy.source.node === NO_NODE) return
      const message = judge(copy, written.offset)
      if (message === undefined || memberWritten(tree, copy.source.node)?.name === MEMBER) return
      // What is absent may hide in damage.
      const isOpen = message === 'unbounded' || message === 'unterminated'
      if (isOpen && (context.damaged || isLengthTested(tree, event.node, copy.source.node))) return
      if (message === 'unterminated' && isEndedLater(tree, event.node)) return
      const array = tree.textOf(written.member)
      context.report({
        span: event.span,
        message,
        parameters: {
          callee: event.row.name,
          source: tree.textOf(copy.source.node),
          array,
          bytes: copy.length.low + 1 + written.offset,
        },
        fixes: isOpen ? testFirst(event, copy, array, context) : [],
      })
    },
  },
})
