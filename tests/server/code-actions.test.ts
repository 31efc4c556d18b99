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

/** Those that mend something. */
async function fixes(range: Range, diagnostics: readonly Diagnostic[] = [], only?: string[]): Promise<CodeAction[]> {
  return (await actions(range, diagnostics, only)).filter(({ title }) => title.startsWith('Mend'))
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
    const [action] = await fixes(items[0]?.range ?? everything, items)
    expect(action).toMatchObject({ title: 'Mend bad', kind: 'quickfix', isPreferred: true, diagnostics: items })
    expect(action?.edit?.documentChanges).toMatchObject([{ textDocument: { uri: A, version: 7 } }])
    const fixed = TextDocument.applyEdits(TextDocument.create(A, 'c', 7, text), editsOf(action))
    expect(fixed).toBe(text.replace('bad()', 'good()'))
  })

  test('lines they add end as the lines of the document', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'x;\r\nlines();\r\n')
    expect(editsOf((await fixes(everything))[0])[0]?.newText).toBe('first();\r\n')
    await session.change(A, 2, { text: 'x;\nlines();\n' })
    expect(editsOf((await fixes(everything))[0])[0]?.newText).toBe('first();\n')
  })

  test('only safe ones are preferred', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'bad(); risky();')
    const preferred = (await fixes(everything)).map((action) => [action.title, action.isPreferred])
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
    expect(await fixes(line(0))).toHaveLength(1)
    expect(await fixes(line(1))).toHaveLength(0)
    expect(await fixes(line(0), [], ['source.organizeImports'])).toHaveLength(0)
    expect(await fixes(line(0), [], ['quickfix'])).toHaveLength(1)
    expect(await fixes(line(0), [], ['quickfix.other'])).toHaveLength(0)
  })

  test('belong to the newest text even when asked for before it was analysed', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'bad();\n')
    await session.pull(A)
    await session.change(A, 2, {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      text: '日本 ',
    })
    const [action] = await fixes(everything)
    expect(action?.edit?.documentChanges).toMatchObject([{ textDocument: { version: 2 } }])
    expect(editsOf(action)[0]?.range.start).toEqual({ line: 0, character: 3 })
  })

  test('a client without versioned edits gets plain ones', async () => {
    const { workspace: _, ...capabilities } = PUSHED
    session = await Session.start({ capabilities, engine: new FakeEngine() })
    await session.open(A, 'bad();\n')
    expect((await fixes(everything))[0]?.edit).toEqual({
      changes: {
        [A]: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } }, newText: 'good()' }],
      },
    })
  })
})

/** A document with an edit applied; what is typed into places of it is their placeholder. */
function edited(text: string, action: CodeAction | undefined): string {
  const all = (action?.edit?.documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits : []))
  const edits = all.map((edit) => ({
    range: edit.range,
    newText:
      'newText' in edit
        ? edit.newText
        : edit.snippet.value.replace(/\$\{1:([^}]*)\}/, '$1').replace(/\\([$}\\])/g, '$1'),
  }))
  return TextDocument.applyEdits(TextDocument.create(A, 'c', 1, text), edits)
}

const SAFE = { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } }

describe('fix all', () => {
  const all = async (): Promise<CodeAction[]> => await actions(SAFE, [], ['source.fixAll'])

  test('is offered when asked for, applies the safe ones only, and nothing to a text without any', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    expect(session.initialised?.capabilities.codeActionProvider).toEqual({
      codeActionKinds: ['quickfix', 'source.fixAll.socklint'],
    })
    const text = 'bad(); risky();\r\nbad(); lines();\r\n'
    await session.open(A, text)
    const found = await all()
    expect(found).toMatchObject([{ title: 'Apply all safe fixes of Socklint', kind: 'source.fixAll.socklint' }])
    expect(edited(text, found[0])).toBe('good(); risky();\r\ngood(); lines();\r\n')
    for (const only of [['source.fixAll.socklint'], ['source']]) expect(await actions(SAFE, [], only)).toHaveLength(1)
    expect(await actions(SAFE, [], ['source.fixAll.other'])).toEqual([])
    expect((await actions(SAFE)).filter(({ kind }) => kind !== 'quickfix')).toEqual([])
    await session.change(A, 2, { text: 'risky();\n' })
    expect(await all()).toEqual([])
  })

  test('mends what mending brings to light, and comes to an end', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    // In the language of the fake engine a mended `chain(2)` is `chain(1)`, and `chain(0)` nothing to mend.
    await session.open(A, 'x; chain(3); y;\r\nz;\r\n')
    expect(edited('x; chain(3); y;\r\nz;\r\n', (await all())[0])).toBe('x; chain(0); y;\r\nz;\r\n')
    await session.change(A, 2, { text: 'chain(99);' })
    expect(edited('chain(99);', (await all())[0])).toBe('chain(89);')
  })
})

describe('suppressing', () => {
  const titles = ['Suppress call/bad for this line', 'Suppress call/bad for f()', 'Suppress call/bad for this file']

  test.each([
    [titles[0], 'int f() {\r\n\t// socklint-disable-next-line call/bad -- reason\r\n\tbad(); // 日本\r\n}\r\nx;\r\n'],
    [
      titles[1],
      '/* socklint-disable call/bad -- reason */\r\nint f() {\r\n\tbad(); // 日本\r\n}\r\n/* socklint-enable call/bad */\r\nx;\r\n',
    ],
    [titles[2], '/* socklint-disable call/bad -- reason */\r\nint f() {\r\n\tbad(); // 日本\r\n}\r\nx;\r\n'],
  ])('%s', async (title, expected) => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    const text = 'int f() {\r\n\tbad(); // 日本\r\n}\r\nx;\r\n'
    await session.open(A, text)
    const found = await actions(everything)
    expect(found.map((action) => action.title)).toEqual(['Mend bad', ...titles])
    expect(
      edited(
        text,
        found.find((action) => action.title === title),
      ),
    ).toBe(expected)
  })

  test('the reason is typed in where the client can do that', async () => {
    const workspace = { ...PULLING.workspace, workspaceEdit: { documentChanges: true, snippetEditSupport: true } }
    session = await Session.start({ capabilities: { ...PULLING, workspace }, engine: new FakeEngine(), locale: 'ja' })
    await session.open(A, 'bad();\n')
    const line = (await actions(everything)).find(({ title }) => title === 'この行で call/bad を抑制する')
    expect(line?.edit?.documentChanges).toMatchObject([
      { edits: [{ snippet: { kind: 'snippet', value: `/* socklint-disable-next-line call/bad -- \${1:理由} */\n` } }] },
    ])
  })

  test('a comment that is there already is given the rule too', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    const text = '// socklint-disable-next-line call/risky -- because\nbad();\n'
    await session.open(A, text)
    const [line] = (await actions(everything)).filter(({ title }) => title === titles[0])
    expect(edited(text, line)).toBe('// socklint-disable-next-line call/risky, call/bad -- because\nbad();\n')
  })

  test.each([
    ['/* as C was written first */\nbad();\n', '/* socklint-disable-next-line call/bad -- reason */'],
    ['/* "see http://x" */\nputs("a//b");\nbad();\n', '/* socklint-disable-next-line call/bad -- reason */'],
    ['int x; // as it is written now\nbad();\n', '// socklint-disable-next-line call/bad -- reason'],
    ['//as it is written now\nbad();\n', '// socklint-disable-next-line call/bad -- reason'],
  ])('is a comment like those of the file: %j', async (text, comment) => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, text)
    const [line] = (await actions(everything)).filter(({ title }) => title === titles[0])
    expect(edited(text, line)).toBe(text.replace('bad();', `${comment}\nbad();`))
  })

  test('a line of C++ gets a comment of C++', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open('file:///w/a.cpp', '/* x */\nbad();\n')
    const params = { textDocument: { uri: 'file:///w/a.cpp' }, range: everything, context: { diagnostics: [] } }
    const found = (await session.client.sendRequest(CodeActionRequest.type, params)) ?? []
    expect(JSON.stringify(found)).toContain('// socklint-disable-next-line call/bad -- reason')
  })

  test('a line of a macro is not given a comment that would end it', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, '#define X \\\n  bad();\n')
    expect((await actions(everything)).map(({ title }) => title)).toEqual(['Mend bad', titles[2]])
  })
})

describe('commands of the client', () => {
  const WITH_COMMANDS = { commandLinks: ['socklint.explainRule', 'socklint.setSeverity', 'evil.command'] }

  test('explain the rule and change its severity, once for each rule', async () => {
    session = await Session.start({
      capabilities: PULLING,
      engine: new FakeEngine(),
      initializationOptions: WITH_COMMANDS,
      workspaceFolders: [{ uri: 'file:///w', name: 'w' }],
    })
    await session.open(A, 'bad(); bad();\n')
    const found = (await actions(everything)).flatMap(({ title, command }) =>
      command === undefined ? [] : [[title, command]],
    )
    expect(found).toEqual([
      ['Explain call/bad', { title: 'Explain call/bad', command: 'socklint.explainRule', arguments: ['call/bad'] }],
      [
        'Change the severity of call/bad in the settings',
        {
          title: 'Change the severity of call/bad in the settings',
          command: 'socklint.setSeverity',
          arguments: ['call/bad', 'file:///w'],
        },
      ],
    ])
  })

  test('are not offered to clients that do not have them', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    await session.open(A, 'bad();\n')
    expect((await actions(everything)).filter(({ command }) => command !== undefined)).toEqual([])
  })
})
