/**
 * The cells of the socket automaton, written down from the standards' pages and measurements rather than taken from the
 * model: what each call comes to in each phase, for each kind of socket.
 *
 * A cell is `.` where nothing certain can be said or the call may succeed, else the error that is usual: without `E` for
 * POSIX and without `WSAE` for Windows. `-` is a cell that the kind does not have.
 *
 * Sources. POSIX: POSIX.1-2024, ERRORS of each function's page; where a page says "may fail" and Linux and the BSDs
 * agree, their manual pages (bind(2), listen(2), connect(2), unix(7), raw(7)). The codes are those of Linux 6.18, by
 * scripts/measure-lifecycle.c. Windows: Microsoft Learn, winsock2.h, "Return value" of each function's page.
 */
import type { Platform } from '../../../engine/model/index.ts'

export const CALLS = [
  'bind',
  'listen',
  'accept',
  'connect',
  'send',
  'send-to',
  'receive',
  'receive-from',
  'shutdown',
  'set-option',
  'get-option',
  'local-name',
  'peer-name',
  'duplicate',
  'select',
  'control',
  'close',
] as const
export type CellCall = (typeof CALLS)[number]

export interface Table {
  readonly platform: Platform
  /** Arguments of the call that makes the socket. */
  readonly socket: readonly [family: string, type: string]
  readonly kind: string
  /** A row a phase; cells in the order of CALLS. */
  readonly rows: string
}

// The columns: bind listen accept connect | send sendto recv recvfrom | shutdown setsockopt getsockopt getsockname
// getpeername | dup FD_SET fcntl close.
const CLOSED_POSIX = `
closed          BADF BADF BADF BADF   BADF BADF BADF BADF   BADF BADF BADF BADF BADF   BADF BADF BADF BADF`
const CLOSED_WINDOWS = `
closed          NOTSOCK NOTSOCK NOTSOCK NOTSOCK   NOTSOCK NOTSOCK NOTSOCK NOTSOCK   NOTSOCK NOTSOCK NOTSOCK NOTSOCK NOTSOCK   NOTSOCK NOTSOCK NOTSOCK NOTSOCK`

// `.` of a stream where another answer might be expected:
// - listen when created: TCP takes a port of the system's choice; a Unix socket has no address to be found at.
// - sendto before a connection: Linux refuses (EPIPE) unless MSG_FASTOPEN is given, FreeBSD connects by it.
// - connect-failed: POSIX leaves the state of the socket unspecified.
// - connecting: by the time of the call the connection may stand, or have failed.
const STREAM_POSIX = `
created         . . INVAL .   PIPE . NOTCONN NOTCONN   NOTCONN . . . NOTCONN   . . . .
bound           INVAL . INVAL .   PIPE . NOTCONN NOTCONN   NOTCONN . . . NOTCONN   . . . .
listening       INVAL . . ISCONN   PIPE PIPE NOTCONN NOTCONN   . . . . NOTCONN   . . . .
connecting      . . . .   . . . .   . . . . .   . . . .
connect-failed  . . . .   . . . .   . . . . .   . . . .
connected       INVAL INVAL INVAL ISCONN   . . . .   . . . . .   . . . .
accepted        INVAL INVAL INVAL ISCONN   . . . .   . . . . .   . . . .
half-closed     INVAL INVAL INVAL ISCONN   PIPE PIPE . .   . . . . .   . . . .
read-shut       INVAL INVAL INVAL ISCONN   . . . .   . . . . .   . . . .
shut            INVAL INVAL INVAL .   PIPE PIPE . .   . . . . .   . . . .
shut-twice      INVAL INVAL INVAL .   PIPE PIPE . .   . . . . .   . . . .${CLOSED_POSIX}`

// Waiting for a message on an unbound socket is no error: it only never ends. A connected one may be connected again.
const DATAGRAM_POSIX = `
created         . OPNOTSUPP OPNOTSUPP .   DESTADDRREQ . . .   NOTCONN . . . NOTCONN   . . . .
bound           INVAL OPNOTSUPP OPNOTSUPP .   DESTADDRREQ . . .   NOTCONN . . . NOTCONN   . . . .
sent-to         INVAL OPNOTSUPP OPNOTSUPP .   DESTADDRREQ . . .   NOTCONN . . . NOTCONN   . . . .
connecting      . OPNOTSUPP OPNOTSUPP .   . . . .   . . . . .   . . . .
connect-failed  . OPNOTSUPP OPNOTSUPP .   . . . .   . . . . .   . . . .
connected       INVAL OPNOTSUPP OPNOTSUPP .   . . . .   . . . . .   . . . .
half-closed     INVAL OPNOTSUPP OPNOTSUPP .   PIPE PIPE . .   . . . . .   . . . .
read-shut       INVAL OPNOTSUPP OPNOTSUPP .   . . . .   . . . . .   . . . .
shut            INVAL OPNOTSUPP OPNOTSUPP .   PIPE PIPE . .   . . . . .   . . . .${CLOSED_POSIX}`

// raw(7): bind may be called again, and what a shutdown does is not told.
const RAW_POSIX = `
created         . OPNOTSUPP OPNOTSUPP .   DESTADDRREQ . . .   NOTCONN . . . NOTCONN   . . . .
bound           . OPNOTSUPP OPNOTSUPP .   DESTADDRREQ . . .   NOTCONN . . . NOTCONN   . . . .
connect-failed  . OPNOTSUPP OPNOTSUPP .   . . . .   . . . . .   . . . .
connected       . OPNOTSUPP OPNOTSUPP .   . . . .   . . . . .   . . . .${CLOSED_POSIX}`

// A client of a Unix socket has no name until it binds, which it may do later (Linux); shutdown answers 0 (Linux).
const UNIX_STREAM_POSIX = `
created         . INVAL INVAL .   NOTCONN OPNOTSUPP NOTCONN NOTCONN   . . . . NOTCONN   . . . .
bound           INVAL . INVAL .   NOTCONN OPNOTSUPP NOTCONN NOTCONN   . . . . NOTCONN   . . . .
listening       INVAL . . INVAL   NOTCONN OPNOTSUPP NOTCONN NOTCONN   . . . . NOTCONN   . . . .
connect-failed  . . . .   . . . .   . . . . .   . . . .
connected       . INVAL INVAL ISCONN   . . . .   . . . . .   . . . .
accepted        . INVAL INVAL ISCONN   . . . .   . . . . .   . . . .
paired          . INVAL INVAL ISCONN   . . . .   . . . . .   . . . .
half-closed     . INVAL INVAL ISCONN   PIPE PIPE . .   . . . . .   . . . .
read-shut       . INVAL INVAL ISCONN   . . . .   . . . . .   . . . .
shut            . INVAL INVAL .   PIPE PIPE . .   . . . . .   . . . .${CLOSED_POSIX}`

const UNIX_SEQPACKET_POSIX = `
created         . INVAL INVAL .   NOTCONN NOTCONN NOTCONN NOTCONN   . . . . NOTCONN   . . . .
bound           INVAL . INVAL .   NOTCONN NOTCONN NOTCONN NOTCONN   . . . . NOTCONN   . . . .
listening       INVAL . . INVAL   NOTCONN NOTCONN NOTCONN NOTCONN   . . . . NOTCONN   . . . .
connected       . INVAL INVAL ISCONN   . . . .   . . . . .   . . . .
paired          . INVAL INVAL ISCONN   . . . .   . . . . .   . . . .
half-closed     . INVAL INVAL ISCONN   PIPE PIPE . .   . . . . .   . . . .${CLOSED_POSIX}`

const UNIX_DATAGRAM_POSIX = `
created         . OPNOTSUPP OPNOTSUPP .   DESTADDRREQ . . .   . . . . NOTCONN   . . . .
bound           INVAL OPNOTSUPP OPNOTSUPP .   DESTADDRREQ . . .   . . . . NOTCONN   . . . .
connect-failed  . OPNOTSUPP OPNOTSUPP .   . . . .   . . . . .   . . . .
connected       . OPNOTSUPP OPNOTSUPP .   . . . .   . . . . .   . . . .
paired          . OPNOTSUPP OPNOTSUPP .   . . . .   . . . . .   . . . .
half-closed     . OPNOTSUPP OPNOTSUPP .   PIPE PIPE . .   . . . . .   . . . .${CLOSED_POSIX}`

// One-to-many SCTP sockets connect by sending and are connected and listening at once: only a closed one is certain.
const SEQPACKET_POSIX = `
created         . . . .   . . . .   . . . . .   . . . .
bound           . . . .   . . . .   . . . . .   . . . .
listening       . . . .   . . . .   . . . . .   . . . .
connected       . . . .   . . . .   . . . . .   . . . .${CLOSED_POSIX}`

// Netlink and its like have manners of their own.
const OTHER_POSIX = `
created         . . . .   . . . .   . . . . .   . . . .
bound           . . . .   . . . .   . . . . .   . . . .${CLOSED_POSIX}`

// What listen needs, unlike on POSIX, is a bind; a failed connect may be tried again; a failed listen is told apart.
const STREAM_WINDOWS = `
created         . INVAL INVAL .   NOTCONN NOTCONN NOTCONN NOTCONN   NOTCONN . . INVAL NOTCONN   . . . .
bound           INVAL . INVAL .   NOTCONN NOTCONN NOTCONN NOTCONN   NOTCONN . . . NOTCONN   . . . .
listening       INVAL . . INVAL   NOTCONN NOTCONN NOTCONN NOTCONN   NOTCONN . . . NOTCONN   . . . .
connecting      . . INVAL .   . . . .   . . . . .   . . . .
connect-failed  . . INVAL .   NOTCONN NOTCONN NOTCONN NOTCONN   NOTCONN . . . NOTCONN   . . . .
connected       INVAL ISCONN INVAL ISCONN   . . . .   . . . . .   . . . .
accepted        INVAL ISCONN INVAL ISCONN   . . . .   . . . . .   . . . .
half-closed     INVAL ISCONN INVAL ISCONN   SHUTDOWN SHUTDOWN . .   . . . . .   . . . .
read-shut       INVAL ISCONN INVAL ISCONN   . . SHUTDOWN SHUTDOWN   . . . . .   . . . .
shut            INVAL . INVAL .   SHUTDOWN SHUTDOWN SHUTDOWN SHUTDOWN   . . . . .   . . . .${CLOSED_WINDOWS}`

const DATAGRAM_WINDOWS = `
created         . OPNOTSUPP OPNOTSUPP .   NOTCONN . INVAL INVAL   . . . INVAL NOTCONN   . . . .
bound           INVAL OPNOTSUPP OPNOTSUPP .   NOTCONN . . .   . . . . NOTCONN   . . . .
sent-to         INVAL OPNOTSUPP OPNOTSUPP .   NOTCONN . . .   . . . . NOTCONN   . . . .
connect-failed  . OPNOTSUPP OPNOTSUPP .   . . . .   . . . . NOTCONN   . . . .
connected       INVAL OPNOTSUPP OPNOTSUPP .   . . . .   . . . . .   . . . .
half-closed     INVAL OPNOTSUPP OPNOTSUPP .   SHUTDOWN SHUTDOWN . .   . . . . .   . . . .
read-shut       INVAL OPNOTSUPP OPNOTSUPP .   . . SHUTDOWN SHUTDOWN   . . . . .   . . . .
shut            INVAL OPNOTSUPP OPNOTSUPP .   SHUTDOWN SHUTDOWN SHUTDOWN SHUTDOWN   . . . . .   . . . .${CLOSED_WINDOWS}`

const RAW_WINDOWS = `
created         . OPNOTSUPP OPNOTSUPP .   . . . .   . . . INVAL NOTCONN   . . . .
bound           INVAL OPNOTSUPP OPNOTSUPP .   . . . .   . . . . NOTCONN   . . . .
connected       INVAL OPNOTSUPP OPNOTSUPP .   . . . .   . . . . .   . . . .${CLOSED_WINDOWS}`

// AF_UNIX came in 2017; its pages do not tell its phases.
const UNIX_STREAM_WINDOWS = `
created         . . . .   . . . .   . . . . .   . . . .
connected       . . . .   . . . .   . . . . .   . . . .${CLOSED_WINDOWS}`

export const TABLES: readonly Table[] = [
  { platform: 'posix', kind: 'stream', socket: ['AF_INET', 'SOCK_STREAM'], rows: STREAM_POSIX },
  { platform: 'posix', kind: 'stream of IPv6', socket: ['AF_INET6', 'SOCK_STREAM'], rows: STREAM_POSIX },
  { platform: 'posix', kind: 'datagram', socket: ['AF_INET', 'SOCK_DGRAM'], rows: DATAGRAM_POSIX },
  { platform: 'posix', kind: 'raw', socket: ['AF_INET', 'SOCK_RAW'], rows: RAW_POSIX },
  { platform: 'posix', kind: 'seqpacket', socket: ['AF_INET', 'SOCK_SEQPACKET'], rows: SEQPACKET_POSIX },
  { platform: 'posix', kind: 'unix stream', socket: ['AF_UNIX', 'SOCK_STREAM'], rows: UNIX_STREAM_POSIX },
  { platform: 'posix', kind: 'unix seqpacket', socket: ['AF_UNIX', 'SOCK_SEQPACKET'], rows: UNIX_SEQPACKET_POSIX },
  { platform: 'posix', kind: 'unix datagram', socket: ['AF_UNIX', 'SOCK_DGRAM'], rows: UNIX_DATAGRAM_POSIX },
  { platform: 'posix', kind: 'netlink', socket: ['AF_NETLINK', 'SOCK_RAW'], rows: OTHER_POSIX },
  { platform: 'windows', kind: 'stream', socket: ['AF_INET', 'SOCK_STREAM'], rows: STREAM_WINDOWS },
  { platform: 'windows', kind: 'stream of IPv6', socket: ['AF_INET6', 'SOCK_STREAM'], rows: STREAM_WINDOWS },
  { platform: 'windows', kind: 'datagram', socket: ['AF_INET', 'SOCK_DGRAM'], rows: DATAGRAM_WINDOWS },
  { platform: 'windows', kind: 'raw', socket: ['AF_INET', 'SOCK_RAW'], rows: RAW_WINDOWS },
  { platform: 'windows', kind: 'unix stream', socket: ['AF_UNIX', 'SOCK_STREAM'], rows: UNIX_STREAM_WINDOWS },
]

/** Where a call that succeeds and one that fails leave the socket: `from call -> success | failure`, one a line. */
export const TRANSITIONS: Readonly<Record<Platform, readonly (readonly [kind: string, rows: string])[]>> = {
  posix: [
    [
      'stream',
      `
created bind -> bound | created
created listen -> listening | created
created connect -> connected | connect-failed
created shutdown -> unknown | unknown
created set-option -> created | created
bound listen -> listening | bound
bound connect -> connected | connect-failed
listening accept -> listening | listening
listening listen -> listening | listening
listening shutdown -> unknown | unknown
connecting connect -> connected | connecting
connect-failed connect -> connected | connect-failed
connected shutdown -> shut | unknown
connected shutdown-read -> read-shut | unknown
connected shutdown-write -> half-closed | unknown
connected send -> connected | connected
connected receive -> connected | connected
connected peer-name -> connected | connected
half-closed receive -> half-closed | half-closed
half-closed shutdown-read -> shut | unknown
half-closed shutdown-write -> half-closed | unknown
read-shut shutdown-write -> shut | unknown
read-shut shutdown-read -> read-shut | unknown
accepted shutdown-write -> half-closed | unknown
connected close -> closed | closed
created close -> closed | closed
closed bind -> - | closed
closed listen -> - | closed
closed connect -> - | closed
closed shutdown -> - | closed`,
    ],
    [
      'datagram',
      `
created bind -> bound | created
created connect -> connected | connect-failed
created send-to -> bound | bound
bound send-to -> bound | bound
connected send-to -> connected | connected
connected connect -> connected | connected
bound receive-from -> bound | bound
created receive-from -> created | created`,
    ],
    [
      'unix stream',
      `
created bind -> bound | created
bound listen -> listening | bound
created connect -> connected | connect-failed
paired shutdown-write -> half-closed | unknown`,
    ],
    [
      'unix datagram',
      `
created send-to -> unknown | unknown
created bind -> bound | created`,
    ],
  ],
  windows: [
    [
      'stream',
      `
created bind -> bound | created
bound listen -> listening | bound
created connect -> connected | connect-failed
connecting connect -> connected | connecting
connected shutdown-write -> half-closed | unknown
connected shutdown-read -> read-shut | unknown
connected shutdown -> shut | unknown
connected close -> closed | closed
closed connect -> - | closed`,
    ],
    [
      'datagram',
      `
created send-to -> bound | bound
created bind -> bound | created`,
    ],
  ],
}
