/** Entry of the extension in browser editors: the server is a web worker. */
import { Uri, workspace, type ExtensionContext } from 'vscode'
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser'
import { activateClient } from './common.ts'

let client: LanguageClient | undefined
let worker: Worker | undefined

export async function activate(context: ExtensionContext): Promise<void> {
  const read = (name: string): Promise<Uint8Array> =>
    Promise.resolve(workspace.fs.readFile(Uri.joinPath(context.extensionUri, 'dist', name)))
  const [script, runtime, c, cpp] = await Promise.all([
    read('server-browser.js'),
    read('web-tree-sitter.wasm'),
    read('tree-sitter-c.wasm'),
    read('tree-sitter-cpp.wasm'),
  ])
  // Reader and writer instead of the worker: web extension hosts put a class of their own in the place of `Worker`,
  // and the client library does not know its instances.
  const startWorker = (): Promise<MessageTransports> => {
    worker?.terminate() // A server that was stopped leaves its worker idle.
    worker = workerOf(script)
    return Promise.resolve({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) })
  }
  await activateClient(
    context,
    (options) => {
      client = new LanguageClient('socklint', 'Socklint', startWorker, options)
      return client
    },
    { runtime, c, cpp },
  )
}

export async function deactivate(): Promise<void> {
  await client?.dispose()
  worker?.terminate()
}

/** From the script's text, as extension hosts refuse to start a worker from a remote address. */
function workerOf(script: Uint8Array): Worker {
  const address = URL.createObjectURL(new Blob([new Uint8Array(script)], { type: 'text/javascript' }))
  const worker = new Worker(address)
  // The worker has fetched its script by the time it can answer; the address is of no use after that.
  worker.addEventListener('message', () => URL.revokeObjectURL(address), { once: true })
  return worker
}
