/** The hover of every rule's findings, in both languages, with and without pictures: its anatomy and its bounds. */
import { beforeAll, describe, expect, test } from 'vitest'
import { MarkupContent } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { LANGUAGES, type Diagnostic, type Engine, type Language } from '../../engine/index.ts'
import { pages } from '../../rules/index.ts'
import { type Fixture, type RuleFolder, ruleFolders } from '../../scripts/rule-folders.ts'
import { DocumentFindings } from '../../server/findings.ts'
import { hoverFor } from '../../server/hovers.ts'
import { PLATFORM_NAMES, translate } from '../../server/l10n.ts'
import { MAX_HOVER_LINES } from '../../server/markdown.ts'
import { inputsOf } from '../rules/render.ts'
import { realEngine } from '../support/assets.ts'
import { EVERY_RULE, lint, onlyRule } from '../support/lint.ts'

let engine: Engine
beforeAll(async () => {
  engine = await realEngine()
})

/** Longer ones are cut by VS Code. */
const MAX_CHARACTERS = 100_000

interface Told {
  readonly finding: Diagnostic
  readonly language: Language
  /** For our own client. */
  readonly own: string
  /** For any other. */
  readonly other: string
}

async function hoversOf(folder: RuleFolder, fixture: Fixture): Promise<Told[]> {
  const inputs = inputsOf(fixture)
  const { analyses, diagnostics } = lint(engine, inputs, onlyRule(folder.id))
  const told: Told[] = []
  for (const input of inputs) {
    const found = diagnostics.filter(({ file }) => file === input.path)
    const document = TextDocument.create(`file:///${input.path}`, 'c', 1, String(input.content))
    const functions = analyses.find(({ path }) => path === input.path)?.facts.functions
    const findings = new DocumentFindings(document, found, [], '1', functions)
    const lifecycles = engine.lifecycles(input, EVERY_RULE)
    const hover = async (finding: Diagnostic, language: Language, isOwn: boolean): Promise<string> => {
      const commands = isOwn ? (['socklint.explainRule', 'socklint.showLifecycle'] as const) : []
      const context = { pages, language, markdown: true, commands, pictures: isOwn }
      const position = document.positionAt(finding.span.start)
      const { contents } = (await hoverFor(findings, position, context, () => Promise.resolve(lifecycles))) ?? {}
      return MarkupContent.is(contents) ? contents.value : ''
    }
    for (const finding of found)
      for (const language of LANGUAGES) {
        const own = await hover(finding, language, true)
        told.push({ finding, language, own, other: await hover(finding, language, false) })
      }
  }
  return told
}

const isTable = (text: string): boolean => /^\| (?:--- \| )+/m.test(text) || /^\| --- \|/m.test(text)
const pictures = (text: string): RegExpExecArray[] => [
  ...text.matchAll(/!\[([^\]]*)\]\(data:image\/svg\+xml;base64,([^)]+)\)/g),
]

describe.each(ruleFolders().map((folder): [string, RuleFolder] => [folder.id, folder]))('%s', (id, folder) => {
  test('title, systems, why, table, samples, when it is fine, explanation and sources', async () => {
    const bad = folder.fixtures.filter(({ kind }) => kind === 'bad')
    const told = (await Promise.all(bad.map((fixture) => hoversOf(folder, fixture)))).flat()
    expect(told.length).toBeGreaterThan(0)
    for (const { finding, language, own, other } of told) {
      const page = pages[id]?.[language]
      const lines = own.split('\n')
      expect(lines.length, own).toBeLessThanOrEqual(MAX_HOVER_LINES)
      expect(own.length).toBeLessThan(MAX_CHARACTERS)
      const plain = (text: string): string => text.replaceAll('\\', '')
      expect(plain(lines[0] ?? '')).toContain(`**${page?.title}**`)
      for (const platform of finding.platforms) expect(lines[0]).toContain(`\`${PLATFORM_NAMES[platform]}\``)
      expect(lines[2], 'why').toMatch(language === 'ja' ? /[ぁ-ん].*[。」）)]$/ : /[a-z].*[.!?)`]$/)
      expect(own).toContain(`*${translate(language, 'silent')}*: `)
      expect(lines.at(-1)).toContain(`[${translate(language, 'explain')}](command:socklint.explainRule?`)
      expect(lines.at(-1)).toContain(`\`${id}\``)
      expect(lines.at(-1), 'a source').toMatch(/\]\(https:\/\//)
      // What is bad and what is good, or a table of what each system answers, for which a sample leaves no room.
      expect(own.includes('```') || isTable(own), own).toBe(true)
      if (finding.outcome !== undefined) {
        expect(isTable(own)).toBe(true)
        if (finding.outcome.rows.some(({ mark }) => mark)) expect(own, 'the row that applies').toMatch(/^\| \*\*/m)
      }
      if (language === 'ja') expect(own.replace(/```[\s\S]*?```/g, '')).toMatch(/[ぁ-んァ-ヶ一-龠]/)

      expect(other, 'pictures and commands are for our own client').not.toMatch(/data:|command:/)
      const figures = pictures(own)
      expect(own.match(/!\[/g)?.length ?? 0).toBe(figures.length)
      for (const [, alt = '', base64 = ''] of figures) {
        expect(alt.length).toBeGreaterThan(10)
        const svg = Buffer.from(base64, 'base64').toString()
        expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+"/)
        // Others are told the same in a table.
        expect(isTable(other), other).toBe(true)
      }
    }
  })
})

test('pictures show what they are for', async () => {
  const shown = new Map<string, Set<string>>()
  for (const folder of ruleFolders().filter(({ id }) => /^(?:bind|byteorder|lifecycle)\//.test(id)))
    for (const fixture of folder.fixtures.filter(({ kind }) => kind === 'bad'))
      for (const { language, own } of await hoversOf(folder, fixture))
        for (const [, alt = ''] of language === 'en' ? pictures(own) : [])
          shown.set(folder.id, (shown.get(folder.id) ?? new Set()).add(alt.replace(/:.*/, '')))
  const [states, calls, bytes] = ['States of a TCP connection', 'missing', 'Bytes in memory']
  const kinds = [...shown].map(([id, alts]) => [
    id,
    [...new Set([...alts].map((alt) => (alt.startsWith('socket()') ? calls : alt)))].toSorted(),
  ])
  expect(Object.fromEntries(kinds)).toEqual({
    'bind/exclusive-rebind-after-close': [states],
    'bind/missing-reuseaddr': [states],
    'byteorder/address-not-converted': [bytes],
    'byteorder/port-not-converted': [bytes],
    'lifecycle/call-order': [states, calls].toSorted(),
    'lifecycle/io-on-listener': [states],
    'lifecycle/reuse-after-failed-connect': [states],
    'lifecycle/shutdown-listener': [states],
  })
})
