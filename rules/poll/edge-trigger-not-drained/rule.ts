import {
  argumentOf,
  argumentsOf,
  type CalledEvent,
  calleeOf,
  codeOf,
  callsOf,
  defineRule,
  Field,
  type FlowContext,
  functionAround,
  givenTo,
  holds,
  Kind,
  loopAround,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  targetOf,
  usesOf,
  type ValueFact,
} from '../../../engine/rule-api.ts'

type Message = 'blocking' | 'once'

/** linux/eventpoll.h: the bit above those of a signed number. */
const EPOLLET = 2 ** 31

/** Registrations that are renewed or shared by design. */
const OTHER_DESIGN = /\bEPOLL(?:ONESHOT|EXCLUSIVE|_CTL_MOD)\b/

function isEdgeTriggered(asked: ValueFact): boolean {
  return asked.kind === 'number' && asked.low === asked.high && Math.floor(Math.abs(asked.low) / EPOLLET) % 2 === 1
}

/** What the function registers: the descriptor as written, and whether its event asks for edges. */
function registrations(tree: SyntaxTree, around: NodeId): { readonly descriptor: string; readonly isEdge: boolean }[] {
  return callsOf(tree, around, 'epoll_ctl')
    .filter((call) => /\bEPOLL_CTL_ADD\b/.test(tree.textOf(argumentsOf(tree, call)[1] ?? NO_NODE)))
    .map((call) => {
      const [, , descriptor = NO_NODE, event = NO_NODE] = argumentsOf(tree, call)
      const name = /^&?\(*(\w+)\)*$/.exec(tree.textOf(event))?.[1]
      return { descriptor: tree.textOf(descriptor), isEdge: name !== undefined && asksForEdges(tree, call, name) }
    })
}

/** True when the last that the function wrote to `events` before the call names EPOLLET. */
function asksForEdges(tree: SyntaxTree, call: NodeId, event: string): boolean {
  let last = ''
  for (const use of usesOf(tree, functionAround(tree, call), event)) {
    if (use > call) break
    const initialiser = givenTo(tree, use)
    if (initialiser !== NO_NODE) last = codeOf(tree, initialiser)
    const member = tree.parent(use)
    const assignment = tree.parent(member)
    if (!tree.is(member, Kind.field_expression) || !tree.is(assignment, Kind.assignment_expression)) continue
    const isEvents = tree.textOf(tree.child(member, Field.field)) === 'events'
    if (isEvents && tree.child(assignment, Field.left) === member)
      last = codeOf(tree, tree.child(assignment, Field.right))
  }
  return /\bEPOLLET\b/.test(last)
}

/** Variables that hold the descriptor of an event that was handed back, and the expression itself. */
function isFromEvent(tree: SyntaxTree, around: NodeId, node: NodeId): boolean {
  if (/\.data\.fd$/.test(tree.textOf(node))) return true
  if (!tree.is(node, Kind.identifier)) return false
  const given = usesOf(tree, around, tree.textOf(node))
    .map((use) => givenTo(tree, use))
    .filter((value) => value !== NO_NODE)
  return given.length > 0 && given.every((value) => /\.data\.fd$/.test(tree.textOf(value)))
}

/** True when the function waits once, and no loop goes on with this call until nothing is left. */
function isOncePerEvent(tree: SyntaxTree, around: NodeId, call: NodeId): boolean {
  const [wait, second] = callsOf(tree, around, 'epoll_wait', 'epoll_pwait')
  const loop = loopAround(tree, call)
  if (wait === undefined || second !== undefined || loop === NO_NODE) return false
  if (holds(tree, loop, wait)) return true
  // The loop over the events that the call gave.
  const outer = loopAround(tree, loop)
  const result = /(\w+)\s*=\s*$/.exec(tree.textBetween(tree.start(around), tree.start(wait)))?.[1]
  const head = codeOf(tree, tree.child(loop, Field.condition))
  const isOverEvents =
    tree.is(loop, Kind.for_statement) &&
    result !== undefined &&
    new RegExp(`^\\s*\\(?\\s*\\w+\\s*<\\s*${result}\\b`).test(head)
  return outer !== NO_NODE && holds(tree, outer, wait) && isOverEvents
}

/** True for a descriptor that only edges tell of, as far as the function registers all that it waits for. */
function isWatchedForEdges(event: CalledEvent, descriptor: NodeId, tree: SyntaxTree, around: NodeId): boolean {
  const all = registrations(tree, around)
  const text = tree.textOf(descriptor)
  const own = all.filter((each) => each.descriptor === text)
  if (event.row.effect === 'accept') return own.length > 0 && own.every(({ isEdge }) => isEdge)
  if (!isFromEvent(tree, around, descriptor)) return own.length > 0 && own.every(({ isEdge }) => isEdge)
  const accepted = callsOf(tree, around, 'accept', 'accept4')
  const makers = accepted.map((call) => tree.parent(call)).map((node) => madeName(tree, node))
  const clients = all.filter((each) => makers.includes(each.descriptor))
  return clients.length > 0 && clients.every(({ isEdge }) => isEdge)
}

/** The variable that an initialiser or an assignment gives its value to. */
function madeName(tree: SyntaxTree, node: NodeId): string {
  const field = tree.is(node, Kind.init_declarator) ? Field.declarator : Field.left
  return tree.textOf(tree.child(node, field))
}

/** An object that gives all that it has with one read: the count of an eventfd or a timer. */
function isCounter(event: CalledEvent): boolean {
  const target = targetOf(argumentOf(event, 'out'))
  return target !== null && (target.size === null || target.size <= 8)
}

/** Calls that leave the mode of a descriptor as it is. */
const QUIET =
  /^(?:accept|epoll_ctl|close|read|write|recv|send|shutdown|setsockopt|getpeername|getsockname|\w*printf|perror)$/

/** True for what accept() gave to a variable that only such calls get: on Linux it blocks, whatever the listening socket does. */
function isPlainlyAccepted(event: CalledEvent, tree: SyntaxTree): boolean {
  const descriptor = argumentOf(event, 'descriptor')?.node ?? NO_NODE
  if (!tree.is(descriptor, Kind.identifier)) return false
  const uses = usesOf(tree, functionAround(tree, descriptor), tree.textOf(descriptor))
  const given = uses.map((use) => givenTo(tree, use)).filter((value) => value !== NO_NODE)
  const isAccepted = given.every((value) => tree.is(value, Kind.call_expression) && calleeOf(tree, value) === 'accept')
  return isAccepted && given.length > 0 && uses.every((use) => isQuiet(tree, use))
}

function isQuiet(tree: SyntaxTree, use: NodeId): boolean {
  const list = tree.ancestor(use, Kind.argument_list, Kind.expression_statement, Kind.declaration)
  return !tree.is(list, Kind.argument_list) || QUIET.test(calleeOf(tree, tree.parent(list)))
}

function judgeRegistration(event: CalledEvent, context: FlowContext<Message>): void {
  const wait = targetOf(argumentOf(event, 'event'))?.waits[0]
  const socket = argumentOf(event, 'descriptor')
  if (wait === undefined || socket?.value.kind !== 'descriptor' || !isEdgeTriggered(wait.asked)) return
  const { modes, origin, id, name } = socket.value.resource
  const { tree } = context
  const isBlocking =
    origin === 'created' ? modes.nonBlocking === false : origin === 'accepted' && isPlainlyAccepted(event, tree)
  if (!isBlocking) return
  context.report({
    span: socket.node === NO_NODE ? event.span : tree.span(socket.node),
    message: 'blocking',
    parameters: { descriptor: name },
    unless: `mode of ${id}`,
  })
}

function judgeCall(event: CalledEvent, context: FlowContext<Message>): void {
  const { tree } = context
  const descriptor = argumentOf(event, 'descriptor')
  const around = functionAround(tree, event.node)
  if (descriptor === undefined || descriptor.node === NO_NODE || around === NO_NODE) return
  if (event.row.effect === 'receive' && isCounter(event)) return
  const code = codeOf(tree, around)
  if (!/\bEPOLLET\b/.test(code) || OTHER_DESIGN.test(code) || /\bgoto\b/.test(code)) return
  if (!isOncePerEvent(tree, around, event.node) || !isWatchedForEdges(event, descriptor.node, tree, around)) return
  context.report({
    span: event.span,
    message: 'once',
    parameters: { callee: event.row.name, descriptor: tree.textOf(descriptor.node) },
  })
}

/** An edge tells once that something came; what is left over after it brings no other (epoll(7)). */
export default defineRule<Message>({
  id: 'poll/edge-trigger-not-drained',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: [],
  messages: {
    once: {
      en: "'{descriptor}' is registered with EPOLLET, and {callee}() is called once for each event: what is left over brings no further event, and the peer waits in vain. Call it until it fails with EAGAIN.",
      ja: "'{descriptor}' は EPOLLET で登録されていますが、1 つのイベントに対して {callee}() を 1 回しか呼び出していません。残ったものに対するイベントはもう届かず、相手は待ち続けます。EAGAIN で失敗するまで呼び出してください。",
    },
    blocking: {
      en: "'{descriptor}' is registered with EPOLLET but blocks: whoever reads until nothing is left, as edges demand, waits in the last call for ever, and with it the whole server. Make it non-blocking.",
      ja: "'{descriptor}' は EPOLLET で登録されていますが、ブロッキングのままです。EPOLLET では残りがなくなるまで読む必要がありますが、最後の呼び出しが待ち続け、サーバー全体が止まります。ノンブロッキングにしてください。",
    },
  },
  on: {
    called(event, context) {
      const { row } = event
      if (context.damaged) return
      if (row.effect === 'register') judgeRegistration(event, context)
      if ((row.effect === 'accept' || row.effect === 'receive') && row.failure === 'minus-one')
        judgeCall(event, context)
      const socket = row.effect === 'control' ? argumentOf(event, 'descriptor')?.value : undefined
      // It may be made non-blocking behind the registration too.
      if (socket?.kind === 'descriptor') context.note(event.span, `mode of ${socket.resource.id}`)
    },
  },
})
