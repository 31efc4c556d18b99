import { FIRST_ANONYMOUS_KIND, Kind } from '../../grammars/kinds.ts'
import { NO_NODE, NodeFlag, type TreeColumns } from './tree.ts'

/**
 * The one walk over a tree that both flattenings share: `cursor` tells what it stands on and moves. Preorder, without
 * recursion, so that no depth of nesting can overflow a stack.
 */
export interface NodeCursor {
  /** Shared number of the kind (grammars/kinds.ts). */
  kind(): number
  /** Shared number of the field. */
  field(): number
  /** UTF-16 offsets. */
  start(): number
  end(): number
  /** Asked only of empty nodes: a token the parser made up has no text. */
  isMissing(): boolean
  toFirstChild(): boolean
  toNextSibling(): boolean
  toParent(): boolean
}

/** Walks the whole tree under the cursor's node into columns. `expected` is a guess at the number of nodes. */
export function fillColumns(cursor: NodeCursor, expected: number): TreeColumns {
  let capacity = Math.max(16, expected)
  let kind = new Uint16Array(capacity)
  let field = new Uint8Array(capacity)
  let flags = new Uint8Array(capacity)
  let start = new Uint32Array(capacity)
  let end = new Uint32Array(capacity)
  let parent = new Int32Array(capacity).fill(NO_NODE)
  let firstChild = new Int32Array(capacity).fill(NO_NODE)
  let nextSibling = new Int32Array(capacity).fill(NO_NODE)
  const grow = (size: number): void => {
    kind = resized(kind, new Uint16Array(size))
    field = resized(field, new Uint8Array(size))
    flags = resized(flags, new Uint8Array(size))
    start = resized(start, new Uint32Array(size))
    end = resized(end, new Uint32Array(size))
    parent = resized(parent, new Int32Array(size).fill(NO_NODE))
    firstChild = resized(firstChild, new Int32Array(size).fill(NO_NODE))
    nextSibling = resized(nextSibling, new Int32Array(size).fill(NO_NODE))
    capacity = size
  }

  let size = 0
  let above = NO_NODE
  let before = NO_NODE
  walk: for (;;) {
    if (size === capacity) grow(capacity * 2)
    const node = size++
    const k = cursor.kind()
    const s = cursor.start()
    const e = cursor.end()
    kind[node] = k
    field[node] = cursor.field()
    start[node] = s
    end[node] = e
    let flag = k < FIRST_ANONYMOUS_KIND ? NodeFlag.Named : 0
    if (k === Kind.ERROR) flag |= NodeFlag.Error | NodeFlag.HasError
    else if (k === Kind.comment) flag |= NodeFlag.Extra
    if (s === e && cursor.isMissing()) flag |= NodeFlag.Missing | NodeFlag.HasError
    flags[node] = flag
    parent[node] = above
    if (before !== NO_NODE) nextSibling[before] = node
    else if (above !== NO_NODE) firstChild[above] = node

    if (cursor.toFirstChild()) {
      above = node
      before = NO_NODE
      continue
    }
    before = node
    while (!cursor.toNextSibling()) {
      if (above === NO_NODE || !cursor.toParent()) break walk
      before = above
      above = parent[above] ?? NO_NODE
    }
  }
  // A child stands after its parent, so one pass from the back carries damage up to the root.
  for (let node = size - 1; node > 0; node--) {
    const up = parent[node] ?? NO_NODE
    if (((flags[node] ?? 0) & NodeFlag.HasError) !== 0 && up !== NO_NODE)
      flags[up] = (flags[up] ?? 0) | NodeFlag.HasError
  }
  if (size !== capacity) grow(size)
  return { kind, field, flags, start, end, parent, firstChild, nextSibling }
}

interface Column {
  readonly length: number
}

function resized<T extends Column & { subarray(start: number, end: number): T; set(values: T): void }>(
  from: T,
  to: T,
): T {
  to.set(from.length > to.length ? from.subarray(0, to.length) : from)
  return to
}
