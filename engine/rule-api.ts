/** All that a rule may import. */
export * from './lint/rule.ts'
export type { OutcomeTable, Severity } from './lint/diagnostic.ts'
export type { Localised, MessageParameters } from './text/localised.ts'
export type { Span, TextEdit } from './text/span.ts'
export type { Platform } from './model/platform.ts'
export { Kind, Field, NO_NODE, type NodeId, type SyntaxTree } from './syntax/tree.ts'
export type { TypeShape } from './syntax/types.ts'
export type * from './flow/events.ts'
export type * from './flow/facts.ts'
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
export { DYNAMIC_PORT_RANGES, type DynamicPortRange } from './model/port-ranges.ts'
export { nameErrors } from './lint/lifecycle-wording.ts'
export { areAlternatives } from './lint/alternatives.ts'
export { describeBound, describeSocket, isOn } from './lint/bound-socket.ts'
export { predictSecondBind, type BindOption, type Outcome, type SocketDescription } from './model/bind-outcomes.ts'
export { bindOutcomeTable, describePrediction, nameAddress, rebindOutcomeTable } from './model/bind-wording.ts'
