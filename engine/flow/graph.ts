import { type NodeId, NO_NODE } from '../syntax/tree.ts'
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

export interface Scope {
  readonly places: readonly Place[]
  readonly node: NodeId
  readonly parent: Scope | null
}

/** Blocks and edges of a graph under construction, and the scopes that control leaves on its way. */
export class GraphDraft {
  protected readonly blocks: Block[] = []
  protected scope: Scope | null = null

  constructor(protected readonly names: Names) {}

  protected block(): number {
    this.blocks.push({ id: this.blocks.length, items: [], edges: [], loopHead: false })
    return this.blocks.length - 1
  }

  protected at(id: number): Block {
    return this.blocks[id] as Block
  }

  protected edge(from: number, to: number, guard: Guard | null = null): void {
    this.at(from).edges.push({ to, guard })
  }

  /** Splits on a condition: gives the blocks where it is true and where it is false. */
  protected branch(from: number, condition: NodeId, isCounting = false): { yes: number; no: number } {
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

  protected enter(node: NodeId): void {
    this.scope = { places: this.names.declaredIn(node), node, parent: this.scope }
  }

  /** Ends the innermost scope; `block` is where control leaves it by falling out. */
  protected leave(block: number | null): void {
    if (block !== null) this.endScope(block)
    this.scope = this.scope?.parent ?? null
  }

  /** The variables of the innermost scope end in the block. */
  protected endScope(block: number): void {
    const { scope } = this
    if (scope !== null && scope.places.length > 0)
      this.at(block).items.push({ kind: 'scope-end', node: scope.node, places: scope.places })
  }

  protected leaveScopes(block: number, from: Scope | null, upTo: Scope | null, node: NodeId): void {
    for (let s = from; s !== null && s !== upTo; s = s.parent) {
      if (s.places.length > 0) this.at(block).items.push({ kind: 'scope-end', node, places: s.places })
    }
  }

  protected commonScope(a: Scope | null, b: Scope | null): Scope | null {
    const chain = new Set<Scope>()
    for (let s = a; s !== null; s = s.parent) chain.add(s)
    for (let s = b; s !== null; s = s.parent) if (chain.has(s)) return s
    return null
  }

  protected meet(a: number | null, b: number | null): number | null {
    if (a === null) return b
    if (b === null) return a
    const next = this.block()
    this.edge(a, next)
    this.edge(b, next)
    return next
  }
}
