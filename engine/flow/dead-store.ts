import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import type { FunctionContext } from './context.ts'
import { addressedVariables } from './misuse.ts'

const known = new WeakMap<FunctionContext, Map<NodeId, boolean>>()

/** What leads to places that stand in front of the next statement, or behind the block. */
const ELSEWHERE: readonly Kind[] = [
  Kind.goto_statement,
  Kind.labeled_statement,
  Kind.break_statement,
  Kind.continue_statement,
  Kind.case_statement,
]

/**
 * True when the statement stores into a variable of the function whose value nothing reads: it is never read at all, or
 * the same block overwrites it before anything mentions it. On the safe side: what is not plain counts as read.
 */
export function isNeverRead(context: FunctionContext, target: NodeId, statement: NodeId): boolean {
  let answers = known.get(context)
  if (answers === undefined) known.set(context, (answers = new Map<NodeId, boolean>()))
  const answer = answers.get(statement) ?? findDead(context, target, statement)
  answers.set(statement, answer)
  return answer
}

function findDead(context: FunctionContext, target: NodeId, statement: NodeId): boolean {
  const { tree, names, body } = context
  if (!tree.is(target, Kind.identifier) || !names.isLocal(target)) return false
  const place = names.placeOf(target)
  if (addressedVariables(context).has(place)) return false
  const isMention = (node: NodeId): boolean => tree.is(node, Kind.identifier) && names.placeOf(node) === place
  const isRead = (node: NodeId): boolean => isMention(node) && !isPlainTarget(tree, node)
  // A static variable, a reference or a volatile one may be read by others.
  if (isPlainVariable(tree, names.declarationOf(place)) && !some(tree, body, isRead)) return true
  for (let next = tree.nextSibling(statement); next !== NO_NODE; next = tree.nextSibling(next)) {
    if (some(tree, next, (node) => ELSEWHERE.includes(tree.kind(node)))) return false
    if (!some(tree, next, isMention)) continue
    const assignment = tree.is(next, Kind.expression_statement) ? tree.firstChild(next) : NO_NODE
    const left = tree.child(assignment, Field.left)
    return isMention(left) && isPlainTarget(tree, left) && !some(tree, tree.child(assignment, Field.right), isMention)
  }
  return false
}

/** The target of a `=` whose value nothing takes, or the name in a declaration. */
function isPlainTarget(tree: SyntaxTree, node: NodeId): boolean {
  const parent = tree.parent(node)
  if (tree.is(parent, Kind.init_declarator) || tree.is(parent, Kind.declaration))
    return tree.fieldOf(node) === Field.declarator
  return (
    tree.is(parent, Kind.assignment_expression) &&
    tree.fieldOf(node) === Field.left &&
    tree.textOf(tree.child(parent, Field.operator)) === '=' &&
    tree.is(tree.parent(parent), Kind.expression_statement)
  )
}

function isPlainVariable(tree: SyntaxTree, declared: NodeId): boolean {
  if (declared === NO_NODE) return false
  const declaration = tree.ancestor(declared, Kind.declaration, Kind.parameter_declaration)
  if (!tree.is(declaration, Kind.declaration)) return false
  return !tree.children(declaration).some((part) => /^(static|extern|volatile)$/.test(tree.textOf(part)))
}

function some(tree: SyntaxTree, root: NodeId, holds: (node: NodeId) => boolean): boolean {
  for (let node = root; node < tree.subtreeEnd(root); node++) if (holds(node)) return true
  return false
}
