/** Folders that only the client can reach: configurations, headers, other files and whole workspaces count as on a disk. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  DidChangeWatchedFilesNotification,
  RegistrationRequest,
  type ClientCapabilities,
  type ProtocolConnection,
} from 'vscode-languageserver/node'
import type { Engine } from '../../engine/index.ts'
import { pages, rules } from '../../rules/index.ts'
import { pathOfUri } from '../../server/files.ts'
import type {
  CreateConfigurationResult,
  LintWorkspaceResult,
  ListFilesParams,
  ListFilesResult,
  ReadFilesParams,
  ReadFilesResult,
} from '../../server/protocol.ts'
import { isListedName, PATIENCE } from '../../server/remote-files.ts'
import { realEngine } from '../support/assets.ts'
import { FakeEngine } from './fake-engine.ts'
import { brief, eventuallyFinds, PULLING, Session, type StartOptions } from './harness.ts'
import { memoryDisk } from './memory-disk.ts'

let real: Engine
let session: Session | undefined
beforeAll(async () => {
  real = await realEngine()
})
afterEach(() => session?.end())

const ROOT = 'vscode-vfs://github/o/r'
const uri = (name: string): string => `${ROOT}/${name}`
const A = uri('src/a.c')

/** The client's side, as ours does it, over files by their names below the root. */
class RemoteFolder {
  readonly asked: string[] = []
  constructor(
    readonly files: Map<string, string>,
    readonly given: { readonly lists?: () => Promise<unknown>; readonly reads?: () => Promise<unknown> } = {},
  ) {}

  readonly serve = (client: ProtocolConnection): void => {
    client.onRequest('socklint/listFiles', async ({ folder }: ListFilesParams): Promise<unknown> => {
      if (this.given.lists !== undefined) return await this.given.lists()
      const names = [...this.files.keys()].filter((name) => isListedName(name))
      const result: ListFilesResult = { files: names.map((name) => `${folder}/${name}`), isWhole: true }
      return result
    })
    client.onRequest('socklint/readFiles', async ({ uris, limit }: ReadFilesParams): Promise<unknown> => {
      if (this.given.reads !== undefined) return await this.given.reads()
      const names = uris.map((address) => pathOfUri(address).replace('/o/r/', ''))
      this.asked.push(...names)
      const contents = names.map((name) => {
        const text = this.files.get(name)
        return text === undefined || text.length > limit ? null : Buffer.from(text).toString('base64')
      })
      const result: ReadFilesResult = { contents }
      return result
    })
  }
}

async function start(
  files: Readonly<Record<string, string>> | RemoteFolder,
  options: Partial<StartOptions> & { readonly settings?: object } = {},
): Promise<RemoteFolder> {
  const folder = files instanceof RemoteFolder ? files : new RemoteFolder(new Map(Object.entries(files)))
  const { settings, ...others } = options
  session = await Session.start({
    ...{ capabilities: PULLING, engine: new FakeEngine(), workspaceFolders: [{ uri: ROOT, name: 'r' }] },
    initializationOptions: { fileAccess: true, settings },
    prepare: folder.serve,
    ...others,
  })
  return folder
}

const severities = async (address: string): Promise<unknown[]> =>
  ((await session?.pullItems(address)) ?? []).map(({ severity }) => severity)
const rule = (severity: string): string => `{ "rules": { "call/bad": "${severity}" } }`

describe('configuration files that are not open', () => {
  test('count: the nearest one, with what it extends, from the first findings on', async () => {
    await start({
      'src/a.c': '',
      '.socklintrc.json': rule('error'),
      'lib/.socklintrc.json': '{ "extends": "../base/team.json" }',
      'base/team.json': '{ "extends": "company.json" }',
      'base/company.json': rule('info'),
    })
    await session?.open(A, 'bad();\n')
    await session?.open(uri('lib/b.c'), 'bad();\n')
    expect(await severities(A)).toEqual([1])
    expect(await severities(uri('lib/b.c'))).toEqual([3])
    // Nothing is missing while it is on its way.
    expect(session?.published.filter(({ diagnostics }) => diagnostics.length > 0)).toEqual([])
  })

  test('are told of where they are wrong, and where what they extend is missing', async () => {
    await start({ '.socklintrc.json': '{ "extends": "gone.json", "preset": 7 }' })
    await session?.open(A, 'bad();\n')
    await session?.pullItems(A)
    const told = session?.published.findLast((params) => params.uri === uri('.socklintrc.json'))
    expect(told?.diagnostics).toHaveLength(2)
    expect(JSON.stringify(told)).toContain('gone.json')
  })

  test('are followed when they change, come and go', async () => {
    const folder = await start({ '.socklintrc.json': '{ "extends": "team.json" }', 'team.json': rule('error') })
    await session?.open(A, 'bad();\n')
    expect(await severities(A)).toEqual([1])
    const tell = async (name: string, type: 1 | 2 | 3): Promise<void> =>
      await session?.client.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: [{ uri: uri(name), type }],
      })
    folder.files.set('team.json', rule('info'))
    await tell('team.json', 2)
    expect(await severities(A)).toEqual([3])
    folder.files.set('src/.socklintrc.json', rule('error'))
    await tell('src/.socklintrc.json', 1)
    expect(await severities(A)).toEqual([1])
    folder.files.delete('src/.socklintrc.json')
    await tell('src/.socklintrc.json', 3)
    expect(await severities(A)).toEqual([3])
    folder.files.delete('.socklintrc.json')
    await tell('.socklintrc.json', 3)
    expect(await severities(A)).toEqual([2])
  })

  test('are watched, and what they extend by its name', async () => {
    const watched: string[] = []
    const workspace = { ...PULLING.workspace, didChangeWatchedFiles: { dynamicRegistration: true } }
    const capabilities: ClientCapabilities = { ...PULLING, workspace }
    const folder = new RemoteFolder(new Map([['.socklintrc.json', '{ "extends": "base/team.json" }']]))
    await start(folder, {
      capabilities,
      prepare: (client) => {
        folder.serve(client)
        client.onRequest(RegistrationRequest.type, ({ registrations }) => {
          watched.push(JSON.stringify(registrations))
        })
      },
    })
    await session?.open(A, 'bad();\n')
    await session?.pullItems(A)
    expect(watched.join()).toContain('**/.socklintrc.json')
    expect(watched.join()).toContain('"**/team.json"')
  })

  test('of the editor count more than those of the client', async () => {
    await start({ '.socklintrc.json': rule('error') })
    await session?.open(uri('.socklintrc.json'), rule('info'), 'jsonc')
    await session?.open(A, 'bad();\n')
    expect(await severities(A)).toEqual([3])
  })
})

describe('headers that are not open', () => {
  const FILES = {
    'src/a.c': '',
    'include/net.h': '#include "deep/more.inc"\n#define MADE socket(AF_INET, SOCK_STREAM, 0)\n',
    'include/deep/more.inc': '#include "limits.def"\nint quit(void) __attribute__((noreturn));\n',
    'include/deep/limits.def': '#define PORT 8080\n',
    '.socklintrc.json': '{ "includePaths": ["include"], "preset": "strict" }',
  }
  const CODE = `#include <sys/socket.h>
#include <netinet/in.h>
#include "net.h"
int serve(struct sockaddr_in *to)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        quit();
    to->sin_port = PORT;
    return s;
}
`

  test('count with what they include, as on a disk', async () => {
    const options = { engine: real, pages, rules }
    await start(FILES, options)
    await session?.open(A, CODE)
    const found = brief((await session?.pullItems(A)) ?? [])
    session?.end()
    const files = Object.fromEntries(Object.entries(FILES).map(([name, text]) => [`/w/${name}`, text]))
    session = await Session.start({
      ...{ capabilities: PULLING, workspaceFolders: [{ uri: 'file:///w', name: 'w' }], files: memoryDisk(files) },
      ...options,
    })
    await session.open('file:///w/src/a.c', CODE)
    expect(found).toEqual(brief(await session.pullItems('file:///w/src/a.c')))
    expect(found.join()).toContain('byteorder/port-not-converted@8:')
  })

  test('each file is asked for once', async () => {
    const folder = await start(FILES, { engine: real, pages, rules })
    await session?.open(A, CODE)
    await session?.pullItems(A)
    for (let version = 2; version < 6; version++) {
      await session?.change(A, version, { text: `${CODE}// ${version}\n` })
      await session?.pullItems(A)
    }
    expect(folder.asked).toEqual([...new Set(folder.asked)])
  })
})

test('other files of the folder tell of their functions', async () => {
  const folder = await start({ 'src/a.c': 'port 80\n', 'src/b.c': '', 'x.c': 'port 81\n' }, { indexes: true })
  await session?.open(uri('src/b.c'), 'port 80\n')
  await eventuallyFinds(session, uri('src/b.c'), ['call/port@0:0'])
  const [finding] = (await session?.pullItems(uri('src/b.c'))) ?? []
  expect(finding?.relatedInformation?.[0]?.location.uri).toBe(uri('src/a.c'))
  folder.files.set('src/a.c', 'port 82\n')
  const changes = [{ uri: uri('src/a.c'), type: 2 as const }]
  await session?.client.sendNotification(DidChangeWatchedFilesNotification.type, { changes })
  await eventuallyFinds(session, uri('src/b.c'), [])
})

describe('the whole workspace', () => {
  const FILES = {
    '.git/HEAD': '',
    '.git': '',
    '.gitignore': 'build/\n',
    '.socklintrc.json': '{ "ignore": ["third_party/"], "extends": "team.json" }',
    'team.json': '{ "overrides": [{ "files": "t/**", "rules": { "call/bad": "error" } }] }',
    'a.c': 'bad();\n',
    'build/b.c': 'bad();\n',
    'third_party/c.c': 'bad();\n',
    't/d.c': 'bad();\n',
    't/Ω é.c': 'bad();\n',
  }

  test('is linted as on a disk: without what git and configurations ignore', async () => {
    await start(FILES)
    const found: LintWorkspaceResult | undefined = await session?.client.sendRequest('socklint/lintWorkspace', {})
    expect(found?.documents.map((document) => [pathOfUri(document.uri), document.diagnostics[0]?.severity])).toEqual([
      ['/o/r/a.c', 2],
      ['/o/r/t/d.c', 1],
      ['/o/r/t/Ω é.c', 1],
    ])
    expect(found).toMatchObject({ files: 3, cancelled: false, problems: [] })
  })

  test('is told not to be whole when the client did not list all of it', async () => {
    const files = new Map([['a.c', 'bad();\n']])
    const lists = (): Promise<ListFilesResult> => Promise.resolve({ files: [uri('a.c')], isWhole: false })
    await start(new RemoteFolder(files, { lists }))
    const found: LintWorkspaceResult | undefined = await session?.client.sendRequest('socklint/lintWorkspace', {})
    expect(found?.documents).toHaveLength(1)
    expect(found?.problems.join()).toContain('more than 1 C and C++ files')
  })

  test('gets a first configuration that knows what is in it', async () => {
    await start({ 'a.c': '#include <winsock2.h>\n', 'vendor/b.c': 'int x;\n' })
    const params = { folder: ROOT }
    const made: CreateConfigurationResult | undefined = await session?.client.sendRequest(
      'socklint/createConfiguration',
      params,
    )
    expect(made).toMatchObject({ uri: uri('.socklintrc.json'), exists: false })
    expect(made?.text).toContain('vendor/')
  })
})

describe('a client that does not keep its word', () => {
  test('holds nothing up for long, and is heard when it comes late', { timeout: 4 * PATIENCE }, async () => {
    let answer: (result: ListFilesResult) => void = () => undefined
    const lists = (): Promise<ListFilesResult> => new Promise((resolve) => (answer = resolve))
    const files = new Map([['src/.socklintrc.json', rule('error')]])
    await start(new RemoteFolder(files, { lists }))
    await session?.open(A, 'bad();\n')
    const began = Date.now()
    // Files that are asked for by name are found without a list.
    expect(await severities(A)).toEqual([1])
    expect(Date.now() - began).toBeLessThan(PATIENCE + 2000)
    files.set('src/.socklintrc.json', rule('info'))
    answer({ files: [uri('src/.socklintrc.json')], isWhole: true })
    expect(await severities(A)).toHaveLength(1)
  })

  test.each([
    ['refuses', (): Promise<unknown> => Promise.reject(new Error('no'))],
    ['answers nonsense', (): Promise<unknown> => Promise.resolve({ files: 7, contents: ['%%', 7] })],
    ['answers nothing', (): Promise<unknown> => Promise.resolve(null)],
  ])('that %s costs only what it would have brought', async (_, nonsense) => {
    await start(new RemoteFolder(new Map(), { lists: nonsense, reads: nonsense }))
    await session?.open(A, 'bad();\n')
    expect(await severities(A)).toEqual([2])
  })

  test('one that does not offer files is not asked', async () => {
    const folder = await start({ '.socklintrc.json': rule('error') }, { initializationOptions: {} })
    await session?.open(A, 'bad();\n')
    expect(await severities(A)).toEqual([2])
    expect(folder.asked).toEqual([])
  })

  test('files of the disk stay those of the disk', async () => {
    const folder = await start(
      {},
      {
        workspaceFolders: [{ uri: 'file:///w', name: 'w' }],
        files: memoryDisk({ '/w/.socklintrc.json': rule('error') }),
      },
    )
    await session?.open('file:///w/a.c', 'bad();\n')
    expect(await severities('file:///w/a.c')).toEqual([1])
    expect(folder.asked).toEqual([])
  })
})
