import { withPlatforms } from './gcc.ts'
import { fingerprints } from './fingerprint.ts'
import type { Reporter } from './report.ts'

const SEVERITIES = { error: 'major', warning: 'minor', info: 'info' } as const

/**
 * GitLab's Code Quality report (https://docs.gitlab.com/ci/testing/code_quality/): one JSON array, empty when nothing is
 * found. GitLab drops findings whose fingerprint it has seen already, so each is unique.
 */
export const gitlabReport: Reporter = (report, { language, sources, repositoryPath }) => {
  const known = fingerprints(report.diagnostics, sources, repositoryPath)
  const issues = report.diagnostics.map((diagnostic, index) => ({
    description: withPlatforms(diagnostic, language),
    check_name: diagnostic.rule,
    fingerprint: known[index],
    severity: SEVERITIES[diagnostic.severity],
    location: {
      path: repositoryPath(diagnostic.file),
      lines: { begin: diagnostic.range.start.line + 1, end: diagnostic.range.end.line + 1 },
    },
  }))
  return `${JSON.stringify(issues, null, 2)}\n`
}
