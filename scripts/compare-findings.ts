/** What is found in a repository against what was judged there. */
import type { Rule } from '../engine/rule-api.ts'
import { compareFindings, type Finding, identityOf, type Judged, type Verdict, VERDICTS } from './judged-list.ts'

export interface Comparison {
  /** Found, with their rows as they are in the list but for the line, which is that of the finding. */
  readonly known: readonly Judged[]
  /** Found, and not in the list. */
  readonly fresh: readonly Finding[]
  /** In the list, and not found. */
  readonly gone: readonly Judged[]
}

/** Findings that look alike keep their rows by the line they stood in, and otherwise in their order. */
export function compareFound(found: readonly Finding[], listed: readonly Judged[]): Comparison {
  const known: Judged[] = []
  const fresh: Finding[] = []
  const left = new Map<string, Judged[]>()
  for (const row of [...listed].sort(compareFindings)) {
    const alike = left.get(identityOf(row))
    if (alike === undefined) left.set(identityOf(row), [row])
    else alike.push(row)
  }
  const take = (finding: Finding, isIts: (row: Judged) => boolean): boolean => {
    const alike = left.get(identityOf(finding)) ?? []
    const index = alike.findIndex(isIts)
    const [row] = index < 0 ? [] : alike.splice(index, 1)
    if (row !== undefined) known.push({ ...row, line: finding.line })
    return row !== undefined
  }
  const moved = [...found].sort(compareFindings).filter((finding) => !take(finding, (row) => row.line === finding.line))
  for (const finding of moved) if (!take(finding, () => true)) fresh.push(finding)
  return { known: known.sort(compareFindings), fresh, gone: [...left.values()].flat().sort(compareFindings) }
}

export type Counts = Readonly<Record<Verdict, number>>

export function countVerdicts(judged: readonly Judged[]): Counts {
  const count = (verdict: Verdict): number => judged.filter((row) => row.verdict === verdict).length
  return { true: count('true'), debatable: count('debatable'), false: count('false') }
}

/** The share of true findings, in per cent, that a rule of high precision has to reach. */
export function promised(rule: Rule): number {
  return rule.severity === 'error' ? 90 : 80
}

/** Whether what was judged bears out the precision that a rule says it has. */
export function claimOf(rule: Rule, counts: Counts): 'no claim' | 'nothing judged' | 'holds' | 'does not hold' {
  if (rule.precision !== 'high') return 'no claim'
  const all = VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0)
  if (all === 0) return 'nothing judged'
  return 100 * counts.true >= promised(rule) * all ? 'holds' : 'does not hold'
}

/**
 * Which of a rule's messages a text was made from: of those it can be, the one with the longest wording of its own. Null
 * when it is none of them.
 */
export function messageIdOf(rule: Rule, text: string): string | null {
  let best: { readonly id: string; readonly length: number } | null = null
  for (const [id, { en }] of Object.entries(rule.messages)) {
    const parts = en.split(/\{\w+\}/)
    const pattern = new RegExp(`^${parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*')}$`, 's')
    const { length } = parts.join('')
    if (pattern.test(text) && length > (best?.length ?? -1)) best = { id, length }
  }
  return best?.id ?? null
}
