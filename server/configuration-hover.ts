import { getLocation, type Location } from 'jsonc-parser'
import { MarkupKind, type Hover, type Position } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import {
  FILE_SETTINGS,
  OVERRIDE_FILES,
  OVERRIDES_SAY,
  RULES_SAY,
  SETTINGS,
  type Language,
  type Localised,
} from '../engine/index.ts'
import { ruleSummary, type HoverContext } from './hover.ts'

const SAYS = new Map<string, Localised>([
  ...[...Object.entries(SETTINGS), ...Object.entries(FILE_SETTINGS)].map(([key, { says }]) => [key, says] as const),
  ['rules', RULES_SAY],
  ['overrides', OVERRIDES_SAY],
  ['files', OVERRIDE_FILES.says],
])

/** What a setting of a configuration file or a rule that it names is about; null for everything else. */
export function configurationHoverAt(document: TextDocument, position: Position, context: HoverContext): Hover | null {
  const location = getLocation(document.getText(), document.offsetAt(position))
  const node = location.previousNode
  const value = contentOf(location, context)
  if (value === undefined || node === undefined) return null
  const range = { start: document.positionAt(node.offset), end: document.positionAt(node.offset + node.length) }
  const offset = document.offsetAt(position)
  if (offset < node.offset || offset > node.offset + node.length) return null
  return { contents: { kind: context.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value }, range }
}

function contentOf({ path, isAtPropertyKey, previousNode }: Location, context: HoverContext): string | undefined {
  // In an override the settings lie two steps deeper.
  const inner = path[0] === 'overrides' && path.length > 2 ? path.slice(2) : path
  const [setting, rule] = inner
  if (setting === 'rules' && typeof rule === 'string' && isAtPropertyKey) return ruleSummary(rule, context)
  const says = typeof setting === 'string' && inner.length === 1 ? SAYS.get(setting) : undefined
  if (says === undefined || previousNode === undefined) return undefined
  return settingText(String(setting), says, context.language, context.markdown)
}

function settingText(name: string, says: Localised, language: Language, markdown: boolean): string {
  return markdown ? `**${name}**\n\n${says[language].replace(/</g, '\\<')}` : says[language]
}
