import {
  blockStatementOf,
  type CalledEvent,
  Field,
  type FlowContext,
  insertBefore,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  type TextEdit,
} from '../../../engine/rule-api.ts'

/** `a` of `a.member`, `p` of `p->member`, as `name` (`a` or `*p`) tells; `undefined` for any other expression. */
function isMemberOf(tree: SyntaxTree, node: NodeId, name: string): boolean {
  if (!tree.is(node, Kind.field_expression)) return false
  const isPointer = name.startsWith('*')
  const arrow = tree.children(node).some((child) => tree.is(child, Kind['->']))
  return arrow === isPointer && tree.textOf(tree.child(node, Field.argument)) === name.replace(/^\*/, '')
}

/** True when the function names this member of the address before the call. */
export function mentionsMember(tree: SyntaxTree, call: NodeId, name: string, member: string): boolean {
  for (let node = tree.ancestor(call, Kind.function_definition); node < call; node++)
    if (isMemberOf(tree, node, name) && tree.textOf(tree.child(node, Field.field)) === member) return true
  return false
}

const FAMILY = /^(sin|sin6|sun|sa|ss)_family$/

/** True when some statement of the function sets the family of this address, or of one behind a pointer, which may be it. */
export function setsFamily(tree: SyntaxTree, call: NodeId, name: string): boolean {
  const definition = tree.ancestor(call, Kind.function_definition)
  for (let node = definition; definition !== NO_NODE && node < tree.subtreeEnd(definition); node++) {
    const left = tree.is(node, Kind.assignment_expression) ? tree.child(node, Field.left) : NO_NODE
    if (!tree.is(left, Kind.field_expression) || !FAMILY.test(tree.textOf(tree.child(left, Field.field)))) continue
    const isPointer = tree.children(left).some((child) => tree.is(child, Kind['->']))
    if (isPointer || isMemberOf(tree, left, name)) return true
  }
  return false
}

/** The initialiser with named members that the one variable of this name has in the function; else NO_NODE. */
function namedInitialiser(tree: SyntaxTree, call: NodeId, name: string): NodeId {
  const found: NodeId[] = []
  for (let node = tree.ancestor(call, Kind.function_definition); node < call; node++) {
    const isDeclared = tree.is(node, Kind.identifier) && tree.fieldOf(node) === Field.declarator
    if (isDeclared && tree.textOf(node) === name) found.push(tree.parent(node))
  }
  const list = found.length === 1 ? tree.child(found[0] ?? NO_NODE, Field.value) : NO_NODE
  if (!tree.is(list, Kind.initializer_list)) return NO_NODE
  return tree.is(tree.namedChildren(list)[0] ?? NO_NODE, Kind.initializer_pair) ? list : NO_NODE
}

/** The first statement that sets a member of the address, in a block that the call stands in too; else NO_NODE. */
function firstSetting(tree: SyntaxTree, call: NodeId, name: string): NodeId {
  for (let node = tree.ancestor(call, Kind.function_definition); node < call; node++) {
    if (!tree.is(node, Kind.assignment_expression)) continue
    let left = tree.child(node, Field.left)
    while (tree.is(left, Kind.field_expression) && !isMemberOf(tree, left, name))
      left = tree.child(left, Field.argument)
    const statement = tree.parent(node)
    const block = tree.parent(statement)
    if (!isMemberOf(tree, left, name) || !tree.is(statement, Kind.expression_statement)) continue
    return tree.is(block, Kind.compound_statement) && call < tree.subtreeEnd(block) ? statement : NO_NODE
  }
  return NO_NODE
}

/** The edits that set the family: among the named members of the initialiser, else as a statement. */
export function familyEdits(
  event: CalledEvent,
  name: string,
  { member, constant }: { readonly member: string; readonly constant: string },
  { tree, source }: FlowContext<string>,
): TextEdit[] | undefined {
  const list = namedInitialiser(tree, event.node, name)
  if (list !== NO_NODE) {
    const start = tree.start(tree.namedChildren(list)[0] ?? NO_NODE)
    return [{ span: { start, end: start }, newText: `.${member} = ${constant}, ` }]
  }
  const setting = firstSetting(tree, event.node, name)
  const statement = setting === NO_NODE ? blockStatementOf(tree, event.node) : setting
  const place = name.startsWith('*') ? `${name.slice(1)}->` : `${name}.`
  return statement === NO_NODE ? undefined : insertBefore(tree, source, statement, [`${place}${member} = ${constant};`])
}
