/** How long the text must rest at least before it is analysed, in milliseconds. */
export const QUIET_PERIOD = 80
/** How long at most, however long an analysis takes. */
export const MAX_QUIET_PERIOD = 1000

/** What is left of a long run after each one that follows: most edits concern one function, and few the whole file. */
const FADING = 0.5

/**
 * Runs a piece of work again after each change, once things have been quiet for a while: as long as the work takes, so
 * that short work follows the keys and long work does not begin in the middle of a word. Only one run at a time; a run
 * that a newer change overtakes is told so, and its outcome does not count.
 */
export class Scheduler {
  readonly #work: (superseded: () => boolean) => Promise<void>
  readonly #quietPeriod: number
  #wanted = 0
  #done = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #running = false
  #disposed = false
  #waiting: (() => void)[] = []
  /** How long the work takes lately, in milliseconds. */
  #usual = 0

  /** `work` must not reject; when `superseded()` is true it should end early without an outcome. */
  constructor(work: (superseded: () => boolean) => Promise<void>, quietPeriod: number = QUIET_PERIOD) {
    this.#work = work
    this.#quietPeriod = quietPeriod
  }

  /** How long things have to be quiet now: the longest of the last runs, of which the older ones fade. */
  get quietPeriod(): number {
    return Math.min(Math.max(this.#quietPeriod, this.#usual), Math.max(this.#quietPeriod, MAX_QUIET_PERIOD))
  }

  /** Notes a change; `quietPeriod` 0 for changes nobody is typing. */
  touch(quietPeriod: number = this.quietPeriod): void {
    if (this.#disposed) return
    this.#wanted++
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      void this.#start()
    }, quietPeriod)
  }

  /** Resolves when the newest change has been worked off; at once when there is none. */
  settled(): Promise<void> {
    if (this.#done === this.#wanted || this.#disposed) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  /** Forgets planned work and lets those who wait go on. */
  dispose(): void {
    this.#disposed = true
    clearTimeout(this.#timer)
    this.#release()
  }

  async #start(): Promise<void> {
    if (this.#running || this.#disposed) return
    this.#running = true
    const target = this.#wanted
    const began = Date.now()
    try {
      await this.#work(() => this.#wanted !== target || this.#disposed)
    } finally {
      this.#running = false
      this.#usual = Math.max(Date.now() - began, this.#usual * FADING)
      if (this.#wanted === target) {
        this.#done = target
        this.#release()
      } else if (this.#timer === undefined) {
        // The change's own timer fired while this run was still busy.
        void this.#start()
      }
    }
  }

  #release(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }
}
