/**
 * What a signal handler must not call: functions that take locks, keep buffers or hand out memory, so that one that
 * interrupts another of them finds them half done. Functions that only write to memory of their caller, such as
 * snprintf(), are not on the list of POSIX either, but do no such harm and are left out.
 */
const UNSAFE: ReadonlySet<string> = new Set(
  [
    // Streams (POSIX.1-2024 XSH 2.4.3 does not list them; signal-safety(7)).
    'printf fprintf vprintf vfprintf dprintf vdprintf puts fputs putchar fputc putc fflush fclose fopen fdopen freopen',
    'fwrite fread fgets fgetc getchar getc scanf fscanf perror psignal popen pclose',
    // The heap.
    'malloc calloc realloc free strdup strndup asprintf vasprintf getline',
    // Runs functions of atexit() and writes the buffers of streams.
    'exit',
    'syslog vsyslog openlog closelog',
    // Name resolution.
    'getaddrinfo freeaddrinfo getnameinfo gethostbyname gethostbyaddr getservbyname getpwnam getpwuid getgrnam',
    // Locks.
    'pthread_mutex_lock pthread_mutex_unlock pthread_cond_signal pthread_cond_broadcast pthread_create pthread_join',
    // The time zone and its lock.
    'localtime localtime_r ctime ctime_r mktime strftime',
    'system atexit setenv putenv err errx warn warnx',
  ].flatMap((names) => names.split(' ')),
)

/** True for a function that a signal handler must not call. */
export function isSignalUnsafe(name: string): boolean {
  return UNSAFE.has(name)
}

/**
 * Signals that the program raises itself at a known place: by a fault, after which nothing is left to break, or by
 * sending to a peer that is gone. They interrupt nothing but that.
 */
export const OWN_SIGNALS: ReadonlySet<string> = new Set([
  'SIGSEGV',
  'SIGBUS',
  'SIGFPE',
  'SIGILL',
  'SIGABRT',
  'SIGTRAP',
  'SIGSYS',
  'SIGPIPE',
])

/**
 * Calls that let signals in while they wait, or take them without a handler: a program that uses them may block signals
 * everywhere else, and then its handlers interrupt nothing.
 */
export const SIGNAL_WAITS: ReadonlySet<string> = new Set([
  'sigsuspend',
  'pselect',
  'ppoll',
  'epoll_pwait',
  'sigwait',
  'sigwaitinfo',
  'sigtimedwait',
  'signalfd',
])

/** Calls that set a handler with the signal and the function as arguments; the last is Stevens'. */
export const HANDLER_SETTERS: ReadonlySet<string> = new Set(['signal', 'bsd_signal', 'sysv_signal', 'sigset', 'Signal'])

/** The call that sets a handler by a structure, its type, and the members that take the function. */
export const ACTION = {
  setters: new Set(['sigaction', 'Sigaction']),
  handlers: new Set(['sa_handler', 'sa_sigaction']),
} as const
