/** A call that looks up a host, a service or a protocol by name or number and returns a record, or null. */
export interface NameLookup {
  /** What does the same today; null where nothing is wrong with the call itself. */
  readonly replacement: 'getaddrinfo' | 'getnameinfo' | null
  /** It finds no IPv6 addresses. */
  readonly isIpv4Only: boolean
}

// Sources: POSIX.1-2001 <netdb.h>; POSIX.1-2008, change history: gethostbyaddr() and gethostbyname() are removed;
// gethostbyname(3); Microsoft Learn, gethostbyname, gethostbyaddr, WSAAsyncGetHostByName.
const LOOKUPS: ReadonlyMap<string, NameLookup> = new Map<string, NameLookup>([
  ['gethostbyname', { replacement: 'getaddrinfo', isIpv4Only: true }],
  ['gethostbyname2', { replacement: 'getaddrinfo', isIpv4Only: false }],
  ['gethostbyaddr', { replacement: 'getnameinfo', isIpv4Only: false }],
  ['WSAAsyncGetHostByName', { replacement: 'getaddrinfo', isIpv4Only: true }],
  ['WSAAsyncGetHostByAddr', { replacement: 'getnameinfo', isIpv4Only: true }],
  ['getservbyname', { replacement: null, isIpv4Only: false }],
  ['getservbyport', { replacement: null, isIpv4Only: false }],
  ['getprotobyname', { replacement: null, isIpv4Only: false }],
  ['getprotobynumber', { replacement: null, isIpv4Only: false }],
])

/** What the model knows of a function that looks a name up; undefined for any other function. */
export function nameLookup(name: string): NameLookup | undefined {
  return LOOKUPS.get(name)
}
