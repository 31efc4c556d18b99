import {
  addressRead,
  argumentOf,
  type CalledEvent,
  defineRule,
  type FixReport,
  type FlowContext,
  Kind,
  lengthOfAddress,
  nameErrors,
  NO_NODE,
  sizeofText,
  structureOf,
  type TargetFact,
  targetOf,
} from '../../../engine/rule-api.ts'

/** Where the path begins in `struct sockaddr_un`, on every system. */
const PATH_OFFSET = 2

/** POSIX bind(), connect(), sendto(); Microsoft Learn, the same. */
const ERRORS = { posix: ['EINVAL'], windows: ['WSAEFAULT'] } as const

export default defineRule({
  id: 'address/wrong-length',
  since: '0.1.0',
  severity: 'error',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-131', 'CWE-467'],
  messages: {
    pointer: {
      en: "This length is the size of a pointer (4 or 8 bytes), but '{name}' is a {type}: {callee}() fails with {errors}. Pass the size of the structure.",
      ja: "この長さはポインターのサイズ (4 または 8 バイト) ですが、'{name}' は {type} です。{callee}() は {errors} で失敗します。構造体のサイズを渡してください。",
    },
    short: {
      en: "{callee}() gets a length of {length} bytes for '{name}', but a {type} has {size}: it fails with {errors}. Pass the size of the structure.",
      ja: "{callee}() に '{name}' の長さとして {length} バイトを渡していますが、{type} は {size} バイトです。{errors} で失敗します。構造体のサイズを渡してください。",
    },
    cut: {
      en: "{callee}() gets a length of {length} bytes for '{name}', a {type}: only the first {rest} bytes of the path count, and a longer path is cut off there. Pass the size of the structure.",
      ja: "{callee}() に '{name}' ({type}) の長さとして {length} バイトを渡しています。パスは先頭の {rest} バイトしか読まれず、それより長いと途中で切れます。構造体のサイズを渡してください。",
    },
    long: {
      en: "{callee}() gets a length of {length} bytes for '{name}', which has {size}: it reads past the end, and systems that check the length fail with EINVAL. Pass the size of the structure.",
      ja: "{callee}() に '{name}' の長さとして {length} バイトを渡していますが、実際は {size} バイトです。末尾を越えて読み取り、長さを検査するシステムでは EINVAL で失敗します。構造体のサイズを渡してください。",
    },
  },
  on: {
    called(event, context) {
      const target = addressRead(event)
      const length = lengthOfAddress(event)
      if (target === null || length?.value.kind !== 'number') return
      const { low, high } = length.value
      const fault = faultOf(target, low, high, context)
      if (fault === null) return
      const structure = structureOf(target, context.platform)
      const span = length.node === NO_NODE ? event.span : context.tree.span(length.node)
      const fix = passSize(event, context)
      context.report({
        span,
        message: fault,
        parameters: {
          name: target.name,
          callee: event.row.name,
          type: structure?.name ?? target.type?.base ?? '',
          length: String(high),
          rest: String(Math.max(0, high - PATH_OFFSET)),
          size: String((fault === 'long' ? target.size : structure?.size.low) ?? ''),
          errors: nameErrors(ERRORS, context.platformsOf(span)),
        },
        ...(fault === 'long' || fault === 'cut' ? { severity: 'warning' as const } : {}),
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

type Fault = 'pointer' | 'short' | 'cut' | 'long'

/** What is wrong with a length of `low` to `high` bytes for an address; null when nothing certainly is. */
function faultOf(target: TargetFact, low: number, high: number, context: FlowContext<Fault>): Fault | null {
  const isAddress = target.type?.base.startsWith('struct sockaddr') === true && target.type.pointers === 0
  if (!isAddress) return null
  // Only `sizeof` of a pointer, or of a type as wide as one, gives a value that depends on the data model.
  const isPointerSize = low === 4 && high === 8
  const structure = structureOf(target, context.platform)
  if (isPointerSize) return structure?.family === 'unix' ? 'cut' : 'pointer'
  if (low !== high) return null
  if (structure?.family === 'unix') return isOtherStructure(low) ? 'cut' : null
  if (structure !== undefined && high < structure.size.low) return 'short'
  // A member may be one of a union with a larger one, which the length is meant for.
  const isWhole = /^\w+$/.test(target.name) && target.type?.array === false
  return isWhole && target.size !== null && low > target.size ? 'long' : null
}

/** A local address is as long as its path, but nobody counts these: the sizes of sockaddr and sockaddr_in, and of sockaddr_in6. */
function isOtherStructure(length: number): boolean {
  return length === 16 || length === 28
}

function passSize(event: CalledEvent, context: FlowContext<Fault>): FixReport | undefined {
  const { tree } = context
  const length = lengthOfAddress(event)
  const address = argumentOf(event, 'address')
  const target = targetOf(address)
  if (length === undefined || length.node === NO_NODE || address === undefined || target === null) return undefined
  if (!tree.is(length.node, Kind.sizeof_expression) && !tree.is(length.node, Kind.number_literal)) return undefined
  const structure = structureOf(target, context.platform)
  const isTyped = target.address !== null && target.address.structure !== null
  const named = structure === undefined ? undefined : `sizeof(${structure.name})`
  const newText = (isTyped ? sizeofText(context, address.node) : undefined) ?? named
  if (newText === undefined) return undefined
  return {
    title: { en: `Pass '${newText}'`, ja: `'${newText}' を渡す` },
    safety: 'safe',
    edits: [{ span: tree.span(length.node), newText }],
  }
}
