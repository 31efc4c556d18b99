import type { AnalysisError, Diagnostic, Language, Severity } from '../../engine/index.ts'
import type { SourceTexts } from './source-texts.ts'

/** What a run found, as every reporter gets it. */
export interface Report {
  readonly version: string
  /** How many files were considered, and how many of these hold no word of interest. */
  readonly files: number
  readonly skipped: number
  /** Sorted by file and place. */
  readonly diagnostics: readonly Diagnostic[]
  readonly errors: readonly AnalysisError[]
}

/** What a reporter may use besides. */
export interface ReportContext {
  readonly language: Language
  /** May colours be used where it goes? */
  readonly colour: boolean
  readonly sources: SourceTexts
  /** The path of a file from the top of its repository, with `/`: code hosts know files by it. */
  readonly repositoryPath: (file: string) => string
}

/** Renders a report; the text ends with a line end. */
export type Reporter = (report: Report, context: ReportContext) => string

export const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Severity[]

/** How many diagnostics there are of each severity. */
export function countSeverities(diagnostics: readonly Diagnostic[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { severity } of diagnostics) counts[severity]++
  return counts
}

/** The diagnostics of each file, in the order of the report. */
export function byFile(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const files = new Map<string, Diagnostic[]>()
  for (const diagnostic of diagnostics) {
    const known = files.get(diagnostic.file)
    if (known === undefined) files.set(diagnostic.file, [diagnostic])
    else known.push(diagnostic)
  }
  return files
}
