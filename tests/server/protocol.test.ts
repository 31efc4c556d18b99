/** What the protocol promises, from the outside: capabilities, versions, positions, cancellation, rubbish. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  CancellationTokenSource,
  CodeActionRequest,
  ConfigurationRequest,
  DidChangeConfigurationNotification,
  DidChangeWorkspaceFoldersNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  InlayHintRequest,
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { DEFAULT_CONFIG, type Engine } from '../../engine/index.ts'
import { pages } from '../../rules/index.ts'
import { realEngine } from '../support/assets.ts'
import { FakeEngine } from './fake-engine.ts'
import { brief, eventually, PULLING, PUSHED, Session } from './harness.ts'
import { memoryDisk } from './memory-disk.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

let engine: Engine
let session: Session | undefined
beforeAll(async () => {
  engine = await realEngine()
})
afterEach(() => session?.end())

const A = 'file:///w/a.c'
const FOLDER = [{ uri: 'file:///w', name: 'w' }]

describe('capabilities', () => {
  const common = {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: 2, save: true },
    hoverProvider: true,
    inlayHintProvider: true,
    codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.socklint'] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  }

  test('are exactly these, with pulling only for clients that pull', async () => {
    session = await Session.start({ capabilities: PUSHED, engine: new FakeEngine() })
    expect(session.initialised).toEqual({ serverInfo: { name: 'socklint' }, capabilities: common })
    session.end()
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    expect(session.initialised?.capabilities).toEqual({
      ...common,
      diagnosticProvider: { identifier: 'socklint', interFileDependencies: true, workspaceDiagnostics: false },
    })
  })
})

describe('cancellation', () => {
  test('a request that is cancelled is answered, and those after it too', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'bad();\n')
    const source = new CancellationTokenSource()
    const params = { textDocument: { uri: A } }
    const cancelled = session.client.sendRequest(DocumentDiagnosticRequest.type, params, source.token)
    source.cancel()
    await Promise.race([cancelled.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 3000))])
    expect(brief(await session.pullItems(A))).toEqual(['call/bad@0:0'])
  })
})

describe('positions', () => {
  const before = '/* 受信 😀 𠮷 */ '
  const TEXT = `#include <sys/socket.h>\r\nvoid f(void)\r\n{\r\n\t${before}int s = socket(AF_INET, SOCK_STREAM, 0);\r\n}\r\n`

  test('are UTF-16 units, after Japanese text and emoji, in lines that end in CRLF, in every answer', async () => {
    session = await Session.start({
      ...{ capabilities: PULLING, engine, pages, workspaceFolders: FOLDER },
      initializationOptions: { settings: { inlayHints: { enable: true } } },
    })
    await session.open(A, TEXT)
    const document = TextDocument.create(A, 'c', 1, TEXT)
    const call = TEXT.indexOf('socket(AF')
    const textDocument = { uri: A }
    const hover = await session.client.sendRequest(HoverRequest.type, {
      textDocument,
      position: document.positionAt(call + 2),
    })
    expect(hover?.range).toEqual({ start: document.positionAt(call), end: document.positionAt(call + 6) })
    const [leak] = await session.pullItems(A)
    expect(leak?.relatedInformation?.[0]?.location.range).toEqual({
      start: document.positionAt(call),
      end: document.positionAt(TEXT.indexOf(';', call)),
    })
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }
    const hints = await session.client.sendRequest(InlayHintRequest.type, { textDocument, range })
    expect(hints?.[0]).toMatchObject({ label: 's: created', position: document.positionAt(TEXT.indexOf(';', call)) })
    const found: unknown = await session.client.sendRequest('socklint/lifecycle', {
      textDocument,
      position: document.positionAt(call),
    })
    expect(found).toMatchObject({ descriptors: [{ steps: [{ range: { start: document.positionAt(call) } }, {}] }] })
    const context = { diagnostics: [] }
    const actions = (await session.client.sendRequest(CodeActionRequest.type, { textDocument, range, context })) ?? []
    const texts = JSON.stringify(actions)
    expect(texts).toContain('socklint-disable-next-line')
    expect(texts.replaceAll('\\r\\n', '')).not.toContain('\\n')
  })
})

describe('versions and edits', () => {
  test('after a thousand rapid edits the findings are those of a fresh run', { timeout: 120_000 }, async () => {
    session = await Session.start({ ...{ capabilities: PULLING, engine, pages, workspaceFolders: FOLDER } })
    let text = readFileSync(join(ROOT, 'examples/broken/posix-client.c'), 'utf8').replace(/\n/g, '\r\n')
    await session.open(A, text)
    let seed = 7
    const next = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed % below
    }
    const pieces = [
      'close(fd);',
      '\r\n',
      '}',
      '{',
      '日本',
      '😀',
      'int s = socket(AF_INET, SOCK_STREAM, 0);\r\n',
      '/*',
      '*/',
      '"',
      '\n',
      ';',
    ]
    const taken: { readonly at: number; readonly removed: string; readonly piece: string }[] = []
    const pulls: Promise<unknown>[] = []
    for (let version = 2; version <= 1001; version++) {
      // Every other edit takes the one before back, so that the text stays a program.
      const back = version % 2 === 1 ? taken.pop() : undefined
      let at = back?.at ?? next(text.length)
      // An edit may not cut a character in two, nor a line break.
      while (back === undefined && at > 0 && /[\udc00-\udfff\n]/.test(text[at] ?? '')) at--
      const length =
        back === undefined
          ? next(4) === 0 && !/[\r\n\ud800-\udfff]/.test(text.slice(at, at + 3))
            ? 3
            : 0
          : back.piece.length
      const piece = back === undefined ? (pieces[next(pieces.length)] ?? '') : back.removed
      const document = TextDocument.create(A, 'c', version - 1, text)
      const range = { start: document.positionAt(at), end: document.positionAt(at + length) }
      if (back === undefined) taken.push({ at, removed: text.slice(at, at + length), piece })
      text = text.slice(0, at) + piece + text.slice(at + length)
      await session.change(A, version, { range, text: piece })
      if (version % 100 === 0) pulls.push(session.pull(A))
    }
    // Some of the edits stay.
    text = text.replace('return', '  return')
    await session.change(A, 1002, { text })
    const last = await session.pullItems(A)
    await Promise.all(pulls)
    session.end()
    session = await Session.start({
      ...{ capabilities: PULLING, engine: await realEngine(), pages, workspaceFolders: FOLDER },
    })
    await session.open(A, text)
    const fresh = await session.pullItems(A)
    expect(last).toEqual(fresh)
    const alone = engine.analyse({ path: 'a.c', content: text, language: 'c' }, DEFAULT_CONFIG)
    const expected = engine.conclude([alone], DEFAULT_CONFIG).diagnostics
    expect(expected.length).toBeGreaterThan(0)
    expect(brief(last)).toEqual(
      expected.map(({ rule, range }) => `${rule}@${range.start.line}:${range.start.character}`),
    )
  })

  test('an older version never wins', async () => {
    session = await Session.start({ capabilities: PUSHED, engine: new FakeEngine() })
    await session.open(A, 'bad();\n')
    for (let version = 2; version <= 40; version++) {
      await session.change(A, version, { text: version % 2 === 0 ? 'x;\n' : 'bad();\n'.repeat(version) })
      if (version % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 15))
    }
    expect(await session.pushed(A, 40)).toEqual([])
    const versions = session.published.flatMap(({ version }) => version ?? [])
    expect(versions).toEqual(versions.toSorted((a, b) => a - b))
  })
})

describe('folders and settings', () => {
  test('folders come and go; settings are asked for each and again when they change', async () => {
    const severity = new Map([
      ['file:///w', 'error'],
      ['file:///v', 'info'],
    ])
    const workspace = { ...PULLING.workspace, configuration: true, workspaceFolders: true }
    session = await Session.start({
      ...{ capabilities: { ...PULLING, workspace }, engine: new FakeEngine(), workspaceFolders: FOLDER },
      prepare: (client) =>
        client.onRequest(ConfigurationRequest.type, ({ items }) =>
          items.map(({ scopeUri }) => ({ rules: { 'call/bad': severity.get(scopeUri ?? '') ?? 'warning' } })),
        ),
    })
    const [b] = ['file:///v/b.c']
    await session.open(A, 'bad();\n')
    await session.open(b, 'bad();\n')
    const severities = async (): Promise<unknown[]> => {
      const all = await Promise.all([A, b].map(async (uri) => (await session?.pullItems(uri)) ?? []))
      return all.flat().map((item) => item.severity)
    }
    expect(await severities()).toEqual([1, 2])
    const change = async (added: string[], removed: string[]): Promise<void> => {
      const named = (uris: string[]) => uris.map((uri) => ({ uri, name: uri }))
      const event = { added: named(added), removed: named(removed) }
      await session?.client.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event })
    }
    await change(['file:///v'], [])
    expect(await severities()).toEqual([1, 3])
    severity.set('file:///v', 'error')
    await session.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null })
    expect(await severities()).toEqual([1, 1])
    await change([], ['file:///w', 'file:///v'])
    expect(await severities()).toEqual([2, 2])
  })

  test.each([[7], [[]], [{ rules: 7, preset: [], inlayHints: 'x', enable: {}, defines: 3, models: [{}] }]])(
    'settings %j are told of one by one, and the defaults count',
    async (settings) => {
      const workspace = { ...PULLING.workspace, configuration: true }
      session = await Session.start({
        ...{
          capabilities: { ...PULLING, workspace },
          engine: new FakeEngine(),
          workspaceFolders: FOLDER,
          locale: 'ja',
        },
        prepare: (client) => client.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => settings)),
      })
      await session.open(A, 'bad();\n')
      expect((await session.pullItems(A))[0]?.severity).toBe(2)
      await eventually(() => ((session?.logged.length ?? 0) > 0 ? true : undefined))
      for (const line of session.logged) expect(line).toMatch(/^設定を無視しました: /)
    },
  )
})

describe('rubbish', () => {
  test.each([
    'socklint/lifecycle',
    'socklint/lintWorkspace',
    'socklint/createConfiguration',
    'socklint/explainRule',
    'socklint/rules',
  ])('%s with anything for parameters', async (method) => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine(), files: memoryDisk({}) })
    for (const params of [
      null,
      7,
      'x',
      [],
      [1],
      {},
      { textDocument: 3 },
      { folder: { toString: 1 } },
      { files: [null] },
    ])
      await session.client.sendRequest(method, params).catch(() => undefined)
    await session.open(A, 'bad();\n')
    expect(brief(await session.pullItems(A))).toEqual(['call/bad@0:0'])
  })

  test('a binary called .c, 20 MB of text, a text of brackets: with the real engine', {
    timeout: 120_000,
  }, async () => {
    session = await Session.start({ ...{ capabilities: PULLING, engine, pages, workspaceFolders: FOLDER } })
    await session.open(
      'file:///w/binary.c',
      `\0ELF socket(AF_INET) ${String.fromCharCode(...Array.from({ length: 4000 }, (_, i) => i % 256))}`,
    )
    expect(await session.pullItems('file:///w/binary.c')).toBeDefined()
    await session.open('file:///w/large.c', `int s = socket(1, 2, 3);\n${'x'.repeat(20 * 1024 * 1024)}`)
    expect(await session.pullItems('file:///w/large.c')).toEqual([])
    expect(session.logged.join('\n')).toContain('the limit is')
    await session.open('file:///w/deep.c', `void f(void) { socket(AF_INET, SOCK_STREAM, 0); ${'('.repeat(20_000)}`)
    expect(await session.pullItems('file:///w/deep.c')).toBeDefined()
    const text = '#include <sys/socket.h>\nvoid f(void)\n{\n    int s = socket(AF_INET, SOCK_STREAM, 0);\n}\n'
    await session.open('file:///w/fine.c', text)
    expect(brief(await session.pullItems('file:///w/fine.c'))).toEqual(['lifecycle/leak@4:0'])
  })
})
