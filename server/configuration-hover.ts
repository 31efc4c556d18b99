import { getLocation, type Location } from 'jsonc-parser'
import { MarkupKind, type Hover, type Position } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import {
  ENTRY_SAYS,
  FILE_SETTINGS,
  OVERRIDE_FILES,
  OVERRIDES_SAY,
  RULES_SAY,
  SETTINGS,
  type KnownRules,
  type Localised,
} from '../engine/index.ts'
import { optionSummary } from '../rules/pages.ts'
import { ruleSummary, type HoverContext } from './hover.ts'

const SAYS = new Map<string, Localised>([
  ...[...Object.entries(SETTINGS), ...Object.entries(FILE_SETTINGS)].map(([key, { says }]) => [key, says] as const),
  ['rules', RULES_SAY],
  ['overrides', OVERRIDES_SAY],
  ['files', OVERRIDE_FILES.says],
])

const ENTRY = new Map<unknown, Localised>(Object.entries(ENTRY_SAYS))

/** What a setting of a configuration file, a rule that it names or an option is about; null for everything else. */
export function configurationHoverAt(
  document: TextDocument,
  position: Position,
  context: HoverContext,
  rules: KnownRules,
): Hover | null {
  const location = getLocation(document.getText(), document.offsetAt(position))
  const node = location.previousNode
  const value = contentOf(location, context, rules)
  if (value === undefined || node === undefined) return null
  const range = { start: document.positionAt(node.offset), end: document.positionAt(node.offset + node.length) }
  const offset = document.offsetAt(position)
  if (offset < node.offset || offset > node.offset + node.length) return null
  return { contents: { kind: context.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value }, range }
}

function contentOf(
  { path, isAtPropertyKey, previousNode }: Location,
  context: HoverContext,
  rules: KnownRules,
): string | undefined {
  // In an override the settings lie two steps deeper.
  const inner = path[0] === 'overrides' && path.length > 2 ? path.slice(2) : path
  const [setting, rule, field, name] = inner
  if (previousNode === undefined) return undefined
  if (setting === 'rules' && typeof rule === 'string') {
    if (inner.length === 2) return isAtPropertyKey ? ruleSummary(rule, context) : undefined
    if (field === 'options' && name !== undefined) return optionText(rule, String(name), context, rules)
    return settingText(field, ENTRY.get(field), context)
  }
  return settingText(setting, inner.length === 1 ? SAYS.get(String(setting)) : undefined, context)
}

function optionText(rule: string, name: string, context: HoverContext, rules: KnownRules): string | undefined {
  const options = rules.get(rule) ?? {}
  const option = Object.hasOwn(options, name) ? options[name] : undefined
  if (option === undefined) return undefined
  const text = optionSummary(name, option, context.language)
  return context.markdown ? text : text.replace(/\*\*|`/g, '')
}

function settingText(
  name: string | number | undefined,
  says: Localised | undefined,
  { language, markdown }: HoverContext,
): string | undefined {
  if (says === undefined) return undefined
  return markdown ? `**${name}**\n\n${says[language].replace(/</g, '\\<')}` : says[language]
}
