import {
  argumentOf,
  type ArgumentFact,
  type CalledEvent,
  defineRule,
  familyName,
  Field,
  type FixReport,
  type FlowContext,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  type TargetFact,
  targetOf,
} from '../../../engine/rule-api.ts'

type Message = 'short' | 'past' | 'pointer'

/** Room for the longest text, terminator included: RFC 3493, section 6.6; Microsoft Learn, inet_ntop. */
const ROOM = { inet: 16, inet6: 46 } as const
const NAMES = { inet: 'INET_ADDRSTRLEN', inet6: 'INET6_ADDRSTRLEN' } as const

export default defineRule<Message>({
  id: 'resolve/inet-ntop-size',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-131'],
  messages: {
    past: {
      en: "The length says {length} bytes, but '{name}' has {size}: a long address makes {callee}() write past its end. Pass 'sizeof {name}'.",
      ja: "長さは {length} バイトですが、'{name}' は {size} バイトです。長いアドレスでは {callee}() が末尾を越えて書き込みます。'sizeof {name}' を渡してください。",
    },
    short: {
      en: "{callee}() has room for {length} bytes in '{name}', but the text of an {family} address takes up to {room}: for long ones it returns NULL (ENOSPC), and '{name}' holds no text. Make it char[{constant}].",
      ja: "{callee}() が '{name}' に書き込めるのは {length} バイトですが、{family} アドレスの文字列には最大 {room} バイト必要です。長いアドレスでは NULL が返り (ENOSPC)、'{name}' に文字列は入りません。char[{constant}] にしてください。",
    },
    pointer: {
      en: "This length is the size of a pointer (4 or 8 bytes), not of the memory that '{name}' leads to: {callee}() returns NULL (ENOSPC) for nearly every address. Pass the size of the memory.",
      ja: "この長さはポインターのサイズ (4 または 8 バイト) で、'{name}' の指すメモリのサイズではありません。{callee}() はほとんどのアドレスで NULL を返します (ENOSPC)。メモリのサイズを渡してください。",
    },
  },
  on: {
    called(event, context) {
      const { row } = event
      if (!/ntopA?$/i.test(row.name)) return
      const [out, length, given] = [argumentOf(event, 'out'), argumentOf(event, 'length'), argumentOf(event, 'family')]
      if (out === undefined || length?.value.kind !== 'number') return
      const { low, high } = length.value
      const number = given?.value.kind === 'number' && given.value.low === given.value.high ? given.value.low : null
      const named = number === null ? 'other' : familyName(number, context.platform)
      const family = named === 'inet' || named === 'inet6' ? named : null
      const target = targetOf(out)
      const message = faultOf(context.tree, target, length, low, high, family === null ? 0 : ROOM[family])
      if (message === undefined) return
      const fix = mend(event, out, target, length.node, message, family, context)
      context.report({
        span: length.node === NO_NODE ? event.span : context.tree.span(length.node),
        message,
        parameters: {
          callee: row.name,
          name: target?.name ?? context.tree.textOf(out.node),
          length: low,
          size: target?.size ?? 0,
          family: family === 'inet6' ? 'IPv6' : 'IPv4',
          room: family === null ? 0 : ROOM[family],
          constant: family === null ? '' : NAMES[family],
        },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

function faultOf(
  tree: SyntaxTree,
  target: TargetFact | null,
  length: ArgumentFact,
  low: number,
  high: number,
  room: number,
): Message | undefined {
  if (low === 4 && high === 8 && tree.is(length.node, Kind.sizeof_expression)) return 'pointer'
  if (low !== high) return undefined
  const isWhole = target !== null && target.type?.array === true && /^\w+$/.test(target.name)
  if (isWhole && target.size !== null && low > target.size) return 'past'
  return low > 0 && low < room ? 'short' : undefined
}

/** Makes the array large enough and passes its size. */
function mend(
  event: CalledEvent,
  out: ArgumentFact,
  target: TargetFact | null,
  length: NodeId,
  message: Message,
  family: 'inet' | 'inet6' | null,
  { tree }: FlowContext<Message>,
): FixReport | undefined {
  const isArray = target?.type?.array === true && target.size !== null && tree.is(out.node, Kind.identifier)
  if (!isArray || length === NO_NODE || message === 'pointer') return undefined
  const name = tree.textOf(out.node)
  const edits = tree.textOf(length).includes(name) ? [] : [{ span: tree.span(length), newText: `sizeof ${name}` }]
  if ((target.size ?? 0) < (family === null ? 0 : ROOM[family])) {
    const size = arraySize(tree, event.node, name)
    if (size === NO_NODE || family === null) return undefined
    edits.push({ span: tree.span(size), newText: NAMES[family] })
  }
  return {
    title: { en: `Give '${name}' room for every address`, ja: `'${name}' をどのアドレスも入る大きさにする` },
    safety: 'safe',
    edits,
  }
}

/** The size in the one declaration of an array of that name in front of the call, or NO_NODE. */
function arraySize(tree: SyntaxTree, call: NodeId, name: string): NodeId {
  const sizes: NodeId[] = []
  for (let node = tree.ancestor(call, Kind.function_definition) + 1; node < call; node++) {
    if (tree.is(node, Kind.array_declarator) && tree.textOf(tree.child(node, Field.declarator)) === name)
      sizes.push(tree.child(node, Field.size))
  }
  return sizes.length === 1 ? (sizes[0] ?? NO_NODE) : NO_NODE
}
