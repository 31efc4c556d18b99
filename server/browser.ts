/** Entry of dist/server-browser.js: the server in a web worker, started by the client of a browser editor. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { createEngine, knownRules, shareProgramRules } from '../engine/index.ts'
import { pages, rules } from '../rules/index.ts'
import { serve } from './core.ts'

declare const self: DedicatedWorkerGlobalScope

serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  loadEngine: async (wasm) => {
    if (wasm === undefined) throw new Error('initializationOptions.wasm is missing')
    return await createEngine(wasm, rules)
  },
  pages,
  knownRules: knownRules(rules),
  shareRules: (configs) => shareProgramRules(rules, configs),
})
