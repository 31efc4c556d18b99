import { hasPage } from '../../rules/index.ts'
import pc from 'picocolors'
import type { Diagnostic, Language } from '../../engine/index.ts'
import { counted, message } from '../messages.ts'
import { padded, widthOf } from '../width.ts'
import { byFile, countSeverities, SEVERITIES, type Report, type ReportContext, type Reporter } from './report.ts'

type Paint = ReturnType<typeof pc.createColors>

/** The report for people: findings by file with the code in question, what led to them, and where to read on. */
export const stylishReport: Reporter = (report, context) => {
  const { language } = context
  const paint = pc.createColors(context.colour)
  const severityColour = { error: paint.red, warning: paint.yellow, info: paint.blue } as const
  const lines: string[] = []

  for (const [file, diagnostics] of byFile(report.diagnostics)) {
    lines.push(paint.underline(file))
    const placeWidth = Math.max(...diagnostics.map((diagnostic) => placeOf(diagnostic).length))
    for (const diagnostic of diagnostics) {
      const severity = padded(message(diagnostic.severity)[language], severityWidth[language])
      const colour = severityColour[diagnostic.severity]
      lines.push(
        `  ${padded(placeOf(diagnostic), placeWidth)}  ${colour(severity)}  ` +
          `${diagnostic.message[language]}  ${paint.dim(diagnostic.rule)} ${paint.dim(`[${diagnostic.platforms.join(' ')}]`)}`,
        ...codeFrame(diagnostic, context, paint).map((line) => `  ${' '.repeat(placeWidth)}  ${line}`),
      )
      for (const step of diagnostic.related) {
        const elsewhere = step.file === file ? '' : `${step.file}:`
        lines.push(paint.dim(`  ${' '.repeat(placeWidth)}  ${elsewhere}${placeOf(step)} ${step.message[language]}`))
      }
    }
    lines.push('')
  }

  lines.push(summary(report, language, paint))
  const first = report.diagnostics.find(({ rule }) => hasPage(rule))
  if (first !== undefined) {
    const command = paint.bold(`socklint explain ${first.rule}`)
    lines.push(paint.dim(message('explainHint', { command })[language]))
  }
  return `${lines.join('\n')}\n`
}

const severityWidth = { en: 7, ja: 6 } as const satisfies Record<Language, number>

/** Longer lines are generated code: a part of one tells nothing. */
const LONGEST_LINE = 160

/** The line with the finding, and a mark under what is meant; nothing where the text is not to be had. */
function codeFrame({ file, range, severity }: Diagnostic, { sources }: ReportContext, paint: Paint): string[] {
  const line = sources.of(file)?.line(range.start.line)
  if (line === undefined || line.length > LONGEST_LINE) return []
  const colour = { error: paint.red, warning: paint.yellow, info: paint.blue }[severity]
  const end = range.end.line === range.start.line ? range.end.character : line.length
  const marked = line.slice(range.start.character, end)
  if (marked.trim() === '') return []
  // Tabs are as wide as the terminal says, so what stands before the mark repeats them.
  const before = line.slice(0, range.start.character).replace(/[^\t]/gu, (character) => ' '.repeat(widthOf(character)))
  const gutter = paint.dim('|')
  return [`${gutter} ${line.trimEnd()}`, `${gutter} ${before}${colour('^'.repeat(Math.max(1, widthOf(marked))))}`]
}

function placeOf({ range }: Pick<Diagnostic, 'range'>): string {
  return `${range.start.line + 1}:${range.start.character + 1}`
}

function summary(report: Report, language: Language, paint: Paint): string {
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
