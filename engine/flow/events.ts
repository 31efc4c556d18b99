import type { Localised } from '../text/localised.ts'
import type { Span } from '../text/span.ts'
import type { ApiFunction } from '../model/api.ts'
import type { Platform } from '../model/platform.ts'
import type { LifecycleCall, LifecyclePhase, Verdict } from '../model/lifecycle.ts'
import type { NodeId } from '../syntax/tree.ts'
import type { Modes } from './modes.ts'
import type { CallResult } from './values.ts'
import type { ArgumentFact, NamedFamily, ResultUse, TargetFact, ValueFact } from './argument-facts.ts'

/** A place in some file of the program. `file` is undefined for the file under analysis. */
export interface CodePlace {
  readonly file?: string
  readonly span: Span
}

/** One step on the way to a state: what happened where, in a short sentence. */
export interface Step extends CodePlace {
  readonly message: Localised
  /** Where it left the descriptor; missing where it did not change that. */
  readonly phase?: Phase
}

/** What a local address is known to be. null means unknown. Ports are in host order. */
export interface AddressFact {
  readonly family: 'inet' | 'inet6' | 'unix' | null
  readonly scope: 'wildcard' | 'specific' | null
  /** Numeric text such as `127.0.0.1`, `::1`, `0.0.0.0`. */
  readonly text: string | null
  readonly port: number | null
}

/** An option that was set on a socket: `value` null means unknown, otherwise the number passed (1 for on). */
export interface OptionSetting extends CodePlace {
  readonly name: string
  readonly value: number | null
}

/**
 * Where a path left a socket. `connecting`: a connect failed on a socket that may not block, so that the connection may
 * still be under way, may stand by now, or may have failed.
 */
export type Phase = Exclude<LifecyclePhase, 'invalid'> | 'unknown'

/** A successful bind that a path performed on a socket. */
export interface BoundTo extends CodePlace {
  readonly address: AddressFact
  /** Option settings at the moment of the bind, by name. */
  readonly options: ReadonlyMap<string, OptionSetting>
  /** The bind stands in this function (or depends on its arguments), not wholly in a callee. */
  readonly instantiatedHere: boolean
  /** The call stands in a loop that leaves on success: a retry. */
  readonly retried: boolean
  /**
   * Names of options that the callee which made the bind had set before it, to known values and on a socket of a type
   * it knew: what they mean for this bind was told where the callee was judged. Empty where bind() is called here.
   */
  readonly toldInCallee: ReadonlySet<string>
  /** False when the callee that binds it can also return the same way without having bound it. */
  readonly certain: boolean
}

/** A descriptor as one path sees it. */
export interface ResourceView extends CodePlace {
  readonly id: string
  /** The variable or member that first held it, for messages. */
  readonly name: string
  /** `opened`: it is no socket. */
  readonly origin: 'created' | 'opened' | 'accepted' | 'duplicate' | 'parameter' | 'pair' | 'unknown'
  readonly family: 'inet' | 'inet6' | 'unix' | 'other' | null
  /** Its family is that of what a look-up of any family gave: IPv4 or IPv6. */
  readonly isLookedUp: boolean
  readonly type: 'stream' | 'datagram' | 'seqpacket' | 'raw' | null
  readonly protocol: number | null
  readonly phase: Phase
  /** Nothing on the path can have made its calls return at once. */
  readonly blocking: boolean
  readonly modes: Modes
  readonly options: ReadonlyMap<string, OptionSetting>
  /** Calls that set an option of which the path does not show all: what `options` lacks may have been set there. */
  readonly pending: readonly CodePlace[]
  readonly bound: BoundTo | null
  readonly closedAt: CodePlace | null
  /** The last bind or listen of it that failed on this path, and left it in the phase it was in. */
  readonly failedAt: CodePlace | null
  /** For a listening socket: a connection was accepted from it on this path. */
  readonly hasAccepted: boolean
  /** For an accepted connection: id of the listening socket it came from. */
  readonly listener: string | null
  /** It was shut down and read until the peer's end before it was closed. */
  readonly drained: boolean
  /** For a listening socket: a connection accepted from it was closed on this path without being drained. */
  readonly undrained: boolean
  /** Stored, passed or returned to where this function no longer sees it. */
  readonly escaped: boolean
  /** The fork() after which a child process holds a copy too, seen from the parent. */
  readonly sharedWithChild: CodePlace | null
  /** The fork() that gave this process its copy, seen from the child, until it accepts a connection from it itself. */
  readonly inherited: CodePlace | null
  readonly trail: readonly Step[]
  /** What callees did to it that messages do not tell of, each after so many steps of the trail. */
  readonly untold: readonly { readonly after: number; readonly step: Step }[]
}

/** What a rule may ask of the state on a path. */
export interface StateView {
  readonly role: 'sole' | 'parent' | 'child'
  /** Another program should have taken the process over on this path, and did not: it has nothing left to do. */
  readonly failedToExecute: boolean
  /**
   * The path may not exist: it goes on after a function that may have ended it, or with the result of a failed call
   * after a test of it that the analysis does not understand. Nor may any other path that agrees with it on all that
   * the rules track.
   */
  readonly doubtful: boolean
  readonly resources: Iterable<ResourceView>
}

interface EventBase {
  /** The statement or call in this function. */
  readonly node: NodeId
  readonly span: Span
  readonly state: StateView
  /** Name of the callee whose summary caused the event, or null when the call itself is the socket call. */
  readonly via: string | null
}

export interface ResourceEvent extends EventBase {
  readonly resource: ResourceView
}

export interface OptionEvent extends ResourceEvent {
  readonly option: string
  /** Number passed; null unknown. */
  readonly value: number | null
  /** False when the callee that sets it can also return the same way without having set it. */
  readonly certain: boolean
}

export interface BoundEvent extends ResourceEvent {
  readonly address: AddressFact
}

export interface AcceptedEvent extends EventBase {
  readonly listener: ResourceView | null
  readonly resource: ResourceView
}

export interface LostEvent extends ResourceEvent {
  /** What took the last reference away. */
  readonly reason: 'overwritten' | 'scope' | 'return' | 'freed'
  /** The process ends there, and the system closes the descriptor at once: careless, but nothing is lost. */
  readonly endsProcess: boolean
}

export interface EndedEvent extends ResourceEvent {
  /** The process ends there; else the path closes it, loses it, or leaves the function. */
  readonly endsProcess: boolean
}

/** A call that its socket's phase makes fail, on every system of the platform. `resource` is as before the call. */
export interface MisuseEvent extends ResourceEvent {
  readonly call: LifecycleCall
  readonly verdict: Verdict
  /** Names of the error codes on each platform, the usual one first; empty where the call may succeed. */
  readonly errors: Readonly<Record<Platform, readonly string[]>>
}

/** A call on -1 (INVALID_SOCKET), on a path that certainly exists. */
export interface InvalidEvent extends EventBase {
  /** The argument as written. */
  readonly name: string
  readonly call: LifecycleCall
  readonly verdict: Verdict
  /** As in `MisuseEvent`. */
  readonly errors: Readonly<Record<Platform, readonly string[]>>
  /** The call whose failure gave the -1; null when it was not a call. */
  readonly created: Step | null
  /** The path has tested the descriptor since, and goes on with -1 all the same. */
  readonly tested: boolean
}

/** A call of a function of the model, told before its effect: `state` and all facts are those before the call. */
export interface CalledEvent extends EventBase {
  /** The function in the model; macros and library names are resolved. */
  readonly row: ApiFunction
  /** As the function in the model gets them. To be read while the event is told: they are made when first asked for. */
  readonly arguments: readonly ArgumentFact[]
  /** The same holds for it. */
  readonly result: ResultUse
}

/** A number is stored in a member that holds one in network order. */
export interface StoredEvent extends EventBase {
  /** The member as written, or `address.sin_port` in an initialiser. `node` is the expression that gives the number. */
  readonly target: string
  /** Width of the member. */
  readonly bits: 16 | 32
  readonly value: ValueFact
}

/**
 * A comparison (tests like `!n` and `if (n)` too: `n == 0`, `n != 0`) or arithmetic on a descriptor, on a number in a
 * known byte order, on the result of a call or on a pointer to received bytes. `state` is after both operands and before
 * the operation.
 */
export interface OperatedEvent extends EventBase {
  /** `<`, `==`, `+`, `+=`, `>>`, …; `+` for `++`. A test is told with the operator of the way that the path takes first. */
  readonly operator: string
  readonly left: ValueFact
  readonly right: ValueFact
}

/**
 * An element is read or written (`a[n]`, `*(a + n)`) whose index is the result of a call or a received number. `node` is
 * the whole of it.
 */
export interface IndexedEvent extends EventBase {
  readonly index: ValueFact
  /** The array as declared; null where it is not known. */
  readonly array: TargetFact | null
  readonly isWritten: boolean
}

/** A member or an element is read or written through the pointer that a call returned and that may be null on the path. */
export interface DereferencedEvent extends EventBase {
  /** The pointer as written. `node` is its expression. */
  readonly name: string
  readonly call: CallResult
  /** The path has tested it, and goes on with the null pointer all the same. */
  readonly isNull: boolean
}

/** The port or the host of an address structure is read, or its address taken. */
export interface ViewedEvent extends EventBase {
  /** As the headers name it. */
  readonly member: string
  /** The structure that has this member. */
  readonly structure: 'inet' | 'inet6'
  /** The family that the address has by where it came from: see `AddressContents`. */
  readonly origin: NamedFamily | null
  /** The path has set or compared the family of the address. */
  readonly isFamilyKnown: boolean
}

/** A variable is closed, or what it leads to given back, to which nothing was assigned on the path. */
export interface UnsetEvent extends EventBase {
  /** The argument as written. */
  readonly name: string
}

/** The last pointer to a list of addresses is gone that has to be given back. */
export interface ListLostEvent extends EventBase {
  /** The variable or member that held it. */
  readonly name: string
  readonly reason: LostEvent['reason']
  /** The call that made the list. */
  readonly lookup: CodePlace
  /** The process ends there, and its memory with it. */
  readonly endsProcess: boolean
}

/** The last pointer to a table is gone that a call of `make-list` made and that has to be given back. */
export interface TableLostEvent extends EventBase {
  /** The variable or member that held it. */
  readonly name: string
  readonly reason: LostEvent['reason']
  /** The call that made the table. */
  readonly maker: NodeId
  readonly made: CodePlace
}

/** The events rules listen to, each once per place and state; `bound` is told after the bind succeeded. */
export interface SocketEvents {
  /**
   * Every call of a function that the model knows, in functions that call one which touches a descriptor, waits, or is
   * declared by a header of the network.
   */
  readonly called: CalledEvent
  /** Another program takes the process over: it gets those of `state.resources` that are open and not close-on-exec. */
  readonly executed: EventBase
  readonly stored: StoredEvent
  readonly operated: OperatedEvent
  readonly indexed: IndexedEvent
  readonly dereferenced: DereferencedEvent
  readonly created: ResourceEvent
  readonly optionSet: OptionEvent
  readonly bound: BoundEvent
  readonly listening: ResourceEvent
  readonly connected: ResourceEvent
  readonly accepted: AcceptedEvent
  readonly closed: ResourceEvent
  /** Also every use of a closed descriptor: `resource.phase` is `closed`, `resource.closedAt` tells where. */
  readonly misuse: MisuseEvent
  readonly invalid: InvalidEvent
  /**
   * A closed descriptor is returned, stored where others find it, or given to a thread, by a statement that on other
   * paths hands over the same descriptor open.
   */
  readonly stale: ResourceEvent
  readonly viewed: ViewedEvent
  readonly unset: UnsetEvent
  readonly listLost: ListLostEvent
  readonly tableLost: TableLostEvent
  /** The last reference to an open descriptor is gone. */
  readonly lost: LostEvent
  /**
   * What a path finally knew of a resource, with all options set on it until then: told when the path closes it,
   * loses it, or leaves the function while it is open (`escaped` when it is returned, stored or passed on).
   */
  readonly ended: EndedEvent
}
