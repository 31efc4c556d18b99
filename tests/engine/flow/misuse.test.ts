/** When a call on a socket is certainly wrong, and when the path cannot know. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Platform } from '../../../engine/model/index.ts'
import { type FlowHarness, inFunction, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

/** Misuses of a file, and calls on -1 without a test that went before. */
function told(text: string, platform: Platform = 'posix', path = 'x.c'): string[] {
  const flow = harness.run(text, { platform, path })
  return [...flow.told, ...flow.invalid.filter((t) => !t.text.includes('tested'))]
    .filter((t) => t.name === 'misuse' || t.name === 'invalid')
    .map((t) => t.text)
}

const inBody = (body: string, platform: Platform = 'posix'): string[] => told(inFunction(body, platform), platform)

const HEAD = '#include <sys/socket.h>\n#include <netinet/in.h>\n#include <unistd.h>\n#include <stdlib.h>\n'
const SOCKET = 'int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) return -1;'
const BIND = 'if (bind(s, (struct sockaddr *)given, 16) < 0) { close(s); return -1; }'
const CONNECT = 'if (connect(s, (struct sockaddr *)given, 16) < 0) { close(s); return -1; }'

describe('after a close', () => {
  test.each<[string, string, string[]]>([
    ['a use', `${SOCKET} close(s); send(s, "x", 1, 0);`, ['misuse s send closed EBADF']],
    ['a second close', `${SOCKET} close(s); close(s);`, ['misuse s close closed EBADF']],
    ['on one of two paths', `${SOCKET} if (a) close(s); close(s);`, ['misuse s close closed EBADF']],
    ['through a copy of the variable', `${SOCKET} int t = s; close(t); close(s);`, ['misuse s close closed EBADF']],
    [
      'a fall into the clean-up',
      `${SOCKET} if (a) { close(s); goto out; } return 0; out: close(s);`,
      ['misuse s close closed EBADF'],
    ],
    [
      'functions nobody sees run between',
      `${SOCKET} note(s); close(s); note(a); close(s);`,
      ['misuse s close closed EBADF'],
    ],
    ['a parameter', 'close(a); write(a, "x", 1);', ['misuse a send closed EBADF']],
    [
      'a copy keeps the connection, not the number',
      `${SOCKET} int t = dup(s); close(s); write(s, "x", 1); close(t);`,
      ['misuse s send closed EBADF', 'invalid t close'],
    ],
    ['a set that is waited on', `${SOCKET} fd_set set; close(s); FD_SET(s, &set);`, ['misuse s select closed EBADF']],
    [
      'it is not bound by what fails',
      `${SOCKET} close(s); bind(s, (struct sockaddr *)given, 16);`,
      ['misuse s bind closed EBADF'],
    ],
  ])('%s', (_, body, wanted) => {
    expect(inBody(body)).toEqual(wanted)
  })

  test.each([
    [
      'another socket in the variable',
      `${SOCKET} close(s); s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) return -1; close(s);`,
    ],
    ['-1 in the variable', `${SOCKET} if (a) { close(s); s = -1; } if (s >= 0) close(s);`],
    ['a flag that says so', `${SOCKET} int open = 1; if (a > 3) { close(s); open = 0; } if (open) close(s);`],
    ['a condition on a parameter, and its opposite', `${SOCKET} if (a) close(s); if (!a) close(s);`],
    ['a condition on a number, and its opposite', `${SOCKET} if (a > 3) close(s); if (a <= 3) close(s);`],
    [
      'a condition on a member, and its opposite',
      `${SOCKET} if (given->sin_port) close(s); if (!given->sin_port) close(s);`,
    ],
    ['a loop that makes one each round', `for (int i = 0; i < 9; i++) { ${SOCKET} close(s); }`],
    ['the address of the variable went out before', `${SOCKET} keep(&s); close(s); run(); close(s);`],
    ['a function that is given its address', `${SOCKET} close(s); reopen(&s); close(s);`],
    ['dup2 gave the number another meaning', `${SOCKET} close(s); dup2(a, s); close(s);`],
    ['the close failed', `${SOCKET} if (close(s) < 0) close(s);`],
    [
      'a copy of the variable, tested against it',
      `${SOCKET} int t = a ? -1 : s; if (t != -1) close(t); if (s != t) close(s);`,
    ],
    [
      'one of two, told apart by their numbers',
      `${SOCKET} int t = socket(AF_INET, SOCK_STREAM, 0); if (t < 0) { close(s); return -1; } if (s == t) close(s); close(s); close(t);`,
    ],
    ['leaving a set', `${SOCKET} fd_set set; close(s); FD_CLR(s, &set);`],
    ['an element by a running number', 'int all[3]; for (int i = 0; i < 3; i++) close(all[i]);'],
  ])('nothing: %s', (_, body) => {
    expect(inBody(body)).toEqual([])
  })

  test.each<[string, string, string[]]>([
    ['a global that a foreign function may set', 'int g; void f(void) { close(g); renew(); close(g); }', []],
    ['a global, nothing between', 'int g; void f(void) { close(g); close(g); }', ['misuse g close closed EBADF']],
    [
      'a member that a foreign function may set',
      'struct c { int fd; }; void f(struct c *c) { close(c->fd); renew(); close(c->fd); }',
      [],
    ],
    [
      'a member, nothing between',
      'struct c { int fd; }; void f(struct c *c) { close(c->fd); close(c->fd); }',
      ['misuse c->fd close closed EBADF'],
    ],
    [
      'a list',
      'struct c { int fd; struct c *next; }; void f(struct c *c) { for (; c; c = c->next) close(c->fd); }',
      [],
    ],
    [
      'a callee that closes it on all its paths',
      `void end(int fd) { shutdown(fd, SHUT_RDWR); close(fd); } int f(void) { ${SOCKET} end(s); end(s); return 0; }`,
      ['misuse s close closed EBADF via end'],
    ],
    [
      'a callee that closes it on some',
      `void end(int fd, int x) { if (x) close(fd); } int f(int x) { ${SOCKET} end(s, x); end(s, x); return 0; }`,
      [],
    ],
    [
      'a close in a callee, a use here',
      `void end(int fd) { close(fd); } int f(void) { ${SOCKET} end(s); write(s, "x", 1); return 0; }`,
      ['misuse s send closed EBADF'],
    ],
    [
      'a callee that forgets it',
      `void end(int *fd) { if (*fd >= 0) { close(*fd); *fd = -1; } } int f(void) { ${SOCKET} end(&s); end(&s); return 0; }`,
      [],
    ],
  ])('across functions: %s', (_, text, wanted) => {
    expect(told(HEAD + text)).toEqual(wanted)
  })

  test('C++ hands over by reference without a sign', () => {
    const file = (body: string): string => `${HEAD}int f() { ${SOCKET} close(s); ${body} close(s); return 0; }`
    expect(told(file(''), 'posix', 'x.cpp')).toEqual(['misuse s close closed EBADF'])
    expect(told(file('renew(s);'), 'posix', 'x.cpp')).toEqual([])
    expect(told(file('auto renew = [&] { s = other(); }; renew();'), 'posix', 'x.cpp')).toEqual([])
  })

  test('the trail tells where it was closed', () => {
    const text = inFunction(`${SOCKET}\nclose(s);\nsend(s, "x", 1, 0);`)
    const steps: string[] = []
    harness.run(text, {
      listener: (name, event) => {
        if (name !== 'misuse' || !('resource' in event)) return
        const { resource } = event
        steps.push(...resource.trail.map((s) => text.slice(s.span.start, s.span.end)))
        steps.push(
          resource.closedAt === null ? '-' : text.slice(resource.closedAt.span.start, resource.closedAt.span.end),
        )
      },
    })
    expect(steps).toEqual(['socket(AF_INET, SOCK_STREAM, 0)', 'close(s)', 'close(s)'])
  })
})

describe('no certainty', () => {
  test.each([
    ['a parameter', 'accept(a, 0, 0);'],
    ['a type that is not known', 'int s = socket(AF_INET, a, 0); if (s < 0) return -1; accept(s, 0, 0);'],
    ['a family that is not known', 'int s = socket(a, SOCK_DGRAM, 0); if (s < 0) return -1; write(s, "x", 1);'],
    ['given away', `${SOCKET} keep(s); accept(s, 0, 0);`],
    ['given away in a structure', `${SOCKET} struct { int fd; } c; c.fd = s; keep(&c); accept(s, 0, 0);`],
    ['a copy exists', `${SOCKET} int t = dup(s); if (t < 0) return 1; accept(t, 0, 0); accept(s, 0, 0);`],
    ['another process has it', `${SOCKET} if (fork() > 0) { accept(s, 0, 0); }`],
    ['the other process itself', `${SOCKET} if (fork() == 0) { accept(s, 0, 0); }`],
    [
      'a connect that another round may finish',
      `${SOCKET} ioctl(s, FIONBIO, &a); if (connect(s, (struct sockaddr *)given, 16) < 0) { select(a, 0, 0, 0, 0); send(s, "x", 1, 0); }`,
    ],
    [
      'a socket that never waits',
      'int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0); if (s < 0) return 1; if (connect(s, (struct sockaddr *)given, 16) < 0) { listen(s, 1); }',
    ],
    [
      'a callee that may stop its waiting',
      `${SOCKET} keep(s); connect(s, (struct sockaddr *)given, 16); accept(s, 0, 0);`,
    ],
    ['a direction that is not known', `${SOCKET} ${CONNECT} shutdown(s, a); send(s, "x", 1, 0);`],
    [
      'a result that is tested in a way nobody knows',
      `${SOCKET} int rc = bind(s, (struct sockaddr *)given, 16); if (rc != OKAY) return 1; bind(s, (struct sockaddr *)given, 16) ; rc = connect(s, (struct sockaddr *)given, 16); check(rc); send(s, "x", 1, 0);`,
    ],
    [
      'a second bind after one that failed',
      `${SOCKET} if (bind(s, (struct sockaddr *)given, 16) < 0) { bind(s, (struct sockaddr *)given, 16); }`,
    ],
    [
      'an address that may be null',
      'int s = socket(AF_INET, SOCK_DGRAM, 0); if (s < 0) return -1; sendto(s, "x", 1, 0, (struct sockaddr *)given, 16);',
    ],
    [
      'a message that may have an address',
      'int s = socket(AF_INET, SOCK_DGRAM, 0); if (s < 0) return -1; struct msghdr m; sendmsg(s, &m, 0);',
    ],
  ])('%s', (_, body) => {
    const found = inBody(body).filter((text) => !(text === 'misuse s bind bound EINVAL'))
    expect(found).toEqual([])
  })

  test.each([
    [
      'assert ends what is false',
      `${SOCKET} int rc = connect(s, (struct sockaddr *)given, 16); assert(rc == 0); send(s, "x", 1, 0);`,
      [],
    ],
    [
      'without it the path goes on',
      `${SOCKET} connect(s, (struct sockaddr *)given, 16) == 0; shutdown(s, SHUT_WR); send(s, "x", 1, 0);`,
      ['misuse s send half-closed EPIPE'],
    ],
    [
      'an address that is null',
      'int s = socket(AF_INET, SOCK_DGRAM, 0); if (s < 0) return -1; sendto(s, "x", 1, 0, 0, 0);',
      ['misuse s send created EDESTADDRREQ/ENOTCONN'],
    ],
    [
      'a connect that is not tested',
      `${SOCKET} connect(s, (struct sockaddr *)given, 16); accept(s, 0, 0);`,
      ['misuse s accept connected EINVAL'],
    ],
    [
      'the listener instead of the connection',
      `${SOCKET} ${BIND} listen(s, 5); int c = accept(s, 0, 0); send(s, "x", 1, 0);`,
      ['misuse s send listening EPIPE/ENOTCONN'],
    ],
    [
      'a look-up leaves the family open, not the type',
      'int s = socket(a, SOCK_STREAM, 0); if (s < 0) return -1; accept(s, 0, 0);',
      ['misuse s accept created EINVAL'],
    ],
  ])('but: %s', (_, body, wanted) => {
    expect(inBody(body)).toEqual(wanted)
  })
})

describe('a callee changes the phase', () => {
  const DATAGRAM = 'int s = socket(AF_INET, SOCK_DGRAM, 0); if (s < 0) return -1;'
  test.each<[string, string, string, string[]]>([
    [
      'connects',
      'int go(int fd, struct sockaddr *a) { return connect(fd, a, 16); }',
      `${SOCKET} if (go(s, x) < 0) return 1; recv(s, b, 1, 0); listen(s, 1);`,
      ['misuse s listen connected EINVAL'],
    ],
    [
      'may have connected',
      'int go(int fd, struct sockaddr *a) { connect(fd, a, 16) < 0 && wait_for(fd); return 0; }',
      `${SOCKET} if (go(s, x) < 0) return 1; recv(s, b, 1, 0);`,
      [],
    ],
    [
      'goes on after a failure',
      'int go(int fd, struct sockaddr *a) { if (connect(fd, a, 16) < 0) { if (errno != EINPROGRESS) return -1; select(fd + 1, 0, 0, 0, 0); } return 0; }',
      `${SOCKET} if (go(s, x) < 0) return 1; recv(s, b, 1, 0);`,
      [],
    ],
    [
      'shuts down',
      'void go(int fd) { shutdown(fd, SHUT_WR); }',
      `${SOCKET} if (connect(s, x, 16) < 0) return 1; go(s); send(s, b, 1, 0);`,
      ['misuse s send half-closed EPIPE'],
    ],
    [
      'sends a message, which binds',
      'void go(int fd, struct sockaddr_in *a) { sendto(fd, "x", 1, 0, (struct sockaddr *)a, 16); }',
      `${DATAGRAM} go(s, (struct sockaddr_in *)x); bind(s, x, 16);`,
      ['misuse s bind bound EINVAL'],
    ],
    [
      'sends a message on a connection',
      'void go(int fd, struct msghdr *m) { sendmsg(fd, m, 0); }',
      `${SOCKET} if (connect(s, x, 16) < 0) return 1; go(s, 0); listen(s, 1);`,
      ['misuse s listen connected EINVAL'],
    ],
    [
      'only sends',
      'void go(int fd) { send(fd, "x", 1, 0); }',
      `${SOCKET} go(s); accept(s, 0, 0);`,
      ['misuse s accept created EINVAL'],
    ],
  ])('%s', (_, callee, body, wanted) => {
    expect(
      told(`${HEAD}#include <sys/select.h>\n${callee}\nint f(struct sockaddr *x, char *b) { ${body} return 0; }`),
    ).toEqual(wanted)
  })
})

describe('a path that may have ended', () => {
  test.each([
    ['a function with such a name', `${SOCKET} if (a > 3) { close(s); log_fatal("x"); } close(s);`],
    [
      'after a failure',
      `${SOCKET} if (connect(s, (struct sockaddr *)given, 16) < 0) err_quit("x"); shutdown(s, SHUT_WR); if (a) accept(s, 0, 0);`,
    ],
    ['a loop of one round', `${SOCKET} int n = 1; while (n--) close(s);`],
    ['a loop of no round', `${SOCKET} int n = 1; close(s); while (--n) close(s);`],
  ])('nothing: %s', (_, body) => {
    const found = inBody(body)
    expect(found.filter((text) => text !== 'misuse s accept half-closed EINVAL')).toEqual([])
  })

  test('a function that is known to return, or that does not sound like it', () => {
    expect(inBody(`${SOCKET} if (a > 3) { close(s); note("x"); } close(s);`)).toEqual(['misuse s close closed EBADF'])
    const text = `${HEAD}static void die(void) { exit(1); }\nint f(int a) { ${SOCKET} if (a) { close(s); die(); } close(s); return 0; }`
    expect(told(text)).toEqual([])
  })
})

describe('-1', () => {
  test.each<[string, string, string[]]>([
    ['the test is missing', 'int s = socket(AF_INET, SOCK_STREAM, 0); listen(s, 5);', ['invalid s listen']],
    ['the connection is not tested', 'int c = accept(a, 0, 0); write(c, "x", 1);', ['invalid c send']],
    ['the variable holds -1 from the start', 'int s = -1; if (a > 2) return 1; close(s);', ['invalid s close']],
    ['tested', 'int s = socket(AF_INET, SOCK_STREAM, 0); if (s == -1) return 1; listen(s, 5);', []],
    ['tested, and used all the same', 'int s = socket(AF_INET, SOCK_STREAM, 0); if (s == -1) close(s);', []],
    [
      'tested by a name that nobody knows',
      'int s = socket(AF_INET, SOCK_STREAM, 0); if (s == BAD_SOCKET) return 1; listen(s, 5);',
      [],
    ],
    ['tested by a function that nobody knows', 'int s = socket(AF_INET, SOCK_STREAM, 0); check(s); listen(s, 5);', []],
    [
      'one call for both of two families',
      'int s; if (a) s = socket(AF_INET, SOCK_STREAM, 0); else s = socket(AF_INET6, SOCK_STREAM, 0); listen(s, 5);',
      ['invalid s listen'],
    ],
  ])('%s', (_, body, wanted) => {
    expect(inBody(body).filter((text) => text.startsWith('invalid'))).toEqual(wanted)
  })

  test('the step names the call that failed, in the caller the callee', () => {
    const text = `${HEAD}int make(void) { return socket(AF_INET, SOCK_STREAM, 0); }\nint f(void) { int s = make(); listen(s, 5); int t = socket(AF_INET, SOCK_STREAM, 0); listen(t, 5); return 0; }`
    const steps: string[] = []
    harness.run(text, {
      listener: (name, event) => {
        if (name !== 'invalid' || !('tested' in event)) return
        const { created } = event
        steps.push(
          created === null ? '-' : `${text.slice(created.span.start, created.span.end)}: ${created.message.en}`,
        )
      },
    })
    expect([...new Set(steps)]).toEqual([
      "make(): 's' is -1 when this call fails",
      "socket(AF_INET, SOCK_STREAM, 0): 't' is -1 when this call fails",
    ])
  })
})

test('Windows: __leave goes to the end of its __try', () => {
  const body = `SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
  __try {
    if (s == INVALID_SOCKET) { __leave; }
    if (bind(s, (struct sockaddr *)given, 16) == SOCKET_ERROR) { __leave; }
    listen(s, 5);
  } __finally { closesocket(s); }`
  const file = inFunction(body, 'windows')
  expect(told(file, 'windows', 'x.cpp')).toEqual([])
  expect(told(file.replace('listen(s, 5);', 'closesocket(s);'), 'windows', 'x.cpp')).toEqual([
    'misuse s close closed WSAENOTSOCK',
  ])
})

describe('a path that may have ended, where it meets others', () => {
  const BUSY = `for (;;) { int c = accept(a, NULL, NULL); if (c < 0) { fail("accept"); continue; }`
  test('does not hide another that did not, of the same state', () => {
    expect(told(inFunction(`${BUSY} close(c); if (a > 7) close(c); }`))).toEqual(['misuse c close closed EBADF'])
  })
  test('hides what happens on no other', () => {
    expect(
      told(inFunction(`${SOCKET} if (bind(s, (void *)given, 16) < 0) { close(s); fail("bind"); } close(s);`)),
    ).toEqual([])
  })
})

describe('a helper that returns a socket in one phase or another', () => {
  const open = (listens: string): string =>
    `static int open_it(int passive) { int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) exit(1); if (${listens}) listen(s, 5); return s; }`
  test.each<[string, string, string, string[]]>([
    ['a constant that nobody knows decides', 'passive', 'PASSIVE', []],
    ['a known one decides, for a listener', 'passive', '1', ['misuse s send listening EPIPE/ENOTCONN']],
    ['a known one decides, against it', 'passive', '0', ['misuse s send created EPIPE/ENOTCONN']],
    ['always a listener', '1', 'PASSIVE', ['misuse s send listening EPIPE/ENOTCONN']],
  ])('%s', (_, listens, passive, wanted) => {
    const use = `int f(void) { int s = open_it(${passive}); send(s, "x", 1, 0); close(s); return 0; }`
    expect(told(`${HEAD}${open(listens)}\n${use}\n`)).toEqual(wanted)
  })
})

describe('after a failure that was tested', () => {
  const SOCKET_OR = (then: string): string =>
    `static int made(void) { int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) ${then}; return s; }`
  const tested = (text: string): string[] => harness.run(HEAD + text).invalid.map((t) => t.text)

  test('the path goes on with -1', () => {
    expect(
      tested(`int f(void) { int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) puts("no"); return listen(s, 5); }`),
    ).toEqual(['invalid s listen tested'])
    expect(tested(`${SOCKET_OR('puts("no")')} int f(void) { int s = made(); return listen(s, 5); }`)).toEqual([
      'invalid s listen tested',
    ])
  })

  test('nothing, where a function may have ended the program, here or in the helper', () => {
    expect(
      tested(
        `int f(void) { int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) complain_and_exit(); return listen(s, 5); }`,
      ),
    ).toEqual([])
    expect(tested(`${SOCKET_OR('complain_and_exit()')} int f(void) { int s = made(); return listen(s, 5); }`)).toEqual(
      [],
    )
  })
})

test('a type that a condition chose is not known where something else depends on the same condition', () => {
  const use = (type: string): string =>
    `int udp; int f(void) { int s = socket(AF_INET, ${type}, 0); if (s < 0) return -1; tune(); if (!udp) listen(s, 5); close(s); return 0; }`
  expect(told(`${HEAD}${use('udp ? SOCK_DGRAM : SOCK_STREAM')}\n`)).toEqual([])
  expect(told(`${HEAD}${use('SOCK_DGRAM')}\n`)).toEqual(['misuse s listen created EOPNOTSUPP'])
})

describe('a function of the file whose name sounds like an ending', () => {
  const caller = (body: string): string =>
    `${HEAD}#include <stdio.h>\nstatic int failed;\nstatic void set_error(int code) { ${body} }
static int twice(int s) { if (listen(s, 5) < 0) { set_error(1); close(s); return -1; } return 0; }
int f(void) { ${SOCKET} if (twice(s) < 0) { close(s); return -1; } close(s); return 0; }`

  test('returns when all that it calls does', () => {
    expect(told(caller('failed = code; printf("%d", code);'))).toEqual(['misuse s close closed EBADF'])
  })

  test('may end the program when it calls what may', () => {
    expect(told(caller('failed = code; report_fatal(code);'))).toEqual([])
  })
})
