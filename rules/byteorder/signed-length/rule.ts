import {
  type ArgumentFact,
  type CalledEvent,
  defineRule,
  Field,
  type FlowContext,
  Kind,
  NO_NODE,
  type NodeId,
  sizeOfName,
  withoutCasts,
} from '../../../engine/rule-api.ts'

const SIGNED = /^(signed( int)?|int|long( int)?|short( int)?|int(16|32)_t|INT|LONG|SHORT)$/

/** CERT INT31-C: a signed number that is used as an unsigned one must not be negative. CWE-195. */
export default defineRule({
  id: 'byteorder/signed-length',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-195'],
  messages: {
    found: {
      en: "'{name}' is a signed {type} that came from the network, and only its upper limit was tested: a negative number passes, and {callee}() takes it for a huge one. Make it unsigned, or refuse what is below 0.",
      ja: "'{name}' は符号付きの {type} で、値はネットワークから来たものですが、上限しか調べていません。負の数はそのまま通り、{callee}() では巨大な長さになります。符号なしの型にするか、0 未満を拒否してください。",
    },
  },
  on: {
    called(event, context) {
      if (context.damaged || isSignedThere(event, context)) return
      for (const argument of event.arguments) {
        const type = argument.role === 'length' ? mayBeNegative(argument, context) : undefined
        if (type === undefined) continue
        context.report({
          span: context.tree.span(argument.node),
          message: 'found',
          parameters: {
            name: context.tree.textOf(withoutCasts(context.tree, argument.node)),
            type,
            callee: event.row.name,
          },
        })
      }
    },
  },
})

/** Winsock's lengths are numbers with a sign: what the calls make of a negative one is not documented. */
function isSignedThere({ row }: CalledEvent, { platform }: FlowContext<string>): boolean {
  return platform === 'windows' && (row.effect === 'send' || row.effect === 'receive')
}

/** The signed type of a length from the network that was compared with an upper limit, but not with 0; else undefined. */
function mayBeNegative({ node, value }: ArgumentFact, context: FlowContext<string>): string | undefined {
  const { tree } = context
  const variable = node === NO_NODE ? NO_NODE : withoutCasts(tree, node)
  if (value.kind !== 'number' || value.order !== 'host' || value.bits === null) return undefined
  if (!tree.is(variable, Kind.identifier) && !tree.is(variable, Kind.field_expression)) return undefined
  const type = context.typeOf(variable)
  if (type === undefined || type.pointers > 0 || type.array || !SIGNED.test(type.base)) return undefined
  // In a wider type the number is what was sent.
  const size = sizeOfName(type.base, context.platform)
  if (size === undefined || size.high * 8 > value.bits) return undefined
  const isLimited = value.high < 2 ** (size.high * 8 - 1)
  if (!isLimited) return undefined
  // Of 16 bits the analysis knows what was sent, not what became of it in the variable.
  const isNegative = value.low < 0 || (value.bits === 16 && !isComparedWithZero(variable, context))
  return isNegative ? type.base : undefined
}

const RELATIONS = ['<', '<=', '>', '>=']

/** True when the function asks whether the variable is below, or above, a small number before this use. */
function isComparedWithZero(variable: NodeId, { tree }: FlowContext<string>): boolean {
  const name = tree.textOf(variable)
  for (let node = tree.ancestor(variable, Kind.function_definition); node < variable; node++) {
    if (!tree.is(node, Kind.binary_expression)) continue
    if (!RELATIONS.includes(tree.textOf(tree.child(node, Field.operator)))) continue
    const sides = [tree.child(node, Field.left), tree.child(node, Field.right)].map((side) => tree.textOf(side))
    if (sides.includes(name) && sides.some((side) => /^[01]$/.test(side))) return true
  }
  return false
}
