import { LIBRARY_FUNCTION_NAMES, PLATFORMS, type Platform } from '../model/index.ts'
import { summaryKey } from './derive-summary.ts'
import type { BindFact, FileFacts, FunctionFacts, ImportedFacts, ProgramFacts } from './facts.ts'
import type { FunctionSummary, SummaryOutcome } from './summary.ts'

/** Which definitions the names of a run mean on one platform, and who calls whom. */
class CallGraph {
  private readonly definitions = new Map<string, FunctionFacts[]>()
  private readonly callers = new Map<FunctionFacts, Set<FunctionFacts>>()

  constructor(files: readonly FileFacts[], platform: Platform) {
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

  find(file: string, name: string): FunctionFacts | undefined {
    return this.definitions.get(name)?.find((fn) => fn.file === file)
  }

  /** The function and all that reach it through calls. */
  reaching(fn: FunctionFacts): Set<FunctionFacts> {
    const seen = new Set([fn])
    const stack = [fn]
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      for (const caller of this.callers.get(next) ?? []) {
        if (!seen.has(caller)) {
          seen.add(caller)
          stack.push(caller)
        }
      }
    }
    return seen
  }
}

function folder(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1)
}

/** The facts of a run for rules that look at the whole program. */
export function programFacts(files: readonly FileFacts[], platform: Platform): ProgramFacts {
  const graph = new CallGraph(files, platform)
  const binds = files.flatMap((file) => file.functions.flatMap((fn) => fn.binds[platform] ?? []))
  const reaching = new Map<FunctionFacts, Set<FunctionFacts>>()
  const ancestors = (bind: BindFact): Set<FunctionFacts> => {
    const fn = graph.find(bind.file, bind.functionName)
    if (fn === undefined) return new Set()
    const known = reaching.get(fn)
    if (known !== undefined) return known
    const set = graph.reaching(fn)
    reaching.set(fn, set)
    return set
  }
  return {
    binds,
    sameProgram(a, b) {
      const others = ancestors(b)
      for (const fn of ancestors(a)) if (others.has(fn)) return true
      return false
    },
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
        const target = graphs.get(platform)?.resolve(name, file.file)
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
  if (summary.kind !== 'outcomes') return false
  if (summary.outcomes.length === 0) return true
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
