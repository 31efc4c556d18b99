import type { ParameterRole } from '../model/api.ts'
import type { NodeId } from '../syntax/tree.ts'
import type { TypeShape } from '../syntax/types.ts'
import type { AddressFact, CodePlace, ResourceView } from './events.ts'
import type { ByteOrder, CallResult, Comparison, ConversionWidth } from './values.ts'

/** What a path knows of the value of an expression. Plain data: it may be kept and compared. */
export type ValueFact =
  | { readonly kind: 'unknown' }
  | NumberFact
  | { readonly kind: 'text'; readonly text: string }
  /** A numeric IPv4 or IPv6 address, in network order. */
  | { readonly kind: 'host'; readonly family: 'inet' | 'inet6'; readonly text: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'descriptor'; readonly resource: ResourceView }
  | PointerFact

/** A number, perhaps one of which only the order or the origin is known. */
export interface NumberFact {
  readonly kind: 'number'
  /** The least and the greatest number that it may be, infinite where that is open. In host order whatever `order` is. */
  readonly low: number
  readonly high: number
  /** The order of its bytes; null not known, or a plain number of the program. */
  readonly order: ByteOrder | null
  /** Width of the conversion that gave the order. */
  readonly bits: ConversionWidth | null
  /** The call of the model whose result it is, as it was returned. */
  readonly result: CallResult | null
}

export interface PointerFact {
  readonly kind: 'pointer'
  /** The path has not excluded that it is null. */
  readonly nullable: boolean
  readonly target: TargetFact
}

/** Memory that an argument leads to. */
export interface TargetFact {
  /** As a program would write it: `buf`, `c->addr`. */
  readonly name: string
  /** The declared type of the memory, not of the pointer; null not known. */
  readonly type: TypeShape | null
  /** Its size in bytes as declared or allocated; null where it is not known or differs between data models. */
  readonly size: number | null
  /** `partly`: a structure of which members were written and the rest was not. */
  readonly initialised: 'yes' | 'partly' | 'no' | 'unknown'
  /** What it holds, for memory that is one value; pointers are not followed further. */
  readonly value: ValueFact
  /** The address structure in it; null when it holds none that the path has seen. */
  readonly address: AddressContents | null
  /** The call that filled it with bytes from elsewhere, whatever was written into them since; null for other memory. */
  readonly received: CallResult | null
  /** For text made from received bytes: false while the path has put no terminator behind them, else null. */
  readonly terminated: false | null
  /** For a set of descriptors (`fd_set`) that the path has seen filled; else null. */
  readonly set: SetFact | null
  /** For structures that name descriptors to wait for (`struct pollfd`, `struct epoll_event`): those the path has written. */
  readonly waits: readonly WaitFact[]
  /** For structures whose members the model knows (`struct linger`): what each holds, by name. */
  readonly members: ReadonlyMap<string, ValueFact>
  /** For memory of the library that held the answer of a call: that call, and the later one whose answer it holds by now. */
  readonly replaced: { readonly answer: NodeId; readonly later: NodeId } | null
}

/** A set of descriptors. Whether it was ever emptied says `TargetFact.initialised`. */
export interface SetFact {
  /** Those that are in it for sure: descriptors and numbers. */
  readonly members: readonly ValueFact[]
  /** Others may be in it. */
  readonly mayHoldOthers: boolean
  /**
   * The call that waited on it and left its result there, on this path or one that joined it; since then the set was
   * neither emptied nor copied to. null for none.
   */
  readonly waited: CodePlace | null
}

/** One structure of an array, or the only one, as far as the path has written it. */
export interface WaitFact {
  /** null where a variable of the program says it. */
  readonly index: number | null
  readonly descriptor: ValueFact
  /** What it waits for, the bits as the headers define them. */
  readonly asked: ValueFact
  /** Its members that the path has not written since the structure came to be; those that the call writes do not count. */
  readonly unwritten: readonly string[]
}

/** An address structure member by member. */
export interface AddressContents extends AddressFact {
  /** The family that its declared type is made for; null for a type of any family. */
  readonly structure: AddressFact['family']
  /** The family that its family member names; null where that is not known. */
  readonly named: NamedFamily | null
  /** The family that it has by where it came from: the hints of a look-up, or the socket of the call that stored it. */
  readonly origin: NamedFamily | null
  /** Its members, as the headers name them, that the path has not written since the structure came to be. */
  readonly unwritten: readonly string[]
  readonly members: {
    readonly family: MemberFact
    readonly port: MemberFact
    readonly host: MemberFact
    /** The interface that an IPv6 address belongs to. What a look-up gives for a number without one is 0. */
    readonly scope: MemberFact
  }
}

/** `unspecified` is AF_UNSPEC, 0: of an origin, any family of the internet. */
export type NamedFamily = NonNullable<AddressFact['family']> | 'other' | 'unspecified'

export interface MemberFact {
  /** `no`: the path has not written it since the structure came to be, with whatever its memory held before. */
  readonly initialised: TargetFact['initialised']
  /** The path wrote this very member, and did not only zero or fill the structure around it. */
  readonly isWritten: boolean
  readonly value: ValueFact
}

/** One argument of a call, as the callee in the model sees it. */
export interface ArgumentFact {
  /** NO_NODE where a macro supplies the text. */
  readonly node: NodeId
  readonly role: ParameterRole
  readonly value: ValueFact
  /** Of a count that is written as something and a number, `fd + 1`: what is counted from. Else null. */
  readonly sum: { readonly of: ValueFact; readonly node: NodeId; readonly added: number } | null
}

/** What the program does at once with the result of a call. */
export interface ResultUse {
  readonly kind: 'ignored' | 'cast-to-void' | 'assigned' | 'returned' | 'argument' | 'tested' | 'used'
  /** The variable or member that it is stored in. */
  readonly name: string | null
  /** Its declared type. */
  readonly type: TypeShape | null
  /** For `assigned`: nothing ever reads what the variable got, because nothing reads it or it is overwritten first. */
  readonly isUnread: boolean
  /** How the same expression tests it, whether it is stored too or not: `!f()` is `== 0`, a condition by itself `!= 0`. */
  readonly test: { readonly operator: Comparison; readonly bound: number | null } | null
}
