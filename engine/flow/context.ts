import type { ApiFunction, Platform } from '../model/index.ts'
import type { CastLookalike, Declarations } from '../syntax/declarations.ts'
import type { NodeId, SyntaxTree } from '../syntax/tree.ts'
import type { CalledName } from './called-names.ts'
import type { Graph } from './cfg.ts'
import type { SocketEvents } from './events.ts'
import type { Names } from './names.ts'
import type { FunctionSummary } from './summary.ts'
import type { Value } from './values.ts'

/** What stands behind a called name. */
export type Callee =
  | { readonly kind: 'api'; readonly row: ApiFunction }
  | { readonly kind: 'function'; readonly summary: FunctionSummary }
  | { readonly kind: 'unknown' }

/** A macro that is one call: `#define CLOSE(s) closesocket(s)`. */
export interface MacroCall {
  readonly callee: string
  readonly arguments: readonly ({ readonly parameter: number } | { readonly text: string })[]
}

/** A call with its callee resolved through aliases and one-call macros. */
export interface ResolvedCall {
  readonly node: NodeId
  readonly name: string
  readonly callee: Callee
  /** Argument nodes as the callee sees them; NO_NODE where a macro supplies the text. */
  readonly argumentNodes: readonly NodeId[]
  readonly argumentTexts: readonly (string | null)[]
}

/** What the file as a whole tells about names; the same for all its functions. */
export interface FileNames {
  readonly platform: Platform
  /** The file under analysis, as findings name it. */
  readonly file: string
  /** Value of a macro, enumerator or constant of the headers; undefined for a variable. */
  constant(name: string): Value | undefined
  /** Follows `#define a b`. */
  resolveAlias(name: string): string
  macroCall(name: string): MacroCall | undefined
  /** A cast that the grammars take for something else. */
  castLookalike(expression: NodeId): CastLookalike | undefined
  /** The name in a call; null when nothing can be said of who is called. */
  readCall(call: NodeId): CalledName | null
  /** What a call in the function of this name means. */
  callee(called: CalledName, from: string): Callee
  /**
   * True when an object of this type only uses a descriptor that its constructor is given at this index, and never closes
   * it or hands it on; in the function of the name `from`.
   */
  onlyBorrows(type: string, argumentCount: number, index: number, from: string): boolean
  /** True for a number among the members of the class whose function of this name it is. */
  isNumberMember(member: string, from: string): boolean
}

/** Receives events in the report pass; null while the fixed point is sought. */
export type EventSink = <E extends keyof SocketEvents>(name: E, event: SocketEvents[E]) => void

/** One function under simulation. */
export interface FunctionContext {
  readonly tree: SyntaxTree
  readonly declarations: Declarations
  readonly names: Names
  readonly fileNames: FileNames
  readonly body: NodeId
  /** With all classes and namespaces. */
  readonly name: string
  /** A text for one of its nodes, see `nameOfNode`. */
  readonly nameOf: (node: NodeId) => string
  /** The process ends when the function returns. */
  readonly endsProcess: boolean
  /** Graphs of the blocks that stand as expressions, made on first use. */
  readonly blocks: Map<NodeId, Graph>
  /** Who is called by which call, found on first use: null when nothing can be said. */
  readonly calls: Map<NodeId, ResolvedCall | null>
  sink: EventSink | null
  /** How deep the expression under evaluation is nested. */
  depth: number
  /** How many expressions were evaluated, every time counted. */
  work: number
  /** Set when a bound was passed; the function then falls silent. */
  limit: string | null
}
