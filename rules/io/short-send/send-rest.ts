import {
  argumentOf,
  type CalledEvent,
  codeOf,
  failureReturn,
  Field,
  type FixReport,
  type FlowContext,
  blockStatementOf,
  functionAround,
  indentationAt,
  Kind,
  loopAround,
  NO_NODE,
  newlineOf,
  type NodeId,
  type ResourceView,
  type SyntaxTree,
  targetOf,
  testAndLeave,
  wholeLinesOf,
} from '../../../engine/rule-api.ts'

/**
 * Sends the rest in a loop, or tests a short literal where it is sent, and leaves the function on failure. Undefined in
 * a loop, where leaving may end more than this connection, and where the text has another form.
 */
export function sendRest(
  event: CalledEvent,
  socket: ResourceView,
  context: FlowContext<string>,
): FixReport | undefined {
  const { tree, source, platform } = context
  const { node, span, row, result } = event
  const statement = tree.parent(node)
  if (result.kind !== 'ignored' || !tree.is(statement, Kind.expression_statement)) return undefined
  if (loopAround(tree, node) !== NO_NODE || blockStatementOf(tree, node) !== statement) return undefined
  const [data, length, name] = [
    argumentOf(event, 'buffer'),
    argumentOf(event, 'length'),
    argumentOf(event, 'descriptor'),
  ]
  if (data === undefined || length === undefined || name === undefined) return undefined
  if (tree.is(data.node, Kind.string_literal)) return testAndLeave(event, socket, context)
  const closing = closingOf(event, socket, context)
  const leave = failureReturn(tree, node, context.functionName)
  const names = freeNames(tree, node)
  if (closing === undefined || leave === undefined || names === undefined) return undefined
  if (!/^(?:send|write)$/.test(row.name) || tree.textOf(tree.child(node, Field.function)) !== row.name) return undefined
  if (context.platformsOf(span).length > 1 || wholeLinesOf(source, tree.span(statement)) === undefined) return undefined
  if (!isPlain(tree, data.node) || !isPlain(tree, length.node)) return undefined
  const isWindows = platform === 'windows'
  const size = tree.textOf(length.node)
  // Computed once, and of the type of what it is compared with.
  const isName = tree.is(length.node, Kind.identifier) && !isWindows
  const all = isName ? size : names.length
  const { base = '', pointers = 0, array = false } = targetOf(data)?.type ?? {}
  const isText = /\bchar$|^CHAR$/.test(base) && (pointers === 0 || array) && tree.is(data.node, Kind.identifier)
  const from = isText ? tree.textOf(data.node) : `(const char *)${tree.textOf(data.node)}`
  const flags = argumentOf(event, 'flags')
  const given = [
    tree.textOf(name.node),
    `${from} + ${names.sent}`,
    `${all} - ${names.sent}`,
    ...(flags === undefined ? [] : [tree.textOf(flags.node)]),
  ]
  const outer = indentationAt(source, tree.start(statement))
  const unit = outer.startsWith('\t') ? '\t' : '    '
  const [type, result_, failed] = isWindows ? ['int', 'int', '== SOCKET_ERROR'] : ['size_t', 'ssize_t', '< 0']
  const counted = isWindows ? `(int)${tree.is(length.node, Kind.binary_expression) ? `(${size})` : size}` : size
  const head = isName ? `${type} ${names.sent} = 0` : `${type} ${names.sent} = 0, ${names.length} = ${counted}`
  const lines = [
    `for (${head}; ${names.sent} < ${all};) {`,
    `${unit}${result_} ${names.taken} = ${row.name}(${given.join(', ')});`,
    '',
    ...(closing === ''
      ? [`${unit}if (${names.taken} ${failed})`, `${unit}${unit}${leave}`]
      : [`${unit}if (${names.taken} ${failed}) {`, `${unit}${unit}${closing}`, `${unit}${unit}${leave}`, `${unit}}`]),
    `${unit}${names.sent} += ${names.taken};`,
    '}',
  ]
  const newText = lines
    .map((line, index) => (index === 0 || line === '' ? line : `${outer}${line}`))
    .join(newlineOf(source))
  return {
    title: {
      en: 'Send the rest in a loop, and leave the function on failure',
      ja: '残りをループで送信し、失敗したら関数から抜ける',
    },
    safety: 'suggest',
    edits: [{ span: tree.span(statement), newText }],
  }
}

/** What closes the socket where only the function knows it; '' for nothing, undefined where something else is open too. */
function closingOf(
  { state }: CalledEvent,
  socket: ResourceView,
  { platform, functionName }: FlowContext<string>,
): string | undefined {
  for (const { phase, escaped, origin, id } of state.resources)
    if (phase !== 'closed' && !escaped && origin !== 'parameter' && id !== socket.id) return undefined
  if (socket.origin === 'parameter' || socket.escaped || functionName === 'main') return ''
  if (!/^[A-Za-z_]\w*$/.test(socket.name)) return undefined
  return `${platform === 'windows' ? 'closesocket' : 'close'}(${socket.name});`
}

/** Names that the function does not use for anything else. */
function freeNames(tree: SyntaxTree, node: NodeId): { sent: string; taken: string; length: string } | undefined {
  const around = functionAround(tree, node)
  if (around === NO_NODE) return undefined
  const words = new Set(codeOf(tree, around).match(/\w+/g))
  const free = (...names: readonly string[]): string | undefined => names.find((name) => !words.has(name))
  const [sent, taken, length] = [free('sent', 'done'), free('n', 'taken'), free('length', 'total')]
  return sent === undefined || taken === undefined || length === undefined ? undefined : { sent, taken, length }
}

/** An expression that gives the same each time: no assignment, and no call but strlen(). */
function isPlain(tree: SyntaxTree, root: NodeId): boolean {
  if (root === NO_NODE) return false
  for (let node = root; node < tree.subtreeEnd(root); node++) {
    if (tree.is(node, Kind.assignment_expression) || tree.is(node, Kind.update_expression)) return false
    if (tree.is(node, Kind.call_expression) && tree.textOf(tree.child(node, Field.function)) !== 'strlen') return false
  }
  return true
}
