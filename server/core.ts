import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  PositionEncodingKind,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { isRecord, type Engine, type Language, type Localised } from '../engine/index.ts'
import { readClientFeatures, type ClientFeatures } from './client-features.ts'
import { codeActionsFor } from './code-actions.ts'
import type { FileAccess } from './files.ts'
import type { DocumentFindings } from './findings.ts'
import { backgroundAt } from './background.ts'
import { hoverAt } from './hover.ts'
import { languageOf, localised, reasonOf } from './l10n.ts'
import { readInitializationOptions } from './options.ts'
import { renderPage } from '../rules/pages.ts'
import { pageOf, type Pages } from './page.ts'
import { Program } from './program.ts'
import { membershipOf, type Folder } from './programs.ts'
import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts'
import type {
  ExplainRuleMethod,
  ExplainRuleResult,
  InitializationOptions,
  ListRulesMethod,
  RuleSummary,
  StatusMethod,
  StatusParams,
  WasmModules,
} from './protocol.ts'

const EXPLAIN_RULE: ExplainRuleMethod = 'socklint/explainRule'
const LIST_RULES: ListRulesMethod = 'socklint/rules'
const STATUS: StatusMethod = 'socklint/status'

/** What findings in open files depend on besides. */
const WATCHED = ['**/*.{h,hh,hpp,hxx,h++,inc,inl,ipp}', '**/compile_commands.json']

/** An editor that does not answer for its settings must not keep us from working. In milliseconds. */
const SETTINGS_TIMEOUT = 5000

export interface CoreOptions {
  /** Called once, after the client has introduced itself; `wasm` is what it sent along, if anything. */
  readonly loadEngine: (wasm: WasmModules | undefined) => Promise<Engine>
  readonly pages: Pages
  /** The disk, where there is one. */
  readonly files?: FileAccess
  /** Ids of all rules; settings that name others are told so. */
  readonly ruleIds: readonly string[]
  /** Overrides how long typing must rest, in milliseconds. */
  readonly quietPeriod?: number
}

/** Serves the protocol on a connection that is not listening yet, and starts to listen. */
export function serve(connection: Connection, options: CoreOptions): void {
  const server = new Server(connection, options)
  server.listen()
}

class Server {
  readonly #connection: Connection
  readonly #options: CoreOptions
  readonly #documents = new TextDocuments(TextDocument)
  readonly #programs = new Map<string, Program>()
  /** Addresses of the documents that have been analysed or are about to be. */
  readonly #seen = new Set<string>()
  readonly #settings = new Map<string, Promise<Settings>>()
  #features: ClientFeatures = readClientFeatures(undefined)
  #client: InitializationOptions = {}
  #language: Language = 'en'
  #folders: readonly Folder[] = []
  #pushedSettings: unknown
  #engine: Promise<Engine> = Promise.reject(new Error('not initialised'))

  constructor(connection: Connection, options: CoreOptions) {
    this.#connection = connection
    this.#options = options
    this.#engine.catch(() => undefined)
  }

  listen(): void {
    const connection = this.#connection
    connection.onInitialize((params) => this.#initialize(params))
    connection.onInitialized(() => this.#initialized())
    connection.onDidChangeConfiguration(({ settings }) => {
      this.#pushedSettings = isRecord(settings) ? settings.socklint : undefined
      this.#settings.clear()
      for (const program of this.#programs.values()) program.touch(true)
    })
    connection.onHover(async ({ textDocument, position }) => {
      const findings = await this.#current(textDocument.uri)
      const explainCommand = this.#client.commandLinks?.find((command) => command === 'socklint.explainRule')
      const { pages } = this.#options
      const context = { pages, language: this.#language, explainCommand, markdown: this.#features.markdown }
      if (findings === undefined) return null
      return hoverAt(findings, position, context) ?? backgroundAt(findings.document, position, context)
    })
    connection.onCodeAction(async (params) => {
      const findings = await this.#current(params.textDocument.uri)
      const context = { language: this.#language, documentChanges: this.#features.documentChanges }
      return findings === undefined ? [] : codeActionsFor(findings, params, context)
    })
    connection.languages.diagnostics.on(({ textDocument, previousResultId }) =>
      this.#pulled(textDocument.uri, previousResultId),
    )
    connection.onRequest(EXPLAIN_RULE, (params: unknown) => this.#explainRule(params))
    connection.onRequest(LIST_RULES, () => this.#listRules())
    connection.onShutdown(() => {
      for (const program of this.#programs.values()) program.dispose()
    })
    this.#documents.onDidChangeContent(({ document }) => {
      // Opening counts as the first change, but nobody is typing yet.
      this.#program(document.uri).touch(!this.#seen.has(document.uri))
      this.#seen.add(document.uri)
    })
    this.#documents.onDidSave(({ document }) => this.#program(document.uri).refresh())
    connection.onDidChangeWatchedFiles(() => {
      for (const program of this.#programs.values()) {
        program.refresh()
        program.touch(true)
      }
    })
    this.#documents.onDidClose(({ document }) => {
      this.#seen.delete(document.uri)
      if (!this.#features.pull) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] })
      this.#program(document.uri).touch(true)
    })
    this.#documents.listen(connection)
    connection.listen()
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#client = readInitializationOptions(params.initializationOptions)
    this.#features = readClientFeatures(params.capabilities)
    this.#language = languageOf(this.#client.language ?? params.locale)
    this.#pushedSettings = this.#client.settings
    const root = params.rootUri
    this.#folders = params.workspaceFolders ?? (typeof root === 'string' ? [{ uri: root }] : [])
    this.#load()
    return {
      serverInfo: { name: 'socklint' },
      capabilities: {
        positionEncoding: PositionEncodingKind.UTF16,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
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
    const connection = this.#connection
    const tell = (error: unknown): void => connection.console.warn(String(error))
    if (this.#features.configurationChanges) {
      connection.client.register(DidChangeConfigurationNotification.type, { section: 'socklint' }).catch(tell)
    }
    if (this.#features.watchedFiles && this.#options.files !== undefined) {
      const watchers = WATCHED.map((globPattern) => ({ globPattern }))
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(tell)
    }
    if (this.#features.folders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri))
        this.#changeFolders([...this.#folders.filter(({ uri }) => !gone.has(uri)), ...added])
      })
    }
  }

  #load(): void {
    this.#status('starting')
    // In the next turn, so that the answer to `initialize` does not wait for the grammars.
    this.#engine = Promise.resolve().then(() => this.#options.loadEngine(this.#client.wasm))
    this.#engine.then(
      () => this.#status('ready'),
      (error: unknown) => {
        this.#connection.console.error(this.#text(localised('engineFailed', { reason: reasonOf(error) })))
        this.#status('failed')
      },
    )
  }

  /** Documents change hands with the folders: all programs start anew. */
  #changeFolders(folders: readonly Folder[]): void {
    this.#folders = folders
    for (const program of this.#programs.values()) program.dispose()
    this.#programs.clear()
    this.#settings.clear()
    for (const { uri } of this.#documents.all()) this.#program(uri).touch(true)
  }

  #program(uri: string): Program {
    const name = membershipOf(uri, this.#folders).program
    const known = this.#programs.get(name)
    if (known !== undefined) return known
    const program = new Program(name, {
      engine: this.#engine,
      log: {
        error: (message) => this.#connection.console.error(this.#text(message)),
        warn: (message) => this.#connection.console.warn(this.#text(message)),
        trace: (message) => this.#connection.tracer.log(this.#text(message)),
      },
      language: this.#language,
      features: this.#features.diagnostics,
      pageScheme: this.#client.pageScheme,
      quietPeriod: this.#options.quietPeriod,
      files: this.#options.files,
      documentsOf: (wanted) => this.#documentsOf(wanted),
      folders: () => this.#folders,
      settingsFor: (wanted) => this.#settingsFor(wanted),
      publish: (results, elsewhere) => this.#publish(results, elsewhere),
    })
    this.#programs.set(name, program)
    return program
  }

  /** Sorted by address, so that the order of opening does not show in the findings. */
  #documentsOf(program: string): TextDocument[] {
    return this.#documents
      .all()
      .filter(({ uri }) => membershipOf(uri, this.#folders).program === program)
      .toSorted((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0))
  }

  async #current(uri: string): Promise<DocumentFindings | undefined> {
    return this.#documents.get(uri) === undefined ? undefined : await this.#program(uri).current(uri)
  }

  async #pulled(uri: string, previousResultId: string | undefined): Promise<DocumentDiagnosticReport> {
    const findings = await this.#current(uri)
    if (findings === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] }
    const { resultId, diagnostics } = findings
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics] }
  }

  #publish(results: readonly DocumentFindings[], elsewhere: boolean): void {
    if (this.#features.pull) {
      // A client that cannot be told asks again by itself, as the findings depend on other files.
      if (elsewhere && this.#features.refresh) void this.#connection.languages.diagnostics.refresh().catch(() => {})
      return
    }
    for (const { document, diagnostics } of results) {
      const { uri, version } = document
      if (this.#documents.get(uri)?.version !== version) continue
      void this.#connection.sendDiagnostics({ uri, version, diagnostics: [...diagnostics] })
    }
  }

  #settingsFor(program: string): Promise<Settings> {
    const known = this.#settings.get(program)
    if (known !== undefined) return known
    const settings = this.#askSettings(program)
    this.#settings.set(program, settings)
    return settings
  }

  async #askSettings(program: string): Promise<Settings> {
    let given = this.#pushedSettings
    if (this.#features.configuration) {
      try {
        given = await withTimeout(this.#connection.workspace.getConfiguration(this.#configurationItem(program)))
      } catch (error) {
        const reason = reasonOf(error)
        this.#connection.console.warn(this.#text(localised('settingsUnavailable', { reason })))
        return DEFAULT_SETTINGS
      }
    }
    const { settings, problems } = readSettings(given, new Set(this.#options.ruleIds))
    for (const problem of problems) {
      this.#connection.console.warn(this.#text(localised('settingsIgnored', { problem })))
    }
    return settings
  }

  #configurationItem(program: string): { section: string; scopeUri?: string } {
    const folder = this.#folders.find(({ uri }) => uri === program || `${uri}/` === program)
    return { section: 'socklint', ...(folder === undefined ? {} : { scopeUri: folder.uri }) }
  }

  #explainRule(params: unknown): ExplainRuleResult | null {
    const rule = isRecord(params) && typeof params.rule === 'string' ? params.rule : ''
    const page = pageOf(this.#options.pages, rule, this.#language)
    return page === undefined ? null : { title: page.title, markdown: renderPage(rule, page, this.#language) }
  }

  #listRules(): RuleSummary[] {
    return Object.keys(this.#options.pages)
      .toSorted()
      .flatMap((id) => {
        const page = pageOf(this.#options.pages, id, this.#language)
        return page === undefined ? [] : [{ id, title: page.title, summary: page.summary }]
      })
  }

  #status(state: StatusParams['state']): void {
    const params: StatusParams = { state }
    if (this.#client.status === true) void this.#connection.sendNotification(STATUS, params)
  }

  #text(message: Localised): string {
    return message[this.#language]
  }
}

function withTimeout<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${SETTINGS_TIMEOUT} ms`)), SETTINGS_TIMEOUT)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
