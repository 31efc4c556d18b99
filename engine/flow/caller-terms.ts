/** What a callee says of places, values and code, in the terms of its caller. */
import { isInList } from './address-lists.ts'
import { readAddress } from './addresses.ts'
import { convertedAgain } from './byte-order.ts'
import type { ResolvedCall } from './calls.ts'
import type { FunctionContext } from './context.ts'
import type { CodePlace, OptionSetting } from './events.ts'
import { isAtCall } from './model-summary.ts'
import { isArgument, rebase, type Place } from './places.ts'
import type { NodeId } from '../syntax/tree.ts'
import type { AddressValue, State } from './state.ts'
import { UNKNOWN, type Value } from './values.ts'

/** Translates what a summary says for one call of the function, while the caller's state is as the call begins or goes on. */
export abstract class CallerTerms {
  /** The caller's descriptors by the ids that the callee gives them. */
  protected readonly ids = new Map<string, string>()
  protected readonly node: NodeId

  protected constructor(
    protected readonly context: FunctionContext,
    protected readonly call: ResolvedCall,
    protected values: readonly Value[],
    protected readonly state: State,
  ) {
    this.node = call.node
  }

  protected setting(setting: OptionSetting): OptionSetting {
    return { name: setting.name, value: setting.value, ...this.codePlace(setting) }
  }

  /** A place of the callee as this file names it: without `file` when it is in this file. */
  protected codePlace(place: CodePlace): CodePlace {
    if (isAtCall(place)) return { span: this.context.tree.span(this.node) }
    return place.file === undefined || place.file === this.context.fileNames.file
      ? { span: place.span }
      : { file: place.file, span: place.span }
  }

  protected argumentPointee(index: number): Place | null {
    const value = this.values[index]
    if (value === undefined) return null
    if (value.kind === 'pointer') return value.place
    if (value.kind === 'input') return `(*${value.place})`
    return null
  }

  protected place(place: Place): Place | null {
    return rebase(place, (index) => this.argumentPointee(index))
  }

  /** What an outside place of the callee holds as the call begins. */
  protected atEntry(place: Place): Value | null {
    if (isArgument(place)) return this.values[Number(place.slice(1))] ?? UNKNOWN
    const target = this.place(place)
    return target === null ? null : this.state.read(target)
  }

  protected value(value: Value): Value {
    switch (value.kind) {
      case 'input': {
        const given = this.atEntry(value.place)
        if (given === null) return UNKNOWN
        return given.kind === 'text' ? given : convertedAgain(given, value)
      }
      case 'descriptor': {
        const id = this.ids.get(value.resource)
        return id === undefined ? UNKNOWN : { kind: 'descriptor', resource: id }
      }
      case 'pointer': {
        const target = this.place(value.place)
        return target === null || isInList(value.place) ? UNKNOWN : { ...value, place: target }
      }
      case 'integer':
        // To the caller it is the call that failed.
        return value.failed === undefined ? value : { ...value, failed: { ...value.failed, node: this.node } }
      default:
        return value
    }
  }

  protected address(address: AddressValue): AddressValue {
    if (address.kind === 'at') {
      const target = this.place(address.place)
      return target === null
        ? { kind: 'parts', family: null, host: UNKNOWN, port: UNKNOWN }
        : readAddress(this.state, target, this.context.fileNames.platform)
    }
    return { kind: 'parts', family: address.family, host: this.value(address.host), port: this.value(address.port) }
  }
}
