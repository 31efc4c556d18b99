import {
  callsWithin,
  type CalledEvent,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  indentationAt,
  Kind,
  loopAround,
  newlineOf,
  NO_NODE,
  type NodeId,
  type ResourceView,
  type SyntaxTree,
  withoutComments,
} from '../../../engine/rule-api.ts'

const BUSY = /^(WSAEADDRINUSE|10048)$/
const DENIED = /\b(WSAEACCES|10013)\b/

/** Tells people, tidies up or ends the program: decides nothing. */
const TELLS =
  /^(\w*(print|log|puts|write|err|warn|fatal|die|fail|message|debug|trace|assert)\w*|MessageBox\w*|OutputDebugString\w*|_?exit|abort|ExitProcess|closesocket|WSACleanup|FreeAddrInfo\w*|freeaddrinfo|free|CloseHandle|WSAGetLastError|GetLastError|system|Sleep)$/i

/** A place that tells "port in use" from other errors. */
interface Decision {
  /** The comparison, or the label of the `case`. */
  readonly node: NodeId
  readonly kind: 'equal' | 'unequal' | 'case'
  /** What holds the code, as written. */
  readonly code: string
}

const plain = (tree: SyntaxTree, node: NodeId): string => tree.textOf(node).replace(/\s+/g, '')

/** The failure of bind() that a code was asked for after: the path has a socket that it could not bind. */
function failedBind({ state }: CalledEvent, tree: SyntaxTree): ResourceView | undefined {
  for (const resource of state.resources) {
    const { failedAt, bound, closedAt } = resource
    if (failedAt === null || failedAt.file !== undefined || bound !== null || closedAt !== null) continue
    const call = tree.covering(failedAt.span.start, failedAt.span.end)
    if (!/listen/i.test(tree.textOf(tree.child(call, Field.function)))) return resource
  }
  return undefined
}

/** Where the code that the call returned is compared with the one for a port in use. */
function decisionsOn(event: CalledEvent, tree: SyntaxTree): Decision[] {
  const fn = tree.ancestor(event.node, Kind.function_definition)
  const stored = event.result.kind === 'assigned' ? event.result.name : null
  const isCode = (node: NodeId): boolean => {
    let inner = node
    while (tree.is(inner, Kind.parenthesized_expression)) inner = tree.namedChildren(inner)[0] ?? NO_NODE
    if (inner === event.node) return true
    if (tree.is(inner, Kind.assignment_expression)) return tree.child(inner, Field.right) === event.node
    return stored !== null && plain(tree, inner) === stored.replace(/\s+/g, '')
  }
  const found: Decision[] = []
  for (let node = stored === null ? fn : event.node; node < tree.subtreeEnd(fn); node++) {
    // From here on it may be the code of another call.
    if (
      stored !== null &&
      tree.is(node, Kind.assignment_expression) &&
      plain(tree, tree.child(node, Field.left)) === stored
    )
      break
    if (tree.is(node, Kind.binary_expression)) {
      const operator = tree.textOf(tree.child(node, Field.operator))
      if (operator !== '==' && operator !== '!=') continue
      const [left, right] = [tree.child(node, Field.left), tree.child(node, Field.right)]
      const [code, other] = isCode(left) ? [left, right] : [right, left]
      if (isCode(code) && BUSY.test(tree.textOf(other)))
        found.push({ node, kind: operator === '==' ? 'equal' : 'unequal', code: tree.textOf(code) })
    } else if (tree.is(node, Kind.case_statement) && BUSY.test(tree.textOf(tree.child(node, Field.value)))) {
      const asked = tree.child(tree.ancestor(node, Kind.switch_statement), Field.condition)
      if (isCode(tree.namedChildren(asked)[0] ?? NO_NODE)) found.push({ node, kind: 'case', code: '' })
    }
  }
  return found
}

/** The code does more for a port in use than to tell people of it: it goes on, tries something else, keeps the answer. */
function decides(tree: SyntaxTree, branch: NodeId): boolean {
  if (branch === NO_NODE) return false
  for (let node = branch; node < tree.subtreeEnd(branch); node++) {
    if (tree.is(node, Kind.continue_statement) || tree.is(node, Kind.goto_statement)) return true
    if (tree.is(node, Kind.update_expression) || tree.is(node, Kind.assignment_expression)) return true
  }
  return callsWithin(tree, branch).some(({ name }) => !TELLS.test(name))
}

/** What follows from the comparison matters: the program goes another way for a port in use. */
function matters(tree: SyntaxTree, { node, kind }: Decision): boolean {
  if (kind === 'case') return decides(tree, node)
  let inner = node
  for (let at = tree.parent(node); at !== NO_NODE; inner = at, at = tree.parent(at)) {
    const operator = tree.is(at, Kind.binary_expression) ? tree.textOf(tree.child(at, Field.operator)) : ''
    if (tree.is(at, Kind.parenthesized_expression) || tree.is(at, Kind.condition_clause)) continue
    if (operator === '&&' || operator === '||') continue
    if (tree.is(at, Kind.while_statement) || tree.is(at, Kind.do_statement)) return kind === 'equal'
    if (!tree.is(at, Kind.if_statement)) return tree.is(at, Kind.return_statement)
    if (tree.child(at, Field.condition) !== inner) return false
    const otherwise = tree.child(at, Field.alternative)
    if (kind === 'equal') return decides(tree, tree.child(at, Field.consequence))
    return otherwise === NO_NODE ? loopAround(tree, at) !== NO_NODE : decides(tree, otherwise)
  }
  return false
}

function compareWithBoth({ node, kind, code }: Decision, { tree, source }: FlowContext<string>): FixReport | undefined {
  const title = { en: 'Treat WSAEACCES the same way', ja: 'WSAEACCES も同じように扱う' }
  if (kind === 'case') {
    const colon = source.indexOf(':', tree.end(tree.child(node, Field.value))) + 1
    const newText = `${newlineOf(source)}${indentationAt(source, tree.start(node))}case WSAEACCES:`
    return { title, safety: 'suggest', edits: [{ span: { start: colon, end: colon }, newText }] }
  }
  // A call or an assignment stands there once only.
  if (!/^\w+$/.test(code) && !/^(WSA)?GetLastError\(\)$/.test(code)) return undefined
  const [both, binds] = kind === 'equal' ? [' || ', '||'] : [' && ', '&&']
  const operator = kind === 'equal' ? '==' : '!='
  const around = tree.parent(node)
  const isAlone = tree.is(around, Kind.parenthesized_expression) || tree.is(around, Kind.condition_clause)
  const isSame = tree.is(around, Kind.binary_expression) && tree.textOf(tree.child(around, Field.operator)) === binds
  const { start, end } = tree.span(node)
  const more = `${both}${code} ${operator} WSAEACCES`
  const edits = [{ span: { start: end, end }, newText: isAlone || isSame ? more : `${more})` }]
  if (!isAlone && !isSame) edits.unshift({ span: { start, end: start }, newText: '(' })
  return { title, safety: 'suggest', edits }
}

export default defineRule({
  id: 'bind/eacces-unhandled',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: [],
  messages: {
    found: {
      en: 'Only WSAEADDRINUSE counts as a port in use here, but bind() also fails with WSAEACCES when another socket holds the port with SO_EXCLUSIVEADDRUSE, or when the port is excluded on this machine. Treat WSAEACCES the same way.',
      ja: '使用中のポートを WSAEADDRINUSE だけで判断しています。別のソケットが SO_EXCLUSIVEADDRUSE でポートを排他的に使っている場合や、そのマシンで除外されているポートの場合、bind() は WSAEACCES で失敗します。WSAEACCES も同じように扱ってください。',
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      if (event.row.effect !== 'last-error' || context.damaged) return
      const socket = failedBind(event, tree)
      const fn = tree.ancestor(event.node, Kind.function_definition)
      if (socket === undefined || fn === NO_NODE || DENIED.test(withoutComments(tree.textOf(fn)))) return
      for (const decision of decisionsOn(event, tree)) {
        if (!matters(tree, decision)) continue
        const fix = compareWithBoth(decision, context)
        const label = tree.child(decision.node, Field.value)
        context.report({
          span: tree.span(decision.kind === 'case' ? label : decision.node),
          message: 'found',
          steps:
            socket.failedAt === null || socket.failedAt.file !== undefined
              ? []
              : [
                  {
                    span: socket.failedAt.span,
                    message: {
                      en: `bind() of '${socket.name}' fails here`,
                      ja: `ここで '${socket.name}' の bind() が失敗する`,
                    },
                  },
                ],
          ...(fix === undefined ? {} : { fixes: [fix] }),
        })
      }
    },
  },
})
