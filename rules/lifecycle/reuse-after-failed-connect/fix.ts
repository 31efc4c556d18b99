import {
  blockStatementOf,
  type CalledEvent,
  failureReturn,
  Field,
  type FixReport,
  type FlowContext,
  indentationAt,
  insertBehind,
  Kind,
  NO_NODE,
  type NodeId,
  type ResourceView,
  type SyntaxTree,
  wholeLinesOf,
} from '../../../engine/rule-api.ts'

/** `while (connect(s, ..) < 0)` gets a new socket at the end of each round. */
export function renewEachRound(
  { node, span }: CalledEvent,
  resource: ResourceView,
  context: FlowContext<string>,
): FixReport | undefined {
  const { tree, source, platformsOf, functionName } = context
  const loop = loopAskedBy(tree, node)
  const creation = creationText(tree, resource)
  const leave = failureReturn(tree, node, functionName)
  if (loop === NO_NODE || creation === undefined || leave === undefined || platformsOf(span).length > 1)
    return undefined
  const { name } = resource
  if (!/^[A-Za-z_]\w*$/.test(name) || isGivenAway(tree, name, resource.span.end, loop)) return undefined
  // The new socket would have to be set up like the first one.
  if (resource.escaped || resource.options.size > 0 || resource.bound !== null) return undefined
  const body = tree.child(loop, Field.body)
  const isBlock = tree.is(body, Kind.compound_statement)
  const last = isBlock ? (tree.namedChildren(body).at(-1) ?? NO_NODE) : body
  if (last === NO_NODE || tree.is(last, Kind.comment) || goesOnEarly(tree, body)) return undefined
  if (wholeLinesOf(source, tree.span(last)) === undefined) return undefined
  const outer = indentationAt(source, tree.start(loop))
  const inner = indentationAt(source, tree.start(last))
  const unit = inner.startsWith(outer) ? inner.slice(outer.length) : '    '
  const lines = [`close(${name});`, `${name} = ${creation};`, `if (${name} < 0)`, `${unit}${leave}`]
  const end = tree.end(last)
  const head = tree.end(tree.child(loop, Field.condition))
  return {
    title: { en: 'Make a new socket for each attempt', ja: '試行のたびに新しいソケットを作成する' },
    safety: 'suggest',
    edits: isBlock
      ? insertBehind(source, end, inner, lines)
      : [
          { span: { start: head, end: head }, newText: ' {' },
          ...insertBehind(source, end, outer, [...lines.map((line) => `${unit}${line}`), '}']),
        ],
  }
}

/** The `while` whose condition is made of the call. */
function loopAskedBy(tree: SyntaxTree, call: NodeId): NodeId {
  let inner = call
  for (let at = tree.parent(call); at !== NO_NODE; inner = at, at = tree.parent(at)) {
    if (tree.is(at, Kind.while_statement))
      return tree.child(at, Field.condition) === inner && blockStatementOf(tree, at) === at ? at : NO_NODE
    if (!tree.is(at, Kind.binary_expression) && !tree.is(at, Kind.parenthesized_expression)) return NO_NODE
  }
  return NO_NODE
}

/** `socket(AF_INET, SOCK_STREAM, 0)` as the function wrote it, when it means the same anywhere in it. */
function creationText(tree: SyntaxTree, { file, span }: ResourceView): string | undefined {
  const call = tree.covering(span.start, span.end)
  const text = tree.textOf(call)
  if (file !== undefined || !tree.is(call, Kind.call_expression)) return undefined
  return /^socket\(\s*[A-Z][A-Z0-9_]*,\s*[A-Z][A-Z0-9_| ]*,\s*(?:[A-Z][A-Z0-9_]*|0)\s*\)$/.test(text) ? text : undefined
}

/** True when something is done with the socket between its creation and the loop. */
function isGivenAway(tree: SyntaxTree, name: string, from: number, loop: NodeId): boolean {
  for (let node = 0; node < loop; node++) {
    if (tree.start(node) < from || !tree.is(node, Kind.identifier) || tree.textOf(node) !== name) continue
    if (!tree.is(tree.parent(node), Kind.binary_expression)) return true
  }
  return false
}

function goesOnEarly(tree: SyntaxTree, body: NodeId): boolean {
  for (let node = body; node < tree.subtreeEnd(body); node++)
    if (tree.is(node, Kind.continue_statement) || tree.is(node, Kind.goto_statement)) return true
  return false
}
