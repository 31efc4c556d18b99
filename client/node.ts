/** Entry of the extension on the desktop and in remote hosts: the server is a process of its own. */
import type { ExtensionContext } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { activateClient } from './common.ts'

let client: LanguageClient | undefined

export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.js')
  const transport = TransportKind.ipc
  const serverOptions = {
    run: { module, transport },
    debug: { module, transport, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  }
  await activateClient(context, (options) => {
    client = new LanguageClient('socklint', 'Socklint', serverOptions, options)
    return client
  })
}

export async function deactivate(): Promise<void> {
  await client?.dispose()
}
