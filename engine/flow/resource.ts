import { UNKNOWN_MODES } from './modes.ts'
import type { AddressFact, BoundTo, CodePlace, OptionSetting, Phase, ResourceView } from './events.ts'
import type { Place } from './places.ts'
import { valueKey, type Value } from './values.ts'

/** A local address as the path built it: parts may still be what the caller will give. */
export type AddressValue =
  | { readonly kind: 'parts'; readonly family: AddressFact['family']; readonly host: Value; readonly port: Value }
  /** Whatever the structure at this outside place holds when the function is called. */
  | { readonly kind: 'at'; readonly place: Place }

export interface Bound extends Omit<BoundTo, 'address'> {
  readonly address: AddressFact
  readonly value: AddressValue
}

/** What a call that made a descriptor was asked for, as far as the caller of its function decides it. */
export interface Asked {
  readonly family: Value
  readonly type: Value
  readonly protocol: Value
}

/** A descriptor on one path. Immutable: every change makes a new object. */
export interface Resource extends ResourceView {
  readonly bound: Bound | null
  /** The outside place that held it at entry, for descriptors this function did not make. */
  readonly input: Place | null
  /** A connection accepted from it was closed without being drained. */
  readonly undrained: boolean
  /**
   * Why a closed descriptor may not be closed on the path: memory that others write may hold another one by now, or its
   * close failed; or it is in an object that answers for it itself.
   */
  readonly closeDoubt: 'none' | 'replaced' | 'failed' | 'guarded'
  /** While the phase is not known: a call may have changed it, or has sent a message to an address and so bound it. */
  readonly disturbed: 'no' | 'by-message' | 'yes'
  /** Its type depends on the path: what else depends on the same condition may not be understood. */
  readonly typeVaries: boolean
  /** Null where the function's caller has no say in what the descriptor is. */
  readonly asked: Asked | null
  /** Options whose level, name or value only the caller knows, or nobody. */
  readonly pending: readonly PendingOption[]
}

/** A setsockopt() call that depends on what the function is given, or of which it is not known what it sets. */
export interface PendingOption extends CodePlace {
  readonly level: Value
  readonly option: Value
  readonly value: Value
}

const resourceKeys = new WeakMap<Resource, string>()

/** A text equal exactly for descriptors that agree on all that the rules track. */
export function resourceKey(resource: Resource): string {
  const known = resourceKeys.get(resource)
  if (known !== undefined) return known
  const key = newResourceKey(resource)
  resourceKeys.set(resource, key)
  return key
}

function newResourceKey(resource: Resource): string {
  const options = [...resource.options.values()].map((o) => `${o.name}=${o.value ?? '?'}`).sort()
  return [
    resource.id,
    resource.phase,
    options.join('+'),
    resource.bound === null ? '' : `${addressKey(resource.bound.value)}@${resource.bound.span.start}`,
    resource.escaped ? 'escaped' : '',
    resource.hasAccepted ? 'accepted' : '',
    resource.drained ? 'drained' : '',
    resource.undrained ? 'undrained' : '',
    resource.disturbed !== 'no' && resource.phase === 'unknown' ? `disturbed ${resource.disturbed}` : '',
    resource.closeDoubt === 'none' ? '' : `close ${resource.closeDoubt}`,
    // What a failing connect leaves behind depends on it, and nothing after that.
    !resource.blocking && (resource.phase === 'created' || resource.phase === 'bound') ? 'nonblocking' : '',
    resource.sharedWithChild === null ? '' : 'shared',
    resource.inherited === null ? '' : 'inherited',
    resource.listener ?? '',
    resource.pending.map(pendingKey).join('+'),
    askedKey(resource),
  ].join('|')
}

/** A text equal exactly for descriptors of which callers decide the same. */
export function askedKey({ asked }: Resource): string {
  return asked === null ? '' : [asked.family, asked.type, asked.protocol].map(valueKey).join('/')
}

/** A text equal exactly for equal pending options. */
export function pendingKey(pending: PendingOption): string {
  return [pending.level, pending.option, pending.value].map(valueKey).join('/')
}

function addressKey(address: AddressValue): string {
  return address.kind === 'at' ? address.place : `${address.family}/${valueKey(address.host)}/${valueKey(address.port)}`
}

const NO_OPTIONS: ReadonlyMap<string, OptionSetting> = new Map()

/** A fresh resource with everything not given at its weakest. */
export function makeResource(
  id: string,
  name: string,
  at: CodePlace,
  given: Partial<Resource> & { readonly phase: Phase },
): Resource {
  return {
    id,
    name,
    span: at.span,
    ...(at.file === undefined ? {} : { file: at.file }),
    origin: 'unknown',
    family: null,
    isLookedUp: false,
    type: null,
    protocol: null,
    options: NO_OPTIONS,
    bound: null,
    closedAt: null,
    failedAt: null,
    hasAccepted: false,
    listener: null,
    drained: false,
    escaped: false,
    sharedWithChild: null,
    inherited: null,
    untold: [],
    input: null,
    undrained: false,
    disturbed: 'no',
    closeDoubt: 'none',
    typeVaries: false,
    asked: null,
    blocking: false,
    modes: UNKNOWN_MODES,
    pending: [],
    ...given,
    trail: (given.trail ?? []).map((step, index, { length }) =>
      index === length - 1 && step.phase === undefined ? { ...step, phase: given.phase } : step,
    ),
  }
}
