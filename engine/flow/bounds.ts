/**
 * What the flow engine takes on of one function, all in one place: no input may make it run without end. Past a bound
 * marked with a name the function falls silent, its callers take it for unknown, and `--timing`, `debug` and the server's
 * log tell the name (lint/limits.ts says how). Past the others something less is known, which silences rules by itself.
 *
 * Every bound is counted, none is timed: the same code passes it on every machine. Measured over 51 repositories of
 * C and C++ network code (17,700 files, 1,700 of them with socket calls), where two functions pass one.
 */
export const BOUNDS = {
  /** `states`: states told apart at one block. Ordinary functions have up to 20; each is as dear as the whole function. */
  states: 96,
  /** From so many states at one block on they are told apart less finely; see `DETAILS`. Few functions reach the first. */
  statesOfDetail: [6, 12, 32],
  /**
   * `steps`: times that a state is pushed through a block, for each block of the function, so that the cost grows with the
   * code and no faster; a small function with many paths may take `least`, and generated code of any size `most`, which
   * is some seconds.
   */
  steps: { perBlock: 40, least: 6_000, most: 40_000 },
  /** From such a part of the steps on states are told apart less finely; see `DETAILS`. */
  partOfStepsOfDetail: [1 / 6, 1 / 2, 3 / 4],
  /** Times a block is visited for one key before its intervals are widened: enough for `for (i = 0; i < 2; i++)`. */
  roundsBeforeWidening: 3,
  /** The same before the comparisons seen on the way are forgotten, of which there might be a new one each round. */
  roundsBeforeForgetting: 5,
  /** `outcomes of an expression`: ways that one expression can end, after those that agree are one. */
  outcomesOfExpression: 24,
  /**
   * `ways to return`: what callers are told of a function, after those that agree are one. The function itself is judged all
   * the same; its callers take it for unknown.
   */
  waysToReturn: 12,
  /** `work`: expressions evaluated; conditions within conditions can double it at each level. A second or two. */
  work: 400_000,
  /** `expression depth`: expressions within expressions; each level takes several frames of the stack. */
  expressionDepth: 300,
  /** `nesting`: statements within statements, as above; people write 10, generated code has shown 60. */
  statementDepth: 256,
} as const
