/** The numbers that one error has; null where a system has no such name. */
export interface ErrorCode {
  /** As <errno.h> calls it; null for one of Winsock alone. */
  readonly posix: string | null
  readonly linux: number | null
  readonly freebsd: number | null
  readonly macos: number | null
  /** As Winsock calls it; null where it has none, or several. */
  readonly winsock: string | null
  /** What WSAGetLastError() gives. */
  readonly winsockNumber: number | null
  /** What the errno.h of Windows' C runtime says: WSAGetLastError() never gives that. */
  readonly runtime: number | null
}

export const ERROR_CODES_SOURCE =
  'https://learn.microsoft.com/en-us/windows/win32/winsock/windows-sockets-error-codes-2'

type Row = readonly [
  name: string,
  linux: number,
  freebsd: number,
  macos: number,
  winsock: number | null,
  runtime: number | null,
]

// Sources: Linux <errno.h>, measured; FreeBSD sys/sys/errno.h; macOS xnu bsd/sys/errno.h; Microsoft Learn, "Windows
// Sockets Error Codes"; errno.h of the Universal C Runtime.
// biome-ignore format: a table
const ROWS: readonly Row[] = [
  ['EPERM', 1, 1, 1, null, 1],
  ['ENOENT', 2, 2, 2, null, 2],
  ['EINTR', 4, 4, 4, 10004, 4],
  ['EBADF', 9, 9, 9, 10009, 9],
  ['ENOMEM', 12, 12, 12, null, 12],
  ['EACCES', 13, 13, 13, 10013, 13],
  ['EFAULT', 14, 14, 14, 10014, 14],
  ['EINVAL', 22, 22, 22, 10022, 22],
  ['ENFILE', 23, 23, 23, null, 23],
  ['EMFILE', 24, 24, 24, 10024, 24],
  ['EPIPE', 32, 32, 32, null, 32],
  ['EAGAIN', 11, 35, 35, null, 11],
  ['EWOULDBLOCK', 11, 35, 35, 10035, 140],
  ['EINPROGRESS', 115, 36, 36, 10036, 112],
  ['EALREADY', 114, 37, 37, 10037, 103],
  ['ENOTSOCK', 88, 38, 38, 10038, 128],
  ['EDESTADDRREQ', 89, 39, 39, 10039, 109],
  ['EMSGSIZE', 90, 40, 40, 10040, 115],
  ['EPROTOTYPE', 91, 41, 41, 10041, 136],
  ['ENOPROTOOPT', 92, 42, 42, 10042, 123],
  ['EPROTONOSUPPORT', 93, 43, 43, 10043, 135],
  ['ESOCKTNOSUPPORT', 94, 44, 44, 10044, null],
  ['EOPNOTSUPP', 95, 45, 102, 10045, 130],
  ['EPFNOSUPPORT', 96, 46, 46, 10046, null],
  ['EAFNOSUPPORT', 97, 47, 47, 10047, 102],
  ['EADDRINUSE', 98, 48, 48, 10048, 100],
  ['EADDRNOTAVAIL', 99, 49, 49, 10049, 101],
  ['ENETDOWN', 100, 50, 50, 10050, 116],
  ['ENETUNREACH', 101, 51, 51, 10051, 118],
  ['ENETRESET', 102, 52, 52, 10052, 117],
  ['ECONNABORTED', 103, 53, 53, 10053, 106],
  ['ECONNRESET', 104, 54, 54, 10054, 108],
  ['ENOBUFS', 105, 55, 55, 10055, 119],
  ['EISCONN', 106, 56, 56, 10056, 113],
  ['ENOTCONN', 107, 57, 57, 10057, 126],
  ['ESHUTDOWN', 108, 58, 58, 10058, null],
  ['ETOOMANYREFS', 109, 59, 59, 10059, null],
  ['ETIMEDOUT', 110, 60, 60, 10060, 138],
  ['ECONNREFUSED', 111, 61, 61, 10061, 107],
  ['ELOOP', 40, 62, 62, 10062, 114],
  ['ENAMETOOLONG', 36, 63, 63, 10063, 38],
  ['EHOSTDOWN', 112, 64, 64, 10064, null],
  ['EHOSTUNREACH', 113, 65, 65, 10065, 110],
]

// Microsoft Learn, "Windows Sockets Error Codes".
// biome-ignore format: a table
const WINSOCK_ONLY: readonly (readonly [name: string, number: number])[] = [
  ['WSAEPROCLIM', 10067],
  ['WSAEUSERS', 10068],
  ['WSAEDQUOT', 10069],
  ['WSAESTALE', 10070],
  ['WSAEREMOTE', 10071],
  ['WSASYSNOTREADY', 10091],
  ['WSAVERNOTSUPPORTED', 10092],
  ['WSANOTINITIALISED', 10093],
  ['WSAEDISCON', 10101],
  ['WSAENOMORE', 10102],
  ['WSAECANCELLED', 10103],
  ['WSAEINVALIDPROCTABLE', 10104],
  ['WSAEINVALIDPROVIDER', 10105],
  ['WSAEPROVIDERFAILEDINIT', 10106],
  ['WSASYSCALLFAILURE', 10107],
  ['WSASERVICE_NOT_FOUND', 10108],
  ['WSATYPE_NOT_FOUND', 10109],
  ['WSA_E_NO_MORE', 10110],
  ['WSA_E_CANCELLED', 10111],
  ['WSAEREFUSED', 10112],
  ['WSAHOST_NOT_FOUND', 11001],
  ['WSATRY_AGAIN', 11002],
  ['WSANO_RECOVERY', 11003],
  ['WSANO_DATA', 11004],
]

const byName = new Map<string, ErrorCode>()
for (const [posix, linux, freebsd, macos, winsockNumber, runtime] of ROWS) {
  const winsock = winsockNumber === null ? null : `WSA${posix}`
  const code = { posix, linux, freebsd, macos, winsock, winsockNumber, runtime }
  byName.set(posix, code)
  if (winsock !== null) byName.set(winsock, code)
}
for (const [winsock, winsockNumber] of WINSOCK_ONLY)
  byName.set(winsock, {
    ...{ posix: null, linux: null, freebsd: null, macos: null },
    ...{ winsock, winsockNumber, runtime: null },
  })

/** The error that has this name in <errno.h> or in Winsock. */
export function errorCode(name: string): ErrorCode | undefined {
  return byName.get(name)
}
