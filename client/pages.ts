import { EventEmitter, l10n, Uri, workspace, type Disposable, type TextDocumentContentProvider } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { ExplainRuleParams, ExplainRuleResult } from '../server/protocol.ts'
import { PAGE_SCHEME, RULE_PAGE } from './methods.ts'

/** The rules' pages as markdown documents. */
export class RulePages implements TextDocumentContentProvider, Disposable {
  readonly #client: BaseLanguageClient
  readonly #changed = new EventEmitter<Uri>()
  readonly #opened = new Set<string>()
  readonly #registration: Disposable
  readonly onDidChange = this.#changed.event

  constructor(client: BaseLanguageClient) {
    this.#client = client
    this.#registration = workspace.registerTextDocumentContentProvider(PAGE_SCHEME, this)
  }

  /** The address under which the page of a rule is opened. */
  addressOf(rule: string): Uri {
    return Uri.from({ scheme: PAGE_SCHEME, path: `/${rule}.md` })
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    this.#opened.add(uri.toString())
    const params: ExplainRuleParams = { rule: uri.path.replace(/^\/|\.md$/g, '') }
    if (!this.#client.isRunning()) return l10n.t('The Socklint server is not running.')
    const page = await this.#client.sendRequest<ExplainRuleResult | null>(RULE_PAGE, params)
    return page?.markdown ?? l10n.t('There is no rule "{0}".', params.rule)
  }

  /** Pages that were opened before the server ran are asked for again. */
  refresh(): void {
    for (const uri of this.#opened) this.#changed.fire(Uri.parse(uri))
  }

  dispose(): void {
    this.#registration.dispose()
    this.#changed.dispose()
  }
}
