/**
 * Tests for the shape of data from outside. What a type says is written once more as a table, and the compiler holds the
 * two together: a field or a member of a union that is added to the type is missed in its table.
 */

/** True for a value of the type. */
export type Guard<T> = (value: unknown) => value is T

interface OptionalGuard<T> {
  readonly optional: Guard<T>
}

/** A guard for each field; for one that may be left out, an `optional` one. */
export type Fields<T> = {
  readonly [K in keyof T]-?: Pick<T, K> extends Required<Pick<T, K>>
    ? Guard<T[K]>
    : OptionalGuard<Exclude<T[K], undefined>>
}

export function optional<T>(guard: Guard<T>): OptionalGuard<T> {
  return { optional: guard }
}

export const isText = (value: unknown): value is string => typeof value === 'string'
export const isNumber = (value: unknown): value is number => typeof value === 'number'
export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

/** One of a few values. Where they are a type's own words, `wordOf` makes sure that none is missed. */
export function oneOf<const T extends string | number | boolean | null>(...values: readonly T[]): Guard<T> {
  const known: ReadonlySet<unknown> = new Set(values)
  return (value): value is T => known.has(value)
}

/** A text of a type that is a union of texts: the table names each. */
export function wordOf<T extends string>(words: Readonly<Record<T, true>>): Guard<T> {
  const known: ReadonlySet<unknown> = new Set(Object.keys(words))
  return (value): value is T => known.has(value)
}

export function nullable<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value)
}

export function either<T, U>(one: Guard<T>, other: Guard<U>): Guard<T | U> {
  return (value): value is T | U => one(value) || other(value)
}

export function listOf<T>(item: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(item)
}

export function tupleOf<T, U>(first: Guard<T>, second: Guard<U>): Guard<readonly [T, U]> {
  return (value): value is readonly [T, U] =>
    Array.isArray(value) && value.length === 2 && first(value[0]) && second(value[1])
}

export function recordOf<T>(item: Guard<T>): Guard<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> => isPlain(value) && Object.values(value).every(item)
}

export function mapOf<T>(item: Guard<T>): Guard<ReadonlyMap<string, T>> {
  return (value): value is ReadonlyMap<string, T> =>
    value instanceof Map && [...value].every(([key, one]) => isText(key) && item(one))
}

export function setOf<T>(item: Guard<T>): Guard<ReadonlySet<T>> {
  return (value): value is ReadonlySet<T> => value instanceof Set && [...value].every(item)
}

export function object<T>(fields: Fields<T>): Guard<T> {
  const checks = Object.entries<Guard<unknown> | OptionalGuard<unknown>>(fields)
  return (value): value is T =>
    isPlain(value) &&
    checks.every(([name, check]) => {
      const field: unknown = Object.hasOwn(value, name) ? value[name] : undefined
      return typeof check === 'function' ? check(field) : field === undefined || check.optional(field)
    })
}

/** An object of a union that is told apart by `kind`. */
export function byKind<T extends { readonly kind: string }>(
  guards: {
    readonly [K in T['kind']]: Guard<Extract<T, { readonly kind: K }>>
  },
): Guard<T> {
  const byName = new Map(Object.entries<Guard<unknown>>(guards))
  return (value): value is T =>
    isPlain(value) && typeof value['kind'] === 'string' && byName.get(value['kind'])?.(value) === true
}

/** For a type that contains itself. */
export function lazy<T>(guard: () => Guard<T>): Guard<T> {
  return (value): value is T => guard()(value)
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map)
}
