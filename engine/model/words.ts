import { TRACKED_NAMES } from './functions.ts'

// Words that are English or common in code without sockets: they count only beside a word that is not.
const GENERIC = new Set([
  'accept', 'bind', 'close', 'connect', 'listen', 'read', 'write', 'send', 'shutdown', 'fork', 'dup', 'dup2', 'dup3', 'exit', '_exit',
  '_Exit', 'quick_exit', 'abort', 'err', 'errx', 'verr', 'verrx', 'longjmp', 'siglongjmp', 'writev', 'readv', 'vfork',
  'pthread_exit', 'thrd_exit', 'pthread_create', 'CreateThread', 'ExitProcess', 'ExitThread', '_beginthread', '_beginthreadex',
  '_endthread', '_endthreadex', 'Accept', 'Bind', 'Close', 'Connect', 'Listen', 'Read', 'Write', 'Send', 'Shutdown', 'Fork', 'Dup2',
  'Socket', 'Recv', 'Select', 'Poll', 'Pthread_create', 'err_sys', 'err_quit', 'err_dump', 'recv', 'socket', 'recvmsg', 'sendmsg',
])

/** What the prefilter looks for; see `createWordFilter`. */
export const FILTER_WORDS = {
  /** Enough by themselves. */
  strict: [...TRACKED_NAMES].filter((name) => !GENERIC.has(name)).sort(),
  /** Need a context word in the same file. */
  generic: ['accept', 'bind', 'connect', 'listen', 'recv', 'recvmsg', 'sendmsg', 'socket', 'Accept', 'Bind', 'Connect', 'Listen', 'Socket'],
  /** Headers and types that show that the generic words are meant as socket calls. */
  context: ['sys/socket.h', 'winsock.h', 'winsock2.h', 'WinSock2.h', 'Winsock2.h', 'netinet/in.h', 'unp.h', 'tlpi_hdr.h', 'sockaddr', 'sockaddr_in', 'SOCKADDR', 'SOCKADDR_IN', 'SOCKET', 'INVALID_SOCKET', 'AF_INET', 'AF_INET6', 'AF_UNIX', 'PF_INET'],
} as const
