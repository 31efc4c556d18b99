/** Help for rules about the length that a call returned, and what is done with it. */
import type { StateView } from '../flow/events.ts'
import type { CallResult } from '../flow/values.ts'
import { apiFunction, type Platform } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { failureReturn } from './failure-return.ts'
import type { Localised } from '../text/localised.ts'
import type { FixReport, FlowContext } from './rule.ts'
import { blockStatementOf, indentationAt, insertBefore } from './statements.ts'

/** The argument that says how much a call may fill or send; NO_NODE where the call is written by another name. */
export function lengthArgumentOf(tree: SyntaxTree, { node, callee }: CallResult, platform: Platform): NodeId {
  if (!tree.is(node, Kind.call_expression) || tree.textOf(tree.child(node, Field.function)) !== callee) return NO_NODE
  const index = apiFunction(callee, platform)?.parameters.indexOf('length') ?? -1
  return tree.namedChildren(tree.child(node, Field.arguments))[index] ?? NO_NODE
}

/** The array and the index of `a[n]` and `*(a + n)`. */
export function elementOf(tree: SyntaxTree, node: NodeId): { readonly array: NodeId; readonly index: NodeId } {
  if (tree.is(node, Kind.subscript_expression)) {
    const index = tree.namedChildren(tree.child(node, Field.indices))[0] ?? tree.child(node, Field.index)
    return { array: tree.child(node, Field.argument), index }
  }
  let sum = tree.child(node, Field.argument)
  while (tree.is(sum, Kind.parenthesized_expression)) sum = tree.namedChildren(sum)[0] ?? NO_NODE
  return { array: tree.child(sum, Field.left), index: tree.child(sum, Field.right) }
}

/** Calls that only tell, and come back. */
const TELLING =
  /^(?:perror|v?f?printf|f?puts|fflush|v?syslog|strerror|gai_strerror|WSAGetLastError|GetLastError|OutputDebugString[AW]?)$/

const CONDITIONAL: readonly Kind[] = [
  Kind.if_statement,
  Kind.while_statement,
  Kind.do_statement,
  Kind.for_statement,
  Kind.switch_statement,
  Kind.conditional_expression,
]

/**
 * True when the function may have settled between the call and the use what is to happen when the number named is one of
 * a failure, in a way that the range of the number does not show: a branch that sets something, or a call that is given
 * the number and may not come back.
 */
export function isSettledAside(tree: SyntaxTree, call: NodeId, use: NodeId, name: string): boolean {
  const from = tree.ancestor(call, Kind.expression_statement, Kind.declaration)
  for (let node = Math.max(call, from); node < use; node++) {
    const end = tree.subtreeEnd(node)
    if (end > use) continue
    if (CONDITIONAL.includes(tree.kind(node))) {
      if (mentions(tree, conditionOf(tree, node), name) && !isTellingOnly(tree, node)) return true
    } else if (tree.is(node, Kind.call_expression) && end > tree.subtreeEnd(call)) {
      const isTelling = TELLING.test(tree.textOf(tree.child(node, Field.function)))
      if (!isTelling && mentions(tree, tree.child(node, Field.arguments), name)) return true
    }
  }
  return false
}

function conditionOf(tree: SyntaxTree, statement: NodeId): NodeId {
  return tree.child(statement, Field.condition)
}

function mentions(tree: SyntaxTree, root: NodeId, name: string): boolean {
  if (root === NO_NODE) return false
  for (let node = root; node < tree.subtreeEnd(root); node++) {
    const isName = tree.is(node, Kind.identifier) || tree.is(node, Kind.field_expression)
    if (isName && tree.textOf(node) === name) return true
  }
  return false
}

/** True when nothing in the branches of a condition can tell later code which of them ran. */
function isTellingOnly(tree: SyntaxTree, statement: NodeId): boolean {
  const condition = conditionOf(tree, statement)
  for (let node = tree.subtreeEnd(condition); node < tree.subtreeEnd(statement); node++) {
    const sets = tree.is(node, Kind.assignment_expression) || tree.is(node, Kind.update_expression)
    if (sets || tree.is(node, Kind.goto_statement)) return false
    if (tree.is(node, Kind.call_expression) && !TELLING.test(tree.textOf(tree.child(node, Field.function))))
      return false
  }
  return true
}

/** Leaves the function in front of the use when the number is one of a failure; undefined where no plain edit does. */
export function leaveWhenFailed(
  event: { readonly node: NodeId; readonly state: StateView },
  name: string,
  context: FlowContext<string>,
): FixReport | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) return undefined
  const title = { en: `Leave the function when '${name}' is below 0`, ja: `'${name}' が負なら関数から抜ける` }
  return leaveWhen(event, { condition: `${name} < 0`, title }, context)
}

/** Leaves the function in front of the use when a condition holds; undefined where no plain edit does. */
export function leaveWhen(
  event: { readonly node: NodeId; readonly state: StateView },
  { condition, title }: { readonly condition: string; readonly title: Localised },
  context: FlowContext<string>,
): FixReport | undefined {
  const { tree, source } = context
  // What is open by then would be lost on the new path.
  for (const resource of event.state.resources)
    if (resource.phase !== 'closed' && !resource.escaped && resource.origin !== 'parameter') return undefined
  const statement = blockStatementOf(tree, event.node)
  const leave = failureReturn(tree, event.node, context.functionName)
  if (!tree.is(statement, Kind.expression_statement) || leave === undefined) return undefined
  const unit = indentationAt(source, tree.start(statement)).startsWith('\t') ? '\t' : '    '
  const edits = insertBefore(tree, source, statement, [`if (${condition})`, `${unit}${leave}`])
  return edits === undefined ? undefined : { title, safety: 'suggest', edits }
}

const NOTHING = /^(?:-?\s*[01]|SOCKET_ERROR|NULL)$/

/**
 * True when the function does nothing with the variable but store the result of the call and ask whether the call failed
 * or the connection ended: how much it was never counts.
 */
export function isOnlyTested(tree: SyntaxTree, call: NodeId, name: string): boolean {
  const definition = tree.ancestor(call, Kind.function_definition, Kind.lambda_expression)
  if (definition === NO_NODE || !/^[A-Za-z_]\w*$/.test(name)) return false
  for (let node = definition; node < tree.subtreeEnd(definition); node++)
    if (tree.is(node, Kind.identifier) && tree.textOf(node) === name && !isBareTest(tree, node)) return false
  return true
}

/** What stores the result, declares the variable, or compares it with -1, 0 or 1. */
function isBareTest(tree: SyntaxTree, mention: NodeId): boolean {
  let node = mention
  for (let parent = tree.parent(node); parent !== NO_NODE; node = parent, parent = tree.parent(parent)) {
    switch (tree.kind(parent)) {
      case Kind.parenthesized_expression:
      case Kind.condition_clause:
        continue
      case Kind.declaration:
        return tree.fieldOf(node) === Field.declarator
      case Kind.init_declarator:
        return tree.fieldOf(node) === Field.declarator
      case Kind.assignment_expression:
        if (tree.fieldOf(node) !== Field.left || tree.textOf(tree.child(parent, Field.operator)) !== '=') return false
        continue
      case Kind.expression_statement:
        return true
      case Kind.unary_expression:
        return tree.textOf(tree.child(parent, Field.operator)) === '!'
      case Kind.binary_expression: {
        const operator = tree.textOf(tree.child(parent, Field.operator))
        if (operator === '&&' || operator === '||') return true
        const isLeft = tree.fieldOf(node) === Field.left
        const other = tree.textOf(tree.child(parent, isLeft ? Field.right : Field.left))
        return /^[=!<>]=?$/.test(operator) && NOTHING.test(other)
      }
      default:
        return tree.fieldOf(node) === Field.condition
    }
  }
  return false
}
