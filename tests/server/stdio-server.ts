/** A process that serves the fake engine on standard input and output, for tests of how it lives and ends. */
import { createConnection } from 'vscode-languageserver/node'
import { serve } from '../../server/core.ts'
import { rulesNamed } from '../support/known-rules.ts'
import { FakeEngine } from './fake-engine.ts'
import { PAGES, RULE_IDS } from './pages.ts'

serve(createConnection(process.stdin, process.stdout), {
  loadEngine: () => Promise.resolve(new FakeEngine()),
  pages: PAGES,
  knownRules: rulesNamed(...RULE_IDS),
})
