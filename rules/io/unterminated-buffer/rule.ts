import {
  argumentsOf,
  calleeOf,
  type CallResult,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  functionAround,
  givenTo,
  indentationAt,
  insertBehind,
  Kind,
  lengthArgumentOf,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  targetOf,
  type TargetFact,
  textArguments,
  usesOf,
  wholeLinesOf,
  withoutCasts,
} from '../../../engine/rule-api.ts'

type Message = 'read' | 'printed'

/** A text in C ends with a 0 (C17 7.1.1), and none of the calls that receive bytes adds one. */
export default defineRule<Message>({
  id: 'io/unterminated-buffer',
  since: '0.1.0',
  severity: 'error',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-170', 'CWE-125'],
  messages: {
    read: {
      en: "{user}() reads '{name}' as text, but {callee}() puts no terminator behind what it received: the read goes on behind it, until some byte is 0. Receive one byte less than '{name}' has, and store a 0 behind them.",
      ja: "{user}() は '{name}' を文字列として読みますが、{callee}() は受信したデータの後ろに終端を書き込みません。値が 0 のバイトに当たるまで、その先のメモリを読み続けます。'{name}' の大きさより 1 バイト少なく受信し、その後ろに 0 を書き込んでください。",
    },
    printed: {
      en: "'{name}' is printed or copied as text here, but {callee}() puts no terminator behind what it received: the read goes on behind it, until some byte is 0. Receive one byte less than '{name}' has, and store a 0 behind them.",
      ja: "ここで '{name}' を文字列として出力またはコピーしていますが、{callee}() は受信したデータの後ろに終端を書き込みません。値が 0 のバイトに当たるまで、その先のメモリを読み続けます。'{name}' の大きさより 1 バイト少なく受信し、その後ろに 0 を書き込んでください。",
    },
  },
  on: {
    called(event, context) {
      for (const argument of textArguments(event)) {
        const target = targetOf(argument)
        if (target !== null && argument.node !== NO_NODE)
          judge(context, { target, node: argument.node, call: event.node, message: 'read', user: event.row.name })
      }
    },
    operated(event, context) {
      const { left, right, operator, node } = event
      // A stream, or a string object; shifts and sums of numbers have no pointer on this side.
      if (context.tree.language !== 'cpp' || right.kind !== 'pointer' || left.kind === 'pointer') return
      if (operator !== '<<' && operator !== '+=') return
      const operand = context.tree.child(node, Field.right)
      if (operand !== NO_NODE)
        judge(context, { target: right.target, node: operand, call: node, message: 'printed', user: '' })
    },
  },
})

interface Reading {
  readonly target: TargetFact
  /** The expression for the text. */
  readonly node: NodeId
  /** The call or the operation that reads it. */
  readonly call: NodeId
  readonly message: Message
  readonly user: string
}

function judge(context: FlowContext<Message>, { target, node, call, message, user }: Reading): void {
  const { tree } = context
  const { received, name, terminated, type } = target
  if (terminated !== false || received === null || context.damaged) return
  if (type === null || !/\bchar$|^CHAR$|^BYTE$|^u?int8_t$/.test(type.base)) return
  if (isLookedInto(tree, received.node, call, name) || isKernelFile(tree, received.node)) return
  const fix = terminate(received, target, context)
  context.report({
    span: tree.span(node),
    message,
    parameters: { user, name, callee: received.callee },
    steps: [
      {
        span: tree.span(received.node),
        message: { en: `'${name}' is filled here`, ja: `ここで '${name}' に受信する` },
      },
    ],
    once: {
      key: name,
      at: { span: tree.span(received.node) },
      also: { en: `'${name}' is read as text here too`, ja: `ここでも '${name}' を文字列として読む` },
    },
    ...(fix === undefined ? {} : { fixes: [fix] }),
  })
}

/** What is read from a file of the kernel: a line of a form that the program knows, with its end. */
function isKernelFile(tree: SyntaxTree, call: NodeId): boolean {
  if (!tree.is(call, Kind.call_expression)) return false
  const descriptor = tree.textOf(withoutCasts(tree, argumentsOf(tree, call)[0] ?? NO_NODE))
  if (!/^[A-Za-z_]\w*$/.test(descriptor)) return false
  return usesOf(tree, functionAround(tree, call), descriptor)
    .map((use) => givenTo(tree, use))
    .some(
      (value) =>
        tree.is(value, Kind.call_expression) &&
        /^(?:open|openat|open64)$/.test(calleeOf(tree, value)) &&
        argumentsOf(tree, value).some((path) => /^"\/(?:proc|sys)\//.test(tree.textOf(path))),
    )
}

/** The program compares a byte of the buffer with 0 before it reads it as text, or looks for one. */
function isLookedInto(tree: SyntaxTree, from: NodeId, to: NodeId, name: string): boolean {
  for (let node = from; node < to; node++) {
    if (tree.is(node, Kind.call_expression) && tree.textOf(tree.child(node, Field.function)) === 'memchr') return true
    if (!tree.is(node, Kind.binary_expression)) continue
    const sides = [tree.child(node, Field.left), tree.child(node, Field.right)]
    const isElement = sides.some(
      (side) => tree.is(side, Kind.subscript_expression) && tree.textOf(side).startsWith(`${name}[`),
    )
    if (isElement && sides.some((side) => /^(?:0|'\\0'|'\\x0+'|NUL)$/.test(tree.textOf(side)))) return true
  }
  return false
}

/** Leaves a byte free and stores the terminator behind the statement of the call; undefined where the text has another form. */
function terminate(received: CallResult, target: TargetFact, context: FlowContext<string>): FixReport | undefined {
  const { tree, source, platform } = context
  const length = lengthArgumentOf(tree, received, platform)
  const text = tree.textOf(length)
  const { name, type } = target
  const isSize = tree.is(length, Kind.sizeof_expression) || tree.is(length, Kind.number_literal)
  if (length === NO_NODE || !isSize || type?.array !== true || received.capacity !== target.size) return undefined
  const place = storedIn(tree, received.node)
  if (place === undefined || wholeLinesOf(source, tree.span(place.statement)) === undefined) return undefined
  const indentation = indentationAt(source, tree.start(place.statement))
  return {
    title: { en: `Put a terminator behind what was received`, ja: '受信したデータの後ろに終端を書き込む' },
    safety: 'suggest',
    edits: [
      { span: tree.span(length), newText: `${text} - 1` },
      ...insertBehind(source, tree.end(place.statement), indentation, [
        `${name}[${place.variable} > 0 ? ${place.variable} : 0] = '\\0';`,
      ]),
    ],
  }
}

/** The variable that a statement of a block stores what the call returned in. */
function storedIn(tree: SyntaxTree, call: NodeId): { statement: NodeId; variable: string } | undefined {
  const parent = tree.parent(call)
  const isAssigned =
    tree.is(parent, Kind.assignment_expression) && tree.is(tree.child(parent, Field.right), Kind.call_expression)
  const isDeclared = tree.is(parent, Kind.init_declarator)
  if (!isAssigned && !isDeclared) return undefined
  const statement = tree.parent(parent)
  const variable = tree.textOf(tree.child(parent, isAssigned ? Field.left : Field.declarator))
  const isPlain = tree.is(statement, Kind.expression_statement) || tree.is(statement, Kind.declaration)
  if (!isPlain || !tree.is(tree.parent(statement), Kind.compound_statement) || !/^\w+$/.test(variable)) return undefined
  return { statement, variable }
}
