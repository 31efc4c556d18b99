import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import type { Block, Edge, Graph, Item } from './cfg.ts'
import type { FunctionContext } from './context.ts'
import { addressedVariables } from './misuse.ts'
import type { Place } from './places.ts'

/** Which variables of a function may still be read, by the text of their places. */
export interface Liveness {
  /** True when the path from the beginning of the block may read what the variable holds. */
  isLive(block: number, place: Place): boolean
}

/** What a piece of code does to variables: reads them, or sets them before it reads them. */
interface Use {
  readonly reads: ReadonlySet<number>
  readonly sets: ReadonlySet<number>
}

/**
 * The classical backward analysis. On the safe side: a mention is a read unless it is the target of an assignment that
 * surely runs, and a variable whose address is taken is always live.
 */
export function livenessOf(context: FunctionContext, graph: Graph): Liveness {
  return new LivenessAnalysis(context, graph)
}

class LivenessAnalysis implements Liveness {
  private readonly numbers = new Map<Place, number>()
  private readonly live: Set<number>[]
  private readonly addressed: ReadonlySet<Place>

  constructor(
    private readonly context: FunctionContext,
    graph: Graph,
  ) {
    this.addressed = addressedVariables(context)
    this.live = graph.blocks.map(() => new Set<number>())
    const uses = graph.blocks.map((block) => ({
      items: block.items.map((item) => this.ofItem(item)),
      edges: block.edges.map((edge) => this.ofEdge(edge)),
    }))
    const before: number[][] = graph.blocks.map(() => [])
    for (const block of graph.blocks) for (const { to } of block.edges) before[to]?.push(block.id)
    const pending = new Set(graph.blocks.map((block) => block.id).reverse())
    for (const id of pending) {
      pending.delete(id)
      const use = uses[id]
      const block = graph.blocks[id]
      if (use === undefined || block === undefined || !this.update(block, use.items, use.edges)) continue
      for (const earlier of before[id] ?? []) pending.add(earlier)
    }
  }

  isLive(block: number, place: Place): boolean {
    if (this.addressed.has(place)) return true
    const number = this.numbers.get(place)
    return number !== undefined && (this.live[block]?.has(number) ?? true)
  }

  /** True when more turned out to be live at the beginning of the block. */
  private update(block: Block, items: readonly Use[], edges: readonly Use[]): boolean {
    const now = new Set<number>()
    block.edges.forEach(({ to }, index) => {
      for (const place of transfer(this.live[to] ?? now, edges[index])) now.add(place)
    })
    let live: Set<number> = now
    for (const use of [...items].reverse()) live = transfer(live, use)
    if (live.size === this.live[block.id]?.size) return false
    this.live[block.id] = live
    return true
  }

  private ofItem(item: Item): Use {
    switch (item.kind) {
      case 'scope-end':
        return { reads: new Set(), sets: new Set(item.places.map((place) => this.number(place))) }
      case 'return':
        return item.value === NO_NODE ? NOTHING : this.ofNode(item.value)
      default:
        return this.ofNode(item.node)
    }
  }

  private ofEdge({ guard }: Edge): Use {
    if (guard === null) return NOTHING
    if (guard.kind !== 'case' && guard.kind !== 'default') return this.ofNode(guard.node)
    const others = guard.kind === 'case' ? [guard.value] : guard.excluded
    const uses = [guard.subject, ...others].map((node) => this.ofNode(node))
    return { reads: new Set(uses.flatMap(({ reads }) => [...reads])), sets: new Set() }
  }

  private ofNode(node: NodeId): Use {
    const { tree, names } = this.context
    const reads = new Set<number>()
    const targets = new Set(this.targetsOf(node))
    for (let inner = node; inner < tree.subtreeEnd(node); inner++) {
      if (tree.is(inner, Kind.identifier) && !targets.has(inner)) reads.add(this.number(names.placeOf(inner)))
    }
    const sets = new Set([...targets].map((target) => this.number(names.placeOf(target))))
    return { reads, sets: new Set([...sets].filter((place) => !reads.has(place))) }
  }

  /** Variables that are assigned to whatever the rest of the expression does. */
  private targetsOf(node: NodeId): NodeId[] {
    const { tree } = this.context
    switch (tree.kind(node)) {
      case Kind.parenthesized_expression:
      case Kind.condition_clause:
        return this.targetsOf(tree.namedChildren(node)[0] ?? NO_NODE)
      case Kind.unary_expression:
        return this.targetsOf(tree.child(node, Field.argument))
      case Kind.binary_expression:
        return this.targetsOf(tree.child(node, Field.left))
      case Kind.declaration:
        return tree.namedChildren(node).flatMap((child) => {
          const declarator = tree.child(child, Field.declarator)
          return tree.is(child, Kind.init_declarator) && tree.is(declarator, Kind.identifier) ? [declarator] : []
        })
      case Kind.assignment_expression: {
        const left = tree.child(node, Field.left)
        const isPlain = tree.textOf(tree.child(node, Field.operator)) === '='
        const own = isPlain && tree.is(left, Kind.identifier) ? [left] : []
        return [...own, ...this.targetsOf(tree.child(node, Field.right))]
      }
      default:
        return []
    }
  }

  private number(place: Place): number {
    const known = this.numbers.get(place)
    if (known !== undefined) return known
    this.numbers.set(place, this.numbers.size)
    return this.numbers.size - 1
  }
}

const NOTHING: Use = { reads: new Set(), sets: new Set() }

/** What is live before a piece of code, from what is live after it. */
function transfer(after: ReadonlySet<number>, use: Use | undefined): Set<number> {
  const before = new Set(after)
  for (const place of use?.sets ?? []) before.delete(place)
  for (const place of use?.reads ?? []) before.add(place)
  return before
}
