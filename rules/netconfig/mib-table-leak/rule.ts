import {
  calleeName,
  type CalledEvent,
  callsBelow,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  insertBefore,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** Functions of IP Helper whose tables FreeMibTable() frees. */
const MAKERS =
  /^Get(?:If(?:Table2(?:Ex)?|StackTable)|InvertedIfStackTable|Ip(?:Interface|Forward|Net|Path)Table2?|(?:Unicast|Anycast|Multicast)IpAddressTable)$/

/** Functions that free memory of other allocators. */
const OTHER_FREES = /^(?:free|LocalFree|GlobalFree|HeapFree|CoTaskMemFree|delete)$/

/** The variable that a call fills, by its text: `&table`. */
function filled(call: NodeId, tree: SyntaxTree): string {
  const given = tree.namedChildren(tree.child(call, Field.arguments)).at(-1) ?? NO_NODE
  return tree.is(given, Kind.pointer_expression) ? tree.textOf(tree.child(given, Field.argument)) : ''
}

function freeBefore(place: NodeId, name: string, { tree, source }: FlowContext<string>): FixReport | undefined {
  const isPlain = tree.is(place, Kind.return_statement) && !new RegExp(`\\b${name}\\b`).test(tree.textOf(place))
  if (!isPlain || !/^\w+$/.test(name)) return undefined
  const edits = insertBefore(tree, source, place, [`FreeMibTable(${name});`])
  if (edits === undefined) return undefined
  return { title: { en: 'Call FreeMibTable() first', ja: '先に FreeMibTable() を呼び出す' }, safety: 'suggest', edits }
}

/** The result goes to a macro or a function that judges it: whether the call succeeded on a path is not known. */
function isJudgedElsewhere(maker: NodeId, tree: SyntaxTree): boolean {
  const outer = tree.ancestor(maker, Kind.call_expression, Kind.compound_statement)
  if (tree.is(outer, Kind.call_expression)) return true
  const holder = tree.ancestor(maker, Kind.assignment_expression, Kind.init_declarator)
  const fn = tree.ancestor(maker, Kind.function_definition)
  if (holder === NO_NODE || holder < fn) return false
  const target = tree.child(holder, tree.is(holder, Kind.assignment_expression) ? Field.left : Field.declarator)
  for (let node = maker; node < tree.subtreeEnd(fn); node++) {
    const isIt = tree.is(node, Kind.identifier) && tree.textOf(node) === tree.textOf(target)
    const call = isIt ? tree.ancestor(node, Kind.call_expression, Kind.compound_statement, Kind.if_statement) : NO_NODE
    const condition = tree.child(tree.ancestor(node, Kind.if_statement), Field.condition)
    const inCondition = condition <= node && node < tree.subtreeEnd(Math.max(condition, 0))
    if (tree.is(call, Kind.call_expression) && inCondition) return true
  }
  return false
}

/** The call behind that frees the table by another allocator. */
function wronglyFreed({ node }: CalledEvent, tree: SyntaxTree): NodeId {
  const name = filled(node, tree)
  const fn = tree.ancestor(node, Kind.function_definition)
  if (name === '' || fn === NO_NODE) return NO_NODE
  for (const call of callsBelow(tree, fn)) {
    if (call.node < node || !OTHER_FREES.test(call.name)) continue
    const given = tree.namedChildren(tree.child(call.node, Field.arguments)).at(-1) ?? NO_NODE
    if (tree.textOf(given).replace(/^(?:\([^)]*\)\s*)+/, '') === name) return call.node
  }
  return NO_NODE
}

export default defineRule({
  id: 'netconfig/mib-table-leak',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: ['CWE-401'],
  messages: {
    lost: {
      en: "The table that {maker}() allocated for '{name}' is lost here: nothing gives it back, and each such call takes more memory. Call FreeMibTable().",
      ja: "{maker}() が '{name}' に確保した表が、ここで失われます。解放されないため、呼び出すたびに使用メモリが増えます。FreeMibTable() を呼び出してください。",
    },
    other: {
      en: "'{name}' was allocated by {maker}(), and {callee}() frees memory of another allocator: the heap is damaged. Call FreeMibTable().",
      ja: "'{name}' は {maker}() が確保したものですが、{callee}() は別の方法で確保したメモリを解放する関数で、ヒープが壊れます。FreeMibTable() を呼び出してください。",
    },
  },
  on: {
    tableLost({ name, maker, node, span, made }, context) {
      const { tree } = context
      const callee = calleeName(tree, maker)
      if (context.damaged || !MAKERS.test(callee) || isJudgedElsewhere(maker, tree)) return
      const place = tree.is(node, Kind.return_statement) ? node : tree.ancestor(node, Kind.return_statement)
      const fix = freeBefore(place, name, context)
      context.report({
        span,
        message: 'lost',
        parameters: { name, maker: callee },
        steps: [{ span: made.span, message: { en: 'it is allocated here', ja: 'ここで確保する' } }],
        ...(fix === undefined ? {} : { fixes: [fix] }),
        unless: `freed ${name}`,
      })
    },
    called(event, context) {
      const { tree } = context
      const maker = calleeName(tree, event.node)
      if (!MAKERS.test(maker) || context.damaged) return
      const call = wronglyFreed(event, tree)
      if (call === NO_NODE) return
      const name = filled(event.node, tree)
      // One report of the two is enough.
      context.note(tree.span(call), `freed ${name}`)
      context.report({
        span: tree.span(call),
        message: 'other',
        parameters: { name, maker, callee: calleeName(tree, call) },
        fixes: [
          {
            title: { en: 'Call FreeMibTable()', ja: 'FreeMibTable() を呼び出す' },
            safety: 'suggest',
            edits: [{ span: tree.span(call), newText: `FreeMibTable(${name})` }],
          },
        ],
      })
    },
  },
})
