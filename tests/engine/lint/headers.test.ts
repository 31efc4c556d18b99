/** What a file learns from the headers it includes, with the real engine and headers that stand in a table. */
import { beforeAll, describe, expect, test } from 'vitest'
import {
  includedHeaders,
  IncludeResolver,
  readIncludes,
  socketWords,
  type Engine,
  type HeaderFacts,
  type IncludedHeaders,
  type Platform,
  type ProjectFiles,
} from '../../../engine/index.ts'
import { headerTables } from '../../../engine/lint/header-table.ts'
import { makeViews } from '../../../engine/preprocess/views.ts'
import { lintHarness, callRule } from './harness.ts'
import { EVERY_RULE, onlyRule } from '../../support/lint.ts'
import { realEngine } from '../../support/assets.ts'

let engine: Engine
beforeAll(async () => {
  engine = await realEngine()
})

type Files = Readonly<Record<string, string>>

const projectOf = (files: Files, folders: readonly string[] = []): ProjectFiles => ({
  root: '/p',
  outside: [],
  isFile: (path) => Object.hasOwn(files, path),
  headers: () => Object.keys(files).filter((path) => path.startsWith('/p/') && path.endsWith('.h')),
  includeFolders: () => folders,
})

interface Gathered {
  readonly headers: IncludedHeaders
  /** Paths by platform; a question mark where a condition that nobody answers decides. */
  readonly paths: Readonly<Record<Platform, readonly string[]>>
  readonly read: number
}

function gather(
  files: Files,
  path: string,
  folders: readonly string[] = [],
  defines = new Map<string, string>(),
): Gathered {
  const resolver = new IncludeResolver(projectOf(files, folders))
  const known = new Map<string, HeaderFacts | undefined>()
  const factsOf = (header: string): HeaderFacts | undefined => {
    if (!known.has(header)) known.set(header, engine.readHeader(header, files[header] ?? '', defines))
    return known.get(header)
  }
  const uses = includedHeaders(path, readIncludes(path, files[path] ?? '', defines), resolver, factsOf)
  const on = (platform: Platform): IncludedHeaders[Platform] =>
    uses[platform].flatMap(({ path: header, certain }) => {
      const facts = known.get(header)
      return facts === undefined ? [] : [{ facts, certain }]
    })
  const paths = (platform: Platform): string[] => uses[platform].map((use) => `${use.path}${use.certain ? '' : '?'}`)
  return {
    headers: { posix: on('posix'), windows: on('windows') },
    paths: { posix: paths('posix'), windows: paths('windows') },
    read: known.size,
  }
}

const PORTS = onlyRule('bind/port-in-dynamic-range')

/** The platforms of each port of the dynamic range that is bound in `/p/a.c`. */
function findings(files: Files, folders: readonly string[] = []): string[] {
  const path = '/p/a.c'
  const { headers } = gather(files, path, folders)
  const analysis = engine.analyse({ path, content: files[path] ?? '', headers }, PORTS)
  expect(analysis.errors).toEqual([])
  return engine.conclude([analysis], PORTS).diagnostics.map(({ platforms }) => platforms.join())
}

/** A server whose port, calls and types have other names; it binds a port of the dynamic range. */
const server = (port: string, socket = 'socket(AF_INET, SOCK_STREAM, 0)', bind = 'bind'): string => `#include "net.h"
int serve(void)
{
    struct sockaddr_in addr = {0};
    int s = ${socket};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(${port});
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (${bind}(s, (struct sockaddr *)&addr, sizeof addr) < 0)
        return -1;
    return s;
}
`
const IN_DYNAMIC_RANGE = 'posix'

describe('what headers tell', () => {
  test.each<[string, string, string]>([
    ['a constant', '#define PORT 50001', server('PORT')],
    ['a constant made of others', '#define BASE 50000\n#define PORT (BASE + 1)', server('PORT')],
    ['an enumerator', 'enum { FIRST = 50000, PORT };', server('PORT')],
    ['an enumerator made of a macro', '#define BASE 50000\nenum { PORT = BASE + 1 };', server('PORT')],
    ['a constant variable', 'static const int port = 50001;', server('port')],
    [
      'aliases',
      '#define net_socket socket\n#define net_bind bind',
      server('50001', 'net_socket(AF_INET, SOCK_STREAM, 0)', 'net_bind'),
    ],
    [
      'a wrapper of one call',
      '#define OPEN(t) socket(AF_INET, t, 0)\n#define BIND(s, a, n) bind(s, a, n)',
      server('50001', 'OPEN(SOCK_STREAM)', 'BIND'),
    ],
    [
      'a constant under a guard',
      '#ifndef NET_H\n#define NET_H\n#ifndef PORT\n#define PORT 50001\n#endif\n#endif',
      server('PORT'),
    ],
  ])('%s', (_, header, source) => {
    expect(findings({ '/p/a.c': source, '/p/net.h': header })).toEqual([IN_DYNAMIC_RANGE])
    expect(findings({ '/p/a.c': source })).toEqual([])
  })

  test('headers of headers count, and the file itself wins', () => {
    const deep = {
      '/p/net.h': '#include "sub/more.h"',
      '/p/sub/more.h': '#include "port.h"',
      '/p/sub/port.h': '#define PORT 50001',
    }
    expect(findings({ ...deep, '/p/a.c': server('PORT') })).toEqual([IN_DYNAMIC_RANGE])
    expect(
      findings({ ...deep, '/p/a.c': server('PORT').replace('\nint', '\n#undef PORT\n#define PORT 80\nint') }),
    ).toEqual([])
  })

  test('each platform has its own', () => {
    const header = '#ifdef _WIN32\n#define PORT 50001\n#else\n#define PORT 80\n#endif'
    const source = `#ifdef _WIN32\n#include <winsock2.h>\n#else\n#include <sys/socket.h>\n#include <netinet/in.h>\n#endif\n${server('PORT')}`
    expect(findings({ '/p/a.c': source, '/p/net.h': header })).toEqual(['windows'])
  })

  test('a function that never returns', () => {
    const source =
      '#include <sys/socket.h>\n#include "net.h"\nint f(void) { int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) giveup(); return s; }\n'
    const outcomes = (header: string): number => {
      const files = { '/p/a.c': source, '/p/net.h': header }
      const { headers } = gather(files, '/p/a.c')
      const { facts } = engine.analyse({ path: '/p/a.c', content: source, headers }, EVERY_RULE)
      const summary = facts.functions[0]?.summaries.posix
      return summary?.kind === 'outcomes' ? summary.outcomes.length : -1
    }
    expect(outcomes('__attribute__((noreturn)) void giveup(void);')).toBe(1)
    expect(outcomes('_Noreturn void giveup(void);')).toBe(1)
    expect(outcomes('void giveup(void);')).toBe(2)
  })

  test.each([
    ['a typedef', 'typedef struct sockaddr_in address;', 'address a; f(a);', 'struct sockaddr_in 0'],
    [
      'a typedef of another header',
      '#include "more.h"\ntypedef address other;',
      'other *a; f(a);',
      'struct sockaddr_in 1',
    ],
    ['a macro for a type', '#define SIN struct sockaddr_in', 'SIN a; f(a);', 'struct sockaddr_in 0'],
    [
      'a member',
      'struct conn { int fd; struct sockaddr_in *peer; };',
      'struct conn c; f(c.peer);',
      'struct sockaddr_in 1',
    ],
    [
      'a member of a nameless structure',
      'typedef struct { struct sockaddr_in peer; } conn_t;',
      'conn_t *c; f(c->peer);',
      'struct sockaddr_in 0',
    ],
    ['what a function returns', 'struct sockaddr_in *peer_of(int fd);', 'f(peer_of(3));', 'struct sockaddr_in 1'],
  ])('types: %s', async (_, header, code, shape) => {
    const seen: string[] = []
    const { engine: own } = await lintHarness([
      callRule('x', 'f', {
        visit: {
          argument_list: (node, context) => {
            const argument = context.tree.namedChildren(node)[0] ?? -1
            const type = context.typeOf(argument)
            if (context.tree.textOf(context.tree.parent(node)).startsWith('f(') && type !== undefined)
              seen.push(`${type.base} ${type.pointers}`)
          },
        },
      }),
    ])
    const files = {
      '/p/a.c': `#include <sys/socket.h>\n#include "net.h"\nvoid g(void) { ${code} }\n`,
      '/p/net.h': header,
      '/p/more.h': 'typedef struct sockaddr_in address;',
    }
    own.analyse({ path: '/p/a.c', content: files['/p/a.c'], headers: gather(files, '/p/a.c').headers }, EVERY_RULE)
    expect(seen).toEqual([shape])
  })
})

describe('what headers do not tell', () => {
  test('an alternative that nobody chooses is not guessed, but the one that is the API is known', () => {
    const choice = (a: string, b: string): string => `#ifdef USE_OURS\n#define ${a}\n#else\n#define ${b}\n#endif`
    const ports = { '/p/a.c': server('PORT'), '/p/net.h': choice('PORT 50001', 'PORT 50002') }
    expect(findings(ports)).toEqual([])
    const same = { '/p/a.c': server('PORT'), '/p/net.h': choice('PORT 50001', 'PORT 50001') }
    expect(findings(same)).toEqual([IN_DYNAMIC_RANGE])
    const calls = { '/p/a.c': server('50001', undefined, 'nbind'), '/p/net.h': choice('nbind lwip_bind', 'nbind bind') }
    expect(findings(calls)).toEqual([IN_DYNAMIC_RANGE])
  })

  test('alternatives that are one number are that number, and others are no variable that keeps its value', () => {
    const pair = `#include <winsock2.h>
#include "net.h"
void f(SOCKET *s)
{
    s[0] = s[1] = BAD;
    closesocket(s[0]);
    closesocket(s[1]);
}
`
    const doubly = (header: string): string[] => {
      const files = { '/p/a.c': pair, '/p/net.h': header }
      const config = onlyRule('lifecycle/double-close')
      const analysis = engine.analyse(
        { path: '/p/a.c', content: pair, headers: gather(files, '/p/a.c').headers },
        config,
      )
      return engine.conclude([analysis], config).diagnostics.map(({ rule }) => rule)
    }
    const either = (a: string, b: string): string => `#ifdef OURS\n#define BAD ${a}\n#else\n#define BAD ${b}\n#endif`
    expect(doubly(either('INVALID_SOCKET', '(-1)'))).toEqual([])
    expect(doubly(either('one()', 'other()'))).toEqual([])
    expect(doubly('extern SOCKET BAD;')).toEqual(['lifecycle/double-close'])
  })

  test('what may be defined does not replace the API, what is certain does', () => {
    const source = server('50001')
    expect(findings({ '/p/a.c': source, '/p/net.h': '#ifdef TRACE\n#define bind traced_bind\n#endif' })).toEqual([
      IN_DYNAMIC_RANGE,
    ])
    expect(findings({ '/p/a.c': source, '/p/net.h': '#define bind traced_bind' })).toEqual([])
  })

  test("the API's constants stay its own", () => {
    expect(findings({ '/p/a.c': server('50001'), '/p/net.h': '#define AF_INET 77' })).toEqual([IN_DYNAMIC_RANGE])
  })

  test('a function of the file is no macro of the header', () => {
    const source = `${server('50001', undefined, 'nbind')}int nbind(int s, void *a, int n) { return 0; }\n`
    expect(findings({ '/p/a.c': source, '/p/net.h': '#define nbind bind' })).toEqual([])
  })
})

describe('conditions of the file', () => {
  /** What each platform sees of a file that includes this header. */
  function seen(header: string, code: string): Record<Platform, string> {
    const files = { '/p/a.c': `#include "config.h"\n${code}`, '/p/config.h': header }
    const { inherited } = headerTables(gather(files, '/p/a.c').headers)
    const { views } = makeViews(files['/p/a.c'], { language: 'c', inherited })
    const left = (platform: Platform): string => views[platform].text.replace(/#include.*|\s+/g, '')
    return { posix: left('posix'), windows: left('windows') }
  }

  test('are decided by what headers define for certain', () => {
    const code = '#if USE_THIS > 1\na;\n#else\nlonger_than_that;\n#endif'
    expect(seen('', code)).toEqual({ posix: 'longer_than_that;', windows: 'longer_than_that;' })
    expect(seen('#define USE_THIS 2', code)).toEqual({ posix: 'a;', windows: 'a;' })
    expect(seen('#ifdef X\n#define USE_THIS 2\n#endif', code)).toEqual({
      posix: 'longer_than_that;',
      windows: 'longer_than_that;',
    })
  })

  test('what one system found says nothing about the other', () => {
    const code = '#ifdef HAVE_POLL\npolls;\n#endif\n#ifdef HAVE_WINSOCK2_H\nw;\n#endif'
    expect(seen('#define HAVE_POLL 1\n#define HAVE_WINSOCK2_H 1', code)).toEqual({
      posix: 'polls;',
      windows: 'w;',
    })
    const both = '#ifdef _WIN32\n#define HAVE_POLL 1\n#endif'
    expect(seen(both, code).windows).toEqual('polls;w;')
  })
})

describe('which headers', () => {
  const paths = (files: Files, folders: readonly string[] = []) => gather(files, '/p/src/a.c', folders).paths

  test('beside the file, then the include folders in their order, then anywhere if there is one', () => {
    const include = { '/p/src/a.c': '#include "x.h"\n' }
    const all = { ...include, '/p/src/x.h': '', '/p/one/x.h': '', '/p/two/x.h': '' }
    expect(paths(all, ['/p/one']).posix).toEqual(['/p/src/x.h'])
    const { '/p/src/x.h': _, ...others } = all
    expect(paths(others, ['/p/two', '/p/one']).posix).toEqual(['/p/two/x.h'])
    expect(paths(others).posix).toEqual([])
    expect(paths({ ...include, '/p/deep/in/x.h': '' }).posix).toEqual(['/p/deep/in/x.h'])
  })

  test('anywhere means the whole path as written', () => {
    const source = { '/p/src/a.c': '#include <wire/x.h>\n#include "../wire/y.h"\n' }
    expect(paths({ ...source, '/p/lib/wire/x.h': '', '/p/lib/other/y.h': '', '/p/z/hardwire/x.h': '' }).posix).toEqual([
      '/p/lib/wire/x.h',
    ])
  })

  test('folders named after platforms decide for each', () => {
    const files = { '/p/src/a.c': '#include <os.h>\n', '/p/os/unix/os.h': '', '/p/os/win32/os.h': '' }
    expect(paths(files)).toEqual({ posix: ['/p/os/unix/os.h'], windows: ['/p/os/win32/os.h'] })
    expect(paths({ ...files, '/p/os/vms/os.h': '' })).toEqual({ posix: [], windows: [] })
  })

  test("a system header is none of the project's, outside of the folders it is to be looked for in", () => {
    const files = {
      '/p/src/a.c': '#include <errno.h>\n#include <sys/socket.h>\n',
      '/p/compat/errno.h': '',
      '/p/compat/sys/socket.h': '',
    }
    expect(paths(files).posix).toEqual([])
    expect(paths(files, ['/p/compat']).posix).toEqual(['/p/compat/errno.h', '/p/compat/sys/socket.h'])
  })

  test('nothing outside of the project', () => {
    expect(paths({ '/p/src/a.c': '#include "../../q/x.h"\n#include "/q/x.h"\n', '/q/x.h': '' }, ['/q']).posix).toEqual(
      [],
    )
  })

  test('circles end, each header counts once, and inner ones come first', () => {
    const files = {
      '/p/src/a.c': '#include "b.h"\n#include "c.h"\n',
      '/p/src/b.h': '#include "c.h"\n#include "a.c"\n',
      '/p/src/c.h': '#include "d.h"\n#include "b.h"\n#include "c.h"\n',
      '/p/src/d.h': '',
    }
    const { paths: found, read } = gather(files, '/p/src/a.c')
    expect(found.posix).toEqual(['/p/src/d.h', '/p/src/c.h', '/p/src/b.h'])
    expect(read).toBe(3)
  })

  test('conditions of platforms, and ones that nobody answers', () => {
    const files = {
      '/p/src/a.c':
        '#ifdef _WIN32\n#include "w.h"\n#else\n#include "u.h"\n#endif\n#ifdef WITH_X\n#include "x.h"\n#endif\n#if 0\n#include "never.h"\n#endif\n',
      ...Object.fromEntries(['w', 'u', 'x', 'never'].map((name) => [`/p/src/${name}.h`, ''])),
      '/p/src/x.h': '#include "u.h"\n',
    }
    expect(paths(files)).toEqual({
      posix: ['/p/src/u.h', '/p/src/x.h?'],
      windows: ['/p/src/w.h', '/p/src/u.h?', '/p/src/x.h?'],
    })
    const given = gather(files, '/p/src/a.c', [], new Map([['WITH_X', '1']]))
    expect(given.paths.posix).toEqual(['/p/src/u.h', '/p/src/x.h'])
  })

  test('a chain without end is cut off', () => {
    const files: Record<string, string> = { '/p/src/a.c': '#include "h0.h"\n' }
    for (let i = 0; i < 1000; i++) files[`/p/src/h${i}.h`] = `#include "h${i + 1}.h"\n`
    const found = paths(files).posix
    expect(found.length).toBeGreaterThan(50)
    expect(found.length).toBeLessThan(100)
  })
})

describe('names of socket calls', () => {
  test('through wrappers and through several headers', () => {
    const facts = [
      '#define OPEN net_open',
      '#define net_open(t) socket(AF_INET, t, 0)\n#define shut close\n#define PORT 5',
    ].map((text, index) => engine.readHeader(`/p/${index}.h`, text))
    expect(socketWords(facts.flatMap((one) => one ?? []))).toEqual(['OPEN', 'net_open'])
  })
})
