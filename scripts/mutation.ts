/**
 * Judges mutants: which of them the rules, or the events of the engine, tell from the code they were made of. A mutant
 * is judged in its program: files that call the changed function are analysed again, for that is where a helper shows
 * that no longer closes what it is given.
 */
import { type Engine, type FileAnalysis, type ImportedFacts, MAX_IMPORT_ROUNDS } from '../engine/index.ts'
import type { ResourceView, Rule } from '../engine/rule-api.ts'
import type { SourceParser } from '../engine/syntax/parser.ts'
import { EVERY_RULE } from '../tests/support/lint.ts'
import { type LifetimeEvent, lifetimeEvents } from './lifetime-events.ts'
import { callSitesOf, MUTANT_KINDS, mutantsOf, type CallSite, type Mutant, type MutantKind } from './mutants.ts'

/** Files that are one program; texts by path. */
export interface Corpus {
  readonly texts: ReadonlyMap<string, string>
  /** Those whose statements are changed. */
  readonly changed: ReadonlySet<string>
  /** True for a function that is wrong on purpose: it is neither changed nor judged. */
  readonly leavesOut: (functionName: string) => boolean
}

export interface Verdict {
  readonly path: string
  readonly line: number
  readonly code: string
  readonly kind: Mutant['kind']
  /** Rules and events that tell the mutant from the original; none for a survivor. */
  readonly by: readonly string[]
  /** Why it is counted apart: it is equivalent, or the program does not show whether it is wrong. */
  readonly apart: Mutant['equivalent'] | typeof BEYOND | typeof CALLERS_END | typeof FOREIGN_END
  /** Why it may have survived. */
  readonly reason: string
}

export interface Judgement {
  readonly verdicts: readonly Verdict[]
  /** Events on the unchanged code, one line each. */
  readonly before: readonly string[]
}

/** What the engine knew of a descriptor where the unchanged code closes it. */
type Closing = Pick<ResourceView, 'origin' | 'escaped'> & { readonly role: string; readonly damaged: boolean }

/** Descriptors closed in the analysis that runs, by the offset of the call. */
const closings = new Map<number, Closing>()

/** Notes closings, and tells nothing: why a mutant survived is read from them. */
const closingsProbe: Rule = {
  id: 'event/closing',
  severity: 'info',
  precision: 'high',
  presets: ['strict'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  since: '0.0.0',
  messages: {},
  on: {
    closed: ({ span, resource, state }, { damaged }) => {
      closings.set(span.start, { origin: resource.origin, escaped: resource.escaped, role: state.role, damaged })
    },
  },
}

/** Rules that the engine needs beside those that are measured. */
export const MEASURING_RULES: readonly Rule[] = [...lifetimeEvents, closingsProbe]

/** A close of an argument, in a function after whose calls the process ends each time. */
const CALLERS_END = 'every caller ends the process next'

/** A close of an end of a pair that belongs to the other process: `Mutant.foreignEnd`. */
const FOREIGN_END = 'an end of a pair that is for the other process'

/**
 * A close of what came in as an argument, or lies in memory of others, in a function that nothing in the program calls:
 * whether it has to close it, only its callers know. A child process owns its copies, whoever made the descriptor.
 * So it is when all callers only pass on an argument of their own and nothing in the program calls them; and with an exit
 * behind such a close after which nothing in the function names the descriptor, when nothing calls it.
 */
const BEYOND = 'the callers are not in the program'

function isGiven(closing: Closing | undefined): boolean {
  return closing?.origin === 'parameter' && closing.role !== 'child'
}

interface Finding {
  readonly rule: string
  readonly path: string
  readonly line: number
  readonly message: string
  readonly functionName: string
}

/** A program whose files know of each other what their functions do. */
class Program {
  private readonly imports = new Map<string, ImportedFacts>()
  private readonly analyses: ReadonlyMap<string, FileAnalysis>
  private readonly original: ReadonlyMap<string, Finding>

  constructor(
    private readonly engine: Engine,
    private readonly corpus: Corpus,
  ) {
    const analyses = new Map([...corpus.texts].map(([path, content]) => [path, this.analyse(path, content)]))
    this.settle(analyses, corpus.texts, this.imports)
    this.analyses = analyses
    this.original = this.findings([...analyses.values()])
  }

  get found(): readonly Finding[] {
    return [...this.original.values()]
  }

  /** True when some function of the program calls a function of this name or takes its address. */
  refersTo(name: string): boolean {
    return [...this.analyses.values()].some(({ facts }) =>
      facts.functions.some((fn) => fn.name !== name && fn.references.includes(name)),
    )
  }

  /** What one file closes, by offset, and its analysis. */
  closingsOf(path: string): { readonly known: ReadonlyMap<number, Closing>; readonly analysis: FileAnalysis } {
    closings.clear()
    const analysis = this.analyse(path, this.corpus.texts.get(path) ?? '', this.imports.get(path))
    return { known: new Map(closings), analysis }
  }

  /** Findings that the program has when one of its files has another text, and does not have now. */
  newFindings(path: string, text: string): Finding[] {
    const texts = new Map(this.corpus.texts).set(path, text)
    const analyses = new Map(this.analyses).set(path, this.analyse(path, text, this.imports.get(path)))
    this.settle(analyses, texts, new Map(this.imports))
    return [...this.findings([...analyses.values()])].flatMap(([key, finding]) =>
      this.original.has(key) ? [] : finding,
    )
  }

  private analyse(path: string, content: string, imports?: ImportedFacts): FileAnalysis {
    return this.engine.analyse({ path, content }, EVERY_RULE, imports)
  }

  private settle(
    analyses: Map<string, FileAnalysis>,
    texts: ReadonlyMap<string, string>,
    imports: Map<string, ImportedFacts>,
  ): void {
    for (let round = 0; round < MAX_IMPORT_ROUNDS; round++) {
      const plan = this.engine.planImports([...analyses.values()])
      if (plan.size === 0) break
      for (const [path, facts] of plan) {
        imports.set(path, facts)
        analyses.set(path, this.analyse(path, texts.get(path) ?? '', facts))
      }
    }
  }

  /** By texts that are equal exactly when the finding is the same. */
  private findings(analyses: readonly FileAnalysis[]): Map<string, Finding> {
    const { diagnostics, errors } = this.engine.conclude(analyses, EVERY_RULE)
    // An analysis that broke off finds nothing, and would make good figures of the unchanged code.
    const [error] = errors
    if (error !== undefined) throw new Error(JSON.stringify(error))
    return new Map(
      diagnostics.map((d) => {
        const message = d.message.en
        const functionName = d.functionName ?? ''
        const finding = { rule: d.rule, path: d.file, line: d.range.start.line + 1, message, functionName }
        return [`${d.file} ${d.rule} ${d.span.start} ${message}`, finding] as const
      }),
    )
  }
}

/**
 * Events that are no fault by themselves: a descriptor that is open as the process ends, and a call on -1, whose test
 * examples and fixtures often leave out where it is not their subject. A mutant that makes a call on -1 is caught.
 */
const CAREFREE_IN_ORIGINAL: readonly LifetimeEvent[] = ['left', 'invalid']
const CAREFREE_IN_MUTANT: readonly LifetimeEvent[] = ['left']

const isOneOf = (rule: string, events: readonly LifetimeEvent[]): boolean =>
  events.some((event) => rule === `event/${event}`)

/** Judges the mutants of a program, of all kinds or of some. */
export function judgeProgram(
  engine: Engine,
  parser: SourceParser,
  corpus: Corpus,
  kinds: readonly MutantKind[] = MUTANT_KINDS,
): Judgement {
  const program = new Program(engine, corpus)
  const verdicts: Verdict[] = []
  for (const path of corpus.changed) {
    const text = corpus.texts.get(path) ?? ''
    const mutants = mutantsOf(parser, path, text).filter(({ kind }) => kinds.includes(kind))
    if (mutants.length === 0) continue
    const { known, analysis } = program.closingsOf(path)
    const silent = new Set(analysis.limits.map((limit) => limit.functionName))
    for (const mutant of mutants) {
      const { start, end } = mutant.span
      const around = analysis.facts.functions.filter((fn) => fn.span.start <= start && end <= fn.span.end)
      if (around.some(({ name }) => corpus.leavesOut(name))) continue
      const told = program
        .newFindings(path, mutant.text)
        .filter(({ functionName }) => !corpus.leavesOut(functionName))
        .map(({ rule }) => rule)
      const by = told.filter((rule) => !isOneOf(rule, CAREFREE_IN_MUTANT))
      const sitesOf = (name: string): CallSite[] =>
        [...corpus.texts].flatMap(([file, content]) => callSitesOf(parser, file, content, name))
      const closed = [...known].find(([offset]) => start <= offset && offset < end)?.[1]
      const isBeyond = mutant.kind === 'close' && isGiven(closed) && around.every((fn) => !program.refersTo(fn.name))
      verdicts.push({
        path,
        line: text.slice(0, start).split('\n').length,
        code: text.slice(start, end).replace(/\s+/g, ' ').slice(0, 60),
        kind: mutant.kind,
        by: [...new Set(by)].sort(),
        apart:
          mutant.equivalent ?? (isBeyond ? BEYOND : null) ?? apartByOthers(mutant, closed, around, program, sitesOf),
        reason: survivorReason(mutant, closed, {
          silent: around.length === 0 || around.some(({ name }) => silent.has(name)),
          left: told.length > by.length,
        }),
      })
    }
  }
  const before = program.found.filter(
    ({ rule, path, functionName }) =>
      corpus.changed.has(path) &&
      !corpus.leavesOut(functionName) &&
      rule.startsWith('event/') &&
      !isOneOf(rule, CAREFREE_IN_ORIGINAL),
  )
  return { verdicts, before: before.map(({ path, line, message }) => `${path}:${line} ${message}`) }
}

/** Why a mutant is no fault that this function, or this process, can show; null when it is one. */
function apartByOthers(
  { kind, foreignEnd, closedParameters }: Mutant,
  closed: Closing | undefined,
  around: readonly { readonly name: string }[],
  program: Program,
  sitesOf: (name: string) => CallSite[],
): Verdict['apart'] {
  if (foreignEnd === 'any' || (foreignEnd === 'child' && closed?.role === 'child')) return FOREIGN_END
  const [fn, nested] = around
  if (fn === undefined || nested !== undefined || closedParameters.length === 0) return null
  if (kind === 'close' && !isGiven(closed)) return null
  // A caller of the program may go on with what is closed here.
  if (kind !== 'close') return program.refersTo(fn.name) ? null : BEYOND
  if (closedParameters.every((index) => comesFromOutside(fn.name, index, program, sitesOf))) return BEYOND
  const sites = sitesOf(fn.name)
  return sites.length > 0 && sites.every(({ endsProcess }) => endsProcess) ? CALLERS_END : null
}

/** True when nothing in the program makes what a function gets as an argument. */
function comesFromOutside(
  name: string,
  index: number,
  program: Program,
  sitesOf: (name: string) => CallSite[],
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (seen.has(name)) return true
  const sites = sitesOf(name)
  if (sites.length === 0) return !program.refersTo(name)
  return sites.every(({ caller, parameters }) => {
    const passed = parameters[index] ?? -1
    return passed >= 0 && comesFromOutside(caller, passed, program, sitesOf, new Set([...seen, name]))
  })
}

function survivorReason(
  mutant: Mutant,
  known: Closing | undefined,
  { silent, left }: { readonly silent: boolean; readonly left: boolean },
): string {
  if (silent || known?.damaged === true) return 'the function is damaged or passes a bound'
  switch (mutant.kind) {
    case 'close':
      if (left) return 'open until the process ends'
      if (known === undefined) return 'the engine does not know what is closed here'
      if (known.origin === 'parameter') return 'the caller gave the descriptor and may close it'
      if (known.escaped) return 'the descriptor is known elsewhere too'
      if (known.role === 'child') return 'a copy in a child process'
      return 'no path is left that loses it'
    case 'exit after close':
      return 'goes on with a closed descriptor'
    case 'exit':
    case 'test':
      return 'goes on after a failure'
    default:
      return 'no rule about it'
  }
}
