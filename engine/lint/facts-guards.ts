/** The shapes of facts that come from outside: from a cache, or from another run. */
import { LIFECYCLE_CALLS, type LifecycleCall } from '../model/lifecycle.ts'
import { PLATFORMS, type Effect, type Platform } from '../model/index.ts'
import {
  byKind,
  isFlag,
  isNumber,
  isText,
  lazy,
  listOf,
  mapOf,
  nullable,
  object,
  oneOf,
  optional,
  tupleOf,
  setOf,
  wordOf,
  type Guard,
} from '../text/guards.ts'
import type { Localised } from '../text/localised.ts'
import type { Span } from '../text/span.ts'
import type { AddressFact, CodePlace, OptionSetting, Phase, Step } from '../flow/events.ts'
import type { BindFact, FileFacts, FunctionFacts, Note } from '../flow/facts.ts'
import type { FirstUse } from '../flow/first-uses.ts'
import type { Modes } from '../flow/modes.ts'
import type { AddressValue, Asked, Bound, PendingOption, Resource } from '../flow/resource.ts'
import { isRecord } from './read-value.ts'
import type { FunctionSummary, Given, SummaryOutcome } from '../flow/summary.ts'
import type { StartedThread } from '../flow/thread-effects.ts'
import type { ByteOrder, CallResult, FailedCall, Value } from '../flow/values.ts'

export const isPlatform: Guard<Platform> = oneOf(...PLATFORMS)
export const isLocalised: Guard<Localised> = object<Localised>({ en: isText, ja: isText })
export const isSpan: Guard<Span> = object<Span>({ start: isNumber, end: isNumber })
const isOrder: Guard<ByteOrder> = wordOf<ByteOrder>({ host: true, network: true, twice: true })
const isBits = oneOf(16, 32, 64)
const place = { file: optional(isText), span: isSpan }
const isCodePlace = object<CodePlace>(place)

const isEffect = wordOf<Effect>({
  ...{ create: true, 'create-pair': true, open: true, bind: true, listen: true, accept: true, connect: true },
  ...{ close: true, shutdown: true, duplicate: true, share: true, option: true, 'get-option': true },
  ...{ 'local-name': true, 'peer-name': true, control: true, select: true, unselect: true, 'ask-set': true },
  ...{ 'empty-set': true, wait: true, register: true, take: true, send: true, receive: true, fork: true, exit: true },
  ...{ allocate: true, 'allocate-zeroed': true, release: true, exec: true, spawn: true, 'static-answer': true },
  ...{ fill: true, format: true, copy: true, carried: true, 'swap-bytes': true, 'parse-address': true },
  ...{ 'parse-address-into': true, resolve: true, 'make-list': true, 'free-list': true, delay: true },
  ...{ 'start-thread': true, assert: true, 'last-error': true, 'error-result': true, none: true },
})

const isCallResult = object<CallResult>({
  part: oneOf('returned', 'received'),
  node: isNumber,
  callee: isText,
  effect: isEffect,
  buffer: nullable(isText),
  capacity: nullable(isNumber),
})

const isFailedCall = object<FailedCall>({ node: isNumber, tested: isFlag })

type ValueOf<K extends Value['kind']> = Extract<Value, { readonly kind: K }>

export const isValue: Guard<Value> = byKind<Value>({
  unknown: object<ValueOf<'unknown'>>({ kind: oneOf('unknown') }),
  integer: object<ValueOf<'integer'>>({
    kind: oneOf('integer'),
    low: isNumber,
    high: isNumber,
    except: nullable(isNumber),
    order: nullable(isOrder),
    bits: optional(isBits),
    failed: optional(isFailedCall),
    result: optional(isCallResult),
  }),
  descriptor: object<ValueOf<'descriptor'>>({ kind: oneOf('descriptor'), resource: isText }),
  pointer: object<ValueOf<'pointer'>>({
    kind: oneOf('pointer'),
    place: isText,
    nullable: optional(oneOf(true)),
    size: optional(isNumber),
    owed: optional(oneOf(true)),
  }),
  text: object<ValueOf<'text'>>({ kind: oneOf('text'), text: isText }),
  host: object<ValueOf<'host'>>({ kind: oneOf('host'), family: oneOf('inet', 'inet6'), text: isText }),
  input: object<ValueOf<'input'>>({
    kind: oneOf('input'),
    place: isText,
    order: nullable(isOrder),
    bits: optional(isBits),
    result: optional(isCallResult),
  }),
  zeroed: object<ValueOf<'zeroed'>>({ kind: oneOf('zeroed') }),
  uninitialised: object<ValueOf<'uninitialised'>>({ kind: oneOf('uninitialised'), apart: optional(oneOf(true)) }),
  received: object<ValueOf<'received'>>({
    kind: oneOf('received'),
    by: isCallResult,
    isWhole: isFlag,
    isBare: isFlag,
  }),
  set: object<ValueOf<'set'>>({
    kind: oneOf('set'),
    members: listOf(lazy((): Guard<Value> => isValue)),
    mayHoldOthers: isFlag,
    wasEmptied: isFlag,
    waited: nullable(isNumber),
  }),
})

const isFamily = oneOf('inet', 'inet6', 'unix', null)

const isAddressFact = object<AddressFact>({
  family: isFamily,
  scope: oneOf('wildcard', 'specific', null),
  text: nullable(isText),
  port: nullable(isNumber),
})

const isOptionSetting = object<OptionSetting>({ ...place, name: isText, value: nullable(isNumber) })

const isAddressValue = byKind<AddressValue>({
  parts: object<Extract<AddressValue, { kind: 'parts' }>>({
    kind: oneOf('parts'),
    family: isFamily,
    host: isValue,
    port: isValue,
  }),
  at: object<Extract<AddressValue, { kind: 'at' }>>({ kind: oneOf('at'), place: isText }),
})

const isBound = object<Bound>({
  ...place,
  address: isAddressFact,
  value: isAddressValue,
  options: mapOf(isOptionSetting),
  instantiatedHere: isFlag,
  retried: isFlag,
  toldInCallee: setOf(isText),
  certain: isFlag,
})

const isPhase = wordOf<Phase>({
  ...{ created: true, bound: true, listening: true, connecting: true, connected: true, 'connect-failed': true },
  ...{ 'half-closed': true, 'read-shut': true, shut: true, closed: true, unknown: true },
})

const isModes = object<Modes>({
  closeOnExec: nullable(isFlag),
  nonBlocking: nullable(isFlag),
  watched: nullable(isFlag),
})

const isStep = object<Step>({ ...place, message: isLocalised, phase: optional(isPhase) })
const isPending = object<PendingOption>({ ...place, level: isValue, option: isValue, value: isValue })

const isResource = object<Resource>({
  ...place,
  id: isText,
  name: isText,
  origin: oneOf('created', 'opened', 'accepted', 'duplicate', 'parameter', 'pair', 'unknown'),
  family: oneOf('inet', 'inet6', 'unix', 'other', null),
  isLookedUp: isFlag,
  type: oneOf('stream', 'datagram', 'seqpacket', 'raw', null),
  protocol: nullable(isNumber),
  phase: isPhase,
  blocking: isFlag,
  modes: isModes,
  options: mapOf(isOptionSetting),
  pending: listOf(isPending),
  bound: nullable(isBound),
  closedAt: nullable(isCodePlace),
  failedAt: nullable(isCodePlace),
  hasAccepted: isFlag,
  listener: nullable(isText),
  drained: isFlag,
  undrained: isFlag,
  escaped: isFlag,
  sharedWithChild: nullable(isCodePlace),
  inherited: nullable(isCodePlace),
  trail: listOf(isStep),
  input: nullable(isText),
  closeDoubt: oneOf('none', 'replaced', 'failed', 'guarded'),
  disturbed: oneOf('no', 'by-message', 'yes'),
  typeVaries: isFlag,
  asked: nullable(object<Asked>({ family: isValue, type: isValue, protocol: isValue })),
  untold: listOf(object<Resource['untold'][number]>({ after: isNumber, step: isStep })),
})

const isGiven = object<Given>({ place: isText, operator: oneOf('<', '<=', '=='), bound: isNumber, holds: isFlag })

const isOutcome = object<SummaryOutcome>({
  result: isValue,
  created: listOf(isResource),
  inputs: listOf(isResource),
  borrowed: listOf(isText),
  stores: listOf(tupleOf(isText, isValue)),
  passedOn: listOf(isText),
  given: listOf(isGiven),
  role: oneOf('sole', 'parent', 'child'),
  doubtful: isFlag,
})

const isLifecycleCall: Guard<LifecycleCall> = oneOf(...LIFECYCLE_CALLS)
const isFirstUse = object<FirstUse>({ place: isText, call: isLifecycleCall })
const isThread = object<StartedThread>({ function: isNumber, value: isNumber })

type SummaryOf<K extends FunctionSummary['kind']> = Extract<FunctionSummary, { readonly kind: K }>

const isSummary = byKind<FunctionSummary>({
  unknown: object<SummaryOf<'unknown'>>({ kind: oneOf('unknown') }),
  boring: object<SummaryOf<'boring'>>({
    kind: oneOf('boring'),
    passedOn: listOf(isText),
    returns: isFlag,
    handles: listOf(isText),
    nonBlocking: listOf(isText),
  }),
  outcomes: object<SummaryOf<'outcomes'>>({
    kind: oneOf('outcomes'),
    file: isText,
    outcomes: listOf(isOutcome),
    uses: optional(listOf(isFirstUse)),
    threads: optional(listOf(isThread)),
  }),
})

const isBindFact = object<BindFact>({
  file: isText,
  functionName: isText,
  span: isSpan,
  address: isAddressFact,
  type: oneOf('stream', 'datagram', 'seqpacket', 'raw', null),
  options: listOf(isOptionSetting),
  closedOnReturn: isFlag,
})

function onPlatforms<T>(guard: Guard<T>): Guard<Readonly<Partial<Record<Platform, T>>>> {
  return (value): value is Readonly<Partial<Record<Platform, T>>> =>
    isRecord(value) && PLATFORMS.every((platform) => value[platform] === undefined || guard(value[platform]))
}

const isFunctionFacts = object<FunctionFacts>({
  name: isText,
  file: isText,
  span: isSpan,
  isStatic: isFlag,
  references: listOf(isText),
  summaries: onPlatforms(isSummary),
  binds: onPlatforms(listOf(isBindFact)),
})

const isNote = object<Note>({
  rule: isText,
  file: isText,
  functionName: nullable(isText),
  span: isSpan,
  tag: isText,
  text: isText,
})

export const isFileFacts: Guard<FileFacts> = object<FileFacts>({
  file: isText,
  platforms: listOf(isPlatform),
  functions: listOf(isFunctionFacts),
  notes: onPlatforms(listOf(isNote)),
  importsKey: isText,
  lineStarts: listOf(isNumber),
})
