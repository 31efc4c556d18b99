import type { ApiFunction, Effect, Failure, ParameterRole } from './api.ts'
import type { Platform } from './platform.ts'

const BOTH: readonly Platform[] = ['posix', 'windows']
const POSIX: readonly Platform[] = ['posix']
const WINDOWS: readonly Platform[] = ['windows']

type Row = readonly [
  names: string,
  platforms: readonly Platform[],
  header: string,
  effect: Effect,
  failure: Failure,
  parameters: string,
  to?: 'host' | 'network',
  bits?: 16 | 32 | 64,
]

// One row a signature; functions of the same shape share it. Sources: POSIX.1-2017 system interfaces, Linux man
// pages section 2 and 3, Microsoft Learn "Winsock functions".
const ROWS: readonly Row[] = [
  ['socket', BOTH, 'sys/socket.h', 'create', 'minus-one', 'family type protocol'],
  ['WSASocket WSASocketA WSASocketW', WINDOWS, 'winsock2.h', 'create', 'minus-one', 'family type protocol - - -'],
  ['socketpair', POSIX, 'sys/socket.h', 'create-pair', 'minus-one', 'family type protocol pair'],
  ['pipe', POSIX, 'unistd.h', 'create-pair', 'minus-one', 'pair'],
  ['pipe2', POSIX, 'unistd.h', 'create-pair', 'minus-one', 'pair -'],
  ['open creat openat', POSIX, 'fcntl.h', 'open', 'minus-one', '- - - -'],
  ['epoll_create epoll_create1', POSIX, 'sys/epoll.h', 'open', 'minus-one', '-'],
  ['kqueue', POSIX, 'sys/event.h', 'open', 'minus-one', ''],
  ['eventfd', POSIX, 'sys/eventfd.h', 'open', 'minus-one', '- -'],
  ['timerfd_create', POSIX, 'sys/timerfd.h', 'open', 'minus-one', '- -'],
  ['inotify_init inotify_init1', POSIX, 'sys/inotify.h', 'open', 'minus-one', '-'],
  ['memfd_create', POSIX, 'sys/mman.h', 'open', 'minus-one', '- -'],
  ['posix_openpt', POSIX, 'stdlib.h', 'open', 'minus-one', '-'],
  ['mkstemp', POSIX, 'stdlib.h', 'open', 'minus-one', '-'],
  ['bind', BOTH, 'sys/socket.h', 'bind', 'minus-one', 'descriptor address length'],
  ['listen', BOTH, 'sys/socket.h', 'listen', 'minus-one', 'descriptor count'],
  ['accept', BOTH, 'sys/socket.h', 'accept', 'minus-one', 'descriptor out-address out'],
  ['accept4 paccept', POSIX, 'sys/socket.h', 'accept', 'minus-one', 'descriptor out-address out flags'],
  ['WSAAccept', WINDOWS, 'winsock2.h', 'accept', 'minus-one', 'descriptor out-address out condition -'],
  ['connect', BOTH, 'sys/socket.h', 'connect', 'minus-one', 'descriptor address length'],
  ['WSAConnect', WINDOWS, 'winsock2.h', 'connect', 'minus-one', 'descriptor address length - - - -'],
  ['close', BOTH, 'unistd.h', 'close', 'minus-one', 'descriptor'],
  // The C runtime of Windows numbers its files by itself: what a program means by these on a socket is the same.
  ['_close', WINDOWS, 'io.h', 'close', 'minus-one', 'descriptor'],
  ['_dup', WINDOWS, 'io.h', 'duplicate', 'minus-one', 'descriptor'],
  ['_write', WINDOWS, 'io.h', 'send', 'minus-one', 'descriptor buffer length'],
  ['_read', WINDOWS, 'io.h', 'receive', 'minus-one', 'descriptor out length'],
  ['_fdopen', WINDOWS, 'stdio.h', 'take', 'null', 'descriptor -'],
  ['closesocket', WINDOWS, 'winsock2.h', 'close', 'minus-one', 'descriptor'],
  ['shutdown', BOTH, 'sys/socket.h', 'shutdown', 'minus-one', 'descriptor how'],
  ['dup', BOTH, 'unistd.h', 'duplicate', 'minus-one', 'descriptor'],
  ['dup2', BOTH, 'unistd.h', 'duplicate', 'minus-one', 'descriptor new-descriptor'],
  ['dup3', POSIX, 'unistd.h', 'duplicate', 'minus-one', 'descriptor new-descriptor flags'],
  ['setsockopt', BOTH, 'sys/socket.h', 'option', 'minus-one', 'descriptor level option value length'],
  ['getsockopt', BOTH, 'sys/socket.h', 'get-option', 'minus-one', 'descriptor level option out out'],
  ['getsockname', BOTH, 'sys/socket.h', 'local-name', 'minus-one', 'descriptor out-address out'],
  ['getpeername', BOTH, 'sys/socket.h', 'peer-name', 'minus-one', 'descriptor out-address out'],
  ['send', BOTH, 'sys/socket.h', 'send', 'minus-one', 'descriptor buffer length flags'],
  ['sendto', BOTH, 'sys/socket.h', 'send', 'minus-one', 'descriptor buffer length flags address length'],
  ['sendmsg', POSIX, 'sys/socket.h', 'send', 'minus-one', 'descriptor message flags'],
  ['write', BOTH, 'unistd.h', 'send', 'minus-one', 'descriptor buffer length'],
  ['writev', POSIX, 'sys/uio.h', 'send', 'minus-one', 'descriptor buffer -'],
  ['WSASend', WINDOWS, 'winsock2.h', 'send', 'minus-one', 'descriptor buffer - out - - -'],
  ['WSASendTo', WINDOWS, 'winsock2.h', 'send', 'minus-one', 'descriptor buffer - out - address length - -'],
  ['recv', BOTH, 'sys/socket.h', 'receive', 'minus-one', 'descriptor out length flags'],
  ['recvfrom', BOTH, 'sys/socket.h', 'receive', 'minus-one', 'descriptor out length flags out-address out'],
  ['recvmsg', POSIX, 'sys/socket.h', 'receive', 'minus-one', 'descriptor out flags'],
  ['read', BOTH, 'unistd.h', 'receive', 'minus-one', 'descriptor out length'],
  ['readv', POSIX, 'sys/uio.h', 'receive', 'minus-one', 'descriptor out -'],
  ['WSARecv', WINDOWS, 'winsock2.h', 'receive', 'minus-one', 'descriptor out - out out - -'],
  ['WSARecvFrom', WINDOWS, 'winsock2.h', 'receive', 'minus-one', 'descriptor out - out out out-address out - -'],
  ['fcntl', POSIX, 'fcntl.h', 'control', 'minus-one', 'descriptor command number'],
  ['ioctl', POSIX, 'sys/ioctl.h', 'control', 'minus-one', 'descriptor request out'],
  ['ioctlsocket', WINDOWS, 'winsock2.h', 'control', 'minus-one', 'descriptor request out'],
  ['WSAIoctl', WINDOWS, 'winsock2.h', 'control', 'minus-one', 'descriptor - - - out - out - -'],
  ['WSAEventSelect', WINDOWS, 'winsock2.h', 'control', 'minus-one', 'descriptor - -'],
  // The messages of the window name the socket (wParam): whoever handles them finds it there.
  ['WSAAsyncSelect', WINDOWS, 'winsock2.h', 'register', 'minus-one', 'descriptor - - -'],
  ['select', BOTH, 'sys/select.h', 'wait', 'minus-one', 'count set set set timeout'],
  // pselect() and ppoll() leave their timeouts alone.
  ['pselect', POSIX, 'sys/select.h', 'wait', 'minus-one', 'count set set set read -'],
  ['poll', POSIX, 'poll.h', 'wait', 'minus-one', 'waits count number'],
  ['ppoll', POSIX, 'poll.h', 'wait', 'minus-one', 'waits count read -'],
  ['WSAPoll', WINDOWS, 'winsock2.h', 'wait', 'minus-one', 'waits count number'],
  ['FD_SET', BOTH, 'sys/select.h', 'select', 'never', 'descriptor set'],
  // A descriptor may leave a set, or be asked for in it, after it was closed.
  ['FD_CLR', BOTH, 'sys/select.h', 'unselect', 'never', 'descriptor set'],
  ['FD_ISSET', BOTH, 'sys/select.h', 'ask-set', 'never', 'descriptor set'],
  ['FD_ZERO', BOTH, 'sys/select.h', 'empty-set', 'never', 'set'],
  ['epoll_ctl', POSIX, 'sys/epoll.h', 'register', 'minus-one', '- command descriptor event'],
  ['epoll_wait', POSIX, 'sys/epoll.h', 'wait', 'minus-one', '- out count number'],
  ['epoll_pwait', POSIX, 'sys/epoll.h', 'wait', 'minus-one', '- out count number -'],
  ['fork vfork', POSIX, 'unistd.h', 'fork', 'minus-one', ''],
  ['exit _exit _Exit quick_exit', BOTH, 'stdlib.h', 'exit', 'never', '-'],
  ['assert', BOTH, 'assert.h', 'assert', 'never', 'number'],
  ['abort', BOTH, 'stdlib.h', 'exit', 'never', ''],
  ['pthread_exit thrd_exit', POSIX, 'pthread.h', 'exit', 'never', '-'],
  ['ExitProcess ExitThread _endthread _endthreadex', WINDOWS, 'windows.h', 'exit', 'never', '-'],
  ['execv execvp execve execl execlp execle fexecve', POSIX, 'unistd.h', 'exec', 'minus-one', '- - -'],
  // POSIX system(), popen(), posix_spawn(): the program gets the descriptors that are not close-on-exec.
  ['system', BOTH, 'stdlib.h', 'spawn', 'never', 'read'],
  ['popen', POSIX, 'stdio.h', 'spawn', 'null', 'read read'],
  ['posix_spawn posix_spawnp', POSIX, 'spawn.h', 'spawn', 'nonzero', 'out read read read read read'],
  ['longjmp siglongjmp', BOTH, 'setjmp.h', 'exit', 'never', '- -'],
  ['memset', BOTH, 'string.h', 'fill', 'never', 'destination byte length'],
  ['bzero explicit_bzero', POSIX, 'strings.h', 'fill', 'never', 'destination length'],
  ['ZeroMemory SecureZeroMemory RtlZeroMemory', WINDOWS, 'windows.h', 'fill', 'never', 'destination length'],
  ['memcpy memmove', BOTH, 'string.h', 'copy', 'never', 'destination source length'],
  ['bcopy', POSIX, 'strings.h', 'copy', 'never', 'source destination length'],
  ['CopyMemory MoveMemory RtlCopyMemory', WINDOWS, 'windows.h', 'copy', 'never', 'destination source length'],
  ['htons', BOTH, 'arpa/inet.h', 'swap-bytes', 'never', 'number', 'network', 16],
  ['htonl', BOTH, 'arpa/inet.h', 'swap-bytes', 'never', 'number', 'network', 32],
  ['htonll', WINDOWS, 'winsock2.h', 'swap-bytes', 'never', 'number', 'network', 64],
  ['htobe16', POSIX, 'endian.h', 'swap-bytes', 'never', 'number', 'network', 16],
  ['htobe32', POSIX, 'endian.h', 'swap-bytes', 'never', 'number', 'network', 32],
  ['htobe64', POSIX, 'endian.h', 'swap-bytes', 'never', 'number', 'network', 64],
  ['ntohs', BOTH, 'arpa/inet.h', 'swap-bytes', 'never', 'number', 'host', 16],
  ['ntohl', BOTH, 'arpa/inet.h', 'swap-bytes', 'never', 'number', 'host', 32],
  ['ntohll', WINDOWS, 'winsock2.h', 'swap-bytes', 'never', 'number', 'host', 64],
  ['be16toh', POSIX, 'endian.h', 'swap-bytes', 'never', 'number', 'host', 16],
  ['be32toh', POSIX, 'endian.h', 'swap-bytes', 'never', 'number', 'host', 32],
  ['be64toh', POSIX, 'endian.h', 'swap-bytes', 'never', 'number', 'host', 64],
  ['inet_addr', BOTH, 'arpa/inet.h', 'parse-address', 'never', 'text', 'network'],
  ['inet_aton', POSIX, 'arpa/inet.h', 'parse-address-into', 'zero', 'text out'],
  ['inet_pton', BOTH, 'arpa/inet.h', 'parse-address-into', 'zero', 'family text out'],
  ['InetPton InetPtonA InetPtonW', WINDOWS, 'ws2tcpip.h', 'parse-address-into', 'zero', 'family text out'],
  ['getaddrinfo', BOTH, 'netdb.h', 'resolve', 'nonzero', 'node service hints out-list'],
  ['GetAddrInfoA GetAddrInfoW GetAddrInfo', WINDOWS, 'ws2tcpip.h', 'resolve', 'nonzero', 'node service hints out-list'],
  ['freeaddrinfo', BOTH, 'netdb.h', 'free-list', 'never', 'list'],
  ['FreeAddrInfoA FreeAddrInfoW FreeAddrInfo', WINDOWS, 'ws2tcpip.h', 'free-list', 'never', 'list'],
  // Microsoft Learn, "IP Helper": each allocates the table that FreeMibTable() frees.
  ['GetIfTable2 GetIfStackTable GetInvertedIfStackTable', WINDOWS, 'netioapi.h', 'make-list', 'nonzero', 'out-list'],
  [
    'GetIfTable2Ex GetIpInterfaceTable GetUnicastIpAddressTable GetAnycastIpAddressTable GetMulticastIpAddressTable GetIpForwardTable2 GetIpNetTable2 GetIpPathTable',
    WINDOWS,
    'netioapi.h',
    'make-list',
    'nonzero',
    '- out-list',
  ],
  ['FreeMibTable', WINDOWS, 'netioapi.h', 'free-list', 'never', 'list'],
  ['NotifyAddrChange', WINDOWS, 'iphlpapi.h', 'none', 'nonzero', 'out read'],
  ['NotifyRouteChange', WINDOWS, 'iphlpapi.h', 'none', 'nonzero', 'out read'],
  // X/Open XTI (X/Open CAE C523): t_alloc() gives structures that t_free() frees; the others use them for their time.
  ['t_alloc', POSIX, 'xti.h', 'make-list', 'null', '- - -'],
  ['t_free', POSIX, 'xti.h', 'free-list', 'minus-one', 'list -'],
  [
    't_accept t_bind t_connect t_getinfo t_getprotaddr t_listen t_optmgmt t_rcvconnect t_rcvdis t_rcvudata t_rcvuderr t_sndudata',
    POSIX,
    'xti.h',
    'none',
    'minus-one',
    '- read read read',
  ],
  ['RegSetValueEx RegSetValueExA RegSetValueExW', WINDOWS, 'winreg.h', 'none', 'nonzero', '- text - - buffer length'],
  [
    'RegSetKeyValue RegSetKeyValueA RegSetKeyValueW',
    WINDOWS,
    'winreg.h',
    'none',
    'nonzero',
    '- text text - buffer length',
  ],
  ['sleep usleep nanosleep', POSIX, 'unistd.h', 'delay', 'never', '- -'],
  ['Sleep SleepEx', WINDOWS, 'windows.h', 'delay', 'never', '- -'],
  ['pthread_create', POSIX, 'pthread.h', 'start-thread', 'nonzero', '- - function value'],
  ['CreateThread', WINDOWS, 'windows.h', 'start-thread', 'zero', '- - function value - -'],
  ['_beginthreadex', WINDOWS, 'process.h', 'start-thread', 'zero', '- - function value - -'],
  ['_beginthread', WINDOWS, 'process.h', 'start-thread', 'zero', 'function - value'],
  ['WSAStartup', WINDOWS, 'winsock2.h', 'none', 'nonzero', '- out'],
  ['WSACleanup', WINDOWS, 'winsock2.h', 'none', 'never', ''],
  ['WSAGetLastError', WINDOWS, 'winsock2.h', 'last-error', 'never', ''],
  ['GetLastError', WINDOWS, 'windows.h', 'last-error', 'never', ''],
  ['HRESULT_FROM_WIN32', WINDOWS, 'winerror.h', 'error-result', 'never', 'number'],
  [
    'WSADuplicateSocket WSADuplicateSocketA WSADuplicateSocketW',
    WINDOWS,
    'winsock2.h',
    'share',
    'minus-one',
    'descriptor - out',
  ],
  ['inet_network gai_strerror if_nametoindex', BOTH, 'arpa/inet.h', 'none', 'never', '- - - -'],
  ['inet_ntoa', BOTH, 'arpa/inet.h', 'static-answer', 'never', '-'],
  ['inet_ntop', BOTH, 'arpa/inet.h', 'none', 'never', 'family - out length'],
  ['InetNtop InetNtopA', WINDOWS, 'ws2tcpip.h', 'none', 'never', 'family - out length'],
  // POSIX.1-2001 <netdb.h> (gethostbyname() and gethostbyaddr() are gone since POSIX.1-2008); gethostbyname(3).
  ['gethostbyname', BOTH, 'netdb.h', 'none', 'null', 'node'],
  ['gethostbyname2', POSIX, 'netdb.h', 'none', 'null', 'node family'],
  ['gethostbyaddr', BOTH, 'netdb.h', 'none', 'null', 'source length family'],
  ['getservbyname', BOTH, 'netdb.h', 'none', 'null', 'read read'],
  ['getservbyport', BOTH, 'netdb.h', 'none', 'null', 'number read'],
  ['getprotobyname', BOTH, 'netdb.h', 'none', 'null', 'read'],
  ['getprotobynumber', BOTH, 'netdb.h', 'none', 'null', 'number'],
  ['WSAAsyncGetHostByName', WINDOWS, 'winsock2.h', 'none', 'zero', '- - read out length'],
  ['WSAAsyncGetHostByAddr', WINDOWS, 'winsock2.h', 'none', 'zero', '- - read length family out length'],
  [
    'printf fprintf vprintf vfprintf puts fputs putchar perror fflush fputc putc fclose fopen',
    BOTH,
    'stdio.h',
    'none',
    'never',
    'read read read read read read read read',
  ],
  ['fwrite', BOTH, 'stdio.h', 'none', 'never', 'read length length read'],
  ['snprintf vsnprintf', BOTH, 'stdio.h', 'format', 'never', 'out length read read read read read read read read'],
  ['sprintf strcpy strncpy strcat strncat', BOTH, 'stdio.h', 'none', 'never', 'out read read read read read read read'],
  ['fgets gets', BOTH, 'stdio.h', 'none', 'never', 'out - -'],
  ['scanf', BOTH, 'stdio.h', 'none', 'never', 'read out out out out out out out'],
  ['sscanf fscanf', BOTH, 'stdio.h', 'none', 'never', 'read read out out out out out out'],
  ['syslog', POSIX, 'syslog.h', 'none', 'never', 'read read read read read read read read'],
  ['openlog closelog', POSIX, 'syslog.h', 'none', 'never', '- - -'],
  [
    'strlen strcmp strncmp strcasecmp strncasecmp strchr strrchr strstr strpbrk strspn strcspn strdup atof',
    BOTH,
    'string.h',
    'none',
    'never',
    'text text -',
  ],
  ['strerror strtok toupper tolower isdigit', BOTH, 'string.h', 'none', 'never', '- - - -'],
  ['atoi atol atoll strtol strtoul strtoll strtoull', BOTH, 'stdlib.h', 'none', 'never', 'text - -', 'host'],
  ['memcmp memchr', BOTH, 'string.h', 'none', 'never', '- - -'],
  ['malloc', BOTH, 'stdlib.h', 'allocate', 'null', 'length'],
  ['calloc', BOTH, 'stdlib.h', 'allocate-zeroed', 'null', 'length length'],
  ['realloc', BOTH, 'stdlib.h', 'none', 'null', '- length'],
  ['free', BOTH, 'stdlib.h', 'release', 'never', 'value'],
  ['getenv time clock rand srand getchar', BOTH, 'stdlib.h', 'none', 'never', '- -'],
  ['wait', POSIX, 'sys/wait.h', 'none', 'minus-one', 'out'],
  ['waitpid', POSIX, 'sys/wait.h', 'none', 'minus-one', '- out -'],
  [
    'WIFEXITED WEXITSTATUS WIFSIGNALED WTERMSIG WCOREDUMP WIFSTOPPED WSTOPSIG WIFCONTINUED',
    POSIX,
    'sys/wait.h',
    'none',
    'never',
    '-',
  ],
  [
    'signal sigaction sigemptyset sigaddset sigprocmask kill getpid getppid alarm',
    POSIX,
    'signal.h',
    'none',
    'never',
    '- - -',
  ],
  // A stream closes its descriptor; a descriptor that fdopen() refuses stays with the caller (POSIX fdopen(), fclose()).
  ['fdopen', BOTH, 'stdio.h', 'take', 'null', 'descriptor -'],
  // They use a descriptor for the time of the call and leave it with the caller.
  ['mmap', POSIX, 'sys/mman.h', 'none', 'minus-one', '- - - - descriptor -'],
  ['munmap msync mprotect', POSIX, 'sys/mman.h', 'none', 'minus-one', '- - -'],
  ['fstat', POSIX, 'sys/stat.h', 'none', 'minus-one', 'descriptor out'],
  ['lseek ftruncate', POSIX, 'unistd.h', 'none', 'minus-one', 'descriptor - -'],
  ['fsync fdatasync', POSIX, 'unistd.h', 'none', 'minus-one', 'descriptor'],
  ['isatty', POSIX, 'unistd.h', 'none', 'never', 'descriptor'],
  ['sockatmark', POSIX, 'sys/socket.h', 'none', 'minus-one', 'descriptor'],
  ['sendmmsg', POSIX, 'sys/socket.h', 'send', 'minus-one', 'descriptor message - -'],
  ['recvmmsg', POSIX, 'sys/socket.h', 'receive', 'minus-one', 'descriptor out - - -'],
  // SCTP: RFC 6458, sections 8.12 (sctp_sendmsg), 8.13 (sctp_recvmsg), 9.2 (sctp_peeloff: a new descriptor for one
  // association of a socket that has many), 9.3, 9.5.
  ['sctp_peeloff', POSIX, 'netinet/sctp.h', 'accept', 'minus-one', 'descriptor -'],
  ['sctp_recvmsg', POSIX, 'netinet/sctp.h', 'receive', 'minus-one', 'descriptor out length out-address out out out'],
  ['sctp_sendmsg', POSIX, 'netinet/sctp.h', 'send', 'minus-one', 'descriptor buffer length address length - - - - -'],
  ['sctp_getpaddrs sctp_getladdrs', POSIX, 'netinet/sctp.h', 'none', 'minus-one', 'descriptor - out'],
  ['sctp_opt_info', POSIX, 'netinet/sctp.h', 'none', 'minus-one', 'descriptor - - out out'],
  // Where a message carries descriptors (RFC 3542, section 20.3; unix(7)): what is put there is copied as it is sent,
  // what is found there was made as it was received.
  ['CMSG_DATA', POSIX, 'sys/socket.h', 'carried', 'never', 'source'],
  ['sendfile', POSIX, 'sys/sendfile.h', 'none', 'minus-one', '- - out -'],
  ['splice', POSIX, 'fcntl.h', 'none', 'minus-one', '- out - out - -'],
  ['tee', POSIX, 'fcntl.h', 'none', 'minus-one', '- - - -'],
  ['TransmitFile', WINDOWS, 'mswsock.h', 'none', 'zero', '- - - - - - -'],
  ['WSAEnumNetworkEvents', WINDOWS, 'winsock2.h', 'none', 'minus-one', 'descriptor - out'],
  ['getnameinfo', BOTH, 'netdb.h', 'none', 'nonzero', '- - out - out - -'],
  ['gethostname', BOTH, 'unistd.h', 'none', 'minus-one', 'out -'],
]

function expand(row: Row): ApiFunction[] {
  const [names, platforms, header, effect, failure, parameters, to, bits] = row
  const roles = (parameters === '' ? [] : parameters.split(' ')) as ParameterRole[]
  return names.split(' ').map((name) => ({
    name,
    platforms,
    header,
    effect,
    failure,
    parameters: roles,
    ...(to ? { to } : {}),
    ...(bits ? { bits } : {}),
  }))
}

/** Every function of the systems that the model knows; those of libraries are in `libraries/`. */
export const API_FUNCTIONS: readonly ApiFunction[] = ROWS.flatMap(expand)

/** Names of all functions of the systems that the model knows; no other layer spells them. */
export const API_FUNCTION_NAMES: ReadonlySet<string> = new Set(API_FUNCTIONS.map((row) => row.name))

/** Those of them that make a descriptor or are given one. */
export const DESCRIPTOR_CALL_NAMES: ReadonlySet<string> = new Set(
  API_FUNCTIONS.filter(
    ({ effect, parameters }) => effect === 'create' || parameters.some((role) => role.endsWith('descriptor')),
  ).map((row) => row.name),
)

const byName = new Map(API_FUNCTIONS.map((row) => [row.name, row]))

/**
 * The greater and the smaller of two numbers: macros of <sys/param.h> (BSD, glibc), of <stdlib.h> (Microsoft Learn
 * "__max, __min") and of many programs. Whatever defines them keeps neither.
 */
export const COMPARING_NAMES: ReadonlySet<string> = new Set(['max', 'min', 'MAX', 'MIN', '__max', '__min'])

/**
 * True for what tells the compiler which way a condition goes, and gives back what it is given: `__builtin_expect()` of
 * GCC, and the macros that programs make of it (`likely`, `G_UNLIKELY`, `OP_LIKELY`).
 */
export function isExpectation(name: string): boolean {
  return /^__builtin_expect|(?:^|_)(?:un)?likely_*$/i.test(name)
}

/** The row of a function on a platform. */
export function apiFunction(name: string, platform: Platform): ApiFunction | undefined {
  const row = byName.get(name)
  return row?.platforms.includes(platform) === true ? row : undefined
}

const QUIET: ReadonlySet<Effect> = new Set<Effect>([
  'none',
  'assert',
  'last-error',
  'error-result',
  'exec',
  'spawn',
  'share',
  'get-option',
  'local-name',
  'peer-name',
  'control',
  'select',
  'unselect',
  'ask-set',
  'empty-set',
  'wait',
  'register',
  'allocate',
  'allocate-zeroed',
  'release',
  'static-answer',
  'fill',
  'format',
  'copy',
  'delay',
  'swap-bytes',
])

/** True for a row whose call makes a function worth following: it touches sockets, ends a path or splits a process. */
export function isTracked({ effect }: ApiFunction): boolean {
  return !QUIET.has(effect)
}

/** Names of the tracked functions of the systems. */
export const TRACKED_NAMES: ReadonlySet<string> = new Set(API_FUNCTIONS.filter(isTracked).map((row) => row.name))

/** Headers of the network and its configuration; what they declare is told to rules even where a function touches no socket. */
const NETWORK_HEADERS: ReadonlySet<string> = new Set([
  'arpa/inet.h',
  'endian.h',
  'iphlpapi.h',
  'netdb.h',
  'netioapi.h',
  'netinet/sctp.h',
  'poll.h',
  'sys/epoll.h',
  'sys/select.h',
  'sys/socket.h',
  'winreg.h',
  'winsock2.h',
  'ws2tcpip.h',
  'xti.h',
])

/**
 * Names of functions whose calls rules want to know of in a function that calls nothing else of the model: it is followed
 * for its own sake, and stays to its callers what it was.
 */
export const TOLD_NAMES: ReadonlySet<string> = new Set(
  API_FUNCTIONS.filter((row) => !isTracked(row) && (NETWORK_HEADERS.has(row.header) || row.effect === 'control')).map(
    (row) => row.name,
  ),
)
