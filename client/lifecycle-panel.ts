import {
  CancellationTokenSource,
  commands,
  env,
  l10n,
  Position,
  Range,
  Uri,
  ViewColumn,
  window,
  workspace,
  type Disposable,
  type TextEditor,
  type Webview,
  type WebviewPanel,
} from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { LifecycleParams, LifecycleResult } from '../server/protocol.ts'
import { isChecked } from './documents.ts'
import { EXPLAIN_RULE, LIFECYCLE } from './methods.ts'
import { readViewMessage, type HostMessage } from './view/messages.ts'
import { renderDocument, renderLifecycle, renderNote, summarise, type LifecycleTexts } from './view/render.ts'

/** How long the cursor and the text must rest before the panel asks again, in milliseconds. */
const REST = 250

interface Target {
  readonly uri: Uri
  readonly position: Position
}

/** The panel beside the editor that draws what becomes of each socket in the function at the cursor. */
export class LifecyclePanel implements Disposable {
  readonly #client: BaseLanguageClient
  readonly #extension: Uri
  readonly #subscriptions: readonly Disposable[]
  #panel: WebviewPanel | undefined
  /** What the panel is about; it stays when the focus leaves the editor. */
  #target: Target | undefined
  #request: CancellationTokenSource | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** What was drawn last: the same again is not drawn, so that the focus and what is read aloud stay where they are. */
  #drawn: string | undefined

  constructor(client: BaseLanguageClient, extension: Uri) {
    this.#client = client
    this.#extension = extension
    this.#subscriptions = [
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.#follow(textEditor)),
      window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.#target?.uri.toString()) this.refresh()
      }),
    ]
  }

  /** Opens the panel for a place, as links name it (URI and LSP position), or for the cursor. */
  show(uri: unknown, position: unknown): void {
    this.#target = targetOf(uri, position) ?? targetAtCursor() ?? this.#target
    this.#drawn = undefined
    if (this.#panel === undefined) this.#open()
    else this.#panel.reveal()
    this.refresh(0)
  }

  /** Asks the server again, unless nobody looks. */
  refresh(rest = REST): void {
    clearTimeout(this.#timer)
    if (this.#panel?.visible !== true) return
    this.#timer = setTimeout(() => void this.#draw(), rest)
  }

  dispose(): void {
    clearTimeout(this.#timer)
    this.#request?.cancel()
    for (const each of this.#subscriptions) each.dispose()
    this.#panel?.dispose()
  }

  #open(): void {
    const place = Uri.joinPath(this.#extension, 'dist')
    const panel = window.createWebviewPanel('socklint.lifecycle', l10n.t('Socket Lifecycle'), ViewColumn.Beside, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [place],
    })
    this.#panel = panel
    panel.iconPath = Uri.joinPath(this.#extension, 'icon.png')
    panel.onDidDispose(() => {
      this.#panel = undefined
      this.#request?.cancel()
    })
    panel.onDidChangeViewState(() => this.refresh(0))
    panel.webview.onDidReceiveMessage((message: unknown) => this.#received(message))
    panel.webview.html = this.#document(panel.webview, place)
  }

  #document(webview: Webview, place: Uri): string {
    return renderDocument({
      title: l10n.t('Socket Lifecycle'),
      language: env.language.startsWith('ja') ? 'ja' : 'en',
      nonce: nonce(),
      styleSource: webview.cspSource,
      script: webview.asWebviewUri(Uri.joinPath(place, 'lifecycle-view.js')).toString(),
    })
  }

  #follow(editor: TextEditor | undefined): void {
    if (editor === undefined || !isChecked(editor.document)) return
    this.#target = { uri: editor.document.uri, position: editor.selection.active }
    this.#post({ kind: 'cursor', line: editor.selection.active.line })
    this.refresh()
  }

  #received(message: unknown): void {
    const read = readViewMessage(message)
    switch (read?.kind) {
      case 'ready':
        // A panel that was hidden has lost its content.
        this.#drawn = undefined
        this.refresh(0)
        return
      case 'go':
        void this.#goTo(read.uri, new Range(...read.range))
        return
      case 'explain':
        void commands.executeCommand(EXPLAIN_RULE, read.rule)
        return
      case undefined:
    }
  }

  async #goTo(address: string, selection: Range): Promise<void> {
    const uri = Uri.parse(address)
    const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString())
    await window.showTextDocument(uri, { selection, viewColumn: shown?.viewColumn ?? ViewColumn.One })
  }

  async #draw(): Promise<void> {
    const texts = lifecycleTexts()
    const target = this.#target
    if (target === undefined) return this.#put(renderNote(l10n.t('Put the cursor into a C or C++ function.')), '')
    if (!this.#client.isRunning()) return this.#put(renderNote(l10n.t('The Socklint server is not running.')), '')
    this.#request?.cancel()
    const request = new CancellationTokenSource()
    this.#request = request
    const params: LifecycleParams = {
      textDocument: { uri: this.#client.code2ProtocolConverter.asUri(target.uri) },
      position: this.#client.code2ProtocolConverter.asPosition(target.position),
    }
    let result: LifecycleResult | null
    try {
      result = await this.#client.sendRequest<LifecycleResult | null>(LIFECYCLE, params, request.token)
    } catch {
      return // Overtaken by a newer request, or the server went: its return draws again.
    } finally {
      request.dispose()
    }
    if (this.#request !== request) return
    if (result === null || result.descriptors.length === 0) {
      const note = l10n.t('There is no socket to follow in the function at the cursor.')
      return this.#put(renderNote(note), note)
    }
    this.#put(renderLifecycle(result, texts), summarise(result, texts))
    this.#post({ kind: 'cursor', line: target.position.line })
  }

  #put(html: string, spoken: string): void {
    if (html === this.#drawn) return
    this.#drawn = html
    this.#post({ kind: 'content', html, spoken })
  }

  #post(message: HostMessage): void {
    void this.#panel?.webview.postMessage(message)
  }
}

function targetOf(uri: unknown, position: unknown): Target | undefined {
  if (typeof uri !== 'string' || typeof position !== 'object' || position === null) return undefined
  if (!('line' in position && 'character' in position)) return undefined
  const { line, character } = position
  if (typeof line !== 'number' || typeof character !== 'number') return undefined
  return { uri: Uri.parse(uri), position: new Position(line, character) }
}

function targetAtCursor(): Target | undefined {
  const editor = window.activeTextEditor
  if (editor === undefined || !isChecked(editor.document)) return undefined
  return { uri: editor.document.uri, position: editor.selection.active }
}

/** For one page: what runs in it must have been put there by us. */
function nonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function lifecycleTexts(): LifecycleTexts {
  return {
    heading: (name) => l10n.t('Sockets in {0}', name),
    line: (line) => l10n.t('line {0}', line),
    platforms: { posix: 'POSIX', windows: 'Windows' },
    severities: { error: l10n.t('Error'), warning: l10n.t('Warning'), info: l10n.t('Information') },
    ends: {
      closed: l10n.t('Closed at the end'),
      open: l10n.t('Still open at the end'),
      'handed-over': l10n.t('Handed over to other code'),
    },
    findings: l10n.t('Findings'),
    explainRule: (rule) => l10n.t('Explain {0}', rule),
    counts: (descriptors, findings) => l10n.t('Sockets: {0}. Findings: {1}.', descriptors, findings),
  }
}
