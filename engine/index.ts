/** What the shells (server, command line, tests) import. */
export * from './text/span.ts'
export * from './text/localised.ts'
export { LineIndex } from './text/line-index.ts'
export { decodeSource } from './text/decode.ts'
export { applyEdits, mergeEdits } from './text/edits.ts'
export { fixText, type FixedText } from './lint/fix-text.ts'
export * from './model/platform.ts'
export * from './lint/diagnostic.ts'
export * from './lint/config.ts'
export { readConfig, readConfigFile, type ConfigOverride, type ReadConfigFile } from './lint/read-config.ts'
export { FILE_SETTINGS, OVERRIDE_FILES, OVERRIDES_SAY, SETTINGS } from './lint/settings.ts'
export { ENTRY_SAYS, RULES_SAY, type RuleSchema } from './lint/rules-setting.ts'
export { optionSchema, sampleOf } from './lint/read-options.ts'
export type { KnownRules, OptionValue, RuleOption, RuleOptions } from './lint/rule-options.ts'
export {
  addressConstant,
  API_FUNCTION_NAMES,
  apiConstant,
  apiFunction,
  bindOutcomeTable,
  DESCRIPTOR_CALL_NAMES,
  DYNAMIC_PORT_RANGES,
  ERROR_CODES_SOURCE,
  errorCode,
  failureTold,
  LIFECYCLE_CALL_OF,
  LIFECYCLE_PHASES,
  lifecycleVerdict,
  manualOf,
  optionValueType,
  pairOf,
  socketOption,
  winsockInstead,
  type ApiFunction,
  type BindOption,
  type Effect,
  type ErrorCode,
  type LifecyclePhase,
  type SocketDescription,
  type SocketOption,
} from './model/index.ts'
export { configSchema } from './lint/config-schema.ts'
export { writtenConfig } from './lint/write-config.ts'
export { isOn, knownRules, optionsOf, shareProgramRules } from './lint/selection.ts'
export { NO_PROJECT, type ProjectSettings } from './lint/read-project.ts'
export { isRecord, type SettingProblem } from './lint/read-value.ts'
export { UNUSED_SUPPRESSION } from './lint/suppressions.ts'
export { KeptFunctions } from './lint/kept-functions.ts'
export { isAnalysisError, isFileAnalysis, isHeaderFacts, isLintConfig } from './lint/analysis-guards.ts'
export {
  isFlag,
  isText,
  listOf,
  nullable,
  object,
  oneOf,
  optional,
  recordOf,
  tupleOf,
  type Guard,
} from './text/guards.ts'
export { fromText, toText } from './text/plain-data.ts'
export { nearest } from './text/nearest.ts'
export { joinsWithoutSpace, widthOf } from './text/width.ts'
export * from './lint/project.ts'
export { limitMessage, unsettled } from './lint/limits.ts'
export type { DescriptorLife, FunctionLifecycles, LifePath, LifeStep } from './lint/lifecycles.ts'
export * from './lint/compile-commands.ts'
export * from './lint/includes.ts'
export { readIncludes, type Content, type HeaderFacts } from './lint/header-facts.ts'
export {
  socketAliases,
  socketWords,
  socketWordsOf,
  type SocketAlias,
  type IncludedHeader,
  type IncludedHeaders,
} from './lint/header-table.ts'
export { folderOf, isAbsolutePath, isBelow, joinPath } from './text/paths.ts'
export type { Defines } from './preprocess/views.ts'
export type { Suppression } from './lint/suppressions.ts'
export type { ImportedFacts } from './flow/facts.ts'
export type { Rule } from './lint/rule.ts'
export {
  createCallFilter,
  createEngine,
  createPrefilter,
  type EngineAssets,
  type Prefilter,
} from './lint/create-engine.ts'
