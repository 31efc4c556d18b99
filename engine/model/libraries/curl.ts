import type { Library } from './library.ts'

const REFERENCE = 'curl: lib/curl_setup.h, include/curl/curl.h'

/** The macros of curl's own source that stand for calls of the API. */
export const CURL: Library = {
  name: 'curl',
  reference: REFERENCE,
  headers: 'any',
  aliases: {
    CURL_SOCKET: 'socket',
    CURL_SOCKETPAIR: 'socketpair',
    CURL_ACCEPT: 'accept',
    CURL_ACCEPT4: 'accept4',
    CURL_GETADDRINFO: 'getaddrinfo',
    CURL_FREEADDRINFO: 'freeaddrinfo',
  },
  constants: { CURL_SOCKET_BAD: -1 },
}

/** Those with shorter names; every file of curl begins with one of these headers. */
export const CURL_MACROS: Library = {
  name: 'curl, macros',
  reference: REFERENCE,
  headers: ['curl_setup.h', 'tool_setup.h', 'first.h', 'setup.h'],
  aliases: { sclose: 'close closesocket' },
  rows: [
    { names: 'sread', effect: 'receive', failure: 'minus-one', parameters: 'descriptor out length' },
    { names: 'swrite', effect: 'send', failure: 'minus-one', parameters: 'descriptor buffer length' },
  ],
  // Tells the memory debugger that somebody else closed it.
  models: [{ name: 'fake_sclose', arguments: ['keeps'] }],
}
