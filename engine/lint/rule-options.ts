import type { Localised } from '../text/localised.ts'

/** What every option of a rule says of itself; with it the schema, the pages and the messages are made. */
interface Declared<T> {
  /** What holds without a configuration. */
  readonly default: T
  /** Another value that a project would set: pages and messages show it. */
  readonly sample: T
  /** What the value means, in one or two sentences. */
  readonly says: Localised
}

export interface IntegerOption extends Declared<number> {
  readonly type: 'integer'
  /** Both ends are allowed. */
  readonly minimum: number
  readonly maximum: number
}

export interface BooleanOption extends Declared<boolean> {
  readonly type: 'boolean'
}

/** One of a few words. */
export interface ChoiceOption extends Declared<string> {
  readonly type: 'choice'
  readonly choices: readonly string[]
}

/** Names of functions, as they are written in calls. */
export interface FunctionsOption extends Declared<readonly string[]> {
  readonly type: 'functions'
}

/** Ports in host order, and ranges of them to which both ends belong: `[8080, "50000-50100"]`. */
export interface PortsOption extends Declared<readonly (number | string)[]> {
  readonly type: 'ports'
}

export type RuleOption = IntegerOption | BooleanOption | ChoiceOption | FunctionsOption | PortsOption

/** The options of a rule by their names. */
export type RuleOptions = Readonly<Record<string, RuleOption>>

/** Those of a rule that has none. */
export type NoOptions = Readonly<Record<never, RuleOption>>

/** A value of an option, in the form in which it is written. */
export type OptionValue = number | boolean | string | readonly (number | string)[]

interface ValueOf {
  readonly integer: number
  readonly boolean: boolean
  readonly choice: string
  readonly functions: readonly string[]
  readonly ports: readonly (number | string)[]
}

/** What a rule is given: a value for each of its options. */
export type OptionValues<O extends RuleOptions> = { readonly [N in keyof O]: ValueOf[O[N]['type']] }

/** All rules that settings can name, with their options. */
export type KnownRules = ReadonlyMap<string, RuleOptions>

export interface PortRange {
  readonly low: number
  readonly high: number
}

/** The highest port there is. */
export const MAX_PORT = 65_535

/** A port or a range of ports as options have it; null for anything else. */
export function portRange(given: unknown): PortRange | null {
  const [, low = '', high = low] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(String(given)) ?? []
  const range = { low: Number(low), high: Number(high) }
  return low !== '' && range.low >= 1 && range.low <= range.high && range.high <= MAX_PORT ? range : null
}

/** The range of an option of ports that holds a port; undefined where none does. */
export function rangeOf(ports: OptionValues<{ ports: PortsOption }>['ports'], port: number): PortRange | undefined {
  return ports.map(portRange).find((range) => range !== null && range.low <= port && port <= range.high) ?? undefined
}
