/** A rule's id as it is written in comments and settings. */
export const RULE_ID = /[a-z0-9]+\/[a-z0-9]+(?:-[a-z0-9]+)*/

/**
 * Splits `rules` into those that `wanted` names, in that order and each once, and the others. Names of no rule are
 * ignored: what looks like an id may be a path.
 */
export function rulesFirst<T extends { readonly id: string }>(
  rules: readonly T[],
  wanted: readonly string[],
): { readonly first: readonly T[]; readonly others: readonly T[] } {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const first = [...new Set(wanted)].flatMap((id) => byId.get(id) ?? [])
  return { first, others: rules.filter((rule) => !first.includes(rule)) }
}
