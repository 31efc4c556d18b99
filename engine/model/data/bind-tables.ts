/**
 * What a second bind() to a port that is already bound returns, as published and as measured.
 *
 * Windows: Microsoft Learn, "Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE",
 * https://learn.microsoft.com/en-us/windows/win32/winsock/using-so-reuseaddr-and-so-exclusiveaddruse (its three tables).
 * Linux: measured on kernel 6.18, loopback, net.ipv6.bindv6only = 0: 2352 pairs of two sockets of one user.
 * TCP states: the Linux rows measured on 6.18 (the same on 2.4.20, 2.6.18 and 2.6.24), the Windows rows on Windows XP
 * SP3, both with the wildcard address, one option and one user for both sockets.
 */

/** Options the Windows tables know, in the order of their rows and of their pairs of columns. */
export const WINDOWS_OPTIONS = ['default', 'SO_REUSEADDR', 'SO_EXCLUSIVEADDRUSE'] as const

/** S: Success, U: WSAEADDRINUSE (10048), A: WSAEACCES (10013). */
export type WindowsLetter = 'S' | 'U' | 'A'

/**
 * One string a first socket: default wildcard, default specific, SO_REUSEADDR wildcard, ... ; one letter a second
 * socket in the same order. "Specific" means the same specific address for both.
 */
export const WINDOWS_TABLES = {
  'windows-xp-and-earlier': ['UUSSUU', 'UUSSUU', 'UUSSUU', 'UUSSUU', 'UUAAUU', 'UUAAUU'],
  'windows-server-2003-and-later-same-user': ['USASUS', 'SUSAUU', 'USSSUS', 'SUSSUU', 'UAAAUA', 'SUSAUU'],
  'windows-server-2003-and-later-different-users': ['UAAAUA', 'SUSAUU', 'UASSUA', 'SUSSUU', 'UAAAUA', 'SUSAUU'],
} as const

/** Local addresses of the Linux measurement, in the order of the rows and columns of `LINUX_OVERLAP`. */
export const LINUX_ADDRESSES = [
  'inet wildcard',
  'inet specific',
  'inet other specific',
  'inet6 wildcard dual-stack',
  'inet6 wildcard v6only',
  'inet6 specific',
  'inet6 mapped specific',
] as const

/** E: the addresses compete for the port and bind() fails with EADDRINUSE unless the options share it; S: Success. */
export const LINUX_OVERLAP = ['EEEESSE', 'EESESSE', 'ESEESSS', 'EEEEEEE', 'SSSEEES', 'SSSEEES', 'EESESSE'] as const

/** Options of the Linux measurement, in the order of the rows and columns of `LINUX_SHARING`. */
export const LINUX_OPTIONS = ['default', 'SO_REUSEADDR', 'SO_REUSEPORT', 'SO_REUSEADDR+SO_REUSEPORT'] as const

/** Y: the two sockets share the port whatever their addresses; N: `LINUX_OVERLAP` decides. Rows first, columns second. */
export const LINUX_SHARING = {
  /** TCP, the first socket is bound and does not listen yet. */
  'stream bound': ['NNNN', 'NYNY', 'NNYY', 'NYYY'],
  /** TCP, the first socket listens. */
  'stream listening': ['NNNN', 'NNNN', 'NNYY', 'NNYY'],
  datagram: ['NNNN', 'NYNY', 'NNYY', 'NYYY'],
} as const

/** TCP states of the port's earlier sockets, in the order of the letters of `TCP_STATE_ROWS`. */
export const TCP_STATES = ['LISTEN', 'ESTABLISHED', 'FIN_WAIT_2', 'TIME_WAIT'] as const

/** What bind() to the port returns while an earlier socket of the port is in the state. E: EADDRINUSE on Linux. */
export const TCP_STATE_ROWS = {
  'windows-xp-and-earlier': { default: 'UUSS', SO_REUSEADDR: 'SSSS', SO_EXCLUSIVEADDRUSE: 'UUUS' },
  linux: { default: 'EEEE', SO_REUSEADDR: 'EESS', SO_REUSEPORT: 'SSSS' },
} as const
