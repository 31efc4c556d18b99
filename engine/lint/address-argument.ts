/** Help for rules about the address structures that calls read and fill in. */
import type { ArgumentFact, TargetFact } from '../flow/argument-facts.ts'
import type { CalledEvent } from '../flow/events.ts'
import { argumentOf, targetOf } from './called.ts'
import { addressStructure, type AddressStructure, type Platform } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import type { TypeShape } from '../syntax/types.ts'

/** The argument behind the address: its length, or for an address that the call fills in the place of the length. */
export function lengthOfAddress(event: Pick<CalledEvent, 'arguments'>): ArgumentFact | undefined {
  const at = event.arguments.findIndex(({ role }) => role === 'address' || role === 'out-address')
  const behind = at < 0 ? undefined : event.arguments[at + 1]
  return behind?.role === 'length' || behind?.role === 'out' ? behind : undefined
}

/** The address that the call reads; null when it has none, ignores it, or fails before it comes to it. */
export function addressRead(event: Pick<CalledEvent, 'arguments' | 'row'>): TargetFact | null {
  const descriptor = argumentOf(event, 'descriptor')?.value
  // Of -1 a call says that it is no descriptor, whatever the address is.
  if (descriptor?.kind === 'number') return null
  // A connected stream ignores the address, and one that is not connected cannot send (POSIX sendto()).
  const isStream = descriptor?.kind === 'descriptor' && descriptor.resource.type === 'stream'
  return event.row.effect === 'send' && isStream ? null : targetOf(argumentOf(event, 'address'))
}

/** The structure that an address is: that of its declared type, else of the family that it names; undefined not known. */
export function structureOf({ address }: TargetFact, platform: Platform): AddressStructure | undefined {
  const named = address?.named
  const family = address?.structure ?? (named === 'inet' || named === 'inet6' || named === 'unix' ? named : null)
  return family === null ? undefined : addressStructure(family, platform)
}

interface Source {
  readonly tree: SyntaxTree
  typeOf(expression: NodeId): TypeShape | undefined
}

/**
 * `sizeof(x)` or `sizeof(*p)` for the memory that an argument such as `(struct sockaddr *)&x` leads to; undefined where
 * the text of the argument does not show a variable of a structure.
 */
export function sizeofText({ tree, typeOf }: Source, argument: NodeId): string | undefined {
  let node = argument
  while (tree.is(node, Kind.cast_expression) || tree.is(node, Kind.parenthesized_expression))
    node = tree.is(node, Kind.cast_expression)
      ? tree.child(node, Field.value)
      : (tree.namedChildren(node)[0] ?? NO_NODE)
  const isAddress = tree.is(node, Kind.pointer_expression) && tree.is(tree.child(node, Field.operator), Kind['&'])
  const operand = isAddress ? tree.child(node, Field.argument) : node
  if (![Kind.identifier, Kind.field_expression].some((kind) => tree.is(operand, kind))) return undefined
  const type = typeOf(operand)
  if (type === undefined || type.array || type.pointers !== (isAddress ? 0 : 1)) return undefined
  return `sizeof(${isAddress ? '' : '*'}${tree.textOf(operand)})`
}
