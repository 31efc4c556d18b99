/** .socklintrc.json in the editor: what it says counts as on the command line, and what is wrong with it is shown in it. */
import { writeFileSync } from 'node:fs'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  ConfigurationRequest,
  DidChangeWatchedFilesNotification,
  HoverRequest,
  MarkupContent,
  RegistrationRequest,
  type ClientCapabilities,
} from 'vscode-languageserver/node'
import { createEngine, type Engine, type Rule, type RuleOptions } from '../../engine/index.ts'
import { pages, rules } from '../../rules/index.ts'
import { DISK } from '../../server/disk.ts'
import type { FileAccess } from '../../server/files.ts'
import { readAssets, realEngine } from '../support/assets.ts'
import { buildCommand, run, tree } from '../cli/command.ts'
import { FakeEngine } from './fake-engine.ts'
import { brief, eventually, PULLING, PUSHED, Session } from './harness.ts'
import { memoryDisk } from './memory-disk.ts'

let session: Session | undefined
afterEach(() => session?.end())

const A = 'file:///w/src/a.c'
const CONFIGURATION = 'file:///w/.socklintrc.json'
const FOLDER = [{ uri: 'file:///w', name: 'w' }]

async function start(
  files: FileAccess | undefined,
  given: {
    capabilities?: ClientCapabilities
    settings?: object
    pageScheme?: string
    locale?: string
    folders?: typeof FOLDER
  } = {},
): Promise<Session> {
  session = await Session.start({
    capabilities: given.capabilities ?? PULLING,
    engine: new FakeEngine(),
    workspaceFolders: given.folders ?? FOLDER,
    ...(given.locale === undefined ? {} : { locale: given.locale }),
    initializationOptions: { settings: given.settings, pageScheme: given.pageScheme },
    ...(files === undefined ? {} : { files }),
  })
  return session
}

const severities = async (uri: string): Promise<unknown[]> =>
  ((await session?.pullItems(uri)) ?? []).map(({ severity }) => severity)
const rule = (severity: string): string => `{ "rules": { "call/bad": "${severity}" } }`

describe('what a configuration file says', () => {
  test('counts: the nearest one, up to the top of the repository, with what it extends', async () => {
    await start(
      memoryDisk({
        '/.socklintrc.json': rule('info'),
        '/w/.git/HEAD': '',
        '/w/src/a.c': '',
        '/w/lib/.socklintrc.json': `{ "extends": "../team.json" }`,
        '/w/team.json': rule('error'),
      }),
    )
    await session?.open(A, 'bad();\n')
    await session?.open('file:///w/lib/b.c', 'bad();\n')
    // 2 is a warning, the rule's own; the file above the repository is another project's.
    expect(await severities(A)).toEqual([2])
    expect(await severities('file:///w/lib/b.c')).toEqual([1])
  })

  test('counts more than the settings of the editor, which count where it is silent', async () => {
    const settings = { rules: { 'call/bad': 'error', 'call/risky': 'off' }, preset: 'off' }
    await start(memoryDisk({ '/w/.socklintrc.json': `{ "preset": "strict", "rules": { "call/bad": "info" } }` }), {
      settings,
    })
    await session?.open(A, 'bad();\n')
    expect(await severities(A)).toEqual([3])
    session?.end()
    await start(memoryDisk({ '/w/.socklintrc.json': '{}' }), { settings: { rules: { 'call/bad': 'error' } } })
    await session?.open(A, 'bad();\n')
    expect(await severities(A)).toEqual([1])
  })

  test('of files in overrides, and of files that are not checked', async () => {
    const text = `{ "ignore": ["third_party/"], "overrides": [{ "files": "tests/**", "rules": { "call/bad": "off" } }] }`
    await start(memoryDisk({ '/w/.socklintrc.json': text }))
    for (const name of ['src', 'tests/deep', 'third_party/zlib'])
      await session?.open(`file:///w/${name}/a.c`, 'bad();\n')
    expect(await severities('file:///w/src/a.c')).toEqual([2])
    expect(await severities('file:///w/tests/deep/a.c')).toEqual([])
    expect(await severities('file:///w/third_party/zlib/a.c')).toEqual([])
  })

  test('each folder of the workspace has its own', async () => {
    const folders = [...FOLDER, { uri: 'file:///v', name: 'v' }]
    await start(memoryDisk({ '/w/.socklintrc.json': rule('info'), '/v/.socklintrc.json': rule('error') }), { folders })
    await session?.open(A, 'bad();\n')
    await session?.open('file:///v/a.c', 'bad();\n')
    expect(await severities(A)).toEqual([3])
    expect(await severities('file:///v/a.c')).toEqual([1])
  })

  test('counts anew when it changes on the disk, comes and goes', async () => {
    const disk = memoryDisk({ '/w/src/a.c': '' })
    await start(disk)
    await session?.open(A, 'bad();\n')
    expect(await severities(A)).toEqual([2])
    const saved = async (text: string | undefined): Promise<void> => {
      if (text === undefined) disk.files.delete('/w/.socklintrc.json')
      else disk.files.set('/w/.socklintrc.json', text)
      const changes = [{ uri: CONFIGURATION, type: 2 as const }]
      await session?.client.sendNotification(DidChangeWatchedFilesNotification.type, { changes })
    }
    await saved(rule('info'))
    expect(await severities(A)).toEqual([3])
    await saved(rule('error'))
    expect(await severities(A)).toEqual([1])
    await saved(undefined)
    expect(await severities(A)).toEqual([2])
  })

  test('counts as it stands in the editor, also without a disk', async () => {
    const folders = [{ uri: 'vscode-vfs://github/o/r', name: 'r' }]
    const [a, configuration] = ['vscode-vfs://github/o/r/src/a.c', 'vscode-vfs://github/o/r/.socklintrc.json']
    await start(undefined, { folders })
    await session?.open(a, 'bad();\n')
    await session?.open(configuration, rule('info'), 'jsonc')
    expect(await severities(a)).toEqual([3])
    await session?.change(configuration, 2, { text: rule('off') })
    expect(await severities(a)).toEqual([])
    await session?.close(configuration)
    expect(await severities(a)).toEqual([2])
  })

  test('a client with settings of its own for each folder is asked, and its paths start there', async () => {
    const asked: unknown[] = []
    session = await Session.start({
      capabilities: { ...PULLING, workspace: { ...PULLING.workspace, configuration: true } },
      engine: new FakeEngine(),
      workspaceFolders: FOLDER,
      files: memoryDisk({ '/w/.socklintrc.json': '{}' }),
      prepare: (client) =>
        client.onRequest(ConfigurationRequest.type, ({ items }) => {
          asked.push(...items)
          return items.map(() => ({ rules: { 'call/bad': 'error' } }))
        }),
    })
    await session.open(A, 'bad();\n')
    expect(await severities(A)).toEqual([1])
    expect(asked).toEqual([{ section: 'socklint', scopeUri: 'file:///w' }])
  })
})

describe('a malformed configuration file', () => {
  const BROKEN = `{\n  // 日本 😀\n  "preset": "best", "ruls": {},\n  "rules": { "call/bda": "error" }\n}\n`
  const FAULTS = [
    [2, 12, 2, 18, 'preset is "best", but must be one of'],
    [2, 20, 2, 26, 'ruls is not known'],
    [3, 13, 3, 23, 'there is no such rule; did you mean call/bad?'],
  ] as const

  const shown = (diagnostics: Awaited<ReturnType<Session['pullItems']>>): unknown[] =>
    diagnostics
      .map(({ range: { start, end }, message }) => [start.line, start.character, end.line, end.character, message])
      .toSorted()
  const expected = FAULTS.map(([line, from, to, until, message]) => [
    line,
    from,
    to,
    until,
    expect.stringContaining(message) as unknown,
  ])

  test('is told of in it, at the place and with what to write instead, to a client that pulls', async () => {
    await start(memoryDisk({}))
    await session?.open(CONFIGURATION, BROKEN, 'jsonc')
    expect(shown((await session?.pullItems(CONFIGURATION)) ?? [])).toEqual(expected)
    expect(session?.published).toEqual([])
    await session?.change(CONFIGURATION, 2, { text: '{}' })
    expect(await session?.pullItems(CONFIGURATION)).toEqual([])
  })

  test('and, pushed, to one that does not', async () => {
    await start(memoryDisk({}), { capabilities: PUSHED, locale: 'ja' })
    await session?.open(CONFIGURATION, '{ "preset": best }', 'json')
    const found = await eventually(() => session?.published.find(({ uri }) => uri === CONFIGURATION))
    expect(found.diagnostics).toMatchObject([{ source: 'socklint', severity: 1 }])
    expect(found.diagnostics[0]?.message).toContain('文字列は二重引用符で囲んでください')
    await session?.change(CONFIGURATION, 2, { text: '{}' })
    await eventually(() => (session?.published.at(-1)?.diagnostics.length === 0 ? true : undefined))
  })

  test('is shown while it is closed, and never twice', async () => {
    await start(memoryDisk({ '/w/.socklintrc.json': '{ "preset": 7 }' }))
    await session?.open(A, 'bad();\n')
    expect(await severities(A)).toEqual([2])
    expect(session?.published).toMatchObject([{ uri: CONFIGURATION, diagnostics: [{ severity: 1 }] }])
    await session?.open(CONFIGURATION, '{ "preset": 7 }', 'jsonc')
    expect(await session?.pullItems(CONFIGURATION)).toHaveLength(1)
    expect(session?.published.at(-1)).toEqual({ uri: CONFIGURATION, diagnostics: [], version: 1 })
    await session?.close(CONFIGURATION)
    await eventually(() => (session?.published.at(-1)?.diagnostics.length === 1 ? true : undefined))
  })

  test('that another one extends is told of where it stands', async () => {
    await start(
      memoryDisk({ '/w/.socklintrc.json': '{ "extends": ["./team.json", "./gone.json"] }', '/w/team.json': '[]' }),
    )
    await session?.open(A, 'bad();\n')
    await session?.pull(A)
    const told = new Map(session?.published.map(({ uri, diagnostics }) => [uri, diagnostics]))
    expect([...told.keys()].toSorted()).toEqual([CONFIGURATION, 'file:///w/team.json'])
    expect(told.get(CONFIGURATION)).toMatchObject([{ range: { start: { character: 29 }, end: { character: 42 } } }])
    await session?.open('file:///w/team.json', '[]', 'json')
    expect(await session?.pullItems('file:///w/team.json')).toHaveLength(1)
  })

  test('what is right in it counts, and the rest of the workspace is judged', async () => {
    await start(memoryDisk({ '/w/.socklintrc.json': '{ "preset": "best", "rules": { "call/bad": "info" } }' }))
    await session?.open(A, 'bad();\n')
    expect(await severities(A)).toEqual([3])
  })

  test('and files that it extends are watched', async () => {
    const watched: unknown[] = []
    session = await Session.start({
      capabilities: {
        ...PULLING,
        workspace: { ...PULLING.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
      },
      engine: new FakeEngine(),
      workspaceFolders: FOLDER,
      files: memoryDisk({ '/w/.socklintrc.json': '{ "extends": "./team.json" }' }),
      prepare: (client) =>
        client.onRequest(RegistrationRequest.type, ({ registrations }) => {
          for (const { registerOptions } of registrations) watched.push(registerOptions as unknown)
        }),
    })
    await session.open(A, 'bad();\n')
    await session.pull(A)
    await eventually(() => (JSON.stringify(watched).includes('/w/team.json') ? true : undefined))
    expect(JSON.stringify(watched)).toContain('**/.socklintrc.json')
  })
})

describe('options of rules', () => {
  const known: RuleOptions = {
    least: {
      ...{ type: 'integer', minimum: 1, maximum: 99, default: 5, sample: 10 },
      says: { en: 'The least backlog.', ja: '最小のバックログ。' },
    },
  }
  const configured = (options: string): string =>
    `{\n "preset": "off",\n "rules": { "t/send": { "severity": "on", "options": ${options} } }\n}`
  /** Reports each call with the value of the option. */
  const RULES: readonly Rule[] = [
    {
      ...{ id: 't/send', since: '0', severity: 'warning', precision: 'high', presets: [], merge: 'any', cwe: [] },
      platforms: ['posix', 'windows'],
      options: known,
      messages: { found: { en: 'least is {least}', ja: '最小は {least}' } },
      visit: {
        call_expression: (node, context) =>
          context.report({
            span: context.tree.span(node),
            message: 'found',
            parameters: { least: String(context.options.least) },
          }),
      },
    },
  ]
  const messages = async (uri: string): Promise<string[]> => {
    const items = (await session?.pullItems(uri)) ?? []
    return items.map(({ message }) => (typeof message === 'string' ? message.replace(/ \(.*/, '') : message.value))
  }
  async function open(
    files: Readonly<Record<string, string>>,
    settings: object = {},
  ): Promise<ReturnType<typeof memoryDisk>> {
    const disk = memoryDisk(files)
    session = await Session.start({
      capabilities: PULLING,
      engine: await createEngine(readAssets(), RULES),
      rules: RULES,
      workspaceFolders: [...FOLDER, { uri: 'file:///v', name: 'v' }],
      initializationOptions: { settings },
      files: disk,
    })
    return disk
  }
  const CODE = '#include <sys/socket.h>\nvoid f(int s) { send(s, 0, 0, 0); }\n'

  test('count as the file says, anew when it changes, in each folder for itself, and below it those of the editor', async () => {
    const disk = await open(
      { '/w/.socklintrc.json': configured('{ "least": 7 }') },
      { preset: 'off', rules: { 't/send': { severity: 'on', options: { least: 9 } } } },
    )
    await session?.open(A, CODE)
    await session?.open('file:///v/a.c', CODE)
    expect(await messages(A)).toEqual(['least is 7'])
    expect(await messages('file:///v/a.c')).toEqual(['least is 9'])
    disk.files.set('/w/.socklintrc.json', '{ "preset": "off", "rules": { "t/send": "error" } }')
    const changes = [{ uri: CONFIGURATION, type: 2 as const }]
    await session?.client.sendNotification(DidChangeWatchedFilesNotification.type, { changes })
    // The severity stands alone, so that the options of the editor stay.
    expect(await messages(A)).toEqual(['least is 9'])
    expect(await severities(A)).toEqual([1])
    await session?.open(CONFIGURATION, configured('{ "least": 8 }'), 'jsonc')
    expect(await messages(A)).toEqual(['least is 8'])
  })

  test('that are wrong are marked where they stand, the others count, and those of the editor are told in the log', async () => {
    const text = configured('{ "leest": 1, "least": 0 }')
    await open({ '/w/.socklintrc.json': text }, { rules: { 't/send': { options: { least: 'x' } } } })
    await session?.open(A, CODE)
    expect(await messages(A)).toEqual(['least is 5'])
    await session?.open(CONFIGURATION, text, 'jsonc')
    const items = (await session?.pullItems(CONFIGURATION)) ?? []
    expect(
      items.map(({ message, range }) => [message, range.start.line, range.start.character, range.end.character]),
    ).toEqual([
      ['rules["t/send"].options.leest is not known; did you mean least? Known are least', 2, 55, 62],
      ['rules["t/send"].options.least is 0, but must be a whole number from 1 to 99, such as 10', 2, 76, 77],
    ])
    const log = session?.logged.join('\n')
    expect(log).toContain('socklint.rules["t/send"].options.least is "x", but must be a whole number from 1 to 99')
  })

  test('are explained in hovers and on the page', async () => {
    await open({})
    await session?.open(CONFIGURATION, configured('{ "least": 7 }'), 'jsonc')
    const hover = async (character: number): Promise<string | null> => {
      const params = { textDocument: { uri: CONFIGURATION }, position: { line: 2, character } }
      const found = await session?.client.sendRequest(HoverRequest.type, params)
      return MarkupContent.is(found?.contents) ? found.contents.value : null
    }
    const option = '**least**: whole number, 1 to 99 (default: `5`)\n\nThe least backlog.'
    expect(await hover(57)).toBe(option)
    expect(await hover(64)).toBe(option)
    expect(await hover(25)).toContain('How severe the rule is')
    expect(await hover(42)).toContain('Options of the rule')
  })
})

describe('hover in a configuration file', () => {
  const TEXT = `{\n  "preset": "strict",\n  "rules": { "call/bad": "off" },\n  "overrides": [{ "files": "x", "rules": { "call/bad": "on" } }]\n}`
  const hover = async (line: number, character: number, locale = 'en', pageScheme?: string): Promise<string | null> => {
    await start(memoryDisk({}), { locale, ...(pageScheme === undefined ? {} : { pageScheme }) })
    await session?.open(CONFIGURATION, TEXT, 'jsonc')
    const params = { textDocument: { uri: CONFIGURATION }, position: { line, character } }
    const found = await session?.client.sendRequest(HoverRequest.type, params)
    return MarkupContent.is(found?.contents) ? found.contents.value : null
  }

  test('on a setting, on its value, on a rule, and in an override', async () => {
    expect(await hover(1, 5)).toContain('Which rules are on')
    expect(await hover(1, 15)).toContain('Which rules are on')
    expect(await hover(2, 15)).toContain('**A call to bad()**')
    expect(await hover(3, 20, 'ja')).toContain('対象のファイル')
    expect(await hover(3, 45, 'ja')).toContain('bad() の呼び出し')
    expect(await hover(4, 0)).toBeNull()
  })

  test('of rules alone in our own client, whose schema explains the settings', async () => {
    const own = 'socklint-doc'
    expect(await hover(1, 5, 'en', own)).toBeNull()
    expect(await hover(3, 20, 'ja', own)).toBeNull()
    expect(await hover(2, 15, 'en', own)).toContain('**A call to bad()**')
    expect(await hover(3, 45, 'ja', own)).toContain('bad() の呼び出し')
  })
})

describe('the editor and the command line', () => {
  let engine: Engine
  let cli = ''
  beforeAll(async () => {
    engine = await realEngine()
    cli = await buildCommand('real')
  })

  test('tell the same under one configuration', async () => {
    const source = `#include <sys/socket.h>
#include <netinet/in.h>
int serve(void)
{
    struct sockaddr_in addr = {0};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0)
        return -1;
    return s;
}
`
    const cwd = tree({
      '.git/HEAD': '',
      '.socklintrc.json': `{ "preset": "strict", "defines": { "PORT": 50001 }, "ignore": ["gen/"],
        "overrides": [{ "files": "lib/**", "preset": "learn", "rules": { "lifecycle/leak": "off" } }] }`,
      'a.c': source,
      'lib/b.c': source.replace('serve', 'serve_b'),
      'lib/own/.socklintrc.json': '{ "extends": ["recommended"], "targets": "windows" }',
      'lib/own/c.c': source.replace('serve', 'serve_c'),
      'gen/d.c': source.replace('serve', 'serve_d'),
    })
    const files = ['a.c', 'lib/b.c', 'lib/own/c.c', 'gen/d.c']
    session = await Session.start({
      ...{ capabilities: PULLING, engine, pages, rules, files: DISK },
      workspaceFolders: [{ uri: `file://${cwd}`, name: 'w' }],
    })
    for (const name of files) await session.open(`file://${cwd}/${name}`, source.replace('serve', nameIn(name)))
    const inEditor: string[] = []
    for (const name of files) {
      const items = await session.pullItems(`file://${cwd}/${name}`)
      inEditor.push(...items.map((item) => `${name} ${brief([item])[0]} ${item.severity}`))
    }
    const report = JSON.parse((await run(cli, ['--format', 'json'], { cwd })).stdout) as {
      diagnostics: { file: string; rule: string; line: number; column: number; severity: string }[]
    }
    const onCommandLine = report.diagnostics.map(
      ({ file, rule: id, line, column, severity }) =>
        `${file} ${id}@${line - 1}:${column - 1} ${['', 'error', 'warning', 'info'].indexOf(severity)}`,
    )
    expect(onCommandLine.length).toBeGreaterThan(3)
    expect(inEditor.toSorted()).toEqual(onCommandLine.toSorted())
    writeFileSync(`${cwd}/.socklintrc.json`, '{ "preset": "off" }')
    await session.client.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [] })
    expect(await session.pullItems(`file://${cwd}/a.c`)).toEqual([])
  })

  const nameIn = (file: string): string =>
    `serve${{ 'lib/b.c': '_b', 'lib/own/c.c': '_c', 'gen/d.c': '_d' }[file] ?? ''}`
})
