import {
  LINUX_ADDRESSES,
  LINUX_OPTIONS,
  LINUX_OVERLAP,
  LINUX_SHARING,
  WINDOWS_OPTIONS,
  WINDOWS_TABLES,
  type WindowsLetter,
} from './data/bind-tables.ts'

/** The systems that predictions are made for, in the order tables list them. */
export const BIND_SYSTEMS = [
  'windows-xp-and-earlier',
  'windows-server-2003-and-later-same-user',
  'windows-server-2003-and-later-different-users',
  'linux',
] as const
export type BindSystem = (typeof BIND_SYSTEMS)[number]

export type BindOption =
  | 'default'
  | 'SO_REUSEADDR'
  | 'SO_EXCLUSIVEADDRUSE'
  | 'SO_REUSEPORT'
  | 'SO_REUSEADDR+SO_REUSEPORT'

/** A socket at the moment of its bind(), as far as the outcome of another bind() to the same port depends on it. */
export interface SocketDescription {
  readonly option: BindOption
  readonly scope: 'wildcard' | 'specific'
  readonly family: 'inet' | 'inet6'
  /** IPV6_V6ONLY as set before the bind; null: not set, the system's default holds. */
  readonly v6only: boolean | null
  /** null: unknown; the outcome is then known only where both types agree. */
  readonly type: 'stream' | 'datagram' | null
  /** A stream socket that listens; undefined: unknown. */
  readonly listening?: boolean
  /** Numeric address, such as `127.0.0.1` or `::1`; null: unknown. */
  readonly address: string | null
}

export type BindResult = 'Success' | 'EADDRINUSE' | 'WSAEADDRINUSE' | 'WSAEACCES' | 'unknown'

/** The predicted result of the second bind(). */
export interface Outcome {
  readonly result: BindResult
  /** False when the addresses do not compete for the port: success has nothing to do with options then. */
  readonly competes: boolean
  /** Where the prediction comes from. */
  readonly source: string
}

export const WINDOWS_SOURCE =
  'Microsoft Learn, "Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE" (https://learn.microsoft.com/en-us/windows/win32/winsock/using-so-reuseaddr-and-so-exclusiveaddruse)'
export const LINUX_SOURCE = 'Linux 6.18'

/**
 * Predicts what bind() of `second` returns while `first` is bound to the same port of the same protocol.
 * What neither the published tables nor the measurement cover is `unknown`.
 */
export function predictSecondBind(system: BindSystem, first: SocketDescription, second: SocketDescription): Outcome {
  if (first.type !== null && second.type !== null && first.type !== second.type) {
    return { result: 'Success', competes: false, source: sourceOf(system) }
  }
  return system === 'linux' ? onLinux(first, second) : onWindows(system, first, second)
}

function sourceOf(system: BindSystem): string {
  return system === 'linux' ? LINUX_SOURCE : WINDOWS_SOURCE
}

// ---- Linux ----

type LinuxAddress = (typeof LINUX_ADDRESSES)[number]

function onLinux(first: SocketDescription, second: SocketDescription): Outcome {
  const unknown: Outcome = { result: 'unknown', competes: true, source: LINUX_SOURCE }
  const options: readonly BindOption[] = LINUX_OPTIONS
  const row = options.indexOf(first.option)
  const column = options.indexOf(second.option)
  const addresses = linuxAddresses(first, second)
  if (row < 0 || column < 0 || addresses === null) return unknown
  const letter = LINUX_OVERLAP[LINUX_ADDRESSES.indexOf(addresses[0])]?.[LINUX_ADDRESSES.indexOf(addresses[1])]
  if (letter === undefined) return unknown
  if (letter === 'S') return { result: 'Success', competes: false, source: LINUX_SOURCE }
  const answers = new Set(linuxCases(first, second).map((name) => LINUX_SHARING[name][row]?.[column]))
  if (answers.size !== 1) return unknown
  return { result: answers.has('Y') ? 'Success' : 'EADDRINUSE', competes: true, source: LINUX_SOURCE }
}

/** The measured cases a pair may be: more than one when the type or the state of the first socket is unknown. */
function linuxCases(first: SocketDescription, second: SocketDescription): (keyof typeof LINUX_SHARING)[] {
  const type = first.type ?? second.type
  const cases: (keyof typeof LINUX_SHARING)[] = []
  if (type !== 'datagram' && first.listening !== true) cases.push('stream bound')
  if (type !== 'datagram' && first.listening !== false) cases.push('stream listening')
  if (type !== 'stream') cases.push('datagram')
  return cases
}

function linuxAddresses(first: SocketDescription, second: SocketDescription): [LinuxAddress, LinuxAddress] | null {
  const a = linuxAddress(first)
  const b = linuxAddress(second)
  if (a === null || b === null) return null
  if (!isSpecific(a) || !isSpecific(b)) return [a, b]
  if ((a === 'inet6 specific') !== (b === 'inet6 specific')) return [a, b]
  const x = plain(first.address)
  const y = plain(second.address)
  if (x === null || y === null) return null
  if (x === y) return [a, b]
  return a === 'inet specific' && b === 'inet specific' ? [a, 'inet other specific'] : otherPair(a, b)
}

/** Different specific addresses: only IPv4 with IPv4 or with IPv4-mapped was measured. */
function otherPair(a: LinuxAddress, b: LinuxAddress): [LinuxAddress, LinuxAddress] | null {
  if (a === 'inet specific' && b === 'inet6 mapped specific') return ['inet other specific', b]
  if (a === 'inet6 mapped specific' && b === 'inet specific') return [a, 'inet other specific']
  return null
}

function isSpecific(address: LinuxAddress): boolean {
  return address === 'inet specific' || address === 'inet6 specific' || address === 'inet6 mapped specific'
}

function linuxAddress(socket: SocketDescription): LinuxAddress | null {
  if (socket.family === 'inet') return socket.scope === 'wildcard' ? 'inet wildcard' : 'inet specific'
  // The measurement had bindv6only = 0, which is the kernel's default: a socket without the option is dual-stack.
  if (socket.scope === 'wildcard') return socket.v6only === true ? 'inet6 wildcard v6only' : 'inet6 wildcard dual-stack'
  if (socket.address === null) return null
  return isMapped(socket.address) ? 'inet6 mapped specific' : 'inet6 specific'
}

function isMapped(address: string): boolean {
  return /^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(address)
}

function plain(address: string | null): string | null {
  return address === null ? null : address.replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase()
}

// ---- Windows ----

const LETTERS: Readonly<Record<WindowsLetter, BindResult>> = { S: 'Success', U: 'WSAEADDRINUSE', A: 'WSAEACCES' }

function onWindows(system: keyof typeof WINDOWS_TABLES, first: SocketDescription, second: SocketDescription): Outcome {
  const outcome = (result: BindResult, competes = true): Outcome => ({ result, competes, source: WINDOWS_SOURCE })
  if (isMappedSocket(first) || isMappedSocket(second)) return outcome('unknown')
  if (first.family !== second.family) {
    const six = first.family === 'inet6' ? first : second
    // IPV6_V6ONLY is on by default on Windows; only a wildcard socket that switches it off takes the IPv4 port too.
    if (six.v6only !== false || six.scope === 'specific') return outcome('Success', false)
    // Dual-stack sockets came with Windows Vista.
    if (system === 'windows-xp-and-earlier') return outcome('unknown')
    return dualStack(system, first, second)
  }
  if (first.scope === 'specific' && second.scope === 'specific') {
    if (first.address === null || second.address === null) return outcome('unknown')
    if (first.address.toLowerCase() !== second.address.toLowerCase()) return outcome('Success', false)
  }
  return outcome(windowsCell(system, first, second))
}

/**
 * A dual-stack wildcard socket against an IPv4 one: the checks of both stacks must pass, so it succeeds where the IPv4
 * wildcard does. Of the failures only one is published: exclusive dual-stack over a specific IPv4 address is WSAEACCES.
 */
function dualStack(system: keyof typeof WINDOWS_TABLES, first: SocketDescription, second: SocketDescription): Outcome {
  const cell = windowsCell(system, first, second)
  const published =
    second.family === 'inet6' && second.option === 'SO_EXCLUSIVEADDRUSE' && first.scope === 'specific'
      ? 'WSAEACCES'
      : 'unknown'
  return { result: cell === 'Success' ? cell : published, competes: true, source: WINDOWS_SOURCE }
}

function windowsCell(
  system: keyof typeof WINDOWS_TABLES,
  first: SocketDescription,
  second: SocketDescription,
): BindResult {
  const row = windowsIndex(first)
  const column = windowsIndex(second)
  if (row === null || column === null) return 'unknown'
  const letter = WINDOWS_TABLES[system][row]?.[column]
  return letter === 'S' || letter === 'U' || letter === 'A' ? LETTERS[letter] : 'unknown'
}

function windowsIndex(socket: SocketDescription): number | null {
  const options: readonly BindOption[] = WINDOWS_OPTIONS
  const option = options.indexOf(socket.option)
  return option < 0 ? null : option * 2 + (socket.scope === 'wildcard' ? 0 : 1)
}

function isMappedSocket(socket: SocketDescription): boolean {
  return socket.family === 'inet6' && socket.address !== null && isMapped(socket.address)
}
