import { l10n, languages, QuickPickItemKind, window, type QuickPickItem, type TextEditor } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { RuleSummary } from '../server/protocol.ts'
import { LIST_RULES } from './methods.ts'
import { RULE_ID, rulesFirst } from './rule-order.ts'

interface RuleItem extends QuickPickItem {
  readonly id?: string
}

/** Lets the user choose a rule, those at the cursor first; undefined when nothing was chosen. */
export async function chooseRule(
  client: BaseLanguageClient,
  purpose: 'explain' | 'severity',
): Promise<string | undefined> {
  const rules = await client.sendRequest<readonly RuleSummary[]>(LIST_RULES)
  const editor = window.activeTextEditor
  const { first, others } = rulesFirst(rules, editor === undefined ? [] : rulesAtCursor(editor))
  const heading = (label: string): RuleItem => ({ label, kind: QuickPickItemKind.Separator })
  const item = ({ id, title, summary }: RuleSummary): RuleItem => ({
    label: title,
    description: id,
    detail: summary,
    id,
  })
  const items =
    first.length === 0
      ? others.map(item)
      : [heading(l10n.t('At the cursor')), ...first.map(item), heading(l10n.t('All rules')), ...others.map(item)]
  const placeHolder =
    purpose === 'explain' ? l10n.t('Choose a rule to read about') : l10n.t('Choose the rule whose severity to change')
  return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true }))?.id
}

/** Ids at the cursor: a written one, as in a suppression comment, then those of the findings there. */
function rulesAtCursor({ document, selection }: TextEditor): string[] {
  const { active } = selection
  const word = document.getWordRangeAtPosition(active, RULE_ID)
  const found = languages
    .getDiagnostics(document.uri)
    .filter(({ source, range }) => source === 'socklint' && range.contains(active))
    .map(({ code }) => String(typeof code === 'object' ? code.value : code))
  return word === undefined ? found : [document.getText(word), ...found]
}
