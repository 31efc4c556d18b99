import { Kind, type KindName, KIND_NAMES, Field, type FieldName } from '../../grammars/kinds.ts'
import type { Span } from '../text/span.ts'

/** Index of a node in its tree's arrays, in preorder; the root is 0. */
export type NodeId = number
/** What a query gives when there is no such node. */
export const NO_NODE: NodeId = -1

/** Bits of the `flags` column. */
export const NodeFlag = {
  Named: 1,
  /** The node is an ERROR. */
  Error: 2,
  /** The parser made this empty token up to go on. */
  Missing: 4,
  /**
   * The node is an ERROR, is missing, or contains one that is. A line break that a directive at the end of a file lacks
   * does not count.
   */
  HasError: 8,
  /** A comment: it may stand anywhere. */
  Extra: 16,
} as const

/** The columns of a flattened tree. All arrays have one entry a node, in preorder. Offsets are UTF-16 units. */
export interface TreeColumns {
  readonly kind: Uint16Array
  readonly field: Uint8Array
  readonly flags: Uint8Array
  readonly start: Uint32Array
  readonly end: Uint32Array
  readonly parent: Int32Array
  readonly firstChild: Int32Array
  readonly nextSibling: Int32Array
}

/**
 * A concrete syntax tree in typed arrays. Both grammars share one numbering of kinds and fields
 * (`grammars/kinds.ts`), so nothing above this file cares which of them parsed the text.
 */
export class SyntaxTree {
  private readonly remembered = new Map<unknown, unknown>()

  constructor(
    private readonly wholeText: string,
    readonly language: 'c' | 'cpp',
    private readonly data: TreeColumns,
  ) {}

  get text(): string {
    return this.wholeText
  }

  get columns(): TreeColumns {
    return this.data
  }

  get size(): number {
    return this.data.kind.length
  }

  /**
   * What somebody wants to know of the tree as a whole, found once. The function is what it is remembered by: it has to be
   * the same object for the same question, and may depend on nothing but the tree.
   */
  about<T>(find: (tree: SyntaxTree) => T): T {
    if (!this.remembered.has(find)) this.remembered.set(find, find(this))
    return this.remembered.get(find) as T
  }

  /** The same for questions with a plain answer, see `WatchedTree`: a longer list of texts is joined to one. */
  ask<T extends string | number | boolean>(question: (tree: SyntaxTree) => T): T {
    return this.about(question)
  }

  /** The text between two offsets. */
  textBetween(start: number, end: number): string {
    return this.wholeText.slice(start, end)
  }

  kind(node: NodeId): Kind {
    return this.data.kind[node] as Kind
  }

  kindName(node: NodeId): KindName {
    return KIND_NAMES[this.kind(node)] as KindName
  }

  is(node: NodeId, kind: Kind): boolean {
    return node >= 0 && this.data.kind[node] === kind
  }

  start(node: NodeId): number {
    return this.data.start[node] ?? 0
  }

  end(node: NodeId): number {
    return this.data.end[node] ?? 0
  }

  span(node: NodeId): Span {
    return { start: this.start(node), end: this.end(node) }
  }

  textOf(node: NodeId): string {
    return node < 0 ? '' : this.wholeText.slice(this.start(node), this.end(node))
  }

  parent(node: NodeId): NodeId {
    return this.data.parent[node] ?? NO_NODE
  }

  firstChild(node: NodeId): NodeId {
    return this.data.firstChild[node] ?? NO_NODE
  }

  nextSibling(node: NodeId): NodeId {
    return this.data.nextSibling[node] ?? NO_NODE
  }

  fieldOf(node: NodeId): Field {
    return this.data.field[node] as Field
  }

  isNamed(node: NodeId): boolean {
    return ((this.data.flags[node] ?? 0) & NodeFlag.Named) !== 0
  }

  /** True when the node is an ERROR, is MISSING, or contains one that is. */
  hasError(node: NodeId): boolean {
    return ((this.data.flags[node] ?? 0) & (NodeFlag.HasError | NodeFlag.Error | NodeFlag.Missing)) !== 0
  }

  isError(node: NodeId): boolean {
    return ((this.data.flags[node] ?? 0) & (NodeFlag.Error | NodeFlag.Missing)) !== 0
  }

  /** First child that has this field, or NO_NODE. */
  child(node: NodeId, field: Field): NodeId {
    for (let c = this.firstChild(node); c !== NO_NODE; c = this.nextSibling(c)) {
      if (this.data.field[c] === field) return c
    }
    return NO_NODE
  }

  /** All children, tokens and comments too. */
  children(node: NodeId): NodeId[] {
    const result: NodeId[] = []
    for (let c = this.firstChild(node); c !== NO_NODE; c = this.nextSibling(c)) result.push(c)
    return result
  }

  /** Children that are named and not comments. */
  namedChildren(node: NodeId): NodeId[] {
    const result: NodeId[] = []
    for (let c = this.firstChild(node); c !== NO_NODE; c = this.nextSibling(c)) {
      if (this.isNamed(c) && this.data.kind[c] !== Kind.comment) result.push(c)
    }
    return result
  }

  /** The preorder index just after the subtree of `node`: the subtree is `node .. subtreeEnd(node) - 1`. */
  subtreeEnd(node: NodeId): NodeId {
    for (let n = node; n !== NO_NODE; n = this.parent(n)) {
      const next = this.nextSibling(n)
      if (next !== NO_NODE) return next
    }
    return this.size
  }

  /** The nearest ancestor of this kind, not counting the node itself. */
  ancestor(node: NodeId, ...kinds: Kind[]): NodeId {
    for (let n = this.parent(node); n !== NO_NODE; n = this.parent(n)) {
      if (kinds.includes(this.kind(n))) return n
    }
    return NO_NODE
  }

  /** The smallest node whose span covers [start, end). */
  covering(start: number, end: number): NodeId {
    let node: NodeId = 0
    search: for (;;) {
      for (let c = this.firstChild(node); c !== NO_NODE; c = this.nextSibling(c)) {
        if (this.start(c) <= start && end <= this.end(c)) {
          node = c
          continue search
        }
      }
      return node
    }
  }
}

export { Kind, Field, type KindName, type FieldName }
