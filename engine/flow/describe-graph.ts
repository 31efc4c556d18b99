import type { NodeId, SyntaxTree } from '../syntax/tree.ts'
import type { Block, Graph, Guard, Item } from './cfg.ts'

/** Text of a graph for `debug -- cfg`. */
export function describeGraph(tree: SyntaxTree, graph: Graph): string[] {
  const show = shower(tree)
  const lines: string[] = []
  for (const block of graph.blocks) {
    lines.push(describeHead(graph, block), ...block.items.map((item) => `  ${describeItem(item, show)}`))
    for (const edge of block.edges)
      lines.push(`  -> ${edge.to}${edge.guard === null ? '' : ` when ${describeGuard(edge.guard, show)}`}`)
  }
  return lines
}

/** A graph in the DOT language; `notes` are further lines for each block, such as the states that reach it. */
export function graphDot(
  tree: SyntaxTree,
  graph: Graph,
  name: string,
  notes: (block: number) => readonly string[] = () => [],
): string[] {
  const show = shower(tree)
  const lines = [`digraph ${quoted(name)} {`, '  node [shape=box, fontname=monospace]', '  edge [fontname=monospace]']
  for (const block of graph.blocks) {
    const text = [
      describeHead(graph, block),
      ...block.items.map((item) => describeItem(item, show)),
      ...notes(block.id),
    ]
    lines.push(`  b${block.id} [label=${quoted(`${text.join('\n')}\n`)}]`)
    for (const edge of block.edges) {
      lines.push(
        `  b${block.id} -> b${edge.to}${edge.guard === null ? '' : ` [label=${quoted(describeGuard(edge.guard, show))}]`}`,
      )
    }
  }
  return [...lines, '}']
}

/** A string of DOT; its lines are set to the left. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\l')}"`
}

function shower(tree: SyntaxTree): (node: NodeId) => string {
  return (node) => tree.textOf(node).replace(/\s+/g, ' ').slice(0, 70)
}

function describeHead(graph: Graph, block: Block): string {
  const role = block.id === graph.entry ? ' entry' : block.id === graph.exit ? ' exit' : block.loopHead ? ' loop' : ''
  return `block ${block.id}${role}`
}

function describeItem(item: Item, show: (node: NodeId) => string): string {
  return `${item.kind} ${item.kind === 'scope-end' ? item.places.join(', ') : show(item.node)}`
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
