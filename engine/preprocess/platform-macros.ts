import type { Platform } from '../text/platform.ts'
import { hasHeader, headerOfMacro } from './headers.ts'

/**
 * What a macro is on a platform before the file says anything, as data. POSIX is seen as Linux with GCC, Windows as
 * x64 with Microsoft's compiler.
 * - a string: defined as this text
 * - false: not defined
 * - `relative`: another system of the same family; see `PlatformMacros`
 */
type Setting = string | false | typeof RELATIVE
export const RELATIVE = Symbol('another system of the family')

interface Row {
  readonly posix: Setting
  readonly windows: Setting
}

const words = (list: string): string[] => list.trim().split(/\s+/)

/** Macros that a Windows compiler or SDK defines, and the ones projects commonly set for Windows. */
const WINDOWS_ONLY = `
  _WIN32 WIN32 __WIN32 __WIN32__ _WIN64 WIN64 __WIN64 __WIN64__ _WINDOWS WINDOWS __WINDOWS__ _WINDOWS_ WIN
  OS_WIN OS_WIN32 OS_WINDOWS Q_OS_WIN Q_OS_WIN32 Q_OS_WIN64 Q_WS_WIN SYSTEM_WINDOWS PLATFORM_WINDOWS PLATFORM_WIN32
  TARGET_OS_WINDOWS BOOST_OS_WINDOWS BOOST_WINDOWS SK_BUILD_FOR_WIN __WXMSW__ XP_WIN XP_WIN32 G_OS_WIN32 G_PLATFORM_WIN32
  APR_HAVE_WINSOCK2_H NATIVE_WIN32 USE_WINSOCK USE_WINSOCK2 USE_WIN32 HAVE_WINSOCK HAVE_WINSOCK2 HAVE_WINDOWS
  HAVE_CLOSESOCKET HAVE_IOCTLSOCKET HAVE_IOCTLSOCKET_FIONBIO HAVE_WSASTARTUP
  _M_X64 _M_AMD64 _CPPUNWIND _CONSOLE _DLL
  SO_EXCLUSIVEADDRUSE INVALID_SOCKET SOCKET_ERROR SD_BOTH SD_SEND SD_RECEIVE SIO_RCVALL SIO_KEEPALIVE_VALS
  SIO_UDP_CONNRESET WSAEWOULDBLOCK WSAEINTR WSAECONNRESET WSA_FLAG_OVERLAPPED WSA_FLAG_NO_HANDLE_INHERIT`

/** Macros of every Unix, and the ones projects commonly set for it. */
const POSIX_ONLY = `
  __unix__ __unix unix _POSIX_SOURCE __USE_POSIX OS_UNIX OS_POSIX Q_OS_UNIX G_OS_UNIX XP_UNIX
  PLATFORM_UNIX PLATFORM_POSIX SYSTEM_UNIX
  __GNUC__ __ELF__ __LP64__ _LP64 __x86_64__ __x86_64
  __linux__ __linux linux __gnu_linux__ OS_LINUX Q_OS_LINUX PLATFORM_LINUX SYSTEM_LINUX BOOST_OS_LINUX __GLIBC__
  HAVE_FORK HAVE_VFORK HAVE_POLL HAVE_FCNTL HAVE_FCNTL_O_NONBLOCK HAVE_SIGACTION HAVE_SIGPIPE HAVE_ALARM HAVE_PIPE
  HAVE_SOCKETPAIR HAVE_WAITPID HAVE_EPOLL HAVE_EPOLL_CREATE HAVE_EPOLL_CREATE1 HAVE_ACCEPT4 HAVE_SENDMSG HAVE_RECVMSG
  HAVE_SENDFILE HAVE_GETIFADDRS HAVE_IF_NAMETOINDEX HAVE_MSG_NOSIGNAL HAVE_UNIX_SOCKETS HAVE_AF_UNIX HAVE_EVENTFD
  MSG_NOSIGNAL MSG_DONTWAIT MSG_MORE SOCK_CLOEXEC SOCK_NONBLOCK O_NONBLOCK O_CLOEXEC FD_CLOEXEC F_GETFL F_SETFL F_SETFD
  F_GETFD F_DUPFD_CLOEXEC SIGPIPE SIGCHLD SIGHUP SIGALRM SHUT_RD SHUT_WR SHUT_RDWR SO_REUSEPORT SO_PEERCRED
  SO_BINDTODEVICE TCP_CORK TCP_QUICKACK TCP_USER_TIMEOUT TCP_DEFER_ACCEPT TCP_FASTOPEN_CONNECT MSG_FASTOPEN EPOLLIN EPOLLEXCLUSIVE
  SCM_RIGHTS WNOHANG FIONBIO_IS_INT`

/** Defined, or usable, on both. */
const BOTH = `
  TRUE AF_INET AF_INET6 AF_UNIX AF_UNSPEC PF_INET PF_INET6 SOL_SOCKET SOMAXCONN SOCK_STREAM SOCK_DGRAM
  SO_REUSEADDR SO_KEEPALIVE SO_LINGER SO_BROADCAST SO_RCVBUF SO_SNDBUF SO_RCVTIMEO SO_SNDTIMEO SO_ERROR
  IPV6_V6ONLY IPPROTO_TCP IPPROTO_UDP IPPROTO_IPV6 TCP_NODELAY TCP_KEEPIDLE TCP_KEEPINTVL TCP_KEEPCNT TCP_FASTOPEN
  INADDR_ANY INADDR_NONE INADDR_LOOPBACK NI_NUMERICHOST NI_NUMERICSERV AI_PASSIVE AI_NUMERICHOST AI_ADDRCONFIG
  INET_ADDRSTRLEN INET6_ADDRSTRLEN
  EAGAIN EINTR EWOULDBLOCK ECONNRESET EINPROGRESS EADDRINUSE EPIPE SIGINT SIGTERM FIONBIO FIONREAD
  HAVE_SOCKET HAVE_SELECT HAVE_GETADDRINFO HAVE_FREEADDRINFO HAVE_GETNAMEINFO HAVE_GETHOSTNAME HAVE_GETPEERNAME
  HAVE_GETSOCKNAME HAVE_INET_NTOP HAVE_INET_PTON HAVE_RECV HAVE_SEND HAVE_IPV6 HAVE_AF_INET6
  HAVE_STRUCT_ADDRINFO HAVE_STRUCT_SOCKADDR_IN6 HAVE_STRUCT_SOCKADDR_STORAGE HAVE_SOCKADDR_IN6_SIN6_SCOPE_ID`

/** Other systems than the two families, and compilers of the past. */
const NEITHER = `
  MSDOS __MSDOS__ _MSDOS __DOS__ DOS __DJGPP__ __GO32__ OS2 __OS2__ __EMX__ VMS __VMS __VMS__ vax11c NETWARE __NETWARE__
  __AMIGA__ AMIGA amigaos __MORPHOS__ __BEOS__ BEOS __SYMBIAN32__ __PALMOS__ macintosh THINK_C __riscos__ __MVS__ __TANDEM
  _WIN32_WCE UNDER_CE _XBOX _XBOX_ONE __ORBIS__ __vxworks __VXWORKS__ VXWORKS __rtems__ __ZEPHYR__ CONFIG_FREERTOS
  LWIP_SOCKET ESP_PLATFORM ESP8266 ARDUINO __EMSCRIPTEN__ __wasi__ __wasm__ __CYGWIN__ __CYGWIN32__ __MSYS__
  __BORLANDC__ __TURBOC__ __WATCOMC__ __DMC__ __LCC__ __POCC__ __SASC __MWERKS__ __SUNPRO_C __SUNPRO_CC __HP_cc
  __clang__ __INTEL_COMPILER __TINYC__ __PCC__ __KERNEL__ FALSE
  _M_IX86 _M_ARM _M_ARM64 __i386__ __i386 __arm__ __aarch64__ __mips__ __powerpc__ __sparc__ lint __lint __CPPCHECK__
  __cppcheck__ S_SPLINT_S __KLOCWORK__ SWIG DOXYGEN DOXYGEN_SHOULD_SKIP_THIS __DOXYGEN__ Q_MOC_RUN RC_INVOKED`

/** Other Unixes, and what only they have. */
const UNIX_RELATIVES = `
  __APPLE__ __MACH__ __APPLE_CC__ MACOSX MACOS __MACOSX__ TARGET_OS_MAC TARGET_OS_OSX TARGET_OS_IPHONE TARGET_OS_IOS
  OS_MACOSX OS_MAC OS_IOS Q_OS_MAC Q_OS_MACOS Q_OS_DARWIN Q_OS_IOS DARWIN __darwin__ XP_MACOSX PLATFORM_MACOS PLATFORM_APPLE
  __FreeBSD__ __FreeBSD_kernel__ __NetBSD__ __OpenBSD__ __DragonFly__ __bsdi__ BSD __BSD__ OS_FREEBSD OS_BSD Q_OS_BSD4
  FREEBSD Q_OS_FREEBSD __sun __sun__ sun __SVR4 __svr4__ SVR4 SOLARIS SOLARIS2 OS_SOLARIS Q_OS_SOLARIS
  _AIX AIX __hpux hpux HPUX __hpux__ __sgi sgi IRIX __osf__ __ultrix SCO __SCO_VERSION__ __UNIXWARE__ __QNX__ __QNXNTO__
  __HAIKU__ __minix __GNU__ __ANDROID__ ANDROID OS_ANDROID Q_OS_ANDROID __Fuchsia__ __NuttX__
  SO_NOSIGPIPE HAVE_KQUEUE HAVE_SOCKADDR_SA_LEN HAVE_SIN_LEN SIN6_LEN SO_REUSEPORT_LB SO_NOSIGPIPE_WORKS HAVE_DEVPOLL HAVE_PORT_CREATE EVFILT_READ CONNECT_DATA_IDEMPOTENT
  HAVE_CONNECTX HAVE_BUILTIN_AVAILABLE`

const WINDOWS_RELATIVES = '__MINGW32__ __MINGW64__ __MINGW__ MINGW Q_CC_MINGW __GNUWIN32__'

/** Macros whose number conditions compare. */
const VALUES: Readonly<Record<string, Row>> = {
  _MSC_VER: { posix: false, windows: '1940' },
  _MSC_FULL_VER: { posix: false, windows: '194033811' },
  _MSC_EXTENSIONS: { posix: false, windows: '1' },
  _WIN32_WINNT: { posix: false, windows: '0x0A00' },
  WINVER: { posix: false, windows: '0x0A00' },
  NTDDI_VERSION: { posix: false, windows: '0x0A00000C' },
  _WIN32_IE: { posix: false, windows: '0x0A00' },
  WINAPI_FAMILY: { posix: false, windows: '100' },
  WINAPI_FAMILY_DESKTOP_APP: { posix: false, windows: '100' },
  _POSIX_VERSION: { posix: '200809L', windows: false },
  _POSIX_C_SOURCE: { posix: '200809L', windows: false },
  _XOPEN_SOURCE: { posix: '700', windows: false },
  __GNUC__: { posix: '12', windows: false },
  __GNUC_MINOR__: { posix: '2', windows: false },
  __GLIBC__: { posix: '2', windows: false },
  __GLIBC_MINOR__: { posix: '36', windows: false },
  TCP_KEEPALIVE: { posix: RELATIVE, windows: '3' },
  SIZEOF_SOCKET: { posix: '4', windows: '8' },
  FALSE: { posix: '0', windows: '0' },
  HAVE_WINSOCK_H: { posix: false, windows: '1' },
  APR_HAVE_NETINET_IN_H: { posix: '1', windows: '0' },
  APR_HAVE_SYS_SOCKET_H: { posix: '1', windows: '0' },
  LINUX_VERSION_CODE: { posix: '393472', windows: false },
}

const TABLE: ReadonlyMap<string, Row> = new Map([
  ...words(WINDOWS_ONLY).map((name) => [name, { posix: false, windows: '1' }] as const),
  ...words(POSIX_ONLY).map((name) => [name, { posix: '1', windows: false }] as const),
  ...words(BOTH).map((name) => [name, { posix: '1', windows: '1' }] as const),
  ...words(NEITHER).map((name) => [name, { posix: false, windows: false }] as const),
  ...words(UNIX_RELATIVES).map((name) => [name, { posix: RELATIVE, windows: false }] as const),
  ...words(WINDOWS_RELATIVES).map((name) => [name, { posix: false, windows: RELATIVE }] as const),
  ...Object.entries(VALUES),
])

/** Names in a condition that show a file asks for the very system each family is seen as. */
const NAMES_LINUX = /\b(?:__linux__|__linux|linux|__gnu_linux__|\w*OS_LINUX|PLATFORM_LINUX|SYSTEM_LINUX)\b/
const NAMES_WINDOWS =
  /\b(?:_?WIN(?:32|64)|__WIN(?:32|64)(?:__)?|_MSC_VER|_?WINDOWS|(?:Q_|G_)?OS_WIN\w*|PLATFORM_WIN\w*|USE_WINSOCK2?|HAVE_WINSOCK2?(?:_H)?|HAVE_WINDOWS_H)\b/

/**
 * A project's own macros say by their names what they are about: `MY_OS_WINDOWS`, `USE_WIN32_CRYPTO`, `IS_LINUX`.
 * A name that says `NO` says nothing, and one with more behind `WIN32` is a choice that Windows builds have.
 */
function settingByName(name: string): { posix: PlatformSetting; windows: PlatformSetting } | undefined {
  if (/(?:^|_)(?:NO|NOT|NON|WITHOUT|DISABLED?|IGNORE)(?:_|$)/i.test(name)) return undefined
  if (/(?:^|_)(?:WIN32|WIN64|WINDOWS|WINSOCK2?)$/.test(name)) return { posix: false, windows: '1' }
  if (/(?:^|_)(?:WIN32|WIN64|WINDOWS|WINSOCK2?)_/.test(name)) return { posix: false, windows: undefined }
  if (/(?:^|_)(?:MACOSX?|OSX|DARWIN|FREEBSD|NETBSD|OPENBSD|SOLARIS|SUNOS|AIX|HPUX|ANDROID|IOS)$/.test(name))
    return { posix: RELATIVE, windows: false }
  if (/(?:^|_)(?:VXWORKS|OPENVMS|VMS|OS2|SYMBIAN|ZEPHYR|FREERTOS|EMSCRIPTEN|RTEMS|CYGWIN)$/.test(name))
    return { posix: false, windows: false }
  if (/(?:^|_)(?:OS|IS|ON|SYSTEM|PLATFORM|TARGET|BUILD|HOST)_(?:UNIX|POSIX|LINUX)$/.test(name))
    return { posix: '1', windows: false }
  return undefined
}

/**
 * Whether what a configuration, a compilation database or a header says of a macro counts on a platform. They tell
 * about one build on one system: `-D__linux__` and a generated `#define HAVE_POLL 1` say nothing about Windows, and
 * `-D__APPLE__` cannot make a view that is Linux another system as well. Only what a feature test (`HAVE_…`) found
 * may be taken away from the platform that is taken to have it.
 */
export function mayBeGiven(name: string, value: string | null, platform: Platform): boolean {
  const row = TABLE.get(name) ?? rowOfHeader(name) ?? settingByName(name)
  if (row === undefined || row.posix === row.windows) return true
  const own = row[platform]
  if (own === false) return false
  return /^HAVE_|_HAVE_/.test(name) || (value !== null && own !== RELATIVE)
}

function rowOfHeader(macro: string): Row | undefined {
  const header = headerOfMacro(macro)
  if (header === undefined) return undefined
  const setting = (platform: Platform): Setting => {
    const has = hasHeader(header, platform)
    return has === undefined ? RELATIVE : has ? '1' : false
  }
  return { posix: setting('posix'), windows: setting('windows') }
}

/** What is known of a macro before the file: see `Setting`; undefined when nothing is. */
export type PlatformSetting = Setting | undefined

/**
 * The macros of one platform as one file meets them. `relative` macros stand for another system of the same family
 * (`__APPLE__` on POSIX, `__MINGW32__` on Windows). A file that also asks for the system the family is seen as shows
 * that the relative is the other case: then it is undefined. Otherwise the caller decides.
 */
export class PlatformMacros {
  private readonly namesOwnSystem: boolean

  /** `conditions` are the texts of all conditions of the file. */
  constructor(
    readonly platform: Platform,
    private readonly language: 'c' | 'cpp',
    conditions: Iterable<string>,
  ) {
    const own = platform === 'posix' ? NAMES_LINUX : NAMES_WINDOWS
    let found = false
    for (const condition of conditions) {
      if (own.test(condition)) {
        found = true
        break
      }
    }
    this.namesOwnSystem = found
  }

  setting(name: string): PlatformSetting {
    const common = this.languageMacro(name)
    if (common !== undefined) return common
    const row = TABLE.get(name)
    if (row !== undefined) return row[this.platform] === RELATIVE ? this.relative() : row[this.platform]
    const header = headerOfMacro(name)
    if (header !== undefined) {
      const has = hasHeader(header, this.platform)
      return has === undefined ? this.relative() : has ? '1' : false
    }
    const own = settingByName(name)?.[this.platform]
    return own === RELATIVE ? this.relative() : own
  }

  private relative(): PlatformSetting {
    if (this.namesOwnSystem) return false
    // A file that knows Windows by the name of MinGW alone means Windows by it.
    return this.platform === 'windows' ? '1' : RELATIVE
  }

  private languageMacro(name: string): string | false | undefined {
    const cpp = this.language === 'cpp'
    switch (name) {
      case '__cplusplus':
        return cpp ? '202002L' : false
      case '__STDC_VERSION__':
        return cpp ? false : '201710L'
      case '__STDC__':
      case '__has_include':
        return '1'
      case '__OBJC__':
        return false
      case 'true':
        return cpp ? '1' : undefined
      case 'false':
        return cpp ? '0' : undefined
      default:
        return undefined
    }
  }
}

/** True when a condition asks whether this is Windows. */
export function asksForWindows(condition: string): boolean {
  if (NAMES_WINDOWS.test(condition) || /\b\w*MINGW\w*\b/.test(condition)) return true
  return (condition.match(/\b[A-Za-z_]\w*/g) ?? []).some((name) => settingByName(name)?.windows === '1')
}
