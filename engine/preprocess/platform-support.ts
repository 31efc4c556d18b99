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
  const headers = { posix: collectHeaders(views.posix), windows: collectHeaders(views.windows) }
  const ruledOut = {
    posix: headers.posix.windows > 0,
    // MinGW brings unistd.h and some others along: beside a Windows header they do not rule Windows out.
    windows: headers.windows.posix > 0 || (headers.windows.mingw > 0 && headers.windows.windows === 0),
  }
  if (ruledOut.posix && ruledOut.windows) return [headers.windows.posix > 0 ? 'posix' : 'windows']
  if (ruledOut.posix) return ['windows']
  if (ruledOut.windows) return ['posix']

  const hasPosixHeader = headers.posix.posix + headers.posix.mingw > 0
  const hasWindowsHeader = headers.windows.windows > 0
  if (hasPosixHeader && hasWindowsHeader) return ['posix', 'windows']

  const names = { posix: collectNames(views.posix, directives), windows: collectNames(views.windows, directives) }
  // The whole file stands under one platform's condition.
  if (hasWindowsHeader && names.posix.all === 0) return ['windows']
  if (hasPosixHeader && names.windows.all === 0) return ['posix']

  const conditional = PLATFORMS.some((platform) =>
    views[platform].decisions.some(({ condition }) => asksForWindows(condition)),
  )
  // Windows names that stand under a Windows condition alone: the file has code of its own for each.
  if (conditional && names.posix.all > 0 && names.posix.windows === 0 && names.windows.windows > 0)
    return ['posix', 'windows']
  const hasHeader = hasPosixHeader || hasWindowsHeader
  // A header of the project, or the condition for the other platform that was just found, can bring the bridge.
  const bridged = hasHeader || (conditional && headers.posix.quoted > 0)
  const windowsNames = names.posix.windows + (bridged ? 0 : names.posix.bridged)
  const posixNames = names.windows.posix + (hasHeader || conditional ? 0 : names.windows.weakPosix)
  if (windowsNames > 0 && posixNames > 0) return [windowsNames > posixNames ? 'windows' : 'posix']
  if (windowsNames > 0) return ['windows']
  if (posixNames > 0) return ['posix']
  if (!conditional) return [byPath(hints.path ?? '')]
  if (names.posix.all > 0 && names.windows.all > 0) return ['posix', 'windows']
  return [names.posix.all > 0 ? 'posix' : 'windows']
}

function byPath(path: string): Platform {
  return /(?:^|\/)(?:win|win32|windows|mswin|msvc|winsock)\/|[-_.](?:win|win32|windows|winsock)\.\w+$/i.test(path)
    ? 'windows'
    : 'posix'
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

/** The live includes of a view, counted by what they prove; `quoted` are the project's own. */
function collectHeaders(view: View): Record<Platform | 'mingw' | 'quoted', number> {
  const headers = { posix: 0, windows: 0, mingw: 0, quoted: 0 }
  for (const include of view.includes) {
    if (!include.live) continue
    const owner = headerProves(include)
    if (owner !== null) headers[owner]++
    else if (!include.angled) headers.quoted++
  }
  return headers
}

/** The names in a view, counted; without those that the view itself defines. */
interface Names {
  readonly all: number
  /** Names that only this platform has. */
  readonly posix: number
  readonly windows: number
  /** Winsock names that projects commonly define for POSIX, in a header of their own. */
  readonly bridged: number
  /** POSIX names that Windows compilers know as well (`close`, for files), or that projects define for Windows. */
  readonly weakPosix: number
}

function collectNames(view: View, directives: readonly Directive[]): Names {
  const own = new Set(view.macros.keys())
  const counts = new Map<string, number>()
  let all = 0
  let weakPosix = 0
  for (const { word, called, declared } of identifiers(view.text, directives)) {
    all++
    if (declared) own.add(word)
    if (WEAK_POSIX_CALLS.has(word)) {
      if (called) weakPosix++
    } else if (WINDOWS_NAMES.has(word) || POSIX_NAMES.has(word) || BRIDGED_NAMES.has(word) || word.startsWith('WSA')) {
      counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  const names = { all, posix: 0, windows: 0, bridged: 0, weakPosix }
  for (const [word, count] of counts) {
    if (own.has(word)) continue
    names[BRIDGED_NAMES.has(word) ? 'bridged' : POSIX_NAMES.has(word) ? 'posix' : 'windows'] += count
  }
  return names
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
