/**
 * A file as its outline and the bodies of its functions, and how two versions of a file compare by these. The outline is
 * all that stands outside of bodies. A body within another one is a part of it.
 */
import { Moves, type Piece } from '../text/moves.ts'
import type { FunctionNode } from './functions.ts'
import { Field, Kind, NO_NODE, NodeFlag, type NodeId, type SyntaxTree } from './tree.ts'

/** The number of the outline where bodies are told apart by numbers, which begin at 1. */
export const OUTLINE = 0
/** Several bodies. */
const SEVERAL = -0x7fffffff

export class Bodies {
  /** The compound statements, in the order of the text. */
  readonly roots: readonly NodeId[]
  /** Of each node of a body its number; of each node of the outline around one body the negative of that. */
  private readonly owners: Int32Array

  constructor(
    readonly tree: SyntaxTree,
    functions: readonly FunctionNode[],
  ) {
    this.owners = new Int32Array(tree.size)
    const roots: NodeId[] = []
    let end = 0
    for (const root of functions.map(({ body }) => body).sort((a, b) => a - b)) {
      if (root < end) continue
      end = tree.subtreeEnd(root)
      roots.push(root)
      this.owners.fill(roots.length, root, end)
      for (let n = tree.parent(root); n !== NO_NODE && this.owners[n] !== SEVERAL; n = tree.parent(n))
        this.owners[n] = this.owners[n] === OUTLINE ? -roots.length : SEVERAL
    }
    this.roots = roots
  }

  /** The body that a node stands in. */
  of(node: NodeId): number {
    return Math.max(this.owners[node] ?? OUTLINE, OUTLINE)
  }

  /** True for a node of the outline, or of this body. */
  isOwn(node: NodeId, body: number): boolean {
    const owner = this.owners[node]
    return owner === undefined || owner <= OUTLINE || owner === body
  }

  /** True when all that a node holds is of the outline, or of this body. */
  isWithin(node: NodeId, body: number): boolean {
    const owner = this.owners[node]
    return owner === undefined || owner === OUTLINE || owner === body || owner === -body
  }

  /** True when a part of the text touches no body but this one. */
  isTextWithin(start: number, end: number, body: number): boolean {
    let [low, high] = [0, this.roots.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.tree.end(this.roots[middle] as NodeId) <= start) low = middle + 1
      else high = middle
    }
    for (let index = low; index < this.roots.length; index++) {
      if (this.tree.start(this.roots[index] as NodeId) >= end) return true
      if (index + 1 !== body) return false
    }
    return true
  }
}

/** What became of a file whose outline has not changed. */
export interface Comparison {
  readonly moves: Moves
  /** True for a body whose text or tree is not what it was. */
  isChanged(body: number): boolean
}

/**
 * Compares two versions of a file by one view of it. `texts` are the text as written and whatever else was made of it
 * without moving anything. Undefined where more than the insides of bodies has changed: in the outline, or in what a
 * body declares to the rest of the file.
 */
export function compareBodies(
  before: Bodies,
  after: Bodies,
  texts: readonly (readonly [before: string, after: string])[],
  file: string,
): Comparison | undefined {
  if (before.roots.length !== after.roots.length) return undefined
  const [from, to] = [borders(before), borders(after)]
  const changed = new Set<number>()
  for (let index = 0; index + 1 < from.length; index++) {
    const isSame = texts.every(([a, b]) => a.slice(from[index], from[index + 1]) === b.slice(to[index], to[index + 1]))
    if (isSame) continue
    // Between two borders of the outline lies a body.
    if (index % 2 === 0) return undefined
    changed.add((index + 1) / 2)
  }
  const moves = new Moves(pieces(from, to, changed, texts[0] ?? ['', '']), file)
  if (!compareTrees(before, after, moves, changed)) return undefined
  for (const body of changed)
    if ([before, after].some(({ tree, roots }) => declaresOutside(tree, roots[body - 1] as NodeId))) return undefined
  return { moves, isChanged: (body) => changed.has(body) }
}

/** Where outline and bodies begin, in turn, and the end of the text. */
function borders({ tree, roots }: Bodies): number[] {
  return [0, ...roots.flatMap((root) => [tree.start(root), tree.end(root)]), tree.text.length]
}

/** Of a body that has changed the head and the tail stay what they were. */
function pieces(
  from: readonly number[],
  to: readonly number[],
  changed: ReadonlySet<number>,
  [before, after]: readonly [string, string],
): Piece[] {
  return from.flatMap((start, index): Piece[] => {
    const place = to[index] as number
    const isBody = index % 2 === 1 && changed.has((index + 1) / 2)
    if (!isBody) return [{ from: start, to: place, isSame: true }]
    const [end, endAfter] = [from[index + 1] as number, to[index + 1] as number]
    const shorter = Math.min(end - start, endAfter - place)
    let head = 0
    while (head < shorter && before.charCodeAt(start + head) === after.charCodeAt(place + head)) head++
    let tail = 0
    while (tail < shorter - head && before.charCodeAt(end - 1 - tail) === after.charCodeAt(endAfter - 1 - tail)) tail++
    return [
      { from: start, to: place, isSame: true },
      { from: start + head, to: place + head, isSame: false },
      { from: end - tail, to: endAfter - tail, isSame: true },
    ]
  })
}

/** Adds bodies whose trees differ to `changed`; false where the outlines differ. */
function compareTrees(before: Bodies, after: Bodies, moves: Moves, changed: Set<number>): boolean {
  const [a, b] = [before.tree, after.tree]
  // The nodes of an outline are numbered anew, without those of the bodies between them.
  const [ranksA, ranksB] = [new Int32Array(a.size), new Int32Array(b.size)]
  let [i, j, rank] = [0, 0, 0]
  for (; i < a.size && j < b.size; rank++) {
    const body = before.of(i)
    if (body !== after.of(j)) return false
    const isAlike =
      a.kind(i) === b.kind(j) &&
      a.fieldOf(i) === b.fieldOf(j) &&
      ranksA[a.parent(i)] === ranksB[b.parent(j)] &&
      moves.offset(a.start(i)) === b.start(j) &&
      moves.offset(a.end(i)) === b.end(j) &&
      // Damage within a body shows in all that is around it.
      ((flags(a, i) ^ flags(b, j)) & ~(before.isWithin(i, OUTLINE) ? 0 : NodeFlag.HasError)) === 0
    if (!isAlike) return false
    ranksA[i] = rank
    ranksB[j] = rank
    if (body === OUTLINE) {
      i++
      j++
      continue
    }
    const [endA, endB] = [a.subtreeEnd(i), b.subtreeEnd(j)]
    if (!changed.has(body) && !isSameSubtree(a, i, endA, b, j, endB)) changed.add(body)
    i = endA
    j = endB
  }
  return i === a.size && j === b.size
}

function flags(tree: SyntaxTree, node: NodeId): number {
  return tree.columns.flags[node] ?? 0
}

function isSameSubtree(a: SyntaxTree, i: NodeId, endA: NodeId, b: SyntaxTree, j: NodeId, endB: NodeId): boolean {
  if (endA - i !== endB - j) return false
  const [x, y] = [a.columns, b.columns]
  const [nodes, text] = [j - i, b.start(j) - a.start(i)]
  for (let n = i; n < endA; n++) {
    const m = n + nodes
    if (x.kind[n] !== y.kind[m] || x.field[n] !== y.field[m] || x.flags[n] !== y.flags[m]) return false
    if ((x.start[n] ?? 0) + text !== y.start[m] || (x.end[n] ?? 0) + text !== y.end[m]) return false
    if (n > i && (x.parent[n] ?? 0) + nodes !== y.parent[m]) return false
  }
  return true
}

/** True for a body that holds what the whole file knows: types and functions. */
function declaresOutside(tree: SyntaxTree, body: NodeId): boolean {
  const end = tree.subtreeEnd(body)
  for (let node = body; node < end; node++) {
    switch (tree.kind(node)) {
      case Kind.type_definition:
      case Kind.alias_declaration:
      case Kind.function_definition:
        return true
      case Kind.struct_specifier:
      case Kind.union_specifier:
      case Kind.class_specifier:
      case Kind.enum_specifier:
        if (tree.child(node, Field.body) !== NO_NODE) return true
        break
      default:
        break
    }
  }
  return false
}
