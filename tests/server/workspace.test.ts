/** Linting the whole workspace, and the first configuration file of a folder. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  CancellationTokenSource,
  WorkDoneProgress,
  WorkDoneProgressCancelNotification,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver/node'
import type { Engine } from '../../engine/index.ts'
import { pages, rules } from '../../rules/index.ts'
import { DISK } from '../../server/disk.ts'
import type { FileAccess } from '../../server/files.ts'
import type { CreateConfigurationResult, LintWorkspaceResult } from '../../server/protocol.ts'
import { buildCommand, run, tree } from '../cli/command.ts'
import { realEngine } from '../support/assets.ts'
import { FakeEngine } from './fake-engine.ts'
import { brief, eventually, PULLING, Session } from './harness.ts'
import { memoryDisk } from './memory-disk.ts'

let session: Session | undefined
afterEach(() => session?.end())

const FOLDER = [{ uri: 'file:///w', name: 'w' }]
const LINT = 'socklint/lintWorkspace'

async function start(
  files: FileAccess | undefined,
  options: object = {},
  engine: Engine = new FakeEngine(),
): Promise<Session> {
  session = await Session.start({
    ...{ capabilities: PULLING, engine, workspaceFolders: FOLDER },
    ...(files === undefined ? {} : { files }),
    ...options,
  })
  return session
}

async function lint(params: object = {}): Promise<LintWorkspaceResult> {
  const found: LintWorkspaceResult | undefined = await session?.client.sendRequest(LINT, params)
  if (found === undefined) throw new Error('no answer')
  return found
}

const shown = ({ documents }: LintWorkspaceResult): string[] =>
  documents.flatMap(({ uri, diagnostics }) => brief(diagnostics).map((one) => `${uri} ${one}`))

describe('linting the workspace', () => {
  test('judges every file together: on the disk, and as it stands in the editor', async () => {
    await start(
      memoryDisk({
        '/w/a.c': 'port 80\nbad();\n',
        '/w/deep/b file.cpp': '日本 port 80\n',
        '/w/c.c': 'int x;\n',
        '/w/d.txt': 'bad();\n',
        '/w/bin.c': '\0bad();\n',
        '/w/node_modules/x.c': 'bad();\n',
        '/w/open.c': 'bad();\n',
        '/other/e.c': 'bad();\n',
      }),
    )
    await session?.open('file:///w/open.c', '\nbad();\n')
    const found = await lint()
    expect(shown(found)).toEqual([
      'file:///w/a.c call/bad@1:0',
      'file:///w/deep/b%20file.cpp call/port@0:3',
      'file:///w/open.c call/bad@1:0',
    ])
    expect(found.documents[1]?.diagnostics[0]?.relatedInformation?.[0]?.location.uri).toBe('file:///w/a.c')
    expect(found).toMatchObject({ files: 3, skipped: 2, cancelled: false, problems: [] })
  })

  test('leaves out what git and configurations ignore, and follows configurations', async () => {
    await start(
      memoryDisk({
        '/w/.git/HEAD': '',
        '/w/.git/info/exclude': '/excluded\n',
        '/w/.gitignore': 'build/\n*.gen.c\n!keep.gen.c\n',
        '/w/.socklintrc.json':
          '{ "ignore": ["third_party/"], "overrides": [{ "files": "t/**", "rules": { "call/bad": "error" } }] }',
        '/w/a.c': 'bad();\n',
        '/w/build/b.c': 'bad();\n',
        '/w/excluded/b.c': 'bad();\n',
        '/w/x.gen.c': 'bad();\n',
        '/w/keep.gen.c': 'bad();\n',
        '/w/lib/.gitignore': '/local.c\n',
        '/w/lib/local.c': 'bad();\n',
        '/w/third_party/c.c': 'bad();\n',
        '/w/t/d.c': 'bad();\n',
      }),
    )
    const found = await lint()
    expect(found.documents.map(({ uri, diagnostics }) => [uri, diagnostics[0]?.severity])).toEqual([
      ['file:///w/a.c', 2],
      ['file:///w/keep.gen.c', 2],
      ['file:///w/t/d.c', 1],
    ])
  })

  test('of several folders, each with its settings, and nothing where Socklint is switched off', async () => {
    const workspaceFolders = [...FOLDER, { uri: 'file:///v/', name: 'v' }]
    const disk = memoryDisk({ '/w/a.c': 'port 80\n', '/v/a.c': 'port 80\nbad();\n' })
    await start(disk, { workspaceFolders })
    expect(shown(await lint())).toEqual(['file:///v/a.c call/bad@1:0'])
    session?.end()
    await start(disk, { initializationOptions: { settings: { enable: false } } })
    expect(await lint()).toMatchObject({ files: 0, documents: [], cancelled: false })
  })

  test('of files that the client sends along, where there is no disk', async () => {
    const workspaceFolders = [{ uri: 'vscode-vfs://github/o/r', name: 'r' }]
    await start(undefined, { workspaceFolders })
    const [a, b] = ['vscode-vfs://github/o/r/a.c', 'vscode-vfs://github/o/r/deep/b.h']
    await session?.open(a, 'bad(); bad();\n')
    const files = [
      { uri: a, text: 'int x;\n' },
      { uri: b, text: 'bad();\n' },
      { uri: 'vscode-vfs://github/o/r/.socklintrc.json', text: '{}' },
      { uri: 7, text: 'bad();' },
      'rubbish',
    ]
    const found = await lint({ files })
    expect(shown(found)).toEqual([`${a} call/bad@0:0`, `${a} call/bad@0:7`, `${b} call/bad@0:0`])
  })

  test('tells how far it is, in the language of the client', async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`/w/${index}.c`, 'bad();\n']))
    await start(memoryDisk(files), { locale: 'ja' })
    const told: (WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd)[] = []
    session?.client.onProgress(WorkDoneProgress.type, 'token', (value) => {
      told.push(value)
    })
    expect((await lint({ workDoneToken: 'token' })).files).toBe(300)
    await eventually(() => told.find(({ kind }) => kind === 'end'))
    expect(told[0]).toEqual({
      kind: 'begin',
      title: 'Socklint: ワークスペースを検査中',
      cancellable: true,
      percentage: 0,
    })
    const percentages = told.flatMap((value) => ('percentage' in value ? [value.percentage ?? 0] : []))
    expect(percentages).toEqual(percentages.toSorted((a, b) => a - b))
    expect(percentages.at(-1)).toBe(100)
    expect(told.length).toBeLessThan(110)
  })

  test.each(['request', 'progress'])('stops when it is told to (%s) and gives what it has', async (how) => {
    const engine = new FakeEngine()
    const files = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`/w/${index}.c`, 'bad();\n']))
    await start(memoryDisk(files), {}, engine)
    const source = new CancellationTokenSource()
    const promise = session?.client.sendRequest(LINT, { workDoneToken: 5 }, source.token)
    await eventually(() => (engine.analysed.length > 5 ? true : undefined))
    if (how === 'request') source.cancel()
    else await session?.client.sendNotification(WorkDoneProgressCancelNotification.type, { token: 5 })
    const found = (await promise) as LintWorkspaceResult
    expect(found.cancelled).toBe(true)
    expect(found.documents.length).toBeGreaterThan(0)
    expect(found.documents.length).toBeLessThan(2000)
    // The server goes on, and the next run is whole.
    expect((await lint()).documents).toHaveLength(2000)
  })

  test('those who type are answered meanwhile', async () => {
    const files = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`/w/${index}.c`, 'bad();\n']))
    await start(memoryDisk(files))
    let isDone = false
    const whole = lint().then(() => (isDone = true))
    await session?.open('file:///w/x.c', 'bad();\n')
    expect(await session?.pullItems('file:///w/x.c')).toHaveLength(1)
    expect(isDone).toBe(false)
    await whole
  })

  test('a folder that is gone, folders that cannot be read, an engine that fails', async () => {
    await start(memoryDisk({}))
    const gone = await lint()
    expect(gone).toMatchObject({ files: 0, documents: [], cancelled: false })
    expect(gone.problems.join('\n')).toContain('/w cannot be read')
    session?.end()
    await start(memoryDisk({ '/w/a.c': 'crash bad();', '/w/b.c': 'bad();' }))
    const failing = await lint()
    expect(shown(failing)).toEqual(['file:///w/b.c call/bad@0:0'])
    expect(failing.problems.join('\n')).toContain('the fake engine crashed')
  })

  test.each([null, [], 'x', { files: {}, workDoneToken: {} }])('parameters %j', async (params) => {
    await start(memoryDisk({ '/w/a.c': 'bad();\n' }))
    expect(shown((await session?.client.sendRequest(LINT, params)) as LintWorkspaceResult)).toHaveLength(1)
  })
})

describe('the workspace and the command line', () => {
  let engine: Engine
  let cli = ''
  beforeAll(async () => {
    engine = await realEngine()
    cli = await buildCommand('real')
  })

  test('tell the same of a project with headers, wrappers and facts across files', async () => {
    const cwd = tree({
      '.git/HEAD': '',
      '.gitignore': 'out/\n',
      '.socklintrc.json': '{ "preset": "strict" }',
      'include/net.h':
        '#include <sys/socket.h>\n#include <unistd.h>\n#define net_socket socket\n#define PORT 50001\nint make_listener(int port);\nvoid done(int s);\n',
      'src/make.c':
        '#include <sys/socket.h>\n#include "../include/net.h"\nint make_listener(int port)\n{\n    int s = net_socket(AF_INET, SOCK_STREAM, 0);\n    return s;\n}\nvoid done(int s) { close(s); }\n',
      'src/main.c':
        '#include <sys/socket.h>\n#include "../include/net.h"\nint main(void)\n{\n    int s = make_listener(PORT);\n    if (s < 0)\n        return 1;\n    if (listen(s, 5) < 0)\n        return 2;\n    done(s);\n    done(s);\n    return 0;\n}\n',
      'src/only_wrappers.c':
        '#include <sys/socket.h>\n#include "../include/net.h"\nvoid f(void)\n{\n    int s = net_socket(AF_INET, SOCK_STREAM, 0);\n}\n',
      'out/gen.c': '#include <sys/socket.h>\nvoid g(void) { int s = socket(AF_INET, SOCK_STREAM, 0); }\n',
      'plain.c': 'int x;\n',
    })
    session = await Session.start({
      ...{ capabilities: PULLING, engine, pages, rules, files: DISK },
      workspaceFolders: [{ uri: `file://${cwd}`, name: 'w' }],
    })
    const found = await lint()
    const report = JSON.parse((await run(cli, ['--format', 'json'], { cwd })).stdout) as {
      diagnostics: { file: string; rule: string; line: number; column: number }[]
    }
    const onCommandLine = report.diagnostics.map(
      ({ file, rule, line, column }) => `file://${cwd}/${file} ${rule}@${line - 1}:${column - 1}`,
    )
    expect(onCommandLine.length).toBeGreaterThan(1)
    expect(shown(found).toSorted()).toEqual(onCommandLine.toSorted())
    expect(shown(found).join('\n')).toContain('only_wrappers.c lifecycle/leak')
    expect(found.problems).toEqual([])
  })
})

describe('the first configuration file', () => {
  const create = async (folder: unknown): Promise<CreateConfigurationResult> =>
    (await session?.client.sendRequest('socklint/createConfiguration', { folder })) as CreateConfigurationResult

  test('tells what was found, and whether there is one already', async () => {
    const disk = memoryDisk({
      '/w/CMakeLists.txt': '',
      '/w/src/a.c': '#include <sys/socket.h>\n',
      '/w/third_party/z.c': '',
      '/w/cmake-build-debug/compile_commands.json': '[]',
    })
    await start(disk)
    const found = await create('file:///w')
    expect(found.uri).toBe('file:///w/.socklintrc.json')
    expect(found.exists).toBe(false)
    expect(found.text).toContain('Of 2 files here 1 include socket headers of POSIX')
    expect(found.text).toContain('"ignore": ["third_party/"]')
    expect(found.text).toContain('"compileCommands": "cmake-build-debug/compile_commands.json"')
    disk.files.set('/w/.socklintrc.json', '{}')
    expect((await create('file:///w/')).exists).toBe(true)
  })

  test('in Japanese, without a disk', async () => {
    const workspaceFolders = [{ uri: 'vscode-vfs://github/o/r', name: 'r' }]
    await start(undefined, { workspaceFolders, locale: 'ja' })
    await session?.open('vscode-vfs://github/o/r/a.c', '#include <winsock2.h>\n')
    const found = await create('vscode-vfs://github/o/r')
    expect(found.uri).toBe('vscode-vfs://github/o/r/.socklintrc.json')
    expect(found.text).toContain('1 ファイルのうち、POSIX のソケットヘッダーをインクルードするもの 0、Windows のもの 1')
  })

  test('what it says is a configuration without a fault', async () => {
    await start(memoryDisk({ '/w/a.c': '' }))
    const { uri, text } = await create('file:///w')
    await session?.open(uri, text, 'jsonc')
    const faults = await session?.pullItems(uri)
    expect(faults).toEqual([])
  })

  test.each([undefined, 7, 'nowhere'])('an error for the folder %j', async (folder) => {
    await start(memoryDisk({}))
    await expect(create(folder)).rejects.toThrow('folder must be the address')
  })
})
