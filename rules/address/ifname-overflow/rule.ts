import {
  copiedText,
  type CopiedText,
  defineRule,
  isEndedLater,
  isLengthTested,
  memberWritten,
  NO_NODE,
  sizeOfMember,
  testLengthFirst,
} from '../../../engine/rule-api.ts'

const MEMBER = 'ifr_name'
const ROOM = sizeOfMember(MEMBER)?.high ?? 16

type Message = 'unbounded' | 'long' | 'unterminated'

/** What can go wrong with a copy into the whole array. */
function judge({ kind, length, bound, isMeasured }: CopiedText): Message | undefined {
  if (kind === 'bounded' && !isMeasured)
    return bound !== null && bound.low >= ROOM && length.high >= ROOM ? 'unterminated' : undefined
  if (kind === 'bytes' && !isMeasured) return undefined
  if (length.low + 1 > ROOM) return 'long'
  return length.high + 1 > ROOM ? 'unbounded' : undefined
}

/** The name of an interface has IFNAMSIZ bytes with its terminator, and no call that copies text looks at it. */
export default defineRule<Message>({
  id: 'address/ifname-overflow',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-120', 'CWE-121'],
  messages: {
    unbounded: {
      en: "Nothing has tested the length of '{source}' before {callee}() copies it into '{array}', which has 16 bytes (IFNAMSIZ): a longer name overwrites the memory behind it. Compare its length with sizeof {array} first.",
      ja: "'{source}' の長さを調べずに、{callee}() で '{array}' にコピーしています。この配列は 16 バイト (IFNAMSIZ) しかなく、長い名前は後ろのメモリを上書きします。先に長さを sizeof {array} と比べてください。",
    },
    long: {
      en: "The name takes {bytes} bytes with its terminator, but '{array}' has 16 (IFNAMSIZ): {callee}() overwrites the memory behind it. No interface can have such a name.",
      ja: "名前は終端を含めて {bytes} バイトですが、'{array}' は 16 バイト (IFNAMSIZ) しかなく、{callee}() が後ろのメモリを上書きします。このような名前のインターフェイスは存在できません。",
    },
    unterminated: {
      en: "Nothing has tested the length of '{source}': when it fills '{array}', {callee}() cuts it off and writes no terminator, so the request may be about another interface, or reads on behind the name. Compare its length with sizeof {array} first.",
      ja: "'{source}' の長さを調べていません。'{array}' に収まらないと、{callee}() は途中までしかコピーせず、終端も書き込みません。別のインターフェイスへの要求になるか、名前の後ろのメモリまで読まれるおそれがあります。先に長さを sizeof {array} と比べてください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      const copy = copiedText(event, context)
      const written = copy && memberWritten(tree, copy.destination.node)
      if (copy === undefined || written?.name !== MEMBER || written.offset > 0 || copy.source.node === NO_NODE) return
      const message = judge(copy)
      if (message === undefined || memberWritten(tree, copy.source.node)?.name === MEMBER) return
      // What is absent may hide in damage.
      if (message !== 'long' && (context.damaged || isLengthTested(tree, event.node, copy.source.node))) return
      if (message === 'unterminated' && isEndedLater(tree, event.node, MEMBER)) return
      const array = tree.textOf(written.member)
      const bytes = copy.length.low + 1
      context.report({
        span: event.span,
        message,
        parameters: { callee: event.row.name, source: tree.textOf(copy.source.node), array, bytes },
        fixes: message === 'long' ? [] : testLengthFirst(event, copy, array, context),
        // Linux ends the name by itself before it looks for the interface.
        ...(message === 'unterminated' ? { severity: 'info' } : {}),
      })
    },
  },
})
