import type { ApiFunction } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { argument, argumentNode, isDiscarded, type ResolvedCall } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { store } from './assignment.ts'
import { castOperand } from './place-of.ts'
import type { Step } from './events.ts'
import type { Outcome } from './outcomes.ts'
import { pointee, type Place } from './places.ts'
import { descriptorOf } from './resources.ts'
import type { State } from './state.ts'
import { resultUse } from './result-use.ts'
import { UNKNOWN, integer, type IntegerValue, type Value } from './values.ts'

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

export function step(call: Call, en: string, ja: string): Step {
  return { span: call.context.tree.span(call.call.node), message: { en, ja } }
}

/** What the call returns when it succeeds and has nothing else to give. */
export function successOf({ row }: Call): Value {
  return row.failure === 'zero' || row.failure === 'null' ? integer(1, Infinity) : integer(0)
}

/** What the call returns when it fails. */
export function failureOf({ row, call }: Call): Value {
  switch (row.failure) {
    case 'nonzero':
      return { ...integer(-Infinity, Infinity), except: 0 }
    case 'zero':
    case 'null':
      return integer(0)
    default:
      return { ...integer(-1), failed: { node: call.node, tested: false } }
  }
}

/** What the call returns when nothing is known of its descriptor. */
export function eitherOf({ row }: Call): Value {
  return row.failure === 'minus-one' || row.failure === 'exits' ? integer(-1, 0) : UNKNOWN
}

/** Adds the failing outcome unless the program ends on failure or does not look. */
export function withFailure(call: Call, before: State, succeeded: Outcome[], failure = failureOf(call)): Outcome[] {
  if (call.row.failure === 'exits' || isIgnored(call.context, call.call.node)) return succeeded
  return [...succeeded, { state: before, value: failure }]
}

/** True when nothing of the function can depend on what the call returns. */
function isIgnored(context: FunctionContext, node: NodeId): boolean {
  return isDiscarded(context, node) || resultUse(context, node).isUnread
}

/** A number that the call returns and of which only bounds are known; `filled` for a call that fills or makes memory. */
export function resultOf(
  { call, row }: Call,
  { low = -Infinity, high = Infinity, buffer = null, capacity = null }: Partial<ResultBounds> = {},
): IntegerValue {
  const order = row.to ?? null
  return {
    ...integer(low, high, order),
    result: { part: 'returned', node: call.node, callee: row.name, effect: row.effect, buffer, capacity },
  }
}

/** The least that a call returns whose failure shows by a negative number. */
export function leastResult({ failure }: ApiFunction): { readonly low?: number } {
  return failure === 'minus-one' ? { low: -1 } : failure === 'exits' ? { low: 0 } : {}
}

interface ResultBounds {
  readonly low: number
  readonly high: number
  readonly buffer: Place | null
  readonly capacity: number | null
}

/** The call succeeds with a new descriptor: it returns it or stores it where an argument points. */
export function give(call: Call, id: string): Outcome {
  const { context, row, values, state } = call
  const made: Value = { kind: 'descriptor', resource: id }
  if (!row.parameters.includes('out-descriptor')) return { state, value: made }
  const out = argument(row, values, 'out-descriptor')
  const place = out.kind === 'pointer' ? out.place : out.kind === 'input' ? pointee(out.place) : null
  store(context, place, made, state, call.call.node, null)
  return { state, value: successOf(call) }
}

export function subject(call: Call): string | null {
  return descriptorOf(
    call.context,
    call.state,
    argument(call.row, call.values, 'descriptor'),
    argumentNode(call.call, call.row, 'descriptor'),
  )
}

/** True when the function tests the result of a call: at once, or later the variable that it went to. */
export function isAskedFor(context: FunctionContext, node: NodeId): boolean {
  const { tree, body } = context
  if (isTest(tree, node)) return true
  const name = receiver(context, node)
  for (let other = body; other < tree.subtreeEnd(body); other++) {
    const isName = tree.is(other, Kind.identifier) || tree.is(other, Kind.field_expression)
    if (isName && tree.textOf(other) === name && isTest(tree, other)) return true
  }
  return false
}

/** True for an operand of a comparison or of a logical operator, or a condition by itself. */
function isTest(tree: SyntaxTree, operand: NodeId): boolean {
  for (let node = operand, n = tree.parent(node); n !== NO_NODE; node = n, n = tree.parent(n)) {
    const passes = tree.is(n, Kind.parenthesized_expression) || tree.is(n, Kind.cast_expression)
    if (passes || tree.is(n, Kind.condition_clause) || tree.is(n, Kind.assignment_expression)) continue
    if (tree.is(n, Kind.binary_expression)) return true
    if (tree.is(n, Kind.unary_expression)) return tree.textOf(tree.child(n, Field.operator)) === '!'
    return tree.child(n, Field.condition) === node
  }
  return false
}

/** What a call makes is called in messages: the variable that receives it. */
export function madeName({ context, call, row }: Call): string {
  const out = argumentNode(call, row, 'out-descriptor')
  return out === call.node ? receiver(context, call.node) : context.tree.textOf(out).replace(/^[&\s]+/, '')
}

/** The variable that receives what a call returns, for messages. */
export function receiver(context: FunctionContext, node: NodeId): string {
  const { tree } = context
  for (let n = tree.parent(node); n !== NO_NODE; n = tree.parent(n)) {
    if (tree.is(n, Kind.assignment_expression)) return tree.textOf(tree.child(n, Field.left))
    // `if (int fd = f())` is a declaration whose value stands beside the declarator.
    const around = tree.parent(n)
    if (tree.is(around, Kind.field_initializer)) return tree.textOf(tree.namedChildren(around)[0] ?? n)
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
