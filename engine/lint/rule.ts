import type { Localised, MessageParameters } from '../text/localised.ts'
import type { SourceText } from '../text/source-text.ts'
import type { Span, TextEdit } from '../text/span.ts'
import type { Platform } from '../model/platform.ts'
import type { NodeId, SyntaxTree } from '../syntax/tree.ts'
import type { TypeShape } from '../syntax/types.ts'
import type { CodePlace, SocketEvents } from '../flow/events.ts'
import type { ProgramFacts } from '../flow/facts.ts'
import type { OutcomeTable, Severity } from './diagnostic.ts'
import type { Preset } from './config.ts'
import type { NoOptions, OptionValues, RuleOptions } from './rule-options.ts'

/** Which rule listens to what. A rule keeps no state between calls: everything it needs is in the arguments. */
export interface Rule<MessageId extends string = string, Options extends RuleOptions = RuleOptions> {
  /** `category/name`; names the fault, equals the folder under rules/. */
  readonly id: string
  readonly since: string
  readonly severity: Severity
  /** `high`: reports are right; `medium`: some are matters of taste or need knowledge the code does not show. */
  readonly precision: 'high' | 'medium'
  readonly presets: readonly Preset[]
  readonly platforms: readonly Platform[]
  /** `any`: one platform view is enough; `all`: every view that contains the line must report it. */
  readonly merge: 'any' | 'all'
  readonly cwe: readonly string[]
  /**
   * One cause, one report: of the findings of a function with one `once` key, those of this rule are left out where one
   * of these rules, which know the cause better, has told of it.
   */
  readonly yieldsTo?: readonly string[]
  readonly messages: Readonly<Record<MessageId, Localised>>
  /**
   * What is a matter of the project, and what holds where it says nothing; `context.options` has the values. They are
   * those of the file under analysis, so that `program` knows them by what listeners noted.
   */
  readonly options?: Options
  /** Called for syntax nodes of these kinds (names as in `grammars/kinds.ts`). */
  readonly visit?: { readonly [kind: string]: Listener<NodeId, SyntaxContext<MessageId, Options>> }
  /** Called with the events of the flow engine, once a place and state. */
  readonly on?: {
    readonly [E in keyof SocketEvents]?: Listener<SocketEvents[E], FlowContext<MessageId, Options>>
  }
  /** Called once with the merged facts of all files, per platform. */
  readonly program?: (facts: ProgramFacts, context: ProgramContext<MessageId>) => void
}

/**
 * A function of a rule. The compiler compares it as it does methods, because a registry of rules does not know the
 * options of each; the runner gives each rule the values of its own.
 */
type Listener<Given, Context> = { listen(given: Given, context: Context): void }['listen']

/** Where a finding stands, in a message's words. `file` only when it is another file than the finding's. */
export interface Place {
  readonly file?: string
  readonly span: Span
}

export interface StepReport extends Place {
  readonly message: Localised
}

export interface FixReport {
  readonly title: Localised
  readonly safety: 'safe' | 'suggest'
  readonly edits: readonly TextEdit[]
  /** It is right only where the finding holds on every platform whose view contains the place. */
  readonly everywhere?: true
}

/** What a rule hands over for one finding. */
export interface Report<MessageId extends string> {
  readonly span: Span
  readonly message: MessageId
  readonly parameters?: MessageParameters
  readonly steps?: readonly StepReport[]
  readonly fixes?: readonly FixReport[]
  readonly outcome?: OutcomeTable
  /**
   * Reports of one function with equal keys, at one place where there is one, are one finding on the platforms of all: the
   * first in the text stays, and
   * the places of the others become steps of it that say `also`. Of their fixes those stay that all have by title, with
   * the edits of all. For a fault with many ends, such as a descriptor that every return loses.
   */
  readonly once?: { readonly key?: string; readonly at?: CodePlace; readonly also: Localised }
  /**
   * Of a flow event: the report is dropped when the rule notes this tag in the same function, on whatever path and in
   * whatever order. For what is missing on one path because another does it on purpose.
   */
  readonly unless?: string
  /** Only to soften: a finding that is advice in this case. */
  readonly severity?: Severity
}

interface CommonContext<MessageId extends string> {
  readonly platform: Platform
  report(report: Report<MessageId>): void
}

/** Context of a syntax visit: one view of one file. */
export interface SyntaxContext<MessageId extends string, Options extends RuleOptions = RuleOptions>
  extends CommonContext<MessageId> {
  /** The options of the rule for this file. */
  readonly options: OptionValues<Options>
  /** False for code that the analysis takes for switched off on every platform of the file. */
  readonly isCompiled: boolean
  /** Path of the file under analysis, as findings name it: relative, with `/`. */
  readonly file: string
  readonly tree: SyntaxTree
  /** The file's text as written (the tree's own text has switched-off lines blanked). */
  readonly source: SourceText
  /**
   * Of the platforms the file is written for (whatever the run targets), those whose view contains this code, in the
   * order posix, windows; includes `platform` for code of this view. A fix made for one platform must keep the others.
   */
  platformsOf(span: Span): readonly Platform[]
  /**
   * Conditions of `#if` that nobody could settle and that were assumed to hold for the code at `offset` to be compiled,
   * outermost first. Two places that each rest on an assumption the other lacks may never be compiled together.
   */
  assumptionsAt(offset: number): readonly string[]
  /**
   * Whether the file or a header of the project defines a macro of this name, so that it may mean anything; null where
   * the file includes a header of its project that nobody has read.
   */
  isMacro(name: string): boolean | null
  /** The declared type of an expression as far as the file shows it; undefined means unknown: stay silent. */
  typeOf(expression: NodeId): TypeShape | undefined
  /** Keeps something of this place for the rule's `program` function, which alone sees the whole program. */
  note(span: Span, tag: string, text?: string): void
}

/** Context of a flow event: the same, and what surrounds it. */
export interface FlowContext<MessageId extends string, Options extends RuleOptions = RuleOptions>
  extends SyntaxContext<MessageId, Options> {
  readonly functionName: string
  /**
   * A text for a node of the function, for tags and keys. Unlike the number of a node, and unlike an offset, it stays the
   * same when the function moves within its file: neither of those may stand in a text that a rule hands over.
   */
  nameOf(node: NodeId): string
  /** The function has ERROR or MISSING nodes: conclude nothing from what is absent. */
  readonly damaged: boolean
}

/** Context of a program rule: reports name their file. */
export interface ProgramContext<MessageId extends string> {
  readonly platform: Platform
  report(report: Report<MessageId> & { readonly file: string }): void
}

/** Declares a rule; the compiler checks the message ids in `report` calls, and knows the types of its options. */
export function defineRule<const M extends string, const O extends RuleOptions = NoOptions>(
  rule: Rule<M, O>,
): Rule<M, O> {
  return rule
}
