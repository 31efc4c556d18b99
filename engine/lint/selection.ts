import type { LintConfig } from './config.ts'
import type { Severity } from './diagnostic.ts'
import type { Rule } from './rule.ts'

/** The rules a configuration switches on. */
export function selectRules(rules: readonly Rule[], config: LintConfig): Rule[] {
  return rules.filter((rule) => {
    const setting = config.rules[rule.id]
    if (setting !== undefined) return setting !== 'off'
    return config.preset !== 'off' && (config.preset === 'strict' || rule.presets.includes(config.preset))
  })
}

/** The severity of a rule's finding: the configuration wins, then what the rule said for this case. */
export function severityOf(rule: Rule, config: LintConfig, softened: Severity | undefined): Severity {
  const setting = config.rules[rule.id]
  if (setting === 'error' || setting === 'warning' || setting === 'info') return setting
  return softened ?? rule.severity
}
