import {
  defineRule,
  Field,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxContext,
  type SyntaxTree,
  withoutCasts,
} from '../../../engine/rule-api.ts'
import { compareMembers, compareV6 } from './fix.ts'
import { isCanonical, printerBefore } from './text.ts'

type Message = 'whole' | 'storage' | 'cut' | 'arrays' | 'text' | 'never'

const SIZES: Readonly<Record<string, number>> = {
  'struct sockaddr_in': 16,
  'struct sockaddr_in6': 28,
  'struct sockaddr_storage': 128,
}

/** What a comparison of an IPv4 address counts besides address and port, and one of an IPv6 address. */
const REST: Readonly<Record<string, string>> = {
  'struct sockaddr_in': 'sin_zero',
  'struct sockaddr_in6': 'sin6_flowinfo',
}

/** `sin6_addr` of an address and the bytes in it: arrays, which `==` compares as pointers. */
const BYTES = /^(s6_addr(8|16|32)?|__u6_addr(8|16|32)|s6_(bytes|words))$/

/** RFC 3493 section 3.3 and 6.7 (IN6_ARE_ADDR_EQUAL); RFC 5952 section 2 (one address, many texts). */
export default defineRule<Message>({
  id: 'address/in6-compare',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-697'],
  messages: {
    whole: {
      en: "{callee}() compares {members} of '{name}' too, so that one peer can look like two. Compare address, port and scope by themselves.",
      ja: "{callee}() は '{name}' の {members} まで比較するため、同じ相手が別の相手と判定されることがあります。アドレス、ポート、スコープをそれぞれ比較してください。",
    },
    storage: {
      en: "{callee}() compares all 128 bytes of '{name}', also those behind the address, which no call fills in. Compare the members that the family has.",
      ja: "{callee}() は '{name}' の 128 バイト全体を比較します。アドレスより後ろには、どの呼び出しも書き込みません。アドレスファミリーに応じたメンバーを比較してください。",
    },
    cut: {
      en: "{callee}() compares the first {length} bytes of '{name}', and the last half of an IPv6 address lies behind them: all hosts of one network look equal. Compare sin6_addr, port and scope.",
      ja: "{callee}() は '{name}' の先頭 {length} バイトを比較しますが、IPv6 アドレスの後半はその後ろにあります。同じネットワークのホストがすべて等しいと判定されます。sin6_addr、ポート、スコープを比較してください。",
    },
    arrays: {
      en: "'{operator}' compares where the two addresses stand, not what they are. Use IN6_ARE_ADDR_EQUAL().",
      ja: "'{operator}' が比較しているのはアドレスの内容ではなく、置かれている場所です。IN6_ARE_ADDR_EQUAL() を使ってください。",
    },
    text: {
      en: "'{name}' holds the one text of many that {printer}() chooses for an IPv6 address; the same address written another way is not equal to it. Convert the other text with inet_pton() and compare the addresses.",
      ja: "'{name}' は、IPv6 アドレスのいくつもある表記のうち {printer}() が選んだ 1 つです。同じアドレスでも表記が違えば等しくなりません。もう一方を inet_pton() で変換し、アドレスどうしを比較してください。",
    },
    never: {
      en: "{printer}() never writes an IPv6 address as '{text}', so that '{name}' is never equal to it. Convert the text with inet_pton() and compare the addresses.",
      ja: "{printer}() は IPv6 アドレスを '{text}' とは表記しないため、'{name}' と等しくなることはありません。inet_pton() で変換し、アドレスどうしを比較してください。",
    },
  },
  visit: {
    binary_expression(node, context) {
      const { tree } = context
      const operator = tree.textOf(tree.child(node, Field.operator))
      if (operator !== '==' && operator !== '!=') return
      const [left, right] = [tree.child(node, Field.left), tree.child(node, Field.right)].map((side) => {
        let inner = side
        while (tree.is(inner, Kind.parenthesized_expression)) inner = tree.namedChildren(inner)[0] ?? NO_NODE
        return addressOf(tree, inner)
      })
      if (left === undefined || right === undefined || left === null || right === null) return
      const fix = compareV6(node, { operator, left, right }, context)
      context.report({
        span: tree.span(node),
        message: 'arrays',
        parameters: { operator },
        severity: 'error',
        fixes: [fix],
      })
    },
    call_expression(node, context) {
      const { tree } = context
      const callee = tree.textOf(tree.child(node, Field.function)).replace(/^(std)?::/, '')
      if (/^(memcmp|bcmp)$/.test(callee)) compareMemory(node, callee, context)
      else if (/^str(n?case)?cmp$|^stricmp$/.test(callee)) compareText(node, context)
    },
  },
})

/** The address whose bytes an expression names as a pointer, as an argument that leads to it; null for any other. */
function addressOf(tree: SyntaxTree, expression: NodeId): string | null {
  if (tree.is(expression, Kind.field_expression)) {
    const object = tree.child(expression, Field.argument)
    if (!BYTES.test(tree.textOf(tree.child(expression, Field.field)))) return null
    const isPointed = tree.children(expression).some((child) => tree.is(child, Kind['->']))
    return isPointed ? tree.textOf(object) : `&${tree.textOf(object)}`
  }
  const isAddress = tree.is(expression, Kind.pointer_expression) && tree.textOf(expression).startsWith('&')
  const object = isAddress ? tree.child(expression, Field.argument) : NO_NODE
  const isHost = tree.is(object, Kind.field_expression) && tree.textOf(tree.child(object, Field.field)) === 'sin6_addr'
  return isHost ? tree.textOf(expression) : null
}

function compareMemory(call: NodeId, callee: string, context: SyntaxContext<Message>): void {
  const { tree } = context
  const [first, second, length] = tree.namedChildren(tree.child(call, Field.arguments))
  if (first === undefined || second === undefined || length === undefined) return
  const sides = [objectOf(first, context), objectOf(second, context)]
  const side = sides.find((each) => each !== undefined && Object.hasOwn(SIZES, each.base))
  const bytes = bytesOf(length, context)
  if (side === undefined || bytes === undefined) return
  const isSame = sides.every((each) => each === undefined || each.base === side.base)
  const isWhole = bytes === SIZES[side.base] && isSame
  const isCut = side.base === 'struct sockaddr_in6' && bytes === SIZES['struct sockaddr_in']
  if (!isWhole && !isCut) return
  // What the function put together itself, member by member and all of it, is equal when it is equal.
  if (isWhole && sides.every((each) => each !== undefined && isOwn(each.name, call, context))) return
  const message = isCut ? 'cut' : side.base === 'struct sockaddr_storage' ? 'storage' : 'whole'
  const fix = isWhole ? compareMembers(call, side.base, context) : undefined
  context.report({
    span: tree.span(call),
    message,
    parameters: { callee, name: side.name, members: REST[side.base] ?? '', length: String(bytes) },
    // sin_zero is 0 on Linux in what the system fills in.
    ...(side.base === 'struct sockaddr_in' ? { severity: 'info' as const } : {}),
    ...(fix === undefined ? {} : { fixes: [fix] }),
  })
}

interface Side {
  /** `a` for `&a`, `*p` for `p`. */
  readonly name: string
  readonly base: string
}

/** The structure that an argument leads to; undefined where its type is not known. */
function objectOf(argument: NodeId, { tree, typeOf }: SyntaxContext<Message>): Side | undefined {
  const node = withoutCasts(tree, argument)
  const isAddress = tree.is(node, Kind.pointer_expression) && tree.textOf(node).startsWith('&')
  const object = isAddress ? tree.child(node, Field.argument) : node
  const type = typeOf(object)
  if (type === undefined || type.array || type.pointers !== (isAddress ? 0 : 1)) return undefined
  return { name: isAddress ? tree.textOf(object) : `*${tree.textOf(object)}`, base: type.base }
}

/** The number that `sizeof` of an address structure or a plain number gives; undefined for any other expression. */
function bytesOf(length: NodeId, { tree, typeOf }: SyntaxContext<Message>): number | undefined {
  const node = withoutCasts(tree, length)
  if (tree.is(node, Kind.number_literal)) return Number(tree.textOf(node).replace(/[uUlL]+$/, ''))
  if (!tree.is(node, Kind.sizeof_expression)) return undefined
  const operand = withoutCasts(tree, tree.child(node, Field.value))
  const type = operand === NO_NODE ? undefined : typeOf(operand)
  const named = tree.textOf(tree.child(node, Field.type)).replace(/\s+/g, ' ')
  const base = type !== undefined && type.pointers === 0 && !type.array ? type.base : named
  return base === 'struct sockaddr' ? SIZES['struct sockaddr_in'] : SIZES[STRUCTURES[base] ?? base]
}

/** Windows' names, and those of C++. */
const STRUCTURES: Readonly<Record<string, string>> = {
  SOCKADDR: 'struct sockaddr_in',
  SOCKADDR_IN: 'struct sockaddr_in',
  SOCKADDR_IN6: 'struct sockaddr_in6',
  SOCKADDR_STORAGE: 'struct sockaddr_storage',
  sockaddr: 'struct sockaddr_in',
  sockaddr_in: 'struct sockaddr_in',
  sockaddr_in6: 'struct sockaddr_in6',
  sockaddr_storage: 'struct sockaddr_storage',
}

/** Calls that leave an address structure as the program made it. */
const LEAVES_ALONE = /^(memset|bzero|ZeroMemory|memcmp|bcmp|bind|connect|sendto)$/

/** True for a variable of the function that no call and no assignment to the whole fills in. */
function isOwn(name: string, call: NodeId, { tree }: SyntaxContext<Message>): boolean {
  const definition = tree.ancestor(call, Kind.function_definition)
  let isDeclared = false
  for (let node = definition; definition !== NO_NODE && node < call; node++) {
    if (!tree.is(node, Kind.identifier) || tree.textOf(node) !== name) continue
    let parent = tree.parent(node)
    if (tree.fieldOf(node) === Field.declarator) {
      const value = tree.is(parent, Kind.init_declarator) ? tree.child(parent, Field.value) : NO_NODE
      if (tree.is(parent, Kind.parameter_declaration)) return false
      if (value !== NO_NODE && !tree.is(value, Kind.initializer_list)) return false
      isDeclared = true
    } else if (tree.is(parent, Kind.assignment_expression) && tree.fieldOf(node) === Field.left) return false
    else if (tree.is(parent, Kind.pointer_expression)) {
      while (tree.is(parent, Kind.pointer_expression) || tree.is(parent, Kind.cast_expression))
        parent = tree.parent(parent)
      const callee = tree.is(parent, Kind.argument_list) ? tree.child(tree.parent(parent), Field.function) : NO_NODE
      if (callee === NO_NODE || !LEAVES_ALONE.test(tree.textOf(callee))) return false
    }
  }
  return isDeclared
}

function compareText(call: NodeId, context: SyntaxContext<Message>): void {
  const { tree } = context
  const [first, second] = tree.namedChildren(tree.child(call, Field.arguments))
  if (first === undefined || second === undefined) return
  const printed = [first, second].map((node) => printerBefore(tree, call, node))
  const index = printed.findIndex((each) => each?.isV6 === true)
  const printer = printed[index]
  // Two texts of one function are equal when the addresses are.
  if (printer == null || printed.every((each) => each !== null)) return
  const [text, other] = index === 0 ? [first, second] : [second, first]
  const written = tree.is(other, Kind.string_literal) ? tree.textOf(other).slice(1, -1) : null
  if (written !== null && (!written.includes(':') || isCanonical(written))) return
  context.report({
    span: tree.span(call),
    message: written === null ? 'text' : 'never',
    parameters: { name: tree.textOf(text), printer: printer.name, text: written ?? '' },
    ...(written === null ? { severity: 'info' as const } : {}),
  })
}
