import {
  commands,
  env,
  l10n,
  languages,
  LanguageStatusSeverity,
  window,
  type DocumentSelector,
  type ExtensionContext,
  type LanguageStatusItem,
  type TextDocument,
} from 'vscode'
import { State, type BaseLanguageClient, type LanguageClientOptions } from 'vscode-languageclient'
import type {
  ExplainRuleCommand,
  InitializationOptions,
  ListRulesMethod,
  RuleSummary,
  StatusMethod,
  StatusParams,
  WasmModules,
} from '../server/protocol.ts'
import { PAGE_SCHEME, RulePages } from './pages.ts'

const EXPLAIN_RULE: ExplainRuleCommand = 'socklint.explainRule'
const LIST_RULES: ListRulesMethod = 'socklint/rules'
const STATUS: StatusMethod = 'socklint/status'

/** Any scheme: files, unsaved texts and the virtual file systems of browser editors. */
const SELECTOR = [{ language: 'c' }, { language: 'cpp' }] satisfies DocumentSelector

/** Where editors show old or foreign versions of a file, which nobody is going to mend there. */
const HISTORY_SCHEMES = new Set([
  'git',
  'gitfs',
  'github',
  'review',
  'pr',
  'vscode-local-history',
  'output',
  'walkThrough',
])

/** Makes a client that is not started; node and browser differ in how they reach the server. */
export type ClientFactory = (options: LanguageClientOptions) => BaseLanguageClient

/** What node and browser have in common: the client, its commands and its status item. */
export async function activateClient(
  context: ExtensionContext,
  createClient: ClientFactory,
  wasm?: WasmModules,
): Promise<BaseLanguageClient> {
  const client = createClient(clientOptions(wasm))
  const status = new Status()
  const pages = new RulePages(client)
  context.subscriptions.push(
    status,
    pages,
    client.onNotification(STATUS, ({ state }: StatusParams) => status.show(state)),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) status.show('failed')
      if (newState === State.Running) pages.refresh()
    }),
    commands.registerCommand('socklint.restart', async () => {
      status.show('starting')
      if (client.needsStop()) await client.stop()
      await client.start()
    }),
    commands.registerCommand('socklint.showOutput', () => client.outputChannel.show()),
    commands.registerCommand(EXPLAIN_RULE, async (rule: unknown) => {
      const id = typeof rule === 'string' ? rule : await chooseRule(client)
      if (id !== undefined) await commands.executeCommand('markdown.showPreview', pages.addressOf(id))
    }),
  )
  await client.start()
  return client
}

function clientOptions(wasm: WasmModules | undefined): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    language: env.language,
    commandLinks: [EXPLAIN_RULE],
    pageScheme: PAGE_SCHEME,
    status: true,
    ...(wasm === undefined ? {} : { wasm }),
  }
  return {
    documentSelector: SELECTOR,
    initializationOptions,
    diagnosticCollectionName: 'socklint',
    outputChannelName: 'Socklint',
    markdown: { isTrusted: { enabledCommands: [EXPLAIN_RULE] } },
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

function isCurrent(document: TextDocument): boolean {
  return !HISTORY_SCHEMES.has(document.uri.scheme)
}

async function chooseRule(client: BaseLanguageClient): Promise<string | undefined> {
  const rules = await client.sendRequest<readonly RuleSummary[]>(LIST_RULES)
  const items = rules.map(({ id, title, summary }) => ({ label: title, description: id, detail: summary, id }))
  const placeHolder = l10n.t('Choose a rule to read about')
  return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true }))?.id
}

/** The quiet way to say how the server is: an item beside the language, and no notifications. */
class Status {
  readonly #item: LanguageStatusItem = languages.createLanguageStatusItem('socklint.status', SELECTOR)

  constructor() {
    this.#item.name = 'Socklint'
    this.show('starting')
  }

  show(state: StatusParams['state']): void {
    const item = this.#item
    item.busy = state === 'starting'
    item.text = state === 'failed' ? l10n.t('Socklint: not running') : 'Socklint'
    item.severity = state === 'failed' ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information
    item.command =
      state === 'failed'
        ? { command: 'socklint.restart', title: l10n.t('Restart') }
        : { command: 'socklint.showOutput', title: l10n.t('Show Output') }
  }

  dispose(): void {
    this.#item.dispose()
  }
}
