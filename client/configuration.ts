import { l10n, Uri, window, workspace, WorkspaceEdit, type WorkspaceFolder } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { CreateConfigurationParams, CreateConfigurationResult } from '../server/protocol.ts'
import { CREATE_CONFIGURATION } from './methods.ts'

/** Writes a commented .socklintrc.json for a folder and opens it; one that exists is opened as it is. */
export async function createConfiguration(client: BaseLanguageClient): Promise<void> {
  const folder = await chooseFolder()
  if (folder === undefined) return
  const params: CreateConfigurationParams = { folder: folder.uri.toString() }
  const { uri, text } = await client.sendRequest<CreateConfigurationResult>(CREATE_CONFIGURATION, params)
  const file = Uri.parse(uri)
  if (!(await exists(file))) {
    const edit = new WorkspaceEdit()
    // Ignored when somebody else has made the file meanwhile.
    edit.createFile(file, { ignoreIfExists: true, overwrite: false, contents: new TextEncoder().encode(text) })
    if (!(await workspace.applyEdit(edit))) {
      void window.showErrorMessage(l10n.t('{0} could not be written.', workspace.asRelativePath(file)))
      return
    }
  }
  await window.showTextDocument(file)
}

async function chooseFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? []
  if (folders.length === 0) {
    void window.showInformationMessage(l10n.t('Open a folder first: .socklintrc.json belongs to a folder.'))
    return undefined
  }
  if (folders.length === 1) return folders[0]
  return window.showWorkspaceFolderPick({ placeHolder: l10n.t('Choose the folder to configure') })
}

async function exists(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file)
    return true
  } catch {
    return false
  }
}
