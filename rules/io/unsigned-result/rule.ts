import {
  argumentOf,
  type CalledEvent,
  defineRule,
  type Effect,
  Field,
  type FixReport,
  type FlowContext,
  isUnsignedName,
  Kind,
  NO_NODE,
  type NodeId,
  sizeOfName,
  type SyntaxTree,
  type ValueFact,
} from '../../../engine/rule-api.ts'

type Message = 'never' | 'passes' | 'narrow'

const TRANSFERS: readonly Effect[] = ['receive', 'send']

/** What each test against 0 makes of a -1 that has become a great number. */
const SEEN: Readonly<Record<string, Message>> = { '<': 'never', '>=': 'never', '<=': 'passes', '>': 'passes' }

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' }

/** A failure shows by -1, which no unsigned variable can hold (C17 6.3.1.3): it becomes its greatest value. */
export default defineRule<Message>({
  id: 'io/unsigned-result',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-195', 'CWE-197'],
  messages: {
    never: {
      en: "'{name}' has the unsigned type {type} and is never below 0: the -1 of a failed {callee}() becomes a very large number, and this test does not see it. Declare '{name}' with a signed type, {signed}.",
      ja: "'{name}' は符号なしの型 {type} なので、0 より小さくなりません。{callee}() が失敗したときの -1 は非常に大きな数になり、この検査では失敗がわかりません。'{name}' を符号付きの型 {signed} で宣言してください。",
    },
    passes: {
      en: "'{name}' has the unsigned type {type}: the -1 of a failed {callee}() becomes a very large number, and passes this test for a length. Declare '{name}' with a signed type, {signed}.",
      ja: "'{name}' は符号なしの型 {type} です。{callee}() が失敗したときの -1 は非常に大きな数になり、この検査では受信や送信に成功した長さに見えます。'{name}' を符号付きの型 {signed} で宣言してください。",
    },
    narrow: {
      en: "'{name}' has the type {type}, which cannot hold all lengths up to {capacity} that {callee}() returns here: a long one comes out as another number. Declare '{name}' as {signed}.",
      ja: "'{name}' の型 {type} は、ここで {callee}() が返す最大 {capacity} までの長さを表せず、長いときは別の数になります。'{name}' を {signed} で宣言してください。",
    },
  },
  on: {
    operated(event, context) {
      const { left, right, operator, node } = event
      const isLeft = isTransferred(left)
      const value = isLeft ? left : right
      const bound = isLeft ? right : left
      if (!isTransferred(value) || bound.kind !== 'number' || bound.low !== 0 || bound.high !== 0) return
      const message = SEEN[isLeft ? operator : (MIRRORED[operator] ?? '')]
      const { tree } = context
      const comparison = comparisonAt(tree, node)
      if (message === undefined || comparison === NO_NODE || context.damaged) return
      const operand = tree.child(comparison, isLeft ? Field.left : Field.right)
      const type = context.typeOf(operand)
      if (type === undefined || type.pointers > 0 || type.array || !isUnsignedName(type.base)) return
      const name = variableOf(tree, operand)
      report(context, {
        span: tree.span(comparison),
        message,
        name,
        type: type.base,
        callee: value.result.callee,
        node,
      })
    },
    called(event, context) {
      const { row, result } = event
      if (row.effect !== 'receive' || result.kind !== 'assigned' || result.type === null || result.name === null) return
      const { base, pointers, array } = result.type
      const size = pointers > 0 || array ? undefined : sizeOfName(base, context.platform)
      const capacity = argumentOf(event, 'length')?.value
      if (size === undefined || size.high > 2 || capacity?.kind !== 'number' || !Number.isFinite(capacity.low)) return
      const most = 2 ** (8 * size.high - (isUnsignedName(base) ? 0 : 1)) - 1
      if (capacity.low <= most) return
      report(context, {
        span: event.span,
        message: 'narrow',
        name: result.name,
        type: base,
        callee: calleeOf(event),
        node: event.node,
        capacity: capacity.low,
      })
    },
  },
})

type Transferred = Extract<ValueFact, { kind: 'number' }> & { readonly result: NonNullable<unknown> }

function isTransferred(value: ValueFact): value is Transferred & { readonly result: { readonly callee: string } } {
  if (value.kind !== 'number' || value.low > -1 || value.result?.part !== 'returned') return false
  return TRANSFERS.includes(value.result.effect)
}

interface Found {
  readonly span: { readonly start: number; readonly end: number }
  readonly message: Message
  readonly name: string
  readonly type: string
  readonly callee: string
  readonly node: NodeId
  readonly capacity?: number
}

function report(context: FlowContext<Message>, found: Found): void {
  const { span, message, name, type, callee, node, capacity = 0 } = found
  // Winsock returns an int; code for both platforms declares what both can hold.
  const signed = context.platformsOf(span).includes('windows') ? 'int' : 'ssize_t'
  const fix = redeclare(context, node, name, signed)
  context.report({
    span,
    message,
    parameters: { name, type, callee, signed, capacity },
    ...(fix === undefined ? {} : { fixes: [fix] }),
    once: { key: name, also: { en: `'${name}' is tested here too`, ja: `ここでも '${name}' を調べている` } },
  })
}

/** The comparison whose operand the event names. */
function comparisonAt(tree: SyntaxTree, node: NodeId): NodeId {
  let at = node
  while (tree.is(tree.parent(at), Kind.parenthesized_expression)) at = tree.parent(at)
  const parent = tree.parent(at)
  return tree.is(parent, Kind.binary_expression) ? parent : NO_NODE
}

/** `n` of `n` and of `(n = f())`. */
function variableOf(tree: SyntaxTree, operand: NodeId): string {
  let node = operand
  while (tree.is(node, Kind.parenthesized_expression)) node = tree.namedChildren(node)[0] ?? NO_NODE
  return tree.textOf(tree.is(node, Kind.assignment_expression) ? tree.child(node, Field.left) : node)
}

/** Gives the variable a signed type where a declaration of the function declares it and nothing else. */
function redeclare({ tree }: FlowContext<Message>, use: NodeId, name: string, signed: string): FixReport | undefined {
  const definition = tree.ancestor(use, Kind.function_definition)
  if (definition === NO_NODE) return undefined
  let found = NO_NODE
  for (let node = definition; node < tree.subtreeEnd(definition); node++) {
    if (!tree.is(node, Kind.declaration)) continue
    const declarators = tree.children(node).filter((child) => tree.fieldOf(child) === Field.declarator)
    const names = declarators.map((child) =>
      tree.textOf(tree.is(child, Kind.init_declarator) ? tree.child(child, Field.declarator) : child),
    )
    if (!names.includes(name)) continue
    // Two variables of one name, or several in one declaration, are left to people.
    if (found !== NO_NODE || names.length > 1) return undefined
    found = node
  }
  const type = tree.child(found, Field.type)
  if (found === NO_NODE || type === NO_NODE) return undefined
  return {
    title: { en: `Declare '${name}' as ${signed}`, ja: `'${name}' を ${signed} で宣言する` },
    safety: 'safe',
    edits: [{ span: tree.span(type), newText: signed }],
  }
}

function calleeOf({ row }: CalledEvent): string {
  return row.name
}
