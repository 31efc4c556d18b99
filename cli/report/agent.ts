import { hasPage } from '../../rules/index.ts'
import { message } from '../messages.ts'
import { withPlatforms } from './gcc.ts'
import { byFile, countSeverities, type Reporter } from './report.ts'

/**
 * For programs that read text, such as coding assistants: every fact once and nothing else. A file's name stands above its
 * findings; what was said of a rule is not said again, and where to read on comes last.
 */
export const agentReport: Reporter = (report, { language }) => {
  const lines: string[] = []
  for (const [file, diagnostics] of byFile(report.diagnostics)) {
    lines.push(file)
    for (const diagnostic of diagnostics) {
      const { range, rule, severity, related, fixes } = diagnostic
      const place = `${range.start.line + 1}:${range.start.character + 1}`
      lines.push(`  ${place} ${severity} ${rule}: ${withPlatforms(diagnostic, language)}`)
      for (const step of related) {
        const elsewhere = step.file === file ? '' : `${step.file}:`
        lines.push(`    ${elsewhere}${step.range.start.line + 1} ${step.message[language]}`)
      }
      for (const { title, safety } of fixes) lines.push(`    ${safety}: ${title[language]}`)
    }
  }
  const counts = countSeverities(report.diagnostics)
  lines.push(`${counts.error} error, ${counts.warning} warning, ${counts.info} info, ${report.files} files`)
  if (report.diagnostics.some(({ rule }) => hasPage(rule))) {
    const command = 'socklint explain RULE'
    lines.push(message('explainHint', { command })[language])
  }
  return `${lines.join('\n')}\n`
}
