import { importsKey, importsFor, programFacts } from '../flow/program.ts'
import type { FileFacts, ImportedFacts } from '../flow/facts.ts'
import { PLATFORMS, type Platform } from '../model/platform.ts'
import { fill, type Localised } from '../text/localised.ts'
import type { Position, Range, Span } from '../text/span.ts'
import type { LintConfig, RunConfig } from './config.ts'
import type { AnalysisError, Diagnostic, RelatedStep } from './diagnostic.ts'
import { compareDiagnostics } from './findings.ts'
import type { Conclusion, FileAnalysis } from './project.ts'
import type { Report, Rule } from './rule.ts'
import { isOn, selectRules, severityOf } from './selection.ts'
import { suppresses, UNUSED_SUPPRESSION } from './suppressions.ts'

/** Names the files that have to be analysed again because other files tell something about functions they call. */
export function planImports(analyses: readonly FileAnalysis[]): Map<string, ImportedFacts> {
  const files = analyses.filter((a) => a.parsed).map((a) => a.facts)
  const wanted = importsFor(files)
  const plan = new Map<string, ImportedFacts>()
  for (const facts of files) {
    const imports = wanted.get(facts.file)
    if (importsKey(imports) !== facts.importsKey) plan.set(facts.file, imports ?? { summaries: {} })
  }
  return plan
}

/** Judges the whole run: program rules, suppressions, order. */
export function conclude(rules: readonly Rule[], analyses: readonly FileAnalysis[], config: RunConfig): Conclusion {
  const configOf = typeof config === 'function' ? config : (): LintConfig => config
  const errors: AnalysisError[] = analyses.flatMap((a) => a.errors)
  const parsed = analyses.filter((a) => a.parsed)
  const byFile = new Map(parsed.map((a) => [a.path, a]))
  const found = [...parsed.flatMap((a) => a.diagnostics), ...programFindings(rules, parsed, configOf, byFile, errors)]
  const resolved = found.map((d) => resolveSteps(d, byFile))
  const diagnostics = applySuppressions(resolved, parsed, rules, configOf)
  return { diagnostics: diagnostics.sort(compareDiagnostics), errors, notes: [] }
}

function programFindings(
  rules: readonly Rule[],
  analyses: readonly FileAnalysis[],
  configOf: (path: string) => LintConfig,
  byFile: ReadonlyMap<string, FileAnalysis>,
  errors: AnalysisError[],
): Diagnostic[] {
  const configs = new Set(analyses.map(({ path }) => configOf(path)))
  const about = rules.filter((rule) => rule.program !== undefined && [...configs].some((config) => isOn(rule, config)))
  const found = new Map<string, { diagnostic: Diagnostic; platforms: Set<Platform> }>()
  const broken = new Set<Rule>()
  for (const platform of PLATFORMS) {
    const files = analyses.map((a) => a.facts).filter((f) => f.platforms.includes(platform))
    if (files.length === 0) continue
    const factsFor = programFacts(files, platform)
    for (const rule of about) {
      if (rule.program === undefined || broken.has(rule) || !rule.platforms.includes(platform)) continue
      const report = (given: Report<string> & { readonly file: string }): void => {
        const analysis = byFile.get(given.file)
        const template = rule.messages[given.message]
        const config = configOf(given.file)
        if (analysis === undefined || template === undefined || !isOn(rule, config)) return
        const key = `${rule.id} ${given.file} ${given.span.start} ${given.span.end}`
        const existing = found.get(key)
        if (existing !== undefined) {
          existing.platforms.add(platform)
          return
        }
        found.set(key, {
          platforms: new Set([platform]),
          diagnostic: {
            file: given.file,
            rule: rule.id,
            severity: severityOf(rule, config, given.severity),
            span: given.span,
            range: rangeIn(analysis.facts, given.span),
            message: fill(template, given.parameters),
            platforms: [],
            functionName:
              analysis.facts.functions.find((f) => f.span.start <= given.span.start && given.span.end <= f.span.end)
                ?.name ?? null,
            related: (given.steps ?? []).map((step): RelatedStep => {
              const file = step.file ?? given.file
              const other = byFile.get(file)
              return {
                file,
                span: step.span,
                range: rangeIn(other?.facts ?? analysis.facts, step.span),
                message: step.message,
              }
            }),
            cwe: rule.cwe,
            fixes: given.fixes ?? [],
            ...(given.outcome === undefined ? {} : { outcome: given.outcome }),
          },
        })
      }
      try {
        rule.program(factsFor(rule.id), { platform, report })
      } catch (error) {
        broken.add(rule)
        for (const [key, { diagnostic }] of found) if (diagnostic.rule === rule.id) found.delete(key)
        const reason = error instanceof Error ? error.message : String(error)
        errors.push({
          file: '',
          internal: true,
          message: {
            en: `Rule ${rule.id} failed on the program as a whole (${reason}); its findings across functions are missing.`,
            ja: `ルール ${rule.id} がプログラム全体の解析中に失敗しました (${reason})。関数をまたぐ指摘は含まれません。`,
          },
        })
      }
    }
  }
  return [...found.values()].map(({ diagnostic, platforms }) => ({
    ...diagnostic,
    platforms: PLATFORMS.filter((p) => platforms.has(p)),
  }))
}

/** Steps in other files get their lines now that those files are known. */
function resolveSteps(diagnostic: Diagnostic, byFile: ReadonlyMap<string, FileAnalysis>): Diagnostic {
  if (diagnostic.related.every((step) => step.file === diagnostic.file)) return diagnostic
  return {
    ...diagnostic,
    related: diagnostic.related.map((step) => {
      const facts = step.file === diagnostic.file ? undefined : byFile.get(step.file)?.facts
      return facts === undefined ? step : { ...step, range: rangeIn(facts, step.span) }
    }),
  }
}

function rangeIn(facts: FileFacts, span: Span): Range {
  return { start: positionIn(facts.lineStarts, span.start), end: positionIn(facts.lineStarts, span.end) }
}

function positionIn(lineStarts: readonly number[], offset: number): Position {
  let low = 0
  let high = lineStarts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low, character: offset - (lineStarts[low] ?? 0) }
}

const UNUSED_TEXT: Localised = {
  en: 'This comment suppresses nothing: there is no finding of {what} here. Remove it.',
  ja: 'このコメントは何も抑制していません (対象: {what})。不要なので削除してください。',
}
const UNKNOWN_TEXT: Localised = {
  en: 'This comment names a rule that does not exist: {what}. See "socklint rules".',
  ja: 'このコメントが指定するルール {what} はありません。ルールの一覧は "socklint rules" で表示できます。',
}
const ANY_RULE: Localised = { en: 'any rule', ja: 'すべてのルール' }

function applySuppressions(
  found: readonly Diagnostic[],
  analyses: readonly FileAnalysis[],
  rules: readonly Rule[],
  configOf: (path: string) => LintConfig,
): Diagnostic[] {
  const used = new Set<object>()
  const suppressionsOf = new Map(analyses.map((a) => [a.path, a.suppressions]))
  const kept = found.filter((diagnostic) => {
    let hidden = false
    for (const suppression of suppressionsOf.get(diagnostic.file) ?? []) {
      if (!suppresses(suppression, diagnostic.rule, diagnostic.range.start.line)) continue
      used.add(suppression)
      hidden = true
    }
    return !hidden
  })
  const known = new Set(rules.map((rule) => rule.id))
  for (const analysis of analyses) {
    const config = configOf(analysis.path)
    const setting = config.rules[UNUSED_SUPPRESSION]
    const on = new Set(selectRules(rules, config).map((rule) => rule.id))
    if (setting === 'off' || on.size === 0 || analysis.suppressions.length === 0) continue
    const { targets } = config
    const allTargets = targets === 'auto' || PLATFORMS.every((platform) => targets.includes(platform))
    for (const suppression of analysis.suppressions) {
      const unknown = suppression.rules.filter((rule) => !known.has(rule))
      // A comment for a rule that is switched off today may be needed tomorrow, and one for Windows in a run for Windows.
      const judged =
        allTargets &&
        (suppression.rules.length === 0 ? on.size === rules.length : suppression.rules.every((rule) => on.has(rule)))
      if (unknown.length === 0 && (used.has(suppression) || !judged)) continue
      const what =
        unknown.length > 0
          ? unknown.join(', ')
          : suppression.rules.length === 0
            ? ANY_RULE
            : suppression.rules.join(', ')
      kept.push({
        file: analysis.path,
        rule: UNUSED_SUPPRESSION,
        severity: setting === undefined || setting === 'on' ? 'info' : setting,
        span: suppression.span,
        range: rangeIn(analysis.facts, suppression.span),
        message: fill(unknown.length > 0 ? UNKNOWN_TEXT : UNUSED_TEXT, { what }),
        platforms: analysis.facts.platforms,
        functionName: null,
        related: [],
        cwe: [],
        fixes: [
          {
            title: { en: 'Remove the unused suppression comment', ja: '使われていない抑制コメントを削除する' },
            safety: 'safe',
            edits: suppression.removal.map((span) => ({ span, newText: '' })),
          },
        ],
      })
    }
  }
  return kept
}
