import {
  argumentOf,
  type CalledEvent,
  defineRule,
  loopAround,
  NO_NODE,
  type Note,
  type ProgramRun,
  type ResourceView,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

const HANDLED = 'handled'
const SERVED = 'served'
const SERVED_ONCE = 'served once'
const OTHER = 'other'

/** Names of functions that nobody here sees and that may look after signals. */
const MAY_HANDLE = /sig|init|setup|set_up|daemon|start|boot|config|main|run/i

/** POSIX send(), write(): who writes to a stream whose peer is gone gets SIGPIPE, and ends by default. */
export default defineRule({
  id: 'io/sigpipe',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: [],
  messages: {
    killed: {
      en: 'When the peer has closed the connection, {callee}() raises SIGPIPE, which ends the whole program without a word, and nothing in this program handles or ignores it. Call signal(SIGPIPE, SIG_IGN) at the start, or pass MSG_NOSIGNAL with each send().',
      ja: '相手が接続をクローズしていると {callee}() は SIGPIPE を発生させ、プログラム全体が何のメッセージもなく終了します。このプログラムには SIGPIPE を処理または無視するコードがありません。最初に signal(SIGPIPE, SIG_IGN) を呼ぶか、send() ごとに MSG_NOSIGNAL を渡してください。',
    },
  },
  visit: {
    identifier(node, context) {
      const name = context.tree.textOf(node)
      if (name === 'SIGPIPE' || name === 'SO_NOSIGPIPE') context.note(context.tree.span(node), HANDLED)
    },
  },
  on: {
    called(event, context) {
      if (event.row.effect !== 'send' || event.row.failure !== 'minus-one' || context.damaged) return
      const socket = argumentOf(event, 'descriptor')?.value
      if (socket?.kind !== 'descriptor' || socket.resource.type !== 'stream' || !mayRaise(event, context.tree)) return
      // Sent before there is a peer it fails in another way.
      const { phase, origin } = socket.resource
      if (phase !== 'connected' && phase !== 'read-shut') return
      const isInLoop =
        loopAround(context.tree, event.node) !== NO_NODE || isAcceptedInLoop(socket.resource, context.tree)
      const tag = origin === 'accepted' ? (isInLoop ? SERVED : SERVED_ONCE) : OTHER
      // A client that asks once ends with it or without.
      if (tag !== OTHER || isInLoop) context.note(event.span, tag, event.row.name)
    },
  },
  program(facts, context) {
    for (const note of facts.notes) {
      if (note.tag === HANDLED) continue
      const run = facts
        .programsOf(note)
        .find((candidate) => isUnprotected(candidate) && firstOf(candidate) === keyOf(note))
      if (run === undefined) continue
      context.report({
        file: note.file,
        span: note.span,
        message: 'killed',
        parameters: { callee: note.text },
        // Who has just one peer has less to lose.
        ...(run.notes.some(({ tag }) => tag === SERVED) ? {} : { severity: 'info' as const }),
      })
    }
  },
})

/** A call that can raise the signal: of flags that nobody can read it is not known. */
function mayRaise(event: CalledEvent, tree: SyntaxTree): boolean {
  const flags = argumentOf(event, 'flags')
  if (flags === undefined) return true
  const text = tree.textOf(flags.node)
  return /^(?:0|[\s|()]|MSG_(?:DONTWAIT|MORE|OOB|DONTROUTE|EOR))+$/.test(text)
}

function isUnprotected({ notes, unknown }: ProgramRun): boolean {
  return !notes.some(({ tag }) => tag === HANDLED) && ![...unknown].some((name) => MAY_HANDLE.test(name))
}

function isAcceptedInLoop({ file, span }: ResourceView, tree: SyntaxTree): boolean {
  return file === undefined && loopAround(tree, tree.covering(span.start, span.end)) !== NO_NODE
}

/** The place where the program is told of: the first that serves others, else the first. */
function firstOf({ notes }: ProgramRun): string | undefined {
  const order = [SERVED, SERVED_ONCE, OTHER]
  const first = order.flatMap((tag) => notes.find((note) => note.tag === tag) ?? [])[0]
  return first === undefined ? undefined : keyOf(first)
}

function keyOf({ file, span }: Note): string {
  return `${file} ${span.start}`
}
