/**
 * `npm run bench -- --typing FILE... [--against COMMAND]`: from a keystroke to its findings in the language server, as an
 * editor sees it that asks for diagnostics after each change. A statement is typed at four places of the file, character
 * by character; brackets close by themselves, as in most editors. Another build of the command
 * (`dist/cli.js`) is asked in turn, so that the ratio holds when the machine's speed drifts. Build first.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node'

const TYPED = 'if (n) { close(n); }'
const PLACES = 4
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '{': '}' }

/** The versions of a text while somebody types into it, here and there. */
function typedVersions(text: string): string[] {
  const statements = [...text.matchAll(/;\r?\n(?=(?: +|\t)\w)/g)]
  const versions: string[] = []
  for (let place = 1; place <= PLACES; place++) {
    const before = statements[Math.floor((statements.length * place) / (PLACES + 1))]
    versions.push(...typedAt(text, before === undefined ? 0 : before.index + before[0].length))
  }
  return versions
}

function typedAt(text: string, at: number): string[] {
  const versions: string[] = []
  let open = ''
  for (let length = 1; length <= TYPED.length; length++) {
    const typed = TYPED[length - 1] ?? ''
    if (typed === open[0]) open = open.slice(1)
    else open = (CLOSING[typed] ?? '') + open
    versions.push(text.slice(0, at) + TYPED.slice(0, length) + open + text.slice(at))
  }
  return versions
}

/** A running server with one open document. */
class Server {
  /** Milliseconds from the opened document to its findings, and from each change. */
  first = 0
  readonly times: number[] = []
  readonly #process: ChildProcess
  readonly #connection: ProtocolConnection
  readonly #uri: string
  #version = 1

  constructor(command: string, file: string) {
    const child = spawn(process.execPath, [command, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#process = child
    this.#connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    )
    this.#connection.listen()
    this.#uri = pathToFileURL(resolve(file)).href
  }

  async open(text: string, language: string): Promise<void> {
    await this.#connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: null,
      capabilities: { textDocument: { diagnostic: {} } },
    })
    await this.#connection.sendNotification(InitializedNotification.type, {})
    const began = performance.now()
    const textDocument = { uri: this.#uri, languageId: language, version: this.#version, text }
    await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument })
    await this.#findings()
    this.first = performance.now() - began
  }

  async change(text: string): Promise<void> {
    const began = performance.now()
    const textDocument = { uri: this.#uri, version: ++this.#version }
    await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument,
      contentChanges: [{ text }],
    })
    await this.#findings()
    this.times.push(performance.now() - began)
  }

  async #findings(): Promise<void> {
    await this.#connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: this.#uri } })
  }

  stop(): void {
    this.#connection.dispose()
    this.#process.kill()
  }
}

function quantile(values: readonly number[], part: number): string {
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN).toFixed(0).padStart(6)
}

/** Types into each file in turn, with each of the commands, and prints medians; judges nothing. */
export async function typing(files: readonly string[], commands: readonly string[]): Promise<void> {
  console.log('milliseconds from a keystroke to its findings: median, nine of ten, and after the file was opened')
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    const language = /\.(?:c|h)$/.test(file) ? 'c' : 'cpp'
    const servers = commands.map((command) => new Server(command, file))
    try {
      for (const server of servers) await server.open(text, language)
      for (const version of typedVersions(text)) for (const server of servers) await server.change(version)
      for (const [index, { times, first }] of servers.entries()) {
        const name = index === 0 ? basename(file) : '  against'
        const lines = text.split('\n').length
        console.log(
          `${name.padEnd(24)} ${String(lines).padStart(6)} lines ${quantile(times, 0.5)} ${quantile(times, 0.9)} ${quantile([first], 0)}`,
        )
      }
    } finally {
      for (const server of servers) server.stop()
    }
  }
}
