// Microsoft Learn, "Windows Sockets Error Codes"; <errno.h> of the Universal C Runtime. The numbers of the two never
// meet: those of Winsock begin at 10000.
const NAMES = `
  EINTR EBADF EACCES EFAULT EINVAL EMFILE EWOULDBLOCK EINPROGRESS EALREADY ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE
  ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN
  ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT ECONNREFUSED
  ELOOP ENAMETOOLONG EHOSTDOWN EHOSTUNREACH ENOTEMPTY`

const WINSOCK_NAMES: ReadonlyMap<string, string | null> = new Map<string, string | null>([
  ...NAMES.trim()
    .split(/\s+/)
    .map((name) => [name, `WSA${name}`] as const),
  ['EAGAIN', 'WSAEWOULDBLOCK'],
  // A send() after the end of the connection has three names on Windows.
  ['EPIPE', null],
])

/** True for the name of an error of socket calls in <errno.h>. */
export function isBerkeleyError(name: string): boolean {
  return WINSOCK_NAMES.has(name)
}

/** What Winsock calls the error that <errno.h> has under this name; undefined where it has no name, or several. */
export function winsockErrorName(name: string): string | undefined {
  return WINSOCK_NAMES.get(name) ?? undefined
}
