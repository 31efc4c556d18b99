/**
 * All that a rule may import.
 *
 * What a call is given comes with the events of the flow engine, as plain facts. `called` tells each call of a function
 * of the model: `event.row.effect` says what it does, `argumentOf(event, 'address')` what it gets, `event.result` what
 * becomes of what it returns. A `ValueFact` is a number (bounds, byte order, the call it came from), text, an address, a
 * descriptor, null, or a pointer with its target: declared type and size, what it holds, what was never initialised,
 * the members of an address; `set` what an `fd_set` holds and whether it was waited on since it was emptied, `waits` the
 * descriptors of `struct pollfd` and `struct epoll_event` by index. `unknown` means: stay silent. `stored`, `operated` and `indexed` tell where numbers in a
 * known byte order and results of calls are stored, compared, computed with and used as an index.
 */
export * from './lint/rule.ts'
export { rangeOf } from './lint/rule-options.ts'
export type { OutcomeTable, Severity } from './lint/diagnostic.ts'
export type { Localised, MessageParameters } from './text/localised.ts'
export type { SourceText } from './text/source-text.ts'
export type { Span, TextEdit } from './text/span.ts'
export type { Platform } from './model/platform.ts'
export { Kind, Field, NO_NODE, type NodeId, type SyntaxTree } from './syntax/tree.ts'
export type { TypeShape } from './syntax/types.ts'
export type * from './flow/argument-facts.ts'
export type { CallResult } from './flow/values.ts'
export type * from './flow/events.ts'
export type * from './flow/facts.ts'
export type { Modes } from './flow/modes.ts'
export type { ApiFunction, Effect, Failure, ParameterRole } from './model/api.ts'
export type { LifecycleCall, LifecyclePhase, Verdict } from './model/lifecycle.ts'
export {
  blockStatementOf,
  indentationAt,
  insertBefore,
  insertBehind,
  moveBefore,
  newlineOf,
  wholeLinesOf,
} from './lint/statements.ts'
export { addressStructure } from './model/structures.ts'
export { placeOf } from './lint/code-place.ts'
export { childBranchBehind, forkDecision, mentions, namesBetween, parentPlaceOf } from './lint/fork-branches.ts'
export { isForDeviceStack } from './model/device-stacks.ts'
export { DYNAMIC_PORT_RANGES, type DynamicPortRange } from './model/port-ranges.ts'
export { zeroDeclaration } from './lint/initialise.ts'
export { isAssertedToFail } from './lint/asserted-failure.ts'
export { failureReturn } from './lint/failure-return.ts'
export { testAndLeave } from './lint/test-and-leave.ts'
export { leaveBehind, leaveIf } from './lint/leave-on-failure.ts'
export { comparedResult, type ComparedResult, confusesResults } from './lint/result-test.ts'
export { nameLookup } from './model/lookups.ts'
export { endsPath, failureBranchOf, loopAround, type FailureBranch } from './lint/failure-branch.ts'
export { roundsAfter, type Rounds } from './lint/rounds-after.ts'
export { isEndedLater, testLengthFirst } from './lint/length-test.ts'
export { nameErrors } from './lint/lifecycle-wording.ts'
export { isUnsignedName, sizeOfMember, sizeOfName, type SizeRange } from './model/sizes.ts'
export { addressRead, lengthOfAddress, sizeofText, structureOf } from './lint/address-argument.ts'
export {
  copiedText,
  isLengthTested,
  memberWritten,
  printedLength,
  utf8Length,
  type CopiedText,
} from './lint/copied-text.ts'
export {
  addressedName,
  argumentsOf,
  calleeOf,
  callsOf,
  codeOf,
  functionAround,
  givenTo,
  holds,
  isRead,
  usesOf,
} from './lint/variable-uses.ts'
export { argumentOf, targetOf, unnamedOptionOn } from './lint/called.ts'
export { formatOf, textArguments } from './lint/read-text.ts'
export {
  elementOf,
  isOnlyTested,
  isSettledAside,
  leaveWhen,
  leaveWhenFailed,
  lengthArgumentOf,
} from './lint/received-length.ts'
export { literalObjectText } from './lint/literal-text.ts'
export { isStream } from './lint/stream-socket.ts'
export { isConvertedInPlace, withoutCasts } from './lint/byte-order-help.ts'
export { swappedBytes } from './model/numbers.ts'
export { areAlternatives } from './lint/alternatives.ts'
export { functionTextAround, isFixedPort, joinsGroup, serverBind, setServerOption } from './lint/server-bind.ts'
export { callsWithin, definitionOf, namesVariable, withoutComments, type WrittenCall } from './lint/calls-within.ts'
export { optionBeforeBind, type WantedOption } from './lint/option-before-bind.ts'
export { describeBound, describeSocket, isOn } from './lint/bound-socket.ts'
export { optionCall, type OptionCall } from './lint/option-call.ts'
export { optionLevel, optionValueType, type OptionValue } from './model/socket-options.ts'
export { familyName } from './model/constants.ts'
export { RAW_TYPE, socketNumbers } from './lint/socket-arguments.ts'
export { socketCombination, type SocketCombination } from './model/socket-combinations.ts'
export { predictSecondBind, type BindOption, type Outcome, type SocketDescription } from './model/bind-outcomes.ts'
export { bindOutcomeTable, describePrediction, nameAddress, rebindOutcomeTable } from './model/bind-wording.ts'
export { byteOrderTable } from './model/byte-table.ts'
export { definedName, onlyDefinitionOf, signalHandlers, type SignalHandler } from './lint/signal-handlers.ts'
export { isSignalUnsafe, OWN_SIGNALS, SIGNAL_WAITS } from './model/signal-safety.ts'
export { isBerkeleyError, winsockErrorName } from './model/winsock-errors.ts'
export { calleeName, callsBelow, comparisonOf, isWinsockType, mayWrite, meansWindows } from './lint/windows-code.ts'
export { statusFailureBranch } from './lint/status-branch.ts'
export { mayMatter } from './lint/harmless-names.ts'
export { registryCommand, registryNumber, registryValueSet } from './lint/registry-values.ts'
