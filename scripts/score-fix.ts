/** Whether a fault that was mended is told before the fix and not after it. */
import { dirname } from 'node:path'
import type { EngineParts } from '../cli/judge.ts'
import { readHunks, readProgram, type Hunk } from './checkouts.ts'
import { eventsFor, type Fix, rulesFor, type Verdict } from './fixes.ts'
import { eventOf } from './lifetime-events.ts'
import { lintFiles } from './lint-files.ts'

/** A finding this many lines from the line of the fault is about it. */
export const NEAR_LINES = 10

/** A finding in one text, as far as scoring cares. Lines are 1-based. */
export interface Told {
  readonly rule: string
  readonly line: number
  readonly functionName: string | null
  readonly message: string
  /** Lines of the file that the finding points at beside its own: where the variable is declared, the socket created. */
  readonly steps: readonly number[]
}

export interface Score {
  readonly verdict: Verdict
  /** Findings near the fault before the fix: those that are gone after it when it is `found`. */
  readonly told: readonly Told[]
}

/** Lints the trees before and after a fix and compares what is told near the fault. */
export async function scoreFix(engine: EngineParts, fix: Fix, checkout: string): Promise<Score> {
  const told = (revision: string): Promise<Told[]> => tell(engine, readProgram(checkout, revision, fix.path), fix.path)
  const before = await told(`${fix.commit}^`)
  return judge(fix, before, await told(fix.commit), readHunks(checkout, fix.commit, fix.path))
}

/** The verdict on what is told of the file before and after the fix. */
export function judge(fix: Fix, before: readonly Told[], after: readonly Told[], hunks: readonly Hunk[]): Score {
  const near = before.filter((one) => isAbout(fix, one))
  const mended = near.filter((one) => !isStillTold(one, after, hunks))
  if (mended.length > 0) return { verdict: 'found', told: mended }
  return { verdict: near.length > 0 ? 'reported' : 'missed', told: near }
}

/** In the same function, of a kind that counts, and near the line, itself or by a step, or about the same variable. */
function isAbout(fix: Fix, { rule, line, functionName, message, steps }: Told): boolean {
  if (functionName === null || !fix.functionName.split(',').includes(functionName)) return false
  const event = eventOf(rule)
  if (!(event === null ? rulesFor(fix).includes(rule) : eventsFor(fix).includes(event))) return false
  if ([line, ...steps].some((at) => Math.abs(at - fix.line) <= NEAR_LINES)) return true
  return fix.variable !== '' && (message.endsWith(`: ${fix.variable}`) || message.includes(`'${fix.variable}'`))
}

/** A line that the fix left alone is looked up where it went; one that it changed, around where it was. */
function isStillTold(told: Told, after: readonly Told[], hunks: readonly Hunk[]): boolean {
  const line = lineAfter(told.line, hunks)
  return after.some(({ rule, line: at, message }) => {
    if (rule !== told.rule || message !== told.message) return false
    return line.exact ? at === line.number : Math.abs(at - line.number) <= NEAR_LINES
  })
}

/** Where a line of the text before is after the hunks. */
function lineAfter(line: number, hunks: readonly Hunk[]): { readonly number: number; readonly exact: boolean } {
  let shift = 0
  for (const { before, removed, after, added } of hunks) {
    // A hunk that only adds stands behind the line it names.
    const first = removed === 0 ? before + 1 : before
    if (line < first) break
    if (line < first + removed) return { number: after + Math.min(line - first, added), exact: false }
    shift += added - removed
  }
  return { number: line + shift, exact: true }
}

/** What the command line tells of one file when it lints the folder of the file. */
async function tell(engine: EngineParts, files: ReadonlyMap<string, Uint8Array>, path: string): Promise<Told[]> {
  const { diagnostics } = await lintFiles(engine, files, ['--preset', 'strict', dirname(path)])
  return diagnostics
    .filter(({ file }) => file === path)
    .map(({ rule, range, functionName, message, related }) => ({
      rule,
      line: range.start.line + 1,
      functionName,
      message: message.en,
      steps: related.filter((step) => step.file === path).map((step) => step.range.start.line + 1),
    }))
}
