/** Files of one run that are configured differently. */
import { beforeAll, expect, test } from 'vitest'
import {
  createEngine,
  DEFAULT_CONFIG,
  shareProgramRules,
  type Engine,
  type LintConfig,
  type Rule,
} from '../../../engine/index.ts'
import { readAssets } from '../../support/assets.ts'
import { callRule } from './harness.ts'

const CALLED = callRule('t/called', 'send')
/** Reports every noted call of `send` unless some file of the program calls `ignore_it`. */
const PROGRAM: Rule = callRule('t/program', '', {
  visit: {
    call_expression: (node, context) => {
      const name = context.tree.textOf(context.tree.children(node)[0] ?? node)
      if (name === 'send' || name === 'ignore_it') context.note(context.tree.span(node), name)
    },
  },
  program: (facts, context) => {
    if (facts.notes.some(({ tag }) => tag === 'ignore_it')) return
    for (const { file, span } of facts.notes) context.report({ file, span, message: 'plain' })
  },
})
const RULES = [CALLED, PROGRAM]

let engine: Engine
beforeAll(async () => {
  engine = await createEngine(readAssets(), RULES)
})

const config = (rules: LintConfig['rules']): LintConfig => ({ ...DEFAULT_CONFIG, preset: 'off', rules })

function lint(files: Readonly<Record<string, readonly [text: string, config: LintConfig]>>): string[] {
  const paths = Object.keys(files)
  const complete = shareProgramRules(
    RULES,
    Object.values(files).map(([, own]) => own),
  )
  const of = (path: string): LintConfig => complete[paths.indexOf(path)] ?? DEFAULT_CONFIG
  const analyses = Object.entries(files).map(([path, [content]]) => engine.analyse({ path, content }, of(path)))
  const { diagnostics } = engine.conclude(structuredClone(analyses), of)
  const backwards = engine.conclude(analyses.toReversed(), of)
  expect(backwards.diagnostics).toEqual(diagnostics)
  return diagnostics.map((found) => `${found.file} ${found.rule} ${found.severity}`)
}

const SEND = 'void f(void) { send(1, 0, 0, 0); }\n'
const IGNORE = 'void g(void) { ignore_it(); }\n'

test('each is judged by its own rules and severities', () => {
  const files = {
    'a.c': [SEND, config({ 't/called': 'error' })],
    'b.c': [SEND, config({ 't/program': 'info' })],
  } as const
  expect(lint(files)).toEqual(['a.c t/called error', 'b.c t/program info'])
})

test('what a rule about the program is told does not depend on where its findings are wanted', () => {
  const on = config({ 't/program': 'on' })
  const off = config({ 't/program': 'off' })
  expect(lint({ 'a.c': [SEND, on], 'b.c': [IGNORE, on] })).toEqual([])
  expect(lint({ 'a.c': [SEND, on], 'b.c': [IGNORE, off] })).toEqual([])
  expect(lint({ 'a.c': [SEND, on], 'b.c': [SEND, off] })).toEqual(['a.c t/program warning'])
  expect(lint({ 'a.c': [SEND, off], 'b.c': [SEND, off] })).toEqual([])
})

test('comments that suppress nothing are judged by the configuration of their file', () => {
  const text = `// socklint-disable t/called\nint x;\nvoid h(void) { ignore_it(); }\n`
  const on = config({ 't/called': 'on' })
  expect(lint({ 'a.c': [text, on], 'b.c': [text, config({ 't/program': 'on' })] })).toEqual([
    'a.c socklint/unused-suppression info',
  ])
  const error = config({ 't/called': 'on', 'socklint/unused-suppression': 'error' })
  const silent = config({ 't/called': 'on', 'socklint/unused-suppression': 'off' })
  expect(lint({ 'a.c': [text, error], 'b.c': [text, silent] })).toEqual(['a.c socklint/unused-suppression error'])
})

test('configurations that agree stay what they are', () => {
  const one = config({ 't/program': 'on' })
  expect(shareProgramRules(RULES, [one])[0]).toBe(one)
})
