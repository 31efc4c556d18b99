import {
  Field,
  type FixReport,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxContext,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** A comparison whose answer is stored. */
export interface ComparisonAssigned {
  /** The assignment, or what is declared with its value. */
  readonly assignment: NodeId
  /** The variable or member that gets the answer. */
  readonly name: string
  readonly operator: string
  /** The operand of the comparison that calls, without the parentheses and casts around it; NO_NODE for none. */
  readonly call: NodeId
  /** It stands on the left of the comparison. */
  readonly isLeft: boolean
}

type Context = Pick<SyntaxContext<string>, 'tree' | 'typeOf'>

const COMPARISONS: readonly string[] = ['<', '<=', '>', '>=', '==', '!=']

/** The assignment of the comparison that `operand` is an operand of, unless its target is made for such answers. */
export function comparisonAssigned(operand: NodeId, { tree, typeOf }: Context): ComparisonAssigned | undefined {
  let node = operand
  while (isWrapping(tree, tree.parent(node))) node = tree.parent(node)
  const comparison = tree.parent(node)
  const operator = tree.textOf(tree.child(comparison, Field.operator))
  if (!tree.is(comparison, Kind.binary_expression) || !COMPARISONS.includes(operator)) return undefined
  const assignment = tree.parent(comparison)
  const isAssignment =
    tree.is(assignment, Kind.assignment_expression) && tree.textOf(tree.child(assignment, Field.operator)) === '='
  // `if (int s = f() < 0)` is a declaration whose value stands beside the declarator.
  const isDeclaration = tree.is(assignment, Kind.init_declarator) || tree.is(assignment, Kind.declaration)
  if (!isAssignment && !isDeclaration) return undefined
  const target = tree.child(assignment, isAssignment ? Field.left : Field.declarator)
  if (target === comparison) return undefined
  const type = isAssignment ? typeOf(target)?.base : declaredType(tree, assignment)
  if (type === undefined || /^(_?bool|boolean|auto)$/i.test(type)) return undefined
  const [left, right] = [Field.left, Field.right].map((field) => callIn(tree, tree.child(comparison, field)))
  const isLeft = left !== undefined && left !== NO_NODE
  return { assignment, name: tree.textOf(target), operator, call: (isLeft ? left : right) ?? NO_NODE, isLeft }
}

function declaredType(tree: SyntaxTree, declared: NodeId): string {
  const declaration = tree.is(declared, Kind.declaration) ? declared : tree.parent(declared)
  return tree.textOf(tree.child(declaration, Field.type))
}

function isWrapping(tree: SyntaxTree, node: NodeId): boolean {
  return tree.is(node, Kind.parenthesized_expression) || tree.is(node, Kind.cast_expression)
}

/** The call that an operand is, or NO_NODE. */
function callIn(tree: SyntaxTree, operand: NodeId): NodeId {
  let node = operand
  while (isWrapping(tree, node))
    node = tree.is(node, Kind.cast_expression)
      ? tree.child(node, Field.value)
      : (tree.namedChildren(node)[0] ?? NO_NODE)
  return tree.is(node, Kind.call_expression) ? node : NO_NODE
}

/** True for an expression that is a condition or a part of one, in parentheses or not. */
export function isCondition(expression: NodeId, tree: SyntaxTree): boolean {
  for (
    let node = expression, parent = tree.parent(node);
    parent !== NO_NODE;
    node = parent, parent = tree.parent(node)
  ) {
    if (tree.fieldOf(node) === Field.condition) return true
    if (tree.is(parent, Kind.binary_expression))
      return /^(&&|\|\|)$/.test(tree.textOf(tree.child(parent, Field.operator)))
    if (!tree.is(parent, Kind.parenthesized_expression) && !tree.is(parent, Kind.condition_clause)) return false
  }
  return false
}

/** Puts the assignment in parentheses, and the comparison outside; moves the parentheses that enclose both. */
export function parenthesise(
  { assignment, isLeft }: ComparisonAssigned,
  { tree }: Pick<Context, 'tree'>,
): FixReport | undefined {
  if (!isLeft || !tree.is(assignment, Kind.assignment_expression) || !isCondition(assignment, tree)) return undefined
  const { start } = tree.span(assignment)
  const behind = tree.end(tree.child(tree.child(assignment, Field.right), Field.left))
  const outer = tree.parent(assignment)
  const isSpare = tree.is(outer, Kind.parenthesized_expression) && tree.fieldOf(outer) !== Field.condition
  const close = { span: { start: behind, end: behind }, newText: ')' }
  const { end } = tree.span(outer)
  return {
    title: { en: 'Assign first, then compare', ja: '代入してから比較する' },
    safety: 'safe',
    edits: isSpare
      ? [close, { span: { start: end - 1, end }, newText: '' }]
      : [{ span: { start, end: start }, newText: '(' }, close],
  }
}
