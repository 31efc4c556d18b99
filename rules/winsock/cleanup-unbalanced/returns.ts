import {
  callsBelow,
  type CalledEvent,
  Kind,
  NO_NODE,
  type NodeId,
  statusFailureBranch,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** Calls that certainly give nothing back. */
const PLAIN =
  /^(?:f?printf|puts|fputs|perror|closesocket|shutdown|free|freeaddrinfo|FreeAddrInfoW?|WSAGetLastError|strerror|gai_strerrorA?|memset|fflush|OutputDebugStringA?)$/

/**
 * The returns between a WSAStartup() and the WSACleanup() at the end of the same function that pass the latter by.
 * Nothing where the text is not plain enough: jumps, a start under a condition, a function that keeps Winsock.
 */
export function returnsWithout(event: CalledEvent, tree: SyntaxTree): NodeId[] {
  const { node } = event
  const fn = tree.ancestor(node, Kind.function_definition)
  const body = fn === NO_NODE ? NO_NODE : tree.namedChildren(fn).at(-1)
  if (body === undefined || !tree.is(body, Kind.compound_statement) || tree.hasError(body)) return []
  const statements = tree.namedChildren(body)
  const start = statements.findIndex((statement) => statement <= node && node < tree.subtreeEnd(statement))
  const first = statements[start] ?? NO_NODE
  if (!isPlainStart(tree, first, node)) return []
  const failed = statusFailureBranch(event, tree)
  const returns: NodeId[] = []
  for (let at = tree.subtreeEnd(node); at < tree.subtreeEnd(body); at++) {
    if (tree.is(at, Kind.goto_statement) || tree.is(at, Kind.lambda_expression) || tree.is(at, Kind.try_statement))
      return []
    const isOwn = failed === NO_NODE || at < failed || at >= tree.subtreeEnd(failed)
    if (tree.is(at, Kind.return_statement) && isOwn) returns.push(at)
  }
  // A function whose last way out keeps Winsock starts it for others.
  const last = statements.at(-1) ?? NO_NODE
  const isPaired = tree.is(last, Kind.return_statement)
    ? isCovered(tree, last, node)
    : statements.slice(start + 1).some((statement) => isCleanup(tree, statement))
  if (!isPaired) return []
  return returns.filter((place) => !isCovered(tree, place, node) && !mayCover(tree, place, node))
}

/** A statement of the function's body, or the condition of an `if` that is one. */
function isPlainStart(tree: SyntaxTree, statement: NodeId, call: NodeId): boolean {
  if (tree.is(statement, Kind.expression_statement) || tree.is(statement, Kind.declaration)) return true
  if (!tree.is(statement, Kind.if_statement)) return false
  const [condition] = tree.namedChildren(statement)
  return condition !== undefined && call < tree.subtreeEnd(condition)
}

function isCleanup(tree: SyntaxTree, statement: NodeId): boolean {
  return (
    tree.is(statement, Kind.expression_statement) &&
    callsBelow(tree, statement).some(({ name }) => name === 'WSACleanup')
  )
}

/** The statements that always run before the place, behind the start. */
function* before(tree: SyntaxTree, place: NodeId, start: NodeId): Generator<NodeId> {
  let at = place
  for (let parent = tree.parent(at); parent !== NO_NODE; at = parent, parent = tree.parent(parent)) {
    if (tree.is(parent, Kind.function_definition)) return
    if (!tree.is(parent, Kind.compound_statement) && !tree.is(parent, Kind.case_statement)) continue
    for (const statement of tree.namedChildren(parent)) if (statement > start && statement < at) yield statement
  }
}

function isCovered(tree: SyntaxTree, place: NodeId, start: NodeId): boolean {
  for (const statement of before(tree, place, start)) if (isCleanup(tree, statement)) return true
  return false
}

/** True when a call in the same block may be one that cleans up. */
function mayCover(tree: SyntaxTree, place: NodeId, start: NodeId): boolean {
  const block = tree.parent(place)
  for (const statement of [place, ...before(tree, place, start)]) {
    if (statement !== place && tree.parent(statement) !== block) break
    if (callsBelow(tree, statement).some(({ name }) => !PLAIN.test(name))) return true
  }
  return false
}
