import type { Localised } from './types.ts'

/** A configuration that is wrong; `problems` has every mistake, the message the English text of all. */
export class ConfigError extends Error {
  readonly problems: readonly Localised[]
  constructor(problems: readonly Localised[]) {
    super(problems.map(({ en }) => en).join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}
