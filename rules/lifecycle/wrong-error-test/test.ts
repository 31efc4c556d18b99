import { type CalledEvent, Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../../../engine/rule-api.ts'

/** A test of what a call returned. */
export interface ResultTest {
  /** The whole test, such as `!s` or `s == 0`. */
  readonly test: NodeId
  /** The part of it that stands for what the call returned. */
  readonly operand: NodeId
  readonly operator: '<' | '<=' | '>' | '>=' | '==' | '!='
  readonly bound: number
}

const HOLDS: Readonly<Record<ResultTest['operator'], (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
}

/** True when the test gives the same answer for both results. */
export function confuses({ operator, bound }: ResultTest, one: number, other: number): boolean {
  return HOLDS[operator](one, bound) === HOLDS[operator](other, bound)
}

/** The test that the expression of the call makes, or the `if` that is the next statement; undefined for any other. */
export function testOf({ node, result }: CalledEvent, tree: SyntaxTree): ResultTest | undefined {
  let operand = node
  let parent = tree.parent(operand)
  while (isWrapping(tree, parent, operand)) {
    operand = parent
    parent = tree.parent(parent)
  }
  const here = testAround(tree, operand)
  if (here !== undefined || result.kind !== 'assigned' || result.name === null) return here
  const isDeclared = tree.is(parent, Kind.init_declarator)
  const statement = isDeclared ? tree.parent(parent) : parent
  if (!isDeclared && !tree.is(statement, Kind.expression_statement)) return undefined
  let next = tree.nextSibling(statement)
  while (tree.is(next, Kind.comment)) next = tree.nextSibling(next)
  if (!tree.is(next, Kind.if_statement)) return undefined
  const condition = tree.child(next, Field.condition)
  for (let inner = condition; inner < tree.subtreeEnd(condition); inner++) {
    const isName = tree.is(inner, Kind.identifier) || tree.is(inner, Kind.field_expression)
    // The first mention decides: what stands behind `||` may be another test of the same.
    if (isName && tree.textOf(inner) === result.name)
      return isWhole(tree, condition, inner) ? testAround(tree, inner) : undefined
  }
  return undefined
}

function isWrapping(tree: SyntaxTree, node: NodeId, part: NodeId): boolean {
  if (tree.is(node, Kind.assignment_expression))
    return tree.child(node, Field.right) === part && tree.textOf(tree.child(node, Field.operator)) === '='
  if (tree.is(node, Kind.parenthesized_expression)) return tree.fieldOf(node) !== Field.condition
  return tree.is(node, Kind.cast_expression)
}

/** True when nothing but the test of the name is the condition. */
function isWhole(tree: SyntaxTree, condition: NodeId, name: NodeId): boolean {
  for (let node = tree.parent(name); node !== condition && node !== NO_NODE; node = tree.parent(node)) {
    if (/^(&&|\|\|)$/.test(tree.textOf(tree.child(node, Field.operator)))) return false
  }
  return true
}

function testAround(tree: SyntaxTree, operand: NodeId): ResultTest | undefined {
  const parent = tree.parent(operand)
  const operator = tree.textOf(tree.child(parent, Field.operator))
  if (tree.is(parent, Kind.unary_expression) && operator === '!')
    return negatedTest(tree, parent, operand) ?? { test: parent, operand, operator: '==', bound: 0 }
  if (tree.is(parent, Kind.binary_expression) && isComparison(operator) && tree.child(parent, Field.left) === operand) {
    const right = tree.textOf(tree.child(parent, Field.right))
    return /^-?\d{1,9}$/.test(right) ? { test: parent, operand, operator, bound: Number(right) } : undefined
  }
  const isCondition =
    (tree.is(parent, Kind.parenthesized_expression) || tree.is(parent, Kind.condition_clause)) &&
    tree.fieldOf(parent) === Field.condition
  return isCondition ? { test: operand, operand, operator: '!=', bound: 0 } : undefined
}

/** `!f() == -1` compares 0 or 1 with what neither can be: as good as a bound that no result reaches. */
function negatedTest(tree: SyntaxTree, negation: NodeId, operand: NodeId): ResultTest | undefined {
  const test = tree.parent(negation)
  const operator = tree.textOf(tree.child(test, Field.operator))
  if (!tree.is(test, Kind.binary_expression) || tree.child(test, Field.left) !== negation) return undefined
  const right = tree.textOf(tree.child(test, Field.right))
  const isNever =
    operator === '==' || operator === '!='
      ? /^\(?\s*-\s*1\s*\)?$|^(?:SOCKET_ERROR|INVALID_SOCKET)$/.test(right)
      : (operator === '<' || operator === '>=') && right === '0'
  return isNever && isComparison(operator) ? { test, operand, operator, bound: -Infinity } : undefined
}

function isComparison(operator: string): operator is ResultTest['operator'] {
  return Object.hasOwn(HOLDS, operator)
}
