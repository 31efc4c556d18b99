/** Every setting of the editor counts as soon as it is changed, and in one folder only where it is of that folder. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ConfigurationRequest, DidChangeConfigurationNotification, InlayHintRequest } from 'vscode-languageserver/node'
import type { Engine } from '../../engine/index.ts'
import { pages, rules } from '../../rules/index.ts'
import { realEngine } from '../support/assets.ts'
import { brief, PULLING, Session } from './harness.ts'
import { memoryDisk } from './memory-disk.ts'

let engine: Engine
let session: Session | undefined
beforeAll(async () => {
  engine = await realEngine()
})
afterEach(() => session?.end())

const [A, B] = ['file:///a/x.c', 'file:///b/x.c']
/** What the editor answers, by folder; changed while the server runs. */
let given: Record<string, object> = {}

async function start(): Promise<void> {
  given = {}
  const CAPABILITIES = { ...PULLING, workspace: { ...PULLING.workspace, configuration: true } }
  session = await Session.start({
    ...{ capabilities: CAPABILITIES, engine, pages, rules },
    workspaceFolders: ['a', 'b'].map((name) => ({ uri: `file:///${name}`, name })),
    files: memoryDisk({
      '/lib/names.h': '#define MADE() socket(AF_INET, SOCK_STREAM, 0)\n',
      '/a/out/compile_commands.json': JSON.stringify([
        { directory: '/a', file: 'x.c', arguments: ['cc', '-DUSED=0', 'x.c'] },
      ]),
    }),
    prepare: (client) =>
      client.onRequest(ConfigurationRequest.type, ({ items }) =>
        items.map(({ scopeUri }) => given[String(scopeUri)] ?? null),
      ),
  })
}

const rulesOf = async (uri: string): Promise<string[]> =>
  brief((await session?.pullItems(uri)) ?? []).map((each) => each.replace(/@.*/, ''))

const HEAD = '#include <sys/socket.h>\n#include <netinet/in.h>\n#include <unistd.h>\n'
const LEAK = `${HEAD}int f(void) { int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) return -1; listen(s, 1); return 0; }\n`
const code = (body: string): string => `${HEAD}int f(struct sockaddr_in *to) { ${body} return 0; }\n`
const CONDITIONAL = `#if USED\n${LEAK}#endif\n`

/** A setting, a text, and the rule that is reported of it only before the change, or only after it. */
const CASES: readonly (readonly [
  setting: string,
  settings: object,
  text: string,
  before: string | null,
  after: string | null,
])[] = [
  ['enable', { enable: false }, LEAK, 'lifecycle/leak', null],
  ['preset', { preset: 'off' }, LEAK, 'lifecycle/leak', null],
  [
    'targets',
    { targets: 'windows' },
    `#ifdef _WIN32\n#include <winsock2.h>\n#else\n${LEAK}#endif\n`,
    'lifecycle/leak',
    null,
  ],
  ['rules', { rules: { 'lifecycle/leak': 'off' } }, LEAK, 'lifecycle/leak', null],
  [
    'noreturn',
    { noreturn: ['give_up'] },
    code('int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) return -1; give_up(); return 0;'),
    'lifecycle/leak',
    null,
  ],
  [
    'wrappers',
    { wrappers: { make: 'socket' } },
    code('int s = make(AF_INET, SOCK_STREAM, 0); socket(AF_INET, SOCK_DGRAM, 0); if (s < 0) return -1;'),
    null,
    'lifecycle/leak',
  ],
  [
    'models',
    { models: [{ name: 'open_it', makes: 'created' }] },
    code('int s = open_it(); if (s < 0) return -1; if (listen(s, 1) < 0) return -1;'),
    null,
    'lifecycle/leak',
  ],
  ['defines', { defines: { USED: 0 } }, CONDITIONAL, 'lifecycle/leak', null],
  ['compileCommands', { compileCommands: 'out' }, CONDITIONAL, 'lifecycle/leak', null],
  [
    'includePaths',
    { includePaths: ['../lib'] },
    `${HEAD}#include "names.h"\nint f(void) { int s = MADE(); if (s < 0) return -1; return 0; }\n`,
    null,
    'lifecycle/leak',
  ],
]

describe('a setting that is changed', () => {
  test.each(CASES)('%s counts at once, in its folder', async (_, settings, text, before, after) => {
    await start()
    await session?.open(A, text)
    await session?.open(B, text)
    const [old, other] = [await rulesOf(A), await rulesOf(B)]
    expect(old).toEqual(other)
    if (before !== null) expect(old).toContain(before)
    if (after !== null) expect(old).not.toContain(after)
    given = { 'file:///a': settings }
    await session?.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null })
    const now = await rulesOf(A)
    if (before !== null) expect(now).not.toContain(before)
    if (after !== null) expect(now).toContain(after)
    expect(await rulesOf(B)).toEqual(other)
    given = {}
    await session?.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null })
    expect(await rulesOf(A)).toEqual(old)
  })

  test('inlayHints.enable counts at once, in its folder', async () => {
    await start()
    await session?.open(A, LEAK)
    await session?.open(B, LEAK)
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
    const hints = async (uri: string): Promise<number> =>
      ((await session?.client.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range })) ?? []).length
    expect(await hints(A)).toBe(0)
    given = { 'file:///a': { inlayHints: { enable: true } } }
    await session?.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null })
    expect(await hints(A)).toBeGreaterThan(0)
    expect(await hints(B)).toBe(0)
  })
})
