import {
  callsOf,
  codeOf,
  defineRule,
  Field,
  type FixReport,
  functionAround,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxContext,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

type Message = 'equal' | 'cases' | 'useless' | 'refused'

const EVENTS = /^\(*\s*POLL[A-Z]+(?:\s*\|\s*POLL[A-Z]+)*\s*\)*$/

/** Asks for one of the events that nobody asked for: `revents & (POLLERR | POLLHUP)`. */
const ASKS_FOR_ERRORS = /&\s*\(?[^()&;]*\bPOLL(?:HUP|ERR|NVAL)\b/

/** The events that poll() reports whether they are asked for or not. */
const UNASKED: ReadonlySet<string> = new Set(['POLLERR', 'POLLHUP', 'POLLNVAL'])

const CONDITIONS: readonly Kind[] = [Kind.if_statement, Kind.while_statement, Kind.do_statement, Kind.for_statement]

/** True for what happened to a descriptor: `p.revents`, or a variable of that name. */
function isHappened(tree: SyntaxTree, node: NodeId): boolean {
  if (tree.is(node, Kind.field_expression)) return tree.textOf(tree.child(node, Field.field)) === 'revents'
  return tree.is(node, Kind.identifier) && tree.textOf(node) === 'revents'
}

/** The statement whose condition the expression belongs to, or the `return` that gives it; else NO_NODE. */
function decision(tree: SyntaxTree, node: NodeId): NodeId {
  let inner = node
  for (let at = tree.parent(node); at !== NO_NODE; inner = at, at = tree.parent(at)) {
    if (tree.is(at, Kind.return_statement)) return at
    if (CONDITIONS.includes(tree.kind(at))) return tree.child(at, Field.condition) === inner ? at : NO_NODE
    const passes =
      tree.is(at, Kind.parenthesized_expression) ||
      tree.is(at, Kind.condition_clause) ||
      (tree.is(at, Kind.binary_expression) && /^(?:&&|\|\|)$/.test(tree.textOf(tree.child(at, Field.operator))))
    if (!passes) return NO_NODE
  }
  return NO_NODE
}

/** True for an if-chain that ends with `else`: whatever else happened is dealt with there. */
function hasDefault(tree: SyntaxTree, statement: NodeId): boolean {
  if (!tree.is(statement, Kind.if_statement)) return false
  const alternative = tree.child(statement, Field.alternative)
  if (alternative === NO_NODE) return false
  const next = tree.namedChildren(alternative)[0] ?? NO_NODE
  return tree.is(next, Kind.if_statement) ? hasDefault(tree, next) : true
}

/** True when the function asks for errors with `&` anywhere, or cannot be judged. */
function asksForErrors(tree: SyntaxTree, node: NodeId): boolean {
  const around = functionAround(tree, node)
  return around === NO_NODE || tree.hasError(around) || ASKS_FOR_ERRORS.test(codeOf(tree, around))
}

/** True for a branch that only accepts: what a listening socket reports beside POLLIN hardly ever comes. */
function onlyAccepts(tree: SyntaxTree, statement: NodeId): boolean {
  const branch = tree.child(statement, Field.consequence)
  if (!tree.is(statement, Kind.if_statement) || branch === NO_NODE) return false
  const others = ['recv', 'read', 'recvfrom', 'recvmsg', 'readv', 'send', 'write']
  return callsOf(tree, branch, 'accept', 'accept4').length > 0 && callsOf(tree, branch, ...others).length === 0
}

function askForBits(node: NodeId, happened: NodeId, events: NodeId, tree: SyntaxTree): FixReport[] {
  const named = tree.textOf(events).match(/POLL[A-Z]+/g) ?? []
  const all = [...new Set([...named, 'POLLHUP', 'POLLERR', 'POLLNVAL'])]
  const text = `${tree.textOf(happened)} & (${all.join(' | ')})`
  const parent = tree.parent(node)
  const isPlain = tree.is(parent, Kind.parenthesized_expression) || tree.is(parent, Kind.condition_clause)
  return [
    {
      title: { en: 'Test for the bits, and for errors too', ja: 'ビットで調べ、エラーも調べる' },
      safety: 'suggest',
      edits: [{ span: tree.span(node), newText: isPlain ? text : `(${text})` }],
    },
  ]
}

/** What an event is asked for in: `p.events = …`, `.events = …`, or the second value of a `struct pollfd`. */
function isAsked(node: NodeId, { tree, typeOf }: SyntaxContext<Message>): boolean {
  let inner = node
  for (let at = tree.parent(node); at !== NO_NODE; inner = at, at = tree.parent(at)) {
    if (tree.is(at, Kind.binary_expression) && tree.textOf(tree.child(at, Field.operator)) === '|') continue
    if (tree.is(at, Kind.parenthesized_expression)) continue
    if (tree.is(at, Kind.assignment_expression)) {
      const left = tree.child(at, Field.left)
      const isEvents = tree.is(left, Kind.field_expression) && tree.textOf(tree.child(left, Field.field)) === 'events'
      const isAdded = /^\|?=$/.test(tree.textOf(tree.child(at, Field.operator)))
      return isEvents && isAdded && inner !== left && typeOf(tree.child(left, Field.argument))?.base === 'struct pollfd'
    }
    if (tree.is(at, Kind.initializer_pair))
      return /^\.\s*events$/.test(tree.textOf(tree.child(at, Field.designator))) && isPollfd(tree, at)
    if (tree.is(at, Kind.initializer_list)) return tree.namedChildren(at)[1] === inner && isPollfd(tree, at)
    return false
  }
  return false
}

function isPollfd(tree: SyntaxTree, node: NodeId): boolean {
  const declaration = tree.ancestor(node, Kind.declaration)
  return /\b(?:pollfd|WSAPOLLFD)$/.test(tree.textOf(tree.child(declaration, Field.type)))
}

/** Takes one flag out of `a | b`. */
function withoutFlag(node: NodeId, tree: SyntaxTree): FixReport[] {
  const union = tree.parent(node)
  if (!tree.is(union, Kind.binary_expression)) return []
  const other = tree.child(union, tree.child(union, Field.left) === node ? Field.right : Field.left)
  if (UNASKED.has(tree.textOf(other))) return []
  const name = tree.textOf(node)
  return [
    {
      title: { en: `Do not ask for ${name}`, ja: `${name} を指定しない` },
      safety: 'safe',
      edits: [{ span: tree.span(union), newText: tree.textOf(other) }],
    },
  ]
}

/** `revents` is a set of bits, of which some come without being asked for (POSIX poll()). */
export default defineRule<Message>({
  id: 'poll/revents-ignored',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    equal: {
      en: "'{happened}' is a set of bits: when the connection ends or fails, other bits are set beside {events}, or alone, this comparison is false, and in a loop the next call returns at once again. Test with &, and for POLLHUP, POLLERR and POLLNVAL too.",
      ja: "'{happened}' はビットの集合です。接続が終わったり失敗したりすると {events} と一緒に、または単独でほかのビットが立つため、この比較は成り立たず、ループでは呼び出しがすぐに戻り続けます。& で調べ、POLLHUP、POLLERR、POLLNVAL も調べてください。",
    },
    cases: {
      en: "'{happened}' is a set of bits: when the connection ends or fails, several are set at once, and no case of this switch is right for them. Test the bits with &, and for POLLHUP, POLLERR and POLLNVAL too.",
      ja: "'{happened}' はビットの集合です。接続が終わったり失敗したりすると複数のビットが同時に立ち、この switch のどの case にも当てはまりません。ビットを & で調べ、POLLHUP、POLLERR、POLLNVAL も調べてください。",
    },
    useless: {
      en: '{flag} is reported whether it is asked for or not, and has no effect in events. Test for it in revents.',
      ja: '{flag} は指定しなくても報告されるため、events に指定しても意味がありません。revents で調べてください。',
    },
    refused: {
      en: '{flag} must not be asked for on Windows: WSAPoll() fails with WSAEINVAL. It is reported anyway; test for it in revents.',
      ja: 'Windows では {flag} を events に指定できず、WSAPoll() が WSAEINVAL で失敗します。指定しなくても報告されるので、revents で調べてください。',
    },
  },
  visit: {
    binary_expression(node, context) {
      const { tree } = context
      if (tree.textOf(tree.child(node, Field.operator)) !== '==') return
      const [left, right] = [tree.child(node, Field.left), tree.child(node, Field.right)]
      const [happened, events] = isHappened(tree, left) ? [left, right] : [right, left]
      if (!isHappened(tree, happened) || !EVENTS.test(tree.textOf(events))) return
      const statement = decision(tree, node)
      if (statement === NO_NODE || hasDefault(tree, statement) || asksForErrors(tree, node)) return
      if (onlyAccepts(tree, statement)) return
      context.report({
        span: tree.span(node),
        message: 'equal',
        parameters: { happened: tree.textOf(happened), events: tree.textOf(events).replace(/[()]/g, '') },
        fixes: askForBits(node, happened, events, tree),
      })
    },
    switch_statement(node, context) {
      const { tree } = context
      const condition = tree.child(node, Field.condition)
      const [happened = NO_NODE] = tree.namedChildren(condition)
      if (!isHappened(tree, happened) || asksForErrors(tree, node)) return
      const cases = tree
        .namedChildren(tree.child(node, Field.body))
        .filter((each) => tree.is(each, Kind.case_statement))
      const values = cases.map((each) => tree.textOf(tree.child(each, Field.value)))
      if (values.includes('') || !values.some((value) => EVENTS.test(value))) return
      context.report({
        span: tree.span(happened),
        message: 'cases',
        parameters: { happened: tree.textOf(happened) },
      })
    },
    identifier(node, context) {
      const { tree } = context
      const name = tree.textOf(node)
      if (!UNASKED.has(name) || !isAsked(node, context)) return
      const isPosix = context.platform === 'posix'
      context.report({
        span: tree.span(node),
        message: isPosix ? 'useless' : 'refused',
        parameters: { flag: name },
        fixes: withoutFlag(node, tree),
        ...(isPosix ? { severity: 'info' } : {}),
      })
    },
  },
})
