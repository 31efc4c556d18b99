import { PLATFORMS, type Platform } from '../model/platform.ts'
import { fill } from '../text/localised.ts'
import type { LineIndex } from '../text/line-index.ts'
import type { Range, TextEdit } from '../text/span.ts'
import type { LintConfig } from './config.ts'
import type { Diagnostic, Fix } from './diagnostic.ts'
import type { FixReport, Report, Rule } from './rule.ts'
import { isOn, severityOf } from './selection.ts'

/** A range of a file whose text is not at hand; `conclude` puts the right one in its place. */
export const UNRESOLVED_RANGE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }

interface Collected {
  readonly rule: Rule
  readonly diagnostic: Diagnostic
  readonly platforms: Set<Platform>
  readonly once: Report<string>['once']
  readonly fixes: readonly FixReport[]
}

/**
 * Gathers the findings of one file over its views: one place, rule and cause (`Report.once`) is one finding, whatever path
 * or view told it, and so are causes that are told in the same words.
 */
export class Findings {
  private readonly found = new Map<string, readonly Collected[]>()

  constructor(
    private readonly file: string,
    private readonly lines: LineIndex,
    private readonly config: LintConfig,
  ) {}

  add(rule: Rule, report: Report<string>, platforms: readonly Platform[], functionName: string | null): void {
    if (!isOn(rule, this.config)) return
    const template = rule.messages[report.message]
    if (template === undefined) throw new Error(`the rule has no message ${report.message}`)
    const message = fill(template, report.parameters)
    const key = `${rule.id} ${report.span.start} ${report.span.end}`
    const known = this.found.get(key) ?? []
    const same = known.find((other) => other.diagnostic.message.en === message.en)
    if (same !== undefined) {
      for (const platform of platforms) same.platforms.add(platform)
      return
    }
    // Another path of a view that has told its story adds nothing; another platform's story may differ.
    const told = known.filter((other) => keyOf(other.once) === keyOf(report.once))
    const news = platforms.filter((platform) => !told.some((other) => other.platforms.has(platform)))
    if (news.length === 0) return
    const { file, lines } = this
    const diagnostic: Diagnostic = {
      file,
      rule: rule.id,
      severity: severityOf(rule, this.config, report.severity),
      span: report.span,
      range: lines.range(report.span),
      message,
      platforms: [],
      functionName,
      related: (report.steps ?? []).map((step) => ({
        file: step.file ?? file,
        span: step.span,
        range: step.file === undefined || step.file === file ? lines.range(step.span) : UNRESOLVED_RANGE,
        message: step.message,
      })),
      cwe: rule.cwe,
      fixes: [],
      ...(report.outcome === undefined ? {} : { outcome: report.outcome }),
    }
    this.found.set(key, [
      ...known,
      {
        rule,
        diagnostic,
        platforms: new Set(news),
        once: report.once,
        fixes: report.fixes ?? [],
      },
    ])
  }

  /** Forgets what a rule has told of this file: it failed in the middle. */
  drop(rule: Rule): void {
    for (const [key, [first]] of this.found) if (first?.rule === rule) this.found.delete(key)
  }

  /** All findings, sorted. `platformsAt` gives the analysed platforms whose view contains a span. */
  list(platformsAt: (offset: number) => readonly Platform[]): Diagnostic[] {
    const result: Finding[] = []
    for (const stories of this.found.values()) {
      const told = new Set(stories.flatMap((story) => [...story.platforms]))
      for (const { rule, diagnostic, platforms, once, fixes: offered } of stories) {
        const missing = platformsAt(diagnostic.span.start).some((p) => rule.platforms.includes(p) && !told.has(p))
        if (rule.merge === 'all' && missing) continue
        const fixes = offered.flatMap(({ everywhere, ...fix }): Fix[] => (everywhere && missing ? [] : [fix]))
        result.push({
          rule,
          diagnostic: { ...diagnostic, fixes, platforms: PLATFORMS.filter((p) => platforms.has(p)) },
          once,
        })
      }
    }
    return gather(withoutYielding(result).sort((a, b) => compareDiagnostics(a.diagnostic, b.diagnostic)))
  }
}

interface Finding {
  readonly rule: Rule
  readonly diagnostic: Diagnostic
  readonly once: Report<string>['once']
}

function keyOf(once: Report<string>['once']): string {
  return `${once?.at?.file ?? ''} ${once?.at?.span.start ?? ''} ${once?.key ?? ''}`
}

/** Without findings whose cause another rule tells of; see `Rule.yieldsTo`. */
function withoutYielding(findings: readonly Finding[]): Finding[] {
  const causeOf = (rule: string, { diagnostic, once }: Finding): string =>
    `${rule} ${diagnostic.functionName} ${keyOf(once)}`
  const told = new Set(
    findings.flatMap((finding) => (finding.once === undefined ? [] : causeOf(finding.rule.id, finding))),
  )
  return findings.filter(
    (finding) => finding.once === undefined || !finding.rule.yieldsTo?.some((rule) => told.has(causeOf(rule, finding))),
  )
}

/** One finding of those that share a key: the first in the text, on the platforms of all. */
function gather(sorted: readonly Finding[]): Diagnostic[] {
  const kept: Diagnostic[] = []
  const first = new Map<string, number>()
  for (const { diagnostic, once } of sorted) {
    const key = `${diagnostic.rule} ${diagnostic.functionName} ${keyOf(once)}`
    const index = first.get(key) ?? -1
    const before = kept[index]
    if (once === undefined || before === undefined) {
      if (once !== undefined) first.set(key, kept.length)
      kept.push(diagnostic)
      continue
    }
    const { file, span, range } = diagnostic
    const platforms = PLATFORMS.filter((p) => before.platforms.includes(p) || diagnostic.platforms.includes(p))
    const related = [...before.related, { file, span, range, message: once.also }]
    kept[index] = { ...before, platforms, related, fixes: sharedFixes(before.fixes, diagnostic.fixes) }
  }
  return kept
}

/** Fixes that mend both: those of one title, with the edits of both. */
function sharedFixes(a: readonly Fix[], b: readonly Fix[]): Fix[] {
  return a.flatMap((fix) => {
    const other = b.find((candidate) => candidate.title.en === fix.title.en)
    if (other === undefined) return []
    const isNew = (edit: TextEdit): boolean =>
      !fix.edits.some(({ span, newText }) => span.start === edit.span.start && newText === edit.newText)
    return [{ ...fix, edits: [...fix.edits, ...other.edits.filter(isNew)] }]
  })
}

/** The order of all output: file, place, rule, message. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file, b.file) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    compareText(a.rule, b.rule) ||
    compareText(a.message.en, b.message.en)
  )
}

/** Code unit order: the same everywhere, unlike the collation of a locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
