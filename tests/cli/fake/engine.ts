/**
 * A tiny engine for tests of the command, built in the place of the real one. Its language, line by line:
 * `bad` is a warning, `worse` an error, `hint` an info, `grow` a
 * warning that its fix doubles; the fix of `bad` is `fine`, the one of `worse` is `bad` and to be looked at; `def NAME` and `use NAME` are facts that cross files: a use of a
 * name that another file defines is a finding, found in the round after; a chain of uses takes a round a link. In a
 * file with `throw` the analysis throws, with `die` its thread ends, with `odd` it reports an error of its own.
 */
import {
  LineIndex,
  type Diagnostic,
  type Engine,
  type FileAnalysis,
  type LintConfig,
  type Severity,
} from '../../../engine/index.ts'
import type { Rule } from '../../../engine/index.ts'

export * from '../../../engine/index.ts'

type ImportedFacts = NonNullable<Parameters<Engine['analyse']>[2]>

const SEVERITIES: Readonly<Record<string, Severity>> = {
  bad: 'warning',
  worse: 'error',
  hint: 'info',
  grow: 'warning',
}

const FIXES: Readonly<Record<string, readonly [text: string, safety: 'safe' | 'suggest']>> = {
  bad: ['fine', 'safe'],
  worse: ['bad', 'suggest'],
  grow: ['grow\ngrow', 'safe'],
}

export function createPrefilter(rules: readonly Rule[]): (bytes: Uint8Array) => boolean {
  const words = new RegExp(['bad', 'worse', 'hint', 'grow', 'def', 'use', 'throw', 'die', 'odd'].join('|'))
  return (bytes) => rules.length > 0 && words.test(new TextDecoder('latin1').decode(bytes))
}

export function createEngine(assets: { readonly c: Uint8Array }, rules: readonly Rule[]): Promise<Engine> {
  if (assets.c.length === 0) throw new Error('no grammar')
  return Promise.resolve({
    mayMatter: createPrefilter(rules),
    readHeader: () => undefined,
    analyse,
    lifecycles: () => [],
    planImports,
    conclude,
  })
}

function analyse(
  { path, content }: Parameters<Engine['analyse']>[0],
  config: LintConfig,
  imports?: ImportedFacts,
): FileAnalysis {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content)
  if (text.includes('throw')) throw new Error('the fake engine threw')
  if (text.includes('die')) process.exit(7)
  const index = new LineIndex(text)
  const known = Object.keys(imports?.summaries.posix ?? {})
  const found: Diagnostic[] = []
  const platforms = config.targets === 'auto' ? (['posix', 'windows'] as const) : config.targets
  const report = (start: number, word: string, message: string, severity: Severity): void => {
    const setting = config.rules['test/word'] ?? 'on'
    if (setting === 'off') return
    const span = { start, end: start + word.length }
    const range = { start: index.position(span.start), end: index.position(span.end) }
    found.push({
      file: path,
      rule: 'test/word',
      severity: setting === 'on' ? severity : setting,
      span,
      range,
      message: { en: message, ja: `${message} です` },
      platforms,
      functionName: word === 'bad' ? 'main' : null,
      related: word === 'worse' ? [{ file: path, span, range, message: { en: 'a step', ja: '手順' } }] : [],
      cwe: word === 'worse' ? ['CWE-605'] : [],
      fixes: fixesOf(word, span),
    })
  }
  const references: string[] = []
  const defined: string[] = []
  for (const match of text.matchAll(/\b(bad|worse|hint|grow)\b|\b(def|use) (\w+)/g)) {
    const [, word, verb, name = ''] = match
    if (word !== undefined) report(match.index, word, `this is ${word}`, SEVERITIES[word] ?? 'info')
    // A use of a known name makes the user's own names known, so that chains take several rounds.
    else if (verb === 'def') defined.push(name)
    else {
      references.push(name)
      if (known.includes(name)) report(match.index, verb ?? '', `${name} is known`, 'warning')
    }
  }
  const reached = references.length === 0 || references.some((name) => known.includes(name))
  const span = { start: 0, end: text.length }
  const functions = defined.map((name) => ({
    name,
    file: path,
    span,
    isStatic: !reached,
    references,
    summaries: {},
    binds: {},
  }))
  const errors = text.includes('odd') ? [{ file: path, message: { en: 'an odd file', ja: '奇妙なファイル' } }] : []
  const user = { name: '', file: path, span, isStatic: true, references, summaries: {}, binds: {} }
  return {
    path,
    parsed: true,
    diagnostics: found,
    facts: {
      file: path,
      platforms: ['posix'] as const,
      functions: [...functions, user],
      notes: {},
      importsKey: known.join(),
      lineStarts: [0],
    },
    suppressions: [],
    errors,
    limits: [],
  }
}

function fixesOf(word: string, span: Diagnostic['span']): Diagnostic['fixes'] {
  const fix = FIXES[word]
  if (fix === undefined) return []
  const [newText, safety] = fix
  return [{ title: { en: 'mend', ja: '直す' }, safety, edits: [{ span, newText }] }]
}

function planImports(analyses: readonly FileAnalysis[]): ReadonlyMap<string, ImportedFacts> {
  const known = new Set(
    analyses.flatMap(({ facts }) => facts.functions.flatMap(({ name, isStatic }) => (isStatic ? [] : [name]))),
  )
  const plan = new Map<string, ImportedFacts>()
  for (const { path, facts } of analyses) {
    const names = facts.functions.flatMap(({ references }) => references).filter((name) => known.has(name))
    const wanted = [...new Set(names)].sort()
    if (wanted.join() === facts.importsKey) continue
    const summaries = Object.fromEntries(wanted.map((name) => [name, { kind: 'unknown' as const }]))
    plan.set(path, { summaries: { posix: summaries } })
  }
  return plan
}

function conclude(analyses: readonly FileAnalysis[]): ReturnType<Engine['conclude']> {
  return {
    diagnostics: analyses
      .flatMap(({ diagnostics }) => diagnostics)
      .sort((a, b) => (a.file === b.file ? a.span.start - b.span.start : a.file < b.file ? -1 : 1)),
    errors: analyses.flatMap(({ errors }) => errors),
    notes: [],
  }
}
