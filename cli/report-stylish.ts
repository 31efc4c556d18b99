import pc from 'picocolors'
import type { Diagnostic, Language, Severity } from '../engine/index.ts'
import { counted, message } from './messages.ts'
import { countSeverities, type Report, type ReportStyle } from './report.ts'
import { padded } from './width.ts'

/** The report for people: findings by file, what led to them, a summary, and where to read on. */
export function stylishReport(report: Report, { language, colour }: ReportStyle): string {
  const paint = pc.createColors(colour)
  const severityColour = { error: paint.red, warning: paint.yellow, info: paint.blue } as const
  const lines: string[] = []
  const byFile = new Map<string, Diagnostic[]>()
  for (const diagnostic of report.diagnostics) {
    const known = byFile.get(diagnostic.file)
    if (known === undefined) byFile.set(diagnostic.file, [diagnostic])
    else known.push(diagnostic)
  }

  for (const [file, diagnostics] of byFile) {
    lines.push(paint.underline(file))
    const placeWidth = Math.max(...diagnostics.map((diagnostic) => placeOf(diagnostic).length))
    for (const diagnostic of diagnostics) {
      const severity = padded(message(diagnostic.severity)[language], severityWidth[language])
      lines.push(
        `  ${padded(placeOf(diagnostic), placeWidth)}  ${severityColour[diagnostic.severity](severity)}  ` +
          `${diagnostic.message[language]}  ${paint.dim(diagnostic.rule)} ${paint.dim(`[${diagnostic.platforms.join(' ')}]`)}`,
      )
      for (const step of diagnostic.related) {
        const elsewhere = step.file === file ? '' : `${step.file}:`
        lines.push(paint.dim(`  ${' '.repeat(placeWidth)}  ${elsewhere}${placeOf(step)} ${step.message[language]}`))
      }
    }
    lines.push('')
  }

  lines.push(summary(report, language, paint))
  const [first] = report.diagnostics
  if (first !== undefined) {
    const command = paint.bold(`socklint explain ${first.rule}`)
    lines.push(paint.dim(message('explainHint', { command })[language]))
  }
  return `${lines.join('\n')}\n`
}

const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Severity[]
const severityWidth = { en: 7, ja: 6 } as const satisfies Record<Language, number>

function placeOf({ range }: Pick<Diagnostic, 'range'>): string {
  return `${range.start.line + 1}:${range.start.character + 1}`
}

function summary(report: Report, language: Language, paint: ReturnType<typeof pc.createColors>): string {
  const files = counted('file', report.files)
  const counts = countSeverities(report.diagnostics)
  if (report.diagnostics.length === 0) {
    if (report.files === 0) return message('noFiles')[language]
    return paint.green(`✔ ${message('noProblem', { files })[language]}`)
  }
  const text = message('summary', {
    problems: counted('problem', report.diagnostics.length),
    errors: counted('error', counts.error),
    warnings: counted('warning', counts.warning),
    infos: counted('info', counts.info),
    files,
  })[language]
  const worst = SEVERITIES.find((severity) => counts[severity] > 0)
  const colour = worst === 'error' ? paint.red : worst === 'warning' ? paint.yellow : paint.blue
  return colour(`${worst === 'info' ? 'ℹ' : '✖'} ${text}`)
}
