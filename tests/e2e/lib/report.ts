import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { OUTPUT } from './paths.ts'

/** One step of one host's scenario, as `results.json` lists it. */
export interface CaseResult {
  /** Host, language and step, e.g. `code-server ja: hover explains the cast`. */
  readonly name: string
  readonly passed: boolean
  readonly milliseconds: number
  /** Why it failed, with the places to look at. */
  readonly detail?: string
}

/** A named step; it fails by throwing. */
export interface Step {
  readonly name: string
  /** Run also when only some steps are asked for: what they all build on. */
  readonly always?: boolean
  run(): Promise<void>
}

const cases: CaseResult[] = []
let stopsAtFailure = true
let asked: RegExp | undefined

/** From now on only steps with such names are run, and those that are always run: for a quick look at one thing. */
export function onlySteps(names: RegExp): void {
  asked = names
}

/** From now on steps are run after a failure too: shows more at a time to somebody who mends. */
export function keepGoing(): void {
  stopsAtFailure = false
}

function record(result: CaseResult): void {
  cases.push(result)
  console.log(`${result.passed ? 'pass' : 'FAIL'}  ${result.name} (${result.milliseconds} ms)`)
  if (result.detail !== undefined) console.log(result.detail.replace(/^/gm, '      '))
}

/**
 * Runs the steps of one scenario in order. Each builds on the one before, so after a failure the rest is not run and
 * counts as failed: the number of cases is the same on every run. `onFailure` saves what helps to understand it
 * (screenshot, log) and returns where.
 */
export async function runSteps(
  scenario: string,
  steps: readonly Step[],
  onFailure?: (step: string) => Promise<string>,
): Promise<void> {
  let broken: string | undefined
  for (const step of steps) {
    if (asked !== undefined && step.always !== true && !asked.test(step.name)) continue
    const name = `${scenario}: ${step.name}`
    if (broken !== undefined) {
      record({ name, passed: false, milliseconds: 0, detail: `not reached: "${broken}" failed` })
      continue
    }
    const start = performance.now()
    const took = (): number => Math.round(performance.now() - start)
    try {
      await withinTime(step)
      record({ name, passed: true, milliseconds: took() })
    } catch (error) {
      if (stopsAtFailure) broken = step.name
      const milliseconds = took()
      const places = await onFailure?.(step.name).catch((again: unknown) => `nothing saved: ${String(again)}`)
      record({ name, passed: false, milliseconds, detail: [message(error), places].filter(Boolean).join('\n') })
    }
  }
}

/** Waits have limits of their own; this one is for what hangs without waiting for anything. */
const STEP_TIMEOUT = 180_000

async function withinTime(step: Step): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done in ${STEP_TIMEOUT / 1000} s`)), STEP_TIMEOUT)
  })
  try {
    await Promise.race([step.run(), timeout])
  } finally {
    clearTimeout(timer)
  }
}

/** Error text without the stack; playwright's call log is kept, cut to a readable length. */
function message(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  // Playwright colours its call log.
  return text
    .replace(/\u001b\[\d*m/g, '')
    .split('\n')
    .slice(0, 14)
    .join('\n')
}

/** How many cases there are so far. */
export function casesSoFar(): number {
  return cases.length
}

/**
 * Takes back the cases from this one on where one of them failed, so that they can be run again; tells so. False where
 * none did. Real editors lose a key once in a while, and nothing but a second failure tells that from a fault.
 */
export function takeBackFailed(from: number): boolean {
  const failed = cases.slice(from).filter((result) => !result.passed)
  if (failed.length === 0) return false
  cases.splice(from)
  console.log(`AGAIN "${failed[0]?.name ?? ''}" failed: its scenario is run a second time, which counts`)
  return true
}

/** Writes `results.json`, prints the line of counts, and gives the exit code. */
export function finish(): number {
  const passed = cases.filter((result) => result.passed).length
  const failed = cases.length - passed
  mkdirSync(OUTPUT, { recursive: true })
  writeFileSync(path.join(OUTPUT, 'results.json'), `${JSON.stringify({ passed, failed, cases }, null, 2)}\n`)
  console.log(`e2e: ${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}
