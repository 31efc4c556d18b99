/** What a function does to its caller, within a file. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

const HEAD = '#include <sys/socket.h>\n#include <netinet/in.h>\n#include <unistd.h>\n'
const SOCKET = 'socket(AF_INET, SOCK_STREAM, 0)'
const ADDRESS = 'struct sockaddr_in sa = {0}; sa.sin_family = AF_INET;'

/** Events told in `f` alone, without `end`. */
function inCaller(text: string): string[] {
  return harness
    .run(HEAD + text)
    .told.filter((t) => t.functionName === 'f' && t.name !== 'ended')
    .map((t) => t.text)
}

describe('wrappers', () => {
  test.each<[string, string, string[]]>([
    [
      'returns a descriptor',
      `int make(void) { return ${SOCKET}; } void f(void) { int s = make(); if (s < 0) return; listen(s, 1); }`,
      ['listening s', 'lost s scope'],
    ],
    [
      'returns it or -1, with its own check',
      `int make(void) { int s = ${SOCKET}; if (s < 0) return -1; if (listen(s, 1) < 0) { close(s); return -1; } return s; } void f(void) { int s = make(); if (s == -1) return; close(s); }`,
      ['closed s'],
    ],
    [
      'gives it through a pointer',
      `int make(int *out) { *out = ${SOCKET}; return *out < 0 ? -1 : 0; } void f(void) { int s; if (make(&s) < 0) return; listen(s, 1); close(s); }`,
      ['listening s', 'closed s'],
    ],
    [
      'gives it in a member',
      `struct c { int fd; }; int make(struct c *c) { c->fd = ${SOCKET}; return c->fd < 0; } void f(void) { struct c c; if (make(&c)) return; listen(c.fd, 1); close(c.fd); }`,
      ['listening c.fd', 'closed c.fd'],
    ],
    [
      'gives it in a global',
      `int g; void make(void) { g = ${SOCKET}; } void f(void) { make(); listen(g, 1); }`,
      ['listening g'],
    ],
    [
      'sets an option',
      `void reuse(int fd) { int on = 1; setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); } void f(void) { int s = ${SOCKET}; reuse(s); close(s); }`,
      ['created s inet/stream', 'optionSet s SO_REUSEADDR=1 via reuse', 'closed s'],
    ],
    [
      'sets the option that it is told',
      `void set(int fd, int name) { int on = 1; setsockopt(fd, SOL_SOCKET, name, &on, sizeof on); } void f(void) { int s = ${SOCKET}; set(s, SO_REUSEADDR); close(s); }`,
      ['created s inet/stream', 'optionSet s SO_REUSEADDR=1 via set', 'closed s'],
    ],
    [
      'sets the value that it is told',
      `void set(int fd, int v) { setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &v, sizeof v); } void f(void) { int s = ${SOCKET}; set(s, 0); close(s); }`,
      ['created s inet/stream', 'optionSet s SO_REUSEADDR=0 via set', 'closed s'],
    ],
    [
      'closes',
      `void done(int fd) { close(fd); } void f(void) { int s = ${SOCKET}; done(s); }`,
      ['created s inet/stream', 'closed s via done'],
    ],
    [
      'closes through a pointer and clears',
      `void done(int *fd) { close(*fd); *fd = -1; } void f(void) { int s = ${SOCKET}; done(&s); }`,
      ['created s inet/stream', 'closed s via done'],
    ],
    [
      'closes through a pointer and makes another, round after round',
      `int make(int old) { if (old >= 0) close(old); int s = ${SOCKET}; if (s < 0) exit(1); return s; } void renew(int *fd) { *fd = make(*fd); } void f(void) { int s = make(-1); for (;;) { listen(s, 1); renew(&s); } }`,
      ['listening s', 'closed s via renew'],
    ],
    [
      'makes what it is asked for, through another one',
      `int make(int family, int type) { int s = socket(family, type, 0); if (s < 0) exit(1); return s; } int one(int type) { return make(AF_INET, type); } void f(void) { int s = one(SOCK_DGRAM); listen(s, 1); close(s); }`,
      ['misuse s listen created EOPNOTSUPP', 'listening s', 'closed s'],
    ],
    [
      'makes what only the path of its caller tells',
      `int make(int type) { int s = socket(AF_INET, type, 0); if (s < 0) exit(1); return s; } void f(int type) { int s = make(type ? SOCK_DGRAM : SOCK_STREAM); listen(s, 1); close(s); }`,
      ['listening s', 'closed s'],
    ],
    [
      'makes a stream that its caller cannot choose',
      `int make(int type) { int s = socket(AF_INET, type, 0); if (s < 0) exit(1); listen(s, 1); return s; } void f(void) { int s = make(SOCK_STREAM); accept(s, 0, 0); close(s); }`,
      ['closed s'],
    ],
    [
      'exits',
      `void die(void) { perror("x"); exit(1); } void f(void) { int s = ${SOCKET}; if (s < 0) die(); listen(s, 1); close(s); }`,
      ['created s inet/stream', 'listening s', 'closed s'],
    ],
    [
      'exits when told so',
      `void check(int rc) { if (rc < 0) exit(1); } void f(void) { int s = ${SOCKET}; check(s); close(s); }`,
      ['created s inet/stream', 'closed s'],
    ],
    [
      'binds to what the caller filled',
      `int up(int fd, struct sockaddr_in *to) { return bind(fd, (struct sockaddr *)to, sizeof *to); } void f(void) { int s = ${SOCKET}; ${ADDRESS} sa.sin_port = htons(80); up(s, &sa); close(s); }`,
      ['created s inet/stream', 'bound s inet 0.0.0.0:80 via up', 'closed s'],
    ],
    [
      'binds to the port that it is told',
      `int up(int port) { int s = ${SOCKET}; ${ADDRESS} sa.sin_port = htons(port); if (bind(s, (void *)&sa, sizeof sa) < 0) exit(1); return s; } void f(void) { int s = up(80); close(s); }`,
      ['bound s inet 0.0.0.0:80 via up', 'closed s'],
    ],
    [
      'fills the address',
      `void any(struct sockaddr_in *sa, int port) { memset(sa, 0, sizeof *sa); sa->sin_family = AF_INET; sa->sin_port = htons(port); } void f(void) { int s = ${SOCKET}; struct sockaddr_in a; any(&a, 80); bind(s, (void *)&a, sizeof a); close(s); }`,
      ['created s inet/stream', 'bound s inet 0.0.0.0:80', 'closed s'],
    ],
    [
      'leaves it alone',
      `int log(int fd) { return fd > 2; } void f(void) { int s = ${SOCKET}; log(s); }`,
      ['created s inet/stream', 'lost s scope'],
    ],
    [
      'keeps it',
      `int kept; void keep(int fd) { kept = fd; } void f(void) { int s = ${SOCKET}; keep(s); }`,
      ['created s inet/stream'],
    ],
    [
      'passes it on to somebody',
      `void keep(int fd) { register_it(fd); } void f(void) { int s = ${SOCKET}; keep(s); }`,
      ['created s inet/stream'],
    ],
    [
      'gives back what it was given',
      `int same(int fd) { shutdown(fd, 0); return fd; } void f(void) { int s = ${SOCKET}; int t = same(s); close(t); }`,
      ['created s inet/stream', 'closed s'],
    ],
  ])('that %s', (_, text, wanted) => {
    const got = inCaller(text).map((event) =>
      event.replace(/^created \S+/, 'created s').replace(/^(closed|lost) \S+ /, '$1 s '),
    )
    expect(got.filter((event) => !event.startsWith('accepted'))).toEqual(wanted)
  })

  test('two and three levels', () => {
    const text = `static int one(int p) { int s = ${SOCKET}; ${ADDRESS} sa.sin_port = htons(p); if (bind(s, (void *)&sa, sizeof sa)) exit(1); return s; }
      static int two(int p) { return one(p + 0 * 2 == p ? p : p); }
      static int three(int p) { int s = two(p); listen(s, 5); return s; }
      void f(void) { int s = three(8080); close(s); }`
    expect(inCaller(text).filter((e) => e.startsWith('bound') || e.startsWith('closed'))).toEqual([
      'bound s inet 0.0.0.0:8080 via three',
      'closed s',
    ])
  })

  test('the order of definitions does not matter', () => {
    const parts = [
      `int one(int p) { int s = ${SOCKET}; ${ADDRESS} sa.sin_port = htons(p); if (bind(s, (void *)&sa, sizeof sa)) exit(1); return s; }`,
      'int two(int p) { return one(p); }',
      'void f(void) { int s = two(80); close(s); }',
    ]
    const wanted = inCaller(parts.join('\n'))
    expect(wanted).toContain('bound s inet 0.0.0.0:80 via two')
    expect(inCaller([...parts].reverse().join('\n'))).toEqual(wanted)
    expect(inCaller([parts[1], parts[2], parts[0]].join('\n'))).toEqual(wanted)
  })

  test('a name that is a variable here is no call', () => {
    expect(
      inCaller(
        `void done(int fd) { close(fd); } void f(void (*done)(int)) { int s = ${SOCKET}; done(s); listen(s, 1); }`,
      ),
    ).toEqual(['created s inet/stream', 'listening s'])
  })
})

describe('functions that call themselves', () => {
  test.each([
    [
      'directly',
      `int make(int n) { if (n == 0) return ${SOCKET}; return make(n - 1); } void f(void) { int s = make(3); close(s); }`,
    ],
    [
      'in a circle',
      `int a(int n) { return n ? b(n - 1) : ${SOCKET}; } int b(int n) { return n ? a(n - 1) : ${SOCKET}; } void f(void) { int s = a(3); close(s); }`,
    ],
    [
      'with the descriptor',
      'void a(int fd, int n) { if (n) a(fd, n - 1); else close(fd); } void f(int s) { a(s, 3); }',
    ],
  ])('%s end', (_, text) => {
    const run = harness.run(HEAD + text)
    expect(run.analysed.map((fn) => fn.limit)).toEqual(run.analysed.map(() => null))
    expect(run.told.filter((t) => t.name === 'lost')).toEqual([])
  })

  test('what a chain of three thousand functions does arrives at its end', () => {
    const chain = Array.from({ length: 3000 }, (_, n) => `int g${n}(void) { return g${n + 1}(); }`).join('\n')
    expect(
      inCaller(
        `void f(void) { int s = g0(); if (s < 0) return; close(s); }\n${chain}\nint g3000(void) { return ${SOCKET}; }`,
      ),
    ).toEqual(['closed s'])
  })

  test('thousands of functions that all call each other and touch no socket', () => {
    const count = 1500
    const text = Array.from(
      { length: count },
      (_, n) => `int g${n}(void) { return g${(n * 7 + 1) % count}() + g${(n * 13 + 5) % count}(); }`,
    ).join('\n')
    const run = harness.run(HEAD + text)
    expect(new Set(run.analysed.map((fn) => fn.summary.kind))).toEqual(new Set(['boring']))
  })
})

test('references are names of others, not of own variables', () => {
  const fn = (text: string): readonly string[] => harness.run(HEAD + text).fn('f').references
  expect(
    fn('void f(int p) { int local; other(local, p, global, socket(1, 2, 3)); struct s x; x.member = 1; }'),
  ).toEqual(['global', 'other'])
  expect(fn('void f(int p) { int local = 1; p += local; other(&callback); }')).toEqual(['callback', 'other'])
  expect(fn('void f(void) { { int g; use(g); } g(); }')).toEqual(['g', 'use'])
})

describe('a result that tells in words of the program whether it failed', () => {
  const METHODS = `struct N { int fd_; };
Err N::open() { fd_ = socket(2, 1, 0); if (fd_ < 0) return Err::FAIL; return Err::NONE; }
void N::create() { fd_ = socket(2, 1, 0); if (fd_ < 0) log(); }
`
  test.each([
    [
      'is taken at its word',
      'Err N::init() { auto r = open(); if (r != Err::NONE) return r; listen(fd_, 5); return r; }',
      0,
    ],
    ['is nothing when it is not looked at', 'void N::init() { open(); listen(fd_, 5); }', 1],
    ['is not there', 'void N::init() { create(); listen(fd_, 5); }', 1],
  ])('%s', (_, caller, count) => {
    expect(harness.run(METHODS + caller, { path: 'x.cpp' }).invalid).toHaveLength(count)
  })
})
