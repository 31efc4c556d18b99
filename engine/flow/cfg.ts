import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import type { Names } from './names.ts'
import type { Place } from './places.ts'

/** What a basic block does, in order. */
export type Item =
  | { readonly kind: 'expression'; readonly node: NodeId }
  | { readonly kind: 'declaration'; readonly node: NodeId }
  | { readonly kind: 'return'; readonly node: NodeId; readonly value: NodeId }
  /** The value of a block that stands as an expression. */
  | { readonly kind: 'value'; readonly node: NodeId }
  /** An exception that no handler of the function catches. */
  | { readonly kind: 'throw'; readonly node: NodeId }
  | { readonly kind: 'scope-end'; readonly node: NodeId; readonly places: readonly Place[] }

/** When an edge is taken. */
export type Guard =
  | { readonly kind: 'true'; readonly node: NodeId }
  | { readonly kind: 'false'; readonly node: NodeId }
  /** A counting loop `i < n` ran out: `i` is `n` then. */
  | { readonly kind: 'counted'; readonly node: NodeId }
  /** `all` are the values of all cases of the switch, which differ from each other (C17 6.8.4.2). */
  | { readonly kind: 'case'; readonly subject: NodeId; readonly value: NodeId; readonly all: readonly NodeId[] }
  | { readonly kind: 'default'; readonly subject: NodeId; readonly excluded: readonly NodeId[] }

export interface Edge {
  readonly to: number
  readonly guard: Guard | null
}

export interface Block {
  readonly id: number
  readonly items: Item[]
  readonly edges: Edge[]
  loopHead: boolean
}

export interface Graph {
  readonly blocks: readonly Block[]
  readonly entry: number
  readonly exit: number
  /** Set when the body holds something the builder gives up on: the function must fall silent. */
  readonly problem: string | null
}

/** Statements nested deeper than this are not followed: real code never is, generated text may be. */
const MAX_DEPTH = 256

/** Builds the control-flow graph of a function body. */
export function buildGraph(tree: SyntaxTree, body: NodeId, names: Names): Graph {
  return new GraphBuilder(tree, names).build(body)
}

/** The graph of `({ … })`: it ends with the value of the last expression, and must not be left by a jump. */
export function buildBlockGraph(tree: SyntaxTree, block: NodeId, names: Names): Graph {
  const last = tree
    .namedChildren(block)
    .filter((child) => !tree.is(child, Kind.comment))
    .at(-1)
  return new GraphBuilder(tree, names, last ?? NO_NODE).build(block)
}

interface Scope {
  readonly places: readonly Place[]
  readonly node: NodeId
  readonly parent: Scope | null
}

/** Where `break` and `continue` go; a switch has only the former. */
interface Target {
  readonly breakTo: number
  readonly continueTo: number | null
  readonly scope: Scope | null
}

class GraphBuilder {
  private readonly blocks: Block[] = []
  private readonly targets: Target[] = []
  /** Where `__leave` goes: the end of the innermost `__try` block. */
  private readonly leaves: Target[] = []
  private readonly labels = new Map<string, { block: number; scope: Scope | null }>()
  private readonly gotos: { block: number; label: string; node: NodeId; scope: Scope | null }[] = []
  private readonly handlers: { entries: readonly number[]; scope: Scope | null }[] = []
  private scope: Scope | null = null
  private switches: { subject: NodeId; head: number; cases: NodeId[]; hasDefault: boolean }[] = []
  private exit = 0
  private depth = 0
  private problem: string | null = null

  constructor(
    private readonly tree: SyntaxTree,
    private readonly names: Names,
    /** Of a block that stands as an expression, the statement that gives its value. */
    private readonly last: NodeId | null = null,
  ) {}

  build(body: NodeId): Graph {
    const entry = this.block()
    this.exit = this.block()
    const last = this.statement(body, entry)
    if (last !== null) this.edge(last, this.exit)
    for (const jump of this.gotos) {
      const label = this.labels.get(jump.label)
      if (label === undefined) {
        // A computed goto, or a label that a macro hides: it may lead anywhere.
        this.problem = 'goto'
        continue
      }
      const common = this.commonScope(jump.scope, label.scope)
      this.leaveScopes(jump.block, jump.scope, common, jump.node)
      this.edge(jump.block, label.block)
    }
    return { blocks: this.blocks, entry, exit: this.exit, problem: this.problem }
  }

  private block(): number {
    this.blocks.push({ id: this.blocks.length, items: [], edges: [], loopHead: false })
    return this.blocks.length - 1
  }

  private at(id: number): Block {
    return this.blocks[id] as Block
  }

  private edge(from: number, to: number, guard: Guard | null = null): void {
    this.at(from).edges.push({ to, guard })
  }

  /** Splits on a condition: gives the blocks where it is true and where it is false. */
  private branch(from: number, condition: NodeId, isCounting = false): { yes: number; no: number } {
    const yes = this.block()
    const no = this.block()
    if (condition === NO_NODE) {
      this.edge(from, yes)
      return { yes, no }
    }
    this.edge(from, yes, { kind: 'true', node: condition })
    this.edge(from, no, { kind: isCounting ? 'counted' : 'false', node: condition })
    return { yes, no }
  }

  private enter(node: NodeId): void {
    this.scope = { places: this.names.declaredIn(node), node, parent: this.scope }
  }

  /** Ends the innermost scope; `block` is where control leaves it by falling out. */
  private leave(block: number | null): void {
    const scope = this.scope
    if (scope === null) return
    if (block !== null && scope.places.length > 0)
      this.at(block).items.push({ kind: 'scope-end', node: scope.node, places: scope.places })
    this.scope = scope.parent
  }

  private leaveScopes(block: number, from: Scope | null, upTo: Scope | null, node: NodeId): void {
    for (let s = from; s !== null && s !== upTo; s = s.parent) {
      if (s.places.length > 0) this.at(block).items.push({ kind: 'scope-end', node, places: s.places })
    }
  }

  private commonScope(a: Scope | null, b: Scope | null): Scope | null {
    const chain = new Set<Scope>()
    for (let s = a; s !== null; s = s.parent) chain.add(s)
    for (let s = b; s !== null; s = s.parent) if (chain.has(s)) return s
    return null
  }

  /** Adds a statement after `block`; gives the block where control goes on, or null when it does not. */
  private statement(node: NodeId, block: number): number | null {
    if (node === NO_NODE) return block
    this.depth++
    if (this.depth > MAX_DEPTH) {
      this.problem = 'nesting'
      this.depth--
      return null
    }
    const result = this.dispatch(node, block)
    this.depth--
    return result
  }

  private dispatch(node: NodeId, block: number): number | null {
    const { tree } = this
    switch (tree.kind(node)) {
      case Kind.compound_statement:
        return this.compound(node, block)
      case Kind.expression_statement: {
        const expression = tree.namedChildren(node)[0]
        if (expression !== undefined)
          this.at(block).items.push({ kind: node === this.last ? 'value' : 'expression', node: expression })
        return block
      }
      case Kind.declaration:
        this.at(block).items.push({ kind: 'declaration', node })
        return block
      case Kind.if_statement:
        return this.ifStatement(node, block)
      case Kind.while_statement:
        return this.whileStatement(node, block)
      case Kind.do_statement:
        return this.doStatement(node, block)
      case Kind.for_statement:
        return this.forStatement(node, block)
      case Kind.for_range_loop:
        return this.rangeFor(node, block)
      case Kind.switch_statement:
        return this.switchStatement(node, block)
      case Kind.case_statement:
        return this.caseStatement(node, block)
      case Kind.labeled_statement:
        return this.labeled(node, block)
      case Kind.goto_statement:
        this.gotos.push({ block, label: tree.textOf(tree.child(node, Field.label)), node, scope: this.scope })
        return null
      case Kind.break_statement:
        return this.jump(node, block, this.targets.at(-1), 'break')
      case Kind.continue_statement:
        return this.jump(
          node,
          block,
          this.targets.findLast((t) => t.continueTo !== null),
          'continue',
        )
      case Kind.return_statement:
      case Kind.co_return_statement:
        if (this.last !== null) this.problem = 'jump out of an expression'
        this.at(block).items.push({ kind: 'return', node, value: tree.namedChildren(node)[0] ?? NO_NODE })
        this.edge(block, this.exit)
        return null
      case Kind.throw_statement:
        return this.throwStatement(node, block)
      case Kind.seh_leave_statement:
        return this.jump(node, block, this.leaves.at(-1), 'break')
      case Kind.try_statement:
      case Kind.seh_try_statement:
        return this.tryStatement(node, block)
      case Kind.attributed_statement:
      case Kind.ERROR:
      case Kind.linkage_specification:
        return this.sequence(tree.namedChildren(node), block)
      case Kind.else_clause:
        return this.sequence(tree.namedChildren(node), block)
      case Kind.preproc_if:
      case Kind.preproc_ifdef:
        // Only a text that was not masked has these: every branch might be compiled, so follow all in order.
        return this.sequence(tree.namedChildren(node), block)
      default:
        if (/_expression$|^identifier$/.test(tree.kindName(node)))
          this.at(block).items.push({ kind: 'expression', node })
        return block
    }
  }

  private sequence(nodes: readonly NodeId[], block: number): number | null {
    let current: number | null = block
    for (const node of nodes) {
      // After a jump only a label or a case can be reached again; give dead code a block of its own.
      if (current === null) current = this.block()
      current = this.statement(node, current)
    }
    return current
  }

  private compound(node: NodeId, block: number): number | null {
    this.enter(node)
    const end = this.sequence(this.tree.namedChildren(node), block)
    this.leave(end)
    return end
  }

  private condition(node: NodeId): NodeId {
    const condition = this.tree.child(node, Field.condition)
    // C++ wraps the condition in a clause that may hold an initialiser.
    if (this.tree.is(condition, Kind.condition_clause)) return this.tree.child(condition, Field.value)
    return condition
  }

  private conditionInitialiser(node: NodeId, block: number): void {
    const clause = this.tree.child(node, Field.condition)
    if (!this.tree.is(clause, Kind.condition_clause)) return
    const initialiser = this.tree.child(clause, Field.initializer)
    if (initialiser !== NO_NODE) this.sequence(this.tree.namedChildren(initialiser), block)
  }

  private ifStatement(node: NodeId, block: number): number | null {
    // A chain of else-if is followed in a loop: it may be long without being deep.
    const ends: (number | null)[] = []
    let from = block
    for (let current = node; current !== NO_NODE; current = this.elseIf(current)) {
      this.enter(current)
      this.conditionInitialiser(current, from)
      const { yes, no } = this.branch(from, this.condition(current))
      ends.push(this.statement(this.tree.child(current, Field.consequence), yes))
      from = no
      if (this.elseIf(current) === NO_NODE) ends.push(this.statement(this.tree.child(current, Field.alternative), no))
    }
    let end = ends.pop() ?? null
    while (ends.length > 0) {
      end = this.meet(ends.pop() ?? null, end)
      this.leave(end)
    }
    return end
  }

  /** The `if` that is all of an if's `else`, or NO_NODE. */
  private elseIf(node: NodeId): NodeId {
    const { tree } = this
    const clause = tree.child(node, Field.alternative)
    const inside = tree.is(clause, Kind.else_clause)
      ? tree.namedChildren(clause).filter((child) => !tree.is(child, Kind.comment))
      : []
    const [only, more] = inside
    return only !== undefined && more === undefined && tree.is(only, Kind.if_statement) ? only : NO_NODE
  }

  private meet(a: number | null, b: number | null): number | null {
    if (a === null) return b
    if (b === null) return a
    const next = this.block()
    this.edge(a, next)
    this.edge(b, next)
    return next
  }

  private whileStatement(node: NodeId, block: number): number | null {
    const head = this.block()
    this.at(head).loopHead = true
    this.edge(block, head)
    const { yes, no } = this.branch(head, this.condition(node))
    this.targets.push({ breakTo: no, continueTo: head, scope: this.scope })
    const end = this.statement(this.tree.child(node, Field.body), yes)
    this.targets.pop()
    if (end !== null) this.edge(end, head)
    return no
  }

  private doStatement(node: NodeId, block: number): number | null {
    const head = this.block()
    const test = this.block()
    this.at(head).loopHead = true
    this.edge(block, head)
    const after = this.block()
    this.targets.push({ breakTo: after, continueTo: test, scope: this.scope })
    const end = this.statement(this.tree.child(node, Field.body), head)
    this.targets.pop()
    if (end !== null) this.edge(end, test)
    const { yes, no } = this.branch(test, this.condition(node))
    this.edge(yes, head)
    this.edge(no, after)
    return after
  }

  private forStatement(node: NodeId, block: number): number | null {
    const { tree } = this
    this.enter(node)
    const initialiser = tree.child(node, Field.initializer)
    if (initialiser !== NO_NODE) this.statement(initialiser, block)
    const head = this.block()
    this.at(head).loopHead = true
    this.edge(block, head)
    const { yes, no } = this.branch(head, tree.child(node, Field.condition), this.isCounting(node))
    const step = this.block()
    const update = tree.child(node, Field.update)
    if (update !== NO_NODE) this.at(step).items.push({ kind: 'expression', node: update })
    this.targets.push({ breakTo: no, continueTo: step, scope: this.scope })
    const end = this.statement(tree.child(node, Field.body), yes)
    this.targets.pop()
    if (end !== null) this.edge(end, step)
    this.edge(step, head)
    this.leave(no)
    return no
  }

  /** `for (i = 0; i < n; i++)`: the condition fails first when both are equal. */
  private isCounting(node: NodeId): boolean {
    const { tree } = this
    const condition = tree.child(node, Field.condition)
    const update = tree.child(node, Field.update)
    if (!tree.is(condition, Kind.binary_expression) || !tree.is(update, Kind.update_expression)) return false
    const counter = tree.textOf(tree.child(condition, Field.left))
    const start = new RegExp(`\\b${counter.replace(/\W/g, '\\$&')}\\s*=\\s*\\d+\\s*[;,]?\\s*$`)
    return (
      tree.is(tree.child(condition, Field.left), Kind.identifier) &&
      tree.textOf(tree.child(condition, Field.operator)) === '<' &&
      tree.textOf(update).includes('++') &&
      tree.textOf(tree.child(update, Field.argument)) === counter &&
      start.test(tree.textOf(tree.child(node, Field.initializer)))
    )
  }

  private rangeFor(node: NodeId, block: number): number | null {
    this.enter(node)
    const head = this.block()
    this.at(head).loopHead = true
    const range = this.tree.child(node, Field.right)
    if (range !== NO_NODE) this.at(block).items.push({ kind: 'expression', node: range })
    this.edge(block, head)
    const inside = this.block()
    const after = this.block()
    this.edge(head, inside)
    this.edge(head, after)
    this.targets.push({ breakTo: after, continueTo: head, scope: this.scope })
    const end = this.statement(this.tree.child(node, Field.body), inside)
    this.targets.pop()
    if (end !== null) this.edge(end, head)
    this.leave(after)
    return after
  }

  private switchStatement(node: NodeId, block: number): number | null {
    this.conditionInitialiser(node, block)
    const after = this.block()
    this.switches.push({ subject: this.condition(node), head: block, cases: [], hasDefault: false })
    this.targets.push({ breakTo: after, continueTo: null, scope: this.scope })
    const end = this.statement(this.tree.child(node, Field.body), this.block())
    this.targets.pop()
    const done = this.switches.pop()
    if (end !== null) this.edge(end, after)
    if (done !== undefined && !done.hasDefault) {
      this.edge(block, after, { kind: 'default', subject: done.subject, excluded: done.cases })
    }
    if (done !== undefined) this.completeDefault(block, done.cases)
    return after
  }

  /** `default:` may stand before other cases: its guard excludes them all. */
  private completeDefault(head: number, cases: readonly NodeId[]): void {
    const edges = this.at(head).edges
    edges.forEach((edge, index) => {
      if (edge.guard?.kind === 'default') edges[index] = { ...edge, guard: { ...edge.guard, excluded: cases } }
    })
  }

  private caseStatement(node: NodeId, block: number): number | null {
    const { tree } = this
    const current = this.switches.at(-1)
    const value = tree.child(node, Field.value)
    const inside = this.block()
    this.edge(block, inside)
    if (current !== undefined) {
      if (value === NO_NODE) {
        current.hasDefault = true
        this.edge(current.head, inside, { kind: 'default', subject: current.subject, excluded: [] })
      } else {
        current.cases.push(value)
        this.edge(current.head, inside, { kind: 'case', subject: current.subject, value, all: current.cases })
      }
    }
    const statements = tree.namedChildren(node).filter((child) => child !== value)
    return this.sequence(statements, inside)
  }

  private labeled(node: NodeId, block: number): number | null {
    const { tree } = this
    const label = tree.child(node, Field.label)
    const target = this.block()
    // A label may be the head of a loop made of gotos.
    this.at(target).loopHead = true
    this.edge(block, target)
    this.labels.set(tree.textOf(label), { block: target, scope: this.scope })
    return this.sequence(
      tree.namedChildren(node).filter((child) => child !== label),
      target,
    )
  }

  private jump(node: NodeId, block: number, target: Target | undefined, how: 'break' | 'continue'): null {
    if (target === undefined) {
      if (this.last !== null) this.problem = 'jump out of an expression'
      return null
    }
    const to = how === 'break' ? target.breakTo : target.continueTo
    if (to === null) return null
    this.leaveScopes(block, this.scope, target.scope, node)
    this.edge(block, to)
    return null
  }

  private tryStatement(node: NodeId, block: number): number | null {
    const { tree } = this
    const before = this.block()
    this.edge(block, before)
    const body = this.block()
    this.edge(before, body)
    const clauses = tree
      .namedChildren(node)
      .filter((child) => tree.is(child, Kind.catch_clause) || tree.is(child, Kind.seh_except_clause))
    const entries = clauses.map(() => this.block())
    if (entries.length > 0) this.handlers.push({ entries, scope: this.scope })
    const left = this.block()
    this.leaves.push({ breakTo: left, continueTo: null, scope: this.scope })
    const done = this.statement(tree.child(node, Field.body), body)
    this.leaves.pop()
    if (done !== null) this.edge(done, left)
    let end: number | null = left
    if (entries.length > 0) this.handlers.pop()
    for (const clause of tree.namedChildren(node)) {
      if (tree.is(clause, Kind.seh_finally_clause) && end !== null)
        end = this.statement(tree.child(clause, Field.body), end)
      const handler = entries[clauses.indexOf(clause)]
      if (handler === undefined) continue
      // Which calls of the block throw is not known: handlers start from the state before it and from its own throws.
      this.edge(before, handler)
      end = this.meet(end, this.statement(tree.child(clause, Field.body), handler))
    }
    return end
  }

  private throwStatement(node: NodeId, block: number): null {
    const thrown = this.tree.namedChildren(node)[0]
    if (thrown !== undefined) this.at(block).items.push({ kind: 'expression', node: thrown })
    const around = this.handlers.at(-1)
    if (around === undefined) {
      this.at(block).items.push({ kind: 'throw', node })
      return null
    }
    this.leaveScopes(block, this.scope, around.scope, node)
    // Which handler takes it depends on types: any may.
    for (const entry of around.entries) this.edge(block, entry)
    return null
  }
}
