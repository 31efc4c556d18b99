import { afterEach, describe, expect, test } from 'vitest'
import { HoverRequest, MarkupContent, type Hover } from 'vscode-languageserver/node'
import { rules } from '../../rules/index.ts'
import { topics } from '../../server/generated/background.ts'
import { parseBackground } from '../../scripts/background-pages.ts'
import { FakeEngine } from './fake-engine.ts'
import { PULLING, Session } from './harness.ts'

let session: Session | undefined
afterEach(() => session?.end())

const A = 'file:///w/a.c'

async function hover(text: string, character: number, language: 'en' | 'ja' = 'en'): Promise<Hover | null> {
  const initializationOptions = { language }
  session = await Session.start({ capabilities: PULLING, engine: new FakeEngine(), initializationOptions })
  await session.open(A, text)
  const params = { textDocument: { uri: A }, position: { line: 0, character } }
  return (await session.client.sendRequest(HoverRequest.type, params)) ?? null
}

function markdown(found: Hover | null): string {
  return MarkupContent.is(found?.contents) ? found.contents.value : ''
}

describe('the background of a name', () => {
  test('of a function, with the rules about it and primary sources', async () => {
    const found = await hover('/* 日本 */ listen(s, 5);\n', 12)
    expect(found?.range).toEqual({ start: { line: 0, character: 9 }, end: { line: 0, character: 15 } })
    expect(markdown(found)).toContain('**The queues of a listening socket**')
    expect(markdown(found)).toContain('*Rules about this*: `lifecycle/small-backlog`')
    expect(markdown(found)).toContain('https://man7.org/linux/man-pages/man2/listen.2.html')
  })

  test('in Japanese', async () => {
    expect(markdown(await hover('shutdown(s, SHUT_WR);\n', 14, 'ja'))).toContain('**TCP 接続の終わり方**')
  })

  test('of a registry value in a string', async () => {
    const found = await hover('RegSetValueExW(key, L"DisabledComponents", 0, REG_DWORD, p, 4);\n', 25)
    expect(markdown(found)).toContain('0xFF')
  })

  test('a finding at the place counts more', async () => {
    expect(markdown(await hover('bad();\n', 1))).toContain('A call to bad()')
  })

  test.each(['my_listen(s, 5);\n', 'x = 1; // listen\n', '   \n'])('nothing in %j', async (text) => {
    expect(await hover(text, Math.min(9, text.length - 2))).toBeNull()
  })
})

describe('the pages', () => {
  test('no name belongs to two pages', () => {
    const names = topics.flatMap((topic) => topic.names)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  test.each(topics.map((topic) => [topic.topic, topic] as const))('%s', (_, { names, text }) => {
    expect(names.length).toBeGreaterThan(0)
    for (const language of ['en', 'ja'] as const) {
      const { title, summary, rules: named, references } = text[language]
      expect(title).not.toBe('')
      // A hover is read at a glance.
      expect(summary.length).toBeLessThan(420)
      expect(references.length).toBeGreaterThan(0)
      for (const id of named) expect(rules.map((rule) => rule.id)).toContain(id)
    }
    expect(text.ja.summary).toMatch(/[ぁ-ん]/)
  })

  test('a page without a section says so', () => {
    expect(() => parseBackground('x.en.md', '# T\n\nlead\n\n## Shown for\n\n`a`\n', 'en')).toThrow(
      'x.en.md: expected a title and the sections',
    )
  })
})
