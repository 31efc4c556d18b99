import {
  byteOrderTable,
  type CalledEvent,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  isConvertedInPlace,
  Kind,
  NO_NODE,
  type NodeId,
  type StoredEvent,
  swappedBytes,
  type SyntaxTree,
  targetOf,
  type ValueFact,
  withoutCasts,
} from '../../../engine/rule-api.ts'

type Message = 'constant' | 'read' | 'given'

const PORT_MEMBERS: ReadonlySet<string> = new Set(['sin_port', 'sin6_port'])

/** What is certainly in host order although it stands where network order belongs; `port` null where only that is known. */
function inHostOrder(value: ValueFact): { readonly port: number | null; readonly reader: string | null } | undefined {
  if (value.kind !== 'number' || value.order === 'network' || value.order === 'twice') return undefined
  const port = value.low === value.high ? value.low : null
  if (port !== null) return swappedBytes(port, 16) === (port & 0xffff) ? undefined : { port, reader: null }
  // A conversion of a number of which nothing is known says only what its author thought of it.
  if (value.order !== 'host' || value.bits !== null || value.result === null) return undefined
  return { port: null, reader: value.result.callee }
}

/** Hexadecimal digits may be the bytes as they go over the wire; shifts and functions may have swapped them. */
function isOrderedByHand(tree: SyntaxTree, { node, value }: StoredEvent): boolean {
  const given = node === NO_NODE ? NO_NODE : withoutCasts(tree, node)
  if (given === NO_NODE) return false
  const isOrdered = value.kind === 'number' && value.order !== null
  const text = tree.is(given, Kind.identifier) ? macroText(tree, tree.textOf(given)) : tree.textOf(given)
  return /^\(?0[xX]|<<|>>/.test(text) || (tree.is(given, Kind.call_expression) && !isOrdered)
}

/** What a macro of the file stands for; empty for any other name. */
function macroText(tree: SyntaxTree, name: string): string {
  for (let node = 0; node < tree.subtreeEnd(0); node++) {
    if (!tree.is(node, Kind.preproc_def) || tree.textOf(tree.child(node, Field.name)) !== name) continue
    return tree.textOf(tree.child(node, Field.value)).trim()
  }
  return ''
}

function wrapInConversion(event: StoredEvent, { tree, typeOf }: FlowContext<Message>): FixReport | undefined {
  const { node, value } = event
  const given = node === NO_NODE ? NO_NODE : withoutCasts(tree, node)
  if (given === NO_NODE || value.kind !== 'number' || value.bits !== null) return undefined
  // One of the alternatives may be converted already.
  if (tree.is(given, Kind.conditional_expression) || tree.is(given, Kind.comma_expression)) return undefined
  const isVariable = tree.is(given, Kind.field_expression) || typeOf(given) !== undefined
  const { start, end } = tree.span(node)
  return {
    title: { en: 'Convert with htons()', ja: 'htons() で変換する' },
    // On another path a variable may hold a converted number.
    safety: isVariable && !tree.is(given, Kind.number_literal) ? 'suggest' : 'safe',
    edits: [
      { span: { start, end: start }, newText: 'htons(' },
      { span: { start: end, end }, newText: ')' },
    ],
  }
}

/** The function around `node` stores a port itself, where the fault is told. */
function storesPort(tree: SyntaxTree, node: NodeId): boolean {
  const around = tree.ancestor(node, Kind.function_definition)
  if (around === NO_NODE) return true
  for (let each = around; each < tree.subtreeEnd(around); each++) {
    if (tree.is(each, Kind.field_identifier) && PORT_MEMBERS.has(tree.textOf(each))) return true
    if (tree.is(each, Kind.initializer_list)) return true
  }
  return false
}

/** An address that a function of the program filled in, at the call that uses it. */
function judgeCall(event: CalledEvent, context: FlowContext<Message>): void {
  const { tree } = context
  const argument = event.arguments.find(({ role }) => role === 'address')
  const target = targetOf(argument)
  const found = target?.address == null ? undefined : inHostOrder(target.address.members.port.value)
  if (target === null || found === undefined || found.port === null || storesPort(tree, event.node)) return
  context.report({
    span: event.span,
    message: 'given',
    parameters: {
      name: target.name,
      callee: tree.textOf(tree.child(event.node, Field.function)),
      port: found.port,
      swapped: swappedBytes(found.port, 16),
    },
    outcome: byteOrderTable(found.port, 16),
  })
}

export default defineRule<Message>({
  id: 'byteorder/port-not-converted',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-1102'],
  messages: {
    constant: {
      en: "'{target}' must be in network byte order, and {port} is in that of the machine: where the two differ (x86, ARM) the port becomes {swapped}. Convert it with htons().",
      ja: "'{target}' はネットワークバイトオーダーで格納しますが、{port} はホストバイトオーダーのままです。リトルエンディアンのマシン (x86、ARM など) ではポート {swapped} になります。htons() で変換してください。",
    },
    read: {
      en: "'{target}' must be in network byte order, and what {reader}() returned is in that of the machine: where the two differ (x86, ARM) it is another port, 20480 instead of 80. Convert it with htons().",
      ja: "'{target}' はネットワークバイトオーダーで格納しますが、{reader}() の戻り値はホストバイトオーダーのままです。リトルエンディアンのマシン (x86、ARM など) では、80 が 20480 になるように別のポートになります。htons() で変換してください。",
    },
    given: {
      en: "The port in '{name}' is {port} in the byte order of the machine: where that is not network byte order (x86, ARM) {callee}() gets port {swapped}. Convert it with htons() where it is stored.",
      ja: "'{name}' のポート {port} はホストバイトオーダーのままです。リトルエンディアンのマシン (x86、ARM など) では、{callee}() にポート {swapped} が渡ります。格納するところで htons() で変換してください。",
    },
  },
  on: {
    stored(event, context) {
      const { tree } = context
      const { node, span, target, value } = event
      const found = inHostOrder(value)
      if (found === undefined || !PORT_MEMBERS.has(/\w+$/.exec(target)?.[0] ?? '')) return
      if (isOrderedByHand(tree, event) || isConvertedInPlace(tree, node, target)) return
      const fix = wrapInConversion(event, context)
      const common = { span, ...(fix === undefined ? {} : { fixes: [fix] }) }
      const { port, reader } = found
      if (port !== null) {
        context.report({
          ...common,
          message: 'constant',
          parameters: { target, port, swapped: swappedBytes(port, 16) },
          outcome: byteOrderTable(port, 16),
        })
      } else if (reader !== null) {
        context.report({ ...common, message: 'read', parameters: { target, reader } })
      }
    },
    called: judgeCall,
  },
})
