/** What a std::thread is given by reference. */
import { Field, Kind, NO_NODE, type NodeId, type SyntaxContext, type SyntaxTree } from '../../../engine/rule-api.ts'
import { givenInLoop } from './loop.ts'

const THREAD = /^(?:std::)?thread$/

/** True for the arguments of a constructor of std::thread, or of a call that makes one in a container of threads. */
function startsThread(list: NodeId, { tree, typeOf }: SyntaxContext<string>): boolean {
  const parent = tree.parent(list)
  // `std::thread t(serve, std::ref(c));` reads as the prototype of a function.
  if (tree.is(parent, Kind.init_declarator) || tree.is(parent, Kind.function_declarator))
    return THREAD.test(tree.textOf(tree.child(tree.parent(parent), Field.type)))
  if (!tree.is(parent, Kind.call_expression)) return false
  const target = tree.child(parent, Field.function)
  if (!tree.is(target, Kind.field_expression)) return THREAD.test(tree.textOf(target))
  if (tree.textOf(tree.child(target, Field.field)) !== 'emplace_back') return false
  const container = tree.child(target, Field.argument)
  return /\bthread\b/.test(typeOf(container)?.base ?? '') || isThreads(tree, container)
}

/** A variable declared as `std::vector<std::thread>`. */
function isThreads(tree: SyntaxTree, variable: NodeId): boolean {
  for (let node = 0; node < tree.size; node++) {
    const isDeclaration = tree.is(node, Kind.declaration) || tree.is(node, Kind.field_declaration)
    if (!isDeclaration || tree.textOf(tree.child(node, Field.declarator)) !== tree.textOf(variable)) continue
    return /<\s*(?:std::)?thread\s*>/.test(tree.textOf(tree.child(node, Field.type)))
  }
  return false
}

export interface Shared {
  readonly name: string
  /** The argument, or the capture. */
  readonly place: NodeId
}

/** Variables that a new thread is given by reference: `&c`, `std::ref(c)`, and those that a lambda captures by it. */
export function sharedByObject(list: NodeId, loop: NodeId, context: SyntaxContext<string>): Shared[] {
  const { tree } = context
  if (!startsThread(list, context)) return []
  return tree.namedChildren(list).flatMap((argument): Shared[] => {
    if (tree.is(argument, Kind.lambda_expression)) return capturedBy(tree, argument, loop)
    const name = /^(?:&|(?:std::)?ref\()\s*([A-Za-z_]\w*)\s*\)?$/.exec(tree.textOf(argument))?.[1]
    return name === undefined ? [] : [{ name, place: argument }]
  })
}

function capturedBy(tree: SyntaxTree, lambda: NodeId, loop: NodeId): Shared[] {
  const captures = tree.children(lambda).find((child) => tree.is(child, Kind.lambda_capture_specifier)) ?? NO_NODE
  const items = tree
    .textOf(captures)
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((item) => item.trim())
  const isOwn = (name: string): boolean => items.some((item) => item === name || item.startsWith(`${name} `))
  const body = tree.child(lambda, Field.body)
  const found = new Map<string, NodeId>()
  for (let node = body; node < tree.subtreeEnd(body); node++) {
    if (!tree.is(node, Kind.identifier) || tree.fieldOf(node) === Field.declarator) continue
    const name = tree.textOf(node)
    const isByReference = items.includes(`&${name}`) || (items.includes('&') && !isOwn(name))
    if (isByReference && !found.has(name) && !isDeclaredIn(tree, body, name)) found.set(name, captures)
  }
  return [...found]
    .filter(([name]) =>
      givenInLoop(tree, loop, name).some((given) => given < lambda || given >= tree.subtreeEnd(lambda)),
    )
    .map(([name, place]) => ({ name, place }))
}

function isDeclaredIn(tree: SyntaxTree, body: NodeId, name: string): boolean {
  for (let node = body; node < tree.subtreeEnd(body); node++) {
    if (tree.is(node, Kind.identifier) && tree.fieldOf(node) === Field.declarator && tree.textOf(node) === name)
      return true
  }
  return false
}
