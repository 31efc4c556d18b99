/**
 * The messages that Socklint adds to the Language Server Protocol, and what its own clients put into
 * `initializationOptions`. Types only: the client imports nothing else of the server.
 */
import type { Diagnostic, Position, Range } from 'vscode-languageserver'

/** All fields are optional: an editor that knows nothing of Socklint starts the server with none of them. */
export interface InitializationOptions {
  /** Display language of the editor as a BCP 47 tag; wins over `locale` of the initialize request. */
  readonly language?: string
  /** The WebAssembly modules, for a server that cannot read files (a browser worker). */
  readonly wasm?: WasmModules
  /** Commands the client has registered; it runs them from links in hovers and from code actions. */
  readonly commandLinks?: readonly ClientCommand[]
  /** The client opens `socklint-doc:/CATEGORY/NAME.md` as the page of the rule `CATEGORY/NAME`. */
  readonly pageScheme?: RulePageScheme
  /** The client answers `socklint/listFiles` and `socklint/readFiles`, for folders that the server cannot reach. */
  readonly fileAccess?: boolean
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

/** A command of the client that the server may link to. */
export type ClientCommand = ExplainRuleCommand | ShowLifecycleCommand | SetSeverityCommand

/** Client command that opens the page of the rule in its first argument. */
export type ExplainRuleCommand = 'socklint.explainRule'

/** Client command that shows the lifecycles at the URI in its first argument and the position in its second. */
export type ShowLifecycleCommand = 'socklint.showLifecycle'

/**
 * Client command that lets the user choose a severity and writes it into the settings. Arguments: the rule's id, the
 * URI of the workspace folder of the finding (left out where the document is in none).
 */
export type SetSeverityCommand = 'socklint.setSeverity'

/** Request: the page of one rule. Answers null for an unknown rule. */
export type ExplainRuleMethod = 'socklint/explainRule'
export interface ExplainRuleParams {
  readonly rule: string
}
export interface ExplainRuleResult {
  readonly title: string
  readonly markdown: string
}

/** Request without parameters: every rule that has a page, sorted by id; texts without markup. */
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

/**
 * Request: what becomes of each descriptor in the function at a position. Null where there is no function or nothing
 * to show.
 */
export type LifecycleMethod = 'socklint/lifecycle'
export interface LifecycleParams {
  readonly textDocument: { readonly uri: string }
  /** Lines and characters from 0, characters in UTF-16 units, as everywhere in the protocol. */
  readonly position: Position
}
export interface LifecycleResult {
  /** Name of the function. */
  readonly function: string
  readonly uri: string
  /** The whole function definition. */
  readonly range: Range
  /** In the order in which they first appear. */
  readonly descriptors: readonly DescriptorLifecycle[]
}
export interface DescriptorLifecycle {
  /** As it is written: `fd`, `c->sock`. */
  readonly name: string
  /** Platforms on which this is what happens. */
  readonly platforms: readonly ('posix' | 'windows')[]
  /** What it is, in the language of the client: `stream socket (IPv4)`. */
  readonly kind: string
  /** Along the path that matters most: one with a finding, else the longest. */
  readonly steps: readonly LifecycleStep[]
  /** What has become of it where the path ends. */
  readonly end: 'closed' | 'open' | 'handed-over'
  readonly findings: readonly LifecycleFinding[]
}
export interface LifecycleFinding {
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'info'
  /** In the language of the client. */
  readonly message: string
  readonly range: Range
}
export interface LifecycleStep {
  readonly range: Range
  /** A sentence in the language of the client. */
  readonly text: string
  /** The state after the step. */
  readonly state: LifecycleState
  /** The state in the language of the client. */
  readonly stateLabel: string
}
export type LifecycleState =
  | 'created'
  | 'bound'
  | 'listening'
  | 'connecting'
  | 'connected'
  | 'half-closed'
  | 'failed'
  | 'closed'
  | 'handed-over'
  | 'open'

/** Request: lints the files of the workspace. Progress goes to the work-done token; it can be cancelled. */
export type LintWorkspaceMethod = 'socklint/lintWorkspace'
export interface LintWorkspaceParams {
  readonly workDoneToken?: string | number
  /** From clients whose server cannot read the disk: the files to lint instead. */
  readonly files?: readonly { readonly uri: string; readonly text: string }[]
}
export interface LintWorkspaceResult {
  /** Files that were analysed. */
  readonly files: number
  /** Files without a word that any rule is about, ignored ones, and ones that cannot be read. */
  readonly skipped: number
  /** Documents with findings. */
  readonly documents: readonly { readonly uri: string; readonly diagnostics: readonly Diagnostic[] }[]
  /** True when it was stopped; then the findings are those of the files that were reached. */
  readonly cancelled: boolean
  /** What could not be done and what to do about it, in the language of the client. */
  readonly problems: readonly string[]
}

/**
 * Request from the server: the files below a workspace folder that is on no disk of the server, as far as they matter: C and
 * C++ code, `.socklintrc.json`, `.gitignore`, `compile_commands.json`, and `.git`, whether file or folder. Folders of
 * version control and of packages are left out.
 */
export type ListFilesMethod = 'socklint/listFiles'
export interface ListFilesParams {
  /** URI of the folder. */
  readonly folder: string
}
export interface ListFilesResult {
  /** URIs. */
  readonly files: readonly string[]
  /** False when there are more than the client looked at. */
  readonly isWhole: boolean
}

/** Request from the server: the contents of files of the workspace. */
export type ReadFilesMethod = 'socklint/readFiles'
export interface ReadFilesParams {
  readonly uris: readonly string[]
  /** Larger files are not wanted. In bytes. */
  readonly limit: number
}
export interface ReadFilesResult {
  /** In the order of `uris`: base64 of the bytes, or null for what cannot be read or is too large. */
  readonly contents: readonly (string | null)[]
}

/** Request: the text of a commented .socklintrc.json for a workspace folder. Nothing is written. */
export type CreateConfigurationMethod = 'socklint/createConfiguration'
export interface CreateConfigurationParams {
  /** URI of the folder. */
  readonly folder: string
}
export interface CreateConfigurationResult {
  /** Where the file belongs. */
  readonly uri: string
  readonly text: string
  /** True when there is one already. */
  readonly exists: boolean
}
