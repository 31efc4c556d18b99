import { PassThrough } from 'node:stream'
import {
  createConnection,
  createProtocolConnection as createBareConnection,
  type ClientCapabilities,
  type WatchDog,
} from 'vscode-languageserver'
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node'
import { serve } from '../../server/core.ts'
import type { FileAccess } from '../../server/files.ts'
import type { Pages } from '../../server/page.ts'
import { knownRules, shareProgramRules, type Engine, type LintConfig, type Rule } from '../../engine/index.ts'
import { rulesNamed } from '../support/known-rules.ts'
import { PAGES, RULE_IDS } from './pages.ts'

/** What VS Code's client announces, as far as the server looks at it. */
export const PULLING: ClientCapabilities = {
  textDocument: {
    diagnostic: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
  workspace: { workspaceEdit: { documentChanges: true }, diagnostics: { refreshSupport: true } },
}

/** The same for a client that waits for diagnostics. */
export const PUSHED: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
  workspace: { workspaceEdit: { documentChanges: true } },
}

export interface StartOptions extends Partial<Omit<InitializeParams, 'capabilities'>> {
  readonly capabilities: ClientCapabilities
  readonly engine: Engine | Promise<Engine>
  /** Default: those of the fake engine's rules. */
  readonly pages?: Pages
  /** Default: those that the fake engine knows, by their ids. */
  readonly rules?: readonly Rule[]
  /** Default: no disk. */
  readonly files?: FileAccess
  /** Whether files that are not open are looked at; default: no. */
  readonly indexes?: boolean
  /** Called before `initialize`, to answer the server's requests. */
  readonly prepare?: (client: ProtocolConnection) => void
}

/** A client and the server in one process, connected by two streams. */
export class Session {
  readonly client: ProtocolConnection
  /** Everything the client writes to, for messages that no client would send. */
  readonly wire = new PassThrough()
  readonly published: PublishDiagnosticsParams[] = []
  readonly logged: string[] = []
  initialised: InitializeResult | undefined
  exitCode: number | undefined

  static async start({
    capabilities,
    engine,
    pages = PAGES,
    rules,
    files,
    indexes = false,
    prepare,
    ...rest
  }: StartOptions): Promise<Session> {
    const session = new Session(engine, { pages, rules, files, indexes })
    prepare?.(session.client)
    session.client.listen()
    const params = { processId: null, rootUri: null, capabilities, ...rest }
    session.initialised = await session.client.sendRequest(InitializeRequest.type, params)
    await session.client.sendNotification(InitializedNotification.type, {})
    return session
  }

  private constructor(
    engine: Engine | Promise<Engine>,
    {
      pages,
      rules,
      files,
      indexes,
    }: {
      pages: Pages
      rules: readonly Rule[] | undefined
      files: FileAccess | undefined
      indexes: boolean
    },
  ) {
    const answers = new PassThrough()
    const watchDog: WatchDog = {
      shutdownReceived: false,
      initialize: () => undefined,
      exit: (code) => {
        this.exitCode = code
      },
    }
    const server = createConnection(
      (logger) => createBareConnection(new StreamMessageReader(this.wire), new StreamMessageWriter(answers), logger),
      watchDog,
    )
    const disk = files === undefined ? {} : { files }
    const known =
      rules === undefined
        ? { knownRules: rulesNamed(...RULE_IDS) }
        : {
            knownRules: knownRules(rules),
            shareRules: (configs: readonly LintConfig[]) => shareProgramRules(rules, configs),
          }
    serve(server, { loadEngine: async () => await engine, pages, ...known, quietPeriod: 10, indexes, ...disk })
    this.client = createProtocolConnection(new StreamMessageReader(answers), new StreamMessageWriter(this.wire))
    this.client.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params)
    })
    this.client.onNotification(LogMessageNotification.type, ({ message }) => {
      this.logged.push(message)
    })
  }

  async open(uri: string, text: string, languageId = 'c', version = 1): Promise<void> {
    const textDocument = { uri, languageId, version, text }
    await this.client.sendNotification(DidOpenTextDocumentNotification.type, { textDocument })
  }

  async change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    const textDocument = { uri, version }
    await this.client.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges })
  }

  async close(uri: string): Promise<void> {
    await this.client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } })
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const params = { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) }
    return this.client.sendRequest(DocumentDiagnosticRequest.type, params)
  }

  async pullItems(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(uri)
    if (report.kind !== 'full') throw new Error('expected a full report')
    return report.items
  }

  /** The diagnostics pushed for a version, waiting for them. */
  async pushed(uri: string, version: number): Promise<readonly Diagnostic[]> {
    const found = await eventually(() =>
      this.published.findLast((params) => params.uri === uri && params.version === version),
    )
    return found.diagnostics
  }

  end(): void {
    this.client.dispose()
  }
}

/** Waits for a value; the test's own time limit is the bound. */
export async function eventually<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Pulls until the findings of a document are these, see `brief`. */
export async function eventuallyFinds(
  session: Session | undefined,
  uri: string,
  expected: readonly string[],
): Promise<void> {
  for (;;) {
    const found = brief((await session?.pullItems(uri)) ?? [])
    if (JSON.stringify(found) === JSON.stringify(expected)) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Codes and first lines: enough to tell findings apart. */
export function brief(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, range }) => `${code}@${range.start.line}:${range.start.character}`)
}
