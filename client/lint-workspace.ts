import {
  commands,
  l10n,
  languages,
  ProgressLocation,
  Uri,
  window,
  workspace,
  type CancellationToken,
  type Diagnostic,
  type Disposable,
  type FileSystemWatcher,
  type Progress,
} from 'vscode'
import { WorkDoneProgress, type BaseLanguageClient } from 'vscode-languageclient'
import type { LintWorkspaceParams, LintWorkspaceResult } from '../server/protocol.ts'
import { isChecked } from './documents.ts'
import { LINT_WORKSPACE } from './methods.ts'

/**
 * Findings of the whole workspace, on request. Open documents have findings of their own, so theirs are shown only
 * while they are closed, and no longer once their text has changed.
 */
export class WorkspaceLint implements Disposable {
  readonly #client: BaseLanguageClient
  readonly #shown = languages.createDiagnosticCollection('socklint-workspace')
  /** By URI, as they were when the command ran. */
  readonly #found = new Map<string, readonly Diagnostic[]>()
  readonly #subscriptions: readonly Disposable[]
  #watcher: FileSystemWatcher | undefined
  #runs = 0
  #running = false

  constructor(client: BaseLanguageClient) {
    this.#client = client
    this.#subscriptions = [
      workspace.onDidOpenTextDocument((document) => {
        if (isChecked(document)) this.#shown.delete(document.uri)
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#show(uri)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#forget(document.uri)
      }),
    ]
  }

  /** Runs once at a time: a second call while one is running does nothing. */
  async run(): Promise<void> {
    if (this.#running) return
    this.#running = true
    this.#clear()
    try {
      const options = {
        location: ProgressLocation.Notification,
        title: l10n.t('Socklint: checking the workspace'),
        cancellable: true,
      }
      const result = await window.withProgress(options, (progress, token) => this.#request(progress, token))
      for (const { uri, diagnostics } of result.documents) {
        this.#found.set(
          Uri.parse(uri).toString(),
          await this.#client.protocol2CodeConverter.asDiagnostics([...diagnostics]),
        )
      }
      for (const uri of this.#found.keys()) this.#show(Uri.parse(uri))
      this.#watch()
      void this.#tell(result)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      void window.showErrorMessage(l10n.t('The workspace could not be checked: {0}', reason))
    } finally {
      this.#running = false
    }
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose()
    this.#watcher?.dispose()
    this.#shown.dispose()
  }

  async #request(
    progress: Progress<{ message?: string; increment?: number }>,
    token: CancellationToken,
  ): Promise<LintWorkspaceResult> {
    const workDoneToken = `socklint-workspace-${++this.#runs}`
    let reached = 0
    const listener = this.#client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind === 'end') return
      const percentage = value.percentage ?? reached
      progress.report({
        increment: Math.max(0, percentage - reached),
        ...(value.message === undefined ? {} : { message: value.message }),
      })
      reached = Math.max(reached, percentage)
    })
    try {
      const params: LintWorkspaceParams = { workDoneToken }
      return await this.#client.sendRequest<LintWorkspaceResult>(LINT_WORKSPACE, params, token)
    } catch (error) {
      if (!token.isCancellationRequested) throw error
      return { files: 0, skipped: 0, documents: [], cancelled: true, problems: [] }
    } finally {
      listener.dispose()
    }
  }

  /** One message, as the user has asked for the run; what went wrong in detail is in the output. */
  async #tell({ files, documents, cancelled, problems }: LintWorkspaceResult): Promise<void> {
    for (const problem of problems) this.#client.outputChannel.warn(problem)
    const findings = documents.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0)
    const summary =
      findings === 0
        ? l10n.t('No findings. Files checked: {0}.', files)
        : l10n.t('Findings: {0}, in {1} files. Files checked: {2}.', findings, documents.length, files)
    const text = cancelled ? l10n.t('Cancelled. {0}', summary) : summary
    const showProblems = l10n.t('Show Problems')
    const showOutput = l10n.t('Show Output')
    const buttons = [...(findings > 0 ? [showProblems] : []), ...(problems.length > 0 ? [showOutput] : [])]
    const chosen =
      problems.length > 0
        ? await window.showWarningMessage([text, ...problems.slice(0, 1)].join(' '), ...buttons)
        : await window.showInformationMessage(text, ...buttons)
    if (chosen === showProblems) await commands.executeCommand('workbench.actions.view.problems')
    if (chosen === showOutput) this.#client.outputChannel.show()
  }

  #show(uri: Uri): void {
    const found = this.#found.get(uri.toString())
    const open = workspace.textDocuments.some((each) => !each.isClosed && each.uri.toString() === uri.toString())
    if (found !== undefined && !open) this.#shown.set(uri, found)
  }

  #forget(uri: Uri): void {
    this.#found.delete(uri.toString())
    this.#shown.delete(uri)
  }

  /** Of a folder that goes only the folder itself is told. */
  #forgetBelow(gone: Uri): void {
    const address = gone.toString()
    for (const uri of [...this.#found.keys()]) {
      if (uri === address || uri.startsWith(`${address}/`)) this.#forget(Uri.parse(uri))
    }
  }

  #clear(): void {
    this.#found.clear()
    this.#shown.clear()
  }

  /** Files that change or go while they are closed, by a checkout for example, take their findings with them. */
  #watch(): void {
    if (this.#watcher !== undefined || this.#found.size === 0) return
    this.#watcher = workspace.createFileSystemWatcher('**/*', true)
    this.#watcher.onDidChange((uri) => this.#forget(uri))
    this.#watcher.onDidDelete((uri) => this.#forgetBelow(uri))
  }
}
