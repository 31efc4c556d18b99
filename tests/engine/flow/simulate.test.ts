/** From C text to events: what the simulation tells rules, on paths of every usual form. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Platform } from '../../../engine/model/index.ts'
import { type FlowHarness, inFunction, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

const SOCKET = 'socket(AF_INET, SOCK_STREAM, 0)'

/** Events of a function body without `end`. */
function events(body: string, platform: Platform = 'posix'): string[] {
  return harness.events(inFunction(body, platform), undefined, { platform })
}

function only(
  kind: 'bound' | 'lost' | 'created' | 'ended' | 'optionSet' | 'closed' | 'listening',
  body: string,
  platform: Platform = 'posix',
): string[] {
  return harness.events(inFunction(body, platform), [kind], { platform })
}

describe('error checks tell failure from success', () => {
  // After a check that leaves, the descriptor is valid: nothing is lost on the failing path, and the rest sees one socket.
  test.each([
    ['< 0', `int s = ${SOCKET}; if (s < 0) return -1; close(s);`],
    ['== -1', `int s = ${SOCKET}; if (s == -1) return -1; close(s);`],
    ['-1 ==', `int s = ${SOCKET}; if (-1 == s) return -1; close(s);`],
    ['0 >', `int s = ${SOCKET}; if (0 > s) return -1; close(s);`],
    ['<= -1', `int s = ${SOCKET}; if (s <= -1) return -1; close(s);`],
    ['>= 0', `int s = ${SOCKET}; if (s >= 0) { close(s); }`],
    ['> -1', `int s = ${SOCKET}; if (s > -1) close(s);`],
    ['!= -1', `int s = ${SOCKET}; if (s != -1) close(s);`],
    ['! and <', `int s = ${SOCKET}; if (!(s < 0)) close(s);`],
    ['assigned inside', `int s; if ((s = ${SOCKET}) < 0) return -1; close(s);`],
    ['assigned inside, == -1', `int s; if ((s = ${SOCKET}) == -1) return -1; close(s);`],
    ['and with another test', `int s = ${SOCKET}; if (s < 0 || a) { if (s >= 0) close(s); return -1; } close(s);`],
    ['a macro', `int s = ${SOCKET};\n#define FAILED(x) ((x) < 0)\nif (s == -1) return -1; close(s);`],
    ['a result flag', `int ok = 0; int s = ${SOCKET}; if (s >= 0) ok = 1; if (ok) close(s);`],
    ['a conditional expression', `int s = ${SOCKET}; int ok = s < 0 ? 0 : 1; if (!ok) return -1; close(s);`],
    ['a comparison kept', `int s = ${SOCKET}; int bad = s < 0; if (bad) return 1; close(s);`],
    ['exit on failure', `int s = ${SOCKET}; if (s < 0) { perror("x"); exit(1); } close(s);`],
    ['abort through a loop', `int s; while ((s = ${SOCKET}) < 0) sleep(1); close(s);`],
    ['switch', `int s = ${SOCKET}; switch (s) { case -1: return -1; default: break; } close(s);`],
  ])('%s', (_, body) => {
    expect(events(body)).toEqual(['created s inet/stream', 'closed s'])
  })

  test.each([
    ['== INVALID_SOCKET', `SOCKET s = ${SOCKET}; if (s == INVALID_SOCKET) return 1; closesocket(s);`],
    ['INVALID_SOCKET ==', `SOCKET s = ${SOCKET}; if (INVALID_SOCKET == s) return 1; closesocket(s);`],
    ['!= INVALID_SOCKET', `SOCKET s = ${SOCKET}; if (s != INVALID_SOCKET) { closesocket(s); }`],
    ['assigned inside', `SOCKET s; if ((s = ${SOCKET}) == INVALID_SOCKET) return 1; closesocket(s);`],
    [
      'a name of its own',
      `SOCKET s = ${SOCKET};\n#define NO_SOCKET ((SOCKET)-1)\nif (s == NO_SOCKET) return 1; closesocket(s);`,
    ],
    [
      'WSASocket',
      `SOCKET s = WSASocket(AF_INET, SOCK_STREAM, 0, NULL, 0, 0); if (s == INVALID_SOCKET) return 1; closesocket(s);`,
    ],
  ])('Windows: %s', (_, body) => {
    expect(events(body, 'windows')).toEqual(['created s inet/stream', 'closed s'])
  })

  test.each([
    ['if (rc) fails', 'int rc = connect(s, 0, 0); if (rc) { close(s); return -1; }'],
    [
      'if (!rc) succeeds',
      'int rc = connect(s, 0, 0); if (!rc) { send(s, "x", 1, 0); close(s); return 0; } close(s); return -1;',
    ],
    ['!= 0', 'if (connect(s, 0, 0) != 0) { close(s); return -1; }'],
    ['== -1', 'if (connect(s, 0, 0) == -1) { close(s); return -1; }'],
    ['the call itself', 'if (connect(s, 0, 0)) { close(s); return -1; }'],
    ['! of the call', 'if (!connect(s, 0, 0)) { close(s); return 0; } close(s); return -1;'],
  ])('the result of a call: %s', (_, body) => {
    const found = harness.run(
      inFunction(
        `int s = ${SOCKET}; if (s < 0) return -1; ${body} setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &a, 4); close(s);`,
      ),
    )
    expect(found.told.filter((t) => t.name === 'lost')).toEqual([])
    // The code after the check is reached by the connected socket only.
    const phases = found.told.filter((t) => t.name === 'connected').length
    expect(phases).toBe(1)
  })
})

describe('tests of single bits agree with each other on a path', () => {
  const OPENED = `int s = -1; if (a & 4) { s = ${SOCKET}; if (s < 0) return -1; }`
  const MEMBER = `struct { int flags; } c; c.flags = rand(); int s = -1; if (c.flags & 4) { s = ${SOCKET}; if (s < 0) return -1; }`
  test.each([
    ['the same test', `${OPENED} if (a & 4) close(s);`],
    ['turned round', `${OPENED} if (4 & a) close(s);`],
    ['against 0', `${OPENED} if ((a & 4) != 0) close(s);`],
    ['against the bit', `${OPENED} if ((a & 4) == 4) close(s);`],
    ['denied', `${OPENED} if (!(a & 4)) return 0; close(s);`],
    [
      'by a macro that nobody knows',
      `int s = -1; if (a & OF_LIB) { s = ${SOCKET}; if (s < 0) return -1; } if (a & OF_LIB) close(s);`,
    ],
    [
      'by a macro of the file',
      `int s = -1;\n#define BIT 4\nif (a & BIT) { s = ${SOCKET}; if (s < 0) return -1; } if (a & 4) close(s);`,
    ],
  ])('%s', (_, body) => {
    expect(events(body)).toEqual(['created s inet/stream', 'closed s'])
  })

  test.each([
    ['another bit', `${OPENED} if (a & 2) close(s);`],
    ['the variable was written in between', `${OPENED} a = rand(); if (a & 4) close(s);`],
    [
      'several bits and one of them',
      `int s = -1; if (a & 6) { s = ${SOCKET}; if (s < 0) return -1; } if ((a & 6) == 4) close(s);`,
    ],
    ['what a call may have written', `${MEMBER} if (c.flags & 4) close(s);`],
  ])('not %s', (_, body) => {
    expect(events(body)).toContain('lost s return')
  })
})

describe('lost descriptors', () => {
  test.each<[string, string, string[]]>([
    ['overwritten', `int s = ${SOCKET}; s = ${SOCKET}; close(s);`, ['lost s overwritten']],
    ['overwritten by a number', `int s = ${SOCKET}; s = -1;`, ['lost s overwritten']],
    ['its block ends', `{ int s = ${SOCKET}; }`, ['lost s scope']],
    ['return', `int s = ${SOCKET}; return 1;`, ['lost s return']],
    [
      'a failing step returns',
      `int s = ${SOCKET}; if (s < 0) return -1; if (listen(s, 5) < 0) return -1; close(s);`,
      ['lost s return'],
    ],
    ['in a loop', `for (;;) { int s = accept(a, 0, 0); if (s < 0) break; }`, ['lost s scope']],
    ['continue', `while (a--) { int s = ${SOCKET}; if (listen(s, 1)) continue; close(s); }`, ['lost s scope']],
    [
      'goto past the closing',
      `int s = ${SOCKET}; if (s < 0) goto out; if (a) goto out; close(s); out: return 0;`,
      ['lost s return'],
    ],
  ])('%s', (_, body, wanted) => {
    expect(only('lost', body)).toEqual(wanted)
  })

  test.each([
    ['closed', `int s = ${SOCKET}; close(s);`],
    [
      'closed on every way out',
      `int s = ${SOCKET}; if (s < 0) return -1; if (listen(s, 5) < 0) { close(s); return -1; } close(s);`,
    ],
    [
      'a ladder of labels',
      `int s = -1, t = -1; s = ${SOCKET}; if (s < 0) goto none; t = ${SOCKET}; if (t < 0) goto one; close(t); one: close(s); none: return 0;`,
    ],
    ['one label with tests', `int s = -1; s = ${SOCKET}; if (a) goto out; listen(s, 1); out: if (s >= 0) close(s);`],
    [
      'do once',
      `int s = ${SOCKET}; do { if (s < 0) break; if (a) break; listen(s, 1); } while (0); if (s != -1) close(s);`,
    ],
    ['returned', `int s = ${SOCKET}; if (s < 0) return -1; return s;`],
    ['returned through a conditional', `int s = ${SOCKET}; return a ? s : s;`],
    ['a global', `extern int kept; kept = ${SOCKET};`],
    ['a global of the file', `kept = ${SOCKET};`],
    ['through a pointer argument', `given->sin_port = ${SOCKET};`],
    ['a member of an argument', `struct conn *c = (struct conn *)given; c->fd = ${SOCKET};`],
    ['an element nobody knows', `int fds[9]; int s = ${SOCKET}; fds[a] = s; poll_all(fds);`],
    ['passed to a function nobody knows', `int s = ${SOCKET}; keep(s);`],
    ['its address is passed on', `int s = ${SOCKET}; keep(&s);`],
    ['in a structure that is passed by address', `struct conn c; c.fd = ${SOCKET}; keep(&c);`],
    ['in a structure that is passed by value', `struct conn c; c.fd = ${SOCKET}; keep(c);`],
    ['in a structure behind a structure', `struct conn c; struct box b; c.fd = ${SOCKET}; b.conn = &c; keep(&b);`],
    ['in a structure that is returned', `struct conn c; c.fd = ${SOCKET}; return c;`],
    ['in a structure literal that is returned', `return (struct conn){ ${SOCKET} };`],
    ['in a structure that is stored', `struct conn c; c.fd = ${SOCKET}; table[a] = c;`],
    ['a static local', `static int s; s = ${SOCKET};`],
    ['a thread takes it', `int s = ${SOCKET}; pthread_t t; pthread_create(&t, 0, run, &s);`],
    ['copied to a second variable', `int s = ${SOCKET}; int t = s; s = -1; close(t);`],
    ['an array element that is known', `int fds[2]; fds[0] = ${SOCKET}; close(fds[0]);`],
    ['a method takes it', `int s = ${SOCKET}; given->take(s);`],
    ['a function pointer takes it', `int s = ${SOCKET}; void (*take)(int) = keep; take(s);`],
    ['the process ends', `int s = ${SOCKET}; exit(0);`],
  ])('not lost: %s', (_, body) => {
    expect(only('lost', body)).toEqual([])
    expect(only('created', body)).toHaveLength(body.split(SOCKET).length - 1)
  })

  test('the same loss is told once, whatever the number of paths', () => {
    const checks = Array.from({ length: 12 }, (_, n) => `if (a == ${n}) a += 2;`).join(' ')
    const run = harness.run(inFunction(`int s = ${SOCKET}; ${checks} return 1;`))
    expect(run.told.filter((t) => t.name === 'lost').map((t) => t.text)).toEqual(['lost s return'])
  })
})

describe('addresses, however they are built', () => {
  const bound = (body: string, platform: Platform = 'posix'): string[] =>
    only(
      'bound',
      `int s = ${SOCKET}; ${body} bind(s, (struct sockaddr *)&sa, sizeof sa); ${platform === 'posix' ? 'close' : 'closesocket'}(s);`,
      platform,
    )
  const FAMILY = 'sa.sin_family = AF_INET;'
  const PORT = 'sa.sin_port = htons(8080);'
  const ANY = 'sa.sin_addr.s_addr = htonl(INADDR_ANY);'

  test.each<[string, string, string]>([
    ['member by member', `struct sockaddr_in sa; ${FAMILY} ${PORT} ${ANY}`, 'inet 0.0.0.0:8080'],
    ['after memset', `struct sockaddr_in sa; memset(&sa, 0, sizeof sa); ${FAMILY} ${PORT}`, 'inet 0.0.0.0:8080'],
    ['after bzero', `struct sockaddr_in sa; bzero(&sa, sizeof sa); ${FAMILY} ${PORT}`, 'inet 0.0.0.0:8080'],
    [
      'after memset with another byte',
      `struct sockaddr_in sa; memset(&sa, 1, sizeof sa); ${FAMILY} ${PORT}`,
      'inet ?:8080',
    ],
    ['from {0}', `struct sockaddr_in sa = {0}; ${FAMILY} ${PORT}`, 'inet 0.0.0.0:8080'],
    ['from {}', `struct sockaddr_in sa = {}; ${FAMILY} ${PORT}`, 'inet 0.0.0.0:8080'],
    [
      'designated',
      'struct sockaddr_in sa = { .sin_family = AF_INET, .sin_port = htons(8080), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };',
      'inet 127.0.0.1:8080',
    ],
    [
      'designated, braces inside',
      'struct sockaddr_in sa = { .sin_family = AF_INET, .sin_port = htons(8080), .sin_addr = { .s_addr = INADDR_ANY } };',
      'inet 0.0.0.0:8080',
    ],
    [
      'designated, positional inside',
      'struct sockaddr_in sa = { .sin_port = htons(8080), .sin_addr = { INADDR_ANY }, .sin_family = AF_INET };',
      'inet 0.0.0.0:8080',
    ],
    ['positional', 'struct sockaddr_in sa = { AF_INET, htons(8080), { INADDR_ANY } };', 'inet 0.0.0.0:8080'],
    [
      'a copied structure',
      `struct sockaddr_in from; memset(&from, 0, sizeof from); from.sin_family = AF_INET; from.sin_port = htons(8080); struct sockaddr_in sa = from;`,
      'inet 0.0.0.0:8080',
    ],
    [
      'an assigned structure',
      `struct sockaddr_in from = {0}, sa; from.sin_family = AF_INET; from.sin_port = htons(8080); sa = from;`,
      'inet 0.0.0.0:8080',
    ],
    [
      'memcpy',
      `struct sockaddr_in from = {0}, sa; from.sin_family = AF_INET; from.sin_port = htons(8080); memcpy(&sa, &from, sizeof sa);`,
      'inet 0.0.0.0:8080',
    ],
    [
      'a copy does not follow later changes',
      `struct sockaddr_in from = {0}, sa; from.sin_family = AF_INET; from.sin_port = htons(8080); sa = from; from.sin_port = htons(1);`,
      'inet 0.0.0.0:8080',
    ],
    [
      'through a pointer',
      `struct sockaddr_in sa = {0}; struct sockaddr_in *p = &sa; p->sin_family = AF_INET; p->sin_port = htons(8080);`,
      'inet 0.0.0.0:8080',
    ],
    [
      'through a pointer in parentheses',
      `struct sockaddr_in sa = {0}; struct sockaddr_in *p = &sa; (*p).sin_family = AF_INET; (*p).sin_port = htons(8080);`,
      'inet 0.0.0.0:8080',
    ],
    [
      'a storage with a cast pointer',
      `struct sockaddr_storage sa; memset(&sa, 0, sizeof sa); struct sockaddr_in *p = (struct sockaddr_in *)&sa; p->sin_family = AF_INET; p->sin_port = htons(8080); p->sin_addr.s_addr = INADDR_ANY;`,
      'inet 0.0.0.0:8080',
    ],
    [
      'a storage cast in place',
      `struct sockaddr_storage sa = {0}; ((struct sockaddr_in *)&sa)->sin_family = AF_INET; ((struct sockaddr_in *)&sa)->sin_port = htons(8080);`,
      'inet 0.0.0.0:8080',
    ],
    [
      'inet_pton',
      `struct sockaddr_in sa = {0}; ${FAMILY} ${PORT} inet_pton(AF_INET, "127.0.0.1", &sa.sin_addr);`,
      'inet 127.0.0.1:8080',
    ],
    [
      'inet_pton with a check',
      `struct sockaddr_in sa = {0}; ${FAMILY} ${PORT} if (inet_pton(AF_INET, "127.0.0.1", &sa.sin_addr) != 1) return 1;`,
      'inet 127.0.0.1:8080',
    ],
    [
      'inet_pton of a name fails',
      `struct sockaddr_in sa = {0}; ${FAMILY} ${PORT} inet_pton(AF_INET, "localhost", &sa.sin_addr);`,
      'inet ?:8080',
    ],
    [
      'inet_aton',
      `struct sockaddr_in sa = {0}; ${FAMILY} ${PORT} inet_aton("10.0.0.1", &sa.sin_addr);`,
      'inet 10.0.0.1:8080',
    ],
    [
      'inet_addr',
      `struct sockaddr_in sa = {0}; ${FAMILY} ${PORT} sa.sin_addr.s_addr = inet_addr("127.0.0.1");`,
      'inet 127.0.0.1:8080',
    ],
    [
      'inet_addr of the wildcard',
      `struct sockaddr_in sa = {0}; ${FAMILY} ${PORT} sa.sin_addr.s_addr = inet_addr("0.0.0.0");`,
      'inet 0.0.0.0:8080',
    ],
    [
      'the loopback constant',
      `struct sockaddr_in sa = {0}; ${FAMILY} ${PORT} sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);`,
      'inet 127.0.0.1:8080',
    ],
    [
      'the loopback constant without htonl is not it',
      `struct sockaddr_in sa = {0}; ${FAMILY} ${PORT} sa.sin_addr.s_addr = INADDR_LOOPBACK;`,
      'inet ?:8080',
    ],
    [
      'a number in hexadecimal',
      `struct sockaddr_in sa = {0}; ${FAMILY} ${PORT} sa.sin_addr.s_addr = htonl(0x7f000001);`,
      'inet 127.0.0.1:8080',
    ],
    [
      'a port without htons is not known',
      `struct sockaddr_in sa = {0}; ${FAMILY} sa.sin_port = 8080;`,
      'inet 0.0.0.0:?',
    ],
    ['port 0 needs none', `struct sockaddr_in sa = {0}; ${FAMILY} sa.sin_port = 0;`, 'inet 0.0.0.0:0'],
    ['a port that a caller gives', `struct sockaddr_in sa = {0}; ${FAMILY} sa.sin_port = htons(a);`, 'inet 0.0.0.0:?'],
    [
      'a port that is one of two',
      `struct sockaddr_in sa = {0}; ${FAMILY} if (a) sa.sin_port = htons(80); else sa.sin_port = htons(81);`,
      'inet 0.0.0.0:?',
    ],
    ['an address that an unknown function fills', `struct sockaddr_in sa = {0}; ${FAMILY} ${PORT} fill(&sa);`, '? ?:?'],
    ['an address that nobody filled', 'struct sockaddr_in sa;', '? ?:?'],
    ['what an argument points to', 'struct sockaddr_in sa = *given;', '? ?:?'],
    [
      'an array of addresses',
      `struct sockaddr_in all[2]; memset(&all[0], 0, sizeof all[0]); all[0].sin_family = AF_INET; all[0].sin_port = htons(8080); struct sockaddr_in sa = all[0];`,
      'inet 0.0.0.0:8080',
    ],
    [
      'a host text that a caller gives',
      `struct sockaddr_in sa = {0}; ${FAMILY} ${PORT} sa.sin_addr.s_addr = inet_addr(host);`,
      'inet ?:8080',
    ],
  ])('%s', (_, body, wanted) => {
    expect(bound(body)).toEqual([`bound s ${wanted}`])
  })

  test.each<[string, string, string]>([
    [
      'in6addr_any',
      'struct sockaddr_in6 sa = {0}; sa.sin6_family = AF_INET6; sa.sin6_port = htons(80); sa.sin6_addr = in6addr_any;',
      'inet6 :::80',
    ],
    [
      'in6addr_loopback',
      'struct sockaddr_in6 sa = {0}; sa.sin6_family = AF_INET6; sa.sin6_port = htons(80); sa.sin6_addr = in6addr_loopback;',
      'inet6 ::1:80',
    ],
    ['zeroed', 'struct sockaddr_in6 sa = {0}; sa.sin6_family = AF_INET6; sa.sin6_port = htons(80);', 'inet6 :::80'],
    [
      'inet_pton',
      'struct sockaddr_in6 sa = {0}; sa.sin6_family = AF_INET6; sa.sin6_port = htons(80); inet_pton(AF_INET6, "fe80::1", &sa.sin6_addr);',
      'inet6 fe80::1:80',
    ],
    [
      'IN6ADDR_ANY_INIT',
      'struct sockaddr_in6 sa = { .sin6_family = AF_INET6, .sin6_port = htons(80), .sin6_addr = IN6ADDR_ANY_INIT };',
      'inet6 :::80',
    ],
    ['AF_UNIX', 'struct sockaddr_un sa = {0}; sa.sun_family = AF_UNIX; strcpy(sa.sun_path, "/tmp/x");', 'unix ?:?'],
  ])('other families: %s', (_, body, wanted) => {
    expect(bound(body)).toEqual([`bound s ${wanted}`])
  })

  test.each(['::', '::0', '0:0:0:0:0:0:0:0', '0::0', '::0.0.0.0'])(
    'every way to write the IPv6 wildcard: %s',
    (text) => {
      const run = harness.run(
        inFunction(
          `int s = ${SOCKET}; struct sockaddr_in6 sa = {0}; sa.sin6_family = AF_INET6; inet_pton(AF_INET6, "${text}", &sa.sin6_addr); bind(s, (void *)&sa, sizeof sa);`,
        ),
      )
      expect(run.fn('f').binds.map((b) => b.address.scope)).toEqual(['wildcard'])
    },
  )

  test.each<[string, string, string]>([
    ['a macro', '#define PORT 8080', 'inet 0.0.0.0:8080'],
    ['a macro of a macro', '#define BASE 8000\n#define PORT (BASE+80)', 'inet 0.0.0.0:8080'],
    ['an enumerator', 'enum { PORT = 8080 };', 'inet 0.0.0.0:8080'],
    ['an enumerator after another', 'enum ports { FIRST = 8079, PORT };', 'inet 0.0.0.0:8080'],
    ['a constant', 'static const int PORT = 8080;', 'inet 0.0.0.0:8080'],
    ['a constant expression', 'static const unsigned short PORT = 8000 + 80;', 'inet 0.0.0.0:8080'],
    ['a variable of the file', 'int PORT = 8080;', 'inet 0.0.0.0:?'],
    ['nothing', '', 'inet 0.0.0.0:?'],
  ])('a port that is %s', (_, head, wanted) => {
    const body = `int s = ${SOCKET}; struct sockaddr_in sa = {0}; sa.sin_family = AF_INET; sa.sin_port = htons(PORT); bind(s, (void *)&sa, sizeof sa);`
    expect(harness.events(`${head}\n${inFunction(body)}`, ['bound'])).toEqual([`bound s ${wanted}`])
  })

  test('Windows spellings', () => {
    const text =
      'SOCKADDR_IN sa; ZeroMemory(&sa, sizeof(sa)); sa.sin_family = AF_INET; sa.sin_port = htons(8080); sa.sin_addr.S_un.S_addr = htonl(INADDR_LOOPBACK);'
    expect(bound(text, 'windows')).toEqual(['bound s inet 127.0.0.1:8080'])
    expect(
      only(
        'bound',
        `SOCKET s = ${SOCKET}; SOCKADDR_IN sa = {0}; sa.sin_family = AF_INET; sa.sin_port = htons(80); bind(s, (LPSOCKADDR)&sa, sizeof(sa)); closesocket(s);`,
        'windows',
      ),
    ).toEqual(['bound s inet 0.0.0.0:80'])
  })

  test.each([
    ['a type of the headers', '', '(LPSOCKADDR)&sa'],
    ['one in front of parentheses', '', '(LPSOCKADDR)(&sa)'],
    ['a type of the file', 'typedef struct sockaddr *address;', '(address)&sa'],
    ['a macro that stands for a type', '#define PSA struct sockaddr *', '(PSA)&sa'],
    ['a macro that stands for a whole cast', '#define SA (struct sockaddr *)', 'SA &sa'],
    ['such a macro in front of parentheses', '#define SA (struct sockaddr *)', 'SA(&sa)'],
    ['what a pointer points to, as a whole', '#define SA struct sockaddr', '(SA *)&*(&sa)'],
  ])('a cast that looks like an operator or a call: %s', (_, head, cast) => {
    const body = `int s = ${SOCKET}; struct sockaddr_in sa = {0}; sa.sin_family = AF_INET; sa.sin_port = htons(80); bind(s, ${cast}, sizeof sa); close(s);`
    expect(harness.events(`${head}\n${inFunction(body)}`, ['bound'])).toEqual(['bound s inet 0.0.0.0:80'])
  })

  test('a compound literal', () => {
    const body = `int s = ${SOCKET}; bind(s, (struct sockaddr *)&(struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons(8080) }, 16); close(s);`
    expect(only('bound', body)).toEqual(['bound s inet 0.0.0.0:8080'])
  })

  const RESOLVE =
    'struct addrinfo hints, *res, *p; memset(&hints, 0, sizeof hints); hints.ai_family = AF_INET; hints.ai_socktype = SOCK_STREAM;'
  test.each<[string, string, string]>([
    [
      'passive, without a node',
      `${RESOLVE} hints.ai_flags = AI_PASSIVE; getaddrinfo(NULL, "8080", &hints, &res); p = res;`,
      'inet 0.0.0.0:8080',
    ],
    ['not passive', `${RESOLVE} getaddrinfo(NULL, "8080", &hints, &res); p = res;`, 'inet ?:8080'],
    ['with a node', `${RESOLVE} getaddrinfo("127.0.0.1", "8080", &hints, &res); p = res;`, 'inet 127.0.0.1:8080'],
    ['with a name', `${RESOLVE} getaddrinfo("example.org", "8080", &hints, &res); p = res;`, 'inet specific:8080'],
    [
      'with a service name',
      `${RESOLVE} hints.ai_flags = AI_PASSIVE; getaddrinfo(NULL, "http", &hints, &res); p = res;`,
      'inet 0.0.0.0:?',
    ],
    [
      'checked',
      `${RESOLVE} hints.ai_flags = AI_PASSIVE; if (getaddrinfo(NULL, "8080", &hints, &res) != 0) return 1; p = res;`,
      'inet 0.0.0.0:8080',
    ],
  ])('getaddrinfo: %s', (_, body, wanted) => {
    expect(
      only(
        'bound',
        `${body} int s = socket(p->ai_family, p->ai_socktype, p->ai_protocol); bind(s, p->ai_addr, p->ai_addrlen); close(s);`,
      ),
    ).toEqual([`bound s ${wanted}`])
  })

  test('getaddrinfo: a loop over all results', () => {
    const body = `${RESOLVE} hints.ai_flags = AI_PASSIVE; getaddrinfo(NULL, "8080", &hints, &res); int s = -1;
      for (p = res; p != NULL; p = p->ai_next) { s = socket(p->ai_family, p->ai_socktype, p->ai_protocol); if (s < 0) continue;
      if (bind(s, p->ai_addr, p->ai_addrlen) == 0) break; close(s); s = -1; } freeaddrinfo(res); if (s < 0) return 1; listen(s, 5); close(s);`
    expect(events(body)).toEqual(['created s inet/stream', 'bound s inet 0.0.0.0:8080', 'closed s', 'listening s'])
  })
})

describe('options', () => {
  test.each<[string, string, string]>([
    ['a variable', 'int on = 1; setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);', 'SO_REUSEADDR=1'],
    ['a cast', 'int on = 1; setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (const char *)&on, sizeof(on));', 'SO_REUSEADDR=1'],
    ['a compound literal', 'setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));', 'SO_REUSEADDR=1'],
    ['off', 'int off = 0; setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &off, sizeof off);', 'SO_REUSEADDR=0'],
    ['set later', 'int on; on = 1; setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);', 'SO_REUSEADDR=1'],
    [
      'one of two',
      'int on = 0; if (a) on = 1; setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);',
      'SO_REUSEADDR=?',
    ],
    ['given by the caller', 'setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &a, sizeof a);', 'SO_REUSEADDR=?'],
    [
      'a static that nobody writes',
      'static int on = 1; setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);',
      'SO_REUSEADDR=1',
    ],
    [
      'a static that counts calls',
      'static int on = 1; setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); on = 0;',
      'SO_REUSEADDR=?',
    ],
    [
      'a constant of the function',
      'const int on = 1; setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);',
      'SO_REUSEADDR=1',
    ],
    [
      'the first member of an array',
      'int on[1]; on[0] = 1; setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on[0], sizeof on);',
      'SO_REUSEADDR=1',
    ],
  ])('%s', (_, body, wanted) => {
    expect(only('optionSet', `int s = ${SOCKET}; ${body} close(s);`)).toEqual([`optionSet s ${wanted}`])
  })

  test('a bind sees the options set before it on the same path', () => {
    const body = `int s = ${SOCKET}, on = 1; struct sockaddr_in sa = {0}; sa.sin_family = AF_INET;
      if (a) setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
      bind(s, (void *)&sa, sizeof sa); setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on); close(s);`
    expect(only('bound', body).sort()).toEqual(['bound s inet 0.0.0.0:0', 'bound s inet 0.0.0.0:0 SO_REUSEADDR=1'])
  })

  test('an option that fails may still not be set, but is told once', () => {
    expect(
      only(
        'optionSet',
        `int s = ${SOCKET}, on = 1; if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0) { close(s); return 1; } close(s);`,
      ),
    ).toEqual(['optionSet s SO_REUSEADDR=1'])
  })
})

describe('processes', () => {
  const SERVER = `int l = ${SOCKET}; listen(l, 5);`
  /** What each process finally knew of the connection: `closed` or `open`, with the role. */
  const roles = (body: string): string[] => {
    const run = harness.run(inFunction(`${SERVER} ${body}`))
    const states = run.fn('f').simulation?.exits ?? []
    return [
      ...new Set(
        states.map(({ state }) => {
          const connection = [...state.resources].find((r) => r.origin === 'accepted')
          return `${state.role} ${connection === undefined ? 'none' : connection.phase === 'closed' ? 'closed' : 'open'}${connection?.sharedWithChild ? ' shared' : ''}`
        }),
      ),
    ].sort()
  }

  test.each<[string, string, string[]]>([
    [
      'if',
      'int c = accept(l, 0, 0); if (c < 0) return 1; int p = fork(); if (p < 0) return 1; if (p == 0) { close(l); exit(0); }',
      ['parent open shared', 'sole none', 'sole open'],
    ],
    [
      'the call in the condition',
      'int c = accept(l, 0, 0); if (c < 0) return 1; if (fork() == 0) { exit(0); } close(c);',
      ['parent closed shared', 'sole closed', 'sole none'],
    ],
    [
      'switch',
      'int c = accept(l, 0, 0); if (c < 0) return 1; switch (fork()) { case -1: close(c); return 1; case 0: close(l); _exit(0); default: close(c); }',
      ['parent closed shared', 'sole closed', 'sole none'],
    ],
    [
      'switch on a variable',
      'int c = accept(l, 0, 0); if (c < 0) return 1; int p = fork(); switch (p) { case -1: close(c); return 1; case 0: return 0; default: close(c); }',
      ['child open', 'parent closed shared', 'sole closed', 'sole none'],
    ],
    [
      'if not',
      'int c = accept(l, 0, 0); if (c < 0) return 1; int p = fork(); if (p < 0) return 1; if (!p) { return 2; } close(c);',
      ['child open', 'parent closed shared', 'sole none', 'sole open'],
    ],
    [
      'greater than 0',
      'int c = accept(l, 0, 0); if (c < 0) return 1; int p = fork(); if (p > 0) { close(c); return 0; } if (p < 0) return 1;',
      ['child open', 'parent closed shared', 'sole none', 'sole open'],
    ],
  ])('fork in %s', (_, body, wanted) => {
    expect(roles(body)).toEqual(wanted)
  })

  test('fork in a wrapper', () => {
    const text = `#include <unistd.h>\n#include <sys/socket.h>
      static int split(void) { int p = fork(); if (p < 0) exit(1); return p; }
      int f(int l) { int c = accept(l, 0, 0); if (c < 0) return 1; if (split() == 0) { close(l); exit(0); } close(c); return 0; }`
    const exits = harness.run(text).fn('f').simulation?.exits ?? []
    expect(new Set(exits.map((e) => e.state.role))).toEqual(new Set(['parent', 'sole']))
  })
})

describe('loops', () => {
  test('a retry until it works', () => {
    const run = harness.run(
      inFunction(
        `int s = ${SOCKET}; struct sockaddr_in sa = {0}; sa.sin_family = AF_INET; while (bind(s, (void *)&sa, sizeof sa) < 0) sleep(1); close(s);`,
      ),
    )
    expect(run.told.filter((t) => t.name !== 'ended').map((t) => t.text)).toEqual([
      'created s inet/stream',
      'bound s inet 0.0.0.0:0',
      'closed s',
    ])
    const bounds = [
      ...new Set(
        (run.fn('f').simulation?.exits ?? []).flatMap((e) => [...e.state.resources].map((r) => r.bound?.retried)),
      ),
    ]
    expect(bounds).toEqual([true])
  })

  test('a server that accepts for ever ends its analysis', () => {
    const run = harness.run(
      inFunction(
        `int l = ${SOCKET}; listen(l, 5); for (;;) { int c = accept(l, 0, 0); if (c < 0) continue; recv(c, given, 1, 0); close(c); }`,
      ),
    )
    expect(run.fn('f').limit).toBeNull()
    expect(run.told.filter((t) => t.name === 'lost')).toEqual([])
    expect(run.told.filter((t) => t.name === 'accepted')).toHaveLength(1)
  })

  test('sockets made in a loop are told once', () => {
    expect(events(`for (int i = 0; i < 10; i++) { int s = ${SOCKET}; if (s < 0) break; close(s); }`)).toEqual([
      'created s inet/stream',
      'closed s',
    ])
  })

  test('a counter does not keep rounds apart', () => {
    expect(
      harness
        .run(
          inFunction(
            `int s = ${SOCKET}; for (int i = 0; i < 1000000; i++) { if (send(s, "x", 1, 0) < 0) break; } close(s);`,
          ),
        )
        .fn('f').limit,
    ).toBeNull()
  })
})

describe('what is closed, and what is final', () => {
  test('every descriptor has one end on every path', () => {
    expect(
      only('ended', `int s = ${SOCKET}; if (s < 0) return 1; if (a) { close(s); return 0; } return s;`).sort(),
    ).toEqual(['ended s closed', 'ended s created escaped'])
  })

  test('dup keeps both open', () => {
    expect(only('lost', `int s = ${SOCKET}; int t = dup(s); close(s); close(t);`)).toEqual([])
  })

  test('socketpair gives two', () => {
    expect(
      only('lost', 'int v[2]; if (socketpair(AF_UNIX, SOCK_STREAM, 0, v) < 0) return 1; close(v[0]); close(v[1]);'),
    ).toEqual([])
    expect(
      only('lost', 'int v[2]; if (socketpair(AF_UNIX, SOCK_STREAM, 0, v) < 0) return 1; close(v[0]);'),
    ).toHaveLength(1)
  })

  test('C++ casts, members and lambdas', () => {
    const head = '#include <sys/socket.h>\n#include <unistd.h>\n'
    const cpp = (body: string): string[] =>
      harness.events(`${head}struct S { int fd_; void open(); };\n${body}`, ['created', 'lost', 'closed'], {
        path: 'x.cpp',
      })
    expect(cpp(`void S::open() { fd_ = ${SOCKET}; }`)).toEqual(['created fd_ inet/stream'])
    expect(cpp(`void S::open() { this->fd_ = ${SOCKET}; }`)).toEqual(['created this->fd_ inet/stream'])
    expect(cpp(`void g() { int s = static_cast<int>(${SOCKET}); ::close(s); }`)).toEqual([
      'created s inet/stream',
      'closed s',
    ])
    expect(
      cpp(`void g() { int s = ::socket(AF_INET, SOCK_STREAM, 0); auto done = [s] { ::close(s); }; done(); }`),
    ).toEqual(['created s inet/stream', 'closed s'])
  })
})

describe('bounds of expressions', () => {
  test.each([
    [
      'many sockets in one condition',
      `int v[40]; if (${Array.from({ length: 12 }, (_, n) => `(v[${n}] = ${SOCKET}) < 0`).join(' || ')}) return 1;`,
    ],
    ['a condition nested in itself', `int s = ${SOCKET}; if (${'('.repeat(60)}s${' == a) != 0'.repeat(60)}) close(s);`],
    [
      'and, or, and, or',
      `int s = ${SOCKET}; if (${'('.repeat(60)}s > 0${Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? ' || a)' : ' && a)')).join('')}) close(s);`,
    ],
    [
      'conditional expressions as conditions',
      `int s = ${SOCKET}; a = ${'('.repeat(40)}s > a${' ? a : 0)'.repeat(40)}; close(s);`,
    ],
    ['a sum of ten thousand', `int s = ${SOCKET}; a = ${'a + '.repeat(10_000)}1; close(s);`],
    ['members of members', `int s = ${SOCKET}; a = given${'->next'.repeat(5_000)}; close(s);`],
  ])('%s ends, and a bound that was passed is told', (_, body) => {
    const fn = harness.run(inFunction(body)).fn('f')
    expect(fn.limit === null ? fn.summary.kind : 'unknown').toBe(fn.summary.kind)
    if (fn.limit !== null) expect(fn.limit).toMatch(/\w/)
  })
})
