import type { Platform } from '../model/platform.ts'
import type { Span } from '../text/span.ts'
import type { AddressFact, OptionSetting } from './events.ts'
import type { FunctionSummary } from './summary.ts'

/** One bind() with what is known of it, for rules that look at the whole program. */
export interface BindFact {
  readonly file: string
  readonly functionName: string
  readonly span: Span
  readonly address: AddressFact
  readonly type: 'stream' | 'datagram' | 'seqpacket' | 'raw' | null
  readonly options: readonly OptionSetting[]
  /** Every path through the function closes the socket before it returns. */
  readonly closedOnReturn: boolean
}

/** What one function definition tells others. Serialisable. */
export interface FunctionFacts {
  /** With all classes and namespaces: `net::Class::method`. */
  readonly name: string
  readonly file: string
  readonly span: Span
  readonly isStatic: boolean
  /** Names it calls or takes the address of, sorted. */
  readonly references: readonly string[]
  readonly summaries: Readonly<Partial<Record<Platform, FunctionSummary>>>
  readonly binds: Readonly<Partial<Record<Platform, readonly BindFact[]>>>
}

export interface FileFacts {
  readonly file: string
  /** Platforms the file is written for. */
  readonly platforms: readonly Platform[]
  readonly functions: readonly FunctionFacts[]
  /** Stands for the imported facts that this analysis used; empty for none. */
  readonly importsKey: string
  /** Offset of the first character of each line. */
  readonly lineStarts: readonly number[]
}

/** Summaries of functions that other files define, by name, as seen from one file. */
export interface ImportedFacts {
  readonly summaries: Readonly<Partial<Record<Platform, Readonly<Record<string, FunctionSummary>>>>>
}

/** The facts of all files of a run, for one platform. */
export interface ProgramFacts {
  readonly binds: readonly BindFact[]
  /** True when one program can execute both functions: one function reaches both through calls. */
  sameProgram(a: BindFact, b: BindFact): boolean
}
