import type { Diagnostic as LspDiagnostic, Position, Range } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Diagnostic, Span } from '../engine/index.ts'

const RANK = { error: 0, warning: 1, info: 2 } as const

/** A function definition: name and place. */
export interface FunctionSpan {
  readonly name: string
  readonly span: Span
}

/** What is known of one document at one version. Never changes; a new analysis makes a new one. */
export class DocumentFindings {
  /** The document as it was analysed; later edits of the editor do not reach it. */
  readonly document: TextDocument
  readonly findings: readonly Diagnostic[]
  /** The same findings in LSP's words, in the same order. */
  readonly diagnostics: readonly LspDiagnostic[]
  /** Equal for equal diagnostics: what a pulling client sends back to hear whether anything changed. */
  readonly resultId: string
  /** The functions of the document, for what is said of whole functions. */
  readonly functions: readonly FunctionSpan[]
  /** False for a document without a word that any rule is about. */
  readonly isAnalysed: boolean

  constructor(
    document: TextDocument,
    findings: readonly Diagnostic[],
    diagnostics: readonly LspDiagnostic[],
    resultId: string,
    functions: readonly FunctionSpan[] | undefined,
  ) {
    this.functions = functions ?? []
    this.isAnalysed = functions !== undefined
    this.document = document
    this.findings = findings
    this.diagnostics = diagnostics
    this.resultId = resultId
  }

  /**
   * Findings whose span holds the position (its end included): the most severe first, then those with a story behind
   * them, then the narrowest.
   */
  at(position: Position): Diagnostic[] {
    return this.within({ start: position, end: position })
  }

  /** Findings that touch a range, in the same order. */
  within(range: Range): Diagnostic[] {
    const start = this.document.offsetAt(range.start)
    const end = this.document.offsetAt(range.end)
    const width = ({ span }: Diagnostic): number => span.end - span.start
    const steps = ({ related }: Diagnostic): number => (related.length > 0 ? 0 : 1)
    return this.findings
      .filter(({ span }) => span.start <= end && start <= span.end)
      .toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || steps(a) - steps(b) || width(a) - width(b))
  }
}
