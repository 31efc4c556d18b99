import {
  CodeActionKind,
  Command,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic as LspDiagnostic,
  type SnippetTextEdit,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { isRecord, type Diagnostic, type Language, type TextEdit } from '../engine/index.ts'
import { hasPage } from '../rules/index.ts'
import { SOURCE, toTextEdits } from './convert.ts'
import type { DocumentFindings } from './findings.ts'
import { translate } from './l10n.ts'
import type { ClientCommand } from './protocol.ts'
import { suppressionsOf, type Suppression } from './suppress.ts'

/** The kind of the action that applies every safe fix; editors run it on save when they are told to. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.socklint`

export interface CodeActionContext {
  readonly language: Language
  /** The client applies versioned edits (`documentChanges`), and so refuses those for an older text. */
  readonly documentChanges: boolean
  /** The client lets the user type into places of an edit. */
  readonly snippets: boolean
  /** Commands that the client has. */
  readonly commands: readonly ClientCommand[]
  /** The workspace folder of the document; undefined outside of all. */
  readonly folder: string | undefined
}

/** True when a request asks for actions of this kind: kinds are hierarchical, the empty kind stands for all. */
export function asksFor(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((asked) => asked === '' || asked === kind || kind.startsWith(`${asked}.`))
}

/** What can be done about the findings that the requested range touches: fix, suppress, explain, change the severity. */
export function codeActionsFor(
  document: DocumentFindings,
  { range, context: request }: CodeActionParams,
  context: CodeActionContext,
): CodeAction[] {
  if (!asksFor(CodeActionKind.QuickFix, request.only)) return []
  const findings = document.within(range)
  const shownOf = (finding: Diagnostic): { diagnostics?: LspDiagnostic[] } => {
    const own = document.diagnostics[document.findings.indexOf(finding)]
    const shown = own === undefined ? [] : request.diagnostics.filter((diagnostic) => isSame(diagnostic, own))
    return shown.length > 0 ? { diagnostics: shown } : {}
  }
  const fixes = findings.flatMap((finding) =>
    finding.fixes.map((fix) => ({
      title: fix.title[context.language],
      kind: CodeActionKind.QuickFix,
      ...shownOf(finding),
      // Preferred actions are applied by "auto fix" without a look at them.
      ...(fix.safety === 'safe' ? { isPreferred: true } : {}),
      edit: workspaceEdit(document, fix.edits, context),
    })),
  )
  // Several findings of one rule at one place are explained and switched off once.
  const byRule = [...new Map(findings.toReversed().map((finding) => [finding.rule, finding])).values()].toReversed()
  const others = byRule.flatMap((finding) => [
    ...explanation(finding, context),
    ...suppressionsOf(finding, document, context.language).map((suppression) => ({
      title: suppression.title,
      kind: CodeActionKind.QuickFix,
      ...shownOf(finding),
      edit: suppressingEdit(document, suppression, context),
    })),
    ...severity(finding, context),
  ])
  return [...fixes, ...others]
}

/** The action that applies every safe fix; the edits refer to the document as it was analysed. */
export function fixAllAction(
  document: DocumentFindings,
  edits: readonly TextEdit[],
  context: CodeActionContext,
): CodeAction {
  return {
    title: translate(context.language, 'fixAll'),
    kind: FIX_ALL,
    edit: workspaceEdit(document, edits, context),
  }
}

function explanation({ rule }: Diagnostic, { commands, language }: CodeActionContext): CodeAction[] {
  const command = commands.find((known) => known === 'socklint.explainRule')
  if (command === undefined || !hasPage(rule)) return []
  const title = translate(language, 'explainRule', { rule })
  return [{ title, kind: CodeActionKind.QuickFix, command: Command.create(title, command, rule) }]
}

function severity({ rule }: Diagnostic, { commands, language, folder }: CodeActionContext): CodeAction[] {
  const command = commands.find((known) => known === 'socklint.setSeverity')
  if (command === undefined) return []
  const title = translate(language, 'changeSeverity', { rule })
  const given = folder === undefined ? [rule] : [rule, folder]
  return [{ title, kind: CodeActionKind.QuickFix, command: Command.create(title, command, ...given) }]
}

function workspaceEdit(
  { document }: DocumentFindings,
  given: readonly TextEdit[],
  context: CodeActionContext,
): WorkspaceEdit {
  const edits = toTextEdits(document, given)
  if (!context.documentChanges) return { changes: { [document.uri]: edits } }
  return { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits }] }
}

/** With the reason to be typed where the client can do that. */
function suppressingEdit(
  findings: DocumentFindings,
  { edits, reason }: Suppression,
  context: CodeActionContext,
): WorkspaceEdit {
  const { document } = findings
  if (!context.snippets || !context.documentChanges || reason.start < 0) return workspaceEdit(findings, edits, context)
  const [first, ...others] = toTextEdits(document, edits)
  if (first === undefined) return {}
  const text = first.newText
  const placeholder = text.slice(reason.start, reason.end)
  const value = `${plain(text.slice(0, reason.start))}\${1:${plain(placeholder)}}${plain(text.slice(reason.end))}`
  const snippet: SnippetTextEdit = { range: first.range, snippet: { kind: 'snippet', value } }
  const all: (LspTextEdit | SnippetTextEdit)[] = [snippet, ...others]
  return { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits: all }] }
}

/** Text as it stands in a snippet. */
function plain(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&')
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
