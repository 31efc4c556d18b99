/** How long the text must rest before it is analysed, in milliseconds. */
export const QUIET_PERIOD = 150

/**
 * Runs a piece of work again after each change, once things have been quiet for a while. Only one run at a time;
 * a run that a newer change overtakes is told so, and its outcome does not count.
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

  /** `work` must not reject; when `superseded()` is true it should end early without an outcome. */
  constructor(work: (superseded: () => boolean) => Promise<void>, quietPeriod: number = QUIET_PERIOD) {
    this.#work = work
    this.#quietPeriod = quietPeriod
  }

  /** Notes a change; `quietPeriod` 0 for changes nobody is typing. */
  touch(quietPeriod: number = this.#quietPeriod): void {
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
    try {
      await this.#work(() => this.#wanted !== target || this.#disposed)
    } finally {
      this.#running = false
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
