import type { Platform } from './platform.ts'
import { sizeOfName } from './sizes.ts'

/**
 * What a socket option takes for a value. `int`: four bytes everywhere; `small`: an `int`, or a
 * single byte; `timeval`, `milliseconds`, `linger`, `group`, `group6`: see `optionValueType`; `other`: structures, texts
 * and values that differ too much between systems to say anything of them.
 */
export type OptionValue = 'int' | 'small' | 'timeval' | 'milliseconds' | 'linger' | 'group' | 'group6' | 'other'

/** One socket option: the levels it belongs to, the usual one first, and its value on each platform. */
export interface SocketOption {
  readonly name: string
  readonly levels: readonly OptionLevel[]
  readonly value: Readonly<Record<Platform, OptionValue>>
}

export type OptionLevel = 'SOL_SOCKET' | 'IPPROTO_IP' | 'IPPROTO_IPV6' | 'IPPROTO_TCP' | 'IPPROTO_UDP'

type Row = readonly [
  levels: readonly OptionLevel[],
  value: OptionValue | Readonly<Record<Platform, OptionValue>>,
  names: string,
]

const SOCKET: readonly OptionLevel[] = ['SOL_SOCKET']
const TCP: readonly OptionLevel[] = ['IPPROTO_TCP']
const UDP: readonly OptionLevel[] = ['IPPROTO_UDP']
const IP: readonly OptionLevel[] = ['IPPROTO_IP']
const IPV6: readonly OptionLevel[] = ['IPPROTO_IPV6']

/** An `int` on POSIX systems. Windows documents BOOL or DWORD, and takes a single byte for those that switch something. */
const NUMBER: Readonly<Record<Platform, OptionValue>> = { posix: 'int', windows: 'small' }

// Sources: POSIX <sys/socket.h>, setsockopt(); Linux socket(7), tcp(7), udp(7), ip(7), ipv6(7); FreeBSD and macOS
// setsockopt(2), tcp(4), ip(4); RFC 3493 and RFC 3542 for IPv6; Microsoft Learn, "SOL_SOCKET Socket Options",
// "IPPROTO_TCP socket options", "IPPROTO_IP Socket Options", "IPPROTO_IPV6 Socket Options". The sizes that Linux takes
// were measured on 6.18.
const ROWS: readonly Row[] = [
  [SOCKET, NUMBER, 'SO_REUSEADDR SO_REUSEPORT SO_REUSEPORT_LB SO_EXCLUSIVEADDRUSE SO_KEEPALIVE SO_BROADCAST SO_DEBUG'],
  [SOCKET, NUMBER, 'SO_DONTROUTE SO_OOBINLINE SO_RCVBUF SO_SNDBUF SO_RCVBUFFORCE SO_SNDBUFFORCE SO_RCVLOWAT'],
  [SOCKET, NUMBER, 'SO_SNDLOWAT SO_NOSIGPIPE SO_USELOOPBACK SO_PRIORITY SO_MARK SO_PASSCRED SO_TIMESTAMP'],
  [SOCKET, NUMBER, 'SO_TIMESTAMPNS SO_BUSY_POLL SO_ZEROCOPY SO_RXQ_OVFL SO_SETFIB SO_DONTLINGER'],
  [SOCKET, NUMBER, 'SO_CONDITIONAL_ACCEPT SO_REUSE_UNICASTPORT SO_PORT_SCALABILITY'],
  [
    SOCKET,
    'other',
    'SO_TYPE SO_ERROR SO_ACCEPTCONN SO_DOMAIN SO_PROTOCOL SO_PROTOCOL_INFO SO_BINDTODEVICE SO_PEERCRED',
  ],
  [SOCKET, 'other', 'SO_ATTACH_FILTER SO_DETACH_FILTER SO_TIMESTAMPING SO_ACCEPTFILTER SO_UPDATE_ACCEPT_CONTEXT'],
  [SOCKET, 'other', 'SO_UPDATE_CONNECT_CONTEXT SO_MAX_MSG_SIZE SO_MAX_PACING_RATE'],
  [SOCKET, 'linger', 'SO_LINGER'],
  [SOCKET, { posix: 'timeval', windows: 'milliseconds' }, 'SO_RCVTIMEO SO_SNDTIMEO'],
  [TCP, NUMBER, 'TCP_NODELAY TCP_CORK TCP_NOPUSH TCP_MAXSEG TCP_DEFER_ACCEPT TCP_KEEPIDLE TCP_KEEPINTVL TCP_KEEPCNT'],
  [TCP, NUMBER, 'TCP_KEEPALIVE TCP_LINGER2 TCP_QUICKACK TCP_SYNCNT TCP_USER_TIMEOUT TCP_WINDOW_CLAMP TCP_FASTOPEN'],
  [TCP, NUMBER, 'TCP_FASTOPEN_CONNECT TCP_NOTSENT_LOWAT TCP_MAXRT'],
  [TCP, 'other', 'TCP_INFO TCP_CONGESTION TCP_MD5SIG TCP_ULP'],
  [UDP, NUMBER, 'UDP_CORK UDP_SEGMENT UDP_GRO'],
  // Linux takes one byte for every option of IPv4 that is a small number; the BSDs do for IP_MULTICAST_TTL and _LOOP.
  [IP, 'small', 'IP_TTL IP_TOS IP_MULTICAST_TTL IP_MULTICAST_LOOP IP_HDRINCL IP_PKTINFO IP_RECVTTL IP_RECVTOS'],
  [IP, 'small', 'IP_MTU_DISCOVER IP_RECVERR IP_FREEBIND IP_TRANSPARENT IP_RECVDSTADDR IP_RECVORIGDSTADDR'],
  [IP, 'small', 'IP_DONTFRAG IP_DONTFRAGMENT IP_MULTICAST_ALL IP_BIND_ADDRESS_NO_PORT'],
  [IP, 'other', 'IP_OPTIONS IP_MTU IP_MULTICAST_IF IP_ADD_SOURCE_MEMBERSHIP IP_DROP_SOURCE_MEMBERSHIP'],
  [IP, 'other', 'IP_BLOCK_SOURCE IP_UNBLOCK_SOURCE SO_ORIGINAL_DST'],
  [IP, 'group', 'IP_ADD_MEMBERSHIP IP_DROP_MEMBERSHIP'],
  [IPV6, NUMBER, 'IPV6_V6ONLY IPV6_UNICAST_HOPS IPV6_MULTICAST_HOPS IPV6_MULTICAST_LOOP IPV6_MULTICAST_IF'],
  [IPV6, NUMBER, 'IPV6_RECVPKTINFO IPV6_RECVHOPLIMIT IPV6_RECVTCLASS IPV6_TCLASS IPV6_RECVERR IPV6_MTU_DISCOVER'],
  [IPV6, NUMBER, 'IPV6_DONTFRAG IPV6_TRANSPARENT IPV6_FREEBIND'],
  [IPV6, 'other', 'IPV6_PKTINFO IPV6_MTU IPV6_CHECKSUM IPV6_NEXTHOP IPV6_RTHDR'],
  [IPV6, 'group6', 'IPV6_JOIN_GROUP IPV6_LEAVE_GROUP IPV6_ADD_MEMBERSHIP IPV6_DROP_MEMBERSHIP'],
  [['IPPROTO_IP', 'IPPROTO_IPV6'], 'other', 'MCAST_JOIN_GROUP MCAST_LEAVE_GROUP MCAST_JOIN_SOURCE_GROUP'],
  [['IPPROTO_IP', 'IPPROTO_IPV6'], 'other', 'MCAST_LEAVE_SOURCE_GROUP MCAST_BLOCK_SOURCE MCAST_UNBLOCK_SOURCE'],
]

const byName = new Map(
  ROWS.flatMap(([levels, value, names]) =>
    names
      .split(' ')
      .map((name): [string, SocketOption] => [
        name,
        { name, levels, value: typeof value === 'string' ? { posix: value, windows: value } : value },
      ]),
  ),
)

/** The option that a program names; undefined for one that the table does not have. */
export function socketOption(name: string): SocketOption | undefined {
  return byName.get(name)
}

// Linux has names of its own for the numbers of protocols (socket(7), ip(7), tcp(7)).
const LEVELS: Readonly<Record<string, OptionLevel>> = {
  SOL_SOCKET: 'SOL_SOCKET',
  IPPROTO_IP: 'IPPROTO_IP',
  SOL_IP: 'IPPROTO_IP',
  IPPROTO_IPV6: 'IPPROTO_IPV6',
  SOL_IPV6: 'IPPROTO_IPV6',
  IPPROTO_TCP: 'IPPROTO_TCP',
  SOL_TCP: 'IPPROTO_TCP',
  IPPROTO_UDP: 'IPPROTO_UDP',
  SOL_UDP: 'IPPROTO_UDP',
}

/** The level that a program names; undefined for any other name. */
export function optionLevel(name: string): OptionLevel | undefined {
  return Object.hasOwn(LEVELS, name) ? LEVELS[name] : undefined
}

const TYPES: Readonly<Record<Exclude<OptionValue, 'other'>, string>> = {
  int: 'int',
  small: 'int',
  timeval: 'struct timeval',
  milliseconds: 'DWORD',
  linger: 'struct linger',
  group: 'struct ip_mreq',
  group6: 'struct ipv6_mreq',
}

/** The type of a value, and the least number of bytes with which a system takes one. */
export function optionValueType(
  value: OptionValue,
  platform: Platform,
): { readonly type: string; readonly least: number } | undefined {
  if (value === 'other') return undefined
  const type = TYPES[value]
  const least = value === 'small' ? 1 : sizeOfName(type, platform)?.low
  return least === undefined ? undefined : { type, least }
}
