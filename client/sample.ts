import { env, Uri, window, workspace } from 'vscode'

/** Opens the walkthrough's broken program as an untitled document: it can be mended and thrown away. */
export async function openSample(extension: Uri): Promise<void> {
  const language = env.language.startsWith('ja') ? 'ja' : 'en'
  const file = Uri.joinPath(extension, 'client', 'walkthrough', `sample.${language}.c`)
  const content = new TextDecoder().decode(await workspace.fs.readFile(file))
  const document = await workspace.openTextDocument({ language: 'c', content })
  await window.showTextDocument(document, { preview: false })
}
