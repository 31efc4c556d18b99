import type { Block, Graph } from './cfg.ts'

/** Blocks that are run together: one block, or all blocks of a loop with the loops in it. */
export interface Stage {
  /** In an order in which a block follows those before it, as far as loops allow. */
  readonly blocks: readonly number[]
  /** Some path leads from a block of it back to that block. */
  readonly isLoop: boolean
}

/**
 * The strongly connected components of the blocks that the entry reaches, each before those it leads to (Kosaraju's
 * algorithm): once a stage and all before it are done, nothing new can arrive in it.
 */
export function stagesOf(graph: Graph): Stage[] {
  const order = reversePostorder(graph)
  const before = new Map<number, number[]>(order.map((id) => [id, []]))
  for (const id of order) for (const { to } of blockOf(graph, id).edges) before.get(to)?.push(id)
  const stageOf = new Map<number, number>()
  const members: number[][] = []
  for (const root of order) {
    if (stageOf.has(root)) continue
    const stage = members.length
    members.push([])
    const open = [root]
    while (open.length > 0) {
      const id = open.pop() as number
      if (stageOf.has(id)) continue
      stageOf.set(id, stage)
      open.push(...(before.get(id) ?? []))
    }
  }
  for (const id of order) members[stageOf.get(id) ?? 0]?.push(id)
  return members.map((blocks) => ({
    blocks,
    isLoop: blocks.length > 1 || blocks.some((id) => blockOf(graph, id).edges.some(({ to }) => to === id)),
  }))
}

function blockOf(graph: Graph, id: number): Block {
  return graph.blocks[id] as Block
}

/**
 * What a loop holds comes before what is behind it. Of a condition the way on comes first: most conditions of a program
 * ask for failures, and what is told of a place is told of the first path that reaches it.
 */
function reversePostorder(graph: Graph): number[] {
  const seen = new Set<number>([graph.entry])
  const order: number[] = []
  const stack = [{ edges: edgesOf(graph, graph.entry), id: graph.entry, next: 0 }]
  while (stack.length > 0) {
    const top = stack.at(-1) as { edges: readonly number[]; id: number; next: number }
    const to = top.edges[top.next++]
    if (to === undefined) {
      order.push(top.id)
      stack.pop()
    } else if (!seen.has(to)) {
      seen.add(to)
      stack.push({ edges: edgesOf(graph, to), id: to, next: 0 })
    }
  }
  return order.reverse()
}

/** Where control goes from a block; what comes last here comes first in the order. */
function edgesOf(graph: Graph, id: number): readonly number[] {
  const { edges, loopHead } = blockOf(graph, id)
  const targets = edges.map(({ to }) => to)
  return loopHead ? targets.reverse() : targets
}
