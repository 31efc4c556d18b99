import type {
  CreateConfigurationMethod,
  ExplainRuleCommand,
  ExplainRuleMethod,
  LifecycleMethod,
  LintWorkspaceMethod,
  ListFilesMethod,
  ListRulesMethod,
  ReadFilesMethod,
  RulePageScheme,
  SetSeverityCommand,
  ShowLifecycleCommand,
  StatusMethod,
} from '../server/protocol.ts'

// The names of server/protocol.ts, whose types alone come over: the compiler holds these strings against them.
export const EXPLAIN_RULE: ExplainRuleCommand = 'socklint.explainRule'
export const SHOW_LIFECYCLE: ShowLifecycleCommand = 'socklint.showLifecycle'
export const SET_SEVERITY: SetSeverityCommand = 'socklint.setSeverity'

/** Scheme of the rules' pages: read-only documents that the server supplies, without a network. */
export const PAGE_SCHEME: RulePageScheme = 'socklint-doc'

export const RULE_PAGE: ExplainRuleMethod = 'socklint/explainRule'
export const LIST_RULES: ListRulesMethod = 'socklint/rules'
export const STATUS: StatusMethod = 'socklint/status'
export const LIFECYCLE: LifecycleMethod = 'socklint/lifecycle'
export const LINT_WORKSPACE: LintWorkspaceMethod = 'socklint/lintWorkspace'
export const LIST_FILES: ListFilesMethod = 'socklint/listFiles'
export const READ_FILES: ReadFilesMethod = 'socklint/readFiles'
export const CREATE_CONFIGURATION: CreateConfigurationMethod = 'socklint/createConfiguration'
