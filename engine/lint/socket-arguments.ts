/** What the calls that make sockets are given, for rules about families, types and protocols. */
import type { CalledEvent } from '../flow/events.ts'
import type { ParameterRole } from '../model/index.ts'
import { argumentOf } from './called.ts'

/** SOCK_RAW, on every system. */
export const RAW_TYPE = 3

/** SOCK_CLOEXEC and SOCK_NONBLOCK stand beside the type; types are small numbers (linux/net.h, SOCK_TYPE_MASK). */
const TYPE_MASK = 0xf

export interface SocketNumbers {
  readonly family: number
  /** Without flags beside it. */
  readonly type: number
  readonly protocol: number
}

/** The three numbers; undefined when one of them is not known. */
export function socketNumbers(event: CalledEvent): SocketNumbers | undefined {
  const number = (role: ParameterRole): number | undefined => {
    const value = argumentOf(event, role)?.value
    return value?.kind === 'number' && value.low === value.high ? value.low : undefined
  }
  const [family, type, protocol] = [number('family'), number('type'), number('protocol')]
  if (family === undefined || type === undefined || protocol === undefined) return undefined
  return { family, type: type & TYPE_MASK, protocol }
}
