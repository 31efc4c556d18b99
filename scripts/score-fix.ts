/** Whether a fault that was mended is told before the fix and not after it. */
import type { Engine, FileAnalysis, SourceInput } from '../engine/index.ts'
import { EVERY_RULE, lint } from '../tests/support/lint.ts'
import { readHunks, readNeighbours, type Hunk } from './checkouts.ts'
import { eventsFor, type Fix, isLifetime, type Verdict } from './fixes.ts'
import { LIFETIME_EVENTS, VARIABLE_EVENTS, eventOf } from './lifetime-events.ts'

/** A finding this many lines from the line of the fault is about it. */
export const NEAR_LINES = 10

/** A finding in one text, as far as scoring cares. Lines are 1-based. */
export interface Told {
  readonly rule: string
  readonly line: number
  readonly functionName: string | null
  readonly message: string
}

export interface Score {
  readonly verdict: Verdict
  /** Findings near the fault before the fix: those that are gone after it when it is `found`. */
  readonly told: readonly Told[]
}

/** Lints the trees before and after a fix and compares what is told near the fault. */
export function scoreFix(engine: Engine, fix: Fix, checkout: string): Score {
  const cached = remembering(engine)
  const told = (revision: string): Told[] => tell(cached, readNeighbours(checkout, revision, fix.path), fix.path)
  return judge(fix, told(`${fix.commit}^`), told(fix.commit), readHunks(checkout, fix.commit, fix.path))
}

/** The verdict on what is told of the file before and after the fix. */
export function judge(fix: Fix, before: readonly Told[], after: readonly Told[], hunks: readonly Hunk[]): Score {
  const near = before.filter((one) => isAbout(fix, one))
  const mended = near.filter((one) => !isStillTold(one, after, hunks))
  if (mended.length > 0) return { verdict: 'found', told: mended }
  return { verdict: near.length > 0 ? 'reported' : 'missed', told: near }
}

/** In the same function, of a kind that counts, and near the line or about the same variable. */
function isAbout(fix: Fix, { rule, line, functionName, message }: Told): boolean {
  if (functionName === null || !fix.functionName.split(',').includes(functionName)) return false
  const isEvent = rule === LIFETIME_EVENTS || rule === VARIABLE_EVENTS
  if (isEvent ? !eventsFor(fix).includes(eventOf(message)) : isLifetime(fix)) return false
  return Math.abs(line - fix.line) <= NEAR_LINES || (fix.variable !== '' && message.endsWith(`: ${fix.variable}`))
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

/** What is told of one file of a program, as the command line would tell it. */
function tell(engine: Engine, files: ReadonlyMap<string, Uint8Array>, path: string): Told[] {
  const inputs: SourceInput[] = [...files].flatMap(([name, bytes]) =>
    engine.mayMatter(bytes) ? [{ path: name, content: bytes }] : [],
  )
  return lint(engine, inputs, EVERY_RULE)
    .diagnostics.filter(({ file }) => file === path)
    .map(({ rule, range, functionName, message }) => ({
      rule,
      line: range.start.line + 1,
      functionName,
      message: message.en,
    }))
}

/** The engine, which analyses a text it has seen only once: most files of a program are the same before and after. */
function remembering(engine: Engine): Engine {
  const known = new Map<string, FileAnalysis>()
  return {
    ...engine,
    analyse(input, config, imports) {
      if (imports !== undefined) return engine.analyse(input, config, imports)
      const key = `${input.path}\0${textOf(input)}`
      const analysis = known.get(key) ?? engine.analyse(input, config)
      known.set(key, analysis)
      return analysis
    },
  }
}

function textOf({ content }: SourceInput): string {
  return typeof content === 'string' ? content : Buffer.from(content).toString('latin1')
}
