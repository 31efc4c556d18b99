import type { Localised } from '../text/localised.ts'
import type { Position, Range, Span, TextEdit } from '../text/span.ts'
import type { Platform } from '../model/platform.ts'

export type Severity = 'error' | 'warning' | 'info'

/** A change to the file of the diagnostic. `safe` keeps the meaning otherwise; `suggest` is for a person to review. */
export interface Fix {
  readonly title: Localised
  readonly safety: 'safe' | 'suggest'
  readonly edits: readonly TextEdit[]
}

/** One step of the story behind a finding: another place and what happens there. */
export interface RelatedStep {
  readonly file: string
  readonly span: Span
  readonly range: Range
  readonly message: Localised
}

/** A small table a hover shows: what the system answers in each case. `mark` is the row that applies to this code. */
export interface OutcomeTable {
  readonly title: Localised
  readonly columns: readonly Localised[]
  readonly rows: readonly { readonly cells: readonly Localised[]; readonly mark: boolean }[]
  readonly source: string
}

/** One finding: plain data in every language, structured-cloneable, with offsets in UTF-16 units. */
export interface Diagnostic {
  readonly file: string
  readonly rule: string
  readonly severity: Severity
  readonly span: Span
  readonly range: Range
  readonly message: Localised
  /** The platforms on which it holds, in the order posix, windows. */
  readonly platforms: readonly Platform[]
  readonly functionName: string | null
  readonly related: readonly RelatedStep[]
  readonly cwe: readonly string[]
  readonly fixes: readonly Fix[]
  readonly outcome?: OutcomeTable
}

/** Something that kept (a part of) a file from being judged; never a finding. */
export interface AnalysisError {
  readonly file: string
  readonly message: Localised
  /** Where in the file, if it is about one place. */
  readonly position?: Position
  /** A fault of the linter itself, not of the file. */
  readonly internal?: true
}
