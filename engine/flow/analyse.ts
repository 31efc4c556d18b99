import {
  ADDRESS_MEMBER_NAMES,
  TOLD_NAMES,
  TRACKED_NAMES,
  aliasRow,
  apiConstant,
  apiFunction,
  isEntryPoint,
  isTrackedFunction,
  libraryConstant,
  libraryFunction,
  type Effect,
  type FunctionModel,
  type Platform,
} from '../model/index.ts'
import type { CastLookalike, Declarations } from '../syntax/declarations.ts'
import type { NodeId, SyntaxTree } from '../syntax/tree.ts'
import { lambdasOf, nameOfNode, type FunctionNode } from '../syntax/functions.ts'
import { type CalledName, CalledNames, bareName, onAnotherObject, readCalledName } from './called-names.ts'
import { boringSummary } from './boring.ts'
import { buildGraph, type Graph } from './cfg.ts'
import { MAX_MACRO_CALLS } from './calls.ts'
import { constantText } from './constants.ts'
import type { Callee, FileNames, FunctionContext, MacroCall } from './context.ts'
import { deriveSummary } from './derive-summary.ts'
import type { SocketEvents } from './events.ts'
import type { BindFact } from './facts.ts'
import { firstUses } from './first-uses.ts'
import { FileFunctions } from './file-functions.ts'
import { fileConstants, fileStatics } from './file-names.ts'
import { modelSummary } from './model-summary.ts'
import { declaredNoReturn } from './no-return.ts'
import { argumentPlace, globalPlace } from './places.ts'
import { Owners } from './owners.ts'
import { simulate, type Simulation } from './simulate.ts'
import { State } from './state.ts'
import type { FunctionSummary } from './summary.ts'
import { threadsOf } from './thread-effects.ts'
import { UNKNOWN, integer, type Value } from './values.ts'

/** What the preprocessor knows of one view, as the flow engine needs it. */
export interface MacroTable {
  /** Replacement text of an object-like macro; undefined when there is none of that name. */
  bodyOf(name: string): string | undefined
  /** The name at the end of a chain of `#define a b`. */
  aliasOf(name: string): string | undefined
  wrapperOf(name: string): MacroCall | undefined
}

export interface FlowInput {
  readonly file: string
  readonly platform: Platform
  readonly tree: SyntaxTree
  /** Declared types of the tree. */
  readonly declarations: Declarations
  readonly functions: readonly FunctionNode[]
  readonly macros: MacroTable
  /** Enumerators and constant variables of the project's headers. */
  readonly constants?: ReadonlyMap<string, Value>
  readonly includes: ReadonlySet<string>
  /** Summaries of functions of other files, by name. */
  readonly imports: Readonly<Record<string, FunctionSummary>>
  /** Names of functions that never return, as the user says. */
  readonly noreturn?: readonly string[]
  /** Calls of the API by the user's own names for them: the first that the platform has. */
  readonly wrappers?: Readonly<Record<string, readonly string[]>>
  /** Functions that the user describes. */
  readonly models?: readonly FunctionModel[]
  /** Graphs and states are given up once a function is done: all of a large file's together fill the memory. */
  readonly forgetsStates?: boolean
  /** Knows what earlier analyses of the file made of its functions. */
  readonly keeper?: Keeper
}

/** What becomes of one function, without anything that stands for a node. */
export type Judgement = Pick<AnalysedFunction, 'summary' | 'binds' | 'limit' | 'summaryLimit'>

/** Asked for each function in its turn: callees come before callers. */
export interface Keeper {
  /**
   * Gives what an earlier analysis made of a function, or lets it be analysed with names that tell who asks what. `traits`
   * are what the file as a whole says of the function, as a text.
   */
  judge(fn: FunctionNode, traits: string, names: FileNames, analyse: (names: FileNames) => Judgement): Judgement
}

/** Receives the events of one function; they do not count when the function turns out to pass a limit. */
export type FlowListener = <E extends keyof SocketEvents>(name: E, event: SocketEvents[E], fn: FunctionNode) => void

/** One function after its simulation. */
export interface AnalysedFunction {
  readonly node: FunctionNode
  readonly summary: FunctionSummary
  readonly binds: readonly BindFact[]
  /** Names it refers to that are neither its own variables nor known functions and constants; sorted. */
  readonly references: readonly string[]
  /** The bound past which nothing that was told of it counts. */
  readonly limit: string | null
  /** The bound past which only its callers know nothing of it. */
  readonly summaryLimit: string | null
  /** Null for a function that is not followed, or whose states are not kept. */
  readonly graph: Graph | null
  readonly simulation: Simulation | null
}

/** Analyses all functions of one view, callees before callers. Results are in text order, lambdas last. */
export function analyseFunctions(input: FlowInput, listener: FlowListener): AnalysedFunction[] {
  return new FileFlow(input, listener).run()
}

function describedFunctions({ platform, wrappers = {}, models = [] }: FlowInput): Map<string, Callee> {
  const result = new Map<string, Callee>()
  for (const [name, calls] of Object.entries(wrappers)) {
    const [row] = aliasRow(name, calls.join(' '), platform)
    if (row !== undefined) result.set(name, { kind: 'api', row })
  }
  for (const model of models) {
    if (model.platforms?.includes(platform) ?? true)
      result.set(model.name, { kind: 'function', summary: modelSummary(model) })
  }
  return result
}

/** Effects of calls after which the descriptor that they were given may be another's to close. */
const TAKING: ReadonlySet<Effect> = new Set(['close', 'take', 'register', 'share', 'release'])

/** A text as one word, different for different texts. */
function asWord(text: string): string {
  return text.replace(/\W/g, (c) => `_${c.charCodeAt(0).toString(16)}_`)
}

class FileFlow implements FileNames {
  readonly platform: Platform
  readonly file: string
  private readonly done = new Map<FunctionNode, AnalysedFunction>()
  private readonly called: CalledNames
  private readonly functions: FileFunctions
  private readonly followed: ReadonlySet<FunctionNode>
  /** Followed only to tell rules of their calls: to callers they touch no socket. */
  private readonly told: ReadonlySet<FunctionNode>
  private readonly constants = new Map<string, Value | undefined>()
  private readonly macroCalls = new Map<string, MacroCall | undefined>()
  private readonly enumerators: Map<string, Value>
  /** Functions that never return, by the file's own declarations or by the user's word. */
  private readonly endings: ReadonlySet<string>
  /** What the user says of functions: it counts more than their definitions. */
  private readonly described: ReadonlyMap<string, Callee>
  private readonly owners: Owners
  /** Judged by themselves: nobody calls them by a name. */
  private readonly lambdas: readonly FunctionNode[]

  constructor(
    private readonly input: FlowInput,
    private readonly listener: FlowListener,
  ) {
    this.platform = input.platform
    this.file = input.file
    this.endings = new Set([...(input.noreturn ?? []), ...declaredNoReturn(input.tree)])
    this.described = describedFunctions(input)
    const statics = fileStatics(input.tree)
    const own = `@${asWord(input.file)}`
    this.lambdas = input.tree.language === 'cpp' ? lambdasOf(input.tree, input.functions) : []
    const functions = [...input.functions, ...this.lambdas]
    this.called = new CalledNames(input.tree, input.functions)
    this.functions = new FileFunctions(input.tree, functions, this.called, {
      globalOf: (name) => globalPlace(statics.has(name) ? name + own : name),
      wordOf: ({ name, namesakes }) => asWord(`${input.file} ${name} ${namesakes}`),
      targetsOf: (name) => this.targetsOf(name),
      readCall: (call) => this.readCall(call),
    })
    this.owners = new Owners(input.tree, input.functions, this.called, (name, index) => this.leavesOpen(name, index))
    this.followed = this.functions.reaching(
      (name) => this.isTracked(name),
      (name) => ADDRESS_MEMBER_NAMES.has(name),
    )
    this.told = this.functions.mentioning((name) => TOLD_NAMES.has(name))
    this.enumerators = fileConstants(input.tree, (name) => this.constant(name))
  }

  private isTracked(name: string): boolean {
    if (TRACKED_NAMES.has(name) || this.endings.has(name) || this.described.has(name)) return true
    if (Object.hasOwn(this.input.imports, name)) return true
    const library = libraryFunction(name, this.platform, this.input.includes)
    return library !== undefined && isTrackedFunction(library)
  }

  run(): AnalysedFunction[] {
    for (const fn of this.functions.inOrder()) this.done.set(fn, this.judged(fn))
    if (this.input.tree.language === 'cpp')
      for (const { event, destructor } of this.owners.lostMembers([...this.done.values()]))
        this.listener('lost', event, destructor)
    return [...this.input.functions, ...this.lambdas].flatMap((fn) => this.done.get(fn) ?? [])
  }

  constant(name: string): Value | undefined {
    if (this.constants.has(name)) return this.constants.get(name)
    this.constants.set(name, UNKNOWN)
    const value = this.constantNow(name)
    this.constants.set(name, value)
    return value
  }

  private constantNow(name: string): Value | undefined {
    const body = this.input.macros.bodyOf(name)
    if (body !== undefined) {
      // `#define sock_fd server.fd` names a variable, not a constant: its parts are resolved where it is used.
      return body.trim() === '' ? undefined : constantText(body, (inner) => this.constant(inner))
    }
    const own = this.enumerators?.get(name) ?? this.input.constants?.get(name)
    if (own !== undefined) return own
    const number = apiConstant(name, this.platform) ?? libraryConstant(name, this.platform)
    return number === undefined ? undefined : integer(number)
  }

  resolveAlias(name: string): string {
    if (this.called.at(name).length > 0) return name
    return this.input.macros.aliasOf(name) ?? name
  }

  private targetsOf(name: string): string[] {
    const targets = [name]
    let target = this.resolveAlias(name)
    for (let depth = 0; depth <= MAX_MACRO_CALLS; depth++) {
      targets.push(target)
      const macro = this.macroCall(target)
      if (macro === undefined) break
      target = this.resolveAlias(macro.callee)
    }
    return targets
  }

  macroCall(name: string): MacroCall | undefined {
    if (!this.macroCalls.has(name)) this.macroCalls.set(name, this.input.macros.wrapperOf(name))
    return this.macroCalls.get(name)
  }

  castLookalike(expression: NodeId): CastLookalike | undefined {
    return this.input.declarations.castLookalike(expression)
  }

  readCall(call: NodeId): CalledName | null {
    return readCalledName(this.input.tree, call, (expression) => this.input.declarations.typeOf(expression))
  }

  callee(called: CalledName, from: string): Callee {
    const { name, qualifier, on } = called
    const isPlain = on === 'none' && (qualifier === null || qualifier === '')
    if (isPlain && this.endings.has(name)) return { kind: 'function', summary: this.ending }
    const described = isPlain ? this.described.get(name) : undefined
    if (described !== undefined) return described
    const own = this.called.resolve(called, from)
    if (own === 'unclear') return { kind: 'unknown' }
    // Callees were analysed before; one that was not calls this function in turn, and is unknown to it.
    const summary = own === undefined ? undefined : (this.done.get(own)?.summary ?? { kind: 'unknown' })
    if (summary !== undefined) return on === 'object' ? onAnotherObject(summary) : { kind: 'function', summary }
    const row = isPlain ? apiFunction(name, this.platform) : undefined
    if (row !== undefined) return { kind: 'api', row }
    const path = this.called.pathsOf(called, from).find((candidate) => Object.hasOwn(this.input.imports, candidate))
    const imported = path === undefined ? undefined : this.input.imports[path]
    // What the program itself defines is no library's.
    if (imported !== undefined)
      return on === 'object' ? onAnotherObject(imported) : { kind: 'function', summary: imported }
    const library = isPlain ? libraryFunction(name, this.platform, this.input.includes) : undefined
    if (library === undefined) return { kind: 'unknown' }
    return library.kind === 'row'
      ? { kind: 'api', row: library.row }
      : { kind: 'function', summary: modelSummary(library.model) }
  }

  onlyBorrows(type: string, argumentCount: number, index: number, from: string): boolean {
    return this.input.tree.language === 'cpp' && this.owners.onlyBorrows(type, argumentCount, index, from)
  }

  isNumberMember(member: string, from: string): boolean {
    return this.owners.isNumberMember(member, from)
  }

  private leavesOpen(name: string, index: number): boolean {
    const target = this.resolveAlias(name)
    if (this.called.at(target).length > 0 || this.described.has(target)) return false
    const row = apiFunction(target, this.platform)
    return row !== undefined && row.parameters[index] === 'descriptor' && !TAKING.has(row.effect)
  }

  private get ending(): FunctionSummary {
    return { kind: 'outcomes', file: this.file, outcomes: [] }
  }

  private judged(node: FunctionNode): AnalysedFunction {
    const { keeper } = this.input
    const references = this.referencesOf(node)
    if (keeper === undefined) return { node, references, ...this.analyse(node, this) }
    const traits = [
      ...[node.name, node.namesakes, node.damaged, node.isStatic],
      ...[this.followed.has(node), this.told.has(node), this.endings.has(node.name)],
    ]
    const judgement = keeper.judge(node, traits.join(), this, (names) => {
      const { summary, binds, limit, summaryLimit } = this.analyse(node, names)
      return { summary, binds, limit, summaryLimit }
    })
    return { node, references, ...judgement, graph: null, simulation: null }
  }

  private referencesOf(fn: FunctionNode): string[] {
    return [...this.functions.outerNamesOf(fn)]
      .filter((name) => apiFunction(name, this.platform) === undefined && this.constant(name) === undefined)
      .sort()
  }

  private boring(fn: FunctionNode, names: FileNames): FunctionSummary {
    return boringSummary(fn, this.input.tree, this.platform, (name) =>
      names.callee(bareName(names.resolveAlias(name)), fn.name),
    )
  }

  private analyse(fn: FunctionNode, fileNames: FileNames): Omit<AnalysedFunction, 'node' | 'references'> {
    const isEnding = this.endings.has(fn.name)
    const isFollowed = this.followed.has(fn)
    if (!isFollowed && !this.told.has(fn)) {
      const summary = isEnding ? this.ending : this.boring(fn, fileNames)
      // Without what only a simulation finds out.
      return { summary, binds: [], limit: null, summaryLimit: null, graph: null, simulation: null }
    }
    const { tree } = this.input
    const names = this.functions.namesOf(fn)
    const graph = buildGraph(tree, fn.body, names)
    const context: FunctionContext = {
      tree,
      declarations: this.input.declarations,
      names,
      fileNames,
      body: fn.body,
      endsProcess: isEntryPoint(fn.name),
      name: fn.name,
      nameOf: (node) => nameOfNode(fn, node),
      blocks: new Map(),
      calls: new Map(),
      sink: null,
      depth: 0,
      work: 0,
      limit: null,
    }
    const initial = State.empty()
    names.parameters.forEach((place, index) =>
      initial.write(place, { kind: 'input', place: argumentPlace(index), order: null }),
    )
    const binds = new Map<string, BindFact>()
    const simulation = simulate(context, graph, initial, (name, event) => {
      if (name === 'bound') this.collectBind(event as SocketEvents['bound'], fn, binds)
      this.listener(name, event, fn)
    })
    const closed = (fact: BindFact): boolean =>
      simulation.exits.every((exit) =>
        [...exit.state.resources].every((r) => r.bound?.span.start !== fact.span.start || r.phase === 'closed'),
      )
    const summary = isEnding
      ? this.ending
      : !isFollowed
        ? this.boring(fn, fileNames)
        : deriveSummary(simulation, this.file, firstUses(context, graph), threadsOf(context))
    return {
      summary,
      binds: [...binds.values()].map((fact) => ({ ...fact, closedOnReturn: closed(fact) })),
      limit: simulation.limit,
      summaryLimit: simulation.limit === null && summary.kind === 'unknown' ? 'ways to return' : null,
      ...(this.input.forgetsStates === true ? { graph: null, simulation: null } : { graph, simulation }),
    }
  }

  private collectBind(event: SocketEvents['bound'], fn: FunctionNode, binds: Map<string, BindFact>): void {
    const { bound, type } = event.resource
    if (bound === null || !bound.instantiatedHere) return
    const options = [...bound.options.values()]
    const key = [
      event.span.start,
      event.address.port,
      event.address.text,
      event.address.scope,
      options.map((o) => `${o.name}=${o.value}`).join(),
    ].join('|')
    if (binds.has(key)) return
    binds.set(key, {
      file: this.file,
      functionName: fn.name,
      span: event.span,
      address: event.address,
      type,
      options,
      closedOnReturn: false,
    })
  }
}
