import {
  argumentOf,
  callsWithin,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  Kind,
  mentions,
  NO_NODE,
  type NodeId,
  placeOf,
  type ResourceView,
  type Span,
  type StateView,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

type Message = 'executed' | 'spawned'

/** Calls that may close whatever a program started next should not have, by their names. */
const CLOSES_ALL = /^(?:close_?from|close_range|close_?all\w*|\w*close_?(?:fds|files|descriptors|sockets)|daemon\w*)$/i

/** Calls that turn a number into text for a program to read. */
const TELLS = /^(?:(?:v?a?s|sn)printf|vsnprintf|setenv|putenv|to_string|itoa|format)$/

/** The number of the descriptor is told to the program: it is meant to have it. */
function isToldTo(tree: SyntaxTree, place: NodeId, name: string): boolean {
  const whole = tree.ancestor(place, Kind.function_definition)
  const last = /\w+$/.exec(name)?.[0] ?? name
  for (let node = whole; node !== NO_NODE && node < tree.subtreeEnd(whole); node++) {
    if (!tree.is(node, Kind.call_expression)) continue
    const callee = tree.textOf(tree.child(node, Field.function)).replace(/^std::/, '')
    if (TELLS.test(callee) && mentions(tree, tree.child(node, Field.arguments), last)) return true
  }
  return false
}

/** Another rule tells of a child that starts a program while it still has the listening socket of its parent. */
function isToldAsListener(state: StateView, { id, phase, inherited }: ResourceView): boolean {
  if (inherited === null || phase !== 'listening') return false
  return [...state.resources].some((other) => other.listener === id && other.inherited !== null)
}

/** Adds SOCK_CLOEXEC to the type in the call that makes the socket. */
function createPrivately(
  { span, file }: ResourceView,
  { tree, platformsOf }: FlowContext<string>,
): FixReport | undefined {
  if (file !== undefined || platformsOf(span).length > 1) return undefined
  const call = tree.covering(span.start, span.end)
  const isSocket = tree.is(call, Kind.call_expression) && tree.textOf(tree.child(call, Field.function)) === 'socket'
  const type = isSocket ? tree.namedChildren(tree.child(call, Field.arguments))[1] : undefined
  if (type === undefined || !/^SOCK_[A-Z]+$/.test(tree.textOf(type))) return undefined
  const end = tree.end(type)
  return {
    title: { en: 'Create it with SOCK_CLOEXEC', ja: 'SOCK_CLOEXEC を付けて作成する' },
    safety: 'suggest',
    edits: [{ span: { start: end, end }, newText: ' | SOCK_CLOEXEC' }],
  }
}

type Context = FlowContext<Message> & { readonly options: { readonly closing: readonly string[] } }

interface Start {
  readonly node: NodeId
  readonly span: Span
  readonly state: StateView
}

/** Something in the function closes what other programs should not have. */
function closesAll(tree: SyntaxTree, node: NodeId, closing: readonly string[]): boolean {
  const fn = tree.ancestor(node, Kind.function_definition)
  const calls = fn === NO_NODE ? [] : callsWithin(tree, fn)
  return calls.some(({ name }) => CLOSES_ALL.test(name) || closing.includes(name))
}

function judge(message: Message, start: Start, callee: string, context: Context): void {
  const { node, span, state } = start
  const { tree } = context
  if (context.damaged || closesAll(tree, node, context.options.closing)) return
  for (const resource of state.resources) {
    const { origin, modes, phase, escaped, name } = resource
    if ((origin !== 'created' && origin !== 'accepted') || phase === 'closed' || escaped) continue
    if (modes.closeOnExec !== false || isToldAsListener(state, resource) || isToldTo(tree, node, name)) continue
    const fix = createPrivately(resource, context)
    const isHere = resource.file === undefined
    context.report({
      span: isHere ? resource.span : span,
      message,
      parameters: { name, callee },
      steps: [
        {
          span,
          message: {
            en: `${callee}() starts the program here`,
            ja: `ここで ${callee}() がプログラムを起動する`,
          },
        },
      ],
      unless: 'closes',
      once: {
        at: placeOf(resource),
        also: { en: 'another program gets it here', ja: 'ここでも別のプログラムに渡る' },
      },
      ...(message === 'spawned' ? { severity: 'info' as const } : {}),
      ...(fix === undefined ? {} : { fixes: [fix] }),
    })
  }
}

export default defineRule({
  id: 'fork/exec-inherits-socket',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-403'],
  options: {
    closing: {
      type: 'functions',
      default: [],
      sample: ['sanitise_child'],
      says: {
        en: 'Functions of the project that close, or make close-on-exec, whatever a program started next should not have. Names such as `closefrom` and `close_all_fds` are known.',
        ja: '次に起動するプログラムに渡してはならないものをすべてクローズするか close-on-exec にする、プロジェクトの関数。`closefrom` や `close_all_fds` のような名前は指定しなくてよい。',
      },
    },
  },
  messages: {
    executed: {
      en: "'{name}' is open and not close-on-exec when {callee}() starts another program: that program gets it too, can read from it and write to it, and keeps its connection or port in use as long as it runs. Create it with SOCK_CLOEXEC, or close it first.",
      ja: "{callee}() で別のプログラムを起動するとき、'{name}' が close-on-exec でないまま開いています。そのプログラムにも渡って読み書きでき、動いている間は接続やポートが使用中のままになります。SOCK_CLOEXEC を付けて作成するか、先にクローズしてください。",
    },
    spawned: {
      en: "The program that {callee}() starts gets '{name}' too, which is open and not close-on-exec: as long as it or anything that it leaves behind runs, the connection or port stays in use. Create it with SOCK_CLOEXEC.",
      ja: "'{name}' が close-on-exec でないまま開いているので、{callee}() で起動するプログラムにも渡ります。そのプログラムや、それが残したプロセスが動いている間は、接続やポートが使用中のままになります。SOCK_CLOEXEC を付けて作成してください。",
    },
  },
  on: {
    called(event, context) {
      const { row, span } = event
      // `for (fd = 3; ..) close(fd)`.
      if (row.effect === 'close' && argumentOf(event, 'descriptor')?.value.kind !== 'descriptor')
        context.note(span, 'closes')
      if (row.effect === 'spawn') judge('spawned', event, row.name, context)
    },
    executed(event, context) {
      const { tree } = context
      judge('executed', event, tree.textOf(tree.child(event.node, Field.function)), context)
    },
  },
})
