import type { ArgumentFact, TargetFact } from '../flow/argument-facts.ts'
import type { CalledEvent } from '../flow/events.ts'
import type { ParameterRole } from '../model/index.ts'

/** The first argument with this role in the model. */
export function argumentOf(event: Pick<CalledEvent, 'arguments'>, role: ParameterRole): ArgumentFact | undefined {
  return event.arguments.find((argument) => argument.role === role)
}

/** The memory that an argument leads to; null when it is no pointer, or the null pointer. */
export function targetOf(argument: ArgumentFact | undefined): TargetFact | null {
  return argument?.value.kind === 'pointer' ? argument.value.target : null
}
