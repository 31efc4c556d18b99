/** Help for rules about values of the Windows registry that programs set. */
import type { ValueFact } from '../flow/argument-facts.ts'
import type { CalledEvent } from '../flow/events.ts'
import { Kind, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { targetOf } from './called.ts'

const SETTERS = /^RegSet(?:ValueEx|KeyValue)[AW]?$/

/** The name of a value as a program writes it, without the marks of wide text: `L"x"`, `TEXT("x")`, `_T("x")`. */
function literal(text: string): string | undefined {
  return /^(?:(?:TEXT|_T|_TEXT)\s*\(\s*)?L?"([^"\\]*)"\s*\)?$/.exec(text)?.[1]
}

/** The value of the registry that a call sets, when it is one of those; undefined for any other. */
export function registryValueSet(event: CalledEvent, names: RegExp, tree: SyntaxTree): string | undefined {
  if (!SETTERS.test(event.row.name)) return undefined
  for (const { role, node, value } of event.arguments) {
    if (role !== 'text') continue
    const name = value.kind === 'text' ? value.text : literal(tree.textOf(node))
    if (name !== undefined && names.test(name)) return name
  }
  return undefined
}

/** The number that a call stores in the registry, as far as the path knows it. */
export function registryNumber(event: CalledEvent): ValueFact {
  const data = event.arguments.find(({ role }) => role === 'buffer')
  return targetOf(data)?.value ?? { kind: 'unknown' }
}

/** A command for the registry or a line of a .reg file in a text of the program: its parts, or undefined. */
export function registryCommand(literalNode: NodeId, tree: SyntaxTree): string | undefined {
  if (!tree.is(literalNode, Kind.string_literal)) return undefined
  const text = tree.textOf(literalNode)
  return /\breg(?:\.exe)?\s+add\b|(?:Set|New)-ItemProperty|"\s*=\s*dword:/i.test(text.replaceAll('\\"', '"'))
    ? text
    : undefined
}
