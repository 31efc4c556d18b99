import {
  definedName,
  defineRule,
  Field,
  isSignalUnsafe,
  Kind,
  NO_NODE,
  type NodeId,
  onlyDefinitionOf,
  OWN_SIGNALS,
  SIGNAL_WAITS,
  signalHandlers,
  type SourceText,
  type StepReport,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** How many functions deep a handler is followed. */
const DEPTH = 3

/** A call that a handler must not make. */
interface Unsafe {
  /** The call in the handler itself. */
  readonly place: NodeId
  readonly callee: string
  /** The function of the file that makes it; null for the handler. */
  readonly through: string | null
  readonly call: NodeId
}

/** A plain name that is called; empty for any other callee. */
function calleeOf(tree: SyntaxTree, call: NodeId): string {
  const text = tree.textOf(tree.child(call, Field.function)).replace(/^(?:std)?::/, '')
  return /^\w+$/.test(text) ? text : ''
}

/** The nodes of a body, without the lambdas in it. */
function nodesIn(tree: SyntaxTree, body: NodeId): NodeId[] {
  const found: NodeId[] = []
  for (let node = body; node < tree.subtreeEnd(body); ) {
    if (tree.is(node, Kind.lambda_expression)) node = tree.subtreeEnd(node)
    else found.push(node++)
  }
  return found
}

/** The streams of C++ keep buffers as those of C do: `std::cout << x`. */
function isStream(tree: SyntaxTree, node: NodeId): boolean {
  const isOperand = tree.is(tree.parent(node), Kind.binary_expression) && tree.fieldOf(node) === Field.left
  return isOperand && /^(?:std::)?(?:cout|cerr|clog)$/.test(tree.textOf(node))
}

/** What the project says of functions, whether or not the file defines them. */
interface Judged {
  readonly safe: readonly string[]
  readonly unsafe: readonly string[]
}

/** What the handler must not do, by itself or through functions of the file, in the order of the text. */
function unsafeIn(tree: SyntaxTree, body: NodeId, judged: Judged, seen: ReadonlySet<string>): Unsafe[] {
  return nodesIn(tree, body).flatMap((call): Unsafe[] => {
    if (isStream(tree, call)) return [{ place: call, callee: tree.textOf(call), through: null, call }]
    if (!tree.is(call, Kind.call_expression)) return []
    const name = calleeOf(tree, call)
    if (name === '' || seen.has(name) || judged.safe.includes(name)) return []
    const found = [{ place: call, callee: `${name}()`, through: null, call }]
    if (judged.unsafe.includes(name)) return found
    const own = onlyDefinitionOf(tree, name)
    if (own === NO_NODE) return isSignalUnsafe(name) ? found : []
    if (seen.size > DEPTH) return []
    const [inner] = unsafeIn(tree, tree.child(own, Field.body), judged, new Set([...seen, name]))
    return inner === undefined ? [] : [{ ...inner, place: call, through: name }]
  })
}

/** Somewhere the file takes signals only while it waits for them. */
function waitsForSignals(tree: SyntaxTree): boolean {
  for (let node = 0; node < tree.size; node++) {
    if (tree.is(node, Kind.call_expression) && SIGNAL_WAITS.has(calleeOf(tree, node))) return true
  }
  return false
}

/** The handler says in a comment that it knows: examples do. */
function isAcknowledged(tree: SyntaxTree, body: NodeId, source: SourceText): boolean {
  for (let node = body; node < tree.subtreeEnd(body); node++) {
    if (!tree.is(node, Kind.comment)) continue
    if (
      /async(?:hronous)?-signal|signal-safe|(?:from|in) a signal handler|\bUNSAFE\b/.test(
        source.slice(tree.start(node), tree.end(node)),
      )
    )
      return true
  }
  return false
}

function stepOf(tree: SyntaxTree, { call, callee, through }: Unsafe): StepReport {
  return {
    span: tree.span(call),
    message:
      through === null
        ? { en: `it uses ${callee} here`, ja: `ここで ${callee} を使う` }
        : { en: `${through}() uses ${callee} here`, ja: `ここで ${through}() が ${callee} を使う` },
  }
}

export default defineRule({
  id: 'threads/signal-handler-unsafe',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-479'],
  options: {
    safe: {
      type: 'functions',
      default: [],
      sample: ['log_from_handler'],
      says: {
        en: 'Functions that a handler may call, although they look unsafe: those that the project has made async-signal-safe.',
        ja: '安全でないように見えても、ハンドラーから呼び出してよい関数。プロジェクトで非同期シグナル安全にしてあるもの。',
      },
    },
    unsafe: {
      type: 'functions',
      default: [],
      sample: ['log_message'],
      says: {
        en: 'Functions of the project or of its libraries that a handler must not call.',
        ja: 'ハンドラーから呼び出してはならない、プロジェクトやライブラリの関数。',
      },
    },
  },
  messages: {
    unsafe: {
      en: "'{handler}' handles a signal and uses {callee}, which is not async-signal-safe: when the signal interrupts the like, the program can hang on its lock or damage its memory. Only set a 'volatile sig_atomic_t' flag there, or write() to a pipe.",
      ja: "シグナルハンドラー '{handler}' が、非同期シグナル安全でない {callee} を使っています。この種の処理の実行中にシグナルが届くと、プログラムがロックを待って停止したり、メモリを壊したりすることがあります。ハンドラーでは 'volatile sig_atomic_t' のフラグを設定するか、パイプに write() するだけにしてください。",
    },
    exit: {
      en: "'{handler}' handles a signal and calls exit(), which is not async-signal-safe: it writes out the buffers of streams and runs what atexit() registered, in the middle of whatever the signal interrupted. Set a flag that ends the main loop, or call _exit().",
      ja: "シグナルハンドラー '{handler}' が、非同期シグナル安全でない exit() を呼び出しています。シグナルが割り込んだ処理の途中で、ストリームのバッファーを書き出し、atexit() で登録した関数を実行することになります。フラグを設定してメインループを終わらせるか、_exit() を呼び出してください。",
    },
  },
  visit: {
    compound_statement(node, context) {
      const { tree } = context
      const definition = tree.parent(node)
      if (!tree.is(definition, Kind.function_definition) || tree.hasError(definition)) return
      const handlers = signalHandlers(tree)
      if (handlers.length === 0) return
      const name = definedName(tree, definition)
      const roles = handlers.filter((handler) => handler.name === name)
      const [role] = roles.filter(({ signal }) => signal === null || !OWN_SIGNALS.has(signal))
      if (name === '' || role === undefined) return
      const found = unsafeIn(tree, node, context.options, new Set([name]))
      const [first] = found
      if (first === undefined || waitsForSignals(tree) || isAcknowledged(tree, node, context.source)) return
      context.report({
        span: tree.span(first.place),
        message: found.every(({ callee }) => callee === 'exit()') ? 'exit' : 'unsafe',
        parameters: { handler: name, callee: (found.find(({ callee }) => callee !== 'exit()') ?? first).callee },
        steps: [
          {
            span: tree.span(role.place),
            message: {
              en: `'${name}' becomes the handler of ${role.signal ?? 'a signal'} here`,
              ja: `ここで '${name}' を ${role.signal ?? 'シグナル'} のハンドラーにする`,
            },
          },
          ...found.slice(0, 5).map((each) => stepOf(tree, each)),
        ],
      })
    },
  },
})
