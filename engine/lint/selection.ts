import type { LintConfig } from './config.ts'
import type { Severity } from './diagnostic.ts'
import type { Rule } from './rule.ts'
import type { KnownRules, OptionValue, OptionValues, RuleOptions } from './rule-options.ts'

/** True for a rule that a configuration switches on. */
export function isOn(rule: Rule, config: LintConfig): boolean {
  const setting = config.rules[rule.id]
  if (setting !== undefined) return setting !== 'off'
  return config.preset !== 'off' && (config.preset === 'strict' || rule.presets.includes(config.preset))
}

/** The rules a configuration switches on. */
export function selectRules(rules: readonly Rule[], config: LintConfig): Rule[] {
  return rules.filter((rule) => isOn(rule, config))
}

/** The rules that look at a file: those that are on, and those that gather what other files are judged by. */
export function listeningRules(rules: readonly Rule[], config: LintConfig): Rule[] {
  return rules.filter((rule) => isOn(rule, config) || config.onElsewhere?.includes(rule.id) === true)
}

/**
 * Makes the configurations of a run fit for each other: what a rule about the whole program is told does not depend on
 * whether a file wants its findings.
 */
export function shareProgramRules(rules: readonly Rule[], configs: readonly LintConfig[]): LintConfig[] {
  const wanted = rules.filter((rule) => rule.program !== undefined && configs.some((config) => isOn(rule, config)))
  return configs.map((config) => {
    const onElsewhere = wanted.filter((rule) => !isOn(rule, config)).map(({ id }) => id)
    return onElsewhere.length === 0 ? config : { ...config, onElsewhere }
  })
}

/** The severity of a rule's finding: the configuration wins, then what the rule said for this case. */
export function severityOf(rule: Rule, config: LintConfig, softened: Severity | undefined): Severity {
  const setting = config.rules[rule.id]
  if (setting === 'error' || setting === 'warning' || setting === 'info') return setting
  return softened ?? rule.severity
}

const NO_VALUES: OptionValues<RuleOptions> = {}

/** A value for each option of a rule: what the configuration says, else the default. */
export function optionsOf({ id, options }: Rule, config: LintConfig): OptionValues<RuleOptions> {
  if (options === undefined) return NO_VALUES
  const given = config.options?.[id]
  const valueOf = (name: string, standard: OptionValue): OptionValue => given?.[name] ?? standard
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, valueOf(name, option.default)]))
}

/** What settings can say of these rules. */
export function knownRules(rules: readonly Rule[]): KnownRules {
  return new Map(rules.map(({ id, options = {} }) => [id, options]))
}
