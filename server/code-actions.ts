import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic as LspDiagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { isRecord, type Fix, type Language } from '../engine/index.ts'
import { SOURCE, toTextEdits } from './convert.ts'
import type { DocumentFindings } from './findings.ts'

export interface CodeActionContext {
  readonly language: Language
  /** The client applies versioned edits (`documentChanges`), and so refuses those for an older text. */
  readonly documentChanges: boolean
}

/** Quick fixes of the findings that the requested range touches. */
export function codeActionsFor(
  document: DocumentFindings,
  { range, context: request }: CodeActionParams,
  context: CodeActionContext,
): CodeAction[] {
  if (request.only !== undefined && !request.only.some(includesQuickFix)) return []
  return document.within(range).flatMap((finding) => {
    const own = document.diagnostics[document.findings.indexOf(finding)]
    const shown = own === undefined ? [] : request.diagnostics.filter((diagnostic) => isSame(diagnostic, own))
    return finding.fixes.map((fix) => ({
      title: fix.title[context.language],
      kind: CodeActionKind.QuickFix,
      ...(shown.length > 0 ? { diagnostics: shown } : {}),
      // Preferred actions are applied by "auto fix" without a look at them.
      ...(fix.safety === 'safe' ? { isPreferred: true } : {}),
      edit: workspaceEdit(document, fix, context),
    }))
  })
}

function workspaceEdit({ document }: DocumentFindings, fix: Fix, context: CodeActionContext): WorkspaceEdit {
  const edits = toTextEdits(document, fix.edits)
  if (!context.documentChanges) return { changes: { [document.uri]: edits } }
  return { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits }] }
}

/** Kinds are hierarchical: `quickfix.x` asks for less than `quickfix`, the empty kind for everything. */
function includesQuickFix(kind: string): boolean {
  return kind === '' || kind === CodeActionKind.QuickFix
}

/**
 * The client's copy of one of our diagnostics. Told by what is shown, as some clients drop `data`; where two look the
 * same, `data` decides.
 */
function isSame(given: LspDiagnostic, own: LspDiagnostic): boolean {
  const finding = findingOf(given)
  return (
    (finding === undefined || finding === findingOf(own)) &&
    given.source === SOURCE &&
    given.code === own.code &&
    given.range.start.line === own.range.start.line &&
    given.range.start.character === own.range.start.character &&
    given.range.end.line === own.range.end.line &&
    given.range.end.character === own.range.end.character
  )
}

function findingOf({ data }: LspDiagnostic): number | undefined {
  return isRecord(data) && typeof data.finding === 'number' ? data.finding : undefined
}
