import { LIFECYCLE_CALL_OF, mayEndProgram, type LifecycleCall } from '../model/index.ts'
import { Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { argumentNode, resolveCall } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { stripped } from './place-of.ts'
import type { Block, Edge, Graph, Item } from './graph.ts'
import { argumentPlace, isArgument, type Place } from './places.ts'
import type { FunctionSummary } from './summary.ts'

/** A call that a function makes with an argument of its own before anything can keep it from that. */
export interface FirstUse {
  readonly place: Place
  readonly call: LifecycleCall
}

/**
 * What a function does at once, whatever it is given and however it goes on: a caller that hands over a closed
 * descriptor makes that call fail, even when the function never returns.
 */
export function firstUses(context: FunctionContext, graph: Graph): FirstUse[] {
  const found: Found = new Map()
  const seen = new Set<number>()
  for (let id: number | undefined = graph.entry; id !== undefined && !seen.has(id); ) {
    seen.add(id)
    const block: Block | undefined = graph.blocks[id]
    if (block === undefined) break
    const nodes = block.items.map(nodeOf)
    const [edge, other]: readonly Edge[] = block.edges
    if (other !== undefined && (edge?.guard?.kind === 'true' || edge?.guard?.kind === 'false'))
      nodes.push(edge.guard.node)
    if (!nodes.every((node) => collect(context, node, found)) || other !== undefined) break
    id = edge?.to
  }
  return [...found]
    .flatMap(([place, call]) => (call === null ? [] : { place, call }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
}

/** What is known of arguments; null for one that went to a function of which nothing is known. */
type Found = Map<Place, LifecycleCall | null>

function nodeOf(item: Item): NodeId {
  return item.kind === 'scope-end' ? NO_NODE : item.kind === 'return' ? item.value : item.node
}

/** Collects the uses in an expression; false when what stands behind it may not run, or may not run on the same thing. */
function collect(context: FunctionContext, root: NodeId, found: Found): boolean {
  const { tree } = context
  if (root === NO_NODE) return true
  for (let node = root; node < tree.subtreeEnd(root); node++) {
    if (BRANCHING.some((kind) => tree.is(node, kind))) return false
    if (tree.is(node, Kind.binary_expression) && tree.children(node).some((c) => /^(&&|\|\|)$/.test(tree.textOf(c))))
      return false
    if (tree.is(node, Kind.call_expression) && !collectCall(context, node, found)) return false
  }
  return true
}

const BRANCHING = [Kind.conditional_expression, Kind.lambda_expression, Kind.compound_statement]

function collectCall(context: FunctionContext, node: NodeId, found: Found): boolean {
  const call = resolveCall(context, node)
  if (call === null) return false
  const { callee } = call
  const note = (given: NodeId, made: LifecycleCall | null): void => {
    const place = parameterOf(context, given)
    if (place !== null && !found.has(place)) found.set(place, made)
  }
  if (callee.kind === 'api') {
    const { row } = callee
    const made = LIFECYCLE_CALL_OF[row.effect]
    if (made !== undefined && made !== 'close' && row.parameters.includes('descriptor'))
      note(argumentNode(call, row, 'descriptor'), made)
    return row.effect !== 'exit' && row.effect !== 'assert' && row.effect !== 'exec'
  }
  const summary: FunctionSummary = callee.kind === 'function' ? callee.summary : { kind: 'unknown' }
  const uses = summary.kind === 'outcomes' ? (summary.uses ?? []) : []
  for (const { place, call: made } of uses)
    if (isArgument(place)) note(call.argumentNodes[Number(place.slice(1))] ?? NO_NODE, made)
  // It may look at what it is given, and end the program or close it and renew it for a reason of its own.
  for (const given of call.argumentNodes) note(given, null)
  return summary.kind === 'outcomes' ? summary.outcomes.length > 0 : !mayEndProgram(call.name)
}

/** The argument of the function that an expression names, when the function never writes to it. */
function parameterOf(context: FunctionContext, node: NodeId): Place | null {
  const { tree, names } = context
  const target = node === NO_NODE ? NO_NODE : stripped(context, node)
  if (target === NO_NODE || !tree.is(target, Kind.identifier) || !names.isLocal(target)) return null
  const place = names.placeOf(target)
  const index = names.parameters.indexOf(place)
  return index < 0 || names.isAssigned(place) ? null : argumentPlace(index)
}
