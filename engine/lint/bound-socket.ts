import type { AddressFact, OptionSetting, ResourceView } from '../flow/events.ts'
import type { BindOption, SocketDescription } from '../model/bind-outcomes.ts'

/** What the flow engine knows of one bind(). */
export interface BoundSocket {
  readonly address: AddressFact
  /** Option settings at the moment of the bind. */
  readonly options: Iterable<OptionSetting>
  readonly type: ResourceView['type']
  /** undefined: unknown. */
  readonly listening?: boolean
}

/**
 * Puts a bind into the terms the outcome tables speak in. undefined when a table row cannot be chosen: another address
 * family, another kind of socket, an address or an option value that the code does not show.
 */
export function describeSocket(bound: BoundSocket): SocketDescription | undefined {
  const { family, scope } = bound.address
  if ((family !== 'inet' && family !== 'inet6') || scope === null) return undefined
  if (bound.type === 'raw' || bound.type === 'seqpacket') return undefined
  const values = new Map([...bound.options].map((option) => [option.name, option.value] as const))
  const option = chooseOption(values)
  const v6only = values.get('IPV6_V6ONLY')
  if (option === undefined || v6only === null) return undefined
  return {
    option,
    scope,
    family,
    v6only: v6only === undefined ? null : v6only !== 0,
    type: bound.type,
    address: bound.address.text,
    ...(bound.listening === undefined ? {} : { listening: bound.listening }),
  }
}

/** The same of a resource whose path bound it. */
export function describeBound(resource: ResourceView): SocketDescription | undefined {
  const { bound, family, phase } = resource
  if (bound === null) return undefined
  return describeSocket({
    address: { ...bound.address, family: bound.address.family ?? (family === 'other' ? null : family) },
    options: bound.options.values(),
    type: resource.type,
    ...(phase === 'listening' || phase === 'bound' ? { listening: phase === 'listening' } : {}),
  })
}

function chooseOption(values: ReadonlyMap<string, number | null>): BindOption | undefined {
  const names = ['SO_REUSEADDR', 'SO_REUSEPORT', 'SO_EXCLUSIVEADDRUSE'] as const
  if (names.some((name) => values.get(name) === null)) return undefined
  const on = names.filter((name) => (values.get(name) ?? 0) !== 0)
  if (on.length === 0) return 'default'
  if (on.length === 1) return on[0]
  return on.includes('SO_EXCLUSIVEADDRUSE') ? undefined : 'SO_REUSEADDR+SO_REUSEPORT'
}

/** True when a setting is known to switch its option on. */
export function isOn(setting: OptionSetting | undefined): setting is OptionSetting & { readonly value: number } {
  return setting !== undefined && setting.value !== null && setting.value !== 0
}
