/** An analysis that takes functions over from the one before says the same as one that does not, and does take them over. */
import { beforeAll, describe, expect, test } from 'vitest'
import {
  createEngine,
  type Engine,
  type FileAnalysis,
  KeptFunctions,
  type LintConfig,
  MAX_IMPORT_ROUNDS,
  type Rule,
  type SourceInput,
} from '../../engine/index.ts'
import type { FlowContext, Span, SyntaxTree } from '../../engine/rule-api.ts'
import { randomNumbers } from '../engine/preprocess/random.ts'
import { readAssets, realEngine } from '../support/assets.ts'
import { EVERY_RULE } from '../support/lint.ts'
import { allPrograms } from '../support/programs.ts'
import { applied, randomEdits, shrunk, type Random, type RandomEdit } from '../support/random-edits.ts'
import { written } from '../support/written.ts'

const programs = allPrograms()

let engine: Engine
beforeAll(async () => {
  engine = await realEngine()
})

const textOf = ({ content }: SourceInput): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content)

/** The files of one program as somebody edits the first of them, each with what is kept of it. */
class Edited {
  kept = 0
  judged = 0
  private readonly files: { input: SourceInput; readonly alone: KeptFunctions; readonly imported: KeptFunctions }[]

  constructor(inputs: readonly SourceInput[]) {
    this.files = inputs.map((input) => ({ input, alone: new KeptFunctions(), imported: new KeptFunctions() }))
  }

  get text(): string {
    return textOf(this.files[0]?.input ?? { path: '', content: '' })
  }

  set text(content: string) {
    const [first] = this.files
    if (first !== undefined) first.input = { ...first.input, content }
  }

  /** Everything that the analyses say, with what they import from each other; with kept functions or without. */
  results(keeps: boolean): string {
    const analyses = new Map<string, FileAnalysis>()
    for (const { input, alone } of this.files) {
      analyses.set(input.path, engine.analyse(input, EVERY_RULE, undefined, keeps ? alone : undefined))
      if (keeps) this.count(alone)
    }
    for (let round = 0; round < MAX_IMPORT_ROUNDS; round++) {
      const plan = engine.planImports([...analyses.values()])
      for (const { input, imported } of this.files) {
        const imports = plan.get(input.path)
        if (imports === undefined) continue
        analyses.set(input.path, engine.analyse(input, EVERY_RULE, imports, keeps ? imported : undefined))
        if (keeps) this.count(imported)
      }
    }
    return written([[...analyses.values()], engine.conclude([...analyses.values()], EVERY_RULE)])
  }

  private count({ counts }: KeptFunctions): void {
    this.kept += counts.kept
    this.judged += counts.judged
  }
}

/** What somebody types into a body, piece by piece: most of it is no program in between. */
const TYPED = ['int n = re', 'cv(s, b', 'uf, 4, 0);', '\n  if (n < 0)', ' {', '\n close(s)', ';\n  }', ' // 日本 😀']

/** Edits where people make most of them: within one body, one after the other in the same place, and taken back. */
function typing(text: string, random: Random): RandomEdit[] {
  const lines = [...text.matchAll(/;\r?\n(?=[ \t])/g)].map(({ index, 0: whole }) => index + whole.length)
  let at = lines[random(Math.max(1, lines.length))] ?? 0
  const edits: RandomEdit[] = []
  for (const insert of TYPED) {
    edits.push({ at, remove: 0, insert })
    at += insert.length
  }
  const length = TYPED.join('').length
  return [...edits, { at: at - length, remove: length, insert: '' }]
}

/** True when after one of the edits the two analyses differ. Looks after every edit. */
function differs(
  inputs: readonly SourceInput[],
  edits: readonly RandomEdit[],
  counts?: { kept: number; judged: number },
): boolean {
  const edited = new Edited(inputs)
  edited.results(true)
  edited.kept = 0
  edited.judged = 0
  const isDifferent = edits.some((edit) => {
    edited.text = applied(edited.text, edit)
    return edited.results(true) !== edited.results(false)
  })
  if (counts !== undefined) {
    counts.kept += edited.kept
    counts.judged += edited.judged
  }
  return isDifferent
}

async function expectSame(
  inputs: readonly SourceInput[],
  edits: readonly RandomEdit[],
  counts?: { kept: number; judged: number },
): Promise<void> {
  if (!differs(inputs, edits, counts)) return
  const least = await shrunk(edits, (some) => Promise.resolve(differs(inputs, some)))
  expect.fail(`${inputs[0]?.path}: results differ after ${JSON.stringify(least, null, 1)}`)
}

describe('after every edit', () => {
  test('of any kind, anywhere', { timeout: 600_000 }, async () => {
    for (const [index, inputs] of programs.entries()) {
      const [first] = inputs
      // Of the others, equal-results.test.ts edits all.
      if (first === undefined || index % 12 !== 0) continue
      await expectSame(inputs, randomEdits(textOf(first), randomNumbers(index + 1), 5))
    }
  })

  test('typed into a body, and most functions are taken over', { timeout: 600_000 }, async () => {
    const counts = { kept: 0, judged: 0 }
    for (const [index, inputs] of programs.entries()) {
      const [first] = inputs
      if (first === undefined || index % 20 !== 1) continue
      const isCrlf = index % 40 === 1
      const text = isCrlf ? textOf(first).replace(/\r?\n/g, '\r\n') : textOf(first)
      const others = [{ ...first, content: text }, ...inputs.slice(1)]
      await expectSame(others, typing(text, randomNumbers(index + 1)), counts)
    }
    // Few have more than a handful of functions, and braces that nobody has closed yet change them all.
    expect(counts.kept).toBeGreaterThan(counts.judged / 2)
  })
})

/** Functions that were taken over and judged when the text was analysed after the one before it. */
function counted(before: string, after: string, language: 'c' | 'cpp' = 'c'): { kept: number; judged: number } {
  const kept = new KeptFunctions()
  const input = (content: string): SourceInput => ({ path: 'a.c', content, language })
  engine.analyse(input(before), EVERY_RULE, undefined, kept)
  const found = engine.analyse(input(after), EVERY_RULE, undefined, kept)
  expect(written(found)).toBe(written(engine.analyse(input(after), EVERY_RULE)))
  return kept.counts
}

/** A rule that reports each send() by what it sees of the file. */
function looking(see: (context: FlowContext<'seen'>, call: Span) => string | number | boolean): Rule {
  const rule: Rule<'seen'> = {
    id: 'io/looking',
    since: '0.1.0',
    severity: 'info',
    precision: 'medium',
    presets: [],
    platforms: ['posix'],
    merge: 'any',
    cwe: [],
    messages: { seen: { en: 'sees {what}', ja: '{what}' } },
    on: {
      called({ row, span }, context) {
        if (row.name === 'send')
          context.report({ span, message: 'seen', parameters: { what: String(see(context, span)) } })
      },
    },
  }
  return rule
}

describe('a judgement that rests on another body', () => {
  const FILE =
    '#include <sys/socket.h>\nvoid f(int s)\n{\n  send(s, "", 1, 0);\n}\nvoid g(int s)\n{\n  listen(s, 1);\n}\n'
  const CHANGED = FILE.replace('listen(s, 1);', 'listen(s, 5);')

  test.each<[string, Parameters<typeof looking>[0], kept: boolean]>([
    ['the text of the whole tree', ({ tree }) => tree.textOf(0), false],
    ['all nodes', ({ tree }) => Array.from({ length: tree.size }, (_, node) => tree.kindName(node)).join(), false],
    ['a part of the text', ({ source }, { end }) => source.slice(end, source.length), false],
    ['what is remembered of the tree', ({ tree }) => tree.about((whole) => whole.text), false],
    ['the text itself', ({ tree }) => tree.text.length, false],
    ['whether there is damage in the file', ({ tree }) => tree.hasError(0), false],
    ['a question with another answer', ({ tree }) => tree.ask(asksOfFive), false],
    ['a pattern with another answer', ({ source }) => source.has(/, 5\)/), false],
    ['a question with the same answer', ({ tree }) => tree.ask(asksOfSize), true],
    ['a pattern with the same answer', ({ source }) => source.has(/listen/), true],
    ['its own text', ({ source }, { start, end }) => source.slice(start, end), true],
    ['its own function', ({ tree }, { start, end }) => tree.textOf(tree.parent(tree.covering(start, end))), true],
    ['the outline', ({ tree }) => tree.textOf(tree.firstChild(0)), true],
  ])('%s', async (_, see, isKept) => {
    const rule = looking(see)
    const watching = await createEngine(readAssets(), [rule])
    const config: LintConfig = { targets: 'auto', preset: 'off', rules: { [rule.id]: 'on' } }
    const kept = new KeptFunctions()
    watching.analyse({ path: 'a.c', content: FILE }, config, undefined, kept)
    const found = watching.analyse({ path: 'a.c', content: CHANGED }, config, undefined, kept)
    expect(found.diagnostics).toHaveLength(1)
    expect(written(found)).toBe(written(watching.analyse({ path: 'a.c', content: CHANGED }, config)))
    expect(kept.counts).toEqual(isKept ? { kept: 1, judged: 1 } : { kept: 0, judged: 2 })
  })

  test('nothing is kept of an analysis in which a rule fails', async () => {
    const rule = looking(() => expect.fail('a rule that fails'))
    const failing = await createEngine(readAssets(), [rule])
    const config: LintConfig = { targets: 'auto', preset: 'off', rules: { [rule.id]: 'on' } }
    const kept = new KeptFunctions()
    for (const content of [FILE, FILE]) failing.analyse({ path: 'a.c', content }, config, undefined, kept)
    expect(kept.counts).toEqual({ kept: 0, judged: 2 })
  })
})

function asksOfFive(tree: SyntaxTree): boolean {
  return tree.text.includes('5')
}

function asksOfSize(tree: SyntaxTree): boolean {
  return tree.size > 10
}

describe('what is judged again', () => {
  const INCLUDES = '#include <unistd.h>\n#include <sys/socket.h>\n'
  const MAKE = 'static int make(void)\n{\n  int s = socket(AF_INET, SOCK_STREAM, 0);\n  return s;\n}\n'
  const USE = 'void use(void)\n{\n  int s = make();\n  if (s >= 0) send(s, "a", 1, 0);\n  close(s);\n}\n'
  const APART = 'void apart(int s)\n{\n  close(s);\n  listen(s, 4);\n}\n'
  const FILE = INCLUDES + MAKE + USE + APART

  test('a function that is edited, and nothing else', () => {
    expect(counted(FILE, FILE.replace('listen(s, 4);\n}', 'listen(s, 5);\n}'))).toEqual({ kept: 2, judged: 1 })
  })

  test('its callers too, where what it does to them has changed', () => {
    const changed = FILE.replace('SOCK_STREAM', 'SOCK_DGRAM')
    expect(counted(FILE, changed)).toEqual({ kept: 1, judged: 2 })
  })

  test('its callers not, where it does what it did at the same place, and then something else', () => {
    expect(counted(FILE, FILE.replace('return s;', '/* what for */ return s;'))).toEqual({ kept: 2, judged: 1 })
    expect(counted(FILE, FILE.replace('  int s = socket', '    int s = socket'))).toEqual({ kept: 2, judged: 1 })
  })

  test('everything, where the outline changes', () => {
    expect(counted(FILE, FILE.replace('<unistd.h>', '<unistd.h> '))).toEqual({ kept: 0, judged: 3 })
    expect(counted(FILE, `${FILE}int other;\n`)).toEqual({ kept: 0, judged: 3 })
  })

  test('everything, where a body declares a type', () => {
    const changed = FILE.replace('close(s);\n  listen(s, 4)', 'struct t { int a; };\n  close(s);\n  listen(s, 4)')
    expect(counted(FILE, changed)).toEqual({ kept: 0, judged: 3 })
  })

  test('functions that were told of something which the file mentions elsewhere', () => {
    const reads = 'void reads(int s)\n{\n  char b[8];\n  while (recv(s, b, sizeof b, 0) >= 0) continue;\n}\n'
    const before = FILE + reads
    expect(counted(before, before.replace('listen(s, 4);\n}', 'sendto(s, "", 0, 0, 0, 0);\n}'))).toEqual({
      kept: 2,
      judged: 2,
    })
  })

  test('functions that a macro of another body concerns', () => {
    const before = FILE.replace('int s = make();', 'int s = make();\n  (void)s;').replace(
      'close(s);\n  listen',
      'close(s);\n  (void)s;\n  listen',
    )
    const changed = before.replace('int s = make();\n', 'int s = make();\n#define close(s) shut(s)\n')
    expect(counted(before, changed).kept).toBeLessThan(3)
  })

  test('nothing, where the same text comes again', () => {
    expect(counted(FILE, FILE)).toEqual({ kept: 3, judged: 0 })
  })

  test('everything, where the configuration is another one', () => {
    const kept = new KeptFunctions()
    const input: SourceInput = { path: 'a.c', content: FILE }
    engine.analyse(input, EVERY_RULE, undefined, kept)
    engine.analyse(input, { ...EVERY_RULE, noreturn: ['make'] }, undefined, kept)
    expect(kept.counts).toEqual({ kept: 0, judged: 3 })
  })

  test('nothing is kept of a very long file', () => {
    const kept = new KeptFunctions()
    const input: SourceInput = { path: 'a.c', content: `${FILE}/*${' '.repeat(1_000_000)}*/\n` }
    engine.analyse(input, EVERY_RULE, undefined, kept)
    engine.analyse(input, EVERY_RULE, undefined, kept)
    expect(kept.counts).toEqual({ kept: 0, judged: 0 })
  })
})
