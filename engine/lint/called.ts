import type { ArgumentFact, TargetFact } from '../flow/argument-facts.ts'
import type { CalledEvent, ResourceView } from '../flow/events.ts'
import type { ParameterRole } from '../model/index.ts'
import type { SyntaxTree } from '../syntax/tree.ts'

/** The first argument with this role in the model. */
export function argumentOf(event: Pick<CalledEvent, 'arguments'>, role: ParameterRole): ArgumentFact | undefined {
  return event.arguments.find((argument) => argument.role === role)
}

/** The memory that an argument leads to; null when it is no pointer, or the null pointer. */
export function targetOf(argument: ArgumentFact | undefined): TargetFact | null {
  return argument?.value.kind === 'pointer' ? argument.value.target : null
}

/** What people write for constants alone. */
const CONSTANT = /^[A-Z][A-Z0-9_]+$/

/**
 * The socket on which a call sets an option that may be any: it comes from a table or an argument. The model knows the
 * options that rules ask about by their values, so that the name of another constant is that of another option.
 */
export function unnamedOptionOn(event: CalledEvent, tree: SyntaxTree): ResourceView | undefined {
  const [socket, option] = [argumentOf(event, 'descriptor'), argumentOf(event, 'option')]
  if (socket?.value.kind !== 'descriptor' || option?.value.kind !== 'unknown') return undefined
  return CONSTANT.test(tree.textOf(option.node)) ? undefined : socket.value.resource
}
