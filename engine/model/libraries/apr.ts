import type { Library } from './library.ts'

/** Apache Portable Runtime. Results come through pointers; the pool of a socket closes it with the pool. */
export const APR: Library = {
  name: 'Apache Portable Runtime',
  reference: 'APR: comments of apr_network_io.h and apr_portable.h; network_io/unix/sockets.c',
  headers: 'any',
  rows: [
    {
      names: 'apr_socket_create',
      effect: 'create',
      failure: 'nonzero',
      parameters: 'out-descriptor family type protocol -',
      object: true,
    },
    {
      names: 'apr_socket_accept',
      effect: 'accept',
      failure: 'nonzero',
      parameters: 'out-descriptor descriptor -',
      object: true,
    },
    // The address is APR's own structure: nothing is known of it.
    { names: 'apr_socket_bind', effect: 'bind', failure: 'nonzero', parameters: 'descriptor -', object: true },
    { names: 'apr_socket_listen', effect: 'listen', failure: 'nonzero', parameters: 'descriptor -', object: true },
    { names: 'apr_socket_connect', effect: 'connect', failure: 'nonzero', parameters: 'descriptor -', object: true },
    {
      names: 'apr_socket_shutdown',
      effect: 'shutdown',
      failure: 'nonzero',
      parameters: 'descriptor how',
      object: true,
    },
    { names: 'apr_socket_close', effect: 'close', failure: 'nonzero', parameters: 'descriptor', object: true },
    {
      names: 'apr_socket_opt_set',
      effect: 'option',
      failure: 'nonzero',
      parameters: 'descriptor option number',
      fixed: { level: 'SOL_SOCKET' },
      object: true,
    },
    { names: 'apr_socket_send', effect: 'send', failure: 'nonzero', parameters: 'descriptor buffer out', object: true },
    { names: 'apr_socket_recv', effect: 'receive', failure: 'nonzero', parameters: 'descriptor out out', object: true },
    { names: 'apr_socket_timeout_set', effect: 'none', failure: 'nonzero', parameters: 'descriptor -' },
    { names: 'apr_os_sock_get', effect: 'none', failure: 'nonzero', parameters: 'out -' },
  ],
  constants: {
    APR_SUCCESS: 0,
    APR_UNSPEC: 'AF_UNSPEC',
    APR_INET: 'AF_INET',
    APR_INET6: 'AF_INET6',
    APR_UNIX: 'AF_UNIX',
    APR_PROTO_TCP: 'IPPROTO_TCP',
    APR_PROTO_UDP: 'IPPROTO_UDP',
    // Numbers of APR's own, translated inside: what counts is what they mean.
    APR_SO_REUSEADDR: 'SO_REUSEADDR',
    APR_SHUTDOWN_READ: 0,
    APR_SHUTDOWN_WRITE: 1,
    APR_SHUTDOWN_READWRITE: 2,
  },
}
