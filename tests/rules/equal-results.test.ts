/** The same text gives the same results, however it came about and in whatever company. */
import { TextDocument } from 'vscode-languageserver-textdocument'
import { beforeAll, describe, expect, test } from 'vitest'
import { createEngine, LineIndex, type Engine, type FileAnalysis, type SourceInput } from '../../engine/index.ts'
import { rules } from '../../rules/index.ts'
import { MAX_KEPT_TEXT, ProgramAnalysis, type OpenFile } from '../../server/analysis.ts'
import { randomNumbers } from '../engine/preprocess/random.ts'
import { readAssets, realEngine } from '../support/assets.ts'
import { EVERY_RULE, type LintRun, lint } from '../support/lint.ts'
import { allPrograms } from '../support/programs.ts'
import { applied, randomEdits, shrunk, shuffled, type RandomEdit } from '../support/random-edits.ts'
import { written } from '../support/written.ts'

const programs = allPrograms()

let engine: Engine
/** Has seen nothing of what `engine` has. */
let other: Engine
beforeAll(async () => {
  engine = await realEngine()
  other = await createEngine(readAssets(), rules)
})

const textOf = ({ content }: SourceInput): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content)

/** A language server's analysis of some open files, with the analyses of the latest run laid open. */
class Editor {
  readonly #analysis: ProgramAnalysis
  readonly #documents: TextDocument[]
  #latest: readonly FileAnalysis[] = []

  constructor(on: Engine, inputs: readonly SourceInput[]) {
    const spy: Engine = {
      mayMatter: (bytes, length) => on.mayMatter(bytes, length),
      readHeader: (path, content, defines) => on.readHeader(path, content, defines),
      analyse: (input, config, imports, kept) => on.analyse(input, config, imports, kept),
      lifecycles: (input, config, imports) => on.lifecycles(input, config, imports),
      planImports: (analyses) => on.planImports(analyses),
      conclude: (analyses, config) => {
        this.#latest = analyses
        return on.conclude(analyses, config)
      },
    }
    const fail = (message: { readonly en: string }): never => expect.fail(message.en)
    this.#analysis = new ProgramAnalysis(
      spy,
      { error: fail, warn: () => undefined, trace: () => undefined },
      MAX_KEPT_TEXT,
    )
    this.#documents = inputs.map((input) => TextDocument.create(input.path, 'c', 0, textOf(input)))
  }

  /** Changes the first file as an editor tells it: by line and character. */
  edit({ at, remove, insert }: RandomEdit): void {
    const [first] = this.#documents
    if (first === undefined) return
    const range = { start: first.positionAt(at), end: first.positionAt(at + remove) }
    TextDocument.update(first, [{ range, text: insert }], first.version + 1)
  }

  get texts(): readonly string[] {
    return this.#documents.map((document) => document.getText())
  }

  /** Findings, facts, suppressions, errors and limits of all files, as text. */
  async results(): Promise<string> {
    this.#latest = []
    const files = this.#documents.map(
      (document): OpenFile => ({
        uri: document.uri,
        path: document.uri,
        version: document.version,
        text: document.getText(),
        language: undefined,
      }),
    )
    const found = await this.#analysis.run(
      files,
      () => EVERY_RULE,
      () => false,
    )
    return written([found, this.#latest])
  }
}

/** Types the edits, looks at the results in between, and tells whether at the end they are not those of the whole text. */
async function differs(inputs: readonly SourceInput[], edits: readonly RandomEdit[]): Promise<boolean> {
  const editor = new Editor(engine, inputs)
  await editor.results()
  for (const [index, edit] of edits.entries()) {
    editor.edit(edit)
    if (index % 3 === 2) await editor.results()
  }
  const { texts } = editor
  const whole = new Editor(
    other,
    inputs.map((input, index) => ({ ...input, content: texts[index] ?? '' })),
  )
  return (await editor.results()) !== (await whole.results())
}

describe('edits', () => {
  test.each([1, 2, 3])(
    'a file after edits is the file as a whole, facts and limits too (seed %i)',
    async (seed) => {
      for (const [index, inputs] of programs.entries()) {
        const [first] = inputs
        if (first === undefined) continue
        const edits = randomEdits(textOf(first), randomNumbers(seed * 10_007 + index), 9)
        if (!(await differs(inputs, edits))) continue
        const least = await shrunk(edits, (some) => differs(inputs, some))
        expect.fail(`${first.path}, seed ${seed}: results differ after ${JSON.stringify(least, null, 1)}`)
      }
    },
    300_000,
  )

  test('an edit that is taken back leaves what was before', async () => {
    for (const inputs of programs) {
      const [first] = inputs
      const editor = new Editor(engine, inputs)
      const before = await editor.results()
      const middle = Math.floor(textOf(first ?? { path: '', content: '' }).length / 2)
      editor.edit({ at: middle, remove: 0, insert: '{ /* "' })
      await editor.results()
      editor.edit({ at: middle, remove: 6, insert: '' })
      expect(await editor.results(), first?.path).toBe(before)
    }
  })

  test('what finds a difference is sensitive to one: an edit more is seen, and shrunk to itself', async () => {
    const text = 'int f(void) { return 0; }\n'
    const edits = randomEdits(text, randomNumbers(7), 8)
    const wanted: RandomEdit = { at: 0, remove: 0, insert: 'socket' }
    const fails = (some: readonly RandomEdit[]): Promise<boolean> =>
      Promise.resolve(some.reduce(applied, text).includes('socket(') || some.includes(wanted))
    expect(await shrunk([...edits.slice(0, 4), wanted, ...edits.slice(4)], fails)).toHaveLength(1)
  })
})

/** A run with its analyses by path: all that does not depend on the order in which they were made. */
function inOrder(run: LintRun): string {
  const analyses = [...run.analyses].sort((a, b) => (a.path < b.path ? -1 : 1))
  const errors = [...run.errors].sort((a, b) => (written(a) < written(b) ? -1 : 1))
  return written({ ...run, analyses, errors })
}

describe('order', () => {
  const all = programs.flat()

  test.each([1, 2, 3])('files of one run in any order, with what they import (seed %i)', (seed) => {
    const given = inOrder(lint(engine, all, EVERY_RULE))
    expect(inOrder(lint(engine, shuffled(all, randomNumbers(seed)), EVERY_RULE)) === given, `seed ${seed}`).toBe(true)
  })

  test('files of one small program in any order', () => {
    const many = programs.filter((inputs) => inputs.length > 1)
    expect(many.length).toBeGreaterThan(0)
    for (const inputs of many) {
      const given = inOrder(lint(engine, inputs, EVERY_RULE))
      expect(inOrder(lint(engine, [...inputs].reverse(), EVERY_RULE)), inputs[0]?.path).toBe(given)
    }
  })
})

describe('line endings and byte order marks', () => {
  /** Findings by line and character, and the edits of their fixes by theirs. */
  function places(inputs: readonly SourceInput[]): unknown {
    const lines = new Map(inputs.map((input) => [input.path, new LineIndex(textOf(input))]))
    const run = lint(engine, inputs, EVERY_RULE)
    return {
      errors: run.errors,
      limits: run.analyses.map(({ limits }) => limits),
      functions: run.analyses.map(({ facts }) => facts.functions.map(({ name, references }) => [name, references])),
      diagnostics: run.diagnostics.map(({ span: _, related, fixes, file, ...kept }) => ({
        ...kept,
        file,
        related: related.map(({ span: _, ...step }) => step),
        fixes: fixes.map(({ title, edits }) => ({
          title,
          edits: edits.map(({ span, newText }) => [
            lines.get(file)?.position(span.start),
            lines.get(file)?.position(span.end),
            newText.replaceAll('\r\n', '\n'),
          ]),
        })),
      })),
    }
  }

  const withText = (inputs: readonly SourceInput[], change: (text: string) => string): SourceInput[] =>
    inputs.map((input) => ({ ...input, content: change(textOf(input)) }))

  test('CRLF', () => {
    for (const inputs of programs) {
      const other = withText(inputs, (text) => text.replaceAll('\n', '\r\n'))
      expect(places(other), inputs[0]?.path).toEqual(places(inputs))
    }
  })

  test('a byte order mark before the bytes of a file', () => {
    for (const inputs of programs) {
      const other = inputs.map((input) => ({
        ...input,
        content: new TextEncoder().encode(`\ufeff${textOf(input)}`),
      }))
      const [wanted, found] = [lint(engine, inputs, EVERY_RULE), lint(engine, other, EVERY_RULE)]
      expect(found.diagnostics, inputs[0]?.path).toEqual(wanted.diagnostics)
      expect(found.analyses.map(({ facts }) => facts)).toEqual(wanted.analyses.map(({ facts }) => facts))
    }
  })
})
