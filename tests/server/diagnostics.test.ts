import { afterEach, describe, expect, test } from 'vitest'
import { ConfigurationRequest, DiagnosticRefreshRequest } from 'vscode-languageserver/node'
import { ruleAddress } from '../../rules/index.ts'
import { FakeEngine } from './fake-engine.ts'
import { realEngine } from '../support/assets.ts'
import { brief, eventually, PULLING, PUSHED, Session } from './harness.ts'

let session: Session | undefined
afterEach(() => session?.end())

const A = 'file:///w/a.c'
const B = 'file:///w/b.c'
const FOLDER = [{ uri: 'file:///w', name: 'w' }]

describe('diagnostics are pushed or pulled, never both', () => {
  test('a client that does not pull gets them pushed, and an emptied list on close', async () => {
    session = await Session.start({ capabilities: PUSHED, engine: new FakeEngine() })
    expect(session.initialised?.capabilities).not.toHaveProperty('diagnosticProvider')
    await session.open(A, 'int x;\nbad();\n')
    expect(brief(await session.pushed(A, 1))).toEqual(['call/bad@1:0'])
    await session.close(A)
    const last = await eventually(() => session?.published.find(({ version }) => version === undefined))
    expect(last).toEqual({ uri: A, diagnostics: [] })
  })

  test('a client that pulls gets an answer and nothing pushed', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    expect(session.initialised?.capabilities).toHaveProperty('diagnosticProvider.interFileDependencies', true)
    await session.open(A, 'bad();\n')
    expect(brief(await session.pullItems(A))).toEqual(['call/bad@0:0'])
    await session.close(A)
    expect(await session.pullItems(A)).toEqual([])
    expect(session.published).toEqual([])
  })

  test('a second pull of the same findings is answered as unchanged, also after an edit that moves nothing', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'bad();\n')
    const { resultId } = await session.pull(A)
    expect(await session.pull(A, resultId)).toEqual({ kind: 'unchanged', resultId })
    await session.change(A, 2, { range: range(1, 0, 1, 0), text: 'int y;\n' })
    expect(await session.pull(A, resultId)).toEqual({ kind: 'unchanged', resultId })
    await session.change(A, 3, { range: range(0, 0, 0, 0), text: ' ' })
    expect(await session.pull(A, resultId)).toMatchObject({ kind: 'full' })
  })
})

describe('a diagnostic', () => {
  test('has code, link, source, severity and plain text in the language of the client', async () => {
    session = await Session.start({ capabilities: PUSHED, engine: new FakeEngine(), locale: 'ja-JP' })
    await session.open(A, 'bad();\n')
    const [diagnostic] = await session.pushed(A, 1)
    expect(diagnostic).toMatchObject({
      code: 'call/bad',
      source: 'socklint',
      severity: 2,
      message: 'bad() は良くありません',
      range: range(0, 0, 0, 5),
    })
    expect(diagnostic?.codeDescription?.href).toBe(ruleAddress('call/bad', 'ja'))
  })

  test('links to a document of our own client, which needs no network', async () => {
    const initializationOptions = { pageScheme: 'socklint-doc' }
    session = await Session.start({ capabilities: PUSHED, engine: new FakeEngine(), initializationOptions })
    await session.open(A, 'bad();\n')
    expect((await session.pushed(A, 1))[0]?.codeDescription?.href).toBe('socklint-doc:/call/bad.md')
  })

  test('about a comment that suppresses nothing has no page to link to', async () => {
    session = await Session.start({ capabilities: PUSHED, engine: await realEngine() })
    await session.open(
      A,
      'int f(void) { return socket(AF_INET, SOCK_STREAM, 0); } // socklint-disable-line lifecycle/leak\n',
    )
    const found = await session.pushed(A, 1)
    const diagnostic = found.find(({ code }) => code === 'socklint/unused-suppression')
    expect(diagnostic).toBeDefined()
    expect(diagnostic).not.toHaveProperty('codeDescription')
  })

  test('says on which platform it holds when the file is for more', async () => {
    session = await Session.start({ capabilities: PUSHED, engine: new FakeEngine() })
    await session.open(A, 'risky(); bad();\n')
    const messages = (await session.pushed(A, 1)).map(({ message }) => message)
    expect(messages).toEqual(['risky() is bad (Windows)', 'bad() is bad'])
  })

  test('leaves out what the client cannot show', async () => {
    session = await Session.start({ capabilities: {}, engine: new FakeEngine(), workspaceFolders: FOLDER })
    await session.open(A, 'port 80\n')
    await session.open(B, 'port 80\n')
    const pushed = session.published
    const found = await eventually(() => pushed.find(({ uri, diagnostics }) => uri === B && diagnostics.length > 0))
    expect(Object.keys(found.diagnostics[0] ?? {}).toSorted()).toEqual([
      'code',
      'message',
      'range',
      'severity',
      'source',
    ])
  })
})

describe('open files of one folder are judged together', () => {
  test('a finding in one names the place in the other', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine(), workspaceFolders: FOLDER })
    await session.open(A, '\nport 80\n')
    await session.open(B, 'port 80\n')
    const [diagnostic] = await session.pullItems(B)
    expect(diagnostic?.relatedInformation).toEqual([
      { location: { uri: A, range: range(1, 0, 1, 7) }, message: 'first used here' },
    ])
  })

  test('a pulling client is told when an edit changes the findings of another file', async () => {
    let refreshed = 0
    session = await Session.start({
      capabilities: PULLING,
      engine: new FakeEngine(),
      workspaceFolders: FOLDER,
      prepare: (client) => client.onRequest(DiagnosticRefreshRequest.type, () => void refreshed++),
    })
    await session.open(A, 'port 81\n')
    await session.open(B, 'port 80\n')
    expect(await session.pullItems(B)).toEqual([])
    expect(refreshed).toBe(0)
    await session.change(A, 2, { range: range(0, 5, 0, 7), text: '80' })
    await eventually(() => (refreshed > 0 ? true : undefined))
    expect(brief(await session.pullItems(B))).toEqual(['call/port@0:0'])
    expect(refreshed).toBe(1)
  })

  test('files of different folders, and another version of the same file, are not', async () => {
    const workspaceFolders = [...FOLDER, { uri: 'file:///v', name: 'v' }]
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine(), workspaceFolders })
    const others = ['file:///v/b.c', 'git:/w/a.c?ref', 'untitled:Untitled-1', 'file:///ww/a.c']
    await session.open(A, 'port 80\n')
    for (const uri of others) await session.open(uri, 'port 80\n')
    for (const uri of [A, ...others]) expect(await session.pullItems(uri)).toEqual([])
  })

  test('a version is analysed once, however often and wherever else it is asked about', async () => {
    const engine = new FakeEngine()
    session = await Session.start({ capabilities: PULLING, engine, workspaceFolders: FOLDER })
    await session.open(A, 'bad();\n')
    await session.pull(A)
    await session.open(B, 'bad();\n')
    await session.pull(B)
    await session.pull(A)
    expect(engine.analysed).toEqual(['a.c', 'b.c'])
  })

  test('a file without a word of interest is not analysed', async () => {
    const engine = new FakeEngine()
    session = await Session.start({ capabilities: PUSHED, engine })
    await session.open(A, 'int main(void) { return 0; }\n')
    expect(await session.pushed(A, 1)).toEqual([])
    expect(engine.analysed).toEqual([])
  })
})

describe('editing', () => {
  test('after rapid edits the findings are those of a fresh run', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'start\n')
    let text = 'start\n'
    const pulls: Promise<unknown>[] = []
    // A linear congruential generator: edits that look random and are the same in each run.
    let seed = 1
    const next = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed % below
    }
    const pieces = ['bad();', '\n', 'risky();\n', '日本語', '😀', '\r\n', ' ', 'bad', '()']
    for (let version = 2; version < 200; version++) {
      const lines = text.split(/\r\n|\n|\r/)
      const line = next(lines.length)
      const character = next((lines[line] ?? '').length + 1)
      const piece = pieces[next(pieces.length)] ?? ''
      const before = offsetOf(text, line, character)
      text = text.slice(0, before) + piece + text.slice(before)
      await session.change(A, version, { range: range(line, character, line, character), text: piece })
      if (version % 20 === 0) pulls.push(session.pull(A))
    }
    const last = await session.pullItems(A)
    await Promise.all(pulls)
    session.end()

    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, text)
    const fresh = await session.pullItems(A)
    expect(fresh.length).toBeGreaterThan(10)
    expect(last).toEqual(fresh)
  })

  test('what is pushed last belongs to the last version', async () => {
    session = await Session.start({ capabilities: PUSHED, engine: new FakeEngine() })
    await session.open(A, 'bad();\n')
    for (let version = 2; version <= 30; version++)
      await session.change(A, version, { text: 'bad();\n'.repeat(version) })
    expect(await session.pushed(A, 30)).toHaveLength(30)
    expect(session.published.at(-1)?.version).toBe(30)
  })

  test('a document that is closed and opened with the same version is analysed anew', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'bad();\n')
    expect(await session.pullItems(A)).toHaveLength(1)
    await session.close(A)
    await session.open(A, 'bad(); bad();\n')
    expect(await session.pullItems(A)).toHaveLength(2)
  })
})

describe('settings', () => {
  const withSettings = async (settings: unknown, engine = new FakeEngine()): Promise<Session> =>
    await Session.start({
      capabilities: { ...PULLING, workspace: { ...PULLING.workspace, configuration: true } },
      engine,
      workspaceFolders: FOLDER,
      prepare: (client) =>
        client.onRequest(ConfigurationRequest.type, ({ items }) =>
          items.map((item) => (item.section === 'socklint' ? settings : null)),
        ),
    })

  test('severity of a rule, and another rule that does not exist', async () => {
    session = await withSettings({ rules: { 'call/bad': 'error', 'call/none': 'off' } })
    await session.open(A, 'bad();\n')
    expect((await session.pullItems(A))[0]?.severity).toBe(1)
    expect(session.logged.join('\n')).toContain('"call/none"')
  })

  test('malformed ones get their defaults and a message each; the good ones beside them count', async () => {
    session = await withSettings({
      enable: 'yes',
      preset: 7,
      targets: ['posix'],
      rules: { 'call/bad': 'info', 'call/risky': 3 },
    })
    await session.open(A, 'bad();\n')
    expect((await session.pullItems(A))[0]?.severity).toBe(3)
    const log = session.logged.join('\n')
    expect(log).toContain('socklint.enable is "yes"')
    expect(log).toContain('socklint.preset is 7')
    expect(log).toContain('socklint.targets is ["posix"]')
    expect(log).toContain('socklint.rules["call/risky"] is 3')
  })

  test('switched off: nothing is reported and nothing analysed', async () => {
    const engine = new FakeEngine()
    session = await withSettings({ enable: false }, engine)
    await session.open(A, 'bad();\n')
    expect(await session.pullItems(A)).toEqual([])
    expect(engine.analysed).toEqual([])
  })

  test('a client that pushes its settings', async () => {
    session = await Session.start({ capabilities: PUSHED, engine: new FakeEngine() })
    await session.open(A, 'bad();\n')
    expect(await session.pushed(A, 1)).toHaveLength(1)
    await session.client.sendNotification('workspace/didChangeConfiguration', {
      settings: { socklint: { preset: 'off' } },
    })
    await eventually(() => (session?.published.at(-1)?.diagnostics.length === 0 ? true : undefined))
  })
})

function range(startLine: number, start: number, endLine: number, end: number) {
  return { start: { line: startLine, character: start }, end: { line: endLine, character: end } }
}

function offsetOf(text: string, line: number, character: number): number {
  let start = 0
  for (const lineBreak of text.matchAll(/\r\n|\n|\r/g)) {
    if (line-- === 0) break
    start = lineBreak.index + lineBreak[0].length
  }
  return start + character
}
