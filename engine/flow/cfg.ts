import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { initialisersOf } from '../syntax/functions.ts'
import { BOUNDS } from './bounds.ts'
import { type Graph, GraphDraft, type Scope } from './graph.ts'
import { isCounting } from './loops.ts'
import { declaredIdentifier, type Names } from './names.ts'

export type { Block, Edge, Graph, Guard, Item } from './graph.ts'

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

/** Where `break` and `continue` go; a switch has only the former. */
interface Target {
  readonly breakTo: number
  readonly continueTo: number | null
  readonly scope: Scope | null
}

class GraphBuilder extends GraphDraft {
  private readonly targets: Target[] = []
  /** Where `__leave` goes: the end of the innermost `__try` block. */
  private readonly leaves: Target[] = []
  private readonly labels = new Map<string, { block: number; scope: Scope | null }>()
  private readonly gotos: { block: number; label: string; node: NodeId; scope: Scope | null }[] = []
  private readonly handlers: { entries: readonly number[]; scope: Scope | null }[] = []
  private switches: { subject: NodeId; head: number; cases: NodeId[]; hasDefault: boolean }[] = []
  private exit = 0
  private depth = 0
  private problem: string | null = null

  constructor(
    private readonly tree: SyntaxTree,
    names: Names,
    /** Of a block that stands as an expression, the statement that gives its value. */
    private readonly last: NodeId | null = null,
  ) {
    super(names)
  }

  build(body: NodeId): Graph {
    const entry = this.block()
    this.exit = this.block()
    const initialisers = initialisersOf(this.tree, body)
    for (const node of initialisers === NO_NODE ? [] : this.tree.namedChildren(initialisers))
      if (this.tree.is(node, Kind.field_initializer)) this.at(entry).items.push({ kind: 'expression', node })
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

  /** Adds a statement after `block`; gives the block where control goes on, or null when it does not. */
  private statement(node: NodeId, block: number): number | null {
    if (node === NO_NODE) return block
    this.depth++
    if (this.depth > BOUNDS.statementDepth) {
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
      case Kind.function_definition:
        // GNU C: it shares the variables of this one, and may change them whenever it is called.
        this.problem = 'nested function'
        return block
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
    if (!this.tree.is(condition, Kind.condition_clause)) return condition
    const value = this.tree.child(condition, Field.value)
    // `if (int fd = f())` asks for what the variable holds.
    return this.tree.is(value, Kind.declaration)
      ? declaredIdentifier(this.tree, this.tree.child(value, Field.declarator))
      : value
  }

  /** What a condition declares: `int fd = f(); fd >= 0` and `int fd = f()`. */
  private conditionDeclarations(node: NodeId, block: number): void {
    const clause = this.tree.child(node, Field.condition)
    if (!this.tree.is(clause, Kind.condition_clause)) return
    const initialiser = this.tree.child(clause, Field.initializer)
    if (initialiser !== NO_NODE) this.sequence(this.tree.namedChildren(initialiser), block)
    const value = this.tree.child(clause, Field.value)
    if (this.tree.is(value, Kind.declaration)) this.statement(value, block)
  }

  private ifStatement(node: NodeId, block: number): number | null {
    // A chain of else-if is followed in a loop: it may be long without being deep.
    const ends: (number | null)[] = []
    let from = block
    for (let current = node; current !== NO_NODE; current = this.elseIf(current)) {
      this.enter(current)
      this.conditionDeclarations(current, from)
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

  private whileStatement(node: NodeId, block: number): number | null {
    const head = this.block()
    this.at(head).loopHead = true
    this.edge(block, head)
    const around = this.scope
    // What the condition declares lives for one round.
    this.enter(node)
    this.conditionDeclarations(node, head)
    const { yes, no } = this.branch(head, this.condition(node))
    const after = this.scope?.places.length === 0 ? no : this.block()
    this.targets.push({ breakTo: after, continueTo: head, scope: around })
    const end = this.statement(this.tree.child(node, Field.body), yes)
    this.targets.pop()
    if (end !== null) {
      this.endScope(end)
      this.edge(end, head)
    }
    this.leave(no)
    if (after !== no) this.edge(no, after)
    return after
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
    const { yes, no } = this.branch(head, tree.child(node, Field.condition), isCounting(tree, node))
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
    this.enter(node)
    this.conditionDeclarations(node, block)
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
    this.leave(after)
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
