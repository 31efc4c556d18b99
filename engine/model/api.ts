import type { Platform } from './platform.ts'

/** What a parameter is for. `-` in a row means: of no interest to the analysis. */
export type ParameterRole =
  | 'descriptor'
  | 'new-descriptor'
  /** Where a new descriptor is stored; the call returns whether it succeeded. */
  | 'out-descriptor'
  | 'address'
  | 'out-address'
  | 'length'
  | 'buffer'
  | 'out'
  | 'level'
  | 'option'
  | 'value'
  | 'family'
  | 'type'
  | 'protocol'
  | 'number'
  | 'text'
  /** Read, whatever it is, and left as it is. */
  | 'read'
  | 'source'
  | 'destination'
  | 'byte'
  | 'how'
  /** A structure that may hold a peer's address. */
  | 'message'
  | 'command'
  /** A request by number, in the form of ioctl(). */
  | 'request'
  | 'flags'
  | 'node'
  | 'service'
  | 'hints'
  | 'out-list'
  | 'list'
  | 'pair'
  | 'function'
  /** A function that the call asks whether to succeed. */
  | 'condition'
  /** A set of descriptors (`fd_set`). */
  | 'set'
  /** Structures that each name a descriptor to wait for; the call writes only what happened into them. */
  | 'waits'
  /** A structure that says what to wait for of one descriptor. */
  | 'event'
  /** How many there are, or the greatest descriptor and one. */
  | 'count'
  /** How long to wait. */
  | 'timeout'
  | '-'

/** What a call does to the state of a program, in the terms the flow engine works with. */
export type Effect =
  | 'create'
  | 'create-pair'
  /** Makes a descriptor that is no socket: of a file, a queue of events, memory. */
  | 'open'
  | 'bind'
  | 'listen'
  | 'accept'
  | 'connect'
  | 'close'
  | 'shutdown'
  | 'duplicate'
  /** Makes a copy for another process. */
  | 'share'
  | 'option'
  | 'get-option'
  | 'local-name'
  | 'peer-name'
  /** Changes how a descriptor works: whether it blocks, who is told of its events. */
  | 'control'
  /** Puts a descriptor into a set that is waited on. */
  | 'select'
  /** Takes one out of such a set; asks whether it is in; empties the set. */
  | 'unselect'
  | 'ask-set'
  | 'empty-set'
  /** Waits until something happens to one of several descriptors. */
  | 'wait'
  /** Hands a descriptor to an object that can be asked for it again, such as one that waits for its events. */
  | 'register'
  /** Hands a descriptor to an object that closes it from then on; when the call fails it stays with the caller. */
  | 'take'
  | 'send'
  | 'receive'
  | 'fork'
  | 'exit'
  /** Gives new memory; its contents are unknown, or zero. */
  | 'allocate'
  | 'allocate-zeroed'
  /** Gives memory back. */
  | 'release'
  /** Another program takes the process over. */
  | 'exec'
  /** Starts another program beside this one. */
  | 'spawn'
  /** Answers with memory of the library that every call of the function fills anew. */
  | 'static-answer'
  | 'fill'
  /** Writes text as far as there is room, and gives how long the whole text is. */
  | 'format'
  | 'copy'
  /** Gives where a message carries descriptors. */
  | 'carried'
  | 'swap-bytes'
  | 'parse-address'
  | 'parse-address-into'
  | 'resolve'
  /** Makes a list or a table that is returned, or stored where an argument points, and has to be given back. */
  | 'make-list'
  /** Gives back what `resolve` or `make-list` made. */
  | 'free-list'
  | 'delay'
  | 'start-thread'
  /** Ends the program when its argument is 0. */
  | 'assert'
  /** Tells what the last call failed with: nobody asks where nothing failed. */
  | 'last-error'
  /** Makes a result that is below 0 of an error code, and of 0 one that is 0. */
  | 'error-result'
  | 'none'

/**
 * Effects of calls that return without letting anything else of the program run: they neither wait, so that a signal
 * handler or another thread could have its turn, nor call back.
 */
export const INSTANT_EFFECTS: ReadonlySet<Effect> = new Set([
  'create',
  'create-pair',
  'bind',
  'listen',
  'close',
  'shutdown',
  'duplicate',
  'share',
  'option',
  'get-option',
  'local-name',
  'peer-name',
  'control',
  'select',
  'unselect',
  'ask-set',
  'empty-set',
  'register',
  'fill',
  'copy',
  'swap-bytes',
  'parse-address',
  'parse-address-into',
])

/** Variables that calls set to tell what failed (POSIX <errno.h>, <netdb.h>): no test of them holds for the next. */
export const ERROR_VARIABLES: ReadonlySet<string> = new Set(['errno', 'h_errno'])

/** How a call shows failure. `exits`: it never returns on failure. */
export type Failure = 'minus-one' | 'nonzero' | 'zero' | 'null' | 'exits' | 'never'

/** One function of the socket API or next to it: a row of data. */
export interface ApiFunction {
  readonly name: string
  readonly platforms: readonly Platform[]
  readonly header: string
  readonly parameters: readonly ParameterRole[]
  readonly effect: Effect
  readonly failure: Failure
  /** The order that the number it returns is in; for `swap-bytes` the one it converts to. */
  readonly to?: 'host' | 'network'
  /** For `swap-bytes`: how wide a number it converts. */
  readonly bits?: 16 | 32 | 64
  /** What the call passes on by itself, for roles that no parameter has. */
  readonly fixed?: Readonly<Partial<Record<ParameterRole, number>>>
  /**
   * What the call makes or is given is an object of a library, which guards the descriptor in it, can be asked for it
   * again and closes it when the object goes: nobody loses it, and closing it twice does no harm.
   */
  readonly object?: boolean
}

/** Index of the first parameter with this role, or -1. */
export function parameterIndex(row: ApiFunction, role: ParameterRole): number {
  return row.parameters.indexOf(role)
}

/** Roles of parameters that are pointers: 0 there is the null pointer. */
export const POINTER_ROLES: ReadonlySet<ParameterRole> = new Set<ParameterRole>([
  'address',
  'out-address',
  'buffer',
  'out',
  'value',
  'text',
  'source',
  'destination',
  'message',
  'node',
  'service',
  'hints',
  'out-list',
  'pair',
  'function',
  'condition',
  'set',
  'waits',
  'event',
])
