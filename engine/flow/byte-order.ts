import { isPalindromic, isUnsignedName, networkOrderBits, sizeOfName } from '../model/index.ts'
import { Field, Kind, type NodeId } from '../syntax/tree.ts'
import type { FunctionContext } from './context.ts'
import type { Place } from './places.ts'
import {
  UNKNOWN,
  exactly,
  integer,
  type ByteOrder,
  type CallResult,
  type ConversionWidth,
  type InputValue,
  type IntegerValue,
  type Value,
} from './values.ts'

/** The number after a conversion of its byte order. */
export function converted(value: Value, to: 'host' | 'network', bits: ConversionWidth | undefined): Value {
  const width = bits === undefined ? {} : { bits }
  switch (value.kind) {
    case 'zeroed':
      return { ...integer(0, 0, to), ...width }
    case 'input':
      return { kind: 'input', place: value.place, order: orderAfter(value, to), ...width }
    case 'integer': {
      const { result, failed: _failed, ...number } = value
      // What came from elsewhere stays so; what a call returned is another number now.
      const origin = result?.part === 'received' ? { result } : {}
      const { low, high } = number.low === -Infinity || number.high === Infinity ? range(bits) : number
      return { ...number, low, high, ...origin, order: orderAfter(value, to), ...width }
    }
    case 'unknown':
      return { ...range(bits), order: to, ...width }
    case 'host':
      // The functions that read an address from text give it in network order.
      return { ...range(bits), order: to === 'host' || isPalindromicAddress(value.text) ? to : 'twice', ...width }
    default:
      return UNKNOWN
  }
}

/** The wildcard and the broadcast address, which `isPalindromic` names as numbers. */
function isPalindromicAddress(text: string): boolean {
  return text === '0.0.0.0' || text === '255.255.255.255'
}

/** A 32-bit result may end in a signed variable: its sign is not known. */
function range(bits: ConversionWidth | undefined): IntegerValue {
  return bits === 16 ? integer(0, 0xffff) : integer(-Infinity, Infinity)
}

/** Both conversions do the same to the bytes; what they make depends on the order before. */
function orderAfter(value: IntegerValue | InputValue, to: 'host' | 'network'): ByteOrder {
  const number = exactly(value)
  if (number !== null && isPalindromic(number)) return to
  switch (orderOf(value)) {
    case 'network':
      return to === 'network' ? 'twice' : 'host'
    case 'host':
    case 'twice':
      return 'network'
    case null:
      // A number of the program's own is in host order, whatever the name of the function that swaps it.
      return number === null ? to : 'network'
  }
}

/** What the caller gave, after the conversion that the callee made of it. */
export function convertedAgain(given: Value, { order, bits }: InputValue): Value {
  if (order === 'host' || order === 'network') return converted(given, order, bits)
  return order === null ? given : UNKNOWN
}

/** The order of the bytes of a value; null when it is not known. A plain number of the program is in host order. */
export function orderOf(value: Value): ByteOrder | null {
  if (value.kind === 'host') return 'network'
  if (value.kind === 'input' && bitsOf(value) !== null) return value.order ?? 'network'
  return value.kind === 'integer' || value.kind === 'input' ? value.order : null
}

/** Width of the conversion that gave the order, or of the member that holds a number in network order. */
export function bitsOf(value: Value): ConversionWidth | null {
  if (value.kind === 'integer') return value.bits ?? null
  return value.kind === 'input' ? (value.bits ?? networkOrderBits(lastMember(value.place)) ?? null) : null
}

/** Name of the member that a place ends with; empty for any other place. */
export function lastMember(place: Place): string {
  return /\.(\w+)$/.exec(place)?.[1] ?? ''
}

/** A value of which nothing is known but what it was read from: received bytes, or a member in network order. */
export function asRead(context: FunctionContext, node: NodeId, value: Value, received?: CallResult): Value {
  if (value.kind !== 'unknown') return value
  if (received !== undefined) {
    const { low, high } = boundsOf(context, node)
    return { ...integer(low, high), result: { ...received, part: 'received' } }
  }
  const bits = memberBits(context, node)
  return bits === undefined ? value : { ...integer(-Infinity, Infinity, 'network'), bits }
}

/** What a number of the declared type can be: open for all but the narrow ones, whose sign and width are certain. */
function boundsOf({ declarations, fileNames }: FunctionContext, node: NodeId): { low: number; high: number } {
  const type = declarations.typeOf(node)
  const size = type === undefined || type.pointers > 0 ? undefined : sizeOfName(type.base, fileNames.platform)
  if (type === undefined || type.array || size === undefined || size.high > 2) return integer(-Infinity, Infinity)
  const values = 2 ** (8 * size.high)
  return isUnsignedName(type.base) ? integer(0, values - 1) : integer(-values / 2, values - 1)
}

/** Width of the number in network order that belongs in the member which an expression names; else undefined. */
export function memberBits({ tree }: FunctionContext, node: NodeId): 16 | 32 | undefined {
  return tree.is(node, Kind.field_expression) ? networkOrderBits(tree.textOf(tree.child(node, Field.field))) : undefined
}
