import type { AnalysisError, Diagnostic, Language, Severity } from '../engine/index.ts'

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

/** How many diagnostics there are of each severity. */
export function countSeverities(diagnostics: readonly Diagnostic[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { severity } of diagnostics) counts[severity]++
  return counts
}

export interface ReportStyle {
  readonly language: Language
  /** May colours be used where it goes? */
  readonly colour: boolean
}
