/** Help for rules about tests of what a call returned. */
import type { ValueFact } from '../flow/argument-facts.ts'
import type { OperatedEvent } from '../flow/events.ts'
import type { CallResult, Comparison } from '../flow/values.ts'
import { Field, Kind, type NodeId, type SyntaxTree } from '../syntax/tree.ts'

/** A comparison of the result of a call, as if the result stood on the left. */
export interface ComparedResult {
  readonly result: CallResult
  readonly operator: Comparison
  /** The number that it is compared with; null where that is not one number. */
  readonly bound: number | null
  /** The whole test where it has a plain form, such as `!n`, `n < 0` and `n`, and its part that is the result. */
  readonly test: { readonly node: NodeId; readonly operand: NodeId } | null
}

const MIRRORED: Readonly<Record<string, Comparison>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
}

const HOLDS: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
}

/** True when the comparison gives the same answer for both results; undefined where that is not known. */
export function confusesResults({ operator, bound }: ComparedResult, one: number, other: number): boolean | undefined {
  return bound === null ? undefined : HOLDS[operator](one, bound) === HOLDS[operator](other, bound)
}

/** The comparison that the event is, when it is one of the result of a call with another value. */
export function comparedResult(event: OperatedEvent, tree: SyntaxTree): ComparedResult | undefined {
  const mirrored = Object.hasOwn(MIRRORED, event.operator) ? MIRRORED[event.operator] : undefined
  if (mirrored === undefined) return undefined
  const [left, right] = [resultOf(event.left), resultOf(event.right)]
  if (left !== null)
    return {
      result: left,
      operator: MIRRORED[mirrored] ?? mirrored,
      bound: exact(event.right),
      test: testAround(tree, event.node),
    }
  return right === null ? undefined : { result: right, operator: mirrored, bound: exact(event.left), test: null }
}

function resultOf(fact: ValueFact): CallResult | null {
  return fact.kind === 'number' && fact.result?.part === 'returned' ? fact.result : null
}

function exact(fact: ValueFact): number | null {
  if (fact.kind === 'null') return 0
  return fact.kind === 'number' && fact.low === fact.high ? fact.low : null
}

/** The test whose left operand, or only one, this is. */
function testAround(tree: SyntaxTree, node: NodeId): ComparedResult['test'] {
  let operand = node
  while (
    tree.is(tree.parent(operand), Kind.parenthesized_expression) &&
    tree.fieldOf(tree.parent(operand)) !== Field.condition
  )
    operand = tree.parent(operand)
  const parent = tree.parent(operand)
  const operator = tree.textOf(tree.child(parent, Field.operator))
  if (tree.is(parent, Kind.unary_expression) && operator === '!') return { node: parent, operand }
  const isLeft = tree.is(parent, Kind.binary_expression) && tree.child(parent, Field.left) === operand
  if (isLeft && Object.hasOwn(MIRRORED, operator)) return { node: parent, operand }
  const isCondition =
    (tree.is(parent, Kind.parenthesized_expression) || tree.is(parent, Kind.condition_clause)) &&
    tree.fieldOf(parent) === Field.condition
  const isPart = tree.is(parent, Kind.binary_expression) && (operator === '&&' || operator === '||')
  return isCondition || isPart ? { node: operand, operand } : null
}
