import type { FlowListener } from '../flow/analyse.ts'
import type { SocketEvents } from '../flow/events.ts'
import type { Note } from '../flow/facts.ts'
import type { FunctionNode } from '../syntax/functions.ts'
import type { FlowContext, Report, Rule } from './rule.ts'

export interface Reported {
  readonly rule: Rule
  readonly given: Report<string>
  readonly fn: FunctionNode
}

/** What the rules say of the events of one function, until it is known whether the function passed a limit. */
export interface Said {
  readonly reports: Reported[]
  readonly notes: Note[]
}

/** The same as it outlives an analysis: plain data but for the rules. */
export interface KeptSaid {
  readonly reports: readonly Omit<Reported, 'fn'>[]
  readonly notes: readonly Note[]
}

/** The parts of a rule's context that differ between functions come from here. */
export type MakeContext = (rule: Rule, fn: FunctionNode, said: Said) => FlowContext<string>

/** Gives the events of the flow engine to the rules, and keeps what they say by function. */
export class FlowReports {
  private readonly listening = new Map<keyof SocketEvents, Rule[]>()
  private readonly said = new Map<FunctionNode, Said>()
  /** The contexts of the function that events came from last. */
  private contexts = new Map<Rule, FlowContext<string>>()
  private current: FunctionNode | null = null

  constructor(
    rules: readonly Rule[],
    private readonly makeContext: MakeContext,
    private readonly guarded: (rule: Rule, offset: number, work: () => void) => void,
  ) {
    for (const rule of rules)
      for (const name of Object.keys(rule.on ?? {}) as (keyof SocketEvents)[])
        this.listening.set(name, [...(this.listening.get(name) ?? []), rule])
  }

  readonly listener: FlowListener = (name, event, fn) => {
    for (const rule of this.listening.get(name) ?? []) {
      const context = this.contextOf(rule, fn)
      this.guarded(rule, event.span.start, () => rule.on?.[name]?.(event, context))
    }
  }

  /** What was said of functions that did not pass a limit, in the order of the events. */
  of(functions: readonly { readonly node: FunctionNode; readonly limit: string | null }[]): Said {
    const silent = new Set(functions.filter(({ limit }) => limit !== null).map(({ node }) => node))
    const counted = [...this.said].filter(([fn]) => !silent.has(fn)).map(([, said]) => said)
    return {
      reports: counted.flatMap(({ reports }) => reports),
      notes: counted.flatMap(({ notes }) => notes),
    }
  }

  /** What was said of a function so far, without the function. */
  saidOf(fn: FunctionNode): KeptSaid {
    const { reports, notes } = this.said.get(fn) ?? { reports: [], notes: [] }
    return { reports: reports.map(({ rule, given }) => ({ rule, given })), notes: [...notes] }
  }

  /** Takes what was said of a function when it was analysed before for said now. */
  repeat(fn: FunctionNode, { reports, notes }: KeptSaid): void {
    this.said.set(fn, { reports: reports.map((report) => ({ ...report, fn })), notes: [...notes] })
  }

  private contextOf(rule: Rule, fn: FunctionNode): FlowContext<string> {
    if (this.current !== fn) {
      this.current = fn
      this.contexts = new Map()
    }
    let context = this.contexts.get(rule)
    if (context === undefined) {
      let said = this.said.get(fn)
      if (said === undefined) this.said.set(fn, (said = { reports: [], notes: [] }))
      context = this.makeContext(rule, fn, said)
      this.contexts.set(rule, context)
    }
    return context
  }
}
