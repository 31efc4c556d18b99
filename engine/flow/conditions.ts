import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import type { FunctionContext } from './context.ts'
import { evaluate, evaluateAll, placeOf } from './evaluate.ts'
import { bounded, boundedStates, byValue, nested, type Outcome } from './outcomes.ts'
import { noteTest } from './misuse.ts'
import type { State } from './state.ts'
import { MIRRORED, NEGATED, UNKNOWN, compare, exactly, integer, refine, type Comparison } from './values.ts'

export function isComparison(operator: string): operator is Comparison {
  return operator in NEGATED
}

/** A condition as a number: one state where it is 1, one where it is 0. */
export function truth(context: FunctionContext, node: NodeId, state: State): Outcome[] {
  const yes = assume(context, node, state.copy(), true).map((s) => ({ state: s, value: integer(1) }))
  const no = assume(context, node, state, false).map((s) => ({ state: s, value: integer(0) }))
  return bounded(context, [...yes, ...no], byValue)
}

/** The states in which the condition is `holds`, each narrowed by it. The given state is consumed. */
export function assume(context: FunctionContext, node: NodeId, state: State, holds: boolean): State[] {
  return nested(context, () => assumeNode(context, node, state, holds)) ?? []
}

function assumeNode(context: FunctionContext, node: NodeId, state: State, holds: boolean): State[] {
  const { tree } = context
  if (node === NO_NODE) return [state]
  switch (tree.kind(node)) {
    case Kind.parenthesized_expression:
    case Kind.condition_clause:
      return assume(context, tree.namedChildren(node)[0] ?? NO_NODE, state, holds)
    case Kind.comma_expression:
      return evaluate(context, tree.child(node, Field.left), state).flatMap((o) =>
        assume(context, tree.child(node, Field.right), o.state, holds),
      )
    case Kind.unary_expression: {
      const operator = tree.textOf(tree.child(node, Field.operator))
      if (operator === '!' || operator === 'not')
        return assume(context, tree.child(node, Field.argument), state, !holds)
      break
    }
    case Kind.binary_expression: {
      const operator = tree.textOf(tree.child(node, Field.operator))
      const left = tree.child(node, Field.left)
      const right = tree.child(node, Field.right)
      if (operator === '&&' || operator === '||') {
        // `a && b` holds when both do; it fails when a fails, or a holds and b fails. `||` is the dual.
        const decisive = operator === '||'
        if (holds !== decisive)
          return assume(context, left, state, holds).flatMap((s) => assume(context, right, s, holds))
        const first = assume(context, left, state.copy(), decisive)
        const second = assume(context, left, state, !decisive).flatMap((s) => assume(context, right, s, decisive))
        return boundedStates(context, [...first, ...second])
      }
      if (isComparison(operator)) return comparison(context, left, holds ? operator : NEGATED[operator], right, state)
      break
    }
    default:
  }
  return evaluate(context, node, state).flatMap((o) => narrowed(context, node, o, holds ? '!=' : '==', 0))
}

function comparison(
  context: FunctionContext,
  left: NodeId,
  operator: Comparison,
  right: NodeId,
  state: State,
): State[] {
  return evaluateAll(context, [left, right], state).flatMap(({ state: after, values }) => {
    const [a = UNKNOWN, b = UNKNOWN] = values
    const decided = compare(a, operator, b)
    if (decided === false) return []
    if (decided === undefined) noteTest(after, values)
    const bound = exactly(b)
    if (bound !== null) return narrowed(context, left, { state: after, value: a }, operator, bound)
    const mirrored = exactly(a)
    if (mirrored !== null) return narrowed(context, right, { state: after, value: b }, MIRRORED[operator], mirrored)
    return [after]
  })
}

/** Narrows the variable behind an expression to `op bound`; no state when that cannot be. */
function narrowed(
  context: FunctionContext,
  node: NodeId,
  outcome: Outcome,
  operator: Comparison,
  bound: number,
): State[] {
  const value = refine(outcome.value, operator, bound)
  if (value === undefined) return []
  const place = placeOf(context, node, outcome.state)
  if (place !== null && value !== outcome.value && outcome.state.read(place).kind !== 'descriptor')
    outcome.state.write(place, value)
  return [outcome.state]
}
