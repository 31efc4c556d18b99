import {
  addressRead,
  addressStructure,
  type AddressFact,
  argumentOf,
  type CalledEvent,
  defineRule,
  type FixReport,
  type FlowContext,
  nameErrors,
  NO_NODE,
  type TargetFact,
} from '../../../engine/rule-api.ts'
import { familyEdits, mentionsMember, setsFamily } from './fix.ts'

type Family = NonNullable<AddressFact['family']>
type Message = 'bind' | 'wildcard' | 'connect' | 'send' | 'accepted'

const CONSTANT: Readonly<Record<Family, string>> = { inet: 'AF_INET', inet6: 'AF_INET6', unix: 'AF_UNIX' }
const MEMBER: Readonly<Record<Family, string>> = { inet: 'sin_family', inet6: 'sin6_family', unix: 'sun_family' }

/** Structures for addresses of any family have a name of their own for it. */
const GENERAL: Readonly<Record<string, string>> = {
  'struct sockaddr': 'sa_family',
  'struct sockaddr_storage': 'ss_family',
}

/** Linux (measured on 6.18); FreeBSD tcp_usr_bind(), XNU in_pcbbind(); Microsoft Learn, bind function and sendto function. */
const BIND_ERRORS = { posix: ['EAFNOSUPPORT'], windows: ['WSAEFAULT'] } as const
const SEND_ERRORS = { posix: ['EDESTADDRREQ'], windows: ['WSAEAFNOSUPPORT'] } as const
const LOCAL_ERRORS = ['EINVAL'] as const

export default defineRule<Message>({
  id: 'address/family-missing',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    bind: {
      en: "'{name}' has no address family: {member} is still 0 (AF_UNSPEC), and bind() fails with {errors}. Set {member} to {family} first.",
      ja: "'{name}' にアドレスファミリーがありません。{member} は 0 (AF_UNSPEC) のままなので、bind() は {errors} で失敗します。先に {member} に {family} を設定してください。",
    },
    wildcard: {
      en: "'{name}' has no address family: {member} is still 0 (AF_UNSPEC). Linux and FreeBSD let that pass for INADDR_ANY alone, macOS for any address, and Windows refuses it. Set {member} to {family} first.",
      ja: "'{name}' にアドレスファミリーがありません。{member} は 0 (AF_UNSPEC) のままです。Linux と FreeBSD では INADDR_ANY の場合に限って、macOS では常に成功し、Windows では失敗します。先に {member} に {family} を設定してください。",
    },
    connect: {
      en: "'{name}' has no address family: {member} is still 0, and AF_UNSPEC tells connect() to dissolve an association. It connects nothing, and on Linux it returns 0 all the same. Set {member} to {family} first.",
      ja: "'{name}' にアドレスファミリーがありません。{member} は 0 のままで、AF_UNSPEC は connect() では接続先の設定を解除する指定になります。何にも接続しませんが、Linux では 0 が返ります。先に {member} に {family} を設定してください。",
    },
    send: {
      en: "'{name}' has no address family: {member} is still 0 (AF_UNSPEC), and {callee}() fails with {errors}. Set {member} to {family} first.",
      ja: "'{name}' にアドレスファミリーがありません。{member} は 0 (AF_UNSPEC) のままなので、{callee}() は {errors} で失敗します。先に {member} に {family} を設定してください。",
    },
    accepted: {
      en: "'{name}' has no address family: {member} is still 0 (AF_UNSPEC). Linux takes it for an IPv4 address in {callee}(), and other systems refuse it. Set {member} to {family} first.",
      ja: "'{name}' にアドレスファミリーがありません。{member} は 0 (AF_UNSPEC) のままです。Linux の {callee}() は IPv4 のアドレスとみなしますが、ほかのシステムでは失敗します。先に {member} に {family} を設定してください。",
    },
  },
  on: {
    called(event, context) {
      const target = addressRead(event)
      if (target === null || context.damaged) return
      const family = missingFamily(event, target, context)
      if (family === null) return
      const message = messageFor(event, target, family)
      const node = argumentOf(event, 'address')?.node ?? NO_NODE
      const span = node === NO_NODE ? event.span : context.tree.span(node)
      const member = GENERAL[target.type?.base ?? ''] ?? MEMBER[family]
      const errors = message === 'bind' ? BIND_ERRORS : SEND_ERRORS
      const fix = setFamily(event, target, { member, constant: CONSTANT[family] }, context)
      context.report({
        span,
        message,
        parameters: {
          name: target.name,
          callee: event.row.name,
          member,
          family: CONSTANT[family],
          errors: nameErrors(
            family === 'unix' ? { ...errors, posix: LOCAL_ERRORS } : errors,
            context.platformsOf(span),
          ),
        },
        ...(message === 'accepted' || message === 'wildcard' ? { severity: 'warning' as const } : {}),
        ...(fix === undefined ? {} : { fixes: [fix] }),
        once: {
          key: target.name,
          also: { en: `'${target.name}' is used here too`, ja: `ここでも '${target.name}' が使われる` },
        },
      })
    },
  },
})

/** The family that an address ought to name, of which everything but the family was set; null for any other address. */
function missingFamily(event: CalledEvent, target: TargetFact, context: FlowContext<Message>): Family | null {
  const { address, name } = target
  // Another member of the same union may have got it.
  if (address === null || !/^\*?\w+$/.test(name)) return null
  const { family, host, port } = address.members
  const isZero = family.value.kind === 'number' && family.value.low === 0 && family.value.high === 0
  // What is garbage is another matter; a 0 that the program wrote is meant.
  if (!isZero || family.isWritten || family.initialised !== 'yes') return null
  // On another path it is set: that this one exists, the conditions of the program may rule out.
  if (setsFamily(context.tree, event.node, name)) return null
  const socket = argumentOf(event, 'descriptor')?.value
  // Raw sockets do not ask for it (Linux).
  if (socket?.kind === 'descriptor' && socket.resource.type === 'raw') return null
  const structure = address.structure ?? address.family
  if (structure === 'unix') return mentionsMember(context.tree, event.node, target.name, 'sun_path') ? 'unix' : null
  return host.isWritten || port.isWritten ? structure : null
}

function messageFor({ row }: CalledEvent, { address }: TargetFact, family: Family): Message {
  if (row.effect === 'connect') return 'connect'
  if (row.effect === 'send') return family === 'inet' ? 'accepted' : 'send'
  return family === 'inet' && address?.scope !== 'specific' ? 'wildcard' : 'bind'
}

function setFamily(
  event: CalledEvent,
  target: TargetFact,
  { member, constant }: { readonly member: string; readonly constant: string },
  context: FlowContext<Message>,
): FixReport | undefined {
  // The name of the member is that of the declared type.
  const { type, address } = target
  const isTyped = type !== null && (Object.hasOwn(GENERAL, type.base) || address?.structure != null)
  if (!isTyped || addressStructure(address?.structure ?? 'inet', context.platform) === undefined) return undefined
  const edits = familyEdits(event, target.name, { member, constant }, context)
  if (edits === undefined) return undefined
  return {
    title: { en: `Set ${member} to ${constant}`, ja: `${member} に ${constant} を設定する` },
    safety: 'safe',
    edits,
  }
}
