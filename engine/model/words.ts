import { TRACKED_NAMES } from './functions.ts'
import { LIBRARY_WORDS } from './libraries/index.ts'

// Words that are English or common in code without sockets: they count only beside a word that is not.
const GENERIC = new Set([
  'open',
  'openat',
  'creat',
  'pipe',
  'pipe2',
  'mkstemp',
  'eventfd',
  'kqueue',
  'epoll_create',
  'epoll_create1',
  'timerfd_create',
  'posix_openpt',
  'inotify_init',
  'inotify_init1',
  'memfd_create',
  'accept',
  'bind',
  'close',
  'connect',
  'listen',
  'read',
  'write',
  'send',
  'shutdown',
  'fork',
  'dup',
  'dup2',
  'dup3',
  'exit',
  '_exit',
  '_Exit',
  'quick_exit',
  'abort',
  'longjmp',
  'siglongjmp',
  'writev',
  'readv',
  'vfork',
  'pthread_exit',
  'thrd_exit',
  'pthread_create',
  'CreateThread',
  'ExitProcess',
  'ExitThread',
  '_beginthread',
  '_beginthreadex',
  '_endthread',
  '_endthreadex',
  'fdopen',
  'recv',
  'socket',
  'recvmsg',
  'sendmsg',
  '_close',
  '_dup',
  '_fdopen',
  '_read',
  '_write',
  't_free',
])

// What asks for, waits for or sets the configuration of the network, and is spelt like nothing else.
const CONFIGURATION_CALLS = [
  'GetAdaptersAddresses',
  'GetAdaptersInfo',
  'GetIfEntry',
  'GetIfTable',
  'GetIpAddrTable',
  'NotifyAddrChange',
  'NotifyRouteChange',
  'WSAStartup',
  'IN6_ARE_ADDR_EQUAL',
  'IN6_IS_ADDR_LINKLOCAL',
  'IN6_IS_ADDR_LOOPBACK',
  'IN6_IS_ADDR_MULTICAST',
  'IN6_IS_ADDR_UNSPECIFIED',
  'in6_addr2zoneid',
  'in6_embedscope',
  't_open',
  't_rcvudata',
  't_sndudata',
]

// Values of the registry: programs name them in strings.
const CONFIGURATION_VALUES = [
  'DisableDHCPMediaSense',
  'DisabledComponents',
  'MaxUserPort',
  'SynAttackProtect',
  'TcpTimedWaitDelay',
]

// Requests to ioctl() that belong to TLI and XTI.
const TLI_REQUESTS = ['TI_GETMYNAME', 'TI_GETPEERNAME']

// What waits for sockets that other files make, and is spelt like nothing else.
const WAITING_WORDS = ['FD_SET', 'FD_ISSET', 'epoll_wait', 'epoll_ctl', 'WSAPoll', 'pollfd']

/**
 * Headers that only code of a kernel includes. There `bind`, `accept` or `close` are the kernel's own functions, and the
 * faults of processes do not exist. None of Linux's is among the headers that it exports to programs (`include/uapi` of
 * its sources); Windows' are of the driver kit, which a program cannot be built with
 * (https://learn.microsoft.com/windows-hardware/drivers/kernel/).
 */
const KERNEL_HEADERS = [
  '<linux/dma-mapping.h>',
  '<linux/highmem.h>',
  '<linux/init.h>',
  '<linux/rhashtable.h>',
  '<linux/skbuff.h>',
  '<linux/slab.h>',
  '<linux/spinlock.h>',
  '<linux/uaccess.h>',
  '<linux/vmalloc.h>',
  '<linux/workqueue.h>',
  '<net/net_namespace.h>',
  '<net/sock.h>',
  '<net/tcp.h>',
  '<ntddk.h>',
  '<ntifs.h>',
  '<wdm.h>',
  '<wsk.h>',
]

// A file that can be built as a program as well, or tests code of a kernel in one, includes these.
const PROGRAM_HEADERS = [
  '<netinet/in.h>',
  '<stdio.h>',
  '<stdlib.h>',
  '<sys/socket.h>',
  '<unistd.h>',
  '<windows.h>',
  '<Windows.h>',
  '<winsock2.h>',
  '<WinSock2.h>',
  '<Winsock2.h>',
  '<winsock.h>',
]

/** What keeps a file that calls socket functions from being looked at. */
export const FOREIGN_CODE = { signs: KERNEL_HEADERS, unless: PROGRAM_HEADERS } as const

/** What the prefilter looks for; see `createWordFilter`. */
export const FILTER_WORDS = {
  /** Enough by themselves. */
  strict: [
    ...[...TRACKED_NAMES].filter((name) => !GENERIC.has(name)),
    ...WAITING_WORDS,
    ...CONFIGURATION_CALLS,
    ...LIBRARY_WORDS.strict,
  ].sort(),
  /** Enough by themselves, called or not. */
  named: [...CONFIGURATION_VALUES, ...TLI_REQUESTS],
  /** Need a context word in the same file. */
  generic: [
    'accept',
    'bind',
    'connect',
    'fcntl',
    'listen',
    'read',
    'recv',
    'recvmsg',
    'send',
    'sendmsg',
    'shutdown',
    'socket',
    'write',
    ...LIBRARY_WORDS.generic,
  ],
  /** Headers and types that show that the generic words are meant as socket calls. */
  context: [
    'sys/socket.h',
    'winsock.h',
    'winsock2.h',
    'WinSock2.h',
    'Winsock2.h',
    'netinet/in.h',
    ...LIBRARY_WORDS.context,
    'tlpi_hdr.h',
    'sockaddr',
    'sockaddr_in',
    'SOCKADDR',
    'SOCKADDR_IN',
    'SOCKET',
    'INVALID_SOCKET',
    'AF_INET',
    'AF_INET6',
    'AF_UNIX',
    'PF_INET',
  ],
  foreign: FOREIGN_CODE,
} as const

/** Functions in which a program begins, and whose return ends the process (C17 5.1.2.2.3; Microsoft's variants of them). */
export const ENTRY_POINTS: ReadonlySet<string> = new Set([
  'main',
  'wmain',
  '_tmain',
  'WinMain',
  'wWinMain',
  '_tWinMain',
])

/** True for the name of a function whose return ends the process. */
export function isEntryPoint(name: string): boolean {
  return ENTRY_POINTS.has(name)
}

const ENDINGS =
  /die|dying|death|fatal|exit|quit|abort|bail|panic|crash|crit|croak|err|fail|throw|raise|usage|terminat|finish|halt|kill|bug|assert|check|expect|require|ensure|verify|stop|leave|unreachable/i

/** True for the name of a function that may never return, as far as a name can tell: `die`, `err_quit`, `log_fatal`. */
export function mayEndProgram(name: string): boolean {
  return ENDINGS.test(name)
}
