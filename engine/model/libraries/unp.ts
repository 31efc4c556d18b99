import type { Library } from './library.ts'

const REFERENCE = 'Stevens, Fenner, Rudoff: UNIX Network Programming, volume 1, third edition; lib/ of its source code'

/** The wrappers of "UNIX Network Programming": an API function with a capital letter ends the program on failure. */
export const UNP: Library = {
  name: 'UNIX Network Programming',
  reference: REFERENCE,
  platforms: ['posix'],
  headers: ['unp.h', 'unpthread.h', 'unpifi.h', 'unprtt.h'],
  exiting: {
    Socket: 'socket',
    Socketpair: 'socketpair',
    Bind: 'bind',
    Listen: 'listen',
    Accept: 'accept',
    Connect: 'connect',
    Close: 'close',
    Shutdown: 'shutdown',
    Dup2: 'dup2',
    Setsockopt: 'setsockopt',
    Getsockopt: 'getsockopt',
    Ioctl: 'ioctl',
    Fcntl: 'fcntl',
    Sendmsg: 'sendmsg',
    Recvmsg: 'recvmsg',
    Getsockname: 'getsockname',
    Getpeername: 'getpeername',
    Fork: 'fork',
    Inet_pton: 'inet_pton',
    Recvfrom: 'recvfrom',
    Recv: 'recv',
    Read: 'read',
    Write: 'write',
    Send: 'send',
    Sendto: 'sendto',
    Select: 'select',
    Poll: 'poll',
    Pthread_create: 'pthread_create',
    Fdopen: 'fdopen',
  },
  models: [
    ...['tcp_listen', 'Tcp_listen'].map((name) => ({
      name,
      arguments: ['host', 'port', 'writes'] as const,
      makes: 'listening' as const,
      type: 'stream' as const,
      options: ['SO_REUSEADDR'],
      failure: 'exits' as const,
    })),
    ...['udp_server', 'Udp_server'].map((name) => ({
      name,
      arguments: ['host', 'port', 'writes'] as const,
      makes: 'bound' as const,
      type: 'datagram' as const,
      failure: 'exits' as const,
    })),
    ...['tcp_connect', 'Tcp_connect'].map((name) => ({
      name,
      makes: 'connected' as const,
      type: 'stream' as const,
      failure: 'exits' as const,
    })),
    ...['udp_connect', 'Udp_connect'].map((name) => ({
      name,
      makes: 'connected' as const,
      type: 'datagram' as const,
      failure: 'exits' as const,
    })),
    ...['udp_client', 'Udp_client'].map((name) => ({
      name,
      arguments: ['-', '-', 'writes', 'writes'] as const,
      makes: 'created' as const,
      type: 'datagram' as const,
      failure: 'exits' as const,
    })),
    ...['readn', 'Readn', 'readline', 'Readline', 'read_fd', 'Read_fd'].map((name) => ({
      name,
      arguments: ['uses', 'writes', '-', 'writes'] as const,
    })),
    ...['writen', 'Writen'].map((name) => ({ name, arguments: ['uses'] as const })),
    // What is sent is a copy: both stay with the caller.
    ...['write_fd', 'Write_fd'].map((name) => ({ name, arguments: ['uses', '-', '-', 'uses'] as const })),
  ],
}

/** Its error functions, which other books and many programs took over under these names. */
export const UNP_ERRORS: Library = {
  name: 'UNIX Network Programming, error functions',
  reference: `${REFERENCE}, error.c`,
  platforms: ['posix'],
  headers: 'any',
  endings: 'err_sys err_quit err_dump',
}
