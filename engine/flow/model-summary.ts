import type { ArgumentModel, FunctionModel, MadePhase } from '../model/index.ts'
import { NO_NODE } from '../syntax/tree.ts'
import { addressFact } from './addresses.ts'
import type { CodePlace, OptionSetting, Phase } from './events.ts'
import { argumentPlace, pointee, type Place } from './places.ts'
import { makeResource, type AddressValue, type Bound, type Resource } from './state.ts'
import type { FunctionSummary, SummaryOutcome } from './summary.ts'
import { UNKNOWN, integer, type Value } from './values.ts'

/** No file has this name: it stands for the place of the call in what has no place of its own. */
const AT_CALL = { file: '', span: { start: 0, end: 0 } } as const satisfies CodePlace

/** True for what happens where the described function is called. */
export function isAtCall(place: CodePlace): boolean {
  return place.file === AT_CALL.file
}

const summaries = new WeakMap<FunctionModel, FunctionSummary>()

/** The summary that a description of a function stands for. */
export function modelSummary(model: FunctionModel): FunctionSummary {
  const known = summaries.get(model)
  if (known !== undefined) return known
  const summary: FunctionSummary = { kind: 'outcomes', file: AT_CALL.file, outcomes: outcomesOf(model) }
  summaries.set(model, summary)
  return summary
}

const PHASES: Readonly<Record<MadePhase, Phase>> = {
  created: 'created',
  bound: 'bound',
  listening: 'listening',
  connected: 'connected',
  accepted: 'connected',
}

/** The phase in which an argument's descriptor is left. */
const LEFT: Readonly<Partial<Record<ArgumentModel, Phase>>> = {
  closes: 'closed',
  binds: 'bound',
  listens: 'listening',
  connects: 'connected',
}

const NOTHING: SummaryOutcome = {
  result: UNKNOWN,
  created: [],
  inputs: [],
  borrowed: [],
  stores: [],
  passedOn: [],
  given: [],
  role: 'sole',
  doubtful: false,
}

function outcomesOf(model: FunctionModel): SummaryOutcome[] {
  const failure = failureOf(model)
  const succeeded = successOf(model)
  const result = failure === 'exits' ? null : FAILED[failure]
  return result === null ? [succeeded] : [succeeded, failed(model, succeeded, result)]
}

function failureOf(model: FunctionModel): NonNullable<FunctionModel['failure']> {
  return model.failure ?? (returnsDescriptor(model) ? 'minus-one' : 'never')
}

/** What it returns when it fails; null when it does not. */
const FAILED: Readonly<Record<Exclude<NonNullable<FunctionModel['failure']>, 'exits'>, Value | null>> = {
  'minus-one': { ...integer(-1), failed: { node: NO_NODE, tested: false } },
  nonzero: { ...integer(-Infinity, Infinity), except: 0 },
  zero: integer(0),
  null: integer(0),
  never: null,
}

const SUCCEEDED: Readonly<Record<NonNullable<FunctionModel['failure']>, Value>> = {
  'minus-one': integer(0, Infinity),
  nonzero: integer(0),
  zero: integer(1, Infinity),
  null: integer(1, Infinity),
  exits: UNKNOWN,
  never: UNKNOWN,
}

function returnsDescriptor({ makes, result, arguments: roles = [] }: FunctionModel): boolean {
  return makes !== undefined && result !== 'status' && !roles.includes('out')
}

/** Indexes of the arguments with this role. */
function having({ arguments: roles = [] }: FunctionModel, ...wanted: readonly ArgumentModel[]): number[] {
  return roles.flatMap((role, index) => (wanted.includes(role) ? [index] : []))
}

function successOf(model: FunctionModel): SummaryOutcome {
  const created = model.makes === undefined ? [] : [madeBy(model, model.makes)]
  const [made] = created
  const descriptor: Value = made === undefined ? UNKNOWN : { kind: 'descriptor', resource: made.id }
  const inputs = having(model, 'closes', 'binds', 'listens', 'connects').map((index) => leftBy(model, index))
  const configured = (model.options ?? []).length === 0 || created.length > 0 ? [] : having(model, 'uses')
  return {
    ...NOTHING,
    result: returnsDescriptor(model) ? descriptor : SUCCEEDED[failureOf(model)],
    created,
    inputs: [...inputs, ...configured.map((index) => leftBy(model, index))],
    borrowed: having(model, 'uses')
      .filter((index) => !configured.includes(index))
      .map(argumentPlace),
    passedOn: having(model, 'keeps', 'takes').map(argumentPlace),
    stores: [
      ...having(model, 'writes').map((index) => written(index)),
      ...having(model, 'out').map((index): [Place, Value] => [pointee(argumentPlace(index)), descriptor]),
    ],
    given: having(model, 'ends-unless-zero').map((index) => ({
      place: argumentPlace(index),
      operator: '==',
      bound: 0,
      holds: true,
    })),
  }
}

function written(index: number): [Place, Value] {
  return [pointee(argumentPlace(index)), UNKNOWN]
}

/** It made nothing and took nothing; what it closes is closed all the same (POSIX leaves that open, Linux does). */
function failed(model: FunctionModel, { given }: SummaryOutcome, result: Value): SummaryOutcome {
  return {
    ...NOTHING,
    result,
    given,
    inputs: having(model, 'closes').map((index) => leftBy(model, index)),
    borrowed: having(model, 'uses', 'takes', 'binds', 'listens', 'connects').map(argumentPlace),
    passedOn: having(model, 'keeps').map(argumentPlace),
    stores: having(model, 'writes').map((index) => written(index)),
  }
}

function madeBy(model: FunctionModel, makes: MadePhase): Resource {
  const { name, family = null, type = null, object = false } = model
  const options = settings(model)
  return makeResource(name, name, AT_CALL, {
    phase: PHASES[makes],
    origin: makes === 'accepted' ? 'accepted' : 'created',
    family,
    type,
    options,
    bound: makes === 'bound' || makes === 'listening' ? boundBy(model, options) : null,
    escaped: object,
    trail: [{ ...AT_CALL, message: { en: `it is made by '${name}'`, ja: `'${name}' が作成する` } }],
  })
}

function leftBy(model: FunctionModel, index: number): Resource {
  const place = argumentPlace(index)
  const phase = LEFT[model.arguments?.[index] ?? '-'] ?? 'unknown'
  const options = phase === 'closed' ? new Map() : settings(model)
  const isBound = phase === 'bound' || (phase === 'listening' && having(model, 'address', 'port').length > 0)
  return makeResource(`in ${place}`, model.name, AT_CALL, {
    phase,
    origin: 'parameter',
    input: place,
    escaped: true,
    options,
    bound: isBound ? boundBy(model, options) : null,
    closedAt: phase === 'closed' ? AT_CALL : null,
  })
}

function settings({ options = [] }: FunctionModel): Map<string, OptionSetting> {
  return new Map(
    options.map((option) => {
      const [name = option, value = '1'] = option.split('=')
      return [name, { name, value: value === '?' ? null : Number(value), ...AT_CALL }]
    }),
  )
}

function boundBy(model: FunctionModel, options: Bound['options']): Bound {
  const value = addressOf(model)
  return {
    ...AT_CALL,
    address: addressFact(value),
    value,
    options,
    instantiatedHere: false,
    retried: false,
    toldInCallee: new Set(),
    certain: true,
  }
}

/** The address that it binds. Ports of arguments are in host order, as text too. */
function addressOf(model: FunctionModel): AddressValue {
  const [address] = having(model, 'address')
  if (address !== undefined) return { kind: 'at', place: pointee(argumentPlace(address)) }
  const [host] = having(model, 'host')
  const [port] = having(model, 'port')
  return {
    kind: 'parts',
    family: model.family ?? null,
    host:
      host !== undefined
        ? { kind: 'input', place: argumentPlace(host), order: null }
        : model.host === undefined
          ? UNKNOWN
          : { kind: 'text', text: model.host },
    port:
      port !== undefined
        ? { kind: 'input', place: argumentPlace(port), order: 'network' }
        : model.port === undefined
          ? UNKNOWN
          : integer(model.port, model.port, 'network'),
  }
}
