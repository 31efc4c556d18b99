import { apiConstant } from './constants.ts'
import type { Platform } from './platform.ts'

/** Why no socket of a family, a type and a protocol can be made. Error names as the system spells them. */
export interface SocketCombination {
  /** `type`: the family has no such sockets. `protocol`: it has, but not with this protocol. */
  readonly wrong: 'family' | 'type' | 'protocol'
  readonly error: string
  /** The constants that the numbers are, where one number alone is meant. */
  readonly names: Readonly<Record<'family' | 'type' | 'protocol', string | null>>
  /** The one of the two that makes a socket of this type: `IPPROTO_TCP`, `IPPROTO_UDP`; null where there is no such pair. */
  readonly protocol: string | null
}

type Row = readonly [family: string, types: string, protocols: string, wrong: SocketCombination['wrong'], error: string]

/*
 * What socket() refuses whatever is installed: measured on Linux 6.18 (inet_create(), unix_create(), netlink_create(),
 * packet_create() in its source say the same). Left out is what a module or another system may offer: SOCK_SEQPACKET of the
 * internet families is SCTP's, and BSD systems make raw sockets of protocol 0.
 */
const POSIX: readonly Row[] = [
  ['AF_UNSPEC', '*', '*', 'family', 'EAFNOSUPPORT'],
  ['AF_INET AF_INET6', 'SOCK_STREAM', 'IPPROTO_UDP IPPROTO_ICMP IPPROTO_RAW', 'protocol', 'EPROTONOSUPPORT'],
  ['AF_INET AF_INET6', 'SOCK_DGRAM', 'IPPROTO_TCP IPPROTO_RAW', 'protocol', 'EPROTONOSUPPORT'],
  ['AF_INET AF_INET6', 'SOCK_RAW', '0', 'protocol', 'EPROTONOSUPPORT'],
  ['AF_UNIX', '*', 'IPPROTO_TCP IPPROTO_UDP', 'protocol', 'EPROTONOSUPPORT'],
  ['AF_NETLINK AF_PACKET', 'SOCK_STREAM SOCK_SEQPACKET', '*', 'type', 'ESOCKTNOSUPPORT'],
]

// Microsoft Learn "socket": WSAEPROTOTYPE, the specified protocol is the wrong type for this socket.
const WINDOWS: readonly Row[] = [
  ['AF_INET AF_INET6', 'SOCK_STREAM', 'IPPROTO_UDP', 'protocol', 'WSAEPROTOTYPE'],
  ['AF_INET AF_INET6', 'SOCK_DGRAM', 'IPPROTO_TCP', 'protocol', 'WSAEPROTOTYPE'],
]

const MATCHING: Readonly<Record<string, string>> = { SOCK_STREAM: 'IPPROTO_TCP', SOCK_DGRAM: 'IPPROTO_UDP' }

/**
 * What is wrong with these numbers as arguments of socket(), without flags beside the type; undefined where nothing is, or
 * where it depends on the machine.
 */
export function socketCombination(
  family: number,
  type: number,
  protocol: number,
  platform: Platform,
): SocketCombination | undefined {
  const means = (names: string, number: number): string | undefined =>
    names.split(' ').find((name) => name === '*' || number === (name === '0' ? 0 : apiConstant(name, platform)))
  for (const [families, types, protocols, wrong, error] of platform === 'posix' ? POSIX : WINDOWS) {
    const named = means(families, family)
    const kind = means(types, type)
    const spoken = means(protocols, protocol)
    if (named === undefined || kind === undefined || spoken === undefined) continue
    const name = (constant: string): string | null => (constant === '*' ? null : constant)
    const names = { family: name(named), type: name(kind), protocol: name(spoken) }
    const isInternet = named === 'AF_INET' || named === 'AF_INET6'
    return { wrong, error, names, protocol: isInternet && wrong === 'protocol' ? (MATCHING[kind] ?? null) : null }
  }
  return undefined
}
