import { COMPARING_NAMES, isExpectation, parameterIndex, type ApiFunction } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { applyApi } from './api-effects.ts'
import { applySummary } from './apply-summary.ts'
import { constantText } from './constants.ts'
import type { FunctionContext, ResolvedCall } from './context.ts'
import { evaluate, evaluateAll } from './evaluate.ts'
import { placeOf, stripped } from './place-of.ts'
import { boundedRows, type Outcome, type Row } from './outcomes.ts'
import { noteCallee, noteEnding, noteForeignCode, noteTest } from './misuse.ts'
import { escape, escapeAt } from './resources.ts'
import { noteForeignWrites } from './tables.ts'
import type { State } from './state.ts'
import { judgeUnset } from './unset.ts'
import { UNKNOWN, integer, type Value } from './values.ts'

export type { ResolvedCall } from './context.ts'

/** Macros that are calls of macros that are calls … are followed this far. */
export const MAX_MACRO_CALLS = 4

/** Resolves who is called with which arguments; null when nothing can be said. */
export function resolveCall(context: FunctionContext, node: NodeId): ResolvedCall | null {
  const known = context.calls.get(node)
  if (known !== undefined) return known
  const call = resolveNow(context, node)
  context.calls.set(node, call)
  return call
}

function resolveNow(context: FunctionContext, node: NodeId): ResolvedCall | null {
  const { tree, fileNames } = context
  const written = fileNames.readCall(node)
  if (written === null || isVariable(context, node)) return null
  const isPlain = written.on === 'none' && (written.qualifier === null || written.qualifier === '')
  let name = isPlain ? fileNames.resolveAlias(written.name) : written.name
  let argumentNodes = tree.namedChildren(tree.child(node, Field.arguments))
  let argumentTexts: (string | null)[] = argumentNodes.map(() => null)
  for (let depth = 0; isPlain && depth < MAX_MACRO_CALLS; depth++) {
    const macro = fileNames.macroCall(name)
    if (macro === undefined) break
    const nodes = argumentNodes
    argumentNodes = macro.arguments.map((a) => ('parameter' in a ? (nodes[a.parameter] ?? NO_NODE) : NO_NODE))
    argumentTexts = macro.arguments.map((a) => ('text' in a ? a.text : null))
    name = fileNames.resolveAlias(macro.callee)
  }
  const callee = fileNames.callee({ ...written, name, argumentCount: argumentNodes.length }, context.name)
  if (written.on !== 'none' && callee.kind === 'unknown') return null
  if (written.qualifier !== null && written.qualifier !== '' && written.on === 'none')
    name = `${written.qualifier}::${name}`
  return { node, name, callee, argumentNodes, argumentTexts }
}

/** `f(x)` with a pointer to a function in a variable of the function, and `object.f(x)` with one in a member of C. */
function isVariable({ tree, names }: FunctionContext, call: NodeId): boolean {
  let target = tree.child(call, Field.function)
  while (tree.is(target, Kind.parenthesized_expression)) target = tree.namedChildren(target)[0] ?? NO_NODE
  return tree.is(target, Kind.identifier) && names.isLocal(target)
}

/** The object that a method is called on. */
function objectOf({ tree }: FunctionContext, call: NodeId): NodeId {
  const target = tree.child(call, Field.function)
  return tree.is(target, Kind.field_expression) ? tree.child(target, Field.argument) : NO_NODE
}

/** Evaluates a call: every way it can return. */
export function callOutcomes(context: FunctionContext, node: NodeId, state: State): Outcome[] {
  const call = resolveCall(context, node)
  const { tree } = context
  if (call === null) {
    const target = tree.child(node, Field.function)
    const object = objectOf(context, node)
    const inner = object === NO_NODE ? NO_NODE : stripped(context, object)
    const nodes = [...(inner === NO_NODE ? [] : [inner]), ...tree.namedChildren(tree.child(node, Field.arguments))]
    const rows = evaluateAll(context, nodes, state)
    escapeByValue(context, nodes, rows)
    for (const { state: after } of rows) {
      noteEnding(context, after, tree.textOf(target), node)
      touchNamed(context, nodes, after)
    }
    return rows.map((row) => ({ state: unknownCall(context, row.state, row.values), value: UNKNOWN }))
  }
  const outcomes = callNow(context, call, state)
  if (call.callee.kind !== 'api') for (const outcome of outcomes) noteForeignWrites(context, outcome.state)
  return outcomes
}

function callNow(context: FunctionContext, call: ResolvedCall, state: State): Outcome[] {
  const rows = evaluateArguments(context, call, state)
  const { callee } = call
  switch (callee.kind) {
    case 'api':
      for (const row of rows) judgeUnset(context, row.state, call, null)
      return rows.flatMap((row) => applyApi(context, call, callee.row, row.values, row.state))
    case 'function':
      escapeByValue(context, [objectOf(context, call.node), ...call.argumentNodes], rows)
      for (const row of rows) judgeUnset(context, row.state, call, call.name)
      return rows.flatMap((row) => applySummary(context, call, callee.summary, row.values, row.state))
    case 'unknown':
      if (isExpectation(call.name)) return rows.map((row) => ({ state: row.state, value: row.values[0] ?? UNKNOWN }))
      if (COMPARING_NAMES.has(call.name)) return rows.map((row) => ({ state: row.state, value: UNKNOWN }))
      escapeByValue(context, call.argumentNodes, rows)
      for (const { state: after } of rows) {
        noteEnding(context, after, call.name, call.node)
        touchNamed(context, call.argumentNodes, after)
      }
      return rows.map((row) => ({ state: unknownCall(context, row.state, row.values), value: UNKNOWN }))
  }
}

function evaluateArguments(context: FunctionContext, call: ResolvedCall, state: State): Row[] {
  let rows: Row[] = [{ state, values: [] }]
  call.argumentNodes.forEach((node, index) => {
    const text = call.argumentTexts[index] ?? null
    rows = rows.flatMap((row) => {
      if (node === NO_NODE) {
        const value = text === null ? UNKNOWN : constantText(text, (name) => context.fileNames.constant(name))
        return [{ state: row.state, values: [...row.values, value] }]
      }
      return evaluate(context, node, row.state).map((o) => ({ state: o.state, values: [...row.values, o.value] }))
    })
    rows = boundedRows(context, rows)
  })
  return rows
}

/** A structure passed by value hands over the descriptors in it. */
function escapeByValue(
  context: FunctionContext,
  nodes: readonly NodeId[],
  rows: readonly { readonly state: State }[],
): void {
  for (const node of nodes) {
    if (node === NO_NODE || context.tree.is(stripped(context, node), Kind.compound_literal_expression)) continue
    for (const { state } of rows) {
      const place = placeOf(context, node, state)
      if (place !== null && state.partsOf(place).length > 0) escapeAt(state, place)
    }
  }
}

/** Index of the first argument behind a format such as `"fd %d"`; Infinity without one. */
function printedFrom(values: readonly Value[]): number {
  const format = values.findIndex((value) => value.kind === 'text' && /%[^%]/.test(value.text))
  return format < 0 ? Infinity : format + 1
}

/** What an unknown function may do with what it is given: keep descriptors, write through pointers. */
export function unknownCall(context: FunctionContext, state: State, values: readonly Value[]): State {
  state.forgetGlobals()
  noteCallee(state, values)
  // Many a function of a program ends it when what it is given is a failure.
  noteTest(state, values)
  const printed = printedFrom(values)
  for (const [index, value] of values.entries()) {
    // Who prints a number does not keep the descriptor.
    if (index < printed || value.kind !== 'descriptor') escape(context, state, value)
    if (value.kind === 'pointer') state.blur(value.place)
    if (value.kind === 'input') state.blur(`(*${value.place})`)
  }
  noteForeignCode(state)
  noteForeignWrites(context, state)
  return state
}

/** An unknown function may be a macro, or take references: what its arguments name may be written. */
export function touchNamed(context: FunctionContext, nodes: readonly NodeId[], state: State): void {
  for (const node of nodes) {
    if (node === NO_NODE) continue
    for (let n = node; n < context.tree.subtreeEnd(node); n++)
      if (context.tree.is(n, Kind.identifier)) state.touch(context.names.placeOf(n))
  }
}

/** The value of the argument with this role, or what the function passes on by itself. */
export function argument(
  row: ApiFunction,
  values: readonly Value[],
  role: Parameters<typeof parameterIndex>[1],
): Value {
  const fixed = row.fixed?.[role]
  return fixed === undefined ? (values[parameterIndex(row, role)] ?? UNKNOWN) : integer(fixed)
}

/** The node of the argument with this role, or the call itself. */
export function argumentNode(call: ResolvedCall, row: ApiFunction, role: Parameters<typeof parameterIndex>[1]): NodeId {
  const node = call.argumentNodes[parameterIndex(row, role)] ?? NO_NODE
  return node === NO_NODE ? call.node : node
}

/** True when the program does not look at what the call returns. */
export function isDiscarded(context: FunctionContext, node: NodeId): boolean {
  const { tree } = context
  let current = node
  let parent = tree.parent(current)
  while (tree.is(parent, Kind.parenthesized_expression) || tree.is(parent, Kind.cast_expression)) {
    current = parent
    parent = tree.parent(current)
  }
  return tree.is(parent, Kind.expression_statement)
}
