import { type Bodies, OUTLINE } from './bodies.ts'
import { type Field, type Kind, type KindName, type NodeId, SyntaxTree, type TreeColumns } from './tree.ts'

/** Hears of questions about the whole tree, and gives their answers. */
type Asking = <T extends string | number | boolean>(question: (tree: SyntaxTree) => T, find: () => T) => T

/**
 * A tree that notices when somebody who judges one function looks into the body of another one. It says the same as the
 * tree that it is made of.
 */
export class WatchedTree extends SyntaxTree {
  private body = OUTLINE
  /** Somebody has looked elsewhere since the last call of `watch`. */
  hasStrayed = false

  constructor(
    tree: SyntaxTree,
    private readonly bodies: Bodies,
    private readonly asking: Asking,
  ) {
    super(tree.text, tree.language, tree.columns)
  }

  /** From now on the outline and this body may be looked at. */
  watch(body: number): void {
    this.body = body
    this.hasStrayed = false
  }

  /** Somebody looks at a part of the text by other ways than this tree. */
  look(start: number, end: number): void {
    if (!this.bodies.isTextWithin(start, end, this.body)) this.hasStrayed = true
  }

  /** Looks that do not count: what comes of them is known by other means. */
  unwatched<T>(work: () => T): T {
    const before = this.hasStrayed
    try {
      return work()
    } finally {
      this.hasStrayed = before
    }
  }

  private see(node: NodeId): void {
    if (!this.bodies.isOwn(node, this.body)) this.hasStrayed = true
  }

  private seeAll(node: NodeId): void {
    if (!this.bodies.isWithin(node, this.body)) this.hasStrayed = true
  }

  override get text(): string {
    this.hasStrayed = true
    return super.text
  }

  override get columns(): TreeColumns {
    this.hasStrayed = true
    return super.columns
  }

  override about<T>(find: (tree: SyntaxTree) => T): T {
    // Whoever asks a second time is told what was seen the first time.
    this.hasStrayed = true
    return super.about(find)
  }

  override ask<T extends string | number | boolean>(question: (tree: SyntaxTree) => T): T {
    return this.asking(question, () => this.unwatched(() => super.about(question)))
  }

  override textBetween(start: number, end: number): string {
    this.look(start, end)
    return super.textBetween(start, end)
  }

  override kind(node: NodeId): Kind {
    this.see(node)
    return super.kind(node)
  }

  override kindName(node: NodeId): KindName {
    this.see(node)
    return super.kindName(node)
  }

  override is(node: NodeId, kind: Kind): boolean {
    this.see(node)
    return super.is(node, kind)
  }

  override start(node: NodeId): number {
    this.see(node)
    return super.start(node)
  }

  override end(node: NodeId): number {
    this.see(node)
    return super.end(node)
  }

  override textOf(node: NodeId): string {
    this.seeAll(node)
    return super.textOf(node)
  }

  override parent(node: NodeId): NodeId {
    this.see(node)
    return super.parent(node)
  }

  override firstChild(node: NodeId): NodeId {
    this.see(node)
    return super.firstChild(node)
  }

  override nextSibling(node: NodeId): NodeId {
    this.see(node)
    return super.nextSibling(node)
  }

  override fieldOf(node: NodeId): Field {
    this.see(node)
    return super.fieldOf(node)
  }

  override isNamed(node: NodeId): boolean {
    this.see(node)
    return super.isNamed(node)
  }

  override hasError(node: NodeId): boolean {
    this.seeAll(node)
    return super.hasError(node)
  }

  override isError(node: NodeId): boolean {
    this.see(node)
    return super.isError(node)
  }

  override child(node: NodeId, field: Field): NodeId {
    this.see(node)
    return super.child(node, field)
  }
}
