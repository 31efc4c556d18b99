import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { CodeActionRequest, CodeAction, HoverRequest, MarkupContent, type TextEdit } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Engine } from '../../engine/index.ts'
import { pages } from '../../rules/index.ts'
import { realEngine } from '../support/assets.ts'
import { brief, PULLING, Session } from './harness.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SAMPLES = join(ROOT, 'examples/broken')
const samples = readdirSync(SAMPLES).filter((name) => name.endsWith('.c'))
const textOf = (name: string): string => readFileSync(join(SAMPLES, name), 'utf8')
const whole = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } }

let engine: Engine
let session: Session | undefined

beforeAll(async () => {
  engine = await realEngine()
})
afterEach(() => session?.end())

const start = async (locale: string): Promise<Session> =>
  await Session.start({
    capabilities: PULLING,
    engine,
    pages,
    locale,
    workspaceFolders: [{ uri: 'file:///w', name: 'w' }],
  })

describe('the server with the real engine', () => {
  test.each(samples)('finds in %s what the engine finds', async (name) => {
    session = await start('en')
    const uri = `file:///w/${name}`
    await session.open(uri, textOf(name))
    const items = await session.pullItems(uri)
    const config = { targets: 'auto', preset: 'recommended', rules: {} } as const
    const analysis = engine.analyse({ path: name, content: textOf(name) }, config)
    const expected = engine.conclude([analysis], config).diagnostics
    expect(items.length).toBeGreaterThan(0)
    expect(brief(items)).toEqual(
      expected.map(({ rule, range }) => `${rule}@${range.start.line}:${range.start.character}`),
    )
  })

  test.each(['en', 'ja'] as const)('every hover is complete and at most 25 lines (%s)', async (locale) => {
    session = await start(locale)
    for (const name of samples) {
      const uri = `file:///w/${locale}/${name}`
      await session.open(uri, textOf(name))
      for (const { code, range } of await session.pullItems(uri)) {
        const params = { textDocument: { uri }, position: range.start }
        const hover = await session.client.sendRequest(HoverRequest.type, params)
        const text = MarkupContent.is(hover?.contents) ? hover.contents.value : ''
        // Where several findings share a place, one is explained and the others are named with their titles.
        expect(text).toContain(pages[String(code)]?.[locale].title)
        expect(text).toMatch(/\]\(https:/)
        expect(text.split('\n').length).toBeLessThanOrEqual(25)
      }
    }
  })

  test('a fix that is applied removes its finding and brings no other', async () => {
    session = await start('en')
    const uri = 'file:///w/posix-client.c'
    const text = textOf('posix-client.c').replace(/\n/g, '\r\n')
    await session.open(uri, text)
    const before = await session.pullItems(uri)
    const params = { textDocument: { uri }, range: whole, context: { diagnostics: [...before] } }
    const actions = (await session.client.sendRequest(CodeActionRequest.type, params)) ?? []
    const safe = actions.filter((action) => CodeAction.is(action)).find((action) => action.isPreferred === true)
    const edits = (safe?.edit?.documentChanges ?? []).flatMap((change) =>
      'edits' in change ? change.edits.filter((edit) => 'newText' in edit) : [],
    )
    await session.change(uri, 2, { text: TextDocument.applyEdits(TextDocument.create(uri, 'c', 1, text), edits) })
    const after = await session.pullItems(uri)
    expect(after).toHaveLength(before.length - 1)
  })

  const editsOf = (action: CodeAction | undefined): TextEdit[] =>
    (action?.edit?.documentChanges ?? []).flatMap((change) =>
      'edits' in change ? change.edits.filter((edit) => 'newText' in edit) : [],
    )
  const actionsFor = async (uri: string, only?: string[]): Promise<CodeAction[]> => {
    const context = { diagnostics: [], ...(only === undefined ? {} : { only }) }
    const found = await session?.client.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: whole,
      context,
    })
    return (found ?? []).filter((action) => CodeAction.is(action))
  }
  const applied = (text: string, action: CodeAction | undefined): string =>
    TextDocument.applyEdits(TextDocument.create('file:///w/x.c', 'c', 1, text), editsOf(action))

  test('every suppression that is offered hides what it names, and is used', async () => {
    session = await start('en')
    const uri = 'file:///w/suppressed.c'
    let version = 1
    await session.open(uri, '')
    for (const name of samples) {
      const text = textOf(name)
      await session.change(uri, ++version, { text })
      const before = await session.pullItems(uri)
      const offered = (await actionsFor(uri)).filter(({ title }) => title.startsWith('Suppress'))
      expect(offered.length).toBeGreaterThan(0)
      for (const action of offered) {
        const [, rule = ''] = /Suppress (\S+)/.exec(action.title) ?? []
        await session.change(uri, ++version, { text: applied(text, action) })
        const after = await session.pullItems(uri)
        expect(after.length, `${name}: ${action.title}`).toBeLessThan(before.length)
        expect(
          after.map(({ code }) => code),
          action.title,
        ).not.toContain('socklint/unused-suppression')
        if (action.title.endsWith('this file')) expect(after.map(({ code }) => code)).not.toContain(rule)
      }
    }
  })

  test('fix all leaves nothing safe to mend, and mends once and for all', async () => {
    session = await start('en')
    const uri = 'file:///w/mended.c'
    let version = 1
    await session.open(uri, '')
    let mended = 0
    for (const name of samples) {
      const text = textOf(name)
      await session.change(uri, ++version, { text })
      const before = await session.pullItems(uri)
      const [action] = await actionsFor(uri, ['source.fixAll.socklint'])
      if (action === undefined) continue
      mended++
      await session.change(uri, ++version, { text: applied(text, action) })
      expect((await session.pullItems(uri)).length, name).toBeLessThan(before.length)
      expect(await actionsFor(uri, ['source.fixAll.socklint']), name).toEqual([])
      expect(
        (await actionsFor(uri)).filter(({ isPreferred }) => isPreferred),
        name,
      ).toEqual([])
    }
    expect(mended).toBeGreaterThan(0)
  })
})
