import {
  Field,
  givenTo,
  holds,
  isRead,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  usesOf,
} from '../../../engine/rule-api.ts'

const LOOPS: readonly Kind[] = [Kind.while_statement, Kind.for_statement, Kind.do_statement, Kind.for_range_loop]

/** A variable that a loop hands to a call by address and nowhere sets, and what it was set to before the loop. */
export interface Stale {
  readonly loop: NodeId
  /** The expression that the program gave it before the loop, as written. */
  readonly initial: string
}

/**
 * The loop around `call` that hands `variable` over in `call` alone and otherwise only reads it, where the function set
 * it to a `sizeof` before; undefined when there is none, or another place of the loop may set it.
 */
export function staleIn(tree: SyntaxTree, call: NodeId, variable: NodeId): Stale | undefined {
  const loop = tree.ancestor(call, ...LOOPS, Kind.function_definition, Kind.lambda_expression)
  if (loop === NO_NODE || !LOOPS.includes(tree.kind(loop))) return undefined
  const initialiser = tree.child(loop, Field.initializer)
  const isStart = (use: NodeId): boolean => initialiser !== NO_NODE && holds(tree, initialiser, use)
  const name = tree.textOf(variable)
  const inLoop = usesOf(tree, loop, name).filter((use) => use !== variable && !isStart(use))
  if (!inLoop.every((use) => isRead(tree, use))) return undefined
  const body = tree.ancestor(call, Kind.function_definition, Kind.lambda_expression)
  const before = usesOf(tree, body, name).filter((use) => use < loop || isStart(use))
  const last = before.map((use) => givenTo(tree, use)).findLast((value) => value !== NO_NODE) ?? NO_NODE
  return tree.is(last, Kind.sizeof_expression) ? { loop, initial: tree.textOf(last) } : undefined
}
