import {
  copiedText,
  type CopiedText,
  defineRule,
  isEndedLater,
  isLengthTested,
  Kind,
  memberWritten,
  NO_NODE,
  sizeOfMember,
  testLengthFirst,
} from '../../../engine/rule-api.ts'

const MEMBER = 'sun_path'

/** Bytes of the array on Linux (and Windows), and on the BSDs and macOS: unix(7), NOTES. */
const LINUX = 108
const BSD = 104

type Message = 'unbounded' | 'long' | 'portable' | 'unterminated'

/** What can go wrong with a copy, given the bytes that the array has behind the beginning of the copy. */
function judge(
  { kind, length, bound, isMeasured }: CopiedText,
  offset: number,
  isPortable: boolean,
): Message | undefined {
  const least = isPortable ? BSD : LINUX
  const needed = length.low + 1 + offset
  if (kind === 'bounded' && !isMeasured) {
    const isWhole =
      bound !== null && bound.low === bound.high ? bound.low + offset >= LINUX : (bound?.high ?? 0) >= LINUX
    return isWhole && length.high + offset >= least ? 'unterminated' : undefined
  }
  if (kind === 'bytes' && !isMeasured) return undefined
  if (length.high === Infinity) return 'unbounded'
  if (needed > LINUX) return 'long'
  if (needed > least && kind !== 'bytes') return 'portable'
  return length.high + 1 + offset > (sizeOfMember(MEMBER)?.high ?? LINUX) ? 'unbounded' : undefined
}

/** The file compares a length with the room in such an address: `strlen(path) >= sizeof(addr.sun_path)`. */
function comparesRoom(code: string): boolean {
  return /[<>]=?\s*\(?\s*(sizeof\b|\w*size\w*\s*\()[^;{}]*\bsun_path\b|\bUNIX_PATH_MAX\b/.test(code)
}

/** The path of a Unix socket has little room, and no call that copies text looks at it (unix(7), UNP section 15.2). */
export default defineRule({
  id: 'unix/path-overflow',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-120', 'CWE-121'],
  options: {
    portable: {
      type: 'boolean',
      default: true,
      sample: false,
      says: {
        en: 'Whether paths must fit on macOS and the BSDs too, where there are 104 bytes; `false` for code that runs on Linux and Windows alone, with 108.',
        ja: 'パスが macOS と BSD の 104 バイトにも収まる必要があるかどうか。108 バイトの Linux と Windows だけで動くコードなら `false`。',
      },
    },
  },
  messages: {
    unbounded: {
      en: "Nothing has tested the length of '{source}' before {callee}() copies it into '{array}', which has 108 bytes (104 on macOS and the BSDs): a longer path overwrites the memory behind it. Compare its length with sizeof {array} first.",
      ja: "'{source}' の長さを調べずに、{callee}() で '{array}' にコピーしています。この配列は 108 バイト (macOS と BSD では 104 バイト) しかなく、長いパスは後ろのメモリを上書きします。先に長さを sizeof {array} と比べてください。",
    },
    long: {
      en: "The path takes {bytes} bytes with its terminator, but '{array}' has 108 (104 on macOS and the BSDs): {callee}() overwrites the memory behind it. Use a shorter path.",
      ja: "パスは終端を含めて {bytes} バイトですが、'{array}' は 108 バイト (macOS と BSD では 104 バイト) しかなく、{callee}() が後ろのメモリを上書きします。短いパスを使ってください。",
    },
    portable: {
      en: "The path takes {bytes} bytes with its terminator, but '{array}' has only 104 on macOS and the BSDs: there {callee}() overwrites the memory behind it. Use a shorter path.",
      ja: "パスは終端を含めて {bytes} バイトですが、'{array}' は macOS と BSD では 104 バイトしかなく、{callee}() が後ろのメモリを上書きします。短いパスを使ってください。",
    },
    unterminated: {
      en: "Nothing has tested the length of '{source}': when it fills '{array}', {callee}() cuts it off and writes no terminator, so the socket gets another path, and what reads the path as a string reads on behind it. Compare its length with sizeof {array} first.",
      ja: "'{source}' の長さを調べていません。'{array}' に収まらないと、{callee}() は途中までしかコピーせず、終端も書き込みません。ソケットは別のパスになり、パスを文字列として読むと後ろのメモリまで読んでしまいます。先に長さを sizeof {array} と比べてください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      const copy = copiedText(event, context)
      const written = copy && memberWritten(tree, copy.destination.node)
      if (copy === undefined || written?.name !== MEMBER || copy.source.node === NO_NODE) return
      const message = judge(copy, written.offset, context.options.portable)
      if (message === undefined || memberWritten(tree, copy.source.node)?.name === MEMBER) return
      // What is absent may hide in damage.
      const isOpen = message === 'unbounded' || message === 'unterminated'
      if (isOpen && (context.damaged || isLengthTested(tree, event.node, copy.source.node))) return
      // What a structure holds was tested where it was put there, if anywhere.
      if (isOpen && tree.is(copy.source.node, Kind.field_expression) && comparesRoom(tree.textOf(0))) return
      if (message === 'unterminated' && isEndedLater(tree, event.node, MEMBER)) return
      const array = tree.textOf(written.member)
      context.report({
        span: event.span,
        message,
        parameters: {
          callee: event.row.name,
          source: tree.textOf(copy.source.node),
          array,
          bytes: copy.length.low + 1 + written.offset,
        },
        fixes: isOpen ? testLengthFirst(event, copy, array, context) : [],
      })
    },
  },
})
