import {
  addressRead,
  addressStructure,
  type AddressFact,
  argumentOf,
  type CalledEvent,
  defineRule,
  type FlowContext,
  nameErrors,
  NO_NODE,
  type ResourceView,
  type TargetFact,
} from '../../../engine/rule-api.ts'

type Family = NonNullable<AddressFact['family']>

const CONSTANT: Readonly<Record<Family, string>> = { inet: 'AF_INET', inet6: 'AF_INET6', unix: 'AF_UNIX' }

/** POSIX bind(), connect(); Linux gives EINVAL where the structure is shorter. Microsoft Learn, the same functions. */
const BIND_ERRORS = { posix: ['EAFNOSUPPORT', 'EINVAL'], windows: ['WSAEFAULT'] } as const
const OTHER_ERRORS = { posix: ['EAFNOSUPPORT', 'EINVAL'], windows: ['WSAEAFNOSUPPORT'] } as const

export default defineRule({
  id: 'address/family-mismatch',
  since: '0.1.0',
  severity: 'error',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-843'],
  messages: {
    structure: {
      en: "'{name}' is a {type}, but its family says {family}: {callee}() reads it as a {other} and finds port and address in the wrong places, or fails. Make the family and the structure agree.",
      ja: "'{name}' は {type} ですが、アドレスファミリーは {family} です。{callee}() は {other} として読むため、ポートとアドレスを取り違えるか、失敗します。アドレスファミリーと構造体を一致させてください。",
    },
    socket: {
      en: "'{socket}' is a socket of family {wanted}, but '{name}' is an address of family {family}: {callee}() fails with {errors}. Make the socket and the address agree.",
      ja: "'{socket}' は {wanted} のソケットですが、'{name}' は {family} のアドレスです。{callee}() は {errors} で失敗します。ソケットとアドレスのファミリーを一致させてください。",
    },
  },
  on: {
    called(event, context) {
      const target = addressRead(event)
      if (target === null || context.damaged) return
      const node = argumentOf(event, 'address')?.node ?? NO_NODE
      const span = node === NO_NODE ? event.span : context.tree.span(node)
      const common = { name: target.name, callee: event.row.name }
      const misnamed = otherStructure(target, context)
      if (misnamed !== null) {
        context.report({ span, message: 'structure', parameters: { ...common, ...misnamed } })
        return
      }
      const descriptor = argumentOf(event, 'descriptor')?.value
      const resource = descriptor?.kind === 'descriptor' ? descriptor.resource : undefined
      const family = familyOf(target)
      if (resource === undefined || family === null || !isRefused(event, resource, family)) return
      const errors = event.row.effect === 'bind' ? BIND_ERRORS : OTHER_ERRORS
      context.report({
        span,
        message: 'socket',
        parameters: {
          ...common,
          socket: resource.name,
          wanted: CONSTANT[resource.family],
          family: CONSTANT[family],
          errors: nameErrors(errors, context.platformsOf(span)),
        },
        steps: resource.trail.slice(0, 1),
      })
    },
  },
})

interface Misnamed {
  readonly type: string
  readonly family: string
  readonly other: string
}

/** What a structure declared for one family with the constant of another is taken for. */
function otherStructure({ address, name }: TargetFact, { platform }: FlowContext<string>): Misnamed | null {
  // A member may share its bytes with another structure of a union, which is the one that is meant.
  if (address === null || address.structure === null || !address.members.family.isWritten || !/^\*?\w+$/.test(name))
    return null
  const family = knownFamily(address.named)
  if (family === null || family === address.structure) return null
  const [type, other] = [addressStructure(address.structure, platform), addressStructure(family, platform)]
  return type === undefined || other === undefined
    ? null
    : { type: type.name, family: CONSTANT[family], other: other.name }
}

/** The family that the address names; where that is not known, the one whose structure it is. */
function familyOf({ address }: TargetFact): Family | null {
  if (address === null) return null
  return address.named === null ? address.structure : knownFamily(address.named)
}

function knownFamily(named: string | null): Family | null {
  return named === 'inet' || named === 'inet6' || named === 'unix' ? named : null
}

function isRefused(
  { row }: CalledEvent,
  socket: ResourceView,
  family: Family,
): socket is ResourceView & { readonly family: Family } {
  if (socket.origin !== 'created' || socket.family === null || socket.family === 'other') return false
  // Linux sends datagrams to IPv4 addresses from an IPv6 socket, and connects it to one (measured on 6.18).
  const isMapped = socket.family === 'inet6' && family === 'inet' && socket.type !== 'stream' && row.effect !== 'bind'
  return socket.family !== family && !isMapped
}
