import type { Diagnostic, Language, Position } from '../../engine/index.ts'
import type { ReportContext, Reporter } from './report.ts'

const KINDS = { error: 'error', warning: 'warning', info: 'note' } as const

/**
 * Lines as GCC writes them, which editors and CI systems read: `file:line:column: warning: text [rule]`, the steps
 * behind as notes. Columns count bytes of UTF-8, as GCC's do with -fdiagnostics-column-unit=byte and as Vim's %c means.
 */
export const gccReport: Reporter = (report, context) =>
  report.diagnostics.flatMap((diagnostic) => linesOf(diagnostic, context)).join('')

function linesOf(diagnostic: Diagnostic, context: ReportContext): string[] {
  return [
    gccLine(diagnostic, context),
    ...diagnostic.related.map(
      ({ file, range, message }) => `${place(file, range.start, context)}: note: ${message[context.language]}\n`,
    ),
  ]
}

/** One finding on one line. */
export function gccLine(diagnostic: Diagnostic, context: ReportContext): string {
  const { file, range, severity, rule } = diagnostic
  const text = withPlatforms(diagnostic, context.language)
  return `${place(file, range.start, context)}: ${KINDS[severity]}: ${text} [${rule}]\n`
}

/** The message, and on which platforms it holds when that is not all of them. */
export function withPlatforms({ message, platforms }: Diagnostic, language: Language): string {
  return platforms.length === 1 ? `${message[language]} (${platforms.join()})` : message[language]
}

function place(file: string, start: Position, { sources }: ReportContext): string {
  return `${file}:${start.line + 1}:${sources.column(file, start, 'utf-8')}`
}
