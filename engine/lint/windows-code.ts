/** Help for rules about code of Windows. */
import type { Span } from '../text/span.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import type { TypeShape } from '../syntax/types.ts'
import type { SyntaxContext } from './rule.ts'

/** True for the type of sockets of Winsock itself, which is unsigned and as wide as a pointer. */
export function isWinsockType(type: TypeShape | undefined): boolean {
  return type !== undefined && type.base === 'SOCKET' && type.pointers === 0 && !type.array
}

/** True when a name of Winsock can be written there: the code is for Windows alone, or the file has it for the others. */
export function mayWrite(
  name: string,
  span: Span,
  { platformsOf, source }: Pick<SyntaxContext<string>, 'platformsOf' | 'source'>,
): boolean {
  if (!platformsOf(span).includes('posix')) return true
  return source.has(new RegExp(`(?:define\\s+|typedef\\s[^;]*\\s)${name}\\b`))
}

/**
 * True when a name is certainly what the headers of Windows mean by it: nobody defines a macro of it. Code that both
 * platforms share often relies on a header of the project for that.
 */
export function meansWindows(
  name: string,
  span: Span,
  { assumptionsAt, isMacro, platformsOf }: Pick<SyntaxContext<string>, 'assumptionsAt' | 'isMacro' | 'platformsOf'>,
): boolean {
  const known = isMacro(name)
  if (known === true) return false
  // What a condition that nobody answers lets in may be for one of the two alone.
  return !platformsOf(span).includes('posix') || (known === false && assumptionsAt(span.start).length === 0)
}

/** The call by its plain name, or ''. */
export function calleeName(tree: SyntaxTree, call: NodeId): string {
  const callee = tree.child(call, Field.function)
  return tree.is(call, Kind.call_expression) && tree.is(callee, Kind.identifier) ? tree.textOf(callee) : ''
}

/** The calls of functions by a plain name below a node, in text order. */
export function callsBelow(tree: SyntaxTree, root: NodeId): { readonly name: string; readonly node: NodeId }[] {
  const found: { readonly name: string; readonly node: NodeId }[] = []
  if (root === NO_NODE) return found
  for (let node = root; node < tree.subtreeEnd(root); node++) {
    const name = calleeName(tree, node)
    if (name !== '') found.push({ name, node })
  }
  return found
}

/**
 * The comparison that an `operated` event tells of: the expression, or the one that its left operand stands in when it
 * is a condition. NO_NODE for `if (n)` and for arithmetic.
 */
export function comparisonOf(tree: SyntaxTree, node: NodeId): NodeId {
  const parent = tree.parent(node)
  const isLeft = tree.is(parent, Kind.binary_expression) && tree.child(parent, Field.left) === node
  if (isLeft && isComparison(tree, parent)) return parent
  return tree.is(node, Kind.binary_expression) && isComparison(tree, node) ? node : NO_NODE
}

function isComparison(tree: SyntaxTree, node: NodeId): boolean {
  return /^(?:[<>]=?|[=!]=)$/.test(tree.textOf(tree.child(node, Field.operator)))
}
