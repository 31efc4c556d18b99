import type { Platform } from '../text/platform.ts'

/**
 * Headers that only one platform has, as data. A header that both have (`errno.h`, `fcntl.h`, `sys/types.h`) says
 * nothing and is not listed. Names are in lower case with `/`: Windows takes any spelling.
 */

/** POSIX, BSD and Linux headers that no Windows compiler brings along. */
const POSIX_HEADERS = `
  arpa/inet.h arpa/nameser.h arpa/telnet.h net/if.h net/if_arp.h net/route.h net/ethernet.h
  netdb.h netinet/in.h netinet/in_systm.h netinet/ip.h netinet/ip6.h netinet/ip_icmp.h netinet/icmp6.h
  netinet/tcp.h netinet/udp.h netinet/sctp.h netinet/if_ether.h netpacket/packet.h resolv.h ifaddrs.h
  sys/socket.h sys/socketvar.h sys/un.h sys/select.h sys/poll.h poll.h sys/epoll.h sys/eventfd.h
  sys/signalfd.h sys/timerfd.h sys/inotify.h sys/sendfile.h sys/uio.h sys/ioctl.h
  sys/wait.h sys/resource.h sys/mman.h sys/ipc.h sys/msg.h sys/sem.h sys/shm.h sys/statvfs.h sys/vfs.h sys/mount.h
  sys/utsname.h sys/syscall.h sys/prctl.h sys/ptrace.h sys/capability.h sys/random.h sys/times.h
  sys/sysinfo.h sys/ucred.h termios.h termio.h pty.h
  utmp.h utmpx.h pwd.h grp.h shadow.h syslog.h sys/syslog.h semaphore.h spawn.h mqueue.h aio.h dlfcn.h
  langinfo.h wordexp.h glob.h fnmatch.h regex.h netlink/netlink.h liburing.h systemd/sd-daemon.h tirpc/rpc/rpc.h
  rpc/rpc.h security/pam_appl.h
  unp.h unpthread.h unpifi.h unprtt.h unproute.h unpicmpd.h tlpi_hdr.h apue.h csapp.h`

/** Headers of other Unixes than Linux. */
const RELATIVE_HEADERS = `
  net/if_dl.h net/if_types.h net/bpf.h sys/event.h sys/filio.h sys/sockio.h sys/devpoll.h sys/sysctl.h port.h stropts.h
  xti.h xti_inet.h tiuser.h util.h libutil.h kvm.h`

/** POSIX headers that MinGW brings along: beside a Windows header they prove nothing. */
const MINGW_HEADERS = 'unistd.h sys/time.h sys/param.h dirent.h getopt.h pthread.h sched.h strings.h libgen.h utime.h'

const WINDOWS_HEADERS = `
  winsock.h winsock2.h ws2tcpip.h wspiapi.h mswsock.h ws2ipdef.h ws2spi.h wsipx.h wsnwlink.h wsnetbs.h ws2bth.h
  afunix.h mstcpip.h iphlpapi.h iptypes.h ipexport.h netioapi.h nspapi.h svcguid.h hvsocket.h windns.h
  windows.h windowsx.h windef.h winbase.h winnt.h winuser.h winerror.h wincrypt.h winsvc.h winreg.h winioctl.h
  winternl.h mmsystem.h process.h conio.h tchar.h direct.h io.h atlbase.h atlstr.h afx.h afxwin.h afxsock.h afxext.h
  stdafx.h shellapi.h shlobj.h shlwapi.h psapi.h tlhelp32.h dbghelp.h objbase.h comdef.h bcrypt.h schannel.h sspi.h
  security.h versionhelpers.h synchapi.h processthreadsapi.h minwindef.h sdkddkver.h crtdbg.h wininet.h winhttp.h`

/** Both compilers have them or a program may bring its own: too weak to rule the other platform out. */
const WEAK_WINDOWS_HEADERS = new Set(['process.h', 'conio.h', 'direct.h', 'io.h', 'security.h'])

const BOTH_HEADERS = `
  assert.h ctype.h errno.h fcntl.h float.h inttypes.h iso646.h limits.h locale.h malloc.h math.h memory.h setjmp.h
  signal.h stdarg.h stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h sys/stat.h sys/types.h time.h wchar.h`

const words = (list: string): string[] => list.trim().split(/\s+/)

/** Whose a header is: one platform's, of POSIX but not of Linux, of POSIX and MinGW, of all. */
type Owner = Platform | 'relative' | 'mingw' | 'both'

const OWNER = new Map<string, Owner>([
  ...words(BOTH_HEADERS).map((name) => [name, 'both'] as const),
  ...words(MINGW_HEADERS).map((name) => [name, 'mingw'] as const),
  ...words(RELATIVE_HEADERS).map((name) => [name, 'relative'] as const),
  ...words(POSIX_HEADERS).map((name) => [name, 'posix'] as const),
  ...words(WINDOWS_HEADERS).map((name) => [name, 'windows'] as const),
])

/** Families of which every header belongs to one platform. Small systems that bring a stack of their own follow POSIX. */
const POSIX_FOLDERS =
  /^(?:linux|asm|asm-generic|bsd|mach|netinet|netinet6|arpa|net|netpacket|netatalk|netlink|sys\/net|lwip|freertos|zephyr)\//

function ownerOf(name: string): Owner | null {
  const plain = name.toLowerCase().replaceAll('\\', '/')
  return OWNER.get(plain) ?? (POSIX_FOLDERS.test(plain) ? 'posix' : null)
}

/** An include as far as it tells platforms apart. */
export interface HeaderName {
  readonly name: string
  readonly angled: boolean
}

/** Names that are the system's (or a well-known library's) in quotes too; `"util.h"` and `"regex.h"` are a project's own. */
const KNOWN_IN_QUOTES =
  /[/]|^(?:unistd|netdb|unp\w*|tlpi_hdr|apue|csapp|winsock2?|ws2tcpip|wspiapi|mswsock|windows|stdafx|afx\w*)\.h$/i

/**
 * The platform of which a program is that includes this header unconditionally; null when the header says nothing.
 * `mingw` is a POSIX header that some Windows compilers bring too.
 */
export function headerProves(header: HeaderName): Platform | 'mingw' | null {
  if (!header.angled && !KNOWN_IN_QUOTES.test(header.name)) return null
  if (WEAK_WINDOWS_HEADERS.has(header.name.toLowerCase())) return null
  const owner = ownerOf(header.name)
  return owner === 'relative' ? 'posix' : owner === 'both' ? null : owner
}

/** Whether a compiler for the platform finds the header; undefined when the name says nothing. */
export function hasHeader(name: string, platform: Platform): boolean | undefined {
  const owner = ownerOf(name)
  if (owner === null) return undefined
  if (owner === 'relative') return platform === 'posix' ? undefined : false
  return owner === 'both' || owner === platform || (owner === 'mingw' && platform === 'posix')
}

/** `HAVE_SYS_SOCKET_H` -> `sys/socket.h`, for the headers this file knows. */
const HEADER_OF_MACRO = new Map(
  [...OWNER.keys()].map((name) => [`HAVE_${name.toUpperCase().replace(/[/.-]/g, '_')}`, name]),
)

/** The header that an Autoconf-style macro asks for; undefined when it is none of the known ones. */
export function headerOfMacro(macro: string): string | undefined {
  return HEADER_OF_MACRO.get(macro)
}
