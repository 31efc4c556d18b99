import { ENTRY_POINTS, LIBRARY_FUNCTION_NAMES, PLATFORMS, type Platform } from '../model/index.ts'
import { summaryKey } from './derive-summary.ts'
import type { BindFact, FileFacts, FunctionFacts, ImportedFacts, Note, ProgramFacts, ProgramRun } from './facts.ts'
import { representative } from './namesakes.ts'
import type { FunctionSummary, SummaryOutcome } from './summary.ts'

/** Which definitions the names of a run mean on one platform, and who calls whom. */
class CallGraph {
  private readonly definitions = new Map<string, FunctionFacts[]>()
  private readonly callers = new Map<FunctionFacts, Set<FunctionFacts>>()

  constructor(
    files: readonly FileFacts[],
    private readonly platform: Platform,
  ) {
    // One name often has a definition for each platform in one file.
    const functions = files.flatMap((file) => file.functions.filter((fn) => fn.summaries[platform] !== undefined))
    for (const fn of functions) {
      const list = this.definitions.get(fn.name)
      if (list) list.push(fn)
      else this.definitions.set(fn.name, [fn])
    }
    for (const fn of functions) {
      for (const name of fn.references) {
        const target = this.resolve(name, fn.file)
        if (target === undefined || target === fn) continue
        const set = this.callers.get(target)
        if (set) set.add(fn)
        else this.callers.set(target, new Set([fn]))
      }
    }
  }

  /**
   * The definition that a name means in a file: its own one, else the only one that other files offer, else the only
   * one in the same folder. Programs of one repository often share names; when it is not clear, nobody is meant.
   */
  resolve(name: string, file: string): FunctionFacts | undefined {
    const candidates = this.definitions.get(name)
    if (candidates === undefined) return undefined
    const own = candidates.filter((fn) => fn.file === file)
    if (own.length > 0) return own[0]
    const shared = candidates.filter((fn) => !fn.isStatic)
    if (shared.length === 1) return shared[0]
    const near = shared.filter((fn) => folder(fn.file) === folder(file))
    return near.length === 1 ? near[0] : undefined
  }

  /** What a call of this name in a file does, where that does not depend on which definition is meant. */
  meaning(name: string, file: string): FunctionFacts | undefined {
    const clear = this.resolve(name, file)
    if (clear !== undefined) return clear
    const shared = (this.definitions.get(name) ?? []).filter((fn) => !fn.isStatic)
    const near = shared.filter((fn) => folder(fn.file) === folder(file))
    return representative(name, near.length > 0 ? near : shared, this.platform)
  }

  /** The definitions of a name in a file: one for each branch of an `#if` that nobody could settle. */
  find(file: string, name: string): FunctionFacts[] {
    return this.definitions.get(name)?.filter((fn) => fn.file === file) ?? []
  }

  entries(): FunctionFacts[] {
    return [...ENTRY_POINTS].flatMap((name) => this.definitions.get(name) ?? [])
  }

  /** The functions and all that reach them through calls. */
  reaching(functions: readonly FunctionFacts[]): Set<FunctionFacts> {
    return closure(functions, (fn) => this.callers.get(fn) ?? [])
  }

  /** The function and all it refers to, and the names that have no definition. */
  reachable(fn: FunctionFacts): { readonly functions: Set<FunctionFacts>; readonly unknown: Set<string> } {
    const unknown = new Set<string>()
    const functions = closure([fn], (from) =>
      from.references.flatMap((name) => {
        const target = this.resolve(name, from.file)
        if (target === undefined) unknown.add(name)
        return target ?? []
      }),
    )
    return { functions, unknown }
  }
}

function closure<T>(from: readonly T[], next: (item: T) => Iterable<T>): Set<T> {
  const seen = new Set(from)
  const stack = [...from]
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    for (const other of next(item)) {
      if (seen.has(other)) continue
      seen.add(other)
      stack.push(other)
    }
  }
  return seen
}

function folder(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1)
}

/** The facts of a run for rules that look at the whole program: what each of them is given, by its id. */
export function programFacts(files: readonly FileFacts[], platform: Platform): (rule: string) => ProgramFacts {
  const graph = new CallGraph(files, platform)
  const binds = files.flatMap((file) => file.functions.flatMap((fn) => fn.binds[platform] ?? []))
  const notes = files.flatMap((file) => file.notes[platform] ?? [])
  const reaching = new Map<string, Set<FunctionFacts>>()
  const ancestors = ({ file, functionName }: BindFact): Set<FunctionFacts> => {
    const key = `${file} ${functionName}`
    const known = reaching.get(key)
    if (known !== undefined) return known
    const set = graph.reaching(graph.find(file, functionName))
    reaching.set(key, set)
    return set
  }
  const sameProgram = (a: BindFact, b: BindFact): boolean => {
    const others = ancestors(b)
    for (const fn of ancestors(a)) if (others.has(fn)) return true
    return false
  }
  let programs: ReturnType<CallGraph['reachable']>[] | null = null
  const holds = (functions: ReadonlySet<FunctionFacts>, { file, functionName }: Note): boolean => {
    for (const fn of functions) {
      if (fn.file === file && (functionName === null || fn.name === functionName)) return true
    }
    return false
  }
  return (rule) => {
    const own = notes.filter((note) => note.rule === rule)
    return {
      binds,
      sameProgram,
      notes: own,
      programsOf: (note) => {
        programs ??= graph.entries().map((entry) => graph.reachable(entry))
        return programs.flatMap(({ functions, unknown }): ProgramRun[] =>
          holds(functions, note) ? [{ notes: own.filter((other) => holds(functions, other)), unknown }] : [],
        )
      },
    }
  }
}

/** What a file should know of functions that other files define; nothing for names that do nothing to sockets. */
export function importsFor(files: readonly FileFacts[]): Map<string, ImportedFacts> {
  const graphs = new Map(PLATFORMS.map((platform) => [platform, new CallGraph(files, platform)]))
  const result = new Map<string, ImportedFacts>()
  for (const file of files) {
    const summaries: Partial<Record<Platform, Record<string, FunctionSummary>>> = {}
    for (const platform of file.platforms) {
      const known: Record<string, FunctionSummary> = {}
      for (const name of [
        ...new Set(file.functions.flatMap((fn) => (fn.summaries[platform] === undefined ? [] : fn.references))),
      ].sort()) {
        const target = graphs.get(platform)?.meaning(name, file.file)
        if (target === undefined || target.file === file.file) continue
        const summary = target.summaries[platform]
        // What the program defines is not what a library means by the name, whatever it does.
        if (summary !== undefined && (isWorthKnowing(summary) || LIBRARY_FUNCTION_NAMES.has(name)))
          known[name] = summary
      }
      if (Object.keys(known).length > 0) summaries[platform] = known
    }
    if (Object.keys(summaries).length > 0) result.set(file.file, { summaries })
  }
  return result
}

/** False for functions that a caller may as well not know: they make, change and look at no descriptor and return. */
function isWorthKnowing(summary: FunctionSummary): boolean {
  if (summary.kind === 'boring') return summary.handles.length > 0
  if (summary.kind !== 'outcomes') return false
  if (summary.outcomes.length === 0 || summary.threads !== undefined) return true
  return summary.outcomes.some(
    (outcome) =>
      outcome.created.length > 0 ||
      outcome.inputs.length > 0 ||
      outcome.borrowed.length > 0 ||
      outcome.role !== 'sole' ||
      fillsAddress(outcome),
  )
}

/** It writes something definite to memory of its caller, as functions that fill in address structures do. */
function fillsAddress(outcome: SummaryOutcome): boolean {
  return outcome.stores.some(
    ([, value]) => value.kind === 'host' || (value.kind !== 'unknown' && 'order' in value && value.order === 'network'),
  )
}

/** A text equal exactly for equal imports. */
export function importsKey(imports: ImportedFacts | undefined): string {
  if (imports === undefined) return ''
  return Object.entries(imports.summaries)
    .map(
      ([platform, table]) =>
        `${platform}\n${Object.entries(table ?? {})
          .map(([name, summary]) => `${name}\n${summaryKey(summary)}`)
          .join('\n')}`,
    )
    .join('\n')
}
