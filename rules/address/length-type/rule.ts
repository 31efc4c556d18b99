import { type CalledEvent, type ArgumentFact, defineRule, NO_NODE, sizeOfName } from '../../../engine/rule-api.ts'
import { declaredIn, lengthVariable } from './declared.ts'
import { declareLength } from './fix.ts'

/** The argument through which the call tells a length: the one behind an address to be filled in, or behind an option. */
function lengthOf({ row, arguments: args }: CalledEvent): ArgumentFact | undefined {
  if (row.effect === 'get-option') return args.findLast(({ role }) => role === 'out')
  const address = args.findIndex(({ role }) => role === 'out-address')
  const next = address < 0 ? undefined : args[address + 1]
  return next?.role === 'out' ? next : undefined
}

/** On Linux, the BSDs and macOS a socklen_t is an unsigned int. */
const SIGNED = /^((signed )?int|signed|int32_t)$/

/** The length has 32 bits in every system that Socklint knows (POSIX <sys/socket.h> asks for at least that). */
const LENGTH_SIZE = 4

export default defineRule({
  id: 'address/length-type',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-704'],
  messages: {
    wide: {
      en: "'{name}' is declared as {type}, but {callee}() reads and writes a socklen_t of 4 bytes there: where {type} has 8 bytes, it touches only half of it, on big-endian systems the wrong half. Declare it as socklen_t.",
      ja: "'{name}' は {type} ですが、{callee}() はそこを 4 バイトの socklen_t として読み書きします。{type} が 8 バイトのシステムでは半分しか読み書きせず、ビッグエンディアンではそれが上位の半分です。socklen_t として宣言してください。",
    },
    narrow: {
      en: "'{name}' is declared as {type}, but {callee}() reads and writes a socklen_t of 4 bytes there: it overwrites what lies behind the variable. Declare it as socklen_t.",
      ja: "'{name}' は {type} ですが、{callee}() はそこを 4 バイトの socklen_t として読み書きするため、変数の後ろのメモリが上書きされます。socklen_t として宣言してください。",
    },
    same: {
      en: "'{name}' is declared as {type}, but {callee}() takes a pointer to socklen_t, which is unsigned on Linux, the BSDs and macOS: without a cast, C compilers warn and C++ refuses it. Declare it as socklen_t.",
      ja: "'{name}' は {type} ですが、{callee}() が受け取るのは socklen_t へのポインターです。Linux、BSD、macOS では符号なしの型なので、キャストがなければ C では警告、C++ ではコンパイルエラーになります。socklen_t として宣言してください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      const length = lengthOf(event)
      if (length === undefined || length.node === NO_NODE) return
      const { name: use, stars } = lengthVariable(tree, length.node)
      const declared = use === NO_NODE ? undefined : declaredIn(tree, use, stars)
      if (declared === undefined) return
      const type = tree.textOf(declared.type).replace(/\s+/g, ' ')
      const size = sizeOfName(type, 'posix')
      if (type === 'socklen_t' || size === undefined) return
      const message = size.high > LENGTH_SIZE ? 'wide' : size.high < LENGTH_SIZE ? 'narrow' : 'same'
      const { span } = event
      // Winsock's lengths are ints, and a name for both is a matter of taste.
      if (message === 'same' && (context.platformsOf(span).length > 1 || !SIGNED.test(type))) return
      const name = tree.textOf(use)
      const { start, end } = tree.span(declared.type)
      context.report({
        span: tree.span(length.node),
        message,
        parameters: { name, type, callee: event.row.name },
        steps: [
          {
            span: { start, end },
            message: {
              en: `'${name}' is declared as ${type} here`,
              ja: `ここで '${name}' を ${type} として宣言している`,
            },
          },
        ],
        fixes: declareLength(use, declared, context),
        once: {
          at: { span: { start, end } },
          also: {
            en: `'${name}' is taken for a socklen_t here too`,
            ja: `ここでも '${name}' が socklen_t として扱われる`,
          },
        },
        ...(message === 'same' ? { severity: 'info' } : {}),
      })
    },
  },
})
