/** Headers in the editor: open ones, saved ones, and what changes when they change. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  DidChangeWatchedFilesNotification,
  RegistrationRequest,
  type RegistrationParams,
} from 'vscode-languageserver/node'
import type { Engine } from '../../engine/index.ts'
import { pages } from '../../rules/index.ts'
import { DISK } from '../../server/disk.ts'
import { pathOfUri, type FileAccess } from '../../server/files.ts'
import { realEngine } from '../support/assets.ts'
import { temporaryFolder, tree } from '../cli/command.ts'
import { brief, eventually, PULLING, Session } from './harness.ts'
import { memoryDisk } from './memory-disk.ts'

let engine: Engine
let session: Session | undefined
beforeAll(async () => {
  engine = await realEngine()
})
afterEach(() => session?.end())

const SOURCE = `#include "net.h"
#include <sys/socket.h>
#include <netinet/in.h>
int serve(void)
{
    struct sockaddr_in addr = {0};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0)
        return -1;
    return s;
}
`
const FOUND = ['bind/port-in-dynamic-range@10:8']
const [A, NET] = ['file:///w/src/a.c', 'file:///w/include/net.h']

async function start(files: FileAccess | undefined, settings: object = {}, folder = 'file:///w'): Promise<Session> {
  session = await Session.start({
    capabilities: PULLING,
    engine,
    pages,
    workspaceFolders: [{ uri: folder, name: 'w' }],
    initializationOptions: { settings: { preset: 'strict', ...settings } },
    ...(files === undefined ? {} : { files }),
  })
  return session
}

describe('headers', () => {
  test('come from the disk, and only once while somebody types', async () => {
    const files = memoryDisk({ '/w/include/net.h': '#define PORT 50001\n' })
    const { open, change, pull } = bound(await start(files))
    await open(A, SOURCE)
    expect(await pull(A)).toEqual(FOUND)
    await change(A, 2, { text: `${SOURCE}\n` })
    expect(await pull(A)).toEqual(FOUND)
    expect(files.reads).toEqual(['/w/include/net.h'])
  })

  test('that are open count as they are there, saved or not', async () => {
    const { open, change, close, pull } = bound(await start(memoryDisk({ '/w/include/net.h': '#define PORT 80\n' })))
    await open(A, SOURCE)
    expect(await pull(A)).toEqual([])
    await open(NET, '#define PORT 50001\n')
    expect(await pull(A)).toEqual(FOUND)
    await change(NET, 2, { text: '#define PORT 80\n' })
    expect(await pull(A)).toEqual([])
    await change(NET, 3, { text: '#define PORT 50002\n' })
    expect(await pull(A)).toEqual(FOUND)
    await close(NET)
    expect(await pull(A)).toEqual([])
  })

  test('without a disk (in browsers) are the open ones', async () => {
    const [a, net] = ['vscode-vfs://github/o/r/src/a.c', 'vscode-vfs://github/o/r/net.h']
    const { open, pull } = bound(await start(undefined, {}, 'vscode-vfs://github/o/r'))
    await open(a, SOURCE)
    expect(await pull(a)).toEqual([])
    await open(net, '#define PORT 50001\n')
    expect(await pull(a)).toEqual(FOUND)
  })

  test('of other places than files are not looked for on the disk', async () => {
    const files = memoryDisk({ '/o/r/net.h': '#define PORT 50001\n' })
    const { open, pull } = bound(await start(files, {}, 'vscode-vfs://github/o/r'))
    await open('vscode-vfs://github/o/r/a.c', SOURCE)
    expect(await pull('vscode-vfs://github/o/r/a.c')).toEqual([])
    expect(files.reads).toEqual([])
  })

  test('that change on the disk are read again, and their includers checked again', async () => {
    const files = memoryDisk({ '/w/include/net.h': '#define PORT 80\n' })
    const { open, pull, client } = bound(await start(files))
    await open(A, SOURCE)
    expect(await pull(A)).toEqual([])
    files.files.set('/w/include/net.h', '#define PORT 50001\n')
    await client.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [] })
    expect(await pull(A)).toEqual(FOUND)
  })

  test('give a file that calls sockets under other names alone', async () => {
    const source = SOURCE.replace('socket(AF', 'net_socket(AF')
      .replace('bind(s', 'net_bind(s')
      .replace('#include <sys/socket.h>\n#include <netinet/in.h>\n', '\n\n')
    const header = '#define PORT 50001\n#define net_socket socket\n#define net_bind bind\n'
    const { open, pull } = bound(await start(memoryDisk({ '/w/include/net.h': header })))
    await open(A, source)
    expect(await pull(A)).toEqual(FOUND)
  })

  test('are watched for where the editor can, if there is a disk', async () => {
    const wanted: RegistrationParams[] = []
    session = await Session.start({
      capabilities: { ...PULLING, workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
      engine,
      files: memoryDisk({}),
      prepare: (client) => client.onRequest(RegistrationRequest.type, (params) => void wanted.push(params)),
    })
    const registered = await eventually(() => wanted[0])
    expect(registered.registrations).toMatchObject([{ method: 'workspace/didChangeWatchedFiles' }])
    expect(JSON.stringify(registered)).toContain('compile_commands.json')
  })
})

describe('settings', () => {
  test('defines and includePaths', async () => {
    const files = memoryDisk({ '/w/one/net.h': '#ifdef FOO\n#define PORT 50001\n#endif\n', '/w/two/net.h': '' })
    const first = bound(await start(files))
    await first.open(A, SOURCE)
    expect(await first.pull(A)).toEqual([])
    session?.end()
    const second = bound(await start(files, { includePaths: ['one'], defines: { FOO: 1 } }))
    await second.open(A, SOURCE)
    expect(await second.pull(A)).toEqual(FOUND)
    session?.end()
    const third = bound(await start(files, { includePaths: ['one'], defines: { FOO: null } }))
    await third.open(A, SOURCE)
    expect(await third.pull(A)).toEqual([])
  })

  test('compile_commands.json is found, or named; a malformed one is told of once and loses nothing', async () => {
    const command = JSON.stringify([{ directory: '/w', file: 'src/a.c', command: 'cc -DPORT=50001 src/a.c' }])
    const source = SOURCE.replace('#include "net.h"', '#ifndef PORT\n#define PORT 80\n#endif')
    for (const [path, settings] of [
      ['/w/build/compile_commands.json', {}],
      ['/w/out/compile_commands.json', { compileCommands: 'out' }],
    ] as const) {
      const { open, pull } = bound(await start(memoryDisk({ [path]: command }), settings))
      await open(A, source)
      expect(await pull(A)).toEqual(['bind/port-in-dynamic-range@12:8'])
      session?.end()
    }
    const { open, pull, change, logged } = bound(
      await start(memoryDisk({ '/w/compile_commands.json': '[', '/w/net.h': '#define PORT 50001' })),
    )
    await open(A, SOURCE)
    expect(await pull(A)).toEqual(FOUND)
    await open(NET, '')
    await change(A, 2, { text: SOURCE })
    await pull(A)
    expect(logged.filter((line) => line.includes('not valid JSON'))).toHaveLength(1)
  })

  test('that are malformed are told of', async () => {
    const settings = { defines: { A: [], B: '1' }, includePaths: 'x', compileCommands: 3 }
    const { open, pull, logged } = bound(await start(memoryDisk({}), settings))
    await open(A, SOURCE)
    await pull(A)
    const told = logged.filter((line) => line.includes('socklint.'))
    expect(told).toEqual([
      expect.stringContaining('socklint.compileCommands'),
      expect.stringContaining('socklint.defines["A"]'),
      expect.stringContaining('socklint.includePaths'),
    ])
  })
})

describe('the disk', () => {
  test('gives headers and their bytes, and never throws', () => {
    const folder = tree({ 'a/x.h': 'x', 'a/b/y.HPP': 'y', 'a/z.c': 'z', 'node_modules/n.h': 'n', '.git/g.h': 'g' })
    expect(DISK.headers(folder)?.toSorted()).toEqual([`${folder}/a/b/y.HPP`, `${folder}/a/x.h`])
    expect(DISK.headers(`${temporaryFolder()}/none`)).toEqual([])
    expect(DISK.isFile(`${folder}/a/x.h`)).toBe(true)
    expect(DISK.isFile(`${folder}/a`)).toBe(false)
    expect(DISK.isFile(`${folder}/a/x.h/y.h`)).toBe(false)
    expect(DISK.isFile(`${folder}/${'x'.repeat(300)}`)).toBe(false)
    expect(new TextDecoder().decode(DISK.read(`${folder}/a/x.h`, 10))).toBe('x')
    expect(DISK.read(`${folder}/a/x.h`, 0)).toBeUndefined()
    expect(DISK.read(`${folder}/a`, 10)).toBeUndefined()
    expect(DISK.read(`${folder}/none`, 10)).toBeUndefined()
  })

  test.each([
    ['file:///w/a%20b.c', '/w/a b.c'],
    ['file:///C%3A/w/a.c', 'c:/w/a.c'],
    ['vscode-vfs://github/o/r/a.c?x#y', '/o/r/a.c'],
    ['untitled:Untitled-1', 'Untitled-1'],
    ['file:///w/100%.c', '/w/100%.c'],
  ])('pathOfUri(%j)', (uri, path) => {
    expect(pathOfUri(uri)).toBe(path)
  })
})

/** The session's actions by themselves; `pull` gives the ports of the dynamic range. */
function bound(at: Session) {
  return {
    open: at.open.bind(at),
    change: at.change.bind(at),
    close: at.close.bind(at),
    pull: async (uri: string): Promise<string[]> =>
      brief((await at.pullItems(uri)).filter(({ code }) => code === 'bind/port-in-dynamic-range')),
    client: at.client,
    logged: at.logged,
  }
}
