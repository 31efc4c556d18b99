import {
  type ArgumentFact,
  blockStatementOf,
  type CalledEvent,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  insertBefore,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  targetOf,
  type TextEdit,
} from '../../../engine/rule-api.ts'

/** The text is in memory of the library that every call fills anew (POSIX inet_ntoa(); UNP section 3.6). */
export default defineRule({
  id: 'resolve/inet-ntoa-static',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-474'],
  messages: {
    together: {
      en: 'All calls of inet_ntoa() answer in the same buffer: when {callee}() reads these texts, both are the address that was converted last. Use inet_ntop() with a buffer for each.',
      ja: 'inet_ntoa() の結果は、どの呼び出しでも同じバッファーに入ります。{callee}() が読むときには、どちらも最後に変換したアドレスになっています。inet_ntop() を使い、別々のバッファーに変換してください。',
    },
    later: {
      en: "'{name}' leads to the buffer of inet_ntoa(), which a later call has filled with another address by now: {callee}() reads that one. Use inet_ntop() with a buffer for each.",
      ja: "'{name}' が指す inet_ntoa() のバッファーは、後の呼び出しで別のアドレスに書き換えられています。{callee}() が読むのはそのアドレスです。inet_ntop() を使い、別々のバッファーに変換してください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      const stale = event.arguments.find((argument) => targetOf(argument)?.replaced && isPointer(argument, context))
      const replaced = targetOf(stale)?.replaced
      if (stale === undefined || replaced === undefined || replaced === null) return
      // The same address gives the same text.
      if (converted(tree, replaced.answer) === converted(tree, replaced.later)) return
      const isCall = tree.is(stale.node, Kind.call_expression)
      const fix = isCall ? separate(event, context) : undefined
      context.report({
        span: tree.span(stale.node),
        message: isCall ? 'together' : 'later',
        parameters: { name: tree.textOf(stale.node), callee: event.row.name },
        steps: [
          {
            span: tree.span(replaced.later),
            message: { en: 'this call fills the buffer anew', ja: 'ここでバッファーが書き換えられる' },
          },
        ],
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

/** What the call converts, as written. */
function converted(tree: SyntaxTree, call: NodeId): string {
  return tree.textOf(tree.child(call, Field.arguments)).replace(/\s+/g, '')
}

/** A text object has a copy of its own. */
function isPointer({ node }: ArgumentFact, { tree, typeOf }: FlowContext<string>): boolean {
  if (tree.is(node, Kind.call_expression)) return true
  const type = node === NO_NODE ? undefined : typeOf(node)
  return type !== undefined && type.pointers === 1 && !type.array && /\bchar$/.test(type.base)
}

/** Gives each of the calls in the arguments a buffer of its own. */
function separate(event: CalledEvent, { tree, source }: FlowContext<string>): FixReport | undefined {
  const statement = blockStatementOf(tree, event.node)
  const calls = event.arguments.flatMap(({ node }) => (converts(tree, node) ? [node] : []))
  if (!tree.is(statement, Kind.expression_statement) || calls.length < 2 || source.has(/\baddress\d\b/))
    return undefined
  const names = calls.map((_, index) => `address${index + 1}`)
  const declaration = `char ${names.map((name) => `${name}[INET_ADDRSTRLEN]`).join(', ')};`
  const declared = insertBefore(tree, source, statement, [declaration])
  if (declared === undefined) return undefined
  const edits: TextEdit[] = calls.map((node, index) => {
    const [given = NO_NODE] = tree.namedChildren(tree.child(node, Field.arguments))
    const name = names[index] ?? ''
    return { span: tree.span(node), newText: `inet_ntop(AF_INET, &${tree.textOf(given)}, ${name}, sizeof ${name})` }
  })
  return {
    title: { en: 'Use inet_ntop() with a buffer for each', ja: 'inet_ntop() で別々のバッファーに変換する' },
    safety: 'suggest',
    edits: [...declared, ...edits],
  }
}

/** True for a call that converts an address that stands in a variable. */
function converts(tree: SyntaxTree, node: NodeId): boolean {
  if (!tree.is(node, Kind.call_expression) || tree.textOf(tree.child(node, Field.function)) !== 'inet_ntoa')
    return false
  const [given = NO_NODE] = tree.namedChildren(tree.child(node, Field.arguments))
  return tree.is(given, Kind.identifier) || tree.is(given, Kind.field_expression)
}
