import {
  DiagnosticSeverity,
  type Diagnostic as LspDiagnostic,
  type DiagnosticRelatedInformation,
  type Range as LspRange,
  type TextEdit as LspTextEdit,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Diagnostic, Language, Platform, Severity, Span, TextEdit } from '../engine/index.ts'
import { hasPage, ruleAddress } from '../rules/index.ts'
import { PLATFORM_NAMES } from './l10n.ts'
import type { RulePageScheme } from './protocol.ts'

/** `source` of every diagnostic: tells them from those of a compiler or clangd. */
export const SOURCE = 'socklint'

/** Address of a rule's page: a document of our own client, which needs no network, or the published page. */
export function pageAddress(rule: string, scheme: RulePageScheme | undefined, language: Language): string {
  if (scheme === undefined) return ruleAddress(rule, language)
  return `${scheme}:/${rule.split('/').map(encodeURIComponent).join('/')}.md`
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
}

/** What the client can show of a diagnostic. */
export interface DiagnosticFeatures {
  readonly relatedInformation: boolean
  readonly codeDescription: boolean
  readonly data: boolean
}

/** `data` of our diagnostics: the finding's place among those of its document, as code actions need it. */
export interface DiagnosticData {
  readonly finding: number
}

/** All that is needed to put the findings of one document into LSP's words. */
export interface ConvertContext {
  /** The document at the version that was analysed. */
  readonly document: TextDocument
  readonly language: Language
  readonly features: DiagnosticFeatures
  /** The client has the rules' pages as documents of this scheme; otherwise links lead to the published pages. */
  readonly pageScheme: RulePageScheme | undefined
  /** Platforms the file is written for; a finding that holds on fewer says so. */
  readonly platforms: readonly Platform[]
  /** Address of another file of the same program. */
  uriOf(path: string): string | undefined
}

/** An engine span as an LSP range of the document. */
export function toRange(document: TextDocument, span: Span): LspRange {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) }
}

/** Engine edits as LSP edits; new lines end as the document's own lines do. */
export function toTextEdits(document: TextDocument, edits: readonly TextEdit[]): LspTextEdit[] {
  const lineBreak = /\r\n|\n|\r/.exec(document.getText())?.[0] ?? '\n'
  return edits.map(({ span, newText }) => ({
    range: toRange(document, span),
    newText: newText.replace(/\r\n|\n|\r/g, lineBreak),
  }))
}

/** One finding as the editor shows it: short plain text, with code, link and steps. `index` is its place in the file. */
export function toLspDiagnostic(finding: Diagnostic, index: number, context: ConvertContext): LspDiagnostic {
  const { document, features, language } = context
  const data: DiagnosticData = { finding: index }
  const related = features.relatedInformation ? relatedInformation(finding, context) : []
  return {
    range: toRange(document, finding.span),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    ...(features.codeDescription && hasPage(finding.rule)
      ? { codeDescription: { href: pageAddress(finding.rule, context.pageScheme, language) } }
      : {}),
    source: SOURCE,
    message: finding.message[language] + platformNote(finding, context),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(features.data ? { data } : {}),
  }
}

function relatedInformation(finding: Diagnostic, context: ConvertContext): DiagnosticRelatedInformation[] {
  return finding.related.flatMap((step) => {
    const uri = context.uriOf(step.file)
    if (uri === undefined) return []
    const range = step.file === finding.file ? toRange(context.document, step.span) : step.range
    const plain: LspRange = { start: { ...range.start }, end: { ...range.end } }
    return [{ location: { uri, range: plain }, message: step.message[context.language] }]
  })
}

/** In code for both families of systems, on which of them a finding holds when it is not both. */
function platformNote(finding: Diagnostic, context: ConvertContext): string {
  const missing = context.platforms.filter((platform) => !finding.platforms.includes(platform))
  if (missing.length === 0 || finding.platforms.length === 0) return ''
  const names = finding.platforms.map((platform) => PLATFORM_NAMES[platform]).join(', ')
  return context.language === 'ja' ? `（${names}）` : ` (${names})`
}
