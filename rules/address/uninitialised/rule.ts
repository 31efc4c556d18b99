import {
  addressRead,
  argumentOf,
  type CalledEvent,
  defineRule,
  type FixReport,
  type FlowContext,
  lengthOfAddress,
  type Localised,
  NO_NODE,
  structureOf,
  type TargetFact,
  zeroDeclaration,
} from '../../../engine/rule-api.ts'

/** Bytes of a local address that has nothing but a family. */
const FAMILY_BYTES = 2

export default defineRule({
  id: 'address/uninitialised',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-457'],
  messages: {
    nothing: {
      en: "Nothing was ever stored in '{name}': {callee}() gets whatever was in memory for a family, a port and an address. Fill it in first.",
      ja: "'{name}' には何も代入されていません。{callee}() はメモリに残っていた値をアドレスファミリー、ポート、アドレスとして読みます。先に値を設定してください。",
    },
    members: {
      en: "'{name}' was not initialised: what {callee}() reads from {members} is whatever was in memory. Clear it first, with an initialiser or memset().",
      ja: "'{name}' は初期化されておらず、{callee}() が {members} から読むのはメモリに残っていた値です。先に初期化子か memset() で 0 にしてください。",
    },
    padding: {
      en: "'{name}' was not initialised: sin_zero still holds whatever was in memory when {callee}() reads it. Linux ignores it, but it ought to be zero. Clear it first, with an initialiser or memset().",
      ja: "'{name}' は初期化されておらず、{callee}() が読む時点でも sin_zero にはメモリに残っていた値が入っています。Linux は無視しますが、本来は 0 にするべき領域です。先に初期化子か memset() で 0 にしてください。",
    },
  },
  on: {
    called(event, context) {
      const target = addressRead(event)
      if (target === null || context.damaged) return
      const members = unwritten(event, target, context)
      if (members === null) return
      const message = members.length === 0 ? 'nothing' : members.join() === 'sin_zero' ? 'padding' : 'members'
      const node = argumentOf(event, 'address')?.node ?? NO_NODE
      // Zeros alone do not make a family.
      const isNamed = message !== 'nothing' && !members.some((member) => member.endsWith('_family'))
      const fix = isNamed ? zero(event, target, context) : undefined
      context.report({
        span: node === NO_NODE ? event.span : context.tree.span(node),
        message,
        parameters: { name: target.name, callee: event.row.name, members: enumerate(members) },
        ...(message === 'padding' ? { severity: 'info' as const } : {}),
        ...(fix === undefined ? {} : { fixes: [fix] }),
        once: {
          key: target.name,
          also: { en: `'${target.name}' is read here too`, ja: `ここでも '${target.name}' が読まれる` },
        },
      })
    },
  },
})

/** The members that hold garbage, none for a structure that is garbage as a whole; null when none certainly does. */
function unwritten(event: CalledEvent, target: TargetFact, context: FlowContext<string>): readonly string[] | null {
  const { address, initialised, name, type } = target
  // A member may have got its bytes under the name of another member of the same union.
  if (!/^\*?\w+$/.test(name)) return null
  if (initialised === 'no' && type?.base.startsWith('struct sockaddr') === true) return []
  // The members of `struct sockaddr` are bytes; AF_UNSPEC dissolves an association, and no more is read.
  const isBytes = type === null || type.base === 'struct sockaddr'
  if (initialised !== 'partly' || address === null || isBytes || address.named === 'unspecified') return null
  const structure = structureOf(target, context.platform)
  const length = lengthOfAddress(event)?.value
  const isLong = length?.kind === 'number' && length.low > FAMILY_BYTES
  if (structure === undefined || (structure.family === 'unix' && !isLong)) return null
  const hasFamily = address.members.family.initialised !== 'no'
  const members = address.unwritten.filter((member) => !hasFamily || !member.endsWith('_family'))
  return members.length === 0 ? null : members
}

function enumerate(members: readonly string[]): Localised {
  const first = members.slice(0, -1)
  const last = members.at(-1) ?? ''
  const en = first.length === 0 ? last : `${first.join(', ')} and ${last}`
  return { en, ja: members.join('、') }
}

function zero(event: CalledEvent, target: TargetFact, { tree }: FlowContext<string>): FixReport | undefined {
  const edits = zeroDeclaration(tree, event.node, target.name)
  if (edits === undefined) return undefined
  const { name } = target
  return {
    title: { en: `Initialise '${name}' with zeros`, ja: `'${name}' を 0 で初期化する` },
    safety: 'safe',
    edits,
  }
}
