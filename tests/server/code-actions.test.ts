import { afterEach, describe, expect, test } from 'vitest'
import { CodeAction, CodeActionRequest, type Diagnostic, type Range, type TextEdit } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { FakeEngine } from './fake-engine.ts'
import { PULLING, PUSHED, Session } from './harness.ts'

let session: Session | undefined
afterEach(() => session?.end())

const A = 'file:///w/a.c'

async function actions(range: Range, diagnostics: readonly Diagnostic[] = [], only?: string[]): Promise<CodeAction[]> {
  const context = { diagnostics: [...diagnostics], ...(only === undefined ? {} : { only }) }
  const params = { textDocument: { uri: A }, range, context }
  const found = await session?.client.sendRequest(CodeActionRequest.type, params)
  return (found ?? []).filter((action) => CodeAction.is(action))
}

function editsOf(action: CodeAction | undefined): TextEdit[] {
  return (action?.edit?.documentChanges ?? []).flatMap((change) =>
    'edits' in change ? change.edits.filter((edit) => 'newText' in edit) : [],
  )
}

const everything = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } }

describe('quick fixes', () => {
  test('apply exactly after Japanese text, characters outside the BMP, tabs and CRLF', async () => {
    const text = '/* 受信 😀 */\r\n\t"日本𠮷語"; bad(); // 終わり\r\nlast\r\n'
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, text, 'c', 7)
    const items = await session.pullItems(A)
    const [action] = await actions(items[0]?.range ?? everything, items)
    expect(action).toMatchObject({ title: 'Mend bad', kind: 'quickfix', isPreferred: true, diagnostics: items })
    expect(action?.edit?.documentChanges).toMatchObject([{ textDocument: { uri: A, version: 7 } }])
    const fixed = TextDocument.applyEdits(TextDocument.create(A, 'c', 7, text), editsOf(action))
    expect(fixed).toBe(text.replace('bad()', 'good()'))
  })

  test('lines they add end as the lines of the document', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'x;\r\nlines();\r\n')
    expect(editsOf((await actions(everything))[0])[0]?.newText).toBe('first();\r\n')
    await session.change(A, 2, { text: 'x;\nlines();\n' })
    expect(editsOf((await actions(everything))[0])[0]?.newText).toBe('first();\n')
  })

  test('only safe ones are preferred', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'bad(); risky();')
    const preferred = (await actions(everything)).map((action) => [action.title, action.isPreferred])
    expect(preferred.toSorted()).toEqual([
      ['Mend bad', true],
      ['Mend risky', undefined],
    ])
  })

  test('are those of the requested range and kind', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'bad();\nint x;\nbad();\n')
    const line = (number: number): Range => ({
      start: { line: number, character: 0 },
      end: { line: number, character: 3 },
    })
    expect(await actions(line(0))).toHaveLength(1)
    expect(await actions(line(1))).toHaveLength(0)
    expect(await actions(line(0), [], ['source.organizeImports'])).toHaveLength(0)
    expect(await actions(line(0), [], ['quickfix'])).toHaveLength(1)
    expect(await actions(line(0), [], ['quickfix.other'])).toHaveLength(0)
  })

  test('belong to the newest text even when asked for before it was analysed', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'bad();\n')
    await session.pull(A)
    await session.change(A, 2, {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      text: '日本 ',
    })
    const [action] = await actions(everything)
    expect(action?.edit?.documentChanges).toMatchObject([{ textDocument: { version: 2 } }])
    expect(editsOf(action)[0]?.range.start).toEqual({ line: 0, character: 3 })
  })

  test('a client without versioned edits gets plain ones', async () => {
    const { workspace: _, ...capabilities } = PUSHED
    session = await Session.start({ capabilities, engine: new FakeEngine() })
    await session.open(A, 'bad();\n')
    expect((await actions(everything))[0]?.edit).toEqual({
      changes: {
        [A]: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } }, newText: 'good()' }],
      },
    })
  })
})
