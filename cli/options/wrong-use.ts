import type { Localised } from '../../engine/index.ts'
import { message } from '../messages.ts'
import type { OptionName } from './table.ts'

/** What is wrong with the command line; caught in `parseCommandLine`, never leaves this folder. */
export class WrongUse extends Error {
  readonly problem: Localised
  constructor(problem: Localised) {
    super(problem.en)
    this.problem = problem
  }
}

/** What the command line gives to each option: nothing to flags. */
export type GivenValues = ReadonlyMap<string, readonly string[]>

/** Refuses two options that ask for opposite things. */
export function exclude(values: GivenValues, one: OptionName, other: OptionName): void {
  if (values.has(one) && values.has(other))
    throw new WrongUse(message('optionsExclude', { one: `--${one}`, other: `--${other}` }))
}

export function oneOf<const T extends string>(allowed: readonly T[], option: string, value: string): T {
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw new WrongUse(message('badValue', { option, value, allowed: allowed.join(', ') }))
  return found
}

export function wholeNumber(option: string, value: string, minimum: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : -1
  if (number < minimum) throw new WrongUse(message('badNumber', { option, value, minimum }))
  return number
}
