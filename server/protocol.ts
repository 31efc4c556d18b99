/**
 * The messages that Socklint adds to the Language Server Protocol, and what its own clients put into
 * `initializationOptions`. Types only: the client imports nothing else of the server.
 */

/** All fields are optional: an editor that knows nothing of Socklint starts the server with none of them. */
export interface InitializationOptions {
  /** Display language of the editor as a BCP 47 tag; wins over `locale` of the initialize request. */
  readonly language?: string
  /** The WebAssembly modules, for a server that cannot read files (a browser worker). */
  readonly wasm?: WasmModules
  /** Commands the client has registered and runs from links in hovers. */
  readonly commandLinks?: readonly ExplainRuleCommand[]
  /** The client opens `socklint-doc:/CATEGORY/NAME.md` as the page of the rule `CATEGORY/NAME`. */
  readonly pageScheme?: RulePageScheme
  /** The client understands `socklint/status`. */
  readonly status?: boolean
  /** Settings for clients without `workspace/configuration`; the shape of the `socklint` section. */
  readonly settings?: unknown
}

/** File contents; the names say which: web-tree-sitter.wasm, tree-sitter-c.wasm, tree-sitter-cpp.wasm. */
export interface WasmModules {
  readonly runtime: Uint8Array
  readonly c: Uint8Array
  readonly cpp: Uint8Array
}

/** Scheme of the rules' pages as documents of our own client; they need no network. */
export type RulePageScheme = 'socklint-doc'

/** Client command that opens the page of the rule in its first argument. */
export type ExplainRuleCommand = 'socklint.explainRule'

/** Request: the page of one rule. Answers null for an unknown rule. */
export type ExplainRuleMethod = 'socklint/explainRule'
export interface ExplainRuleParams {
  readonly rule: string
}
export interface ExplainRuleResult {
  readonly title: string
  readonly markdown: string
}

/** Request without parameters: every rule that has a page, sorted by id. */
export type ListRulesMethod = 'socklint/rules'
export interface RuleSummary {
  readonly id: string
  readonly title: string
  readonly summary: string
}

/** Notification from the server: what it is doing, for a quiet status item. */
export type StatusMethod = 'socklint/status'
export interface StatusParams {
  readonly state: 'starting' | 'ready' | 'failed'
}
