import type { ApiFunction } from './api.ts'
import type { Platform } from './platform.ts'

/** How a call shows that it failed, and where it says why. */
export interface FailureTold {
  /** What it returns, as programs write it; null where it cannot fail or does not return. */
  readonly value: string | null
  /** Where the error code is: `returned` is the result itself. null: there is none. */
  readonly code: 'errno' | 'WSAGetLastError()' | 'GetLastError()' | 'h_errno' | 'returned' | null
}

// POSIX.1-2024: getaddrinfo(), pthread_create(), posix_spawn() give the code back; gethostbyname(3): h_errno.
const POSIX_RETURNS = new Set('getaddrinfo getnameinfo pthread_create posix_spawn posix_spawnp'.split(' '))
const H_ERRNO = new Set('gethostbyname gethostbyname2 gethostbyaddr'.split(' '))
// Microsoft Learn: WSAStartup and getaddrinfo return the code; so do the functions of IP Helper and the registry.
const WINDOWS_RETURNS = new Set('getaddrinfo GetAddrInfo GetAddrInfoA GetAddrInfoW WSAStartup'.split(' '))
const WINDOWS_RETURNING_HEADERS = new Set(['iphlpapi.h', 'netioapi.h', 'winreg.h'])
const WINSOCK_HEADERS = new Set(
  'arpa/inet.h mswsock.h netdb.h poll.h sys/select.h sys/socket.h winsock2.h ws2tcpip.h'.split(' '),
)
/** Winsock functions that POSIX declares elsewhere. */
const WINSOCK_NAMES = new Set(['gethostname'])

// Where the result says more than the row of the model. POSIX inet_pton(), inet_ntop(), inet_addr(); Microsoft Learn,
// the same.
const SPECIAL: Readonly<Record<string, { readonly value: string; readonly hasCode: boolean }>> = {
  inet_pton: { value: '0, -1', hasCode: true },
  inet_ntop: { value: 'NULL', hasCode: true },
  inet_addr: { value: 'INADDR_NONE', hasCode: false },
  inet_aton: { value: '0', hasCode: false },
}

/** How a function of the model shows failure on a platform that has it. */
export function failureTold(row: ApiFunction, platform: Platform): FailureTold {
  const special = Object.hasOwn(SPECIAL, row.name) ? SPECIAL[row.name] : undefined
  const isWinsock = platform === 'windows' && (WINSOCK_HEADERS.has(row.header) || WINSOCK_NAMES.has(row.name))
  const value = special?.value ?? valueOf(row, isWinsock)
  if (value === null || special?.hasCode === false) return { value, code: null }
  return { value, code: platform === 'posix' ? posixCode(row.name) : windowsCode(row, isWinsock) }
}

function valueOf({ failure, effect }: ApiFunction, isWinsock: boolean): string | null {
  switch (failure) {
    case 'minus-one':
      if (!isWinsock) return '-1'
      return effect === 'create' || effect === 'accept' ? 'INVALID_SOCKET' : 'SOCKET_ERROR'
    case 'nonzero':
      return '!= 0'
    case 'zero':
      return '0'
    case 'null':
      return 'NULL'
    default:
      return null
  }
}

function posixCode(name: string): FailureTold['code'] {
  return POSIX_RETURNS.has(name) ? 'returned' : H_ERRNO.has(name) ? 'h_errno' : 'errno'
}

function windowsCode({ name, header }: ApiFunction, isWinsock: boolean): FailureTold['code'] {
  if (WINDOWS_RETURNS.has(name) || WINDOWS_RETURNING_HEADERS.has(header)) return 'returned'
  return isWinsock ? 'WSAGetLastError()' : header === 'windows.h' ? 'GetLastError()' : 'errno'
}

/** What gives back or ends what a call makes or begins. */
export interface Pair {
  readonly posix: string | null
  readonly windows: string | null
}

const CLOSING: Pair = { posix: 'close', windows: 'closesocket' }

// POSIX close(), freeaddrinfo(); Microsoft Learn closesocket, freeaddrinfo, FreeMibTable, WSACleanup.
const PAIRS: Readonly<Record<string, Pair>> = {
  getaddrinfo: { posix: 'freeaddrinfo', windows: 'freeaddrinfo' },
  GetAddrInfoW: { posix: null, windows: 'FreeAddrInfoW' },
  WSAStartup: { posix: null, windows: 'WSACleanup' },
  WSACleanup: { posix: null, windows: 'WSAStartup' },
  freeaddrinfo: { posix: 'getaddrinfo', windows: 'getaddrinfo' },
  close: { posix: 'socket', windows: null },
  closesocket: { posix: null, windows: 'socket' },
  t_alloc: { posix: 't_free', windows: null },
}

/** The counterpart of a call; undefined where it has none. */
export function pairOf({ name, effect, header }: ApiFunction): Pair | undefined {
  if (Object.hasOwn(PAIRS, name)) return PAIRS[name]
  if (effect === 'create' || effect === 'accept' || effect === 'create-pair' || effect === 'duplicate') return CLOSING
  return effect === 'make-list' && header === 'netioapi.h' ? { posix: null, windows: 'FreeMibTable' } : undefined
}

// Microsoft Learn, "Porting Socket Applications to Winsock": a SOCKET is no file descriptor of the C runtime.
const INSTEAD: Readonly<Record<string, string>> = {
  close: 'closesocket',
  read: 'recv',
  write: 'send',
  dup: 'WSADuplicateSocket',
  dup2: 'WSADuplicateSocket',
  fdopen: '',
  fcntl: 'ioctlsocket',
  ioctl: 'ioctlsocket',
  poll: 'WSAPoll',
}

/** What does to a Winsock socket what a POSIX function does to any descriptor: '' for nothing, undefined for itself. */
export function winsockInstead(name: string): string | undefined {
  return Object.hasOwn(INSTEAD, name) ? INSTEAD[name] : undefined
}
