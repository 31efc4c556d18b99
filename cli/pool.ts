import { Worker } from 'node:worker_threads'
import type { Localised } from '../engine/index.ts'
import type { SourceFile } from './files.ts'
import type { Job, Outcome, Shared, Timings } from './judge.ts'
import { message } from './messages.ts'
import type { RunRequest, WorkerData, WorkerMessage } from './worker.ts'

// The same places as in worker.ts, which must not be loaded here: it carries the whole engine.
const NEXT: typeof import('./worker.ts').NEXT = 0
const SKIPPED: typeof import('./worker.ts').SKIPPED = 1
const IN_HAND: typeof import('./worker.ts').IN_HAND = 2

/** Milliseconds between two looks at how far the threads are. */
const TAKEN_PAUSE = 100

export interface PoolRun {
  readonly files: readonly SourceFile[]
  /** By index of the file. */
  readonly jobs: readonly Job[]
  readonly shared: Shared
  /** Called now and then with the number of files that are taken. */
  readonly onTaken: (count: number) => void
  /** Called for every file that was not skipped, in no particular order. */
  readonly onOutcome: (index: number, outcome: Outcome) => void
}

export interface PoolResult {
  readonly skipped: number
  readonly timings: readonly Timings[]
  /** Why results could not be kept for the next run. */
  readonly problem: Localised | null
}

interface Thread {
  readonly worker: Worker
  /** Why it ended, once it has. */
  readonly ended: Promise<string>
}

/**
 * Worker threads that judge files. A thread that dies loses the file it had in hand, which gets a `failed` outcome; a
 * new one takes its place.
 */
export class Pool {
  readonly #script: string
  readonly #threads: (Thread | undefined)[]

  /** @param script the built worker.js */
  constructor(script: string, size: number) {
    this.#script = script
    this.#threads = Array.from({ length: size }, () => undefined)
  }

  /** Judges all files. Rejects only when threads die before they take any file. */
  async run(run: PoolRun): Promise<PoolResult> {
    const slots = Math.min(this.#threads.length, run.files.length)
    const control = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * (IN_HAND + slots)))
    control.fill(-1, IN_HAND)
    // Files that are skipped send nothing; the counter knows of them too.
    const taken = setInterval(() => run.onTaken(Math.min(Atomics.load(control, NEXT), run.files.length)), TAKEN_PAUSE)
    const timings: Timings[] = []
    let problem: Localised | null = null
    const failures = await Promise.all(
      Array.from({ length: slots }, (_, slot) =>
        this.#drain(slot, control, run, (done) => {
          timings.push(done.timings)
          problem ??= done.problem
        }),
      ),
    )
    clearInterval(taken)
    const reason = failures.find((failure) => failure !== null)
    if (reason !== undefined && Atomics.load(control, NEXT) < run.files.length) throw new Error(reason ?? '')
    return { skipped: Atomics.load(control, SKIPPED), timings, problem }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.flatMap((thread) => thread?.worker.terminate() ?? []))
  }

  /** Lets one place in the pool work until no file is left. Gives the reason when its threads cannot even start. */
  async #drain(
    slot: number,
    control: Int32Array<SharedArrayBuffer>,
    run: PoolRun,
    onDone: (done: WorkerMessage & { readonly kind: 'done' }) => void,
  ): Promise<string | null> {
    const answered = new Set<number>()
    for (;;) {
      const thread = (this.#threads[slot] ??= this.#start())
      const { files, jobs, shared } = run
      const request: RunRequest = { slot, control, files, jobs, shared }
      const death = await Promise.race([
        thread.ended,
        new Promise<null>((resolve) => {
          const listen = (answer: WorkerMessage): void => {
            if (answer.kind === 'outcome') {
              answered.add(answer.index)
              run.onOutcome(answer.index, answer.outcome)
              return
            }
            onDone(answer)
            thread.worker.off('message', listen)
            resolve(null)
          }
          thread.worker.on('message', listen)
          thread.worker.postMessage(request)
        }),
      ])
      if (death === null) return null
      this.#threads[slot] = undefined
      const index = Atomics.exchange(control, IN_HAND + slot, -1)
      if (index < 0) return death
      if (!answered.has(index))
        run.onOutcome(index, {
          kind: 'failed',
          message: message('workerCrashed', { reason: death }),
          internal: true,
        })
      if (Atomics.load(control, NEXT) >= run.files.length) return null
    }
  }

  #start(): Thread {
    const data: WorkerData = { socklint: 'worker' }
    const worker = new Worker(this.#script, { workerData: data })
    const ended = new Promise<string>((resolve) => {
      let reason = ''
      worker.on('error', (error: unknown) => {
        reason = error instanceof Error ? error.message : String(error)
      })
      // Messages sent before the end arrive before this event.
      worker.on('exit', (code) => resolve(reason === '' ? `exit ${code}` : reason))
    })
    return { worker, ended }
  }
}
