import type { Library } from './library.ts'

/** GLib and GIO. A GSocket closes its descriptor with the last reference; closing it again is no error. */
export const GLIB: Library = {
  name: 'GLib and GIO',
  reference:
    'https://docs.gtk.org/gio/class.Socket.html, https://docs.gtk.org/glib/func.close.html, https://docs.gtk.org/glib/func.error.html',
  headers: 'any',
  endings: 'g_error g_abort g_assert_not_reached',
  rows: [
    { names: 'g_assert g_assert_true', effect: 'assert', failure: 'never', parameters: 'number' },
    { names: 'g_close', platforms: ['posix'], effect: 'close', failure: 'zero', parameters: 'descriptor out' },
    {
      names: 'g_unix_set_fd_nonblocking',
      platforms: ['posix'],
      effect: 'control',
      failure: 'zero',
      parameters: 'descriptor - out',
    },
    {
      names: 'g_socket_new',
      effect: 'create',
      failure: 'null',
      parameters: 'family type protocol out',
      object: true,
    },
    { names: 'g_socket_accept', effect: 'accept', failure: 'null', parameters: 'descriptor - out', object: true },
    // The address is an object: nothing is known of it.
    { names: 'g_socket_bind', effect: 'bind', failure: 'zero', parameters: 'descriptor - - out', object: true },
    { names: 'g_socket_listen', effect: 'listen', failure: 'zero', parameters: 'descriptor out', object: true },
    { names: 'g_socket_connect', effect: 'connect', failure: 'zero', parameters: 'descriptor - - out', object: true },
    { names: 'g_socket_close', effect: 'close', failure: 'zero', parameters: 'descriptor out', object: true },
    { names: 'g_socket_new_from_fd', effect: 'take', failure: 'null', parameters: 'descriptor out' },
  ],
  models: [
    { name: 'g_unix_fd_add', arguments: ['keeps', '-', '-', 'keeps'] },
    { name: 'g_unix_fd_add_full', arguments: ['-', 'keeps', '-', '-', 'keeps'] },
    { name: 'g_io_channel_unix_new', arguments: ['keeps'] },
    { name: 'g_io_channel_win32_new_socket', arguments: ['keeps'] },
  ],
  constants: {
    G_SOCKET_FAMILY_INVALID: 'AF_UNSPEC',
    G_SOCKET_FAMILY_UNIX: 'AF_UNIX',
    G_SOCKET_FAMILY_IPV4: 'AF_INET',
    G_SOCKET_FAMILY_IPV6: 'AF_INET6',
    G_SOCKET_TYPE_STREAM: 'SOCK_STREAM',
    G_SOCKET_TYPE_DATAGRAM: 'SOCK_DGRAM',
    // GIO's own number, translated inside: what counts is what it means.
    G_SOCKET_TYPE_SEQPACKET: 'SOCK_SEQPACKET',
    G_SOCKET_PROTOCOL_DEFAULT: 0,
    G_SOCKET_PROTOCOL_TCP: 'IPPROTO_TCP',
    G_SOCKET_PROTOCOL_UDP: 'IPPROTO_UDP',
  },
}
