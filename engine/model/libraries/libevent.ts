import type { FunctionModel } from '../function-model.ts'
import type { Library } from './library.ts'

const HTTP_LISTENER = {
  // Binding a socket of its own, which only the server object holds.
  arguments: ['-', 'host', 'port'],
  makes: 'listening',
  result: 'status',
  type: 'stream',
  object: true,
} as const satisfies Omit<FunctionModel, 'name'>

/** Libevent 2. With or without the flag that closes on free, an event object can be asked for its descriptor again. */
export const LIBEVENT: Library = {
  name: 'libevent',
  reference:
    'libevent: comments of event2/util.h, event2/event.h, event2/bufferevent.h, event2/listener.h, event2/http.h; evutil.c, listener.c, http.c',
  headers: 'any',
  aliases: {
    evutil_closesocket: 'close closesocket',
    EVUTIL_CLOSESOCKET: 'close closesocket',
    evutil_inet_pton: 'inet_pton',
    evutil_inet_ntop: 'inet_ntop',
    evutil_getaddrinfo: 'getaddrinfo',
    evutil_freeaddrinfo: 'freeaddrinfo',
    evutil_snprintf: 'snprintf',
  },
  rows: [
    {
      names: 'evutil_socketpair',
      effect: 'create-pair',
      failure: 'minus-one',
      parameters: 'family type protocol pair',
    },
    { names: 'evutil_make_socket_nonblocking', effect: 'control', failure: 'minus-one', parameters: 'descriptor' },
    {
      names: 'evutil_make_socket_closeonexec evutil_make_tcp_listen_socket_deferred evutil_set_tcp_keepalive',
      effect: 'none',
      failure: 'minus-one',
      parameters: 'descriptor - -',
    },
    {
      names: 'evutil_make_listen_socket_reuseable',
      platforms: ['posix'],
      effect: 'option',
      failure: 'minus-one',
      parameters: 'descriptor',
      fixed: { level: 'SOL_SOCKET', option: 'SO_REUSEADDR', number: 1 },
    },
    // On Windows, where the option means something else, it does nothing.
    {
      names: 'evutil_make_listen_socket_reuseable',
      platforms: ['windows'],
      effect: 'none',
      failure: 'never',
      parameters: 'descriptor',
    },
    {
      names: 'evutil_make_listen_socket_reuseable_port',
      platforms: ['posix'],
      effect: 'option',
      failure: 'minus-one',
      parameters: 'descriptor',
      fixed: { level: 'SOL_SOCKET', option: 'SO_REUSEPORT', number: 1 },
    },
    {
      names: 'evutil_make_listen_socket_ipv6only',
      effect: 'option',
      failure: 'minus-one',
      parameters: 'descriptor',
      fixed: { level: 'IPPROTO_IPV6', option: 'IPV6_V6ONLY', number: 1 },
    },
    {
      names: 'evutil_make_listen_socket_not_ipv6only',
      effect: 'option',
      failure: 'minus-one',
      parameters: 'descriptor',
      fixed: { level: 'IPPROTO_IPV6', option: 'IPV6_V6ONLY', number: 0 },
    },
    // They close it when they are freed with the flag that says so, and can be asked for it in any case.
    {
      names: 'bufferevent_socket_new bufferevent_openssl_socket_new evhttp_accept_socket_with_handle',
      effect: 'take',
      failure: 'null',
      parameters: '- descriptor - - -',
    },
    {
      names: 'bufferevent_replacefd evhttp_accept_socket',
      effect: 'take',
      failure: 'minus-one',
      parameters: '- descriptor',
    },
    { names: 'evconnlistener_new', effect: 'take', failure: 'null', parameters: '- - - - - descriptor' },
  ],
  models: [
    { name: 'event_new', arguments: ['-', 'keeps', '-', '-', 'keeps'] },
    { name: 'event_assign', arguments: ['writes', '-', 'keeps', '-', '-', 'keeps'] },
    { name: 'event_set', arguments: ['writes', 'keeps', '-', '-', 'keeps'] },
    { name: 'event_base_once', arguments: ['-', 'keeps', '-', '-', 'keeps'] },
    { name: 'bufferevent_setfd', arguments: ['-', 'keeps'] },
    {
      name: 'evconnlistener_new_bind',
      arguments: ['-', '-', 'keeps', '-', '-', 'address'],
      makes: 'listening',
      result: 'status',
      type: 'stream',
      // LEV_OPT_REUSEABLE among the flags decides; on Windows the flag does nothing.
      platforms: ['posix'],
      options: ['SO_REUSEADDR=?'],
      failure: 'null',
      object: true,
    },
    {
      name: 'evconnlistener_new_bind',
      arguments: ['-', '-', 'keeps', '-', '-', 'address'],
      makes: 'listening',
      result: 'status',
      type: 'stream',
      platforms: ['windows'],
      failure: 'null',
      object: true,
    },
    {
      ...HTTP_LISTENER,
      name: 'evhttp_bind_socket',
      platforms: ['posix'],
      options: ['SO_REUSEADDR'],
      failure: 'minus-one',
    },
    { ...HTTP_LISTENER, name: 'evhttp_bind_socket', platforms: ['windows'], failure: 'minus-one' },
    {
      ...HTTP_LISTENER,
      name: 'evhttp_bind_socket_with_handle',
      platforms: ['posix'],
      options: ['SO_REUSEADDR'],
      failure: 'null',
    },
    { ...HTTP_LISTENER, name: 'evhttp_bind_socket_with_handle', platforms: ['windows'], failure: 'null' },
  ],
  constants: { EVUTIL_INVALID_SOCKET: -1 },
}
