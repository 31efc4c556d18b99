import { PLATFORMS, type Platform } from '../text/platform.ts'
import type { Directive } from './directives.ts'
import { headerProves } from './headers.ts'
import { asksForWindows } from './platform-macros.ts'
import { Scanner, isIdentifierStart } from './scan.ts'
import type { View, Views } from './views.ts'

export interface PlatformHints {
  /** Path of the file with `/`: `src/win32/net.c` and `net_posix.c` say something where the text does not. */
  readonly path?: string
}

/**
 * The platforms a file is written for, in the order posix, windows; never empty.
 *
 * A header that only one platform has, included in the other platform's view, rules that other one out. Headers of
 * both kinds, each in its own view, show a file for both. Where no header decides, names do, unless the file (by
 * typedef or #define) makes them portable itself; then conditions that ask for Windows; then the path. A file that
 * shows nothing is taken for POSIX.
 */
export function supportedPlatforms({ views, directives }: Views, hints: PlatformHints = {}): Platform[] {
  const posix = collect(views.posix, directives)
  const windows = collect(views.windows, directives)
  const ruledOut = {
    posix: posix.headers.windows > 0,
    // MinGW brings unistd.h and some others along: beside a Windows header they do not rule Windows out.
    windows: windows.headers.posix > 0 || (windows.headers.mingw > 0 && windows.headers.windows === 0),
  }
  if (ruledOut.posix && ruledOut.windows) return [windows.headers.posix > 0 ? 'posix' : 'windows']
  if (ruledOut.posix) return ['windows']
  if (ruledOut.windows) return ['posix']

  const hasPosixHeader = posix.headers.posix + posix.headers.mingw > 0
  const hasWindowsHeader = windows.headers.windows > 0
  if (hasPosixHeader && hasWindowsHeader) return ['posix', 'windows']
  // The whole file stands under one platform's condition.
  if (hasWindowsHeader && posix.names === 0) return ['windows']
  if (hasPosixHeader && windows.names === 0) return ['posix']

  return byNames(views, { posix, windows }, hasPosixHeader || hasWindowsHeader, hints)
}

/** What a view shows. */
interface Evidence {
  readonly headers: Record<Platform | 'mingw', number>
  readonly quotedHeaders: number
  /** Occurrences of names that only one platform has, and that the view does not define itself. */
  readonly strict: Record<Platform, number>
  /** Winsock names that projects commonly define for POSIX, in a header of their own. */
  readonly bridged: number
  /** POSIX names that Windows compilers know as well (`close`, for files), or that projects define for Windows. */
  readonly weakPosix: number
  /** All identifiers. */
  readonly names: number
}

function byNames(
  views: Views['views'],
  evidence: Readonly<Record<Platform, Evidence>>,
  hasHeader: boolean,
  hints: PlatformHints,
): Platform[] {
  const { posix, windows } = evidence
  const conditional = PLATFORMS.some((platform) => views[platform].decisions.some(({ condition }) => asksForWindows(condition)))
  // A header of the project, or the condition for the other platform that was just found, can bring the bridge.
  const bridged = hasHeader || (conditional && posix.quotedHeaders > 0)
  const windowsNames = posix.strict.windows + (bridged ? 0 : posix.bridged)
  const posixNames = windows.strict.posix + (hasHeader || conditional ? 0 : windows.weakPosix)
  if (windowsNames > 0 && posixNames > 0) return [windowsNames > posixNames ? 'windows' : 'posix']
  if (windowsNames > 0) return ['windows']
  if (posixNames > 0) return ['posix']
  if (conditional && posix.names > 0 && windows.names > 0) return ['posix', 'windows']
  if (conditional) return [posix.names > 0 ? 'posix' : 'windows']
  return [byPath(hints.path ?? '')]
}

function byPath(path: string): Platform {
  return /(?:^|\/)(?:win|win32|windows|mswin|msvc|winsock)\/|[-_.](?:win|win32|windows|winsock)\.\w+$/i.test(path) ? 'windows' : 'posix'
}

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

const WINDOWS_NAMES = words(`
  WSADATA LPWSADATA SOCKADDR SOCKADDR_IN SOCKADDR_IN6 SOCKADDR_STORAGE LPSOCKADDR PSOCKADDR LPHOSTENT
  DWORD LPDWORD LPVOID LPCSTR LPSTR LPTSTR HANDLE HWND HINSTANCE OVERLAPPED LPOVERLAPPED MAKEWORD WINAPI
  CreateThread CreateEvent CreateIoCompletionPort CloseHandle WaitForSingleObject GetLastError FormatMessage
  AcceptEx ConnectEx DisconnectEx TransmitFile SD_BOTH SD_SEND SD_RECEIVE _tmain _TCHAR _beginthreadex ZeroMemory
  inet_ntopA InetPton InetNtop InetPtonA InetNtopA`)

const BRIDGED_NAMES = words('SOCKET INVALID_SOCKET SOCKET_ERROR closesocket ioctlsocket WSAGetLastError Sleep')

const POSIX_NAMES = words(`
  fork vfork waitpid wait3 execv execve execvp execl execlp sigaction sigemptyset sigprocmask SIGPIPE SIGCHLD SIGHUP
  fcntl F_SETFL F_GETFL F_SETFD FD_CLOEXEC O_NONBLOCK EPOLLIN epoll_wait epoll_ctl epoll_create epoll_create1 kqueue
  kevent socketpair accept4 sendmsg recvmsg readv writev sockaddr_un MSG_NOSIGNAL MSG_DONTWAIT
  SOCK_CLOEXEC SOCK_NONBLOCK getuid setuid chroot`)

/** Evidence when called. */
const WEAK_POSIX_CALLS = words('close read write dup dup2 ioctl pipe sleep usleep poll bzero syslog pthread_create')

function collect(view: View, directives: readonly Directive[]): Evidence {
  const headers = { posix: 0, windows: 0, mingw: 0 }
  let quotedHeaders = 0
  for (const include of view.includes) {
    if (!include.live) continue
    const owner = headerProves(include)
    if (owner !== null) headers[owner]++
    else if (!include.angled) quotedHeaders++
  }

  const own = new Set(view.macros.keys())
  const counts = new Map<string, number>()
  let names = 0
  let weakPosix = 0
  for (const { word, called, declared } of identifiers(view.text, directives)) {
    names++
    if (declared) own.add(word)
    if (WEAK_POSIX_CALLS.has(word)) {
      if (called) weakPosix++
    } else if (WINDOWS_NAMES.has(word) || POSIX_NAMES.has(word) || BRIDGED_NAMES.has(word) || word.startsWith('WSA')) {
      counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  const strict = { posix: 0, windows: 0 }
  let bridged = 0
  for (const [word, count] of counts) {
    if (own.has(word)) continue
    if (BRIDGED_NAMES.has(word)) bridged += count
    else strict[POSIX_NAMES.has(word) ? 'posix' : 'windows'] += count
  }
  return { headers, quotedHeaders, strict, bridged, weakPosix, names }
}

interface Occurrence {
  readonly word: string
  /** A parenthesis follows. */
  readonly called: boolean
  /** It is the name that a typedef declares. */
  readonly declared: boolean
}

/** The identifiers of a text outside comments, literals and directives. */
function* identifiers(text: string, directives: readonly Directive[]): Generator<Occurrence> {
  const scanner = new Scanner(text)
  let inTypedef = false
  let next = 0
  let i = 0
  while (i < text.length) {
    const directive = directives[next]
    if (directive !== undefined && i >= directive.span.start) {
      i = Math.max(i, directive.span.end)
      next++
      continue
    }
    const unit = text.charCodeAt(i)
    const end = scanner.skip(i)
    if (unit === SEMICOLON) inTypedef = false
    if (isIdentifierStart(unit)) {
      const word = text.slice(i, end)
      const mark = /\S/.exec(text.slice(end, end + 40))?.[0] ?? ''
      if (word === 'typedef') inTypedef = true
      else yield { word, called: mark === '(', declared: inTypedef && (mark === ';' || mark === ',') }
    }
    i = end
  }
}

const SEMICOLON = 0x3b
