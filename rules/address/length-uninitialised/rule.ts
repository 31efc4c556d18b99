import {
  addressStructure,
  argumentOf,
  blockStatementOf,
  type CalledEvent,
  defineRule,
  type FixReport,
  type FlowContext,
  insertBefore,
  Kind,
  lengthOfAddress,
  NO_NODE,
  sizeofText,
  structureOf,
  type TargetFact,
  targetOf,
} from '../../../engine/rule-api.ts'

export default defineRule({
  id: 'address/length-uninitialised',
  since: '0.1.0',
  severity: 'error',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-457', 'CWE-787'],
  messages: {
    unset: {
      en: "{callee}() reads '{length}' to learn how much room '{name}' has, but nothing was assigned to it: the call fails, leaves the address out, or writes past its end, as chance has it. Set it to the size of '{name}' first.",
      ja: "{callee}() は '{name}' の大きさを '{length}' から読み取りますが、値が代入されていません。偶然の値によって、失敗する、アドレスが書き込まれない、末尾を越えて書き込まれる、のいずれかになります。呼び出す前に '{name}' のサイズを代入してください。",
    },
    zero: {
      en: "'{length}' is 0 here, so {callee}() has no room for the address and '{name}' stays as it was. Set it to the size of '{name}' first.",
      ja: "ここで '{length}' は 0 なので、{callee}() はアドレスを書き込めず、'{name}' は元のままです。呼び出す前に '{name}' のサイズを代入してください。",
    },
    short: {
      en: "'{length}' is {bytes} here, but the address needs {size} bytes: {callee}() cuts it off or fails. Set it to the size of '{name}' first.",
      ja: "ここで '{length}' は {bytes} ですが、アドレスには {size} バイト必要です。{callee}() はアドレスを途中で切るか、失敗します。呼び出す前に '{name}' のサイズを代入してください。",
    },
    long: {
      en: "'{length}' is {bytes} here, but '{name}' has {size} bytes: {callee}() may write past its end. Set it to the size of '{name}' first.",
      ja: "ここで '{length}' は {bytes} ですが、'{name}' は {size} バイトです。{callee}() が末尾を越えて書き込む可能性があります。呼び出す前に '{name}' のサイズを代入してください。",
    },
  },
  on: {
    called(event, context) {
      const address = targetOf(argumentOf(event, 'out-address'))
      const length = targetOf(lengthOfAddress(event))
      if (address === null || length === null) return
      const fault = faultOf(event, address, length, context)
      if (fault === null) return
      const span = context.tree.span(event.node)
      const fix = setBefore(event, length.name, context)
      context.report({
        span,
        message: fault.message,
        parameters: {
          callee: event.row.name,
          length: length.name,
          name: address.name,
          bytes: fault.bytes,
          size: fault.size,
        },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

type Message = 'unset' | 'zero' | 'short' | 'long'

interface Fault {
  readonly message: Message
  readonly bytes: string
  readonly size: string
}

function faultOf(
  event: CalledEvent,
  address: TargetFact,
  length: TargetFact,
  context: FlowContext<Message>,
): Fault | null {
  const { value } = length
  if (length.initialised === 'no') return context.damaged ? null : { message: 'unset', bytes: '', size: '' }
  if (value.kind !== 'number') return null
  const { low, high } = value
  const bytes = low === high ? String(low) : `${low}–${high}`
  if (low === 0 && high === 0) return { message: 'zero', bytes, size: '' }
  // A member may be one of a union with a larger one; what is not declared as one structure may have any size.
  const isWhole = /^\w+$/.test(address.name) && address.type?.array === false && address.type.pointers === 0
  if (isWhole && address.size !== null && low > address.size && Number.isFinite(high))
    return { message: 'long', bytes, size: String(address.size) }
  const needed = bytesNeeded(event, address, context)
  return needed !== undefined && low >= 0 && high < needed ? { message: 'short', bytes, size: String(needed) } : null
}

/** Bytes of every address that the call can fill in; undefined where that depends on what the peer is. */
function bytesNeeded(event: CalledEvent, address: TargetFact, context: FlowContext<Message>): number | undefined {
  const { platform } = context
  const declared = structureOf(address, platform)
  // The address of a local peer without a name is 2 bytes long, and its path is as long as it is.
  if (declared !== undefined) return declared.family === 'unix' ? undefined : declared.size.low
  const descriptor = argumentOf(event, 'descriptor')?.value
  if (descriptor?.kind !== 'descriptor') return undefined
  const { family } = descriptor.resource
  return family === 'inet' || family === 'inet6' ? addressStructure(family, platform)?.size.low : undefined
}

function setBefore(event: CalledEvent, length: string, context: FlowContext<Message>): FixReport | undefined {
  const { tree, source } = context
  const node = argumentOf(event, 'out-address')?.node ?? NO_NODE
  const size = node === NO_NODE ? undefined : sizeofText(context, node)
  if (size === undefined || !/^\w+$/.test(length) || event.via !== null) return undefined
  const statement = blockStatementOf(tree, event.node)
  // In front of a declaration only where the length is declared before it.
  const isBehind = statement !== NO_NODE && !new RegExp(`\\b${length}\\s*[,;=]`).test(tree.textOf(statement))
  if (!isBehind && tree.is(statement, Kind.declaration)) return undefined
  const edits = statement === NO_NODE ? undefined : insertBefore(tree, source, statement, [`${length} = ${size};`])
  if (edits === undefined) return undefined
  return {
    title: {
      en: `Set '${length}' to '${size}' before the call`,
      ja: `呼び出しの前に '${length}' に '${size}' を代入する`,
    },
    safety: 'safe',
    edits,
  }
}
