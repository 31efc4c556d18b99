import type { ArgumentFact } from '../flow/argument-facts.ts'
import type { CalledEvent } from '../flow/events.ts'
import { socketOption, type SocketOption } from '../model/index.ts'
import { NO_NODE, type SyntaxTree } from '../syntax/tree.ts'
import { argumentOf } from './called.ts'

/** A call that sets or reads an option of the table, which it names. */
export interface OptionCall {
  readonly option: SocketOption
  readonly level: ArgumentFact
  /** Where the value is read from; undefined for a call that reads the option. */
  readonly value: ArgumentFact | undefined
  readonly length: ArgumentFact | undefined
}

/** The option of a call in the form of setsockopt() or getsockopt(); undefined for any other call, or another option. */
export function optionCall(event: CalledEvent, tree: SyntaxTree): OptionCall | undefined {
  const { effect } = event.row
  const isSet = effect === 'option'
  if (!isSet && effect !== 'get-option') return undefined
  const [level, named] = [argumentOf(event, 'level'), argumentOf(event, 'option')]
  if (level === undefined || named === undefined || named.node === NO_NODE) return undefined
  // By its name: a number means another option on each level.
  const option = socketOption(tree.textOf(named.node))
  if (option === undefined) return undefined
  const value = isSet ? argumentOf(event, 'value') : undefined
  return { option, level, value, length: isSet ? argumentOf(event, 'length') : undefined }
}
