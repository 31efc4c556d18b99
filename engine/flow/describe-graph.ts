import type { NodeId, SyntaxTree } from '../syntax/tree.ts'
import type { Graph, Guard } from './cfg.ts'

/** Text of a graph for `debug -- cfg`. */
export function describeGraph(tree: SyntaxTree, graph: Graph): string[] {
  const show = (node: NodeId): string => tree.textOf(node).replace(/\s+/g, ' ').slice(0, 70)
  const lines: string[] = []
  for (const block of graph.blocks) {
    const role = block.id === graph.entry ? ' entry' : block.id === graph.exit ? ' exit' : block.loopHead ? ' loop' : ''
    lines.push(`block ${block.id}${role}`)
    for (const item of block.items) {
      lines.push(`  ${item.kind} ${item.kind === 'scope-end' ? item.places.join(', ') : show(item.node)}`)
    }
    for (const edge of block.edges)
      lines.push(`  -> ${edge.to}${edge.guard === null ? '' : ` when ${describeGuard(edge.guard, show)}`}`)
  }
  return lines
}

function describeGuard(guard: Guard, show: (node: NodeId) => string): string {
  switch (guard.kind) {
    case 'true':
      return show(guard.node)
    case 'counted':
    case 'false':
      return `not ${show(guard.node)}`
    case 'case':
      return `${show(guard.subject)} == ${show(guard.value)}`
    case 'default':
      return `${show(guard.subject)} is none of ${guard.excluded.map(show).join(', ')}`
  }
}
