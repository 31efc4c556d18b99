/** Which objects of a C++ file's own classes close the descriptors that they hold, and which only use them. */
import type { FunctionNode } from '../syntax/functions.ts'
import type { SyntaxTree } from '../syntax/tree.ts'
import type { AnalysedFunction } from './analyse.ts'
import { bareName, type CalledNames } from './called-names.ts'
import { numberMembers, onlyUses, wholeClasses, type LeavesOpen, type WholeClass } from './classes.ts'
import type { LostEvent } from './events.ts'
import { globalPlace } from './places.ts'
import type { Resource } from './resource.ts'
import { State } from './state.ts'

/** A descriptor in a member that ends with its object. */
interface LostMember {
  readonly event: LostEvent
  readonly destructor: FunctionNode
}

export class Owners {
  private known: ReadonlyMap<string, WholeClass> | null = null
  private numbers: ReadonlyMap<string, ReadonlySet<string>> | null = null
  /** Answers of `onlyBorrows`: each reads all functions of a class. */
  private readonly borrowing = new Map<string, boolean>()

  constructor(
    private readonly tree: SyntaxTree,
    private readonly functions: readonly FunctionNode[],
    private readonly called: CalledNames,
    private readonly leavesOpen: LeavesOpen,
  ) {}

  /** See `FileNames.onlyBorrows`. */
  onlyBorrows(type: string, argumentCount: number, index: number, from: string): boolean {
    const path = this.called.pathsOf(bareName(type), from).find((candidate) => this.classes.has(candidate))
    const whole = path === undefined ? undefined : this.classes.get(path)
    if (whole === undefined) return false
    const key = `${whole.path} ${argumentCount} ${index}`
    const known = this.borrowing.get(key)
    if (known !== undefined) return known
    const answer = this.borrows(whole, argumentCount, index)
    this.borrowing.set(key, answer)
    return answer
  }

  private borrows(whole: WholeClass, argumentCount: number, index: number): boolean {
    const fitting = whole.constructors.filter(
      ({ parameters, required }) => required <= argumentCount && argumentCount <= parameters.length,
    )
    const given = fitting.flatMap(({ parameters }) => parameters[index] ?? [])
    if (given.length === 0 || given.some(({ name, type: its }) => name === '' || its?.pointers !== 0 || its.array))
      return false
    const names = given.map(({ name }) => name)
    return onlyUses(this.tree, whole, names, this.leavesOpen)
  }

  /**
   * Descriptors that a function of a class makes and stores in a member of it, and that none of its functions closes,
   * though the class has a destructor: without one nobody has thought of the end of the object, which may be that of the
   * program.
   */
  lostMembers(analysed: readonly AnalysedFunction[]): LostMember[] {
    const byFunction = new Map(analysed.map((one) => [one.node, one]))
    return [...this.classes.values()].flatMap((whole) => {
      const { destructor, functions, numbers } = whole
      const own = functions.flatMap((fn) => byFunction.get(fn) ?? [])
      if (destructor === undefined || own.some(({ limit, summary }) => limit !== null || summary.kind === 'unknown'))
        return []
      return [...numbers].flatMap((member) => {
        const made = own.flatMap(({ summary }) => madeIn(member, summary))[0]
        if (made === undefined || !onlyUses(this.tree, whole, [member], this.leavesOpen)) return []
        return [{ event: this.lost(made, destructor), destructor }]
      })
    })
  }

  /** See `FileNames.isNumberMember`. */
  isNumberMember(member: string, from: string): boolean {
    this.numbers ??= numberMembers(this.tree)
    return this.numbers.get(from.slice(0, from.lastIndexOf('::')))?.has(member) === true
  }

  private get classes(): ReadonlyMap<string, WholeClass> {
    return (this.known ??= wholeClasses(this.tree, this.functions))
  }

  private lost(resource: Resource, { body }: FunctionNode): LostEvent {
    const end = this.tree.end(body)
    const place = { node: body, span: { start: end - 1, end }, state: State.empty(), via: null }
    return { ...place, resource: { ...resource, escaped: false }, reason: 'destroyed', endsProcess: false }
  }
}

/** Descriptors that a function makes and leaves open in this member of its object. */
function madeIn(member: string, summary: AnalysedFunction['summary']): Resource[] {
  if (summary.kind !== 'outcomes') return []
  return summary.outcomes.flatMap(({ created, stores }) =>
    created.filter(
      ({ id, phase }) =>
        phase !== 'closed' &&
        stores.some(
          ([place, value]) => place === globalPlace(member) && value.kind === 'descriptor' && value.resource === id,
        ),
    ),
  )
}
