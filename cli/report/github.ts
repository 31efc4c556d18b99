import type { Diagnostic } from '../../engine/index.ts'
import { message } from '../messages.ts'
import { gccLine, withPlatforms } from './gcc.ts'
import { SEVERITIES, type ReportContext, type Reporter } from './report.ts'

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const

/** GitHub shows no more annotations of one level than these of one step, and drops the others without a word. */
const MOST_OF_A_LEVEL = 10

/**
 * Annotations of GitHub Actions (https://docs.github.com/actions, "workflow commands"), the worst first. What GitHub would
 * drop follows as plain lines, so that the log holds everything.
 */
export const githubReport: Reporter = (report, context) => {
  const lines: string[] = []
  const dropped: Diagnostic[] = []
  for (const severity of SEVERITIES) {
    const found = report.diagnostics.filter((diagnostic) => diagnostic.severity === severity)
    lines.push(...found.slice(0, MOST_OF_A_LEVEL).map((diagnostic) => annotation(diagnostic, context)))
    dropped.push(...found.slice(MOST_OF_A_LEVEL))
  }
  if (dropped.length > 0) {
    const { language } = context
    lines.push(`${message('notAnnotated', { count: dropped.length, most: MOST_OF_A_LEVEL })[language]}\n`)
    lines.push(...dropped.map((diagnostic) => gccLine(diagnostic, context)))
  }
  return lines.join('')
}

function annotation(diagnostic: Diagnostic, { language, repositoryPath }: ReportContext): string {
  const { file, range, severity, rule, related } = diagnostic
  const isOneLine = range.end.line === range.start.line
  const properties = {
    file: repositoryPath(file),
    line: range.start.line + 1,
    endLine: range.end.line + 1,
    // Columns count only on one line.
    ...(isOneLine ? { col: range.start.character + 1, endColumn: range.end.character + 1 } : {}),
    title: rule,
  }
  const steps = related.map((step) => `\n${step.file}:${step.range.start.line + 1}: ${step.message[language]}`)
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
  return `::${COMMANDS[severity]} ${written.join(',')}::${escapeData(withPlatforms(diagnostic, language) + steps.join(''))}\n`
}

/** The escapes that the runner undoes in a command's text. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
