/** Help for rules about what a program does when a call failed. */
import type { CalledEvent } from '../flow/events.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'

/** Where a program deals with the failure of a call. */
export interface FailureBranch {
  /** The `if` that tests the result. */
  readonly test: NodeId
  /** Its condition. */
  readonly condition: NodeId
  /** What runs when the call failed: a statement or a block. */
  readonly branch: NodeId
}

const LOOPS: readonly Kind[] = [Kind.while_statement, Kind.for_statement, Kind.do_statement, Kind.for_range_loop]

/** The innermost loop of the same function whose body holds the node and may run again, or NO_NODE. */
export function loopAround(tree: SyntaxTree, node: NodeId): NodeId {
  for (let at = tree.parent(node); at !== NO_NODE; at = tree.parent(at)) {
    if (tree.is(at, Kind.function_definition) || tree.is(at, Kind.lambda_expression)) return NO_NODE
    if (LOOPS.includes(tree.kind(at)) && !runsOnce(tree, at)) return at
  }
  return NO_NODE
}

/** `do { } while (0)`, or a loop that ends with a `return` or `break` and is nowhere continued: a block to leave. */
function runsOnce(tree: SyntaxTree, loop: NodeId): boolean {
  const condition = tree.textOf(tree.child(loop, Field.condition))
  if (tree.is(loop, Kind.do_statement) && /^\(\s*(?:0|false|FALSE)\s*\)$/.test(condition)) return true
  const body = tree.child(loop, Field.body)
  const last = tree.is(body, Kind.compound_statement) ? (tree.namedChildren(body).at(-1) ?? NO_NODE) : NO_NODE
  if (!tree.is(last, Kind.return_statement) && !tree.is(last, Kind.break_statement)) return false
  for (let node = body; node < tree.subtreeEnd(body); node++) if (tree.is(node, Kind.continue_statement)) return false
  return true
}

/**
 * The branch for the failure of a call whose failure is -1: of an `if` around the call, or of the `if` right behind the
 * statement that stores its result. undefined where the text has another form. `success`: what it returns otherwise.
 */
export function failureBranchOf(
  event: CalledEvent,
  tree: SyntaxTree,
  success: 'descriptor' | 'zero' = 'descriptor',
): FailureBranch | undefined {
  const { node, result } = event
  const around = testAround(tree, node)
  if (around !== NO_NODE && result.test !== null) {
    const asksFailure = asks(result.test.operator, result.test.bound, success === 'zero' ? 0 : 5)
    return asksFailure === undefined ? undefined : branch(tree, around, asksFailure)
  }
  if (result.kind !== 'assigned' || result.name === null) return undefined
  const behind = nextStatement(tree, statementOf(tree, node))
  if (!tree.is(behind, Kind.if_statement)) return undefined
  const condition = tree.textOf(tree.child(behind, Field.condition)).replace(/[\s()]/g, '')
  const name = result.name.replace(/[\s()]/g, '')
  if (!condition.startsWith(name)) return undefined
  const rest = condition.slice(name.length)
  if (success === 'zero' && /^(!=0)?($|&&)/.test(rest)) return branch(tree, behind, true)
  if (/^(<0|==-1|==INVALID_SOCKET|==SOCKET_ERROR|<=-1)($|&&|\|\|)/.test(rest)) return branch(tree, behind, true)
  return /^(>=0|!=-1|!=INVALID_SOCKET|>-1)$/.test(rest) ? branch(tree, behind, false) : undefined
}

/** Whether a comparison of a result that is -1 on failure holds on failure; undefined where it tells nothing. */
function asks(operator: string, bound: number | null, success: number): boolean | undefined {
  if (bound === null) return undefined
  const holds = (value: number): boolean =>
    ({ '<': value < bound, '<=': value <= bound, '>': value > bound, '>=': value >= bound, '==': value === bound })[
      operator
    ] ?? value !== bound
  return holds(-1) === holds(success) ? undefined : holds(-1)
}

function branch(tree: SyntaxTree, test: NodeId, onFailure: boolean): FailureBranch | undefined {
  const otherwise = tree.child(test, Field.alternative)
  const taken = onFailure ? tree.child(test, Field.consequence) : (tree.namedChildren(otherwise)[0] ?? NO_NODE)
  return taken === NO_NODE ? undefined : { test, condition: tree.child(test, Field.condition), branch: taken }
}

/** The `if` in whose condition the node stands, or NO_NODE. */
function testAround(tree: SyntaxTree, node: NodeId): NodeId {
  let inner = node
  for (let at = tree.parent(node); at !== NO_NODE; inner = at, at = tree.parent(at)) {
    if (tree.is(at, Kind.if_statement)) return tree.child(at, Field.condition) === inner ? at : NO_NODE
    if (tree.is(at, Kind.compound_statement) || LOOPS.includes(tree.kind(at))) return NO_NODE
  }
  return NO_NODE
}

function statementOf(tree: SyntaxTree, node: NodeId): NodeId {
  let inner = node
  for (let at = tree.parent(node); at !== NO_NODE; inner = at, at = tree.parent(at)) {
    if (tree.is(at, Kind.compound_statement)) return inner
    if (LOOPS.includes(tree.kind(at)) || tree.is(at, Kind.if_statement)) return NO_NODE
  }
  return NO_NODE
}

function nextStatement(tree: SyntaxTree, statement: NodeId): NodeId {
  if (statement === NO_NODE) return NO_NODE
  for (let next = tree.nextSibling(statement); next !== NO_NODE; next = tree.nextSibling(next))
    if (tree.isNamed(next) && !tree.is(next, Kind.comment)) return next
  return NO_NODE
}

/** Functions that end the program, by names that are common; what else does is for the flow engine to know. */
const ENDS = /^(_?exit|_Exit|abort|quick_exit|errx?|verrx?|die\w*|fatal\w*|err_(sys|quit)|errExit|ExitProcess)$/

/** How a branch leaves a loop for good: with its last statement. undefined when it goes on, or that is not plain. */
export function endsPath(tree: SyntaxTree, branch: NodeId): 'exit' | 'return' | 'break' | undefined {
  const last = tree.is(branch, Kind.compound_statement) ? (tree.namedChildren(branch).at(-1) ?? NO_NODE) : branch
  if (tree.is(last, Kind.return_statement)) return 'return'
  if (tree.is(last, Kind.break_statement))
    return tree.ancestor(last, Kind.switch_statement, ...LOOPS) === loopAround(tree, last) ? 'break' : undefined
  const call = tree.is(last, Kind.expression_statement) ? (tree.namedChildren(last)[0] ?? NO_NODE) : NO_NODE
  if (!tree.is(call, Kind.call_expression)) return undefined
  return ENDS.test(tree.textOf(tree.child(call, Field.function))) ? 'exit' : undefined
}
