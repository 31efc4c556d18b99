import {
  argumentOf,
  type ArgumentFact,
  type CallResult,
  defineRule,
  elementOf,
  Field,
  type FlowContext,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  targetOf,
  type ValueFact,
  withoutCasts,
} from '../../../engine/rule-api.ts'

type Message = 'written' | 'read' | 'allocated' | 'index'

interface Received {
  readonly result: CallResult
  readonly high: number
}

/** A number that the peer chose, as far as the path knows. */
function received(value: ValueFact | undefined): Received | null {
  if (value?.kind !== 'number' || value.result?.part !== 'received' || value.result.effect !== 'receive') return null
  return value.order === 'network' ? null : { result: value.result, high: value.high }
}

export default defineRule({
  id: 'io/length-from-network',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-130', 'CWE-789'],
  options: {
    limiting: {
      type: 'functions',
      default: [],
      sample: ['check_length'],
      says: {
        en: 'Functions of the project that are given a length and limit it, or end the program when it is too large.',
        ja: '長さを渡すと上限内に収めるか、大きすぎる場合にプログラムを終了する、プロジェクトの関数。',
      },
    },
  },
  messages: {
    written: {
      en: "'{name}' was received, so that the peer chooses how many bytes {user}() stores into '{buffer}', which has {size}: nothing has compared them. Refuse a larger length first.",
      ja: "'{name}' は受信した値なので、{user}() が '{buffer}' に書き込むバイト数は相手が決められますが、配列は {size} バイトしかなく、比較もしていません。先にそれより大きい長さを拒否してください。",
    },
    read: {
      en: "'{name}' was received, so that the peer chooses how many bytes {user}() reads from '{buffer}', which has {size}: nothing has compared them. Refuse a larger length first.",
      ja: "'{name}' は受信した値なので、{user}() が '{buffer}' から読むバイト数は相手が決められますが、配列は {size} バイトしかなく、比較もしていません。先にそれより大きい長さを拒否してください。",
    },
    allocated: {
      en: "'{name}' was received, so that the peer chooses how much memory {user}() is asked for, up to gigabytes, and nothing has compared it with a limit. Refuse a length that no message of the protocol has.",
      ja: "'{name}' は受信した値なので、{user}() で確保するメモリの大きさは、数ギガバイトであっても相手が決められますが、上限と比べていません。プロトコルのメッセージにありえない長さは先に拒否してください。",
    },
    index: {
      en: "'{name}' was received, so that the peer chooses which element of '{buffer}' is {use}, or what behind it: nothing has compared it with the {size} bytes of the array. Test it first.",
      ja: "'{name}' は受信した値なので、'{buffer}' のどの要素を、あるいはその後ろの何を{use}かは相手が決められますが、配列の {size} バイトと比べていません。先に調べてください。",
    },
  },
  on: {
    called(event, context) {
      const { row } = event
      for (const argument of event.arguments) {
        const number = argument.role === 'length' ? received(argument.value) : null
        if (number === null || argument.node === NO_NODE) continue
        const common = { number, node: argument.node, use: event.node, user: row.name }
        if (row.effect === 'allocate' || row.effect === 'allocate-zeroed') {
          if (number.high === Infinity) report(context, { ...common, message: 'allocated', buffer: '', size: 0 })
          continue
        }
        const out = argumentOf(event, row.effect === 'receive' ? 'out' : 'destination')
        const from = argumentOf(event, row.effect === 'send' ? 'buffer' : 'source')
        const [written, read] = [roomOf(context.tree, out), roomOf(context.tree, from)]
        if (written !== null && number.high > written.size)
          report(context, { ...common, message: 'written', ...written })
        else if (read !== null && number.high > read.size) report(context, { ...common, message: 'read', ...read })
      }
    },
    indexed(event, context) {
      const number = received(event.index)
      const size = event.array?.size ?? null
      if (number === null || event.array === null || size === null || number.high < size) return
      const { array, index } = elementOf(context.tree, event.node)
      const buffer = context.tree.textOf(array)
      report(context, {
        number,
        node: index,
        use: event.node,
        user: '',
        message: 'index',
        buffer,
        size,
        isWritten: event.isWritten,
      })
    },
  },
})

/** The array that an argument leads to the beginning of. */
function roomOf(tree: SyntaxTree, argument: ArgumentFact | undefined): { buffer: string; size: number } | null {
  const target = targetOf(argument)
  if (argument === undefined || target?.size == null || target.type === null) return null
  const node = withoutCasts(tree, argument.node)
  // `&a[i]` leads into an array, `&a.first` to the first of several members.
  if (tree.is(node, Kind.pointer_expression) && !tree.is(tree.child(node, Field.argument), Kind.identifier)) return null
  return { buffer: tree.textOf(node), size: target.size }
}

interface Found {
  readonly message: Message
  readonly number: Received
  readonly node: NodeId
  /** What uses it. */
  readonly use: NodeId
  readonly user: string
  readonly buffer: string
  readonly size: number
  readonly isWritten?: boolean
}

type Context = FlowContext<Message> & { readonly options: { readonly limiting: readonly string[] } }

function report(context: Context, found: Found): void {
  const { tree } = context
  const { message, number, node, use, user, buffer, size, isWritten = false } = found
  if (context.damaged || isTested(tree, number.result.node, node, use, context.options.limiting)) return
  context.report({
    span: tree.span(node),
    message,
    parameters: {
      name: tree.textOf(withoutCasts(tree, node)),
      user,
      buffer,
      size,
      use: isWritten ? { en: 'written', ja: '書き換える' } : { en: 'read', ja: '読む' },
    },
    steps: [
      {
        span: tree.span(number.result.node),
        message: { en: 'the bytes are received here', ja: 'ここで受信する' },
      },
    ],
  })
}

const CONDITIONS: readonly Kind[] = [
  Kind.if_statement,
  Kind.while_statement,
  Kind.do_statement,
  Kind.for_statement,
  Kind.switch_statement,
  Kind.conditional_expression,
]

/** True when any condition or any other call in front of the use is about one of the names in the length. */
function isTested(tree: SyntaxTree, call: NodeId, length: NodeId, use: NodeId, limiting: readonly string[]): boolean {
  const names = new Set<string>()
  for (let node = length; node < tree.subtreeEnd(length); node++)
    if (tree.is(node, Kind.identifier) || tree.is(node, Kind.field_identifier)) names.add(tree.textOf(node))
  const definition = tree.ancestor(use, Kind.function_definition, Kind.lambda_expression)
  if (definition === NO_NODE) return true
  const isAbout = (root: NodeId): boolean => {
    for (let node = root; root !== NO_NODE && node < tree.subtreeEnd(root); node++) {
      // Where it is received it is no number yet, and its size is another.
      if (node === call || tree.is(node, Kind.sizeof_expression)) {
        node = tree.subtreeEnd(node) - 1
        continue
      }
      const isName = tree.is(node, Kind.identifier) || tree.is(node, Kind.field_identifier)
      if (isName && names.has(tree.textOf(node))) return true
    }
    return false
  }
  for (let node = definition; node < use; node++) {
    if (CONDITIONS.includes(tree.kind(node)) && isAbout(tree.child(node, Field.condition))) {
      // What the use itself is a part of is no test: `if (recv(c, buf, length, 0) < 0)`.
      if (!isWithin(tree, use, tree.child(node, Field.condition))) return true
    }
    const callee = tree.is(node, Kind.call_expression) ? tree.textOf(tree.child(node, Field.function)) : ''
    const isLimit = /^(?:assert|min|MIN|std::min)$/.test(callee) || limiting.includes(callee)
    if (isLimit && isAbout(tree.child(node, Field.arguments))) return true
  }
  return false
}

function isWithin(tree: SyntaxTree, inner: NodeId, outer: NodeId): boolean {
  return outer !== NO_NODE && inner >= outer && inner < tree.subtreeEnd(outer)
}
