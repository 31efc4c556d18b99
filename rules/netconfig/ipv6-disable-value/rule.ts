import {
  type CalledEvent,
  defineRule,
  Field,
  type FixReport,
  Kind,
  NO_NODE,
  type NodeId,
  registryCommand,
  registryNumber,
  registryValueSet,
  type Span,
  type SyntaxContext,
} from '../../../engine/rule-api.ts'

const NAME = /^DisabledComponents$/i

/** All bits: 0xffffffff as a number without or with a sign. */
const ALL_BITS = [0xffffffff, -1]

const LITERAL = /^(?:\(\w+\)\s*)?(?:0x[fF]{8}[uUlL]*|4294967295[uUlL]*|-1|~0[uUlL]*)$/

function writeByte(span: Span): FixReport {
  return {
    title: { en: 'Write 0xff', ja: '0xff にする' },
    safety: 'safe',
    edits: [{ span, newText: '0xff' }],
  }
}

/** The literal that the variable gets, when the function stores nothing else in it. */
function literalOf({ node, arguments: given }: CalledEvent, { tree }: SyntaxContext<string>): NodeId | undefined {
  const data = given.find(({ role }) => role === 'buffer')?.node ?? NO_NODE
  const variable = /&\s*(\w+)\s*\)*$/.exec(tree.textOf(data))?.[1]
  const fn = tree.ancestor(node, Kind.function_definition)
  if (variable === undefined || fn === NO_NODE) return undefined
  const stored: NodeId[] = []
  let addresses = 0
  for (let at = fn; at < tree.subtreeEnd(fn); at++) {
    // `(LPBYTE)&v` is a binary `&` to who does not know the type.
    const isUnary = tree.is(at, Kind.pointer_expression)
    const isBinary = tree.is(at, Kind.binary_expression) && tree.textOf(tree.child(at, Field.operator)) === '&'
    const operand = tree.child(at, isUnary ? Field.argument : Field.right)
    if ((isUnary || isBinary) && tree.textOf(operand) === variable) addresses++
    const isDeclared = tree.is(at, Kind.init_declarator)
    if (!isDeclared && !tree.is(at, Kind.assignment_expression)) continue
    const target = tree.child(at, isDeclared ? Field.declarator : Field.left)
    if (tree.textOf(target) === variable) stored.push(tree.child(at, isDeclared ? Field.value : Field.right))
  }
  const [only] = stored
  // Whoever has the address may store another number.
  return stored.length === 1 && addresses === 1 && only !== undefined && LITERAL.test(tree.textOf(only))
    ? only
    : undefined
}

export default defineRule({
  id: 'netconfig/ipv6-disable-value',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: ['CWE-1188'],
  messages: {
    found: {
      en: 'DisabledComponents is set to 0xffffffff, which delays each start of Windows by five seconds: the upper 24 bits have to be 0. Write 0xff, or better 0x20, which only prefers IPv4.',
      ja: 'DisabledComponents の上位 24 ビットは 0 でなければならず、0xffffffff を設定すると Windows の起動が毎回 5 秒遅くなります。0xff にしてください。IPv4 を優先するだけの 0x20 のほうが適切です。',
    },
  },
  visit: {
    string_literal(node, context) {
      const { tree } = context
      const text = registryCommand(node, tree)
      if (text === undefined || !/DisabledComponents/i.test(text)) return
      const value =
        /DisabledComponents[\s\S]*?(?:\/d\s+|-Value\s+|dword:\s*)"?(0x[fF]{8}|[fF]{8}|4294967295|-1)\b/i.exec(text)
      const written = value?.[1]
      if (value === null || written === undefined) return
      const end = tree.start(node) + value.index + value[0].length
      const span = { start: end - written.length, end }
      // A .reg file has eight digits.
      const newText = /^f/i.test(written) ? '000000ff' : '0xff'
      context.report({
        span: tree.span(node),
        message: 'found',
        fixes: [{ ...writeByte(span), edits: [{ span, newText }] }],
      })
    },
  },
  on: {
    called(event, context) {
      if (registryValueSet(event, NAME, context.tree) === undefined) return
      const value = registryNumber(event)
      const literal = literalOf(event, context)
      // A cast to a type that nobody declared hides the number.
      const isCast = literal !== undefined && value.kind === 'unknown'
      const isAll = value.kind === 'number' && value.low === value.high && ALL_BITS.includes(value.low)
      if (!isAll && !isCast) return
      context.report({
        span: event.span,
        message: 'found',
        ...(literal === undefined ? {} : { fixes: [writeByte(context.tree.span(literal))] }),
      })
    },
  },
})
