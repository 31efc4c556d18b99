/** The shapes of results that come from outside: from a cache, or from another run. */
import { isFileFacts, isLocalised, isPlatform, isSpan, isValue } from './facts-guards.ts'
import { ARGUMENT_MODELS, MADE_PHASES, type FunctionModel } from '../model/function-model.ts'
import type { Failure } from '../model/api.ts'
import type { HeaderMacro, IncludeRequest } from '../preprocess/definitions.ts'
import type { Replacement } from '../preprocess/macros.ts'
import type { KnownTypes } from '../syntax/declared-types.ts'
import type { TypeShape } from '../syntax/types.ts'
import {
  either,
  isFlag,
  isNumber,
  isText,
  lazy,
  listOf,
  nullable,
  object,
  oneOf,
  optional,
  recordOf,
  wordOf,
  type Guard,
} from '../text/guards.ts'
import type { Position, Range, TextEdit } from '../text/span.ts'
import { PRESETS, type LintConfig } from './config.ts'
import type { AnalysisError, Diagnostic, Fix, OutcomeTable, RelatedStep } from './diagnostic.ts'
import type { HeaderFacts, PlatformHeader } from './header-facts.ts'
import type { FileAnalysis, LimitReached } from './project.ts'
import type { OptionValue } from './rule-options.ts'
import type { Suppression } from './suppressions.ts'

const isPosition = object<Position>({ line: isNumber, character: isNumber })
const isRange = object<Range>({ start: isPosition, end: isPosition })
const isEdit = object<TextEdit>({ span: isSpan, newText: isText })
const isFix = object<Fix>({ title: isLocalised, safety: oneOf('safe', 'suggest'), edits: listOf(isEdit) })
const isStep = object<RelatedStep>({ file: isText, span: isSpan, range: isRange, message: isLocalised })

const isOutcomeTable = object<OutcomeTable>({
  title: isLocalised,
  columns: listOf(isLocalised),
  rows: listOf(object<OutcomeTable['rows'][number]>({ cells: listOf(isLocalised), mark: isFlag })),
  source: isText,
})

const isSeverity = oneOf('error', 'warning', 'info')

const isDiagnostic = object<Diagnostic>({
  file: isText,
  rule: isText,
  severity: isSeverity,
  span: isSpan,
  range: isRange,
  message: isLocalised,
  platforms: listOf(isPlatform),
  functionName: nullable(isText),
  related: listOf(isStep),
  cwe: listOf(isText),
  fixes: listOf(isFix),
  outcome: optional(isOutcomeTable),
})

export const isAnalysisError: Guard<AnalysisError> = object<AnalysisError>({
  file: isText,
  message: isLocalised,
  position: optional(isPosition),
  internal: optional(oneOf(true)),
})

const isSuppression = object<Suppression>({
  kind: oneOf('line', 'next-line', 'range', 'file'),
  rules: listOf(isText),
  firstLine: isNumber,
  lastLine: isNumber,
  reason: isText,
  span: isSpan,
  removal: listOf(isSpan),
})

export const isFileAnalysis: Guard<FileAnalysis> = object<FileAnalysis>({
  path: isText,
  parsed: isFlag,
  diagnostics: listOf(isDiagnostic),
  facts: isFileFacts,
  suppressions: listOf(isSuppression),
  errors: listOf(isAnalysisError),
  limits: listOf(object<LimitReached>({ functionName: isText, limit: isText })),
})

const isReplacement = object<Replacement>({ parameters: nullable(listOf(isText)), body: isText })
const isTypeShape = object<TypeShape>({ base: isText, pointers: isNumber, array: isFlag })
const isTypedefs = recordOf(
  object<{ readonly base: string; readonly pointers: number }>({ base: isText, pointers: isNumber }),
)

const isKnownTypes: Guard<KnownTypes> = object<KnownTypes>({
  typedefs: isTypedefs,
  casts: optional(isTypedefs),
  tags: listOf(isText),
  members: optional(recordOf(recordOf(isTypeShape))),
  functions: optional(recordOf(isTypeShape)),
  further: optional(listOf(lazy((): Guard<KnownTypes> => isKnownTypes))),
})

const isPlatformHeader = object<PlatformHeader>({
  includes: listOf(object<IncludeRequest>({ name: isText, angled: isFlag, certain: isFlag })),
  macros: listOf(object<HeaderMacro>({ name: isText, replacements: listOf(isReplacement), certain: isFlag })),
  constants: recordOf(isValue),
  noreturn: listOf(isText),
  types: isKnownTypes,
})

export const isHeaderFacts: Guard<HeaderFacts> = object<HeaderFacts>({
  posix: isPlatformHeader,
  windows: isPlatformHeader,
})

const isFunctionModel = object<FunctionModel>({
  name: isText,
  platforms: optional(listOf(isPlatform)),
  arguments: optional(listOf(oneOf(...ARGUMENT_MODELS))),
  makes: optional(oneOf(...MADE_PHASES)),
  result: optional(oneOf('descriptor', 'status')),
  failure: optional(
    wordOf<Failure>({ 'minus-one': true, nonzero: true, zero: true, null: true, exits: true, never: true }),
  ),
  family: optional(oneOf('inet', 'inet6', 'unix')),
  type: optional(oneOf('stream', 'datagram', 'seqpacket')),
  host: optional(isText),
  port: optional(isNumber),
  options: optional(listOf(isText)),
  object: optional(isFlag),
})

const isOptionValue: Guard<OptionValue> = either(
  either(isNumber, isFlag),
  either(isText, listOf(either(isNumber, isText))),
)

export const isLintConfig: Guard<LintConfig> = object<LintConfig>({
  targets: either(oneOf('auto'), listOf(isPlatform)),
  preset: oneOf(...PRESETS),
  rules: recordOf(either(isSeverity, oneOf('off', 'on'))),
  options: optional(recordOf(recordOf(isOptionValue))),
  noreturn: optional(listOf(isText)),
  wrappers: optional(recordOf(listOf(isText))),
  models: optional(listOf(isFunctionModel)),
  onElsewhere: optional(listOf(isText)),
})
