/** Hovers about names: what the model knows of functions, options, addresses and errors, in one hover with the background. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { HoverRequest, MarkupContent, type Hover } from 'vscode-languageserver/node'
import { API_FUNCTION_NAMES, errorCode, type Engine } from '../../engine/index.ts'
import { ADDRESSES } from '../../server/api-wording.ts'
import { pages } from '../../rules/index.ts'
import { realEngine } from '../support/assets.ts'
import { PULLING, Session } from './harness.ts'

let engine: Engine
let session: Session | undefined
beforeAll(async () => {
  engine = await realEngine()
})
afterEach(() => session?.end())

const A = 'file:///w/a.c'
const HEAD = '#include <sys/socket.h>\n'

async function start(locale = 'en', initializationOptions: object = {}, capabilities = PULLING): Promise<void> {
  session = await Session.start({ capabilities, engine, pages, locale, initializationOptions })
}

/** The hover at the first `|` of a text. */
async function hoverAt(marked: string, version = 1): Promise<Hover | null> {
  const offset = marked.indexOf('|')
  const text = marked.slice(0, offset) + marked.slice(offset + 1)
  const before = marked.slice(0, offset).split('\n')
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
  if (version === 1) await session?.open(A, text)
  else await session?.change(A, version, { text })
  return (await session?.client.sendRequest(HoverRequest.type, { textDocument: { uri: A }, position })) ?? null
}

const markdown = (found: Hover | null): string => (MarkupContent.is(found?.contents) ? found.contents.value : '')
/** In a file that has to do with sockets. */
const code = (body: string): string =>
  `${HEAD}int made(void) { return socket(AF_INET, SOCK_STREAM, 0); }\nvoid f(int s, int n)\n{\n    /* 日本 😀 */ ${body}\n}\n`

describe('a function', () => {
  test('whole: what it does, how it fails where, its pair, when it fails, the background, sources', async () => {
    await start()
    const found = await hoverAt(code('if (li|sten(s, n)) return;'))
    expect(found?.range).toEqual({ start: { line: 4, character: 20 }, end: { line: 4, character: 26 } })
    const lines = markdown(found).split('\n')
    expect(lines.slice(0, 9)).toEqual([
      '**`listen()`** `POSIX` `Windows`',
      '',
      'Makes a bound socket a listening one: connections are queued for it from now on.',
      '',
      '|  | POSIX | Windows |',
      '| --- | --- | --- |',
      '| Failure | `-1` | `SOCKET_ERROR` |',
      '| Error code | `errno` | `WSAGetLastError()` |',
      '| Header | `sys/socket.h` | `winsock2.h` |',
    ])
    expect(markdown(found)).toContain('| created | succeeds | WSAEINVAL |')
    expect(markdown(found)).toContain('**The queues of a listening socket**: ')
    expect(markdown(found)).toContain('*Rules about this*: `lifecycle/small-backlog`')
    expect(lines.at(-1)).toContain('[POSIX.1-2024, listen()](https://pubs.opengroup.org/')
  })

  test('marks the state in which the path comes to the call', async () => {
    await start()
    const text = markdown(
      await hoverAt(
        `${HEAD}int f(void)\n{\n    int s = socket(AF_INET, SOCK_STREAM, 0);\n    if (s < 0) return -1;\n    if (lis|ten(s, 5)) { close(s); return -1; }\n    return s;\n}\n`,
      ),
    )
    expect(text).toContain('| **created** | **succeeds** | **WSAEINVAL** |')
    expect(text).toContain('| closed | EBADF | WSAENOTSOCK |')
  })

  test('Winsock and POSIX names, pairs, and what sockets take instead', async () => {
    await start()
    expect(markdown(await hoverAt(code('n = so|cket(AF_INET, SOCK_STREAM, 0); close(n);')))).toContain(
      '| Failure | `-1` | `INVALID_SOCKET` |',
    )
    const text = markdown(await hoverAt(code('cl|ose(s);'), 2))
    expect(text).toContain('| For sockets | itself | `closesocket()` |\n| Failure | `-1` | — |')
    expect(text).toContain('| closed | EBADF | — |')
    expect(markdown(await hoverAt(code('if (get|addrinfo(0, 0, 0, 0)) return;'), 3))).toMatch(
      /\| Error code \| the result \| the result \|\n\| Pairs with \| `freeaddrinfo\(\)` \| `freeaddrinfo\(\)` \|/,
    )
    expect(markdown(await hoverAt(code('gethost|byname("x");'), 4))).toContain('| `h_errno` | `WSAGetLastError()` |')
    expect(markdown(await hoverAt(code('if (inet_|pton(AF_INET, "x", &n) != 1) return;'), 5))).toContain(
      '| Failure | `0, -1` | `0, -1` |',
    )
  })

  test('bind() predicts the second bind', async () => {
    await start()
    const text = markdown(await hoverAt(code('if (bi|nd(s, 0, 0)) return;')))
    expect(text).toContain('Result of the second bind to the same port')
    expect(text).toContain('WSAEADDRINUSE (10048)')
    expect(text.split('\n').slice(1).join('\n')).not.toContain('**')
  })

  test('htons() of a port shows its bytes and who hands it out', async () => {
    await start('en', { pageScheme: 'socklint-doc' })
    const text = markdown(await hoverAt(code('n = hto|ns(50001);')))
    expect(text).toContain('| `n` | 50001 (`0xC351`) | `51 C3` |')
    expect(text).toContain('| `htons(n)` | 20931 (`0x51C3`) | `C3 51` |')
    expect(text).toContain('| Linux | **32768–60999** |')
    expect(text).toMatch(
      /!\[Bytes in memory: 51 C3 before htons\(\), C3 51 after\]\(data:image\/svg\+xml;base64,[\w+/=]+\)/,
    )
    expect(markdown(await hoverAt(code('n = nto|hs(0x1F90);'), 2))).toMatch(
      /\| `n` \| 36895 \(`0x901F`\) \| `1F 90` \|\n\| `ntohs\(n\)` \| 8080 \(`0x1F90`\) \| `90 1F` \|/,
    )
  })

  test('in Japanese', async () => {
    await start('ja')
    const text = markdown(await hoverAt(code('n = acc|ept(s, 0, 0); close(n);')))
    expect(text).toContain('新しいディスクリプタを作成します')
    expect(text).toContain('| 失敗 | `-1` | `INVALID_SOCKET` |')
    expect(text).toContain('| 対になるもの | `close()` | `closesocket()` |')
    expect(text).toContain('呼び出し前のストリームソケット')
  })
})

describe('a constant', () => {
  test('options: level, value and number on each platform, and what a bind comes to', async () => {
    await start()
    const exclusive = markdown(await hoverAt(code('n = SO_EXCLUSIVE|ADDRUSE;')))
    expect(exclusive).toContain('**`SO_EXCLUSIVEADDRUSE`** `Windows`')
    expect(exclusive).toContain('| Level | — | `SOL_SOCKET` |')
    expect(exclusive).toContain('| Number | — | `0xFFFFFFFB` |')
    expect(exclusive).toContain('Result of the second bind')
    const timeout = markdown(await hoverAt(code('n = SO_RCV|TIMEO;'), 2))
    expect(timeout).toContain('| Value | `struct timeval` | `DWORD` |')
  })

  test('addresses: what they stand for and in which byte order', async () => {
    await start()
    expect(markdown(await hoverAt(code('n = INADDR_LOOP|BACK;')))).toMatch(
      /^\*\*`INADDR_LOOPBACK`\*\* 127\.0\.0\.1\n\nThe machine itself.*\n\n.*`htonl\(INADDR_LOOPBACK\)`/,
    )
    expect(markdown(await hoverAt(code('x = in6addr_|any;'), 2))).toContain('**`in6addr_any`** ::')
  })

  test('errors: their numbers on each system, and which calls give them when', async () => {
    await start()
    const posix = markdown(await hoverAt(code('n = ENOT|CONN;')))
    expect(posix).toContain('| `ENOTCONN` | 107 | 57 | 57 | `WSAENOTCONN` 10057 | 126 |')
    expect(posix).toContain('| `shutdown()` | created, bound |')
    expect(posix).toContain('never equals what `WSAGetLastError()` gives')
    const windows = markdown(await hoverAt(code('n = WSANOTINIT|IALISED;'), 2))
    expect(windows).toContain('| — | — | — | — | `WSANOTINITIALISED` 10093 | — |')
  })
})

describe('a rule in a suppression comment', () => {
  test('is explained', async () => {
    await start('en', { commandLinks: ['socklint.explainRule'] })
    const found = await hoverAt(code('close(s); // socklint-disable-line lifecycle/un|checked-call -- 理由'))
    expect(markdown(found)).toContain(`**${pages['lifecycle/unchecked-call']?.en.title}**`)
    expect(markdown(found)).toContain('command:socklint.explainRule')
    expect(found?.range?.end.character).toBe((found?.range?.start.character ?? 0) + 'lifecycle/unchecked-call'.length)
  })

  test.each([
    '// socklint-disable-line no/su|ch',
    '// lifecycle/un|checked-call',
    '// socklint-dis|able-line lifecycle/leak',
  ])('nothing but the finding in %j', async (comment) => {
    await start()
    const found = markdown(await hoverAt(code(`close(s); ${comment}`)))
    if (comment.includes('socklint')) expect(found).toContain('`socklint/unused-suppression`')
    else expect(found).toBe('')
  })
})

describe('nothing', () => {
  test.each([
    ['in comments', code('/* so|cket() */ listen(s, 1);')],
    ['in comments of several lines', code('/*\n so|cket() */ listen(s, 1);')],
    ['in texts', code('puts("so|cket: failed"); listen(s, 1);')],
    ['about the program’s own names', code('my_so|cket(); listen(s, 1);')],
    ['about functions that have nothing to do with sockets', code('mem|cpy(&s, &n, 4); listen(s, 1);')],
    ['in files without a socket word', 'void f(int s)\n{\n    so|ck(EINVAL);\n}\n'],
    ['about errors in files without a socket word', 'int f(void)\n{\n    return EIN|VAL;\n}\n'],
  ])('%s', async (_, text) => {
    await start()
    expect(await hoverAt(text)).toBeNull()
  })
})

test('nothing where Socklint is switched off', async () => {
  await start('en', { settings: { enable: false } })
  expect(await hoverAt(code('if (li|sten(s, n)) return;'))).toBeNull()
})

describe('every name', () => {
  const NAMES = [
    ...API_FUNCTION_NAMES,
    ...Object.keys(ADDRESSES),
    ...['SO_REUSEADDR', 'SO_REUSEPORT', 'SO_LINGER', 'TCP_NODELAY', 'IP_ADD_MEMBERSHIP', 'IPV6_V6ONLY'],
    ...['EADDRINUSE', 'WSAEADDRINUSE', 'EINTR', 'WSAEWOULDBLOCK'].filter((name) => errorCode(name) !== undefined),
  ]

  test.each(['en', 'ja'] as const)(
    'is told in at most 25 lines, in one language, with its tables whole (%s)',
    async (locale) => {
      await start(locale, { pageScheme: 'socklint-doc', commandLinks: ['socklint.explainRule'] })
      const text = `${HEAD}int made(void) { return socket(AF_INET, SOCK_STREAM, 0); }\n${NAMES.map((name) => `int v_${name.length} = ${name};\n`).join('')}`
      await session?.open(A, text)
      let told = 0
      for (const [index, name] of NAMES.entries()) {
        const position = { line: index + 2, character: `int v_${name.length} = `.length + 1 }
        const found =
          (await session?.client.sendRequest(HoverRequest.type, { textDocument: { uri: A }, position })) ?? null
        if (found === null) continue
        const value = markdown(found)
        told++
        expect(value.split('\n').length, name).toBeLessThanOrEqual(25)
        expect(value, name).not.toContain('undefined')
        for (const line of value.split('\n')) if (line.startsWith('|')) expect(line, name).toMatch(/\|$/)
        const prose = value.replace(/\(data:[^)]+\)|\([^)]*https?:[^)]+\)|`[^`]*`|<[^>]+>/g, '')
        if (locale === 'ja') expect(prose, name).toMatch(/[ぁ-んァ-ヶ一-龠]/)
        else expect(prose, name).not.toMatch(/[ぁ-んァ-ヶ一-龠]/)
      }
      expect(told).toBeGreaterThan(90)
    },
  )

  test('pictures have a background and words that say the same, and go to no other client', async () => {
    await start('en', { pageScheme: 'socklint-doc' })
    const [, alt = '', data = ''] =
      /!\[([^\]]+)\]\(data:image\/svg\+xml;base64,([^)]+)\)/.exec(
        markdown(await hoverAt(code('if (li|sten(s, 5)) return;'))),
      ) ?? []
    const svg = Buffer.from(data, 'base64').toString()
    expect(alt).toBe('States of a TCP connection: LISTEN is lit')
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+"/)
    expect(svg).toContain('<rect width="812" height="104" rx="4" fill="#ffffff"/>')
    session?.end()
    await start()
    expect(markdown(await hoverAt(code('if (li|sten(s, 5)) return;')))).not.toContain('data:')
  })

  test('plain text for a client that does not render markdown', async () => {
    await start('en', {}, {})
    const found = await hoverAt(code('if (li|sten(s, n)) return;'))
    expect(found?.contents).toMatchObject({ kind: 'plaintext' })
    expect(markdown(found)).toMatch(/^Makes a bound socket a listening one: [^|`*]+$/)
  })
})

describe('pictures of findings', () => {
  const picture = async (body: string): Promise<string | undefined> => {
    await start('en', { pageScheme: 'socklint-doc', settings: { preset: 'strict' } })
    return /!\[([^\]]+)\]/.exec(markdown(await hoverAt(`#include <netinet/in.h>\n${HEAD}${body}`)))?.[1]
  }

  test('the call that is missing', async () => {
    expect(
      await picture(
        'int f(struct sockaddr *a, socklen_t n)\n{\n    int s = socket(AF_INET, SOCK_STREAM, 0);\n    if (s < 0) return -1;\n    if (bind(s, a, n) < 0) { close(s); return -1; }\n    int c = acc|ept(s, 0, 0);\n    close(s);\n    return c;\n}\n',
      ),
    ).toBe('socket() → bind() → listen() → accept(); missing: listen()')
  })

  test('the bytes of a port', async () => {
    expect(
      await picture(
        'int f(void)\n{\n    struct sockaddr_in a = {0};\n    int s = socket(AF_INET, SOCK_STREAM, 0);\n    if (s < 0) return -1;\n    a.sin_family = AF_INET;\n    a.sin_port = 80|80;\n    if (bind(s, (struct sockaddr *)&a, sizeof a) < 0) { close(s); return -1; }\n    return s;\n}\n',
      ),
    ).toBe('Bytes in memory: 90 1F before htons(), 1F 90 after')
  })
})
