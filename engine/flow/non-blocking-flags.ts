/** Whether a function asks for calls that return at once, by the look of its text. */
import {
  apiConstant,
  commandEffect,
  isNonBlockingRequest,
  mentionsNonBlocking,
  type ApiFunction,
} from '../model/index.ts'
import type { Platform } from '../model/platform.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'

/**
 * True when the flags given at `flags` surely have the one for calls that return at once: it is named there, or was
 * added to the variable on the way to it, and nothing in the function takes a flag out of that.
 */
export function asksForNonBlocking(tree: SyntaxTree, body: NodeId, flags: NodeId): boolean {
  if (flags === NO_NODE) return false
  if (mentionsNonBlocking(tree.textOf(flags))) return true
  if (!tree.is(flags, Kind.identifier)) return false
  const name = tree.textOf(flags)
  let isAdded = false
  for (let node = body; node < tree.subtreeEnd(body); node++) {
    const given = givenTo(tree, node, name)
    if (given === NO_NODE) continue
    const text = tree.textOf(node)
    if (/[~^]|&=/.test(text)) return false
    const isBefore = node < flags && holds(tree, tree.ancestor(node, Kind.compound_statement), flags)
    const isPlain = tree.is(tree.parent(tree.parent(node)), Kind.compound_statement)
    if (isBefore && isPlain && mentionsNonBlocking(tree.textOf(given))) isAdded = true
  }
  return isAdded
}

/** What an assignment or a declaration gives the variable; NO_NODE for any other node. */
function givenTo(tree: SyntaxTree, node: NodeId, name: string): NodeId {
  const isAssignment = tree.is(node, Kind.assignment_expression)
  if (!isAssignment && !tree.is(node, Kind.init_declarator)) return NO_NODE
  const target = tree.child(node, isAssignment ? Field.left : Field.declarator)
  return tree.textOf(target) === name ? tree.child(node, isAssignment ? Field.right : Field.value) : NO_NODE
}

function holds(tree: SyntaxTree, node: NodeId, within: NodeId): boolean {
  return node !== NO_NODE && node <= within && within < tree.subtreeEnd(node)
}

/**
 * The argument whose calls return at once after this call, as written; undefined where the call does something else,
 * null where it is not certain.
 */
export function madeNonBlocking(
  tree: SyntaxTree,
  body: NodeId,
  call: NodeId,
  { row, platform }: { readonly row: ApiFunction; readonly platform: Platform },
): { readonly descriptor: NodeId; readonly isSure: boolean } | undefined {
  const given = tree.namedChildren(tree.child(call, Field.arguments))
  const at = (role: ApiFunction['parameters'][number]): NodeId => given[row.parameters.indexOf(role)] ?? NO_NODE
  const descriptor = at('descriptor')
  if (row.effect !== 'control' || descriptor === NO_NODE) return undefined
  const number = (node: NodeId): number | undefined =>
    node === NO_NODE ? undefined : apiConstant(tree.textOf(node), platform)
  if (row.parameters.includes('command')) {
    const command = number(at('command'))
    if (command === undefined) return { descriptor, isSure: false }
    if (commandEffect(command, platform) !== 'sets-blocking') return undefined
    return { descriptor, isSure: asksForNonBlocking(tree, body, at('number')) }
  }
  const request = number(at('request'))
  if (request === undefined || !isNonBlockingRequest(request, platform)) return { descriptor, isSure: false }
  return { descriptor, isSure: isOne(tree, body, at('out')) }
}

/** `&on` of a variable of the function that is declared as 1 and never changed. */
function isOne(tree: SyntaxTree, body: NodeId, address: NodeId): boolean {
  const variable = tree.is(address, Kind.pointer_expression) ? tree.child(address, Field.argument) : NO_NODE
  if (!tree.is(variable, Kind.identifier)) return false
  const name = tree.textOf(variable)
  const given: string[] = []
  for (let node = body; node < tree.subtreeEnd(body); node++) {
    const value = givenTo(tree, node, name)
    if (value !== NO_NODE) given.push(tree.textOf(value))
  }
  return given.length === 1 && /^1[uUlL]*$/.test(given[0] ?? '')
}
