import {
  type ArgumentFact,
  type CalledEvent,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** `sizeof` of a pointer is 4 or 8, whatever it leads to; an array that is a parameter is a pointer (C17 6.7.6.3). */
export default defineRule({
  id: 'io/sizeof-pointer',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-467'],
  messages: {
    pointer: {
      en: "'{name}' is a pointer, so that '{size}' is the size of the pointer, 4 or 8 bytes, and not of the memory it leads to, which is what {callee}() is to be told. Pass the length of the buffer.",
      ja: "'{name}' はポインターなので、'{size}' はポインター自体の大きさの 4 か 8 バイトであり、{callee}() に渡すべきバッファーの大きさではありません。バッファーの長さを渡してください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      for (const argument of event.arguments) {
        const size = sizeofIn(tree, argument.node)
        if (size === NO_NODE) continue
        const operand = unwrapped(tree, tree.child(size, Field.value))
        const buffer = event.arguments.find((other) => isSame(tree, other, operand))
        if (buffer === undefined || !isPlainPointer(context, operand)) continue
        const fix = mend(event, operand, size, context)
        context.report({
          span: tree.span(size),
          message: 'pointer',
          parameters: { name: tree.textOf(operand), size: tree.textOf(size), callee: event.row.name },
          ...(fix === undefined ? {} : { fixes: [fix] }),
        })
      }
    },
  },
})

/** `sizeof p` of `sizeof p`, `(int)sizeof(p)` and `sizeof(p) - 1`. */
function sizeofIn(tree: SyntaxTree, argument: NodeId): NodeId {
  let node = unwrapped(tree, argument)
  if (tree.is(node, Kind.binary_expression) && tree.is(tree.child(node, Field.right), Kind.number_literal))
    node = unwrapped(tree, tree.child(node, Field.left))
  return tree.is(node, Kind.sizeof_expression) ? node : NO_NODE
}

function unwrapped(tree: SyntaxTree, expression: NodeId): NodeId {
  let node = expression
  for (;;) {
    if (tree.is(node, Kind.parenthesized_expression)) node = tree.namedChildren(node)[0] ?? NO_NODE
    else if (tree.is(node, Kind.cast_expression)) node = tree.child(node, Field.value)
    else return node
  }
}

/** The same variable or member is what the call reads or fills. */
function isSame(tree: SyntaxTree, { node }: ArgumentFact, operand: NodeId): boolean {
  if (node === NO_NODE || operand === NO_NODE) return false
  const isNamed = tree.is(operand, Kind.identifier) || tree.is(operand, Kind.field_expression)
  return isNamed && tree.textOf(unwrapped(tree, node)) === tree.textOf(operand)
}

/** A pointer to a pointer may be an array of them, of which one is meant. */
function isPlainPointer(context: FlowContext<string>, operand: NodeId): boolean {
  const type = context.typeOf(operand)
  return type !== undefined && type.pointers === 1 && !type.array
}

/** Names of parameters that say how long a buffer is. */
const LENGTH = /^(?:\w*(?:len|length|size|siz|sz|cap|capacity|bytes|count|max)|n)$/i

/** The one parameter that can be the length, or the size of the structure that the pointer leads to. */
function mend(
  event: CalledEvent,
  operand: NodeId,
  size: NodeId,
  { tree, typeOf }: FlowContext<string>,
): FixReport | undefined {
  const type = typeOf(operand)
  if (type !== undefined && /^(?:struct|union) /.test(type.base)) {
    const newText = `sizeof *${tree.textOf(operand)}`
    const title = { en: 'Take the size of what it leads to', ja: '指す先の大きさを使う' }
    return { title, safety: 'suggest', edits: [{ span: tree.span(size), newText }] }
  }
  const lengths = parametersOf(tree, event.node).filter((name) => LENGTH.test(name))
  const [name] = lengths
  if (name === undefined || lengths.length > 1) return undefined
  return {
    title: { en: `Pass '${name}'`, ja: `'${name}' を渡す` },
    safety: 'suggest',
    edits: [{ span: tree.span(size), newText: name }],
  }
}

function parametersOf(tree: SyntaxTree, node: NodeId): string[] {
  const definition = tree.ancestor(node, Kind.function_definition)
  const names: string[] = []
  for (let at = definition; definition !== NO_NODE && at < tree.child(definition, Field.body); at++) {
    if (!tree.is(at, Kind.parameter_declaration)) continue
    const declarator = tree.child(at, Field.declarator)
    if (tree.is(declarator, Kind.identifier)) names.push(tree.textOf(declarator))
  }
  return names
}
