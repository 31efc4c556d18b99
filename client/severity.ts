import {
  commands,
  ConfigurationTarget,
  l10n,
  Uri,
  window,
  workspace,
  type QuickPickItem,
  type WorkspaceConfiguration,
} from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { severityIn, withSeverity, type Severity } from './rule-severity.ts'
import { chooseRule } from './rules.ts'

interface SeverityItem extends QuickPickItem {
  readonly value: Severity | undefined
}

/**
 * Lets the user choose how a rule is reported and writes it where it holds for everybody who opens the folder: the
 * settings of the workspace folder, of the workspace where that is one folder, or the user's where none is open.
 * `rule` and `folder` come from links and code actions; what is missing is asked for or found out.
 */
export async function setSeverity(client: BaseLanguageClient, rule: unknown, folder: unknown): Promise<void> {
  const id = typeof rule === 'string' ? rule : await chooseRule(client, 'severity')
  if (id === undefined) return
  const scope = typeof folder === 'string' ? Uri.parse(folder) : folderInFront()
  const configuration = workspace.getConfiguration('socklint', scope)
  const target = targetOf(scope)
  const written = rulesAt(configuration, target)
  const chosen = await window.showQuickPick(choices(severityIn(written[id])), {
    title: l10n.t('Severity of {0}', id),
    placeHolder: l10n.t('Choose how it is reported in this workspace'),
  })
  if (chosen === undefined) return
  const merged = configuration.get<Readonly<Record<string, unknown>>>('rules', {})[id]
  const rules = withSeverity(written, merged, id, chosen.value)
  try {
    await configuration.update('rules', Object.keys(rules).length === 0 ? undefined : rules, target)
  } catch (error) {
    await tellRefusal(error, target)
  }
}

/** A file of settings that is damaged or not saved is not written; the editor says which of them it is. */
async function tellRefusal(error: unknown, target: ConfigurationTarget): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error)
  const open = l10n.t('Open the Settings')
  const chosen = await window.showErrorMessage(l10n.t('The severity was not changed. {0}', reason), open)
  if (chosen === open) await commands.executeCommand(SETTINGS_FILE[target])
}

/** The editor's own commands that open a file of settings. */
const SETTINGS_FILE = {
  [ConfigurationTarget.Global]: 'workbench.action.openSettingsJson',
  [ConfigurationTarget.Workspace]: 'workbench.action.openWorkspaceSettingsFile',
  [ConfigurationTarget.WorkspaceFolder]: 'workbench.action.openFolderSettingsFile',
} as const

function choices(now: unknown): SeverityItem[] {
  const items: SeverityItem[] = [
    { value: 'error', label: l10n.t('Error') },
    { value: 'warning', label: l10n.t('Warning') },
    { value: 'info', label: l10n.t('Information') },
    { value: 'on', label: l10n.t('On'), description: l10n.t('with the severity of the rule itself') },
    { value: 'off', label: l10n.t('Off') },
  ]
  if (now !== undefined) items.push({ value: undefined, label: l10n.t('As the preset says') })
  return items.map((item) =>
    item.value !== undefined && item.value === now ? { ...item, label: `$(check) ${item.label}` } : item,
  )
}

function folderInFront(): Uri | undefined {
  const document = window.activeTextEditor?.document
  const folder = document === undefined ? undefined : workspace.getWorkspaceFolder(document.uri)
  return folder?.uri ?? workspace.workspaceFolders?.[0]?.uri
}

function targetOf(scope: Uri | undefined): ConfigurationTarget {
  if (scope === undefined || workspace.getWorkspaceFolder(scope) === undefined) {
    return workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace
  }
  const several = (workspace.workspaceFolders?.length ?? 0) > 1
  return several ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace
}

/** The rules that this one file of settings names; the merged value must not be written back into it. */
function rulesAt(
  configuration: WorkspaceConfiguration,
  target: ConfigurationTarget,
): Readonly<Record<string, unknown>> {
  const found = configuration.inspect<Readonly<Record<string, unknown>>>('rules')
  const value =
    target === ConfigurationTarget.Global
      ? found?.globalValue
      : target === ConfigurationTarget.Workspace
        ? found?.workspaceValue
        : found?.workspaceFolderValue
  return typeof value === 'object' ? value : {}
}
