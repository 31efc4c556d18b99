import type { Platform } from './platform.ts'

/** What a parameter is for. `-` in a row means: of no interest to the analysis. */
export type ParameterRole =
  | 'descriptor'
  | 'new-descriptor'
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
  | 'source'
  | 'destination'
  | 'byte'
  | 'how'
  /** A structure that may hold a peer's address. */
  | 'message'
  | 'command'
  | 'node'
  | 'service'
  | 'hints'
  | 'out-list'
  | 'list'
  | 'pair'
  | 'function'
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
  /** Registers a descriptor with an object that is waited on. */
  | 'register'
  | 'send'
  | 'receive'
  | 'fork'
  | 'exit'
  /** Gives new memory; its contents are unknown, or zero. */
  | 'allocate'
  | 'allocate-zeroed'
  /** Gives memory back. */
  | 'release'
  | 'fill'
  | 'copy'
  | 'swap-bytes'
  | 'parse-address'
  | 'parse-address-into'
  | 'resolve'
  /** Gives back what `resolve` made. */
  | 'free-list'
  | 'delay'
  | 'start-thread'
  /** Ends the program when its argument is 0. */
  | 'assert'
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
  /** For `swap-bytes`: which order the result is in. */
  readonly to?: 'host' | 'network'
  /** Headers that must be included for the row to count: wrappers of a library whose names are common words. */
  readonly onlyWith?: readonly string[]
}

/** Index of the first parameter with this role, or -1. */
export function parameterIndex(row: ApiFunction, role: ParameterRole): number {
  return row.parameters.indexOf(role)
}
