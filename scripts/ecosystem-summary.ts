/** What is to be said of a run over the public repositories, and what it makes of the list. */
import type { Rule } from '../engine/rule-api.ts'
import { claimOf, type Comparison, countVerdicts, promised } from './compare-findings.ts'
import { type Finding, identityOf, type Judged, type Repository } from './judged-list.ts'

export interface Outcome {
  readonly repository: Repository
  readonly comparison: Comparison
  /** Its files could not be judged to the end by a fault of this program. */
  readonly crashed: boolean
}

/** A line a rule that has something to show. */
export function summary(outcomes: readonly Outcome[], selected: readonly Rule[]): string[] {
  const all = (part: keyof Comparison): (Finding | Judged)[] => outcomes.flatMap(({ comparison }) => comparison[part])
  const known = outcomes.flatMap(({ comparison }) => comparison.known)
  return selected.flatMap((rule) => {
    const of = <F extends Finding>(findings: readonly F[]): F[] => findings.filter((one) => one.rule === rule.id)
    const counts = countVerdicts(of(known))
    const unjudged = of(all('fresh')).length + of(known).filter(({ verdict }) => verdict === null).length
    const gone = of(all('gone')).length
    if (of(known).length + unjudged + gone === 0) return []
    const parts = [
      `${counts.true} true, ${counts.debatable} debatable, ${counts.false} false`,
      ...(unjudged > 0 ? [`${unjudged} not judged`] : []),
      ...(gone > 0 ? [`${gone} gone`] : []),
      ...(rule.precision === 'high' ? [`${promised(rule)} % true: ${claimOf(rule, counts)}`] : ['precision medium']),
    ]
    return [`${rule.id} (${rule.severity}): ${parts.join(', ')}`]
  })
}

/** What keeps the recommended preset from being as good as it says. */
export function objections(outcomes: readonly Outcome[], rules: readonly Rule[]): string[] {
  const isRecommended = ({ rule }: Finding): boolean =>
    rules.some(({ id, presets }) => id === rule && presets.includes('recommended'))
  const count = (what: (comparison: Comparison) => readonly Finding[]): number =>
    outcomes.flatMap(({ comparison }) => what(comparison)).filter(isRecommended).length
  const unjudged = count(({ fresh, known }) => [...fresh, ...known.filter(({ verdict }) => verdict === null)])
  const wrong = count(({ known }) => known.filter(({ verdict }) => verdict === 'false'))
  return [
    ...(unjudged > 0 ? [`${unjudged} findings of recommended rules are not judged`] : []),
    ...(wrong > 0 ? [`${wrong} findings of recommended rules are judged false`] : []),
    ...outcomes.filter(({ crashed }) => crashed).map(({ repository }) => `${repository.repo}: the linter failed`),
  ]
}

/** The list as it would be with what was found: rows of what was not looked at stay as they are. */
export function accepted(listed: readonly Judged[], outcomes: readonly Outcome[], dropGone: boolean): Judged[] {
  const seen = new Map(outcomes.map(({ repository, comparison }) => [repository.repo, comparison]))
  const looked = new Set([...seen.values()].flatMap(({ known, gone }) => [...known, ...gone]).map(identityOf))
  return [
    ...listed.filter((row) => !looked.has(identityOf(row))),
    ...[...seen.values()].flatMap(({ known, fresh, gone }) => [
      ...known,
      ...fresh.map((finding): Judged => ({ ...finding, verdict: null, why: '' })),
      ...(dropGone ? [] : gone),
    ]),
  ]
}
