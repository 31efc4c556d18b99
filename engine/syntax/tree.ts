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
  constructor(
    readonly text: string,
    readonly language: 'c' | 'cpp',
    readonly columns: TreeColumns,
  ) {}

  get size(): number {
    return this.columns.kind.length
  }

  kind(node: NodeId): Kind {
    return this.columns.kind[node] as Kind
  }

  kindName(node: NodeId): KindName {
    return KIND_NAMES[this.kind(node)] as KindName
  }

  is(node: NodeId, kind: Kind): boolean {
    return node >= 0 && this.columns.kind[node] === kind
  }

  start(node: NodeId): number {
    return this.columns.start[node] ?? 0
  }

  end(node: NodeId): number {
    return this.columns.end[node] ?? 0
  }

  span(node: NodeId): Span {
    return { start: this.start(node), end: this.end(node) }
  }

  textOf(node: NodeId): string {
    return node < 0 ? '' : this.text.slice(this.start(node), this.end(node))
  }

  parent(node: NodeId): NodeId {
    return this.columns.parent[node] ?? NO_NODE
  }

  firstChild(node: NodeId): NodeId {
    return this.columns.firstChild[node] ?? NO_NODE
  }

  nextSibling(node: NodeId): NodeId {
    return this.columns.nextSibling[node] ?? NO_NODE
  }

  fieldOf(node: NodeId): Field {
    return this.columns.field[node] as Field
  }

  isNamed(node: NodeId): boolean {
    return ((this.columns.flags[node] ?? 0) & NodeFlag.Named) !== 0
  }

  /** True when the node is an ERROR, is MISSING, or contains one that is. */
  hasError(node: NodeId): boolean {
    return ((this.columns.flags[node] ?? 0) & (NodeFlag.HasError | NodeFlag.Error | NodeFlag.Missing)) !== 0
  }

  isError(node: NodeId): boolean {
    return ((this.columns.flags[node] ?? 0) & (NodeFlag.Error | NodeFlag.Missing)) !== 0
  }

  /** First child that has this field, or NO_NODE. */
  child(node: NodeId, field: Field): NodeId {
    for (let c = this.firstChild(node); c !== NO_NODE; c = this.nextSibling(c)) {
      if (this.columns.field[c] === field) return c
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
      if (this.isNamed(c) && this.columns.kind[c] !== Kind.comment) result.push(c)
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
