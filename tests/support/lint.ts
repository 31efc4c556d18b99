import {
  type AnalysisError,
  type Conclusion,
  type Diagnostic,
  type Engine,
  type FileAnalysis,
  type LintConfig,
  MAX_IMPORT_ROUNDS,
  type SourceInput,
  type TextEdit,
  unsettled,
} from '../../engine/index.ts'

/** What linting some files as one program gave: the conclusion and the analyses behind it. */
export interface LintRun extends Conclusion {
  readonly analyses: readonly FileAnalysis[]
  /** Errors of the files and of the conclusion. */
  readonly errors: readonly AnalysisError[]
}

/** A whole run as `Engine` describes it: analyse, rounds of imports, conclude. Files that do not matter are left out. */
export function lint(engine: Engine, inputs: readonly SourceInput[], config: LintConfig): LintRun {
  const analyses = new Map(inputs.map((input) => [input.path, engine.analyse(input, config)]))
  for (let round = 0; round < MAX_IMPORT_ROUNDS; round++) {
    const plan = engine.planImports([...analyses.values()])
    if (plan.size === 0) break
    for (const input of inputs) {
      const imports = plan.get(input.path)
      if (imports !== undefined) analyses.set(input.path, engine.analyse(input, config, imports))
    }
    if (round < MAX_IMPORT_ROUNDS - 1) continue
    for (const path of engine.planImports([...analyses.values()]).keys()) {
      const analysis = analyses.get(path)
      if (analysis !== undefined) analyses.set(path, unsettled(analysis))
    }
  }
  return { analyses: [...analyses.values()], ...engine.conclude([...analyses.values()], config) }
}

/** The configuration in which exactly one rule is on. */
export function onlyRule(id: string): LintConfig {
  return { targets: 'auto', preset: 'off', rules: { [id]: 'on' } }
}

/** The configuration in which every rule is on. */
export const EVERY_RULE: LintConfig = { targets: 'auto', preset: 'strict', rules: {} }

/** The text after some edits that do not overlap. Throws when they do, or when one lies outside the text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  let result = ''
  let at = 0
  for (const edit of sorted) {
    const { start, end } = edit.span
    if (start < at || end < start || end > text.length) {
      throw new Error(`edit ${start}..${end} overlaps another or lies outside the text of ${text.length} units`)
    }
    result += text.slice(at, start) + edit.newText
    at = end
  }
  return result + text.slice(at)
}

/** One line a finding, for comparing runs. */
export function brief(diagnostic: Diagnostic): string {
  const { file, range, rule, platforms, message } = diagnostic
  const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`
  return `${place} ${rule} [${platforms.join(', ')}] ${message.en}`
}
