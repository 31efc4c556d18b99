import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import {
  createProtocolConnection,
  ExitNotification,
  HoverRequest,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { MAX_DOCUMENT_LENGTH } from '../../server/analysis.ts'
import { FakeEngine } from './fake-engine.ts'
import { brief, eventually, PULLING, PUSHED, Session } from './harness.ts'

let session: Session | undefined
afterEach(() => session?.end())

const A = 'file:///w/a.c'
const B = 'file:///w/b.c'

/** The server is alive when it still finds what there is to find. */
async function expectAlive(): Promise<void> {
  await session?.open('file:///w/alive.c', 'bad();\n')
  expect(brief((await session?.pullItems('file:///w/alive.c')) ?? [])).toEqual(['call/bad@0:0'])
}

function frame(content: string): string {
  return `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`
}

describe('messages no client should send', () => {
  test.each([
    ['no JSON', frame('{"jsonrpc": "2.0", "method": ')],
    ['JSON that is no message', frame('[1, 2, 3]')],
    ['a null message', frame('{"jsonrpc":"2.0"}')],
    ['a header without a length', 'Content-Type: x\r\n\r\n'],
    [
      'a didChange without a version',
      frame(
        JSON.stringify({
          jsonrpc: '2.0',
          method: 'textDocument/didChange',
          params: { textDocument: { uri: A }, contentChanges: [] },
        }),
      ),
    ],
    [
      'a didOpen without a document',
      frame(JSON.stringify({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: {} })),
    ],
    ['an unknown notification', frame(JSON.stringify({ jsonrpc: '2.0', method: 'no/such' }))],
  ])('%s', async (_, bytes) => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    session.wire.write(bytes)
    await expectAlive()
  })

  test('an unknown request and one with wrong parameters are answered with errors', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await expect(session.client.sendRequest('no/such', {})).rejects.toThrow(/no\/such/)
    await expect(session.client.sendRequest('textDocument/hover', { textDocument: null })).rejects.toThrow()
    await expect(session.client.sendRequest('textDocument/codeAction', null)).rejects.toThrow()
    await expectAlive()
  })

  test('requests and changes for a document that is not open', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.change(A, 2, { text: 'bad();\n' })
    await session.close(A)
    expect(await session.pullItems(A)).toEqual([])
    const params = { textDocument: { uri: A }, position: { line: 0, character: 0 } }
    expect(await session.client.sendRequest(HoverRequest.type, params)).toBeNull()
    await expectAlive()
  })

  test('positions far outside the document', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'bad();')
    const far = { line: 1e9, character: 1e9 }
    await session.change(A, 2, { range: { start: far, end: far }, text: ' bad();' })
    expect(await session.pullItems(A)).toHaveLength(2)
  })

  test('addresses that are none', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    for (const uri of ['', 'a.c', 'file:///%E0%A4%A', '://', 'c:\\x\\y.c']) {
      await session.open(uri, 'bad();\n')
      expect(brief(await session.pullItems(uri)), uri).toEqual(['call/bad@0:0'])
    }
  })

  test.each([{}, null, 7, { wasm: { runtime: 'x' }, language: 3, commandLinks: 'all', settings: [] }])(
    'initializationOptions %j',
    async (initializationOptions) => {
      session = await Session.start({ capabilities: PULLING, engine: new FakeEngine(), initializationOptions })
      await expectAlive()
    },
  )
})

describe('documents that are no C', () => {
  test('binary rubbish', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    const rubbish = String.fromCharCode(...Array.from({ length: 5000 }, (_, i) => (i * 7919) % 65536))
    await session.open(A, `bad();${rubbish}`)
    expect(await session.pullItems(A)).toHaveLength(1)
  })

  test('one that is too large is left out with a message, and comes back when it shrinks', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, `bad();\n${'x'.repeat(20 * 1024 * 1024)}`)
    expect(await session.pullItems(A)).toEqual([])
    expect(session.logged.join('\n')).toContain(String(MAX_DOCUMENT_LENGTH))
    await session.change(A, 2, { text: 'bad();\n' })
    expect(await session.pullItems(A)).toHaveLength(1)
  })
})

describe('an engine that fails', () => {
  test('on one file loses that file only, and the log names it', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'crash bad();\n')
    await session.open(B, 'bad();\n')
    expect(await session.pullItems(A)).toEqual([])
    expect(brief(await session.pullItems(B))).toEqual(['call/bad@0:0'])
    expect(session.logged.join('\n')).toMatch(/w\/a\.c: .*the fake engine crashed/)
  })

  test('to load is logged, and everything else is answered', async () => {
    const engine = Promise.reject(new Error('no memory'))
    engine.catch(() => undefined)
    session = await Session.start({ capabilities: PUSHED, engine, locale: 'ja' })
    await session.open(A, 'bad();\n')
    expect(await session.pushed(A, 1)).toEqual([])
    expect(session.logged.join('\n')).toContain('解析エンジンを読み込めなかった')
    expect(session.logged.join('\n')).toContain('no memory')
  })

  test('in part: its errors are logged once, not with every key', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'forbidden bad();\n')
    await session.pull(A)
    await session.change(A, 2, { text: 'forbidden bad(); bad();\n' })
    expect(await session.pullItems(A)).toHaveLength(2)
    await eventually(() => (session?.logged.length === 0 ? undefined : true))
    expect(session.logged.filter((line) => line.includes('no entry'))).toHaveLength(1)
  })
})

describe('the end', () => {
  test('exit after shutdown is 0, without it 1', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.client.sendRequest(ShutdownRequest.type)
    await session.client.sendNotification(ExitNotification.type)
    await eventually(() => session?.exitCode)
    expect(session.exitCode).toBe(0)
    session.end()

    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.client.sendNotification(ExitNotification.type)
    await eventually(() => session?.exitCode)
    expect(session.exitCode).toBe(1)
  })

  const script = fileURLToPath(new URL('stdio-server.ts', import.meta.url))
  const launch = () => {
    const child = spawn(process.execPath, ['--import', 'tsx', script, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const client = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
    client.listen()
    return { child, client, ended: once(child, 'exit') }
  }
  const hello = { processId: process.pid, rootUri: null, capabilities: {} }

  test('a real process ends with 0 after shutdown', async () => {
    const { client, ended } = launch()
    await client.sendRequest(InitializeRequest.type, hello)
    await client.sendRequest(ShutdownRequest.type)
    await client.sendNotification(ExitNotification.type)
    expect((await ended)[0]).toBe(0)
  })

  test('a real process ends with 1 when its input ends without shutdown', async () => {
    const { child, client, ended } = launch()
    await client.sendRequest(InitializeRequest.type, hello)
    child.stdin.end()
    expect((await ended)[0]).toBe(1)
  })
})
