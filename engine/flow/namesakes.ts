/** Functions of one name in several files, where it is not clear which of them a caller means. */
import type { Platform } from '../model/index.ts'
import { summaryKey } from './derive-summary.ts'
import type { FunctionFacts } from './facts.ts'
import type { Place } from './places.ts'
import type { FunctionSummary } from './summary.ts'

/**
 * The definition that may stand for all of them, since any will do for a caller: they do the same, or none of them
 * contradicts the one whose file is named after it (`serve.c` beside `serve_r.c`). undefined when callers have to be
 * right for one of them only.
 */
export function representative(
  name: string,
  candidates: readonly FunctionFacts[],
  platform: Platform,
): FunctionFacts | undefined {
  // Whichever order the files of the run have.
  const [first, ...others] = [...candidates].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
  const summaryOf = (fn: FunctionFacts): FunctionSummary => fn.summaries[platform] ?? { kind: 'unknown' }
  if (first === undefined) return undefined
  const wanted = keyWithoutFile(summaryOf(first))
  if (others.every((fn) => keyWithoutFile(summaryOf(fn)) === wanted)) return first
  const eponymous = candidates.filter((fn) => stem(fn.file) === name)
  const [chosen] = eponymous
  if (chosen === undefined || eponymous.length > 1) return undefined
  const contract = contractOf(summaryOf(chosen))
  if (contract === null || candidates.some((fn) => contractOf(summaryOf(fn)) !== contract)) return undefined
  return chosen
}

function keyWithoutFile(summary: FunctionSummary): string {
  return summary.kind === 'outcomes' ? summaryKey({ ...summary, file: '' }) : summaryKey(summary)
}

/**
 * What callers have to do about descriptors: which of theirs it closes, whether it gives them new ones, whether it
 * returns, and in which processes. null when that is not known.
 */
function contractOf(summary: FunctionSummary): string | null {
  if (summary.kind === 'unknown') return null
  if (summary.kind === 'boring') return contractText([], false, ['sole'])
  const closed = summary.outcomes.flatMap(({ inputs }) =>
    inputs.flatMap(({ phase, input }) => (phase === 'closed' && input !== null ? [input] : [])),
  )
  const makes = summary.outcomes.some(({ created }) => created.some(({ phase }) => phase !== 'closed'))
  return contractText(
    closed,
    makes,
    summary.outcomes.map(({ role }) => role),
  )
}

function contractText(closed: readonly Place[], makes: boolean, roles: readonly string[]): string {
  const texts = (list: readonly string[]): string => [...new Set(list)].sort().join()
  return `${texts(closed)} ${makes} ${texts(roles)}`
}

function stem(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
}
