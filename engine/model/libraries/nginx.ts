import type { Library } from './library.ts'

export const NGINX: Library = {
  name: 'nginx',
  reference: 'nginx: src/os/unix/ngx_socket.h, src/os/win32/ngx_socket.h',
  headers: 'any',
  aliases: {
    ngx_socket: 'socket',
    ngx_close_socket: 'close closesocket',
    ngx_shutdown_socket: 'shutdown',
  },
  rows: [{ names: 'ngx_nonblocking ngx_blocking', effect: 'control', failure: 'minus-one', parameters: 'descriptor' }],
}
