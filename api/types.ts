/*
 * The types of `import … from 'socklint'`. This file imports nothing: it is what a program sees that uses the package, and
 * changes here are changes of the API.
 */

/** The languages that every message and page exists in. */
export type Language = 'en' | 'ja'
export type Platform = 'posix' | 'windows'
export type Severity = 'error' | 'warning' | 'info'
export type Preset = 'recommended' | 'strict' | 'learn' | 'off'

/** One text in every language. */
export type Localised = Readonly<Record<Language, string>>

/** A half-open range of UTF-16 code units in a file's text, as `String.prototype.slice` takes it. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A place: line and column count from 0, columns in UTF-16 code units, as in the Language Server Protocol. */
export interface Position {
  readonly line: number
  readonly character: number
}

export interface Range {
  readonly start: Position
  readonly end: Position
}

/** Replaces a span of the text by another; an insertion has an empty span. */
export interface TextEdit {
  readonly span: Span
  readonly newText: string
}

/** A change that mends a finding. `safe` keeps the meaning otherwise; `suggest` is for a person to look at. */
export interface Fix {
  readonly title: Localised
  readonly safety: 'safe' | 'suggest'
  readonly edits: readonly TextEdit[]
}

/** One step of what led to a finding. */
export interface Step {
  readonly file: string
  readonly span: Span
  readonly range: Range
  readonly message: Localised
}

/** What the systems answer in each case; `mark` is the row that applies to the code. */
export interface OutcomeTable {
  readonly title: Localised
  readonly columns: readonly Localised[]
  readonly rows: readonly { readonly cells: readonly Localised[]; readonly mark: boolean }[]
  /** The address of the source. */
  readonly source: string
}

/** One finding: plain data that can be cloned and written as JSON. */
export interface Finding {
  /** The path that the file was given with. */
  readonly file: string
  readonly rule: string
  readonly severity: Severity
  readonly span: Span
  readonly range: Range
  readonly message: Localised
  /** The platforms on which it holds. */
  readonly platforms: readonly Platform[]
  /** The function it lies in; null outside of functions. */
  readonly functionName: string | null
  /** What led to it, in order. */
  readonly related: readonly Step[]
  /** Such as `CWE-404`. */
  readonly cwe: readonly string[]
  readonly fixes: readonly Fix[]
  readonly outcome?: OutcomeTable
}

/** Something that kept a file, or a part of it, from being judged. */
export interface FileError {
  readonly file: string
  readonly message: Localised
  /** Where in the file, if it is about one place. */
  readonly position?: Position
  /** A fault of the linter itself. */
  readonly internal?: true
}

/** A function that was too large for the analysis; nothing is concluded in it. */
export interface PassedLimit {
  readonly file: string
  readonly functionName: string
  readonly limit: string
}

export interface LintResult {
  /** Sorted by file and place. */
  readonly findings: readonly Finding[]
  readonly errors: readonly FileError[]
  readonly limits: readonly PassedLimit[]
}

/** What a function of yours does to sockets; the words are those of the configuration file. */
export interface FunctionModel {
  readonly name: string
  readonly platforms?: Platform | readonly Platform[]
  readonly arguments?: ArgumentModel | readonly ArgumentModel[]
  readonly makes?: 'created' | 'bound' | 'listening' | 'connected' | 'accepted'
  readonly result?: 'descriptor' | 'status'
  readonly fails?: '-1' | 'nonzero' | '0' | 'NULL' | 'exits' | 'never'
  readonly family?: 'inet' | 'inet6' | 'unix'
  readonly type?: 'stream' | 'datagram' | 'seqpacket'
  readonly host?: string
  readonly port?: number
  readonly options?: string | readonly string[]
}

export type ArgumentModel =
  | '-'
  | 'uses'
  | 'keeps'
  | 'closes'
  | 'binds'
  | 'listens'
  | 'connects'
  | 'out'
  | 'writes'
  | 'address'
  | 'host'
  | 'port'
  | 'ends-unless-zero'

/** How severe a rule is; `on` is its own severity. */
export type RuleSetting = Severity | 'on' | 'off'

export interface RuleEntry {
  /** Left out, what the preset says holds. */
  readonly severity?: RuleSetting
  /** Values of options by their names; those left out have their defaults. See `RuleInfo.options`. */
  readonly options?: Readonly<Record<string, OptionValue>>
}

export type OptionValue = number | boolean | string | readonly (number | string)[]

/** An option that a rule declares. */
export interface RuleOption {
  /** `functions`: a list of names; `ports`: a list of numbers and of ranges such as `50000-50100`. */
  readonly type: 'integer' | 'boolean' | 'choice' | 'functions' | 'ports'
  readonly default: OptionValue
  readonly says: Localised
  /** Of an integer: the smallest and the greatest that are allowed. */
  readonly minimum?: number
  readonly maximum?: number
  /** The words that a choice is one of. */
  readonly choices?: readonly string[]
}

/** The settings of a configuration file that do not speak of files. */
export interface Config {
  /** Default: `recommended`. */
  readonly preset?: Preset
  /** Default: `auto`, the platforms that each file is written for. */
  readonly targets?: 'auto' | 'posix' | 'windows' | 'both'
  /** Severity and options by rule id; a severity counts more than the preset. */
  readonly rules?: Readonly<Record<string, RuleSetting | RuleEntry>>
  readonly noreturn?: readonly string[]
  readonly wrappers?: Readonly<Record<string, string | readonly string[]>>
  readonly models?: readonly FunctionModel[]
  /** Macros that are defined in all files; null for one that is not defined. */
  readonly defines?: Readonly<Record<string, string | number | boolean | null>>
  /** Folders in which headers are looked for among the given files. */
  readonly includePaths?: readonly string[]
}

/** A file of a project. */
export interface SourceFile {
  /** What findings call it, with `/`; its ending tells C from C++, and headers from others. */
  readonly path: string
  /** Its text, or its bytes: UTF-8, UTF-16 with a byte order mark, EUC-JP or Shift_JIS. */
  readonly content: string | Uint8Array
}

export interface LintOptions {
  readonly config?: Config
}

export interface TextOptions extends LintOptions {
  /** Default: `stdin.c`. */
  readonly path?: string
}

export interface FixOptions {
  /** Also fixes that a person should look at. Default: false. */
  readonly suggestions?: boolean
}

export interface FixedText {
  readonly text: string
  /** How many findings were mended. */
  readonly applied: number
  /** What is left, in the mended text. */
  readonly result: LintResult
}

export interface FixedFiles {
  /** The files whose text has changed. */
  readonly changed: readonly { readonly path: string; readonly text: string }[]
  readonly applied: number
  readonly result: LintResult
}

/** What is known of a rule. */
export interface RuleInfo {
  readonly id: string
  readonly title: Localised
  readonly summary: Localised
  readonly severity: Severity
  readonly precision: 'high' | 'medium'
  readonly presets: readonly Preset[]
  readonly platforms: readonly Platform[]
  readonly cwe: readonly string[]
  /** The version that brought it. */
  readonly since: string
  /** What a configuration can set, by name; empty for most rules. */
  readonly options: Readonly<Record<string, RuleOption>>
}

/** The linter. No method reads files, starts a program or asks the network; the same input gives the same result. */
export interface Engine {
  /** Every rule, sorted by id. */
  readonly rules: readonly RuleInfo[]
  /**
   * Checks one text.
   * @throws ConfigError when the configuration is wrong
   */
  lintText(text: string, options?: TextOptions): LintResult
  /**
   * Checks files as one program: what functions do is followed from file to file, and headers among them are read by
   * those that include them.
   * @throws ConfigError when the configuration is wrong
   */
  lintFiles(files: readonly SourceFile[], options?: LintOptions): LintResult
  /**
   * Mends one text, again and again until nothing is left to mend.
   * @throws ConfigError when the configuration is wrong
   */
  fixText(text: string, options?: TextOptions & FixOptions): FixedText
  /**
   * Mends the files of a program. Bytes are decoded; files that are not UTF-8 are left alone.
   * @throws ConfigError when the configuration is wrong
   */
  fixFiles(files: readonly SourceFile[], options?: LintOptions & FixOptions): FixedFiles
  /** A rule's page as markdown (GFM); null when there is no such rule. */
  explain(rule: string, language?: Language): string | null
}

export interface EngineOptions {
  /** The folder of the three WebAssembly modules, for programs that are bundled. Default: the package's own. */
  readonly assets?: string
}
