import {
  comparedResult,
  type ComparedResult,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  Kind,
  leaveBehind,
  literalObjectText,
  type NodeId,
  NO_NODE,
  argumentOf,
  functionAround,
  type SyntaxTree,
  withoutCasts,
} from '../../../engine/rule-api.ts'

type Message = 'untested' | 'zero' | 'sign' | 'wide'

const READS = 'inet_addr'
const ALL_ONES = 0xffffffff

/** Types that are wider than the result on LP64 systems: the -1 in them is another number. */
const WIDE = /^(unsigned long|long|long int|unsigned long int|long unsigned int|u_long|size_t|ssize_t|u?int64_t)$/

function argumentRead({ tree }: FlowContext<Message>, call: NodeId): NodeId {
  return tree.namedChildren(tree.child(call, Field.arguments))[0] ?? NO_NODE
}

/** The text that a call of the function reads: a program that asks twice about it means one answer. */
function textRead(context: FlowContext<Message>, call: NodeId): string {
  return context.tree.textOf(argumentRead(context, call))
}

/** Failure is INADDR_NONE, all ones (POSIX inet_addr()), which is the broadcast address as well. */
export default defineRule<Message>({
  id: 'resolve/inet-addr-unchecked',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-252', 'CWE-253'],
  messages: {
    untested: {
      en: "Nothing tests whether inet_addr() understood the text: when it is no address, such as a host name, '{target}' becomes 255.255.255.255. Use inet_pton() and test that it returns 1.",
      ja: "inet_addr() が文字列を解釈できたかどうかを調べていません。ホスト名など、アドレスでない文字列だと '{target}' は 255.255.255.255 になります。inet_pton() を使い、戻り値が 1 であることを調べてください。",
    },
    zero: {
      en: 'This test does not tell whether inet_addr() failed: it returns INADDR_NONE then, and 0 is the address 0.0.0.0. Compare with INADDR_NONE, or use inet_pton().',
      ja: 'この検査では inet_addr() が失敗したかどうかわかりません。失敗したときの戻り値は INADDR_NONE で、0 はアドレス 0.0.0.0 です。INADDR_NONE と比較するか、inet_pton() を使ってください。',
    },
    sign: {
      en: 'This test does not tell whether inet_addr() failed: its result is unsigned and never below 0, and in a signed variable half of all addresses are. Compare with INADDR_NONE, or use inet_pton().',
      ja: 'この検査では inet_addr() が失敗したかどうかわかりません。戻り値は符号なしで負になることはなく、符号付きの変数ではアドレスの半分が負になります。INADDR_NONE と比較するか、inet_pton() を使ってください。',
    },
    wide: {
      en: 'On 64-bit systems this test is never true: inet_addr() returns 32 bits, and -1 is not the same number in a long. Compare with INADDR_NONE, or use inet_pton().',
      ja: '64 ビットのシステムでは、この検査が成り立つことはありません。inet_addr() の戻り値は 32 ビットで、long の -1 とは別の値です。INADDR_NONE と比較するか、inet_pton() を使ってください。',
    },
  },
  on: {
    called(event, context) {
      // A program that has the text read by another function first knows that it is an address.
      if (event.row.effect !== 'parse-address-into') return
      const text = argumentOf(event, 'text')
      if (text !== undefined) context.note(event.span, `asked ${context.tree.textOf(text.node)}`)
    },
    stored(event, context) {
      const { node, span, state, target, value } = event
      if (context.damaged || value.kind !== 'number' || value.result?.callee !== READS) return
      const read = argumentRead(context, value.result.node)
      const text = context.tree.textOf(read)
      const literal = literalObjectText(context.tree, read)
      if (literal !== undefined && /^\d{1,3}(\.\d{1,3}){3}$/.test(literal)) return
      // What was made of an address just now is one.
      if (/^inet_nto/.test(text) || isComparedLater(context.tree, node, target)) return
      const fix = leaveBehind(node, state, `${target} == INADDR_NONE`, context)
      const isPlain = /^[\w.>\s-]+$/.test(target)
      context.report({
        span,
        message: 'untested',
        parameters: { target },
        unless: `asked ${text}`,
        ...(fix === undefined || !isPlain ? {} : { fixes: [fix] }),
      })
    },
    operated(event, context) {
      const compared = comparedResult(event, context.tree)
      if (context.damaged || compared?.result.callee !== READS) return
      const text = textRead(context, compared.result.node)
      const message = faultOf(compared, context)
      context.note(event.span, `asked ${text}`)
      if (message === undefined) {
        context.note(event.span, `tested ${text}`)
        return
      }
      const fix = compareWithNone(compared, context)
      context.report({
        span: compared.test === null ? event.span : context.tree.span(compared.test.node),
        message,
        unless: `tested ${text}`,
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

/** `to->member == INADDR_NONE` behind the call: what a pointer leads to the analysis may not know any more. */
function isComparedLater(tree: SyntaxTree, from: NodeId, target: string): boolean {
  const around = functionAround(tree, from)
  const plain = (node: NodeId): string => tree.textOf(withoutCasts(tree, node)).replace(/\s+/g, '')
  for (let node = from; around !== NO_NODE && node < tree.subtreeEnd(around); node++) {
    if (!tree.is(node, Kind.binary_expression)) continue
    if (!/^[!=]=$/.test(tree.textOf(tree.child(node, Field.operator)))) continue
    const sides = [plain(tree.child(node, Field.left)), plain(tree.child(node, Field.right))]
    const isFailure = sides.some((side) => /^(?:INADDR_NONE|INADDR_BROADCAST|-1|~0|0xffffffff)[UL]*$/i.test(side))
    if (isFailure && sides.includes(target.replace(/\s+/g, ''))) return true
  }
  return false
}

/** What the test gets wrong; undefined where it finds the failure, or nobody knows what it compares with. */
function faultOf(
  { bound, operator, test }: ComparedResult,
  { platform, tree, typeOf }: FlowContext<Message>,
): Message | undefined {
  if (bound === null || bound === ALL_ONES) return undefined
  const isEquality = operator === '==' || operator === '!='
  if (!isEquality) return bound === 0 || bound === -1 ? 'sign' : undefined
  if (bound === 0) return 'zero'
  if (bound !== -1 || test === null || platform === 'windows') return undefined
  const type = tree.is(test.operand, Kind.identifier) ? typeOf(test.operand) : undefined
  const isWide = type !== undefined && type.pointers === 0 && WIDE.test(type.base)
  return isWide && /^-\s*1$/.test(tree.textOf(tree.child(test.node, Field.right))) ? 'wide' : undefined
}

function compareWithNone({ operator, test }: ComparedResult, { tree }: FlowContext<Message>): FixReport | undefined {
  if (test === null) return undefined
  const isFailure = operator === '==' || operator === '<' || operator === '<='
  const text = tree.textOf(test.operand)
  const wrapped = tree.is(test.operand, Kind.assignment_expression) ? `(${text})` : text
  return {
    title: { en: 'Compare with INADDR_NONE', ja: 'INADDR_NONE と比較する' },
    safety: 'suggest',
    edits: [{ span: tree.span(test.node), newText: `${wrapped} ${isFailure ? '==' : '!='} INADDR_NONE` }],
  }
}
