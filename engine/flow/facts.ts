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

/** Something a rule keeps of one place for its judgement of the whole program. Serialisable. */
export interface Note {
  readonly rule: string
  readonly file: string
  /** The function around the place; null outside of functions. */
  readonly functionName: string | null
  readonly span: Span
  /** What it is, in the rule's own words. */
  readonly tag: string
  /** What else the rule wants to know of it later; empty for nothing. */
  readonly text: string
}

export interface FileFacts {
  readonly file: string
  /** Platforms the file is written for. */
  readonly platforms: readonly Platform[]
  readonly functions: readonly FunctionFacts[]
  readonly notes: Readonly<Partial<Record<Platform, readonly Note[]>>>
  /** Stands for the imported facts that this analysis used; empty for none. */
  readonly importsKey: string
  /** Offset of the first character of each line. */
  readonly lineStarts: readonly number[]
}

/** Summaries of functions that other files define, by name, as seen from one file. */
export interface ImportedFacts {
  readonly summaries: Readonly<Partial<Record<Platform, Readonly<Record<string, FunctionSummary>>>>>
}

/** What one main() can run, as far as names tell: through calls, and through functions whose address is taken. */
export interface ProgramRun {
  /** What the rule noted in functions of the program, in the order of files and places. */
  readonly notes: readonly Note[]
  /** Names the program refers to that are neither defined in the run nor known to the model: they may do anything. */
  readonly unknown: ReadonlySet<string>
}

/** The facts of all files of a run, for one platform and one rule. */
export interface ProgramFacts {
  readonly binds: readonly BindFact[]
  /** True when one program can execute both functions: one function reaches both through calls. */
  sameProgram(a: BindFact, b: BindFact): boolean
  /** All that the rule noted, in the order of files and places. */
  readonly notes: readonly Note[]
  /** The programs that can run the code of a note; empty when no main() of the run is known to reach it. */
  programsOf(note: Note): readonly ProgramRun[]
}
