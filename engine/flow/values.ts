import type { Effect } from '../model/index.ts'
import type { NodeId } from '../syntax/tree.ts'

/**
 * The value domain: what one path knows of a variable or an expression. A flat lattice with integer intervals;
 * `unknown` is the top. `order` is the byte order that a number is in: null until a conversion says it.
 * For a number in network order `low` and `high` are still the number meant (the host-order value).
 */
export type Value =
  | { readonly kind: 'unknown' }
  | IntegerValue
  | { readonly kind: 'descriptor'; readonly resource: string }
  | PointerValue
  | { readonly kind: 'text'; readonly text: string }
  | HostValue
  | InputValue
  | { readonly kind: 'zeroed' }
  | MarkedMemory

/** Marks of memory that its readers do not see: they get `unknown`. */
export type MarkedMemory =
  /** Nothing was written to it since it came to be. */
  | {
      readonly kind: 'uninitialised'
      /** Paths that have assigned to it are kept apart from those that have not. */
      readonly apart?: true
    }
  /** A call filled it with bytes from elsewhere. */
  | {
      readonly kind: 'received'
      readonly by: CallResult
      /** Nothing was written to it since. */
      readonly isWhole: boolean
      /** Nothing that was in the memory before can end a text in it. */
      readonly isBare: boolean
    }
  | DescriptorSet

/** A set of descriptors that is waited on. */
export interface DescriptorSet {
  readonly kind: 'set'
  /** Descriptors that are in it for sure, in the order of their keys. */
  readonly members: readonly Value[]
  /** Others may be in it. */
  readonly mayHoldOthers: boolean
  /** It was empty once; else it began with whatever its memory held. */
  readonly wasEmptied: boolean
  /** The call that waited on it on some path, since when it was neither emptied nor copied to; null for none. */
  readonly waited: NodeId | null
}

export interface IntegerValue {
  readonly kind: 'integer'
  readonly low: number
  readonly high: number
  /** One number in the interval that it is known not to be. */
  readonly except: number | null
  readonly order: ByteOrder | null
  /** Width of the conversion that gave the order, where one did. */
  readonly bits?: ConversionWidth
  /** For -1: the call that gave it by failing, and whether the path has tested the value since. */
  readonly failed?: FailedCall
  /** The call whose result it is. */
  readonly result?: CallResult
}

/** `twice`: it was in network order and was converted to it once more, which puts it back. */
export type ByteOrder = 'host' | 'network' | 'twice'

export type ConversionWidth = 16 | 32 | 64

/** A call of the model, and for one that fills or makes memory which and how much of it. */
export interface CallResult {
  /** Whether the number is what the call returned, or part of the bytes that it received. */
  readonly part: 'returned' | 'received'
  readonly node: NodeId
  /** Name in the model. */
  readonly callee: string
  readonly effect: Effect
  /** The buffer that was filled. */
  readonly buffer: string | null
  /** Bytes that the call may fill, or that it allocated; null unknown. */
  readonly capacity: number | null
}

export interface FailedCall {
  readonly node: NodeId
  readonly tested: boolean
}

export interface PointerValue {
  readonly kind: 'pointer'
  readonly place: string
  /** It may as well be null, which nothing that reads through it can tell. */
  readonly nullable?: true
  /** Bytes of the allocation that it is the start of, where a call made it and said how many. */
  readonly size?: number
  /** It leads to the beginning of memory that this function still has to give back. */
  readonly owed?: true
}

/** An IPv4 or IPv6 address by its numeric text. */
export interface HostValue {
  readonly kind: 'host'
  readonly family: 'inet' | 'inet6'
  readonly text: string
}

/** What a place held when the function was entered: an argument, a global, or something they point to. */
export interface InputValue {
  readonly kind: 'input'
  readonly place: string
  readonly order: ByteOrder | null
  readonly bits?: ConversionWidth
  /** The call that read it as a text, whose result it is. */
  readonly result?: CallResult
}

export const UNKNOWN: Value = { kind: 'unknown' }
export const ZEROED: Value = { kind: 'zeroed' }
export const UNINITIALISED: Value = { kind: 'uninitialised' }
export const UNSET: Value = { kind: 'uninitialised', apart: true }

export function integer(low: number, high = low, order: ByteOrder | null = null): IntegerValue {
  return { kind: 'integer', low, high, except: null, order }
}

/** True for an integer of which nothing is known: neither bounds nor order nor where it came from. */
function saysNothing(value: IntegerValue): boolean {
  const { low, high, except, order, failed, result } = value
  return low === -Infinity && high === Infinity && except === null && order === null && (failed ?? result) === undefined
}

/** The value without the call that gave it, which means nothing outside the function. */
export function withoutResult(value: Value): Value {
  if ((value.kind !== 'integer' && value.kind !== 'input') || value.result === undefined) return value
  const { result: _result, ...rest } = value
  return rest.kind === 'integer' && saysNothing(rest) ? UNKNOWN : rest
}

export function isUnset(value: Value): boolean {
  return value.kind === 'uninitialised' && value.apart === true
}

/** The number when exactly one is possible, else null. `zeroed` memory reads as 0. */
export function exactly(value: Value): number | null {
  if (value.kind === 'zeroed') return 0
  return value.kind === 'integer' && value.low === value.high ? value.low : null
}

export function sameValue(a: Value, b: Value): boolean {
  return a === b || (a.kind === b.kind && valueKey(a) === valueKey(b))
}

/** True for marks of memory, of which readers know nothing. */
export function isMark(value: Value): value is MarkedMemory {
  return value.kind === 'uninitialised' || value.kind === 'received' || value.kind === 'set'
}

/** A text that is equal exactly for equal values. */
export function valueKey(value: Value): string {
  switch (value.kind) {
    case 'unknown':
      return '?'
    case 'zeroed':
      return '0..'
    case 'uninitialised':
      return value.apart ? 'unset' : '-'
    case 'received':
      return `received${resultKey(value.by)} ${value.isWhole} ${value.isBare}`
    case 'set':
      return `set ${value.members.map(valueKey).join()} ${value.mayHoldOthers} ${value.wasEmptied} ${value.waited ?? ''}`
    case 'integer':
      return `${value.low}:${value.high}:${value.except ?? ''}:${orderKey(value)}${failureKey(value.failed)}${resultKey(value.result)}`
    case 'descriptor':
      return `fd ${value.resource}`
    case 'pointer':
      return `&${value.place}${value.nullable ? '?' : ''}${value.size === undefined ? '' : ` ${value.size} bytes`}${value.owed ? ' owed' : ''}`
    case 'text':
      return JSON.stringify(value.text)
    case 'host':
      return `host ${value.text}`
    case 'input':
      return `in ${value.place} ${orderKey(value)}${resultKey(value.result)}`
  }
}

function orderKey({ order, bits }: IntegerValue | InputValue): string {
  return order === null ? '' : `${order}${bits ?? ''}`
}

function resultKey(result: CallResult | undefined): string {
  return result === undefined ? '' : `:${result.part} ${result.node} ${result.buffer ?? ''} ${result.capacity ?? ''}`
}

function failureKey(failed: FailedCall | undefined): string {
  return failed === undefined ? '' : `:failed ${failed.node} ${failed.tested}`
}

/** The failure that both stand for. */
function commonFailure(a: IntegerValue, b: IntegerValue): { readonly failed?: FailedCall } {
  if (a.failed === undefined || b.failed === undefined) return {}
  // One of them has to be named: the first in the text.
  return { failed: { node: Math.min(a.failed.node, b.failed.node), tested: a.failed.tested && b.failed.tested } }
}

/** True for two results of one call. */
export function isSameResult(a: Value, b: Value): boolean {
  if (a.kind !== 'integer' || b.kind !== 'integer' || a.result === undefined) return false
  return resultKey(a.result) === resultKey(b.result)
}

/** What both sides say of the order and the origin. */
function commonOrigin(a: IntegerValue, b: IntegerValue): Partial<IntegerValue> {
  const hasSameBits = a.order === b.order && a.bits !== undefined && a.bits === b.bits
  const origin = isSameResult(a, b) && a.result !== undefined ? { result: a.result } : {}
  return { ...(hasSameBits ? { bits: a.bits } : {}), ...origin }
}

/** A value for people who read `debug`. */
export function describeValue(value: Value): string {
  if (value.kind === 'zeroed') return 'all zero'
  if (value.kind === 'uninitialised') return 'not initialised'
  if (value.kind === 'received') return `bytes that ${value.by.callee} received`
  if (value.kind === 'set')
    return `set of ${value.members.map(describeValue).join(', ') || 'none'}${value.mayHoldOthers ? ' and perhaps others' : ''}${value.waited === null ? '' : ', waited on'}`
  if (value.kind === 'input') return `what ${value.place} held${describeOrder(value)}`
  if (value.kind !== 'integer') return valueKey(value)
  const range = value.low === value.high ? `${value.low}` : `${value.low}..${value.high}`
  const result =
    value.result === undefined ? '' : ` ${value.result.part} by ${value.result.callee}${describeFilled(value.result)}`
  return `${range}${value.except === null ? '' : ` but ${value.except}`}${describeOrder(value)}${result}`
}

function describeOrder({ order, bits }: IntegerValue | InputValue): string {
  if (order === null) return ''
  return `${order === 'twice' ? ' converted twice' : ` in ${order} order`}${bits === undefined ? '' : ` (${bits} bits)`}`
}

function describeFilled({ buffer, capacity }: CallResult): string {
  return `${buffer === null ? '' : ` into ${buffer}`}${capacity === null ? '' : ` (${capacity} bytes)`}`
}

/** Least upper bound. With `widen`, bounds that grew go to infinity so that loops end. */
export function joinValues(a: Value, b: Value, widen: boolean): Value {
  if (sameValue(a, b)) return a
  if (a.kind === 'integer' && b.kind === 'integer') {
    const low = b.low < a.low ? (widen ? -Infinity : b.low) : a.low
    const high = b.high > a.high ? (widen ? Infinity : b.high) : a.high
    // Both sides may offer one; which is kept must not depend on their order.
    const kept = [a.except, b.except].filter((n): n is number => n !== null && excludes(a, n) && excludes(b, n))
    const except = kept.length === 0 ? null : Math.min(...kept)
    const order = a.order === b.order ? a.order : null
    const joined: Value = { kind: 'integer', low, high, except, order, ...commonOrigin(a, b), ...commonFailure(a, b) }
    return saysNothing(joined) ? UNKNOWN : joined
  }
  if (isMark(a) && isMark(b)) return joinMarks(a, b)
  const pointer = a.kind === 'pointer' ? a : b
  if (pointer.kind === 'pointer') {
    const other = pointer === a ? b : a
    const same = other.kind === 'pointer' && other.place === pointer.place
    if (same && !pointer.nullable && !other.nullable) {
      const { owed: _, ...rest } = pointer
      return rest
    }
    if (same || (other.kind === 'integer' && exactly(other) === 0)) {
      const { owed: _, ...rest } = pointer
      return { ...rest, nullable: true }
    }
  }
  return UNKNOWN
}

/** Neither holds anything that the program put there. */
function joinMarks(a: MarkedMemory, b: MarkedMemory): Value {
  if (a.kind === 'set' || b.kind === 'set') return a.kind === 'set' && b.kind === 'set' ? joinSets(a, b) : UNKNOWN
  if (a.kind === 'uninitialised') return b
  if (b.kind === 'uninitialised') return a
  return resultKey(a.by) === resultKey(b.by)
    ? { ...a, isWhole: a.isWhole && b.isWhole, isBare: a.isBare && b.isBare }
    : UNKNOWN
}

function joinSets(a: DescriptorSet, b: DescriptorSet): DescriptorSet {
  const members = a.members.filter((mine) => b.members.some((other) => sameValue(mine, other)))
  const isSame = members.length === a.members.length && members.length === b.members.length
  return {
    kind: 'set',
    members,
    mayHoldOthers: a.mayHoldOthers || b.mayHoldOthers || !isSame,
    wasEmptied: a.wasEmptied && b.wasEmptied,
    // One of them has to be named: the first in the text.
    waited: a.waited === null || b.waited === null ? (a.waited ?? b.waited) : Math.min(a.waited, b.waited),
  }
}

function excludes(value: IntegerValue, number: number): boolean {
  return value.except === number || number < value.low || number > value.high
}

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!='

export const NEGATED: Readonly<Record<Comparison, Comparison>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '==': '!=',
  '!=': '==',
}
export const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
}

/** Decides `a op b`; undefined when both answers are possible. */
export function compare(a: Value, op: Comparison, b: Value): boolean | undefined {
  const left = asInterval(a)
  const right = asInterval(b)
  if (left === undefined || right === undefined) {
    return undefined
  }
  switch (op) {
    case '<':
      return left.high < right.low ? true : left.low >= right.high ? false : undefined
    case '<=':
      return left.high <= right.low ? true : left.low > right.high ? false : undefined
    case '>':
      return compare(b, '<', a)
    case '>=':
      return compare(b, '<=', a)
    case '==': {
      if (left.low === left.high && right.low === right.high) return left.low === right.low
      if (left.high < right.low || left.low > right.high) return false
      if (right.low === right.high && left.except === right.low) return false
      if (left.low === left.high && right.except === left.low) return false
      return undefined
    }
    case '!=': {
      const equal = compare(a, '==', b)
      return equal === undefined ? undefined : !equal
    }
  }
}

/**
 * Descriptors and pointers count as positive numbers: a valid descriptor is never negative (POSIX socket();
 * INVALID_SOCKET is -1 seen as a signed number), and 0 is standard input in every program that has not closed it.
 */
function asInterval(value: Value): IntegerValue | undefined {
  switch (value.kind) {
    case 'integer':
      return value
    case 'zeroed':
      return integer(0)
    case 'pointer':
      return integer(value.nullable ? 0 : 1, Infinity)
    case 'descriptor':
    case 'text':
      return integer(1, Infinity)
    default:
      return undefined
  }
}

/** What is left of `value` when `value op bound` holds; undefined when nothing is. */
export function refine(value: Value, op: Comparison, bound: number): Value | undefined {
  if (value.kind === 'descriptor' || value.kind === 'pointer' || value.kind === 'text') {
    if (compare(value, op, integer(bound)) === false) return undefined
    if (value.kind !== 'pointer' || !value.nullable) return value
    if (compare(integer(0), op, integer(bound)) === false) {
      const { nullable: _, ...present } = value
      return present
    }
    return compare({ kind: 'pointer', place: value.place }, op, integer(bound)) === false ? integer(0) : value
  }
  if (value.kind === 'zeroed') return compare(value, op, integer(bound)) === false ? undefined : value
  // A refined input stays an input: who it is matters more than its range, except when it is one number.
  if (value.kind === 'input' || value.kind === 'host')
    return op === '==' && value.kind === 'input' && value.order === null ? integer(bound) : value
  const current = value.kind === 'integer' ? value : integer(-Infinity, Infinity)
  let { low, high, except } = current
  switch (op) {
    case '<':
      high = Math.min(high, bound - 1)
      break
    case '<=':
      high = Math.min(high, bound)
      break
    case '>':
      low = Math.max(low, bound + 1)
      break
    case '>=':
      low = Math.max(low, bound)
      break
    case '==':
      if (except === bound) return undefined
      low = Math.max(low, bound)
      high = Math.min(high, bound)
      break
    case '!=':
      if (low === bound && high === bound) return undefined
      if (low === bound) low += 1
      else if (high === bound) high -= 1
      else except = bound
      break
  }
  if (low > high) return undefined
  if (except !== null && (except < low || except > high)) except = null
  const failed = current.failed === undefined ? {} : { failed: { ...current.failed, tested: true } }
  const refined: IntegerValue = { ...current, low, high, except, ...failed }
  return saysNothing(refined) ? UNKNOWN : refined
}
