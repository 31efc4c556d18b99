import {
  argumentOf,
  type CalledEvent,
  defineRule,
  Field,
  isOnlyTested,
  isStream,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  targetOf,
  withoutCasts,
} from '../../../engine/rule-api.ts'

/** A stream has no borders: a call gives what has come by then, a part of a structure too. */
export default defineRule({
  id: 'io/short-receive',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-1284'],
  messages: {
    whole: {
      en: "{callee}() returns as soon as a part of '{name}' has come, and nothing looks at how many there are: the rest of '{name}' is old, and comes with the next call as something else. Receive in a loop, or with MSG_WAITALL, and compare the result with the size.",
      ja: "{callee}() は '{name}' の一部が届いただけでも戻りますが、何バイト届いたかを調べていません。'{name}' の残りは古い内容のままで、続きは次の呼び出しで別のデータとして届きます。ループで受信するか MSG_WAITALL を使い、結果を大きさと比べてください。",
    },
  },
  on: {
    called(event, context) {
      const { row, result, node, span } = event
      const { tree } = context
      const name = wholeOf(event, tree)
      if (row.effect !== 'receive' || name === undefined || context.damaged || !isConnection(event, tree)) return
      // Flags by another name, and those that wait for all or leave the bytes where they are.
      const flags = argumentOf(event, 'flags')
      if (flags !== undefined && (flags.value.kind !== 'number' || flags.value.low !== 0 || flags.value.high !== 0))
        return
      const isUncounted =
        result.kind === 'ignored' ||
        (result.kind === 'tested' && result.test !== null && result.test.bound !== null && result.test.bound <= 0) ||
        (result.kind === 'assigned' && result.name !== null && isOnlyTested(tree, node, result.name))
      if (!isUncounted) return
      context.report({
        span,
        message: 'whole',
        parameters: { callee: row.name, name },
        once: {
          key: 'short',
          also: {
            en: 'a part may be taken for the whole here too',
            ja: 'ここでも一部だけを全体として扱う可能性がある',
          },
        },
      })
    },
  },
})

/** A stream of another host; between two processes of one host small messages hardly ever come in parts. */
function isConnection(event: CalledEvent, tree: SyntaxTree): boolean {
  const socket = argumentOf(event, 'descriptor')?.value
  if (socket?.kind !== 'descriptor') return false
  const { family, origin } = socket.resource
  if (family === 'unix' || origin === 'pair' || origin === 'opened') return false
  return isStream(socket.resource, tree, event.row.name === 'recv')
}

/** The structure or number of several bytes that is to be filled as a whole, and nothing else. */
function wholeOf(event: CalledEvent, tree: SyntaxTree): string | undefined {
  const out = argumentOf(event, 'out')
  const length = argumentOf(event, 'length')
  const target = targetOf(out)
  if (out === undefined || length === undefined || target?.type == null || target.type.pointers > 0) return undefined
  // Bytes and text are what a program takes as they come.
  if (/\bchar$|^CHAR$|^BYTE$|int8_t$|^void$|^std::byte$/.test(target.type.base)) return undefined
  const { value } = length
  const bytes = value.kind === 'number' && value.result === null && value.low === value.high ? value.low : null
  if (bytes === 1) return undefined
  if (bytes !== null && target.size === bytes) return target.name
  // The size of a structure of the program is not known, but that it is that of the whole is plain.
  const size = withoutCasts(tree, length.node)
  const measured = tree.is(size, Kind.sizeof_expression) ? tree.child(size, Field.value) : NO_NODE
  return measured !== NO_NODE && memoryText(tree, out.node) === plain(tree, withoutCasts(tree, measured))
    ? target.name
    : undefined
}

/** What an argument leads to, as a program would write it: `x` for `&x`, `*p` for `p`. */
function memoryText(tree: SyntaxTree, argument: NodeId): string {
  const node = withoutCasts(tree, argument)
  const isAddress = tree.is(node, Kind.pointer_expression) && tree.textOf(node).startsWith('&')
  return isAddress ? plain(tree, tree.child(node, Field.argument)) : `*${plain(tree, node)}`
}

function plain(tree: SyntaxTree, node: NodeId): string {
  return tree.textOf(node).replace(/\s+/g, '')
}
