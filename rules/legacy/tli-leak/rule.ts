import {
  calleeName,
  type CalledEvent,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  insertBefore,
  Kind,
  type NodeId,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** The structure type that a call of t_alloc() or t_free() names; '' where it is no constant of XTI. */
function structureOf(call: NodeId, tree: SyntaxTree): string {
  const given = tree.namedChildren(tree.child(call, Field.arguments))[1]
  const text = given === undefined ? '' : tree.textOf(given)
  return /^T_[A-Z]+$/.test(text) ? text : ''
}

function freeBefore(
  place: NodeId,
  name: string,
  structure: string,
  { tree, source }: FlowContext<string>,
): FixReport | undefined {
  // What is returned may be read from it.
  const isPlain = tree.is(place, Kind.return_statement) && !new RegExp(`\\b${name}\\b`).test(tree.textOf(place))
  if (!isPlain || !/^\w+$/.test(name)) return undefined
  const edits = insertBefore(tree, source, place, [`t_free((void *)${name}, ${structure});`])
  if (edits === undefined) return undefined
  return { title: { en: 'Call t_free() first', ja: '先に t_free() を呼び出す' }, safety: 'suggest', edits }
}

/** The call of t_alloc() in the function whose result this variable holds, when there is exactly one. */
function allocationOf(name: string, { node }: CalledEvent, tree: SyntaxTree): NodeId | undefined {
  const fn = tree.ancestor(node, Kind.function_definition)
  const found: NodeId[] = []
  for (let at = Math.max(fn, 0); at < tree.subtreeEnd(Math.max(fn, 0)); at++) {
    if (calleeName(tree, at) !== 't_alloc') continue
    const holder = tree.ancestor(at, Kind.assignment_expression, Kind.init_declarator)
    const target = tree.child(holder, tree.is(holder, Kind.assignment_expression) ? Field.left : Field.declarator)
    if (tree.textOf(target).replace(/^[*\s]+/, '') === name) found.push(at)
  }
  return found.length === 1 ? found[0] : undefined
}

export default defineRule({
  id: 'legacy/tli-leak',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-401'],
  messages: {
    lost: {
      en: "What t_alloc() made and '{name}' points at is lost here: this path does not give it back, and each such call takes more memory. Call t_free().",
      ja: "t_alloc() で確保し、'{name}' が指しているメモリが、ここで失われます。この経路では解放しないため、通るたびに使用メモリが増えます。t_free() を呼び出してください。",
    },
    type: {
      en: "'{name}' was made by t_alloc() as {made}, and t_free() is told {given}: it frees buffers that the structure does not have and leaves others. Name {made}.",
      ja: "'{name}' は t_alloc() で {made} として確保したものですが、t_free() には {given} を渡しています。構造体にないバッファーを解放し、ほかのバッファーを残します。{made} を渡してください。",
    },
  },
  on: {
    tableLost({ name, maker, node, span, made }, context) {
      const { tree } = context
      const structure = structureOf(maker, tree)
      if (context.damaged || calleeName(tree, maker) !== 't_alloc' || structure === '') return
      const place = tree.is(node, Kind.return_statement) ? node : tree.ancestor(node, Kind.return_statement)
      const fix = freeBefore(place, name, structure, context)
      context.report({
        span,
        message: 'lost',
        parameters: { name },
        steps: [{ span: made.span, message: { en: 't_alloc() makes it here', ja: 'ここで t_alloc() が確保する' } }],
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
    called(event, context) {
      const { row, node, arguments: given } = event
      const { tree } = context
      if (row.name !== 't_free' || context.damaged) return
      const argument = given[0]
      if (argument === undefined) return
      const name = tree.textOf(argument.node).replace(/^(?:\([^)]*\)\s*)+/, '')
      const maker = allocationOf(name, event, tree)
      const [wanted, told] = [maker === undefined ? '' : structureOf(maker, tree), structureOf(node, tree)]
      if (wanted === '' || told === '' || wanted === told) return
      const place = tree.namedChildren(tree.child(node, Field.arguments))[1] ?? node
      context.report({
        span: tree.span(place),
        message: 'type',
        parameters: { name, made: wanted, given: told },
        fixes: [
          {
            title: { en: `Name ${wanted}`, ja: `${wanted} を渡す` },
            safety: 'safe',
            edits: [{ span: tree.span(place), newText: wanted }],
          },
        ],
      })
    },
  },
})
