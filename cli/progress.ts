import type { Language } from '../engine/index.ts'
import { message } from './messages.ts'

/** What a run is at: looking which files matter, or checking those that do. */
export type RunStep = 'survey' | 'check'

/** Told of a run as it goes on. */
export interface Progress {
  /** `done` of `total` files are behind this step. Cheap: may be called for every file. */
  at(step: RunStep, done: number, total: number): void
  /** Nothing is left of what was shown. */
  end(): void
}

export const NO_PROGRESS: Progress = { at: () => {}, end: () => {} }

/** Milliseconds after which a run is long enough for its progress to be of interest. */
const QUIET = 1000
/** Milliseconds between two looks of the line: often enough to be alive, seldom enough to be read. */
const PAUSE = 100

/**
 * One line on a terminal that is written over and taken away in the end.
 *
 * @param write what goes to the terminal
 * @param now a clock in milliseconds
 */
export function progressLine(write: (text: string) => void, language: Language, now: () => number): Progress {
  // ECMA-48: back to the first column, and erase the line.
  const clear = '\r\u001b[2K'
  let next = now() + QUIET
  let isShown = false
  return {
    at(step, done, total) {
      const time = now()
      if (time < next) return
      next = time + PAUSE
      isShown = true
      const key = step === 'survey' ? 'progressSurvey' : 'progressCheck'
      write(`${clear}${message(key, { done, total })[language]}`)
    },
    end() {
      if (isShown) write(clear)
      isShown = false
    },
  }
}
