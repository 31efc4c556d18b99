import type { Diagnostic, Language, RelatedStep } from '../../engine/index.ts'
import type { Reporter } from './report.ts'

/**
 * One JSON object and a line end. Lines and columns count from 1, columns in UTF-16 units; `function` is null outside
 * of functions.
 */
export const jsonReport: Reporter = (report, { language }) =>
  `${JSON.stringify({
    version: report.version,
    files: report.files,
    skipped: report.skipped,
    diagnostics: report.diagnostics.map((diagnostic) => diagnosticOf(diagnostic, language)),
    errors: report.errors.map(({ file, position, message }) => ({
      file,
      ...(position === undefined ? {} : { line: position.line + 1, column: position.character + 1 }),
      message: message[language],
    })),
  })}\n`

function diagnosticOf(diagnostic: Diagnostic, language: Language): object {
  const { file, range, rule, severity, message, platforms, functionName, related, cwe, fixes } = diagnostic
  return {
    file,
    line: range.start.line + 1,
    column: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
    rule,
    severity,
    message: message[language],
    platforms,
    function: functionName,
    related: related.map((step) => relatedOf(step, language)),
    cwe,
    fixes: fixes.map(({ title, safety }) => ({ title: title[language], safety })),
  }
}

function relatedOf({ file, range, message }: RelatedStep, language: Language): object {
  return { file, line: range.start.line + 1, column: range.start.character + 1, message: message[language] }
}
