import {
  argumentOf,
  defineRule,
  Field,
  type FlowContext,
  Kind,
  NO_NODE,
  type NodeId,
  targetOf,
  type ValueFact,
} from '../../../engine/rule-api.ts'

/** Who says so in a comment ends the connection that way on purpose. */
const ON_PURPOSE = /\bRST\b|\breset|abort|discard|TIME_WAIT|hard[- ]?close|\bdrop|forc(?:e|ibl)/i

/** So does a function whose name says it, and a program that makes connections only to end them. */
const ENDS_HARD = /abort|reset|rst|kill|hard|force|discard|drop|linger/i
const TRIES_PORTS = /(?:^|[^a-z])(?:self|unit)?(?:tests?|bench\w*|fuzz\w*|scan\w*|prox\w*)(?:[^a-z]|$)/i

function isNumber(value: ValueFact | undefined, holds: (low: number, high: number) => boolean): boolean {
  return value?.kind === 'number' && holds(value.low, value.high)
}

/** A comment in the function, or in front of it, tells why. */
function isExplained({ tree, source }: FlowContext<string>, node: NodeId): boolean {
  const definition = tree.ancestor(node, Kind.function_definition)
  if (definition === NO_NODE) return false
  for (let inner = definition; inner < tree.subtreeEnd(definition); inner++) {
    if (tree.is(inner, Kind.comment) && ON_PURPOSE.test(source.slice(tree.start(inner), tree.end(inner)))) return true
  }
  for (let before = definition - 1; before > 0; before--) {
    if (tree.nextSibling(before) === definition)
      return tree.is(before, Kind.comment) && ON_PURPOSE.test(source.slice(tree.start(before), tree.end(before)))
  }
  return false
}

/** A condition around the call asks whether the connection is to be reset: `if (conf->reset_timedout_connection)`. */
function isAskedFor({ tree }: FlowContext<string>, node: NodeId): boolean {
  for (let at = tree.parent(node); at !== NO_NODE; at = tree.parent(at)) {
    const condition = tree.is(at, Kind.if_statement) ? tree.child(at, Field.condition) : NO_NODE
    // Not the `if` that tests the call itself.
    const isAround = condition !== NO_NODE && node >= tree.subtreeEnd(condition)
    if (isAround && ENDS_HARD.test(tree.textOf(condition))) return true
  }
  return false
}

export default defineRule({
  id: 'sockopt/linger-zero',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    zero: {
      en: "SO_LINGER with a time of 0 makes the close of '{name}' abort the connection: data not sent yet is lost, and the peer gets a reset instead of the end of the data. Leave the option out, and shut the connection down.",
      ja: "時間を 0 にした SO_LINGER により、'{name}' のクローズで接続が強制的に切断されます。未送信のデータは失われ、相手にはデータの終わりではなくリセットが届きます。このオプションを使わず、正常にシャットダウンしてください。",
    },
  },
  on: {
    called(event, context) {
      const { row, span, node } = event
      if (row.effect !== 'option' || context.damaged) return
      const { tree } = context
      const option = argumentOf(event, 'option')
      if (option === undefined || option.node === NO_NODE || tree.textOf(option.node) !== 'SO_LINGER') return
      const members = targetOf(argumentOf(event, 'value'))?.members
      const isOn = isNumber(members?.get('l_onoff'), (low, high) => low > 0 || high < 0)
      if (!isOn || !isNumber(members?.get('l_linger'), (low, high) => low === 0 && high === 0)) return
      if (ENDS_HARD.test(context.functionName) || TRIES_PORTS.test(context.file)) return
      if (isExplained(context, node) || isAskedFor(context, node)) return
      const descriptor = argumentOf(event, 'descriptor')
      const known = descriptor?.value.kind === 'descriptor' ? descriptor.value.resource : null
      // Datagrams have no connection to end.
      if (known?.type === 'datagram' || known?.type === 'raw') return
      const name = known?.name ?? tree.textOf(descriptor?.node ?? tree.child(node, Field.function))
      context.report({ span, message: 'zero', parameters: { name } })
    },
  },
})
