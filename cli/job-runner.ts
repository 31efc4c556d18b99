import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Localised } from '../engine/index.ts'
import type { SourceFile } from './files.ts'
import type { Job, Outcome, Shared, Timings } from './judge.ts'
import { message } from './messages.ts'
import { Pool } from './pool.ts'
import type { RunStep } from './progress.ts'
import type { RunInput } from './run-input.ts'

/** How long the main thread judges alone: most runs are over before threads would have started. */
const ALONE_MILLISECONDS = 150

/** Called for every file that was not skipped, in no particular order; `index` is its place in the list of files. */
export type OnOutcome = (index: number, outcome: Outcome) => void

type RunnerInput = Pick<RunInput, 'engine' | 'judge' | 'options' | 'progress'>

/** Does the jobs of a run: alone at first, in threads once it has taken a while. The outcomes are the same. */
export class JobRunner {
  /** How many threads took part. */
  threads = 1
  /** Why results could not be kept for the next run. */
  notKept: Localised | null = null
  readonly #input: RunnerInput
  readonly #maxThreads: number
  readonly #timings: Timings[]
  #aloneUntil = 0
  #stdin: Buffer | null = null
  #pool: Pool | null = null

  constructor(input: RunnerInput) {
    this.#input = input
    this.#maxThreads = input.options.threads ?? availableParallelism()
    this.#timings = [input.judge.timings]
  }

  /** From now on the time counts. Asked for threads, they are used at once, so that this way can be tried on any input. */
  start(): void {
    const alone = this.#maxThreads === 1 ? Infinity : this.#input.options.threads === null ? ALONE_MILLISECONDS : 0
    this.#aloneUntil = performance.now() + alone
  }

  /** The text of the run's only file, which is nowhere on the disk; headers are. */
  useStdin(bytes: Buffer): void {
    this.#stdin = bytes
  }

  /** Fewer files than this are not worth starting threads for. */
  get fewest(): number {
    return this.#input.options.threads === null ? 2 : 1
  }

  get hasThreads(): boolean {
    return this.#pool !== null
  }

  /** Milliseconds, summed over all threads. */
  inThreads(): Timings {
    const sum: Timings = { read: 0, prefilter: 0, headers: 0, analyse: 0 }
    for (const timings of this.#timings) {
      sum.read += timings.read
      sum.prefilter += timings.prefilter
      sum.headers += timings.headers
      sum.analyse += timings.analyse
    }
    return sum
  }

  /** Does one job a file; in threads once that has taken a while and `fewest` or more are left. */
  async do(
    files: readonly SourceFile[],
    jobs: readonly Job[],
    fewest: number,
    shared: Shared,
    onOutcome: OnOutcome,
  ): Promise<void> {
    const { judge, progress } = this.#input
    for (const [index, file] of files.entries()) {
      const job = jobs[index]
      if (job === undefined) continue
      const step = stepOf(job)
      if (performance.now() >= this.#aloneUntil && files.length - index >= fewest && this.#stdin === null) {
        await this.#inPool({
          files: files.slice(index),
          jobs: jobs.slice(index),
          shared,
          onTaken: (count) => progress.at(step, index + count, files.length),
          onOutcome: (at, outcome) => onOutcome(index + at, outcome),
        })
        return
      }
      progress.at(step, index, files.length)
      const text = job.task === 'header' ? null : this.#stdin
      onOutcome(
        index,
        text === null ? await judge.do(job, file, shared) : await judge.doWith(job, file.path, text, shared),
      )
    }
    this.notKept ??= judge.problem
  }

  async close(): Promise<void> {
    await this.#pool?.close()
  }

  async #inPool(run: Parameters<Pool['run']>[0]): Promise<void> {
    const { files, jobs, shared } = run
    this.#pool ??= new Pool(join(import.meta.dirname, 'worker.js'), this.#maxThreads)
    this.threads = Math.max(this.threads, Math.min(this.#maxThreads, files.length))
    // The main thread needs the grammars for the conclusion: it loads them while the others work.
    const loading = this.#input.engine.load().catch(() => null)
    // Only judging asks for headers, and they are much to send.
    const headers = jobs.some(({ task }) => task === 'judge') ? shared.headers : []
    const result = await this.#pool.run({ ...run, shared: { ...shared, headers } }).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(message('workersCannotStart', { reason }).en)
    })
    await loading
    this.#timings.push(...result.timings)
    this.notKept ??= result.problem
  }
}

/** Headers belong to looking at files: nobody waits for them by name. */
function stepOf({ task }: Job): RunStep {
  return task === 'judge' ? 'check' : 'survey'
}
