/** Which functions of a file run as signal handlers, for rules about what they may do. */
import { ACTION, HANDLER_SETTERS } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { argumentsOf } from './variable-uses.ts'

/** A function that the file makes the handler of a signal. */
export interface SignalHandler {
  readonly name: string
  /** As the file writes it; null where it does not show, as when a table or an argument gives it. */
  readonly signal: string | null
  /** Where it becomes the handler. */
  readonly place: NodeId
}

/** All that the file sets as handlers by name, in the order of the text. */
export function signalHandlers(tree: SyntaxTree): readonly SignalHandler[] {
  return tree.about(find)
}

function find(tree: SyntaxTree): SignalHandler[] {
  const result: SignalHandler[] = []
  for (let node = 0; node < tree.size; node++) {
    if (tree.is(node, Kind.call_expression)) {
      const [signal, given] = argumentsOf(tree, node)
      const name = HANDLER_SETTERS.has(calleeOf(tree, node)) ? functionNamed(tree, given ?? NO_NODE) : null
      if (name !== null) result.push({ name, signal: signalNamed(tree, signal ?? NO_NODE), place: node })
    } else if (tree.is(node, Kind.assignment_expression)) {
      const left = tree.child(node, Field.left)
      const member = tree.is(left, Kind.field_expression) ? tree.textOf(tree.child(left, Field.field)) : ''
      const name = ACTION.handlers.has(member) ? functionNamed(tree, tree.child(node, Field.right)) : null
      if (name !== null)
        result.push(...actions(tree, node, tree.textOf(tree.child(left, Field.argument)), { name, place: node }))
    } else if (tree.is(node, Kind.initializer_pair)) {
      const member = tree.textOf(tree.child(node, Field.designator)).replace(/^\s*\.\s*/, '')
      const name = ACTION.handlers.has(member) ? functionNamed(tree, tree.child(node, Field.value)) : null
      const declarator = tree.child(tree.ancestor(node, Kind.init_declarator), Field.declarator)
      if (name !== null) result.push(...actions(tree, node, tree.textOf(declarator), { name, place: node }))
    }
  }
  return result
}

/** The signals that the function around a node sets the structure for. */
function actions(
  tree: SyntaxTree,
  node: NodeId,
  structure: string,
  handler: Pick<SignalHandler, 'name' | 'place'>,
): SignalHandler[] {
  const definition = tree.ancestor(node, Kind.function_definition)
  const first = definition === NO_NODE ? 0 : definition
  const signals = new Set<string | null>()
  for (let call = first; call < tree.subtreeEnd(first); call++) {
    if (!tree.is(call, Kind.call_expression) || !ACTION.setters.has(calleeOf(tree, call))) continue
    const [signal, action] = argumentsOf(tree, call)
    if (action === undefined || tree.textOf(action).replace(/^[&\s(]+|[\s)]+$/g, '') !== structure) continue
    signals.add(signalNamed(tree, signal ?? NO_NODE))
  }
  return [...(signals.size === 0 ? [null] : signals)].map((signal) => ({ ...handler, signal }))
}

function calleeOf(tree: SyntaxTree, call: NodeId): string {
  return tree.textOf(tree.child(call, Field.function)).replace(/^(std)?::/, '')
}

function signalNamed(tree: SyntaxTree, node: NodeId): string | null {
  const text = tree.textOf(node)
  return /^SIG[A-Z0-9]+$/.test(text) ? text : null
}

/** `f` of `f`, `&f` and `(void (*)(int))f`; null for what names no function: a constant such as SIG_IGN, a variable. */
function functionNamed(tree: SyntaxTree, node: NodeId): string | null {
  let target = node
  for (;;) {
    if (tree.is(target, Kind.cast_expression)) target = tree.child(target, Field.value)
    else if (tree.is(target, Kind.pointer_expression)) target = tree.child(target, Field.argument)
    else if (tree.is(target, Kind.parenthesized_expression)) target = tree.namedChildren(target)[0] ?? NO_NODE
    else break
  }
  if (!tree.is(target, Kind.identifier)) return null
  const name = tree.textOf(target)
  return /^SIG_[A-Z]+$/.test(name) ? null : name
}

/** The name that a function definition gives: `f` of `static void *f(int)`. */
export function definedName(tree: SyntaxTree, definition: NodeId): string {
  let declarator = tree.child(definition, Field.declarator)
  while (!tree.is(declarator, Kind.identifier)) {
    const inner = tree.child(declarator, Field.declarator)
    if (inner === NO_NODE) return ''
    declarator = inner
  }
  return tree.textOf(declarator)
}

/** The only definition of a function in the file; NO_NODE where there is none, or one for each of several cases. */
export function onlyDefinitionOf(tree: SyntaxTree, name: string): NodeId {
  let found = NO_NODE
  for (let node = 0; node < tree.size; node++) {
    if (!tree.is(node, Kind.function_definition) || definedName(tree, node) !== name) continue
    if (found !== NO_NODE) return NO_NODE
    found = node
  }
  return found
}
