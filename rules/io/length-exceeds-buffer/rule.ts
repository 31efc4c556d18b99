import {
  type ArgumentFact,
  argumentOf,
  type CalledEvent,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  targetOf,
  utf8Length,
} from '../../../engine/rule-api.ts'

type Message = 'received' | 'sent' | 'text'

export default defineRule<Message>({
  id: 'io/length-exceeds-buffer',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-787', 'CWE-126'],
  messages: {
    received: {
      en: "{callee}() may store {length} bytes into '{name}', which has {size}: whatever the peer sends beyond them overwrites the memory behind it. Pass the size of '{name}'.",
      ja: "'{name}' は {size} バイトですが、{callee}() は最大 {length} バイトを書き込みます。相手がそれより多く送ると、後ろのメモリが上書きされます。'{name}' の大きさを渡してください。",
    },
    sent: {
      en: "{callee}() sends {length} bytes of '{name}', which has {size}: the rest is memory behind it, which the peer gets to read. Pass the size of '{name}'.",
      ja: "'{name}' は {size} バイトですが、{callee}() は {length} バイトを送信します。余分な部分は後ろのメモリの内容で、相手に読まれます。'{name}' の大きさを渡してください。",
    },
    text: {
      en: '{callee}() sends {length} bytes of a text that has {size} with its terminator: the rest is memory behind it, which the peer gets to read. Pass the length of the text.',
      ja: '文字列は終端を含めて {size} バイトですが、{callee}() は {length} バイトを送信します。余分な部分は後ろのメモリの内容で、相手に読まれます。文字列の長さを渡してください。',
    },
  },
  on: {
    called(event, context) {
      const { effect } = event.row
      if (effect !== 'receive' && effect !== 'send') return
      const buffer = argumentOf(event, effect === 'receive' ? 'out' : 'buffer')
      const length = lengthOf(event)
      if (buffer === undefined || length?.value.kind !== 'number' || length.node === NO_NODE) return
      const { low, high } = length.value
      // Of a number that varies it is not known which of its values the program ever has here.
      if (low !== high || length.value.result !== null) return
      const room = roomOf(buffer, length, context)
      if (room === undefined || low <= room.size) return
      const message = effect === 'receive' ? 'received' : room.name === null ? 'text' : 'sent'
      const fix = mend(buffer, length, room, context)
      context.report({
        span: context.tree.span(length.node),
        message,
        parameters: { callee: event.row.name, name: room.name ?? '', length: low, size: room.size },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

function lengthOf(event: CalledEvent): ArgumentFact | undefined {
  return argumentOf(event, 'length')
}

interface Room {
  /** null for a text in quotes. */
  readonly name: string | null
  readonly size: number
}

/** Bytes from where the argument leads to the end of the memory; undefined where that is not certain. */
function roomOf(buffer: ArgumentFact, length: ArgumentFact, { tree }: FlowContext<string>): Room | undefined {
  if (buffer.value.kind === 'text') {
    const literal = unwrapped(tree, buffer.node)
    const bytes = tree.is(literal, Kind.string_literal) ? bytesOf(tree.textOf(literal)) : undefined
    return bytes === undefined ? undefined : { name: null, size: bytes + 1 }
  }
  const target = targetOf(buffer)
  if (target?.size == null || target.type === null) return undefined
  const node = unwrapped(tree, buffer.node)
  const operand = addressed(tree, node)
  // `&a[i]` leads into the array; how much is left of it `i` tells.
  if (tree.is(operand, Kind.subscript_expression)) return undefined
  const named = operand === NO_NODE ? node : operand
  if (tree.is(named, Kind.field_expression)) {
    // The first of several members that are read or filled together; an array of one element that stands for many; a
    // member that shares its bytes with a longer one.
    if (!target.type.array || target.size <= 1 || /\bsizeof\b/.test(tree.textOf(length.node))) return undefined
  }
  return { name: tree.textOf(named), size: target.size }
}

/** Bytes of a text in quotes; undefined for one of wide characters or with escapes that stand for several bytes. */
function bytesOf(quoted: string): number | undefined {
  if (!quoted.startsWith('"') || /\\[uU]/.test(quoted)) return undefined
  return utf8Length(quoted.slice(1, -1).replace(/\\(?:[0-7]{1,3}|x[0-9a-fA-F]+|.)/gs, '.'))
}

function unwrapped(tree: SyntaxTree, expression: NodeId): NodeId {
  let node = expression
  for (;;) {
    if (tree.is(node, Kind.parenthesized_expression)) node = tree.namedChildren(node)[0] ?? NO_NODE
    else if (tree.is(node, Kind.cast_expression)) node = tree.child(node, Field.value)
    else return node
  }
}

function addressed(tree: SyntaxTree, node: NodeId): NodeId {
  if (!tree.is(node, Kind.pointer_expression) || tree.textOf(tree.child(node, Field.operator)) !== '&') return NO_NODE
  return tree.child(node, Field.argument)
}

function mend(
  buffer: ArgumentFact,
  length: ArgumentFact,
  room: Room,
  context: FlowContext<string>,
): FixReport | undefined {
  const { tree } = context
  const span = tree.span(length.node)
  if (room.name === null) {
    const newText = `${room.size - 1}`
    return { title: { en: `Pass ${newText}`, ja: `${newText} を渡す` }, safety: 'suggest', edits: [{ span, newText }] }
  }
  const node = unwrapped(tree, buffer.node)
  const operand = addressed(tree, node)
  const type = context.typeOf(node)
  // What an allocator gave has no size that `sizeof` knows.
  if (operand === NO_NODE && type?.array !== true) return undefined
  const newText = `sizeof ${tree.textOf(operand === NO_NODE ? node : operand)}`
  return { title: { en: `Pass ${newText}`, ja: `${newText} を渡す` }, safety: 'suggest', edits: [{ span, newText }] }
}
