import type { Diagnostic, Language } from '../../engine/index.ts'
import { withPlatforms } from './gcc.ts'
import { byFile, type Reporter } from './report.ts'
import { element, escapeXml, XML_HEAD } from './xml.ts'

/**
 * JUnit's XML as CI systems read it: a suite a file, a failed case a finding. What could not be checked is an error. A run without
 * either has one case that passes, since several systems take a report without cases for a broken one.
 */
export const junitReport: Reporter = (report, { language }) => {
  const suites = [...byFile(report.diagnostics)].map(([file, diagnostics]) =>
    suite(
      file,
      diagnostics.map((diagnostic) => failed(diagnostic, language)),
      { failures: diagnostics.length, errors: 0 },
    ),
  )
  if (report.errors.length > 0) {
    const cases = report.errors.map(({ file, message }) => {
      const text = message[language]
      return element('testcase', { name: file, classname: 'socklint' }, element('error', { message: text }))
    })
    suites.push(suite('socklint', cases, { failures: 0, errors: cases.length }))
  }
  if (suites.length === 0) {
    const passed = element('testcase', { name: 'socklint', classname: 'socklint' })
    suites.push(suite('socklint', [passed], { failures: 0, errors: 0 }))
  }
  const counts = {
    tests: Math.max(1, report.diagnostics.length + report.errors.length),
    failures: report.diagnostics.length,
    errors: report.errors.length,
  }
  return `${XML_HEAD}${element('testsuites', { name: 'socklint', ...counts }, `\n${suites.join('\n')}\n`)}\n`
}

function suite(
  name: string,
  cases: readonly string[],
  counts: Readonly<Record<'failures' | 'errors', number>>,
): string {
  return element('testsuite', { name, tests: cases.length, ...counts }, `\n${cases.join('\n')}\n`)
}

function failed(diagnostic: Diagnostic, language: Language): string {
  const { file, range, rule, severity, related } = diagnostic
  const line = range.start.line + 1
  const text = withPlatforms(diagnostic, language)
  const steps = related.map((step) => `${step.file}:${step.range.start.line + 1}: ${step.message[language]}`)
  const details = [`${file}:${line}:${range.start.character + 1}: ${text}`, ...steps].join('\n')
  return element(
    'testcase',
    { name: `${rule} (${line}:${range.start.character + 1})`, classname: file, file, line },
    element('failure', { message: text, type: severity }, escapeXml(details)),
  )
}
