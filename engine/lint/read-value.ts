import { fill, type Localised, type MessageParameters } from '../text/localised.ts'
import { nearest } from '../text/nearest.ts'

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
  return typeof value === 'string' && NAME.test(value)
}

export const NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/

/** A value from outside in a message, shortened. */
export function shown(given: unknown): string {
  const value = JSON.stringify(given) ?? String(given)
  return value.length > 60 ? `${value.slice(0, 60)}…` : value
}

/** A place in settings: the way to it from the top, and how messages name it. */
export interface SettingPlace {
  readonly path: readonly (string | number)[]
  readonly shown: string
}

/** The place of a field of an object whose fields are known. */
export function fieldOf({ path, shown: parent }: SettingPlace, key: string): SettingPlace {
  return { path: [...path, key], shown: parent === '' || parent.endsWith('.') ? parent + key : `${parent}.${key}` }
}

/** The place of an entry of an object whose keys are the user's. */
export function entryOf({ path, shown: parent }: SettingPlace, key: string): SettingPlace {
  return { path: [...path, key], shown: `${parent}["${key}"]` }
}

/** The place of an item of a list. */
export function itemOf({ path, shown: parent }: SettingPlace, index: number): SettingPlace {
  return { path: [...path, index], shown: `${parent}[${index}]` }
}

/** What is wrong with a setting, and where; `key` when the name itself is wrong. */
export interface SettingProblem extends Localised {
  readonly path: SettingPlace['path']
  readonly of: 'key' | 'value'
}

const WRONG_VALUE: Localised = {
  en: '{key} is {value}, but must be one of {allowed}',
  ja: '{key} の値 {value} は使えません。指定できる値: {allowed}',
}

const UNKNOWN_KEY: Localised = {
  en: '{key} is not known; known are {allowed}',
  ja: '{key} という項目はありません。指定できる項目: {allowed}',
}

const UNKNOWN_KEY_ALIKE: Localised = {
  en: '{key} is not known; did you mean {alike}? Known are {allowed}',
  ja: '{key} という項目はありません。{alike} のことですか。指定できる項目: {allowed}',
}

/** What is wrong with settings, in the order found. */
export class Problems {
  readonly list: SettingProblem[] = []

  /** Says of a setting that it is wrong; `{key}` stands for its name. */
  add(
    { path, shown: key }: SettingPlace,
    message: Localised,
    parameters: MessageParameters = {},
    of: SettingProblem['of'] = 'value',
  ): void {
    this.list.push({ ...fill(message, { ...parameters, key }), path, of })
  }

  /** Says that the value is none of those allowed. */
  addWrongValue(place: SettingPlace, given: unknown, allowed: string): void {
    this.add(place, WRONG_VALUE, { value: shown(given), allowed })
  }

  /** A problem for each name that is none of the known ones; `offered` are those the message names. */
  unknownKeys(
    value: Readonly<Record<string, unknown>>,
    container: SettingPlace,
    known: readonly string[],
    offered: readonly string[],
  ): void {
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue
      const alike = nearest(key, offered)
      this.add(
        fieldOf(container, key),
        alike.length === 0 ? UNKNOWN_KEY : UNKNOWN_KEY_ALIKE,
        { allowed: offered.join(', '), alike: alike.join(', ') },
        'key',
      )
    }
  }
}

export function listed(allowed: readonly (string | boolean)[]): string {
  return allowed.map((one) => JSON.stringify(one)).join(', ')
}
