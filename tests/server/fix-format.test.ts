/** Every fix of every rule's bad fixtures keeps what the text looks like: line breaks, and the way it is indented. */
import { beforeAll, describe, expect, test } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Engine, SourceInput } from '../../engine/index.ts'
import { type Fixture, type RuleFolder, ruleFolders } from '../../scripts/rule-folders.ts'
import { toTextEdits } from '../../server/convert.ts'
import { inputsOf } from '../rules/render.ts'
import { realEngine } from '../support/assets.ts'
import { lint, onlyRule } from '../support/lint.ts'

let engine: Engine
beforeAll(async () => {
  engine = await realEngine()
})

/** Fixtures are indented by four spaces. */
const indentedBy = (text: string, unit: string): string =>
  text.replace(/^(?: {4})+/gm, (spaces) => unit.repeat(spaces.length / 4))

/** As some people write, and what their lines look like. */
const STYLES: readonly (readonly [name: string, change: (text: string) => string, line: RegExp])[] = [
  ['tabs and CRLF', (text) => indentedBy(text, '\t').replace(/\n/g, '\r\n'), /^\t*(?: {0,3}[^\t ].*)?$/],
  ['two spaces', (text) => indentedBy(text, '  '), /^(?: {2})*(?: ?[^\t ].*)?$/],
]

interface Applied {
  readonly title: string
  readonly text: string
  /** Lines that the fix brought or changed, without line breaks. */
  readonly added: readonly string[]
  /** How many findings there are before and after. */
  readonly counts: readonly [before: number, after: number]
}

function fixesOf(folder: RuleFolder, fixture: Fixture, change: (text: string) => string): Applied[] {
  const inputs: readonly SourceInput[] = inputsOf(fixture).map((input) => ({
    ...input,
    content: change(String(input.content)),
  }))
  const config = onlyRule(folder.id)
  const before = lint(engine, inputs, config).diagnostics
  return before.flatMap(({ file, fixes }) =>
    fixes.map((fix) => {
      const content = String(inputs.find(({ path }) => path === file)?.content)
      const document = TextDocument.create(`file:///${file}`, 'c', 1, content)
      const text = TextDocument.applyEdits(document, toTextEdits(document, fix.edits))
      const known = new Set(content.split(/\r?\n/))
      const fixed = inputs.map((input) => (input.path === file ? { ...input, content: text } : input))
      return {
        title: `${file}: ${fix.title.en}`,
        text,
        added: text.split(/\r?\n/).filter((line) => !known.has(line)),
        counts: [before.length, lint(engine, fixed, config).diagnostics.length] as const,
      }
    }),
  )
}

const folders = ruleFolders().filter(({ fixtures }) => fixtures.some(({ kind }) => kind === 'bad'))

describe.each(STYLES)('%s', (style, change, wanted) => {
  test.each(folders.map((folder): [string, RuleFolder] => [folder.id, folder]))('%s', (_, folder) => {
    for (const fixture of folder.fixtures.filter(({ kind }) => kind === 'bad')) {
      // Some fixtures are indented by tabs to begin with.
      if (fixture.sources.some(({ text }) => /^\t/m.test(text))) continue
      for (const { added, counts, text, title } of fixesOf(folder, fixture, change)) {
        if (style.includes('CRLF')) expect(text.replaceAll('\r\n', ''), title).not.toMatch(/[\r\n]/)
        else expect(text, title).not.toContain('\r')
        for (const line of added) expect(line, title).toMatch(wanted)
        for (const line of added) expect(line, title).not.toMatch(/\s$/)
        expect(counts[1], title).toBeLessThan(counts[0])
      }
    }
  })
})
