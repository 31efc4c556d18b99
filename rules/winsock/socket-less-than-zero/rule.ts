import {
  defineRule,
  Field,
  type FixReport,
  isWinsockType,
  Kind,
  mayWrite,
  type NodeId,
  type SyntaxContext,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

type Message = 'never' | 'always' | 'misses'

/** What a comparison of an unsigned number amounts to, and the comparison that was meant. */
const TESTS: Readonly<Record<string, { readonly message: Message; readonly meant: '==' | '!=' }>> = {
  '< 0': { message: 'never', meant: '==' },
  '>= 0': { message: 'always', meant: '!=' },
  '<= 0': { message: 'misses', meant: '==' },
  '> 0': { message: 'misses', meant: '!=' },
  '> -1': { message: 'never', meant: '!=' },
  '<= -1': { message: 'always', meant: '==' },
}

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

const MAKERS = /^(socket|accept|WSASocket[AW]?|WSAAccept)$/

interface SocketTest {
  readonly operand: NodeId
  readonly test: (typeof TESTS)[string]
}

/** The comparison of a socket with 0 or -1 that a node is. */
function socketTest(node: NodeId, context: SyntaxContext<Message>): SocketTest | undefined {
  const { tree, typeOf } = context
  const operator = tree.textOf(tree.child(node, Field.operator))
  const mirrored = MIRRORED[operator]
  if (mirrored === undefined) return undefined
  for (const [own, other, sign] of [
    [Field.left, Field.right, operator],
    [Field.right, Field.left, mirrored],
  ] as const) {
    const bound = tree.textOf(tree.child(node, other)).replace(/[\s()]/g, '')
    const test = TESTS[`${sign} ${bound}`]
    const operand = inner(tree, tree.child(node, own))
    if (test !== undefined && (isMaker(tree, operand) || isWinsockType(typeOf(operand)))) return { operand, test }
  }
  return undefined
}

function inner(tree: SyntaxTree, node: NodeId): NodeId {
  let at = node
  while (tree.is(at, Kind.parenthesized_expression)) at = tree.namedChildren(at)[0] ?? at
  return at
}

function isMaker(tree: SyntaxTree, node: NodeId): boolean {
  return tree.is(node, Kind.call_expression) && MAKERS.test(tree.textOf(tree.child(node, Field.function)))
}

function nameOf(tree: SyntaxTree, operand: NodeId): string {
  if (tree.is(operand, Kind.assignment_expression)) return tree.textOf(tree.child(operand, Field.left))
  return isMaker(tree, operand) ? `${tree.textOf(tree.child(operand, Field.function))}()` : tree.textOf(operand)
}

function fixOf(node: NodeId, { operand, test }: SocketTest, context: SyntaxContext<Message>): FixReport | undefined {
  const { tree } = context
  const span = tree.span(node)
  if (!mayWrite('INVALID_SOCKET', span, context)) return undefined
  const text = tree.textOf(operand)
  const wrapped = tree.is(operand, Kind.assignment_expression) ? `(${text})` : text
  return {
    title: { en: 'Compare with INVALID_SOCKET', ja: 'INVALID_SOCKET と比較する' },
    // Whoever compares with > or <= may have meant a variable that is 0 while there is no socket.
    safety: test.message === 'misses' ? 'suggest' : 'safe',
    edits: [{ span, newText: `${wrapped} ${test.meant} INVALID_SOCKET` }],
  }
}

export default defineRule<Message>({
  id: 'winsock/socket-less-than-zero',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: ['CWE-570'],
  messages: {
    never: {
      en: "This test of '{name}' is never true: SOCKET is unsigned on Windows, and a call that fails gives INVALID_SOCKET, the greatest value. The failure goes unnoticed. Compare with INVALID_SOCKET.",
      ja: "'{name}' に対するこの検査が真になることはありません。Windows の SOCKET は符号なしで、失敗した呼び出しは最大の値である INVALID_SOCKET を返すため、失敗を見逃します。INVALID_SOCKET と比較してください。",
    },
    always: {
      en: "This test of '{name}' is always true: SOCKET is unsigned on Windows, and a call that fails gives INVALID_SOCKET, the greatest value. The test tells nothing. Compare with INVALID_SOCKET.",
      ja: "'{name}' に対するこの検査は常に真です。Windows の SOCKET は符号なしで、失敗した呼び出しは最大の値である INVALID_SOCKET を返すため、この検査では何もわかりません。INVALID_SOCKET と比較してください。",
    },
    misses: {
      en: "This test takes INVALID_SOCKET in '{name}' for a socket: SOCKET is unsigned on Windows, and INVALID_SOCKET is its greatest value. Compare with INVALID_SOCKET.",
      ja: "この検査では '{name}' の INVALID_SOCKET が有効なソケットとみなされます。Windows の SOCKET は符号なしで、INVALID_SOCKET はその最大の値です。INVALID_SOCKET と比較してください。",
    },
  },
  visit: {
    binary_expression(node, context) {
      const found = socketTest(node, context)
      if (found === undefined || context.isMacro('SOCKET') === true || context.tree.hasError(node)) return
      const fix = fixOf(node, found, context)
      context.report({
        span: context.tree.span(node),
        message: found.test.message,
        parameters: { name: nameOf(context.tree, found.operand) },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
