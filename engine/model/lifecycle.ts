import type { Effect, ParameterRole } from './api.ts'
import type { Platform } from './platform.ts'

/** Where a socket is in its life, and the two descriptors that are none: `closed` and `invalid` (-1, INVALID_SOCKET). */
export type LifecyclePhase =
  | 'created'
  | 'bound'
  | 'listening'
  /** A connect that a non-blocking socket began and that is not decided yet. */
  | 'connecting'
  | 'connected'
  /** A connect failed. */
  | 'connect-failed'
  /** Connected, and its own direction shut: `shutdown` 1. */
  | 'half-closed'
  /** Connected, and shut for reading: `shutdown` 0. */
  | 'read-shut'
  /** Connected, and both directions shut: `shutdown` 2. */
  | 'shut'
  | 'closed'
  | 'invalid'

/** What is asked of a socket. `send-to` and `receive-from` are the calls that name or ask for a peer's address. */
export type LifecycleCall =
  | 'bind'
  | 'listen'
  | 'accept'
  | 'connect'
  | 'send'
  | 'send-to'
  | 'receive'
  | 'receive-from'
  | 'shutdown'
  | 'set-option'
  | 'get-option'
  | 'local-name'
  | 'peer-name'
  | 'duplicate'
  | 'select'
  | 'poll'
  | 'control'
  | 'close'

/** Types that the calls treat alike. Without `unix-`: the internet families. */
export type SocketKind =
  | 'stream'
  | 'datagram'
  | 'seqpacket'
  | 'raw'
  | 'unix-stream'
  | 'unix-datagram'
  | 'unix-seqpacket'

/** What a call comes to. `ok`: its phase does not make it fail. */
export interface Verdict {
  readonly outcome: 'ok' | 'error' | 'unspecified'
  /** Names of the error codes, the usual one first: POSIX names or Winsock names. Empty unless it is an error. */
  readonly errors: readonly string[]
  /** The page that says so. */
  readonly source: string
}

/** The call that an effect stands for. Whether `send` and `receive` name a peer is for the arguments to say. */
export const LIFECYCLE_CALL_OF: Readonly<Partial<Record<Effect, LifecycleCall>>> = {
  bind: 'bind',
  listen: 'listen',
  accept: 'accept',
  connect: 'connect',
  send: 'send',
  receive: 'receive',
  shutdown: 'shutdown',
  option: 'set-option',
  'get-option': 'get-option',
  'local-name': 'local-name',
  'peer-name': 'peer-name',
  duplicate: 'duplicate',
  share: 'duplicate',
  control: 'control',
  register: 'control',
  select: 'select',
  close: 'close',
}

/** Calls that may name or ask for a peer's address: what they are then, and the parameter that tells. */
export const PEER_CALLS: Readonly<
  Partial<Record<LifecycleCall, { readonly call: LifecycleCall; readonly role: ParameterRole }>>
> = {
  send: { call: 'send-to', role: 'address' },
  receive: { call: 'receive-from', role: 'out-address' },
}

// biome-ignore format: a list
export const SOCKET_KINDS: readonly SocketKind[] = ['stream', 'datagram', 'seqpacket', 'raw', 'unix-stream', 'unix-datagram', 'unix-seqpacket']
// biome-ignore format: a list
export const LIFECYCLE_PHASES: readonly LifecyclePhase[] = [
  'created', 'bound', 'listening', 'connecting', 'connected', 'connect-failed', 'half-closed', 'read-shut', 'shut', 'closed', 'invalid',
]
// biome-ignore format: a list
export const LIFECYCLE_CALLS: readonly LifecycleCall[] = [
  'bind', 'listen', 'accept', 'connect', 'send', 'send-to', 'receive', 'receive-from', 'shutdown', 'set-option', 'get-option', 'local-name',
  'peer-name', 'duplicate', 'select', 'poll', 'control', 'close',
]

// The words of the tables below stand for these.
const KIND_GROUPS: Readonly<Record<string, readonly SocketKind[]>> = {
  all: SOCKET_KINDS,
  inet: ['stream', 'datagram', 'raw'],
  // With connections, and without. Internet seqpacket sockets (SCTP) are both at once: little is certain of them.
  connection: ['stream', 'unix-stream', 'unix-seqpacket'],
  message: ['datagram', 'raw', 'unix-datagram'],
  'unix-connection': ['unix-stream', 'unix-seqpacket'],
}
const PHASE_GROUPS: Readonly<Record<string, readonly LifecyclePhase[]>> = {
  open: [
    'created',
    'bound',
    'listening',
    'connecting',
    'connected',
    'connect-failed',
    'half-closed',
    'read-shut',
    'shut',
  ],
  fresh: ['created', 'bound'],
  unconnected: ['created', 'bound', 'listening'],
  peered: ['connected', 'half-closed', 'read-shut', 'shut'],
  ended: ['half-closed', 'read-shut', 'shut'],
}
const CALL_GROUPS: Readonly<Record<string, readonly LifecycleCall[]>> = {
  any: LIFECYCLE_CALLS,
  sending: ['send', 'send-to'],
  receiving: ['receive', 'receive-from'],
  options: ['set-option', 'get-option'],
  neutral: ['set-option', 'get-option', 'duplicate', 'select', 'poll', 'control', 'close'],
}

/** Kinds, calls, phases, verdict (`ok`, `?` or error names), source. What no row says is unspecified; a later row wins. */
type Row = readonly [kinds: string, calls: string, phases: string, verdict: string, source: string]

// POSIX.1-2024 XSH; where it says "may fail" or leaves the choice to the protocol, what Linux and the BSDs do alike.
// Every row that is not `?` is held against a measurement of Linux (scripts/measure-lifecycle.c).
// biome-ignore format: a table
const POSIX_ROWS: readonly Row[] = [
  ['all', 'neutral', 'open', 'ok', 'POSIX close(), dup(), select(), poll()'],
  ['all', 'options', 'ended', '?', 'POSIX setsockopt(), getsockopt() EINVAL: the socket has been shut down; Linux allows it'],

  ['connection message', 'bind', 'created', 'ok', 'POSIX bind()'],
  ['connection datagram unix-datagram', 'bind', 'bound listening', 'EINVAL', 'POSIX bind() EINVAL: already bound, and the protocol does not rebind'],
  ['stream', 'bind', 'connecting', 'EINVAL EISCONN', 'POSIX connect(): an unbound socket is bound; bind() EINVAL'],
  ['stream datagram', 'bind', 'peered', 'EINVAL EISCONN', 'POSIX bind() EINVAL already bound, EISCONN already connected'],

  ['message', 'listen', 'open', 'EOPNOTSUPP', 'POSIX listen() EOPNOTSUPP: the protocol does not support it'],
  ['stream', 'listen', 'created', 'ok', 'POSIX listen(): the protocol decides; TCP is given a port by the system'],
  ['unix-connection', 'listen', 'created', 'EINVAL EDESTADDRREQ', 'POSIX listen() EDESTADDRREQ: not bound; unix(7), Linux EINVAL'],
  ['connection', 'listen', 'bound listening', 'ok', 'POSIX listen()'],
  ['connection', 'listen', 'connecting peered', 'EINVAL', 'POSIX listen() EINVAL: already connected'],

  ['message', 'accept', 'open', 'EOPNOTSUPP', 'POSIX accept() EOPNOTSUPP: the type does not support it'],
  ['connection', 'accept', 'fresh connecting peered', 'EINVAL', 'POSIX accept() EINVAL: not accepting connections'],
  ['connection', 'accept', 'listening', 'ok', 'POSIX accept()'],

  ['connection message', 'connect', 'fresh', 'ok', 'POSIX connect()'],
  ['message', 'connect', 'connected', 'ok', 'POSIX connect(): a connectionless socket changes its peer'],
  ['stream', 'connect', 'listening', 'EISCONN EOPNOTSUPP', 'POSIX connect() EOPNOTSUPP: the socket is listening; Linux EISCONN'],
  ['unix-connection', 'connect', 'listening', 'EINVAL EOPNOTSUPP', 'POSIX connect() EOPNOTSUPP: the socket is listening; Linux EINVAL'],
  ['connection', 'connect', 'connecting', 'EALREADY', 'POSIX connect() EALREADY'],
  ['connection', 'connect', 'connected half-closed read-shut', 'EISCONN', 'POSIX connect() EISCONN'],
  ['connection message', 'connect', 'connect-failed', '?', 'POSIX connect(): after a failure the state of the socket is unspecified'],

  ['stream', 'send', 'unconnected', 'EPIPE ENOTCONN', 'POSIX send() ENOTCONN; Linux EPIPE with SIGPIPE'],
  ['unix-connection', 'send', 'unconnected', 'ENOTCONN', 'POSIX send() ENOTCONN'],
  ['message', 'send', 'fresh', 'EDESTADDRREQ ENOTCONN', 'POSIX send() EDESTADDRREQ: not connection-mode and no peer set; Linux ENOTCONN on Unix sockets'],
  ['connection message', 'send', 'connected read-shut', 'ok', 'POSIX send()'],
  ['connection datagram unix-datagram', 'send', 'half-closed shut', 'EPIPE', 'POSIX send() EPIPE: shut down for writing; SIGPIPE on stream sockets'],

  ['message', 'send-to', 'fresh', 'ok', 'POSIX sendto()'],
  ['stream', 'send-to', 'fresh', '?', 'POSIX sendto() ENOTCONN; FreeBSD connects by it, Linux with MSG_FASTOPEN'],
  ['unix-stream', 'send-to', 'unconnected', 'EOPNOTSUPP ENOTCONN', 'POSIX sendto() ENOTCONN; Linux EOPNOTSUPP'],
  ['unix-seqpacket', 'send-to', 'unconnected', 'ENOTCONN', 'POSIX sendto() ENOTCONN'],
  ['stream', 'send-to', 'listening', 'EPIPE ENOTCONN', 'POSIX sendto() ENOTCONN; Linux EPIPE'],
  ['connection message', 'send-to', 'connected', '?', 'POSIX sendto(): EISCONN or the address is used or left aside'],
  ['connection datagram unix-datagram', 'send-to', 'half-closed shut', 'EPIPE EISCONN', 'POSIX sendto() EPIPE, EISCONN'],

  ['stream', 'receiving', 'unconnected', 'ENOTCONN', 'POSIX recv(), recvfrom() ENOTCONN'],
  ['unix-connection', 'receiving', 'unconnected', 'ENOTCONN EINVAL', 'POSIX recv(), recvfrom() ENOTCONN; Linux EINVAL on stream'],
  ['connection message', 'receiving', 'connected half-closed', 'ok', 'POSIX recv(), recvfrom()'],
  ['message', 'receiving', 'bound', 'ok', 'POSIX recv(), recvfrom()'],
  ['raw', 'receiving', 'created', 'ok', 'raw(7): without a bind it receives everything of its protocol'],
  ['datagram unix-datagram', 'receiving', 'created', '?', 'POSIX recvfrom(): it waits for a message that nobody can address'],

  ['inet', 'shutdown', 'fresh', 'ENOTCONN', 'POSIX shutdown() ENOTCONN'],
  ['connection', 'shutdown', 'listening', '?', 'POSIX shutdown() ENOTCONN; Linux ends the listening'],
  ['unix-connection unix-datagram', 'shutdown', 'fresh', '?', 'POSIX shutdown() ENOTCONN; Linux allows it'],
  ['connection message', 'shutdown', 'connected', 'ok', 'POSIX shutdown()'],

  ['all', 'local-name', 'bound listening connected', 'ok', 'POSIX getsockname()'],
  ['all', 'local-name', 'created', '?', 'POSIX getsockname(): before a bind the address is unspecified'],
  ['connection message', 'peer-name', 'unconnected connecting', 'ENOTCONN', 'POSIX getpeername() ENOTCONN'],
  ['connection message', 'peer-name', 'connected', 'ok', 'POSIX getpeername()'],
  ['all', 'peer-name local-name', 'ended', '?', 'POSIX getpeername(), getsockname() EINVAL: the socket has been shut down; Linux allows it'],

  ['all', 'any', 'closed invalid', 'EBADF', 'POSIX: EBADF of each function'],
  ['all', 'poll', 'closed', 'POLLNVAL', 'POSIX poll(): revents is POLLNVAL'],
  ['all', 'poll', 'invalid', 'ok', 'POSIX poll(): a negative descriptor is left aside'],
  ['all', 'select', 'invalid', '?', 'POSIX FD_SET(): a negative descriptor is undefined behaviour'],
]

// Microsoft Learn, pages of winsock2.h. AF_UNIX of Windows: the pages say nothing of its phases.
// biome-ignore format: a table
const WINDOWS_ROWS: readonly Row[] = [
  ['all', 'neutral', 'open', 'ok', 'Learn closesocket, setsockopt, select'],

  ['inet', 'bind', 'created', 'ok', 'Learn bind'],
  ['inet', 'bind', 'bound listening connecting peered', 'WSAEINVAL', 'Learn bind WSAEINVAL: already bound; connect binds an unbound socket'],

  ['stream', 'listen', 'created', 'WSAEINVAL', 'Learn listen WSAEINVAL: not bound'],
  ['stream', 'listen', 'bound listening', 'ok', 'Learn listen: on a listening socket it returns success'],
  ['stream', 'listen', 'connected half-closed read-shut', 'WSAEISCONN', 'Learn listen WSAEISCONN'],
  ['datagram raw', 'listen', 'created', 'WSAEOPNOTSUPP WSAEINVAL', 'Learn listen WSAEOPNOTSUPP, WSAEINVAL'],
  ['datagram raw', 'listen', 'bound connect-failed', 'WSAEOPNOTSUPP', 'Learn listen WSAEOPNOTSUPP'],
  ['datagram raw', 'listen', 'peered', 'WSAEOPNOTSUPP WSAEISCONN', 'Learn listen WSAEOPNOTSUPP, WSAEISCONN'],

  ['stream', 'accept', 'fresh connecting connect-failed peered', 'WSAEINVAL', 'Learn accept WSAEINVAL: listen was not called before'],
  ['stream', 'accept', 'listening', 'ok', 'Learn accept'],
  ['datagram raw', 'accept', 'open', 'WSAEOPNOTSUPP WSAEINVAL', 'Learn accept WSAEOPNOTSUPP, WSAEINVAL'],

  ['inet', 'connect', 'fresh', 'ok', 'Learn connect'],
  ['stream', 'connect', 'listening', 'WSAEINVAL', 'Learn connect WSAEINVAL: a listening socket'],
  ['stream', 'connect', 'connecting', 'WSAEALREADY WSAEINVAL', 'Learn connect WSAEALREADY'],
  ['stream', 'connect', 'connected half-closed read-shut', 'WSAEISCONN', 'Learn connect WSAEISCONN'],
  ['datagram raw', 'connect', 'connected', 'ok', 'Learn connect: the destination can be changed by calling it again'],
  ['inet', 'connect', 'connect-failed', 'ok', 'Learn connect: after a failure it can be called again on the same socket'],

  ['stream', 'send', 'unconnected connect-failed', 'WSAENOTCONN', 'Learn send WSAENOTCONN'],
  ['datagram', 'send', 'fresh', 'WSAENOTCONN WSAEDESTADDRREQ', 'Learn send, connect: WSAENOTCONN without a default destination'],
  ['inet', 'send', 'connected read-shut', 'ok', 'Learn send'],
  ['stream datagram', 'sending', 'half-closed shut', 'WSAESHUTDOWN', 'Learn send, sendto WSAESHUTDOWN'],
  ['stream', 'send-to', 'unconnected connect-failed', 'WSAENOTCONN', 'Learn sendto WSAENOTCONN: connection-oriented sockets'],
  ['stream', 'send-to', 'connected read-shut', 'ok', 'Learn sendto: on a connection-oriented socket the address is ignored'],
  ['datagram raw', 'send-to', 'fresh connected', 'ok', 'Learn sendto: binds implicitly; the address overrides the destination'],

  ['stream', 'receiving', 'created', 'WSAENOTCONN WSAEINVAL', 'Learn recv, recvfrom WSAENOTCONN, WSAEINVAL: not bound'],
  ['stream', 'receiving', 'bound listening connect-failed', 'WSAENOTCONN', 'Learn recv, recvfrom WSAENOTCONN'],
  ['datagram', 'receiving', 'created', 'WSAEINVAL', 'Learn recv, recvfrom WSAEINVAL: not bound'],
  ['datagram raw', 'receiving', 'bound', 'ok', 'Learn recv, recvfrom'],
  ['inet', 'receive', 'connected half-closed', 'ok', 'Learn recv'],
  ['inet', 'receive-from', 'connected half-closed', '?', 'Learn recvfrom: the address is left aside, and WSAEISCONN'],
  ['stream datagram', 'receiving', 'read-shut shut', 'WSAESHUTDOWN', 'Learn recv, recvfrom WSAESHUTDOWN'],

  ['stream', 'shutdown', 'unconnected connect-failed', 'WSAENOTCONN', 'Learn shutdown WSAENOTCONN: connection-oriented sockets'],
  ['inet', 'shutdown', 'connected', 'ok', 'Learn shutdown'],

  ['inet', 'local-name', 'created', 'WSAEINVAL', 'Learn getsockname WSAEINVAL: not bound'],
  ['inet', 'local-name', 'bound listening connected', 'ok', 'Learn getsockname'],
  ['inet', 'peer-name', 'unconnected connecting connect-failed', 'WSAENOTCONN', 'Learn getpeername WSAENOTCONN'],
  ['inet', 'peer-name', 'connected', 'ok', 'Learn getpeername'],

  ['all', 'any', 'closed invalid', 'WSAENOTSOCK', 'Learn: WSAENOTSOCK of each function'],
  ['all', 'poll', 'closed', 'POLLNVAL', 'Learn WSAPoll: revents is POLLNVAL'],
  ['all', 'poll', 'invalid', '?', 'Learn WSAPoll: a negative descriptor is left aside'],
]

const UNSPECIFIED: Verdict = { outcome: 'unspecified', errors: [], source: '' }

/** The members that the words of a cell stand for. */
function members<T extends string>(
  words: string,
  groups: Readonly<Record<string, readonly T[]>>,
  all: readonly T[],
): readonly T[] {
  return words.split(' ').flatMap((word) => groups[word] ?? all.filter((one) => one === word))
}

function tableOf(rows: readonly Row[]): ReadonlyMap<string, Verdict> {
  const table = new Map<string, Verdict>()
  for (const [kinds, calls, phases, said, source] of rows) {
    const outcome = said === 'ok' ? 'ok' : said === '?' ? 'unspecified' : 'error'
    const verdict: Verdict = { outcome, errors: outcome === 'error' ? said.split(' ') : [], source }
    for (const kind of members(kinds, KIND_GROUPS, SOCKET_KINDS)) {
      for (const call of members(calls, CALL_GROUPS, LIFECYCLE_CALLS)) {
        for (const phase of members(phases, PHASE_GROUPS, LIFECYCLE_PHASES))
          table.set(`${kind} ${call} ${phase}`, verdict)
      }
    }
  }
  return table
}

const TABLES: Readonly<Record<Platform, ReadonlyMap<string, Verdict>>> = {
  posix: tableOf(POSIX_ROWS),
  windows: tableOf(WINDOWS_ROWS),
}

/** What a call comes to on a socket of a kind in a phase. */
export function lifecycleVerdict(
  platform: Platform,
  kind: SocketKind,
  phase: LifecyclePhase,
  call: LifecycleCall,
): Verdict {
  return TABLES[platform].get(`${kind} ${call} ${phase}`) ?? UNSPECIFIED
}

/** The kinds that a socket of this family and type can be; null is unknown. Empty: it may be of a kind that no table knows. */
export function socketKinds(
  family: 'inet' | 'inet6' | 'unix' | 'other' | null,
  type: 'stream' | 'datagram' | 'seqpacket' | 'raw' | null,
): readonly SocketKind[] {
  if (family === 'other') return []
  // Families that nobody here names (netlink, packet, key sockets) have datagram and raw sockets of other manners.
  if (family === null && type !== 'stream' && type !== 'seqpacket') return []
  return SOCKET_KINDS.filter((kind) => {
    const isUnix = kind.startsWith('unix-')
    if (family !== null && (family === 'unix') !== isUnix) return false
    return type === null || kind === type || kind === `unix-${type}`
  })
}
