/** What a user's own descriptions of functions tell the analysis. */
import { beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_CONFIG, type Engine, type LintConfig, readConfig } from '../../../engine/index.ts'
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

function configured(given: Readonly<Record<string, unknown>>): Partial<LintConfig> {
  const { config, problems } = readConfig(given, { knownRules: new Map() })
  expect(problems).toEqual([])
  return config
}

function seen(given: Readonly<Record<string, unknown>>, body: string, before = ''): string[] {
  const text = `${SYSTEM}${before}void f(int given, struct sockaddr_in *sa)\n{\n${body}\n}\n`
  return harness
    .run(text, configured(given))
    .told.filter((t) => t.functionName === 'f' && t.name !== 'ended')
    .map((t) => t.text)
}

describe('models', () => {
  test.each<[string, Readonly<Record<string, unknown>>, string, string[]]>([
    [
      'makes and returns a socket or -1',
      { makes: 'listening' },
      'int s = g(1); if (s == -1) return; close(s);',
      ['bound s ? ?:? via g', 'closed s'],
    ],
    ['which is lost like any other', { makes: 'connected' }, 'int s = g(1); if (s == -1) return;', ['lost s scope']],
    [
      'ends the program when it fails',
      { makes: 'created', fails: 'exits' },
      'int s = g(); if (s < 0) listen(s, 1); close(s);',
      ['closed s'],
    ],
    [
      'stores it and returns a status',
      { makes: 'created', arguments: ['-', 'out'], fails: 'nonzero' },
      'int s; if (g(1, &s) != 0) return; close(s);',
      ['closed s'],
    ],
    [
      'stores nothing when it fails',
      { makes: 'created', arguments: ['out'], fails: '-1' },
      'int s = -1; if (g(&s) < 0) { close(s); return; } close(s);',
      ['closed s'],
    ],
    [
      'binds the port that it is given, in host order',
      { makes: 'listening', arguments: ['host', 'port'], options: ['SO_REUSEADDR'] },
      'int s = g("127.0.0.1", 8080); if (s < 0) return; close(s);',
      ['bound s ? 127.0.0.1:8080 SO_REUSEADDR=1 via g', 'closed s'],
    ],
    [
      'binds what a macro or a caller says',
      { makes: 'bound', arguments: ['port'], host: '0.0.0.0', family: 'inet', type: 'datagram' },
      'int s = g(given); if (s < 0) return; close(s);',
      ['bound s inet 0.0.0.0:? via g', 'closed s'],
    ],
    [
      'binds an address structure',
      { makes: 'bound', arguments: ['address', '-'] },
      'struct sockaddr_in a = {0}; a.sin_family = AF_INET; a.sin_port = htons(99); int s = g((struct sockaddr *)&a, sizeof a); if (s < 0) return; close(s);',
      ['bound s inet 0.0.0.0:99 via g', 'closed s'],
    ],
    [
      'keeps what it makes to itself',
      { makes: 'listening', result: 'status', port: 80, host: '0.0.0.0', fails: 'NULL' },
      'if (!g()) return;',
      ['bound g ? 0.0.0.0:80 via g'],
    ],
    ['closes', { arguments: ['-', 'closes'] }, `${SOCKET} g(1, s);`, ['created s inet/stream', 'closed s via g']],
    [
      'closes twice',
      { arguments: ['closes'] },
      `${SOCKET} g(s); g(s);`,
      ['created s inet/stream', 'closed s via g', 'misuse s close closed EBADF via g'],
    ],
    ['uses', { arguments: ['uses'] }, `${SOCKET} g(s);`, ['created s inet/stream', 'lost s scope']],
    [
      'sets options on it',
      { arguments: ['uses'], options: ['SO_REUSEADDR=0'] },
      `${SOCKET} g(s); close(s);`,
      ['created s inet/stream', 'optionSet s SO_REUSEADDR=0 via g', 'closed s'],
    ],
    ['keeps', { arguments: ['keeps'] }, `${SOCKET} g(s);`, ['created s inet/stream']],
    [
      'listens',
      { arguments: ['listens'], fails: '-1' },
      `${SOCKET} if (g(s) == 0) close(s);`,
      ['created s inet/stream', 'listening s via g', 'closed s', 'lost s scope'],
    ],
    [
      'ends the program when told to',
      { arguments: ['ends-unless-zero'] },
      `${SOCKET} g(1); close(s);`,
      ['created s inet/stream'],
    ],
    [
      'elsewhere it is nobody',
      { arguments: ['closes'], platforms: ['windows'] },
      `${SOCKET} g(s);`,
      ['created s inet/stream'],
    ],
  ])('a function that %s', (_, description, body, events) => {
    expect(seen({ models: [{ name: 'g', ...description }] }, body)).toEqual(events)
  })

  test('count more than the definition', () => {
    const definition = 'void g(int fd) { opaque_release(fd); }\n'
    expect(seen({ models: [{ name: 'g', arguments: ['closes'] }] }, `${SOCKET} g(s);`, definition)).toEqual([
      'created s inet/stream',
      'closed s via g',
    ])
  })
})

describe('wrappers', () => {
  test('stand for their call, whichever the platform has', () => {
    const given = { wrappers: { xsocket: 'socket', my_close: ['closesocket', 'close'] } }
    expect(seen(given, 'int s = xsocket(AF_INET6, SOCK_DGRAM, 0); if (s < 0) return; my_close(s);')).toEqual([
      'created s inet6/datagram',
      'closed s',
    ])
  })

  test('mean nothing where the platform has no such call', () => {
    expect(seen({ wrappers: { my_close: 'closesocket' } }, `${SOCKET} my_close(s);`)).toEqual(['created s inet/stream'])
  })
})

test('the prefilter lets files pass that only the configuration shows to be about sockets', () => {
  const bytes = new TextEncoder().encode('void f(void) { int s = net_listen(80); my_close(s); }')
  const config = { ...DEFAULT_CONFIG, ...configured({ wrappers: { my_close: 'close' } }) }
  expect(engine.mayMatter(bytes)).toBe(false)
  expect(engine.mayMatter(bytes, DEFAULT_CONFIG)).toBe(false)
  expect(engine.mayMatter(bytes, config)).toBe(true)
  expect(
    engine.mayMatter(bytes, { ...DEFAULT_CONFIG, ...configured({ models: [{ name: 'net_listen', makes: 'bound' }] }) }),
  ).toBe(true)
})

test('a whole run reads them', () => {
  const config: LintConfig = {
    ...DEFAULT_CONFIG,
    ...configured({ models: [{ name: 'net_listen', makes: 'listening', type: 'stream', arguments: ['port'] }] }),
  }
  const input = { path: 'a.c', content: `${SYSTEM}int f(void) { return net_listen(50123); }\n` }
  const found = (with_: LintConfig): string[] => engine.analyse(input, with_).diagnostics.map(({ rule }) => rule)
  expect(found(DEFAULT_CONFIG)).toEqual([])
  expect(found(config)).toEqual(['bind/port-in-dynamic-range'])
})

test('a helper that listens or not, for reasons that only it knows, leaves the phase open', () => {
  const helper = `int make(int *flags) { int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) return -1; if (opaque(flags)) listen(s, 5); return s; }\n`
  const { told } = harness.run(
    `${SYSTEM}${helper}void f(void) { int s = make(0); if (s < 0) return; connect(s, a, n); close(s); }\n`,
  )
  expect(told.filter((t) => t.functionName === 'f' && t.name === 'misuse')).toEqual([])
})

test('a helper that fails by some number is not believed to succeed when the caller asks for -1', () => {
  const helper =
    'int make(int *out) { int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) return -1; *out = s; int r = opaque(); if (r) { close(s); return r; } return 0; }\n'
  const { told } = harness.run(
    `${SYSTEM}${helper}void f(void) { int s; if (make(&s) == -1) return; send(s, "x", 1, 0); close(s); }\n`,
  )
  expect(told.filter((t) => t.functionName === 'f' && t.text.includes(' closed '))).toEqual([])
})
