import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  PositionEncodingKind,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
  WorkDoneProgress,
  WorkDoneProgressCancelNotification,
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  type Connection,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type InlayHint,
  type Position,
  type ProgressToken,
  type Range,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { isRecord, type Engine, type KnownRules, type Language, type LintConfig } from '../engine/index.ts'
import { CONFIG_NAME } from '../configuration/config-file.ts'
import { readClientFeatures, type ClientFeatures } from './client-features.ts'
import { asksFor, codeActionsFor, FIX_ALL, fixAllAction } from './code-actions.ts'
import { isConfigurationFile } from './configuration.ts'
import { configurationHoverAt } from './configuration-hover.ts'
import type { FileAccess } from './files.ts'
import { hoverContext, hoverFor } from './hovers.ts'
import { inlayHintsFor } from './inlay-hints.ts'
import { functionAt, toLifecycle } from './lifecycle.ts'
import { readLintRequest, readPlace } from './requests.ts'
import { languageOf, localised, reasonOf, translate, type MessageKey } from './l10n.ts'
import { readInitializationOptions } from './options.ts'
import { renderPage } from '../rules/pages.ts'
import { pageOf, plain, type Pages } from './page.ts'
import { Workspace } from './workspace.ts'
import type {
  CreateConfigurationMethod,
  CreateConfigurationResult,
  ExplainRuleMethod,
  ExplainRuleResult,
  InitializationOptions,
  LifecycleMethod,
  LifecycleResult,
  LintWorkspaceMethod,
  LintWorkspaceResult,
  ListRulesMethod,
  RuleSummary,
  StatusMethod,
  StatusParams,
  WasmModules,
} from './protocol.ts'

const EXPLAIN_RULE: ExplainRuleMethod = 'socklint/explainRule'
const LIST_RULES: ListRulesMethod = 'socklint/rules'
const LINT_WORKSPACE: LintWorkspaceMethod = 'socklint/lintWorkspace'
const CREATE_CONFIGURATION: CreateConfigurationMethod = 'socklint/createConfiguration'
const LIFECYCLE: LifecycleMethod = 'socklint/lifecycle'
const STATUS: StatusMethod = 'socklint/status'

/** What findings in open files depend on besides. */
const WATCHED = [
  '**/*.{c,cc,cpp,cxx,c++,h,hh,hpp,hxx,h++,inc,inl,ipp}',
  '**/compile_commands.json',
  `**/${CONFIG_NAME}`,
  '**/.gitignore',
]

export interface CoreOptions {
  /** Called once, after the client has introduced itself; `wasm` is what it sent along, if anything. */
  readonly loadEngine: (wasm: WasmModules | undefined) => Promise<Engine>
  readonly pages: Pages
  /** The disk, where there is one. */
  readonly files?: FileAccess
  /** All rules with their options; settings that name others are told so. */
  readonly knownRules: KnownRules
  /** Makes configurations that are judged together fit for each other, see `shareProgramRules`. */
  readonly shareRules?: (configs: readonly LintConfig[]) => readonly LintConfig[]
  /** False: only open files are looked at until the workspace is linted. */
  readonly indexes?: boolean
  /** Overrides how long typing must rest, in milliseconds. */
  readonly quietPeriod?: number
}

/** Only ids of rules have a slash. */
function isRuleName(document: TextDocument, range: Range): boolean {
  return document.getText(range).includes('/')
}

/** Serves the protocol on a connection that is not listening yet, and starts to listen. */
export function serve(connection: Connection, options: CoreOptions): void {
  const server = new Server(connection, options)
  server.listen()
}

interface ProgressReport {
  readonly report: (done: number, total: number) => void
  readonly end: () => void
}

class Server {
  readonly #connection: Connection
  readonly #options: CoreOptions
  readonly #documents = new TextDocuments(TextDocument)
  #features: ClientFeatures = readClientFeatures(undefined)
  #client: InitializationOptions = {}
  #language: Language = 'en'
  #workspace: Workspace | undefined
  #isInitialised = false
  /** Progress that the user has stopped. */
  readonly #cancelled = new Set<ProgressToken>()
  /** Files to watch that were named before the client could be asked. */
  #unwatched: string[] = []

  constructor(connection: Connection, options: CoreOptions) {
    this.#connection = connection
    this.#options = options
  }

  listen(): void {
    const connection = this.#connection
    connection.onInitialize((params) => this.#initialize(params))
    connection.onInitialized(() => this.#initialized())
    connection.onDidChangeConfiguration(({ settings }) => {
      this.#workspace?.settingsChanged(settings)
      if (this.#features.inlayHintRefresh) void connection.languages.inlayHint.refresh().catch(() => {})
    })
    connection.onHover(async ({ textDocument, position }) => await this.#hover(textDocument.uri, position))
    connection.onCodeAction(async (params) => await this.#codeActions(params))
    connection.languages.diagnostics.on(({ textDocument, previousResultId }) =>
      this.#pulled(textDocument.uri, previousResultId),
    )
    connection.onRequest(EXPLAIN_RULE, (params: unknown) => this.#explainRule(params))
    connection.onRequest(LIST_RULES, () => this.#listRules())
    connection.onRequest(
      LINT_WORKSPACE,
      async (params: unknown, token: CancellationToken) => await this.#lintWorkspace(params, token),
    )
    connection.onRequest(CREATE_CONFIGURATION, async (params: unknown) => await this.#createConfiguration(params))
    connection.onNotification(WorkDoneProgressCancelNotification.type, ({ token }) => {
      this.#cancelled.add(token)
    })
    connection.onRequest(LIFECYCLE, async (params: unknown) => await this.#lifecycle(params))
    connection.languages.inlayHint.on(
      async ({ textDocument, range }) => await this.#inlayHints(textDocument.uri, range),
    )
    connection.onShutdown(() => this.#workspace?.dispose())
    connection.onDidChangeWatchedFiles(({ changes }) => this.#workspace?.filesChanged(changes))
    this.#documents.onDidChangeContent(({ document }) => this.#workspace?.changed(document))
    this.#documents.onDidSave(({ document }) => this.#workspace?.saved(document))
    this.#documents.onDidClose(({ document }) => this.#workspace?.closed(document))
    this.#documents.listen(connection)
    connection.listen()
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#client = readInitializationOptions(params.initializationOptions)
    this.#features = readClientFeatures(params.capabilities)
    this.#language = languageOf(this.#client.language ?? params.locale)
    const root = params.rootUri
    this.#workspace = new Workspace({
      connection: this.#connection,
      documents: this.#documents,
      options: this.#options,
      engine: this.#load(),
      features: this.#features,
      client: this.#client,
      language: this.#language,
      folders: params.workspaceFolders ?? (typeof root === 'string' ? [{ uri: root }] : []),
      watch: (paths) => this.#watch(paths),
    })
    return {
      serverInfo: { name: 'socklint' },
      capabilities: {
        positionEncoding: PositionEncodingKind.UTF16,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        inlayHintProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
        ...(this.#features.pull
          ? {
              diagnosticProvider: {
                identifier: 'socklint',
                interFileDependencies: true,
                workspaceDiagnostics: false,
              },
            }
          : {}),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    }
  }

  #initialized(): void {
    this.#isInitialised = true
    if (this.#features.configurationChanges) {
      const options = { section: 'socklint' }
      this.#tell(this.#connection.client.register(DidChangeConfigurationNotification.type, options))
    }
    this.#watch([...WATCHED, ...this.#unwatched.splice(0)])
    if (this.#features.folders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
        this.#workspace?.foldersChanged(added, removed),
      )
    }
  }

  /** @param patterns globs, or paths of single files */
  #watch(patterns: readonly string[]): void {
    if (!this.#features.watchedFiles || (this.#options.files === undefined && this.#client.fileAccess !== true)) return
    if (!this.#isInitialised) this.#unwatched.push(...patterns)
    else {
      const watchers = patterns.map((globPattern) => ({ globPattern }))
      this.#tell(this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }))
    }
  }

  #tell(registration: Promise<unknown>): void {
    registration.catch((error: unknown) => this.#connection.console.warn(String(error)))
  }

  /** Rejects when the engine cannot be loaded; that has been told then. */
  #load(): Promise<Engine> {
    this.#status('starting')
    // In the next turn, so that the answer to `initialize` does not wait for the grammars.
    const engine = Promise.resolve().then(() => this.#options.loadEngine(this.#client.wasm))
    engine.then(
      () => this.#status('ready'),
      (error: unknown) => {
        this.#connection.console.error(localised('engineFailed', { reason: reasonOf(error) })[this.#language])
        this.#status('failed')
      },
    )
    return engine
  }

  async #hover(uri: string, position: Position): Promise<Hover | null> {
    const { commandLinks: commands = [], pageScheme } = this.#client
    const { markdown } = this.#features
    // Only our own client has the pages as documents; of others nobody knows whether they show pictures.
    const pictures = markdown && pageScheme !== undefined
    const context = { pages: this.#options.pages, language: this.#language, markdown, commands, pictures }
    const document = this.#documents.get(uri)
    if (document !== undefined && isConfigurationFile(uri)) {
      const hover = configurationHoverAt(document, position, hoverContext(context), this.#options.knownRules)
      // Where our client is, the schema that it brings explains everything but rules.
      const isTold = pageScheme !== undefined && hover?.range !== undefined && !isRuleName(document, hover.range)
      return isTold ? null : hover
    }
    const workspace = this.#workspace
    const findings = await workspace?.current(uri)
    if (workspace === undefined || findings === undefined) return null
    if (!(await workspace.settingsOf(uri)).enable) return null
    return await hoverFor(findings, position, context, () => workspace.lifecycles(uri))
  }

  async #codeActions(params: CodeActionParams): Promise<CodeAction[]> {
    const { uri } = params.textDocument
    const workspace = this.#workspace
    const findings = await workspace?.current(uri)
    if (workspace === undefined || findings === undefined) return []
    const { documentChanges, snippetEdits: snippets } = this.#features
    const { commandLinks: commands = [] } = this.#client
    const folder = workspace.folderOf(uri)?.uri
    const context = { language: this.#language, documentChanges, snippets, commands, folder }
    const { only } = params.context
    const actions = codeActionsFor(findings, params, context)
    // Not among the quick fixes of a light bulb: it is about the whole file.
    if (only === undefined || !asksFor(FIX_ALL, only)) return actions
    const edits = await workspace.fixAll(uri)
    return edits === undefined ? actions : [...actions, fixAllAction(findings, edits, context)]
  }

  async #lintWorkspace(params: unknown, token: CancellationToken): Promise<LintWorkspaceResult> {
    const { token: progress, files } = readLintRequest(params)
    const workspace = this.#workspace
    if (workspace === undefined) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'initialize comes first')
    const report = this.#progress(progress, 'lintingWorkspace')
    const isStopped = (): boolean =>
      token.isCancellationRequested || (progress !== undefined && this.#cancelled.has(progress))
    try {
      return await workspace.lint(files, isStopped, report.report)
    } finally {
      report.end()
      if (progress !== undefined) this.#cancelled.delete(progress)
    }
  }

  async #createConfiguration(params: unknown): Promise<CreateConfigurationResult> {
    if (!isRecord(params) || typeof params.folder !== 'string' || !params.folder.includes(':'))
      throw new ResponseError(ErrorCodes.InvalidParams, 'folder must be the address of a folder')
    if (this.#workspace === undefined)
      throw new ResponseError(ErrorCodes.ServerNotInitialized, 'initialize comes first')
    return await this.#workspace.createConfiguration(params.folder)
  }

  /** Tells how far something is, at most once for each percent; nothing without a token. */
  #progress(token: ProgressToken | undefined, title: MessageKey): ProgressReport {
    if (token === undefined) return { report: () => undefined, end: () => undefined }
    const send = (value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void =>
      void this.#connection.sendProgress(WorkDoneProgress.type, token, value).catch(() => {})
    let told = 0
    send({ kind: 'begin', title: translate(this.#language, title), cancellable: true, percentage: 0 })
    return {
      report: (done, total) => {
        const percentage = Math.floor((done * 100) / Math.max(total, 1))
        if (percentage <= told) return
        told = percentage
        send({ kind: 'report', message: translate(this.#language, 'lintedFiles', { done, total }), percentage })
      },
      end: () => send({ kind: 'end' }),
    }
  }

  async #lifecycle(params: unknown): Promise<LifecycleResult | null> {
    const given = readPlace(params)
    const findings = given === undefined ? undefined : await this.#workspace?.current(given.uri)
    if (given === undefined || findings === undefined) return null
    const functions = (await this.#workspace?.lifecycles(given.uri)) ?? []
    const fn = functionAt(functions, findings.document, given.position)
    return fn === undefined ? null : toLifecycle(fn, findings, this.#language)
  }

  async #inlayHints(uri: string, range: Range): Promise<InlayHint[]> {
    const findings = await this.#workspace?.current(uri)
    if (findings === undefined || (await this.#workspace?.settingsOf(uri))?.inlayHints !== true) return []
    const functions = (await this.#workspace?.lifecycles(uri)) ?? []
    return inlayHintsFor(functions, findings, range, this.#language)
  }

  async #pulled(uri: string, previousResultId: string | undefined): Promise<DocumentDiagnosticReport> {
    const document = this.#documents.get(uri)
    // Files of other names count too: a configuration may extend them.
    if (isConfigurationFile(uri) || /^jsonc?$/.test(document?.languageId ?? '')) {
      const items = document === undefined ? [] : ((await this.#workspace?.faultsOf(uri)) ?? [])
      return { kind: DocumentDiagnosticReportKind.Full, items }
    }
    const findings = await this.#workspace?.current(uri)
    if (findings === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] }
    const { resultId, diagnostics } = findings
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics] }
  }

  #explainRule(params: unknown): ExplainRuleResult | null {
    const rule = isRecord(params) && typeof params.rule === 'string' ? params.rule : ''
    const page = pageOf(this.#options.pages, rule, this.#language)
    return page === undefined
      ? null
      : { title: page.title, markdown: renderPage(rule, page, this.#language, this.#options.knownRules.get(rule)) }
  }

  #listRules(): RuleSummary[] {
    return Object.keys(this.#options.pages)
      .toSorted()
      .flatMap((id) => {
        const page = pageOf(this.#options.pages, id, this.#language)
        return page === undefined ? [] : [{ id, title: plain(page.title), summary: plain(page.summary) }]
      })
  }

  #status(state: StatusParams['state']): void {
    const params: StatusParams = { state }
    if (this.#client.status === true) void this.#connection.sendNotification(STATUS, params)
  }
}
