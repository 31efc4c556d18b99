/** The severities that `socklint.rules` gives: a word, or an object of a severity and options. */

export type Severity = 'error' | 'warning' | 'info' | 'on' | 'off'
type Rules = Readonly<Record<string, unknown>>

/** The severity that an entry gives; undefined where it gives none. */
export function severityIn(entry: unknown): unknown {
  return isObject(entry) ? entry['severity'] : entry
}

/**
 * The rules of one file of settings with another severity of a rule, or with none; its options stay.
 *
 * @param written the rules as this one file has them
 * @param merged the rule's entry as all files of settings make it: editors merge objects, so that a word would take
 *   options away that stand elsewhere
 */
export function withSeverity(written: Rules, merged: unknown, rule: string, severity: Severity | undefined): Rules {
  const { [rule]: before, ...others } = written
  const { severity: _before, ...kept } = isObject(before) ? before : {}
  if (severity === undefined) return Object.keys(kept).length === 0 ? others : { ...others, [rule]: kept }
  const hasOptions = isObject(merged) && merged['options'] !== undefined
  return { ...others, [rule]: hasOptions || Object.keys(kept).length > 0 ? { severity, ...kept } : severity }
}

function isObject(value: unknown): value is Rules {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
