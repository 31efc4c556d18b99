import type { Platform } from './platform.ts'

/** name, value on POSIX (Linux x86-64; null: not defined), value on Windows (null: not defined). */
type Row = readonly [name: string, posix: number | null, windows: number | null]

// Sources: Linux UAPI headers (asm-generic/socket.h, linux/in.h, linux/in6.h), mingw-w64 and Windows SDK winsock2.h,
// ws2ipdef.h; values checked against the SDK documentation on Microsoft Learn.
const ROWS: readonly Row[] = [
  ['AF_UNSPEC', 0, 0],
  ['AF_UNIX', 1, 1],
  // Windows does not define the names of POSIX; a program that defines them means the family that both have.
  ['AF_LOCAL', 1, 1],
  ['AF_INET', 2, 2],
  ['AF_INET6', 10, 23],
  // AF_ROUTE is another name for it on Linux only, AF_KEY is 15 there (linux/socket.h).
  ['AF_NETLINK', 16, null],
  ['AF_ROUTE', 16, null],
  ['AF_KEY', 15, null],
  ['AF_PACKET', 17, null],
  ['PF_UNSPEC', 0, 0],
  ['PF_UNIX', 1, 1],
  ['PF_LOCAL', 1, 1],
  ['PF_INET', 2, 2],
  ['PF_INET6', 10, 23],
  ['SOCK_STREAM', 1, 1],
  ['SOCK_DGRAM', 2, 2],
  ['SOCK_RAW', 3, 3],
  ['SOCK_SEQPACKET', 5, 5],
  ['SOCK_NONBLOCK', 0o4000, null],
  ['SOCK_CLOEXEC', 0o2000000, null],
  ['O_NONBLOCK', 0o4000, null],
  ['O_NDELAY', 0o4000, null],
  ['O_CLOEXEC', 0o2000000, null],
  ['FD_CLOEXEC', 1, null],
  ['FIONBIO', 0x5421, 0x8004667e],
  ['F_DUPFD', 0, null],
  ['F_GETFD', 1, null],
  ['F_SETFD', 2, null],
  ['F_GETFL', 3, null],
  ['F_SETFL', 4, null],
  ['F_SETSIG', 10, null],
  ['F_DUPFD_CLOEXEC', 1030, null],
  ['IPPROTO_IP', 0, 0],
  ['IPPROTO_ICMP', 1, 1],
  ['IPPROTO_TCP', 6, 6],
  ['IPPROTO_UDP', 17, 17],
  ['IPPROTO_IPV6', 41, 41],
  ['IPPROTO_ICMPV6', 58, 58],
  ['IPPROTO_RAW', 255, 255],
  ['IPPROTO_SCTP', 132, 132],
  ['SOL_SOCKET', 1, 0xffff],
  ['SOL_IP', 0, null],
  ['SOL_TCP', 6, null],
  ['SOL_IPV6', 41, null],
  ['SCM_RIGHTS', 1, null],
  ['SO_REUSEADDR', 2, 4],
  ['SO_REUSEPORT', 15, null],
  ['SO_EXCLUSIVEADDRUSE', null, ~4],
  ['SO_REUSE_UNICASTPORT', null, 0x3007],
  ['SO_KEEPALIVE', 9, 8],
  ['SO_BROADCAST', 6, 0x20],
  ['SO_LINGER', 13, 0x80],
  ['SO_RCVBUF', 8, 0x1002],
  ['SO_SNDBUF', 7, 0x1001],
  ['SO_RCVTIMEO', 20, 0x1006],
  ['SO_SNDTIMEO', 21, 0x1005],
  ['TCP_NODELAY', 1, 1],
  ['IPV6_V6ONLY', 26, 27],
  ['IP_ADD_MEMBERSHIP', 35, 12],
  ['IP_ADD_SOURCE_MEMBERSHIP', 39, 15],
  ['MCAST_JOIN_GROUP', 42, 41],
  ['IPV6_JOIN_GROUP', 20, 12],
  ['IPV6_ADD_MEMBERSHIP', 20, 12],
  ['INADDR_ANY', 0, 0],
  ['INADDR_LOOPBACK', 0x7f000001, 0x7f000001],
  ['INADDR_BROADCAST', 0xffffffff, 0xffffffff],
  ['INADDR_NONE', 0xffffffff, 0xffffffff],
  ['IFNAMSIZ', 16, null],
  // RFC 3493, section 6.6; ws2tcpip.h leaves room for a port.
  ['INET_ADDRSTRLEN', 16, 22],
  ['INET6_ADDRSTRLEN', 46, 65],
  ['ADDR_ANY', null, 0],
  ['INVALID_SOCKET', null, -1],
  ['SOCKET_ERROR', null, -1],
  ['SHUT_RD', 0, null],
  ['SHUT_WR', 1, null],
  ['SHUT_RDWR', 2, null],
  ['SD_RECEIVE', null, 0],
  ['SD_SEND', null, 1],
  ['SD_BOTH', null, 2],
  ['AI_PASSIVE', 1, 1],
  // What look-ups fail with, for both platforms none of them 0: glibc's netdb.h, ws2tcpip.h, winsock2.h.
  ['EAI_BADFLAGS', -1, 10022],
  ['EAI_NONAME', -2, 11001],
  ['EAI_AGAIN', -3, 11002],
  ['EAI_FAIL', -4, 11003],
  ['EAI_NODATA', -5, 11001],
  ['EAI_FAMILY', -6, 10047],
  ['EAI_SOCKTYPE', -7, 10044],
  ['EAI_SERVICE', -8, 10109],
  ['EAI_ADDRFAMILY', -9, null],
  ['EAI_MEMORY', -10, 8],
  ['EAI_SYSTEM', -11, null],
  ['EAI_OVERFLOW', -12, null],
  ['WSAHOST_NOT_FOUND', null, 11001],
  ['WSATRY_AGAIN', null, 11002],
  ['WSANO_RECOVERY', null, 11003],
  ['WSANO_DATA', null, 11004],
  // asm-generic/poll.h, winsock2.h.
  ['POLLIN', 0x1, 0x300],
  ['POLLPRI', 0x2, 0x400],
  ['POLLOUT', 0x4, 0x10],
  ['POLLERR', 0x8, 0x1],
  ['POLLHUP', 0x10, 0x2],
  ['POLLNVAL', 0x20, 0x4],
  ['POLLRDNORM', 0x40, 0x100],
  ['POLLRDBAND', 0x80, 0x200],
  ['POLLWRNORM', 0x100, 0x10],
  ['POLLWRBAND', 0x200, 0x20],
  ['POLLRDHUP', 0x2000, null],
  // linux/eventpoll.h.
  ['EPOLLIN', 0x1, null],
  ['EPOLLPRI', 0x2, null],
  ['EPOLLOUT', 0x4, null],
  ['EPOLLERR', 0x8, null],
  ['EPOLLHUP', 0x10, null],
  ['EPOLLRDHUP', 0x2000, null],
  ['EPOLLEXCLUSIVE', 0x10000000, null],
  ['EPOLLONESHOT', 0x40000000, null],
  ['EPOLLET', 0x80000000, null],
  ['EPOLL_CTL_ADD', 1, null],
  ['EPOLL_CTL_DEL', 2, null],
  ['EPOLL_CTL_MOD', 3, null],
  // Windows programs may define it themselves before they include winsock2.h.
  ['FD_SETSIZE', 1024, 64],
  ['NULL', 0, 0],
  ['S_OK', null, 0],
  ['nullptr', 0, 0],
  ['NO_ERROR', null, 0],
  ['ERROR_SUCCESS', null, 0],
  ['TRUE', 1, 1],
  ['FALSE', 0, 0],
  ['EXIT_SUCCESS', 0, 0],
  ['EXIT_FAILURE', 1, 1],
]

const byName = new Map(ROWS.map(([name, posix, windows]) => [name, { posix, windows }]))

/** The number a constant of the socket headers stands for on a platform; undefined when it is none there. */
export function apiConstant(name: string, platform: Platform): number | undefined {
  return byName.get(name)?.[platform] ?? undefined
}

/** Constants that name an address rather than a number. */
const ADDRESS_CONSTANTS = new Map<string, { readonly family: 'inet6'; readonly text: string }>([
  ['in6addr_any', { family: 'inet6', text: '::' }],
  ['IN6ADDR_ANY_INIT', { family: 'inet6', text: '::' }],
  ['in6addr_loopback', { family: 'inet6', text: '::1' }],
  ['IN6ADDR_LOOPBACK_INIT', { family: 'inet6', text: '::1' }],
])

/** The address that a named constant such as `in6addr_any` stands for. */
export function addressConstant(name: string): { readonly family: 'inet6'; readonly text: string } | undefined {
  return ADDRESS_CONSTANTS.get(name)
}

// Options that the rules ask about. A number alone does not name an option: it counts within its level.
// Others are left out on purpose: every option followed keeps paths apart that could be one.
const OPTIONS: readonly (readonly [level: readonly string[], option: string])[] = [
  [['SOL_SOCKET'], 'SO_REUSEADDR'],
  [['SOL_SOCKET'], 'SO_REUSEPORT'],
  [['SOL_SOCKET'], 'SO_EXCLUSIVEADDRUSE'],
  [['IPPROTO_IPV6'], 'IPV6_V6ONLY'],
  [['IPPROTO_IP'], 'IP_ADD_MEMBERSHIP'],
  [['IPPROTO_IP'], 'IP_ADD_SOURCE_MEMBERSHIP'],
  [['IPPROTO_IP', 'IPPROTO_IPV6'], 'MCAST_JOIN_GROUP'],
  [['IPPROTO_IPV6'], 'IPV6_JOIN_GROUP'],
]

/** The name of a socket option given as numbers, or undefined when no rule asks about it. */
export function optionName(level: number, option: number, platform: Platform): string | undefined {
  for (const [levels, name] of OPTIONS) {
    if (apiConstant(name, platform) !== option) continue
    if (levels.some((each) => apiConstant(each, platform) === level)) return name
  }
  return undefined
}

/** What a command on a descriptor (the second argument of fcntl()) does to it, as far as the analysis follows it. */
export function commandEffect(
  command: number,
  platform: Platform,
): 'duplicates' | 'duplicates-privately' | 'sets-blocking' | 'sets-inheritance' | 'registers' | 'none' {
  const is = (name: string): boolean => apiConstant(name, platform) === command
  if (is('F_DUPFD')) return 'duplicates'
  if (is('F_DUPFD_CLOEXEC')) return 'duplicates-privately'
  // Linux, F_GETSIG(2const): the signal that tells of input or output brings the descriptor along, in si_fd.
  if (is('F_SETSIG')) return 'registers'
  return is('F_SETFL') ? 'sets-blocking' : is('F_SETFD') ? 'sets-inheritance' : 'none'
}

/** True for a command, as a program writes it, after which others hold the descriptor too. */
export function isRegisteringCommand(text: string): boolean {
  const command = apiConstant(text, 'posix')
  return command !== undefined && commandEffect(command, 'posix') === 'registers'
}

/**
 * What flags beside a socket type, or those of a call that makes a descriptor, ask for. Without a flag a POSIX
 * descriptor is inherited and blocks; Winsock has other means for both.
 */
export function flagsOf(
  flags: number,
  platform: Platform,
): { readonly closeOnExec: boolean | null; readonly nonBlocking: boolean } {
  const has = (name: string): boolean => (flags & (apiConstant(name, platform) ?? 0)) !== 0
  return { closeOnExec: platform === 'windows' ? null : has('SOCK_CLOEXEC'), nonBlocking: has('SOCK_NONBLOCK') }
}

/** True for flags as written that add the one for calls that return at once: `flags | O_NONBLOCK`. */
export function mentionsNonBlocking(text: string): boolean {
  return /\bO_(NONBLOCK|NDELAY)\b/.test(text) && !/[~&^?]/.test(text)
}

/** True for the request of ioctl() and ioctlsocket() that sets whether calls wait. */
export function isNonBlockingRequest(request: number, platform: Platform): boolean {
  return request === apiConstant('FIONBIO', platform)
}

/** True when a socket type, given as a number with its flags, makes a socket whose calls wait. */
export function isBlockingType(value: number, platform: Platform): boolean {
  return (value & (apiConstant('SOCK_NONBLOCK', platform) ?? 0)) === 0
}

/** What the numbers of an address family and a socket type mean. Flags such as SOCK_CLOEXEC are masked out. */
export function familyName(value: number, platform: Platform): 'inet' | 'inet6' | 'unix' | 'other' {
  if (value === apiConstant('AF_INET', platform)) return 'inet'
  if (value === apiConstant('AF_INET6', platform)) return 'inet6'
  if (value === apiConstant('AF_UNIX', platform)) return 'unix'
  return 'other'
}

/** The family numbers of what a look-up of any family gives: the least and the greatest. */
export function internetFamilies(platform: Platform): { readonly low: number; readonly high: number } {
  return { low: apiConstant('AF_INET', platform) ?? 0, high: apiConstant('AF_INET6', platform) ?? 0 }
}

export function typeName(value: number): 'stream' | 'datagram' | 'raw' | 'seqpacket' | null {
  switch (value & 0xf) {
    case 1:
      return 'stream'
    case 2:
      return 'datagram'
    case 3:
      return 'raw'
    case 5:
      return 'seqpacket'
    default:
      return null
  }
}
