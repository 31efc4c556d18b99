/** Lifecycles over the protocol: the request, the line in hovers, inlay hints. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  DidChangeConfigurationNotification,
  HoverRequest,
  InlayHintRefreshRequest,
  InlayHintRequest,
  MarkupContent,
} from 'vscode-languageserver/node'
import type { Engine } from '../../engine/index.ts'
import { pages } from '../../rules/index.ts'
import { readRepositoryFile } from '../../scripts/rule-folders.ts'
import type { LifecycleResult } from '../../server/protocol.ts'
import { realEngine } from '../support/assets.ts'
import { eventually, PULLING, Session } from './harness.ts'

let engine: Engine
let session: Session | undefined
beforeAll(async () => {
  engine = await realEngine()
})
afterEach(() => session?.end())

const A = 'file:///w/a.c'
const SOURCE = `#include <sys/socket.h>
#include <netinet/in.h>
#include <unistd.h>
/* 受信 😀 */ int serve(struct sockaddr *a, socklen_t n)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, a, n) < 0)
        return -1;
    if (listen(fd, 5) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}
int none(void) { return 1; }
`

async function start(locale = 'en', options: object = {}): Promise<Session> {
  session = await Session.start({
    ...{ capabilities: PULLING, engine, pages, locale },
    workspaceFolders: [{ uri: 'file:///w', name: 'w' }],
    initializationOptions: options,
  })
  await session.open(A, SOURCE)
  return session
}

async function lifecycle(line: number, character = 0): Promise<LifecycleResult | null> {
  const params = { textDocument: { uri: A }, position: { line, character } }
  return (await session?.client.sendRequest('socklint/lifecycle', params)) ?? null
}

describe('socklint/lifecycle', () => {
  test('follows the path with the finding', async () => {
    await start()
    const found = await lifecycle(8, 6)
    expect(found).toMatchObject({ function: 'serve', uri: A, range: { start: { line: 3 }, end: { line: 15 } } })
    const [fd] = found?.descriptors ?? []
    expect(fd).toMatchObject({ name: 'fd', platforms: ['posix'], kind: 'stream socket (IPv4)', end: 'open' })
    expect(fd?.steps.map(({ state, stateLabel, range }) => [state, stateLabel, range.start.line])).toEqual([
      ['created', 'created', 5],
      ['created', 'created', 9],
    ])
    expect(fd?.findings.map(({ rule }) => rule)).toEqual(['lifecycle/leak'])
    expect(fd?.steps[0]?.text).toBe("'fd' is created here")
  })

  test('in Japanese', async () => {
    await start('ja')
    const [fd] = (await lifecycle(8))?.descriptors ?? []
    expect(fd).toMatchObject({ kind: 'ストリームソケット (IPv4)' })
    expect(fd?.steps.map(({ stateLabel }) => stateLabel)).toEqual(['作成', '作成'])
    expect(fd?.steps[1]?.text).toBe("ここで 'fd' は開いたままで、もうどこからも使えない")
    expect(fd?.findings[0]?.message).toMatch(/[ぁ-ん]/)
  })

  test('of the newest text, also when asked for before it was analysed', async () => {
    await start()
    await session?.change(A, 2, {
      text: SOURCE.replace('        return -1;\n    if (listen', '        return close(fd), -1;\n    if (listen'),
    })
    const [fd] = (await lifecycle(8))?.descriptors ?? []
    expect(fd).toMatchObject({ end: 'handed-over', findings: [] })
    expect(fd?.steps.at(-1)).toMatchObject({ state: 'handed-over', stateLabel: 'handed over' })
  })

  test.each([{ line: 0 }, { line: 16 }, { line: 999 }])('nothing at %j', async ({ line }) => {
    await start()
    expect(await lifecycle(line, 1)).toBeNull()
  })

  test.each([
    null,
    {},
    { textDocument: {} },
    { textDocument: { uri: A }, position: { line: 'x' } },
    { textDocument: { uri: 'file:///w/closed.c' }, position: { line: 1, character: 1 } },
  ])('null for %j', async (params) => {
    await start()
    expect(await session?.client.sendRequest('socklint/lifecycle', params)).toBeNull()
  })
})

describe('whose a finding is', () => {
  const findingsIn = async (text: string, line: number, options: object = {}): Promise<Record<string, string[]>> => {
    await start('en', options)
    await session?.change(A, 2, { text })
    const { descriptors = [] } = (await lifecycle(line)) ?? {}
    return Object.fromEntries(descriptors.map(({ name, findings }) => [name, findings.map(({ rule }) => rule)]))
  }

  test('of both sockets that a finding names, in the sample of the walkthrough', async () => {
    const sample = readRepositoryFile('client/walkthrough/sample.en.c').text
    const line = sample.split('\n').findIndex((text) => text.includes('int bind_both'))
    expect(await findingsIn(sample, line + 2)).toEqual({
      inside: ['bind/specific-and-wildcard'],
      outside: ['bind/specific-and-wildcard'],
    })
  })

  const TWO = `#include <sys/socket.h>
#include <unistd.h>
int two(int now)
{
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET, SOCK_STREAM, 0);
    if (now)
        return 1;
    if (a >= 0)
        close(a);
    if (b >= 0)
        close(b);
    return 0;
}
`
  test('of the one that it names, where two end at the same place', async () => {
    expect(await findingsIn(TWO, 4)).toEqual({ a: ['lifecycle/leak'], b: ['lifecycle/leak'] })
  })

  test('of the listener, though the call makes a connection', async () => {
    const text = `#include <sys/socket.h>
#include <unistd.h>
int f(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    int c = accept(s, 0, 0);
    if (c >= 0)
        close(c);
    close(s);
    return 0;
}
`
    expect(await findingsIn(text, 4)).toEqual({ s: ['lifecycle/call-order'], c: [] })
  })

  test('also at a call that leaves the state as it is', async () => {
    const text = `#include <sys/socket.h>
#include <unistd.h>
int f(int listener, const char *text, unsigned long length, char *answer)
{
    int c = accept(listener, 0, 0);
    if (c < 0)
        return -1;
    send(c, text, length, MSG_NOSIGNAL);
    if (recv(c, answer, 1, 0) < 0)
        perror("recv");
    close(c);
    return 0;
}
`
    const settings = { preset: 'strict' }
    expect(await findingsIn(text, 5, { settings })).toEqual({ c: ['io/short-send'] })
  })
})

describe('the line in the hover', () => {
  const hover = async (): Promise<string> => {
    const params = { textDocument: { uri: A }, position: { line: 9, character: 10 } }
    const found = await session?.client.sendRequest(HoverRequest.type, params)
    return MarkupContent.is(found?.contents) ? found.contents.value : ''
  }

  test('tells states with their lines', async () => {
    await start()
    expect(await hover()).toContain('*Lifecycle*: `fd: created 6 → still open 10`')
    expect(await hover()).not.toContain('command:')
  })

  test('leads our own client to the panel', async () => {
    await start('ja', { commandLinks: ['socklint.explainRule', 'socklint.showLifecycle'] })
    const text = await hover()
    expect(text).toContain('`fd: 作成 6 → 開いたまま 10`')
    const argumentsText = /command:socklint\.showLifecycle\?([^)]+)\)/.exec(text)?.[1] ?? ''
    expect(JSON.parse(decodeURIComponent(argumentsText))).toEqual([A, { line: 9, character: 10 }])
  })
})

describe('inlay hints', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } }
  const hints = async (): Promise<unknown[]> =>
    ((await session?.client.sendRequest(InlayHintRequest.type, { textDocument: { uri: A }, range })) ?? []).map(
      ({ label, position }) => [label, position.line, position.character],
    )

  test('are off by default', async () => {
    await start()
    expect(await hints()).toEqual([])
  })

  test('tell the state after each call', async () => {
    await start('en', { settings: { inlayHints: { enable: true } } })
    await session?.change(A, 2, {
      text: SOURCE.replace('if (bind(fd, a, n) < 0)\n        return -1;', 'bind(fd, a, n);'),
    })
    expect(await hints()).toEqual([
      ['fd: created', 5, 44],
      ['fd: bound', 8, 18],
      ['fd: listening', 9, 21],
      ['fd: handed over', 13, 14],
    ])
  })

  test('are asked for again when the settings change', async () => {
    let refreshed = 0
    session = await Session.start({
      capabilities: { ...PULLING, workspace: { ...PULLING.workspace, inlayHint: { refreshSupport: true } } },
      engine,
      prepare: (client) =>
        client.onRequest(InlayHintRefreshRequest.type, () => {
          refreshed++
        }),
    })
    await session.open(A, SOURCE)
    expect(await hints()).toEqual([])
    const settings = { socklint: { inlayHints: { enable: true } } }
    await session.client.sendNotification(DidChangeConfigurationNotification.type, { settings })
    await eventually(() => (refreshed > 0 ? true : undefined))
    expect(await hints()).not.toEqual([])
  })

  test('a malformed setting is told of', async () => {
    await start('en', { settings: { inlayHints: { enable: 'yes' } } })
    expect(await hints()).toEqual([])
    expect(session?.logged.join('\n')).toContain('socklint.inlayHints.enable is "yes"')
  })
})
