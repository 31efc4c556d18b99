import { withPlatforms } from './gcc.ts'
import { byFile, type Reporter } from './report.ts'
import { element, XML_HEAD } from './xml.ts'

/** Checkstyle's XML, which Jenkins, reviewdog and others read. Columns count characters (code points). */
export const checkstyleReport: Reporter = (report, { language, sources }) => {
  const files = [...byFile(report.diagnostics)].map(([file, diagnostics]) => {
    const errors = diagnostics.map((diagnostic) =>
      element('error', {
        line: diagnostic.range.start.line + 1,
        column: sources.column(file, diagnostic.range.start, 'code points'),
        severity: diagnostic.severity,
        message: withPlatforms(diagnostic, language),
        source: `socklint.${diagnostic.rule}`,
      }),
    )
    return element('file', { name: file }, `\n${errors.join('\n')}\n`)
  })
  return `${XML_HEAD}${element('checkstyle', { version: '4.3' }, `\n${files.join('\n')}\n`)}\n`
}
