import type { Failure } from './api.ts'
import type { Platform } from './platform.ts'

/** What a described function makes of a socket, or leaves one as. */
export const MADE_PHASES = ['created', 'bound', 'listening', 'connected', 'accepted'] as const
export type MadePhase = (typeof MADE_PHASES)[number]

/** What a described function does with one of its arguments, in the order in which the documentation lists them. */
export const ARGUMENT_MODELS = [
  /** Of no interest. */
  '-',
  /** A descriptor that stays with the caller, who still has to close it. */
  'uses',
  /** A descriptor that it stores where others find it again, or closes some day. */
  'keeps',
  'closes',
  'binds',
  'listens',
  'connects',
  /** Where it stores the descriptor that it makes. */
  'out',
  /** Memory that it writes to. */
  'writes',
  /** The local address to bind: a pointer to a sockaddr. */
  'address',
  /** The local address to bind as text. */
  'host',
  /** The local port to bind: a number in host order or text. */
  'port',
  /** The call never returns unless this is 0. */
  'ends-unless-zero',
] as const
export type ArgumentModel = (typeof ARGUMENT_MODELS)[number]

/**
 * What a function does to descriptors, for functions that are more than one call of the socket API. Libraries are
 * described so in `libraries/`, a user's own functions in the configuration.
 */
export interface FunctionModel {
  readonly name: string
  /** Both when left out. */
  readonly platforms?: readonly Platform[]
  readonly arguments?: readonly ArgumentModel[]
  /** It makes a socket, in this phase; it returns it unless an argument is `out` or `result` says otherwise. */
  readonly makes?: MadePhase
  /** `status`: it keeps what it makes to itself and returns only whether it succeeded. */
  readonly result?: 'descriptor' | 'status'
  /** How failure shows. When left out: -1 for a function that returns a descriptor, not at all for others. */
  readonly failure?: Failure
  readonly family?: 'inet' | 'inet6' | 'unix'
  readonly type?: 'stream' | 'datagram' | 'seqpacket'
  /** Numeric address that it binds when no argument is `host` or `address`. */
  readonly host?: string
  /** Port that it binds when no argument is `port` or `address`. */
  readonly port?: number
  /** Options that it sets before it binds: `SO_REUSEADDR`, `IPV6_V6ONLY=0`, `SO_REUSEPORT=?` when it may. */
  readonly options?: readonly string[]
  /** See `ApiFunction.object`. */
  readonly object?: boolean
}
