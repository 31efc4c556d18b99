import type { ApiFunction } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { argument, argumentNode, isDiscarded, type ResolvedCall } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { castOperand } from './evaluate.ts'
import type { Step } from './events.ts'
import type { Outcome } from './outcomes.ts'
import { descriptorOf } from './resources.ts'
import type { State } from './state.ts'
import { integer, type Value } from './values.ts'

/** A call of a function of the model, with what its arguments are; an effect consumes the state. */
export interface Call {
  readonly context: FunctionContext
  readonly call: ResolvedCall
  readonly row: ApiFunction
  readonly values: readonly Value[]
  readonly state: State
}

/** What one effect does with a call: every way it can return. */
export type Apply = (call: Call) => Outcome[]

export const SUCCEEDED = integer(0)

export function step(call: Call, en: string, ja: string): Step {
  return { span: call.context.tree.span(call.call.node), message: { en, ja } }
}

/** The -1 by which the call fails. */
function failureOf(call: Call): Value {
  return { ...integer(-1), failed: { node: call.call.node, tested: false } }
}

/** Adds the failing outcome unless the program ends on failure or does not look. */
export function withFailure(call: Call, before: State, succeeded: Outcome[], failure = failureOf(call)): Outcome[] {
  if (call.row.failure === 'exits' || isDiscarded(call.context, call.call.node)) return succeeded
  return [...succeeded, { state: before, value: failure }]
}

export function subject(call: Call): string | null {
  return descriptorOf(
    call.context,
    call.state,
    argument(call.row, call.values, 'descriptor'),
    argumentNode(call.call, call.row, 'descriptor'),
  )
}

/** The variable that receives what a call returns, for messages. */
export function receiver(context: FunctionContext, node: NodeId): string {
  const { tree } = context
  for (let n = tree.parent(node); n !== NO_NODE; n = tree.parent(n)) {
    if (tree.is(n, Kind.assignment_expression)) return tree.textOf(tree.child(n, Field.left))
    // `if (int fd = f())` is a declaration whose value stands beside the declarator.
    if (tree.is(n, Kind.init_declarator) || tree.is(n, Kind.declaration))
      return tree.textOf(tree.child(n, Field.declarator)).replace(/^[*&\s]+/, '')
    if (tree.is(n, Kind.initializer_pair)) return tree.textOf(tree.child(n, Field.designator)).replace(/^\s*\.\s*/, '')
    if (tree.is(n, Kind.argument_list) && castOperand(context, tree.parent(n)) !== NO_NODE) continue
    const passes =
      tree.is(n, Kind.parenthesized_expression) ||
      tree.is(n, Kind.cast_expression) ||
      tree.is(n, Kind.conditional_expression)
    if (!passes && castOperand(context, n) === NO_NODE) break
  }
  return tree.textOf(tree.child(node, Field.function))
}
