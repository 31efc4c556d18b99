import {
  LineIndex,
  type Diagnostic,
  type Engine,
  type FileAnalysis,
  type Fix,
  type LintConfig,
  type OutcomeTable,
  type SourceInput,
} from '../../engine/index.ts'

/**
 * A tiny engine for tests of the server. In its language `bad()` is a finding with a safe fix (`good()`), `risky()` one
 * with a fix to review, `lines()` one whose fix adds a line, and `port N` in two files is a finding in the later one
 * with a step to the earlier one. `chain(2)` has a safe fix that makes it `chain(1)`, down to `chain(0)`, and a function
 * is `int f() {` up to the next line that begins with a brace. A file with `crash` makes it throw; `forbidden` is an analysis error.
 */
export class FakeEngine implements Engine {
  /** Paths in the order in which they were analysed. */
  readonly analysed: string[] = []
  readonly #texts = new WeakMap<FileAnalysis, string>()

  readHeader(): undefined {
    return undefined
  }

  mayMatter(bytes: Uint8Array): boolean {
    return /bad|risky|lines|chain|port|crash|forbidden/.test(new TextDecoder('latin1').decode(bytes))
  }

  analyse(input: SourceInput, config: LintConfig): FileAnalysis {
    const { path } = input
    const text = typeof input.content === 'string' ? input.content : new TextDecoder().decode(input.content)
    this.analysed.push(path)
    if (text.includes('crash')) throw new Error('the fake engine crashed')
    const severity = config.rules['call/bad'] ?? 'warning'
    const diagnostics = [...text.matchAll(/\b(bad|risky|lines)\(\)/g)].flatMap(([call, word = ''], index, all) => {
      if (severity === 'off' || config.preset === 'off') return []
      const start = all[index]?.index ?? 0
      return [finding(path, text, start, call, word, severity === 'on' ? 'warning' : severity)]
    })
    for (const { 0: call, 1: count, index } of text.matchAll(/\bchain\(([1-9]\d*)\)/g)) {
      const base = finding(path, text, index, call, 'chain', 'warning')
      const newText = `chain(${Number(count) - 1})`
      const title = { en: 'Mend chain', ja: 'chain を直す' }
      diagnostics.push({ ...base, fixes: [{ title, safety: 'safe', edits: [{ span: base.span, newText }] }] })
    }
    const functions = [...text.matchAll(/int (\w+)\(\) \{[^}]*\}/g)].map(({ 0: whole, 1: name = '', index }) => ({
      name,
      file: path,
      span: { start: index, end: index + whole.length },
      isStatic: false,
      references: [],
      summaries: {},
      binds: {},
    }))
    const errors = text.includes('forbidden') ? [{ file: path, message: { en: 'no entry', ja: '入れません' } }] : []
    const facts = {
      file: path,
      platforms: ['posix', 'windows'] as const,
      functions,
      notes: {},
      importsKey: '',
      lineStarts: [0],
    }
    const analysis = { path, parsed: true, diagnostics, facts, suppressions: [], errors, limits: [] }
    this.#texts.set(analysis, text)
    return analysis
  }

  lifecycles(): [] {
    return []
  }

  planImports(): ReturnType<Engine['planImports']> {
    return new Map()
  }

  conclude(analyses: readonly FileAnalysis[]): ReturnType<Engine['conclude']> {
    const across: Diagnostic[] = []
    const seen = new Map<string, { file: string; start: number; text: string }>()
    for (const analysis of analyses) {
      const { path } = analysis
      const text = this.#texts.get(analysis) ?? ''
      for (const match of text.matchAll(/port (\d+)/g)) {
        const [whole, port = ''] = match
        const first = seen.get(port)
        if (first === undefined) {
          seen.set(port, { file: path, start: match.index, text })
          continue
        }
        const span = { start: first.start, end: first.start + whole.length }
        const step = {
          file: first.file,
          span,
          range: new LineIndex(first.text).range(span),
          message: { en: 'first used here', ja: '最初の使用箇所' },
        }
        across.push({ ...finding(path, text, match.index, whole, 'port', 'error'), related: [step], fixes: [] })
      }
    }
    const diagnostics = [...analyses.flatMap((analysis) => analysis.diagnostics), ...across]
    return { diagnostics, errors: analyses.flatMap((analysis) => analysis.errors), notes: [] }
  }
}

const OUTCOME: OutcomeTable = {
  title: { en: 'What the second call answers', ja: '2 回目の呼び出しの結果' },
  columns: [
    { en: 'System', ja: 'システム' },
    { en: 'Result', ja: '結果' },
  ],
  rows: [
    {
      cells: [
        { en: 'Linux', ja: 'Linux' },
        { en: 'EADDRINUSE | *', ja: 'EADDRINUSE' },
      ],
      mark: false,
    },
    {
      cells: [
        { en: 'Windows', ja: 'Windows' },
        { en: 'succeeds', ja: '成功する' },
      ],
      mark: true,
    },
  ],
  source: 'https://example.org/table',
}

function finding(
  file: string,
  text: string,
  start: number,
  call: string,
  word: string,
  severity: Diagnostic['severity'],
): Diagnostic {
  const span = { start, end: start + call.length }
  return {
    file,
    rule: `call/${word}`,
    severity,
    span,
    range: new LineIndex(text).range(span),
    message: { en: `${call} is bad`, ja: `${call} は良くありません` },
    platforms: word === 'risky' ? ['windows'] : ['posix', 'windows'],
    functionName: null,
    related: [],
    cwe: [],
    fixes: fixes(word, span),
    ...(word === 'bad' ? { outcome: OUTCOME } : {}),
  }
}

function fixes(word: string, span: Diagnostic['span']): Fix[] {
  const title = { en: `Mend ${word}`, ja: `${word} を直す` }
  if (word === 'lines') {
    return [
      { title, safety: 'suggest', edits: [{ span: { start: span.start, end: span.start }, newText: 'first();\n' }] },
    ]
  }
  return [{ title, safety: word === 'bad' ? 'safe' : 'suggest', edits: [{ span, newText: 'good()' }] }]
}
