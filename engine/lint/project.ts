import type { Localised } from '../text/localised.ts'
import type { AnalysisError, Diagnostic } from './diagnostic.ts'
import type { FileFacts, ImportedFacts } from '../flow/facts.ts'
import type { LintConfig, RunConfig } from './config.ts'
import type { Defines } from '../preprocess/views.ts'
import type { Content, HeaderFacts } from './header-facts.ts'
import type { IncludedHeaders } from './header-table.ts'
import type { KeptFunctions } from './kept-functions.ts'
import type { FunctionLifecycles } from './lifecycles.ts'
import type { Suppression } from './suppressions.ts'

/** One file to judge. `path` is what findings will name: relative, with `/`. */
export interface SourceInput {
  readonly path: string
  /** Bytes as they are on disk, or text that an editor holds. */
  readonly content: Content
  /** Editors name the language; otherwise the extension and the text decide. */
  readonly language?: 'c' | 'cpp'
  /** What its compiler is told: see compile-commands.ts. */
  readonly defines?: Defines
  /** The project's headers that it includes; without them only the system's are known, by the model. */
  readonly headers?: IncludedHeaders
}

/** What the analysis of one file gives; structured-cloneable, so it can come from a worker. */
export interface FileAnalysis {
  readonly path: string
  /** False when the file holds no word of interest and was not parsed. */
  readonly parsed: boolean
  /** Findings before suppressions; program-wide findings are added by `conclude`. */
  readonly diagnostics: readonly Diagnostic[]
  readonly facts: FileFacts
  readonly suppressions: readonly Suppression[]
  readonly errors: readonly AnalysisError[]
  readonly limits: readonly LimitReached[]
}

/** A bound that was passed; `limitMessage` says what follows from it. */
export interface LimitReached {
  /** Empty for a bound of the whole file. */
  readonly functionName: string
  readonly limit: string
}

/** What a whole run says. Diagnostics are sorted by file, line, column, rule. */
export interface Conclusion {
  readonly diagnostics: readonly Diagnostic[]
  readonly errors: readonly AnalysisError[]
  readonly notes: readonly Localised[]
}

/**
 * The engine as its shells see it. No method does IO; all are deterministic.
 * A run is: `mayMatter` per file; if the shell can supply headers, `readIncludes` per file, `readHeader` once per
 * header and the order of each file's headers from `includedHeaders`; `analyse` per file, then rounds of `planImports` + `analyse` for the files
 * it names until it names none (at most `MAX_IMPORT_ROUNDS`; those that it still names then are `unsettled`), then
 * `conclude` once.
 */
export interface Engine {
  /** False when the file cannot hold a finding: it has no word that any rule is about. */
  mayMatter(bytes: Uint8Array, config?: LintConfig): boolean
  /** What a header tells those that include it; undefined for what is no text or too long. */
  readHeader(path: string, content: Content, defines?: Defines): HeaderFacts | undefined
  /**
   * `kept`: an object of its own for each file that is analysed again and again while somebody edits it. It spares time and
   * changes no result.
   */
  analyse(input: SourceInput, config: LintConfig, imports?: ImportedFacts, kept?: KeptFunctions): FileAnalysis
  /**
   * What becomes of the descriptors of the functions of a file, by `config` and `imports` as in `analyse`. It follows
   * the code once more: for when somebody looks.
   */
  lifecycles(input: SourceInput, config: LintConfig, imports?: ImportedFacts): readonly FunctionLifecycles[]
  /** Files whose functions call functions of other files that do something to sockets, and what those do. */
  planImports(analyses: readonly FileAnalysis[]): ReadonlyMap<string, ImportedFacts>
  conclude(analyses: readonly FileAnalysis[], config: RunConfig): Conclusion
}

export const MAX_IMPORT_ROUNDS = 4
