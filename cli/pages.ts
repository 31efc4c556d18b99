/* What the rules' pages are needed for: a bundle of its own, because they are long and linting never needs them. */
import { rules } from '../rules/index.ts'

export { explain } from './explain.ts'
export { sarifReport } from './report/sarif.ts'
export { listRules } from './rules-list.ts'

/** The ids of all rules, sorted. */
export const ruleIds: readonly string[] = rules.map((rule) => rule.id).sort()
export { completions } from './completions/completions.ts'
