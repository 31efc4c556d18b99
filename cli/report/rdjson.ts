import type { Diagnostic, Fix, Position, Range } from '../../engine/index.ts'
import { hasPage, ruleAddress } from '../../rules/index.ts'
import { withPlatforms } from './gcc.ts'
import type { ReportContext, Reporter } from './report.ts'

const SEVERITIES = { error: 'ERROR', warning: 'WARNING', info: 'INFO' } as const

/**
 * reviewdog's diagnostic format (https://github.com/reviewdog/reviewdog/tree/master/proto/rdf). Lines and columns count from 1,
 * columns in bytes of UTF-8, ends are exclusive.
 */
export const rdjsonReport: Reporter = (report, context) =>
  `${JSON.stringify({
    source: { name: 'socklint' },
    diagnostics: report.diagnostics.map((diagnostic) => diagnosticOf(diagnostic, context)),
  })}\n`

function diagnosticOf(diagnostic: Diagnostic, context: ReportContext): object {
  const { file, range, severity, rule, fixes, related } = diagnostic
  const { language } = context
  const suggestions = fixes.flatMap((fix) => suggestionOf(fix, file, context))
  const steps = related.map((step) => `\n${step.file}:${step.range.start.line + 1}: ${step.message[language]}`)
  return {
    message: withPlatforms(diagnostic, language) + steps.join(''),
    location: { path: file, range: rangeOf(file, range, context) },
    severity: SEVERITIES[severity],
    code: { value: rule, ...(hasPage(rule) ? { url: ruleAddress(rule, language) } : {}) },
    ...(suggestions.length === 0 ? {} : { suggestions }),
  }
}

/** A suggestion is one replacement; a fix in several places would be torn into parts that are wrong alone. */
function suggestionOf({ edits }: Fix, file: string, context: ReportContext): object[] {
  const [edit, ...others] = edits
  const source = context.sources.of(file)
  if (edit === undefined || others.length > 0 || source === undefined) return []
  return [{ range: rangeOf(file, source.range(edit.span), context), text: edit.newText }]
}

function rangeOf(file: string, range: Range, { sources }: ReportContext): object {
  const place = (position: Position): object => ({
    line: position.line + 1,
    column: sources.column(file, position, 'utf-8'),
  })
  return { start: place(range.start), end: place(range.end) }
}
