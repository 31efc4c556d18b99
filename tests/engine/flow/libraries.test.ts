/** What the analysis sees of sockets through the functions of libraries. */
import { beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_CONFIG, type Engine } from '../../../engine/index.ts'
import type { Platform } from '../../../engine/model/index.ts'
import { realEngine } from '../../support/assets.ts'
import { type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
let engine: Engine
beforeAll(async () => {
  harness = await loadHarness()
  engine = await realEngine()
})

const SYSTEM = '#include <sys/socket.h>\n#include <netinet/in.h>\n#include <unistd.h>\n'
const SOCKET = 'int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) return;'
const ADDRESS =
  'struct sockaddr_in sa = {0}; sa.sin_family = AF_INET; sa.sin_addr.s_addr = htonl(INADDR_ANY); sa.sin_port = htons(8080);'

/** Events of `f`, without `ended`. */
function seen(header: string, body: string, platform: Platform = 'posix'): string[] {
  const include = header === '' ? '' : `#include "${header}"\n`
  const { told } = harness.run(`${SYSTEM}${include}void f(int given)\n{\n${body}\n}\n`, { platform })
  return told.filter((t) => t.name !== 'ended').map((t) => t.text)
}

type Row = readonly [what: string, header: string, body: string, events: readonly string[], platform?: Platform]

const TABLES: Readonly<Record<string, readonly Row[]>> = {
  'unp.h': [
    [
      'wrappers end the program on failure',
      'unp.h',
      'int s = Socket(AF_INET, SOCK_STREAM, 0); Listen(s, 5); Close(s);',
      ['created s inet/stream', 'listening s', 'closed s'],
    ],
    [
      'tcp_listen() binds what it is given, never fails and is still to be closed',
      'unp.h',
      'int s = Tcp_listen(NULL, "7777", NULL); int c = Accept(s, NULL, NULL); Close(c);',
      ['bound s ? 0.0.0.0:7777 SO_REUSEADDR=1 via Tcp_listen', 'accepted c', 'closed c', 'lost s scope'],
    ],
    [
      'udp_server() on an address',
      'unp.h',
      'int s = udp_server("127.0.0.1", "53", NULL); Close(s);',
      ['bound s ? 127.0.0.1:53 via udp_server', 'closed s'],
    ],
    [
      'udp_client() makes a socket',
      'unp.h',
      'SA *sa; socklen_t n; int s = Udp_client("h", "daytime", &sa, &n);',
      ['lost s scope'],
    ],
    [
      'readn() and writen() leave it with the caller',
      'unp.h',
      `${SOCKET} Writen(s, "x", 1);`,
      ['created s inet/stream', 'lost s scope'],
    ],
    ['error functions end the path', '', `${SOCKET} err_quit("x"); close(s);`, ['created s inet/stream']],
  ],
  'The Linux Programming Interface': [
    [
      'inetListen() binds the wildcard address',
      'inet_sockets.h',
      'int s = inetListen("50000", 5, NULL); if (s == -1) return; close(s);',
      ['bound s ? 0.0.0.0:50000 SO_REUSEADDR=1 via inetListen', 'closed s'],
    ],
    [
      'inetBind() does not listen nor set an option',
      '../sockets/inet_sockets.h',
      'int s = inetBind("7", SOCK_DGRAM, NULL); if (s == -1) return;',
      ['bound s ? 0.0.0.0:7 via inetBind', 'lost s scope'],
    ],
    [
      'inetConnect() may fail',
      'inet_sockets.h',
      'int s = inetConnect("h", "7", SOCK_STREAM); send(s, "x", 1, 0);',
      ['lost s scope'],
    ],
    [
      'unixConnect()',
      'unix_sockets.h',
      'int s = unixConnect("/tmp/x", SOCK_STREAM); if (s != -1) close(s);',
      ['closed s'],
    ],
    [
      'readLine() leaves it with the caller',
      'read_line.h',
      `char b[9]; ${SOCKET} readLine(s, b, 9);`,
      ['created s inet/stream', 'lost s scope'],
    ],
    ['errExit() ends the path', 'tlpi_hdr.h', `${SOCKET} fatal("x"); close(s);`, ['created s inet/stream']],
  ],
  'err.h and error.h': [
    ['err() ends the path', '', `${SOCKET} err(1, "x"); close(s);`, ['created s inet/stream']],
    ['warn() does not', '', `${SOCKET} warn("x"); close(s);`, ['created s inet/stream', 'closed s']],
    ['error() with a status ends it', 'error.h', `${SOCKET} error(1, 0, "x"); close(s);`, ['created s inet/stream']],
    ['error(0) does not', 'error.h', `${SOCKET} error(0, 0, "x"); close(s);`, ['created s inet/stream', 'closed s']],
    [
      'nor does one that may be 0',
      'error.h',
      `${SOCKET} error(given, 0, "x"); close(s);`,
      ['created s inet/stream', 'closed s'],
    ],
  ],
  libevent: [
    ['evutil_closesocket()', '', `${SOCKET} evutil_closesocket(s);`, ['created s inet/stream', 'closed s']],
    ['on Windows too', '', `${SOCKET} evutil_closesocket(s);`, ['created s inet/stream', 'closed s'], 'windows'],
    [
      'evutil_socketpair()',
      '',
      'evutil_socket_t p[2]; if (evutil_socketpair(AF_UNIX, SOCK_STREAM, 0, p) < 0) return; evutil_closesocket(p[0]);',
      ['closed p[0]', 'lost p[1] scope'],
    ],
    [
      'evutil_make_listen_socket_reuseable() sets an option',
      '',
      `${SOCKET} evutil_make_listen_socket_reuseable(s); close(s);`,
      ['created s inet/stream', 'optionSet s SO_REUSEADDR=1', 'closed s'],
    ],
    [
      'but not on Windows',
      '',
      `${SOCKET} evutil_make_listen_socket_reuseable(s); closesocket(s);`,
      ['created s inet/stream', 'closed s'],
      'windows',
    ],
    [
      'evutil_make_listen_socket_not_ipv6only()',
      '',
      'int s = socket(AF_INET6, SOCK_STREAM, 0); if (s < 0) return; evutil_make_listen_socket_not_ipv6only(s); close(s);',
      ['created s inet6/stream', 'optionSet s IPV6_V6ONLY=0', 'closed s'],
    ],
    [
      'evconnlistener_new_bind() binds the address',
      '',
      `${ADDRESS} struct evconnlistener *l = evconnlistener_new_bind(base, cb, NULL, LEV_OPT_REUSEABLE, -1, (struct sockaddr *)&sa, sizeof sa); if (!l) return;`,
      ['bound evconnlistener_new_bind inet 0.0.0.0:8080 SO_REUSEADDR=? via evconnlistener_new_bind'],
    ],
    [
      'evhttp_bind_socket() binds text and number',
      '',
      'evhttp_bind_socket(http, "127.0.0.1", 8080);',
      ['bound evhttp_bind_socket ? 127.0.0.1:8080 SO_REUSEADDR=1 via evhttp_bind_socket'],
    ],
    [
      'bufferevent_socket_new() takes it',
      '',
      `${SOCKET} bufferevent_socket_new(base, s, BEV_OPT_CLOSE_ON_FREE);`,
      ['created s inet/stream'],
    ],
    [
      'and leaves it with the caller when it fails',
      '',
      `${SOCKET} struct bufferevent *b = bufferevent_socket_new(base, s, BEV_OPT_CLOSE_ON_FREE); if (!b) return;`,
      ['created s inet/stream', 'lost s return'],
    ],
    ['no socket yet is no fault', '', 'bufferevent_socket_new(base, -1, 0); event_new(base, -1, 0, cb, NULL);', []],
    [
      'event_new() keeps it',
      '',
      `${SOCKET} struct event *e = event_new(base, s, EV_READ, cb, NULL); if (!e) return;`,
      ['created s inet/stream'],
    ],
  ],
  APR: [
    [
      'sockets come through a pointer and are closed by their pool',
      'apr_network_io.h',
      'apr_socket_t *s; if (apr_socket_create(&s, APR_INET, SOCK_STREAM, APR_PROTO_TCP, pool) != APR_SUCCESS) return; apr_socket_listen(s, 5);',
      ['created s inet/stream', 'listening s'],
    ],
    [
      'what it accepts too',
      'apr_network_io.h',
      'apr_socket_t *s, *c; apr_status_t rv = apr_socket_create(&s, APR_INET6, SOCK_STREAM, 0, pool); if (rv) return; rv = apr_socket_accept(&c, s, pool); if (rv == APR_SUCCESS) apr_socket_close(c);',
      ['created s inet6/stream', 'accepted c', 'closed c'],
    ],
    [
      'options have numbers of its own',
      'apr_network_io.h',
      'apr_socket_t *s; if (apr_socket_create(&s, APR_INET, SOCK_STREAM, 0, pool)) return; apr_socket_opt_set(s, APR_SO_REUSEADDR, 1); apr_socket_opt_set(s, APR_SO_KEEPALIVE, 1); apr_socket_bind(s, sa);',
      ['created s inet/stream', 'optionSet s SO_REUSEADDR=1', 'bound s ? ?:? SO_REUSEADDR=1'],
    ],
    [
      'a close that fails or comes twice is its own affair',
      'apr_network_io.h',
      'apr_socket_t *s; if (apr_socket_create(&s, APR_INET, SOCK_STREAM, 0, pool)) return; apr_socket_close(s); apr_socket_close(s);',
      ['created s inet/stream', 'closed s'],
    ],
  ],
  'GLib and GIO': [
    ['g_close() closes a descriptor', 'glib.h', `${SOCKET} g_close(s, NULL);`, ['created s inet/stream', 'closed s']],
    ['g_error() ends the path', 'glib.h', `${SOCKET} g_error("x"); close(s);`, ['created s inet/stream']],
    [
      'a GSocket closes itself, and closing it twice is no fault',
      'gio/gio.h',
      'GSocket *s = g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_SEQPACKET, 0, NULL); if (s == NULL) return; if (!g_socket_listen(s, NULL)) return; g_socket_close(s, NULL); g_socket_close(s, NULL);',
      ['created s inet/seqpacket', 'listening s', 'closed s'],
    ],
    [
      'g_socket_new_from_fd() takes it, unless it fails',
      'gio/gio.h',
      `${SOCKET} GSocket *g = g_socket_new_from_fd(s, NULL); if (g == NULL) return; g_object_unref(g);`,
      ['created s inet/stream', 'lost s return'],
    ],
    [
      'g_unix_fd_add() keeps it',
      'glib-unix.h',
      `${SOCKET} g_unix_fd_add(s, G_IO_IN, cb, NULL);`,
      ['created s inet/stream'],
    ],
  ],
  curl: [
    [
      'its names for calls',
      '../curl_setup.h',
      'curl_socket_t s = CURL_SOCKET(AF_INET, SOCK_STREAM, 0); if (s == CURL_SOCKET_BAD) return; sclose(s);',
      ['created s inet/stream', 'closed s'],
    ],
    ['on Windows too', 'curl_setup.h', `${SOCKET} sclose(s);`, ['created s inet/stream', 'closed s'], 'windows'],
    [
      'fake_sclose() says that others closed it',
      'curl_setup.h',
      `${SOCKET} fake_sclose(s);`,
      ['created s inet/stream'],
    ],
  ],
  nginx: [
    [
      'its names for calls',
      '',
      'ngx_socket_t s = ngx_socket(AF_INET, SOCK_STREAM, 0); if (s == (ngx_socket_t) -1) return; if (ngx_nonblocking(s) == -1) return; ngx_close_socket(s);',
      ['created s inet/stream', 'closed s', 'lost s return'],
      'windows',
    ],
  ],
  OpenSSL: [
    [
      'SSL_set_fd() keeps it: SSL_get_fd() gives it back',
      'openssl/ssl.h',
      `${SOCKET} SSL_set_fd(ssl, s);`,
      ['created s inet/stream'],
    ],
    [
      'BIO_new_socket() takes it, unless it fails',
      'openssl/bio.h',
      `${SOCKET} BIO *b = BIO_new_socket(s, BIO_CLOSE); if (b == NULL) return;`,
      ['created s inet/stream', 'lost s return'],
    ],
  ],
  'the systems': [
    [
      'fdopen() takes it, unless it fails',
      '',
      `${SOCKET} FILE *f = fdopen(s, "r"); if (f == NULL) return; fclose(f);`,
      ['created s inet/stream', 'lost s return'],
    ],
    [
      'a connection in a set is found again by its number',
      '',
      'fd_set set; int c; int l = socket(AF_INET, SOCK_STREAM, 0); if (l < 0) return; listen(l, 5); while (given) { c = accept(l, 0, 0); if (c < 0) continue; FD_SET(c, &set); } close(l);',
      ['created l inet/stream', 'listening l', 'accepted c', 'closed l'],
    ],
    [
      'a socket that waits to be connected is still to be closed',
      '',
      `fd_set set; ${SOCKET} FD_SET(s, &set); if (select(s + 1, 0, &set, 0, 0) <= 0) return; close(s);`,
      ['created s inet/stream', 'closed s', 'lost s return'],
    ],
    [
      'fdopen() counts as done when nobody asks',
      '',
      `char b[9]; ${SOCKET} FILE *f = fdopen(s, "r"); fgets(b, 9, f);`,
      ['created s inet/stream'],
    ],
    [
      'sendfile() and fstat() leave it with the caller',
      '',
      `struct stat st; ${SOCKET} sendfile(s, given, NULL, 9); fstat(s, &st);`,
      ['created s inet/stream', 'lost s scope'],
    ],
    [
      'epoll_ctl() hands it to an object that names it again',
      '',
      `struct epoll_event e; ${SOCKET} e.data.fd = s; epoll_ctl(given, EPOLL_CTL_ADD, s, &e);`,
      ['created s inet/stream'],
    ],
    [
      'so does WSAAsyncSelect()',
      '',
      `${SOCKET} WSAAsyncSelect(s, w, 1, FD_READ);`,
      ['created s inet/stream'],
      'windows',
    ],
    [
      'WSAEventSelect() does not',
      '',
      `${SOCKET} WSAEventSelect(s, e, FD_READ);`,
      ['created s inet/stream', 'lost s scope'],
      'windows',
    ],
    [
      'pthread_create() gives it to others',
      '',
      `${SOCKET} pthread_create(&t, 0, run, (void *)(long)s);`,
      ['created s inet/stream'],
    ],
  ],
}

describe.each(Object.entries(TABLES))('%s', (_, rows) => {
  for (const [what, header, body, events, platform] of rows) {
    test(what, () => {
      expect(seen(header, body, platform)).toEqual(events)
    })
  }
})

describe('a library that the file does not use', () => {
  test.each([
    ['inetListen', 'int s = inetListen("50000", 5, 0); if (s == -1) return; listen(s, 1);'],
    ['Socket', 'int s = Socket(AF_INET, SOCK_STREAM, 0);'],
    ['tcp_listen', 'int s = tcp_listen(0, "7", 0);'],
    ['sclose', 'int s = 3; sclose(s);'],
  ])('has no say: %s', (_name, body) => {
    expect(seen('', body)).toEqual([])
  })

  test('has no say about what ends a path', () => {
    expect(seen('', `${SOCKET} fatal("x"); error(1, 0, "x"); close(s);`)).toEqual(['created s inet/stream', 'closed s'])
  })
})

describe('what the program defines itself', () => {
  const CALLER = `void f(void) { ${SOCKET} err(1, "x"); close(s); }\n`

  test('counts in its file', () => {
    const { told } = harness.run(`${SYSTEM}void err(int level, const char *text) { log(level, text); }\n${CALLER}`)
    expect(told.map((t) => t.name)).toContain('closed')
    const { told: asLibrary } = harness.run(SYSTEM + CALLER)
    expect(asLibrary.map((t) => t.name)).not.toContain('closed')
  })

  test('counts in other files, whatever it does', () => {
    const analyse = (path: string, content: string) => engine.analyse({ path, content }, DEFAULT_CONFIG)
    const own = analyse('err.c', `${SYSTEM}void err(int level, const char *text) { printf("%d %s", level, text); }\n`)
    const caller = analyse('f.c', SYSTEM + CALLER)
    const imports = engine.planImports([own, caller]).get('f.c')
    expect(Object.keys(imports?.summaries.posix ?? {})).toEqual(['err'])
    const { told } = harness.run(SYSTEM + CALLER, { imports: imports?.summaries.posix ?? {} })
    expect(told.map((t) => t.name)).toContain('closed')
  })
})

test('the prefilter lets files pass that only a library shows to be about sockets', () => {
  const matters = (text: string): boolean => engine.mayMatter(new TextEncoder().encode(text))
  expect(matters('#include "inet_sockets.h"\nint f(void) { return inetConnect("h", "7", 1); }')).toBe(true)
  expect(matters('int f(void) { return inetConnect("h", "7", 1); }')).toBe(false)
  expect(matters('void f(struct evhttp *h) { evhttp_bind_socket(h, "0.0.0.0", 80); }')).toBe(true)
  expect(matters('void f(void) { err(1, "no socket here"); g_error("none"); }')).toBe(false)
})

test.each([
  ['Linux', '#include <linux/module.h>\n#include <net/sock.h>\n'],
  ['Windows', '#include <ntddk.h>\n#include <wsk.h>\n'],
])('the prefilter lets no code of the kernel of %s pass, where bind() is none of a process', (_, headers) => {
  const matters = (text: string): boolean => engine.mayMatter(new TextEncoder().encode(text))
  const code = 'static int f(struct sockaddr_in *a) { return bind(a, 1); }'
  expect(matters(code)).toBe(true)
  expect(matters(headers + code)).toBe(false)
  // The same file is built as a program as well.
  expect(matters(`#ifdef KERNEL\n${headers}#else\n#include <sys/socket.h>\n#endif\n${code}`)).toBe(true)
})
