import type { AnalysisError, Diagnostic, LintConfig, Localised } from '../engine/index.ts'
import type { Configurations } from './configuration/configurations.ts'
import type { Headers } from './headers.ts'
import type { EngineParts, Judge, Timings } from './judge.ts'
import type { LintOptions } from './options.ts'
import type { Overlay } from './overlay.ts'
import { NO_PROGRESS, type Progress } from './progress.ts'
import type { Recorded, Told } from './results/facts-file.ts'
import type { JoinedFacts } from './results/joined-facts.ts'

export interface RunResult {
  readonly files: number
  readonly skipped: number
  /** Sorted by file and place. */
  readonly diagnostics: readonly Diagnostic[]
  readonly errors: readonly AnalysisError[]
  readonly notes: readonly Localised[]
  /** Arguments that name nothing, and faults of configuration files. */
  readonly wrong: readonly AnalysisError[]
  /** Something went wrong that is a fault of this program. */
  readonly internalError: boolean
  /** Functions that passed a bound of the analysis and were left unjudged. */
  readonly limits: readonly PassedLimit[]
  readonly spent: RunTimes
  /** True when a fault of this rule in this file would have been found, on every platform. */
  readonly judges: (file: string, rule: string) => boolean
  /** What stands for the bytes of a file that the findings are about; undefined for one without an analysis. */
  readonly textOf: (file: string) => string | undefined
  /** All that was read of the project: files, headers and configurations. Absolute. */
  readonly reads: readonly string[]
  /** What the run tells others; null where that was not asked for. */
  readonly recorded: Recorded | null
  /** Why results could not be kept for the next run. */
  readonly notKept: Localised | null
}

export interface PassedLimit {
  readonly file: string
  readonly functionName: string
  readonly limit: string
}

/** Milliseconds; `inThreads` is summed over all threads. */
export interface RunTimes {
  readonly discover: number
  readonly judge: number
  readonly imports: number
  readonly conclude: number
  readonly threads: number
  readonly inThreads: Timings
}

export interface RunInput {
  readonly options: LintOptions
  readonly configurations: Configurations
  /** Makes the configurations of a run fit for each other. */
  readonly completeConfigs: (configs: readonly LintConfig[], areAll: boolean) => readonly LintConfig[]
  readonly cwd: string
  /** The engine's side, loaded already. */
  readonly engine: EngineParts
  readonly judge: Judge
  /** The project headers; fresh. */
  readonly headers: Headers
  /** Those of files of other runs, which were told how these are compiled. */
  readonly headersOf: (told: Told) => Headers
  readonly overlay: Overlay
  /** Results are kept in this folder from run to run; null where they are not. */
  readonly cache: string | null
  /** What stands for this build of the program. */
  readonly build: () => string
  /** What other runs have found out about other files; `report` of those too. */
  readonly others: { readonly facts: JoinedFacts; readonly report: boolean } | null
  /** Keep what other runs need. */
  readonly record: boolean
  /** True when a configuration switches a rule on; also of `socklint/unused-suppression`. */
  readonly isRuleOn: (rule: string, config: LintConfig) => boolean
  /** Told how far the run is. */
  readonly progress: Progress
  /** Bytes of standard input; only asked for with `--stdin`. */
  readonly readStdin: () => Promise<Buffer>
}

/** A run that has nothing to do with others. */
export const ALONE: Pick<RunInput, 'cache' | 'build' | 'others' | 'record' | 'progress'> = {
  cache: null,
  build: () => '',
  others: null,
  record: false,
  progress: NO_PROGRESS,
}
