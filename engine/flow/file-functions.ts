import { initialisersOf, type FunctionNode } from '../syntax/functions.ts'
import { Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { type CalledName, type CalledNames, bareName } from './called-names.ts'
import { resolveNames, type Names } from './names.ts'
import type { Place } from './places.ts'

/** What the engine asks of names outside a function. */
export interface OuterNames {
  /** The memory of a variable that the function does not declare. */
  globalOf(name: string): Place
  /** A word for a function that no other function of the program has. */
  wordOf(fn: FunctionNode): string
  /** All names that a call of this name may end at, through aliases and one-call macros; with the name itself. */
  targetsOf(name: string): readonly string[]
  readCall(call: NodeId): CalledName | null
}

interface Mentions {
  readonly names: Names
  /** Names that the function does not declare; in C++ all paths that they may stand for. */
  readonly outer: ReadonlySet<string>
  readonly fields: ReadonlySet<string>
}

/** The functions of one file: who mentions whom. */
export class FileFunctions {
  private readonly known = new Map<FunctionNode, Mentions>()

  constructor(
    private readonly tree: SyntaxTree,
    private readonly functions: readonly FunctionNode[],
    private readonly called: CalledNames,
    private readonly outer: OuterNames,
  ) {}

  /** The variables of a function. */
  namesOf(fn: FunctionNode): Names {
    return this.mentionsOf(fn).names
  }

  /** Names that a function uses and does not declare. */
  outerNamesOf(fn: FunctionNode): ReadonlySet<string> {
    return this.mentionsOf(fn).outer
  }

  /** All functions, callees before callers; in a circle of calls somebody has to be first. */
  inOrder(): FunctionNode[] {
    const order: FunctionNode[] = []
    const seen = new Set<FunctionNode>()
    for (const start of this.functions) {
      if (seen.has(start)) continue
      seen.add(start)
      const stack = [{ fn: start, callees: this.calleesOf(start), next: 0 }]
      for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
        const callee = top.callees[top.next++]
        if (callee === undefined) {
          order.push(top.fn)
          stack.pop()
        } else if (!seen.has(callee)) {
          seen.add(callee)
          stack.push({ fn: callee, callees: this.calleesOf(callee), next: 0 })
        }
      }
    }
    return order
  }

  /** The functions that mention such a name or such a member, and those that reach them through calls. */
  reaching(isWanted: (name: string) => boolean, isWantedMember: (name: string) => boolean): ReadonlySet<FunctionNode> {
    const callers = new Map<FunctionNode, FunctionNode[]>()
    const found = new Set<FunctionNode>()
    for (const fn of this.functions) {
      if (this.mentions(fn, isWanted) || [...this.mentionsOf(fn).fields].some(isWantedMember)) found.add(fn)
      for (const callee of this.calleesOf(fn)) {
        const list = callers.get(callee)
        if (list) list.push(fn)
        else callers.set(callee, [fn])
      }
    }
    // A set grows while it is walked: every addition is visited too.
    for (const fn of found) for (const caller of callers.get(fn) ?? []) found.add(caller)
    return found
  }

  /** The functions that mention such a name themselves. */
  mentioning(isWanted: (name: string) => boolean): ReadonlySet<FunctionNode> {
    return new Set(this.functions.filter((fn) => this.mentions(fn, isWanted)))
  }

  private mentions(fn: FunctionNode, isWanted: (name: string) => boolean): boolean {
    return [...this.mentionsOf(fn).outer]
      .flatMap((name) => this.outer.targetsOf(name))
      .some((name) => this.called.at(name).length === 0 && isWanted(name))
  }

  private calleesOf(fn: FunctionNode): FunctionNode[] {
    const callees = new Set<FunctionNode>()
    for (const name of this.outerNamesOf(fn)) {
      for (const target of this.outer.targetsOf(name)) {
        for (const callee of this.called.at(target)) if (callee !== fn) callees.add(callee)
      }
    }
    return [...callees]
  }

  private mentionsOf(fn: FunctionNode): Mentions {
    const known = this.known.get(fn)
    if (known !== undefined) return known
    const { tree } = this
    const names = resolveNames(
      tree,
      fn.body,
      fn.parameters.map((p) => (p.name === '' ? null : p.name)),
      (name) => this.outer.globalOf(name),
      this.outer.wordOf(fn),
    )
    const outer = new Set<string>()
    const fields = new Set<string>()
    const end = tree.subtreeEnd(fn.body)
    const initialisers = initialisersOf(tree, fn.body)
    for (let node = initialisers === NO_NODE ? fn.body : initialisers; node < end; node++) {
      if (tree.is(node, Kind.identifier)) {
        if (!names.isLocal(node))
          for (const path of this.called.pathsOf(bareName(tree.textOf(node)), fn.name)) outer.add(path)
      } else if (tree.is(node, Kind.call_expression)) {
        const called = this.outer.readCall(node)
        if (called !== null && (called.qualifier !== null || called.on !== 'none'))
          for (const path of this.called.pathsOf(called, fn.name)) outer.add(path)
      } else if (tree.is(node, Kind.field_identifier)) fields.add(tree.textOf(node))
    }
    const result = { names, outer, fields }
    this.known.set(fn, result)
    return result
  }
}
