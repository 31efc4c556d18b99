import { Field, Kind, NO_NODE, type NodeId, type ProgramRun, type SyntaxTree } from '../../../engine/rule-api.ts'

const WAITS = /^(?:wait|waitpid|waitid|wait3|wait4|signalfd|Wait|Waitpid)$/

const SIGNAL = /\b(?:SIGCH?LD|SA_NOCLDWAIT)\b/

/** What this list of arguments or values does about children that end: it waits for them, or deals with SIGCHLD. */
export function reaps(tree: SyntaxTree, list: NodeId): boolean {
  const call = tree.parent(list)
  const callee = tree.is(call, Kind.call_expression) ? tree.textOf(tree.child(call, Field.function)) : ''
  const text = tree.textOf(list)
  if (WAITS.test(callee.replace(/^::/, ''))) return true
  // The default action leaves zombies.
  return SIGNAL.test(text) && !/\bSIG_DFL\b/.test(text)
}

/** `act.sa_flags |= SA_NOCLDWAIT`. */
export function setsNoWait(tree: SyntaxTree, assignment: NodeId): boolean {
  const right = tree.child(assignment, Field.right)
  return right !== NO_NODE && /\bSA_NOCLDWAIT\b/.test(tree.textOf(right))
}

/** Names of functions that may well deal with children or signals, wherever they are. */
const MAY_REAP = /sig|ch(?:i)?ld|reap|wait|daemon|zombie|init|set_?up|spawn|fork|process/i

/** The program calls a function that is not in sight and may do it, as far as its name tells. */
export function mayReapElsewhere({ unknown }: ProgramRun): boolean {
  return [...unknown].some((name) => MAY_REAP.test(name))
}
