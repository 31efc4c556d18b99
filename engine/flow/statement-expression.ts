import type { NodeId } from '../syntax/tree.ts'
import { buildBlockGraph } from './cfg.ts'
import type { FunctionContext } from './context.ts'
import type { Outcome } from './outcomes.ts'
import { simulateBlock } from './simulate.ts'
import type { State } from './state.ts'

/** The value of GNU C's `({ … })` on every path through it; the given state is consumed. */
export function blockValue(context: FunctionContext, block: NodeId, state: State): Outcome[] {
  const known = context.blocks.get(block)
  const graph = known ?? buildBlockGraph(context.tree, block, context.names)
  if (known === undefined) context.blocks.set(block, graph)
  return simulateBlock(context, graph, state)
}
