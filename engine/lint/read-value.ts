import { fill, type Localised, type MessageParameters } from '../text/localised.ts'

/** True for an object that is no array: the only shape settings and options can be read from. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): K[] {
  const keys: K[] = []
  for (const key in record) keys.push(key)
  return keys
}

/** True for what can be the name of a C function. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z_$][\w$]*$/.test(value)
}

/** A value from outside in a message, shortened. */
export function shown(given: unknown): string {
  const value = JSON.stringify(given) ?? String(given)
  return value.length > 60 ? `${value.slice(0, 60)}…` : value
}

const WRONG_VALUE: Localised = {
  en: '{key} is {value}, but must be one of {allowed}',
  ja: '{key} の値 {value} は使えません。指定できる値: {allowed}',
}

const UNKNOWN_KEY: Localised = {
  en: '{key} is not known; known are {allowed}',
  ja: '{key} という項目はありません。指定できる項目: {allowed}',
}

/** What is wrong with settings, in the order found. */
export class Problems {
  readonly list: Localised[] = []

  constructor(private readonly prefix: string) {}

  /** Says of a setting that it is wrong; `{key}` stands for its name. */
  add(key: string, message: Localised, parameters: MessageParameters = {}): void {
    this.list.push(fill(message, { ...parameters, key: this.prefix + key }))
  }

  /** The value when it is one of the allowed ones; undefined, and a problem, when it is another. */
  oneOf<T extends string | boolean>(key: string, given: unknown, allowed: readonly T[]): T | undefined {
    if (given === undefined || given === null) return undefined
    const found = allowed.find((candidate) => candidate === given)
    if (found === undefined) this.add(key, WRONG_VALUE, { value: shown(given), allowed: listed(allowed) })
    return found
  }

  /** A problem for each name that is none of the known ones; `offered` are those the message names. */
  unknownKeys(
    value: Readonly<Record<string, unknown>>,
    container: string,
    known: readonly string[],
    offered: readonly string[],
  ): void {
    for (const key of Object.keys(value)) {
      if (!known.includes(key))
        this.add(container === '' ? key : `${container}.${key}`, UNKNOWN_KEY, { allowed: offered.join(', ') })
    }
  }
}

export function listed(allowed: readonly (string | boolean)[]): string {
  return allowed.map((one) => JSON.stringify(one)).join(', ')
}
