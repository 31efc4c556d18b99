import { commands, env, l10n, window, type ExtensionContext, type LogOutputChannel } from 'vscode'
import { State, type BaseLanguageClient, type LanguageClientOptions } from 'vscode-languageclient'
import type { ClientCommand, InitializationOptions, StatusParams, WasmModules } from '../server/protocol.ts'
import { createConfiguration } from './configuration.ts'
import { bringFiles } from './bring-files.ts'
import { isCurrent, SYNCHRONISED } from './documents.ts'
import { LifecyclePanel } from './lifecycle-panel.ts'
import { WorkspaceLint } from './lint-workspace.ts'
import { EXPLAIN_RULE, PAGE_SCHEME, SET_SEVERITY, SHOW_LIFECYCLE, STATUS } from './methods.ts'
import { RulePages } from './pages.ts'
import { chooseRule } from './rules.ts'
import { openSample } from './sample.ts'
import { setSeverity } from './severity.ts'
import { Status } from './status.ts'

/** What hovers and code actions of the server may call. */
const COMMANDS: readonly ClientCommand[] = [EXPLAIN_RULE, SHOW_LIFECYCLE, SET_SEVERITY]

/** Makes a client that is not started; node and browser differ in how they reach the server. */
export type ClientFactory = (options: LanguageClientOptions) => BaseLanguageClient

/** What node and browser have in common: the client, its commands, its panel and its status item. */
export async function activateClient(
  context: ExtensionContext,
  createClient: ClientFactory,
  wasm?: WasmModules,
): Promise<BaseLanguageClient> {
  // Ours, as the client throws its own away whenever it is stopped.
  const output = window.createOutputChannel('Socklint', { log: true })
  const client = createClient(clientOptions(output, wasm))
  const status = new Status()
  const pages = new RulePages(client)
  const panel = new LifecyclePanel(client, context.extensionUri)
  const workspaceLint = new WorkspaceLint(client)
  const register = (command: string, run: (...values: readonly unknown[]) => unknown): void => {
    const tell = async (...values: readonly unknown[]): Promise<void> => {
      try {
        await run(...values)
      } catch (error) {
        // What the library says of it is no text of ours, and in one language only.
        if (client.isRunning()) throw error
        void window.showErrorMessage(l10n.t('The Socklint server is not running.'))
      }
    }
    context.subscriptions.push(commands.registerCommand(command, tell))
  }
  register('socklint.restart', async () => {
    status.show('starting')
    if (client.needsStop()) await client.stop()
    await client.start()
  })
  register('socklint.showOutput', () => output.show())
  register('socklint.lintWorkspace', () => workspaceLint.run())
  register('socklint.createConfiguration', () => createConfiguration(client))
  register('socklint.openSample', () => openSample(context.extensionUri))
  register(SHOW_LIFECYCLE, (uri, position) => panel.show(uri, position))
  register(SET_SEVERITY, (rule, folder) => setSeverity(client, rule, folder))
  register(EXPLAIN_RULE, async (rule) => {
    const id = typeof rule === 'string' ? rule : await chooseRule(client, 'explain')
    if (id !== undefined) await commands.executeCommand('markdown.showPreview', pages.addressOf(id))
  })
  context.subscriptions.push(
    output,
    status,
    pages,
    panel,
    workspaceLint,
    ...bringFiles(client),
    client.onNotification(STATUS, ({ state }: StatusParams) => status.show(state)),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) status.show('failed')
      if (newState !== State.Running) return
      pages.refresh()
      panel.refresh()
    }),
  )
  // The command palette offers our commands from now on, also while no C file is in front.
  void commands.executeCommand('setContext', 'socklint.active', true)
  await client.start()
  return client
}

function clientOptions(outputChannel: LogOutputChannel, wasm: WasmModules | undefined): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    language: env.language,
    commandLinks: COMMANDS,
    pageScheme: PAGE_SCHEME,
    fileAccess: true,
    status: true,
    ...(wasm === undefined ? {} : { wasm }),
  }
  return {
    documentSelector: SYNCHRONISED,
    initializationOptions,
    diagnosticCollectionName: 'socklint',
    outputChannel,
    markdown: { isTrusted: { enabledCommands: COMMANDS } },
    middleware: {
      didOpen: async (document, next) => {
        if (isCurrent(document)) await next(document)
      },
      didChange: async (event, next) => {
        if (isCurrent(event.document)) await next(event)
      },
      didClose: async (document, next) => {
        if (isCurrent(document)) await next(document)
      },
    },
  }
}
