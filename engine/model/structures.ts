import type { Platform } from './platform.ts'
import { sizeOfName, type SizeRange } from './sizes.ts'

/** Layout of one address structure, as far as the analysis reads it. */
export interface AddressLayout {
  readonly tag: string
  readonly family: 'inet' | 'inet6' | 'unix' | null
  /** Members in order, for positional initialisers (the BSDs put a length member first: not modelled). */
  readonly members: readonly string[]
}

// Sources: POSIX <netinet/in.h>, <sys/un.h>; Microsoft Learn sockaddr structures.
export const ADDRESS_LAYOUTS: readonly AddressLayout[] = [
  { tag: 'sockaddr_in', family: 'inet', members: ['sin_family', 'sin_port', 'sin_addr', 'sin_zero'] },
  {
    tag: 'sockaddr_in6',
    family: 'inet6',
    members: ['sin6_family', 'sin6_port', 'sin6_flowinfo', 'sin6_addr', 'sin6_scope_id'],
  },
  { tag: 'sockaddr_un', family: 'unix', members: ['sun_family', 'sun_path'] },
  { tag: 'sockaddr_storage', family: null, members: ['ss_family'] },
  { tag: 'sockaddr', family: null, members: ['sa_family', 'sa_data'] },
  { tag: 'in_addr', family: null, members: ['s_addr'] },
  { tag: 'addrinfo', family: null, members: ['ai_flags', 'ai_family', 'ai_socktype', 'ai_protocol', 'ai_addrlen'] },
]

/** The layout of an address structure by the name of its type (`struct sockaddr_in`); undefined for any other type. */
export function addressLayout(base: string): AddressLayout | undefined {
  return ADDRESS_LAYOUTS.find(({ tag }) => tag.startsWith('sockaddr') && base === `struct ${tag}`)
}

/** The structure that addresses of one family are in. */
export interface AddressStructure {
  /** `struct sockaddr_in`. */
  readonly name: string
  readonly family: NonNullable<AddressLayout['family']>
  /** In bytes. */
  readonly size: SizeRange
}

export function addressStructure(family: AddressStructure['family'], platform: Platform): AddressStructure | undefined {
  const layout = ADDRESS_LAYOUTS.find((row) => row.family === family)
  const name = `struct ${layout?.tag ?? ''}`
  const size = sizeOfName(name, platform)
  return size === undefined ? undefined : { name, family, size }
}

/** A structure that names a descriptor to wait for: poll(2), epoll_ctl(2), WSAPoll (Microsoft Learn). */
export interface WaitLayout {
  readonly tag: string
  readonly descriptor: string
  readonly asked: string
  /** The member that the call writes; null where it fills structures of its own. */
  readonly told: string | null
  /** Members in order, for positional initialisers; none where the order is nothing that programs rely on. */
  readonly members: readonly string[]
}

const WAIT_LAYOUTS: readonly WaitLayout[] = [
  { tag: 'pollfd', descriptor: 'fd', asked: 'events', told: 'revents', members: ['fd', 'events', 'revents'] },
  { tag: 'epoll_event', descriptor: 'data.fd', asked: 'events', told: null, members: [] },
]

/** The layout of a structure that names a descriptor to wait for, by its type; undefined for any other. */
export function waitLayout(base: string): WaitLayout | undefined {
  return WAIT_LAYOUTS.find(({ tag }) => base === `struct ${tag}`)
}

/** Other structures whose members rules ask for, with their members in order (POSIX <sys/socket.h>, Winsock's LINGER). */
const MEMBER_LAYOUTS: readonly { readonly tag: string; readonly members: readonly string[] }[] = [
  { tag: 'linger', members: ['l_onoff', 'l_linger'] },
  { tag: 'timeval', members: ['tv_sec', 'tv_usec'] },
]

/** The members of such a structure by its type; none for any other. */
export function plainMembers(base: string): readonly string[] {
  return MEMBER_LAYOUTS.find(({ tag }) => base === `struct ${tag}`)?.members ?? []
}

/** Members that a call writes what happened to. */
export const HAPPENED_MEMBERS: ReadonlySet<string> = new Set(WAIT_LAYOUTS.flatMap(({ told }) => told ?? []))

/** Members in the order that a positional initialiser of the type gives them; none where that is not known. */
export function initialisedMembers(typeText: string): readonly string[] {
  return (
    [...ADDRESS_LAYOUTS, ...WAIT_LAYOUTS, ...MEMBER_LAYOUTS].find(({ tag }) =>
      new RegExp(`\\b${tag}\\b`, 'i').test(typeText),
    )?.members ?? []
  )
}

/** True for the type of a set of descriptors. */
export function isDescriptorSet(base: string): boolean {
  return base === 'fd_set' || base === 'struct fd_set'
}

/** Structures of the headers, besides those of addresses, that hold what the program puts there and nothing else. */
const PLAIN_STRUCTURES: ReadonlySet<string> = new Set(
  [
    'addrinfo',
    'epoll_event',
    'pollfd',
    'msghdr',
    'cmsghdr',
    'iovec',
    'sigaction',
    'timespec',
    'ifreq',
    'linger',
    'timeval',
  ].map((tag) => `struct ${tag}`),
)

/** True for a type whose variables hold nothing in particular until something is written: no class with a constructor. */
export function isPlainStructure(base: string): boolean {
  return (
    isDescriptorSet(base) || PLAIN_STRUCTURES.has(base) || ADDRESS_LAYOUTS.some(({ tag }) => base === `struct ${tag}`)
  )
}

/** Which member holds what, per family. */
export const ADDRESS_MEMBERS = {
  inet: { port: 'sin_port', host: 'sin_addr', family: 'sin_family' },
  inet6: { port: 'sin6_port', host: 'sin6_addr', family: 'sin6_family' },
} as const

/** The member that says which interface an IPv6 address belongs to. */
export const SCOPE_MEMBER = 'sin6_scope_id'

/** The structure that a member for the port or the host belongs to; null for any other member. */
export function structureOfMember(name: string): 'inet' | 'inet6' | null {
  for (const family of ['inet', 'inet6'] as const) {
    const { port, host } = ADDRESS_MEMBERS[family]
    if (name === port || name === host) return family
  }
  return null
}

/** Members that say the family of an address whatever its type. */
export const FAMILY_MEMBERS: readonly string[] = ['sin_family', 'sin6_family', 'ss_family', 'sa_family', 'sun_family']

/** Members of address structures: a function that touches one fills or reads an address. */
export const ADDRESS_MEMBER_NAMES: ReadonlySet<string> = new Set([
  ...FAMILY_MEMBERS,
  ...Object.values(ADDRESS_MEMBERS).flatMap(({ port, host }) => [port, host]),
])

/** The member of a set by which a program can go through all descriptors in it (Winsock's `fd_set`, Microsoft Learn). */
export const SET_ELEMENTS_MEMBER = 'fd_array'

/** What the header of a message says that carries descriptors (POSIX <sys/socket.h>, SCM_RIGHTS). */
export const CARRIES_DESCRIPTORS: readonly { readonly name: string; readonly constant: string }[] = [
  { name: 'cmsg_level', constant: 'SOL_SOCKET' },
  { name: 'cmsg_type', constant: 'SCM_RIGHTS' },
]

/** Members of the results of a name look-up. */
export const LOOKUP_MEMBERS = {
  address: 'ai_addr',
  next: 'ai_next',
  flags: 'ai_flags',
  family: 'ai_family',
  type: 'ai_socktype',
} as const

/** Bit of `ai_flags` that asks for an address to bind to (AI_PASSIVE has this value on both platforms). */
export const PASSIVE_FLAG = 1

/** Union members that only lead to another name of the same bytes: `sin_addr.S_un.S_addr` is `sin_addr.s_addr`. */
export const TRANSPARENT_MEMBERS: ReadonlySet<string> = new Set([
  'S_un',
  's_addr',
  'S_addr',
  'u',
  '__u6_addr',
  '__in6_u',
])

/** Type names of the headers and what they stand for; `pointers` counts the stars a typedef hides. */
export const KNOWN_TYPEDEFS: Readonly<Record<string, { readonly base: string; readonly pointers: number }>> = {
  SOCKADDR: { base: 'struct sockaddr', pointers: 0 },
  PSOCKADDR: { base: 'struct sockaddr', pointers: 1 },
  LPSOCKADDR: { base: 'struct sockaddr', pointers: 1 },
  SOCKADDR_IN: { base: 'struct sockaddr_in', pointers: 0 },
  PSOCKADDR_IN: { base: 'struct sockaddr_in', pointers: 1 },
  LPSOCKADDR_IN: { base: 'struct sockaddr_in', pointers: 1 },
  SOCKADDR_IN6: { base: 'struct sockaddr_in6', pointers: 0 },
  PSOCKADDR_IN6: { base: 'struct sockaddr_in6', pointers: 1 },
  LPSOCKADDR_IN6: { base: 'struct sockaddr_in6', pointers: 1 },
  SOCKADDR_STORAGE: { base: 'struct sockaddr_storage', pointers: 0 },
  PSOCKADDR_STORAGE: { base: 'struct sockaddr_storage', pointers: 1 },
  LPSOCKADDR_STORAGE: { base: 'struct sockaddr_storage', pointers: 1 },
  SOCKADDR_UN: { base: 'struct sockaddr_un', pointers: 0 },
  IN_ADDR: { base: 'struct in_addr', pointers: 0 },
  ADDRINFOA: { base: 'struct addrinfo', pointers: 0 },
  PADDRINFOA: { base: 'struct addrinfo', pointers: 1 },
  FD_SET: { base: 'fd_set', pointers: 0 },
  PFD_SET: { base: 'fd_set', pointers: 1 },
  LPFD_SET: { base: 'fd_set', pointers: 1 },
  WSAPOLLFD: { base: 'struct pollfd', pointers: 0 },
  PWSAPOLLFD: { base: 'struct pollfd', pointers: 1 },
  LPWSAPOLLFD: { base: 'struct pollfd', pointers: 1 },
  HOSTENT: { base: 'struct hostent', pointers: 0 },
  LINGER: { base: 'struct linger', pointers: 0 },
  PLINGER: { base: 'struct linger', pointers: 1 },
  LPLINGER: { base: 'struct linger', pointers: 1 },
  PHOSTENT: { base: 'struct hostent', pointers: 1 },
  LPHOSTENT: { base: 'struct hostent', pointers: 1 },
  TIMEVAL: { base: 'struct timeval', pointers: 0 },
  ADDRINFO: { base: 'struct addrinfo', pointers: 0 },
}

/** Structure tags that exist without a definition in the file. */
export const KNOWN_TAGS: readonly string[] = [
  ...ADDRESS_LAYOUTS.map((layout) => layout.tag),
  'hostent',
  'in6_addr',
  'timeval',
  'linger',
  'msghdr',
  'pollfd',
  'epoll_event',
]
