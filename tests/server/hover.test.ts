import { ruleAddress } from '../../rules/index.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { HoverRequest, MarkupContent, type Hover } from 'vscode-languageserver/node'
import { essentialDifference } from '../../server/line-diff.ts'
import { FakeEngine } from './fake-engine.ts'
import { PULLING, Session } from './harness.ts'

let session: Session | undefined
afterEach(() => session?.end())

const A = 'file:///w/a.c'

async function hover(text: string, line: number, character: number): Promise<Hover | null> {
  await session?.open(A, text)
  const params = { textDocument: { uri: A }, position: { line, character } }
  return (await session?.client.sendRequest(HoverRequest.type, params)) ?? null
}

function markdown(found: Hover | null): string {
  return MarkupContent.is(found?.contents) ? found.contents.value : ''
}

describe('hover over a finding', () => {
  test('in English, whole', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    const found = await hover('int x;\n/* 日本 */ bad();\n', 1, 12)
    expect(found?.range).toEqual({ start: { line: 1, character: 9 }, end: { line: 1, character: 14 } })
    expect(markdown(found)).toBe(
      [
        '**A call to bad()** `POSIX` `Windows`',
        '',
        'It fails on Linux (see `a. b`). It succeeds on Windows.',
        '',
        'What the second call answers',
        '',
        '| System | Result |',
        '| --- | --- |',
        '| Linux | EADDRINUSE \\| \\* |',
        '| **Windows** | **succeeds** |',
        '',
        'Source: <https://example.org/table>',
        '',
        '```diff',
        '- bad();',
        '+ good();',
        '```',
        '',
        '*Fine when*: In a test.',
        '',
        `[Explain this rule](${ruleAddress('call/bad', 'en')}) · \`call/bad\` · [man 2 bad](https://example.org/bad) · [RFC 2](https://example.org/rfc2)`,
      ].join('\n'),
    )
  })

  test('in Japanese, with a link to the command of a client that has it', async () => {
    session = await Session.start({
      capabilities: PULLING,
      engine: new FakeEngine(),
      locale: 'en',
      initializationOptions: { language: 'ja', commandLinks: ['socklint.explainRule', 'evil.command'] },
    })
    const text = markdown(await hover('bad();', 0, 0))
    expect(text).toContain('**bad() の呼び出し** `POSIX` `Windows`')
    expect(text).toContain('Linux では失敗します。Windows では成功します。\n')
    expect(text).toContain('| **Windows** | **成功する** |')
    expect(text).toContain('*問題にならない場合*: テストの中。')
    expect(text).toContain('[このルールの解説](command:socklint.explainRule?%5B%22call%2Fbad%22%5D)')
    expect(text).not.toContain('evil')
  })

  test('several findings: one explained, the next named, never more than 25 lines', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    const text = markdown(await hover('bad()risky()', 0, 5))
    expect(text).toContain(`*Also here*: [call/risky](${ruleAddress('call/risky', 'en')})`)
    expect(text.split('\n').length).toBeLessThanOrEqual(25)
  })

  test('a rule without a page still says its message', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    const text = markdown(await hover('risky()', 0, 2))
    expect(text).toContain('**call/risky** `Windows`\n\nrisky() is bad\n')
  })

  test('beside a finding there is none', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    expect(await hover('bad();\nint x;\n', 1, 2)).toBeNull()
  })

  test('plain text for a client that does not render markdown', async () => {
    session = await Session.start({ capabilities: {}, engine: new FakeEngine() })
    expect((await hover('bad();', 0, 1))?.contents).toEqual({ kind: 'plaintext', value: 'bad() is bad' })
  })
})

describe('rule pages', () => {
  test('explainRule gives the whole page in the language of the client', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine(), locale: 'ja' })
    const page: unknown = await session.client.sendRequest('socklint/explainRule', { rule: 'call/bad' })
    expect(page).toMatchObject({ title: 'bad() の呼び出し' })
    expect(JSON.stringify(page)).toContain('## なぜ問題か')
  })

  test.each([{ rule: 'no/such' }, { rule: 'constructor' }, { rule: 7 }, null])('null for %j', async (params) => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    expect(await session.client.sendRequest('socklint/explainRule', params)).toBeNull()
  })

  test('the list of rules, whose texts have no markup', async () => {
    session = await Session.start({ capabilities: PULLING, engine: new FakeEngine() })
    expect(await session.client.sendRequest('socklint/rules')).toEqual([
      { id: 'call/bad', title: 'A call to bad()', summary: 'The call of bad() does harm.' },
    ])
  })
})

describe('what differs between two samples', () => {
  const bad = ['int f(void) {', '    a();', '    // wrong', '    b();', '    c();', '}']
  const good = ['int f(void) {', '    b();', '    c();', '    if (d) {', '      a();', '    }', '}']
  const changes = [
    { sign: '-', text: 'a();' },
    { sign: '+', text: 'if (d) {' },
    { sign: '+', text: '  a();' },
  ]

  test('moved, added and removed lines and what lies between, without braces and comments', () => {
    const between = [
      { sign: ' ', text: 'b();' },
      { sign: ' ', text: 'c();' },
    ]
    expect(essentialDifference(bad, good, 5)).toEqual([changes[0], ...between, changes[1], changes[2]])
  })

  test('with less room only the changes, with still less nothing', () => {
    expect(essentialDifference(bad, good, 3)).toEqual(changes)
    expect(essentialDifference(bad, good, 2)).toEqual([])
  })

  test('samples whose functions only differ by their ending', () => {
    expect(essentialDifference(['int f_bad(void)', 'a();'], ['int f_ok(void)', 'b();'], 9)).toEqual([
      { sign: '-', text: 'a();' },
      { sign: '+', text: 'b();' },
    ])
  })

  test('equal texts differ in nothing', () => {
    expect(essentialDifference(['a', 'b'], ['a', ' b'], 9)).toEqual([])
  })
})
