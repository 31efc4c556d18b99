import {
  argumentOf,
  type CalledEvent,
  definedName,
  defineRule,
  Field,
  type FixReport,
  indentationAt,
  Kind,
  loopAround,
  NO_NODE,
  newlineOf,
  type NodeId,
  type Note,
  type ProgramRun,
  type ResourceView,
  type SyntaxContext,
  type SyntaxTree,
  type TextEdit,
} from '../../../engine/rule-api.ts'

const HANDLED = 'handled'
const SERVED = 'served'
const SERVED_ONCE = 'served once'
const OTHER = 'other'
/** Where a fix writes, with what it writes there. */
const MAIN = 'main'
const INCLUDE = 'include'

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
    function_definition(node, context) {
      if (definedName(context.tree, node) !== 'main') return
      const fix = ignoreInMain(node, context)
      if (fix !== undefined) context.note(fix.span, MAIN, fix.newText)
    },
    preproc_include(node, context) {
      const { tree, source } = context
      if (source.has(INCLUDED) || context.assumptionsAt(tree.start(node)).length > 0) return
      // `#ifdef _WIN32` around it shows in the other view only.
      if (context.platformsOf(tree.span(node)).length !== context.platformsOf({ start: 0, end: 0 }).length) return
      const start = tree.start(node)
      context.note({ start, end: start }, INCLUDE, `#include <signal.h>${newlineOf(source)}`)
    },
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
      // What ends in a child process is that child, with the one connection it serves.
      if (event.state.role === 'child') return
      const isInLoop =
        loopAround(context.tree, event.node) !== NO_NODE ||
        (origin === 'accepted' && isAcceptedInLoop(socket.resource, context.tree))
      const tag = origin === 'accepted' ? (isInLoop ? SERVED : SERVED_ONCE) : OTHER
      // A client that asks once ends with it or without.
      if (tag !== OTHER || isInLoop) context.note(event.span, tag, event.row.name)
    },
  },
  program(facts, context) {
    for (const note of facts.notes) {
      if (note.tag === HANDLED || note.tag === MAIN || note.tag === INCLUDE) continue
      const run = facts
        .programsOf(note)
        .find((candidate) => isUnprotected(candidate) && firstOf(candidate) === keyOf(note))
      if (run === undefined) continue
      context.report({
        file: note.file,
        span: note.span,
        message: 'killed',
        parameters: { callee: note.text },
        fixes: ignoreIt(facts.notes.filter(({ file }) => file === note.file)),
        // Who has just one peer has less to lose.
        ...(run.notes.some(({ tag }) => tag === SERVED) ? {} : { severity: 'info' as const }),
      })
    }
  },
})

/** The header is there, under the name of C or of C++. */
const INCLUDED = /#\s*include\s*<c?signal(?:\.h)?>/

/** The call as the first statement of main(), behind its declarations; undefined where a condition is around it. */
function ignoreInMain(definition: NodeId, context: SyntaxContext<string>): TextEdit | undefined {
  const { tree, source } = context
  const body = tree.child(definition, Field.body)
  const isDeclaration = (child: NodeId): boolean =>
    tree.is(child, Kind.declaration) || tree.is(child, Kind.comment) || tree.is(child, Kind.struct_specifier)
  const first = tree.namedChildren(body).find((child) => !isDeclaration(child)) ?? NO_NODE
  if (!tree.is(body, Kind.compound_statement) || first === NO_NODE) return undefined
  const span = tree.span(first)
  const indentation = indentationAt(source, span.start)
  const start = span.start - indentation.length
  const platforms = context.platformsOf(span)
  const isAlone = start === 0 || source.charAt(start - 1) === '\n'
  if (!isAlone || context.assumptionsAt(span.start).length > 0) return undefined
  if (platforms.length !== context.platformsOf(tree.span(definition)).length) return undefined
  const call = `${indentation}signal(SIGPIPE, SIG_IGN);`
  const lines = platforms.length > 1 ? ['#ifdef SIGPIPE', call, '#endif'] : [call]
  return { span: { start, end: start }, newText: lines.map((line) => `${line}${newlineOf(source)}`).join('') }
}

/** Ignores the signal in main() where that stands in the same file. */
function ignoreIt(notes: readonly Note[]): FixReport[] {
  const main = notes.find(({ tag }) => tag === MAIN)
  const include = notes.find(({ tag }) => tag === INCLUDE)
  if (main === undefined) return []
  return [
    {
      title: { en: 'Ignore SIGPIPE at the start of main()', ja: 'main() の最初で SIGPIPE を無視する' },
      safety: 'suggest',
      edits: [include, main].flatMap((note) => (note === undefined ? [] : [{ span: note.span, newText: note.text }])),
    },
  ]
}

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
