import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createConnection, type Connection } from 'vscode-languageserver/node'
import { createEngine, knownRules, shareProgramRules, type Engine } from '../engine/index.ts'
import { pages, rules } from '../rules/index.ts'
import { serve } from './core.ts'
import { DISK } from './disk.ts'

/** The arguments by which a client says how it talks to the server. */
const TRANSPORTS = /^--(stdio|node-ipc|socket(=|$)|pipe(=|$))/

/**
 * Starts the language server in this process: over the transport that the arguments name (`--stdio`, `--node-ipc`,
 * `--socket=PORT`, `--pipe=NAME`), over standard input and output when they name none. It ends the process itself:
 * with 0 when the client had sent `shutdown` before, otherwise with 1.
 *
 * `assets` is the folder of the WebAssembly modules.
 */
export function startServer(assets: string = __dirname): void {
  const connection: Connection = process.argv.some((argument) => TRANSPORTS.test(argument))
    ? createConnection()
    : createConnection(process.stdin, process.stdout)
  // One rejected promise must not end the server: the findings of all other documents would be gone with it.
  process.on('unhandledRejection', (reason) => connection.console.error(String(reason)))
  serve(connection, {
    loadEngine: () => loadEngine(assets),
    pages,
    files: DISK,
    knownRules: knownRules(rules),
    shareRules: (configs) => shareProgramRules(rules, configs),
  })
}

async function loadEngine(assets: string): Promise<Engine> {
  const read = (name: string): Promise<Uint8Array> => readFile(join(assets, name))
  const [runtime, c, cpp] = await Promise.all([
    read('web-tree-sitter.wasm'),
    read('tree-sitter-c.wasm'),
    read('tree-sitter-cpp.wasm'),
  ])
  return await createEngine({ runtime, c, cpp }, rules)
}
