/** What rules are told of calls, in words that fit a table of tests. */
import type { ArgumentFact, ResultUse, TargetFact, ValueFact } from '../../../engine/flow/argument-facts.ts'
import type { SocketEvents } from '../../../engine/flow/events.ts'
import { targetOf } from '../../../engine/lint/called.ts'
import type { Platform } from '../../../engine/model/index.ts'
import { addressText, type FlowHarness, inFunction } from './harness.ts'

/** A plain copy of what the event tells: the state goes on changing after it. */
export interface Heard {
  readonly name: string
  readonly arguments: readonly ArgumentFact[]
  readonly result: ResultUse
}

/** The calls of one function of the model in a function body, once for each state. */
export function callsIn(
  harness: FlowHarness,
  body: string,
  callee: string,
  options: { readonly platform?: Platform; readonly head?: string; readonly path?: string } = {},
): Heard[] {
  const { platform = 'posix', head = '', path = 'x.c' } = options
  const heard: Heard[] = []
  harness.run(head + inFunction(body, platform), {
    platform,
    path,
    listener: (name, event) => {
      if (name !== 'called') return
      const { row, arguments: args, result } = event as SocketEvents['called']
      if (row.name === callee) heard.push(structuredClone({ name: row.name, arguments: args, result }))
    },
  })
  return heard
}

/** `8080 network/16`, `"text"`, `&buf`, `-1..100 of recv`, `?`. */
export function valueText(fact: ValueFact): string {
  switch (fact.kind) {
    case 'unknown':
      return '?'
    case 'null':
      return 'null'
    case 'text':
      return JSON.stringify(fact.text)
    case 'host':
      return fact.text
    case 'descriptor':
      return `fd ${fact.resource.name}`
    case 'pointer':
      return `${fact.nullable ? 'maybe ' : ''}&${fact.target.name}`
    case 'number': {
      const { low, high, order, bits, result } = fact
      const range = low === high ? `${low}` : `${low}..${high}`
      const given = order === null ? '' : ` ${order}${bits === null ? '' : `/${bits}`}`
      return range + given + (result === null ? '' : ` of ${result.callee}`)
    }
  }
}

/** The memory that an argument leads to; fails when it leads to none. */
export function memoryOf(argument: ArgumentFact | undefined): TargetFact {
  const target = targetOf(argument)
  if (target === null) throw new Error(`no pointer: ${argument === undefined ? '' : valueText(argument.value)}`)
  return target
}

/** `struct sockaddr_in 16 bytes`. */
export function typeText({ type, size }: TargetFact): string {
  const name = type === null ? '?' : `${type.base}${'*'.repeat(type.pointers)}${type.array ? '[]' : ''}`
  return `${name} ${size ?? '?'} bytes`
}

/** `inet 0.0.0.0:8080 family 2 yes, port 8080 network/16 yes, host 0 yes`. */
export function contentsText({ address }: TargetFact): string {
  if (address === null) return 'no address'
  const members = Object.entries(address.members)
    .filter(([name, { initialised }]) => name !== 'scope' || initialised !== 'unknown')
    .map(([name, { value, initialised }]) => `${name} ${valueText(value)} ${initialised}`)
  return [addressText(address), ...members].join(', ')
}

/** `assigned n int < 0`. */
export function useText({ kind, name, type, isUnread, test }: ResultUse): string {
  const declared = type === null ? '' : ` ${type.base}${'*'.repeat(type.pointers)}`
  const tested = test === null ? '' : ` ${test.operator} ${test.bound ?? '?'}`
  return `${kind}${name === null ? '' : ` ${name}`}${declared}${tested}${isUnread ? ', unread' : ''}`
}
