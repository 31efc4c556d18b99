import type { Localised } from '../text/localised.ts'
import { fieldOf, itemOf, listed, type Problems, type SettingPlace, shown } from './read-value.ts'

/** A JSON schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** One kind of value in settings: it reads what is given, and says the same as a JSON schema. */
export interface Shape<T> {
  /** The value as far as it is right; what is wrong becomes a problem. Not asked about what is not given. */
  read(value: unknown, place: SettingPlace, problems: Problems): T | undefined
  readonly schema: JsonSchema
}

/** A shape with a name in a table of settings, and what it is for. */
export interface Setting<T> extends Shape<T> {
  readonly says: Localised
}

export function setting<T>(shape: Shape<T>, says: Localised): Setting<T> {
  return { ...shape, says }
}

/** One of a few words. */
export function choice<const T extends string>(allowed: readonly T[]): Shape<T> {
  return {
    schema: { type: 'string', enum: allowed },
    read(value, place, problems) {
      const found = allowed.find((one) => one === value)
      if (found === undefined) problems.addWrongValue(place, value, listed(allowed))
      return found
    },
  }
}

/** A text of a form; `wrong` says what is expected instead of `{value}`. */
export function text(pattern: RegExp, wrong: Localised): Shape<string> {
  return {
    schema: { type: 'string', pattern: pattern.source },
    read(value, place, problems) {
      if (typeof value === 'string' && pattern.test(value)) return value
      problems.add(place, wrong, { value: shown(value) })
      return undefined
    },
  }
}

/** True or false. */
export const flag: Shape<boolean> = {
  schema: { type: 'boolean' },
  read(value, place, problems) {
    if (typeof value === 'boolean') return value
    problems.addWrongValue(place, value, listed([true, false]))
    return undefined
  },
}

/** A whole number of a range. */
export function wholeNumber(minimum: number, maximum: number, wrong: Localised): Shape<number> {
  return {
    schema: { type: 'integer', minimum, maximum },
    read(value, place, problems) {
      if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum) return value
      problems.add(place, wrong, { value: shown(value) })
      return undefined
    },
  }
}

/** A list; items that are wrong are left out. */
export function list<T>(item: Shape<T>, wrong: Localised): Shape<T[]> {
  return {
    schema: { type: 'array', items: item.schema },
    read(value, place, problems) {
      if (Array.isArray(value)) return readItems(value, item, place, problems)
      problems.add(place, wrong, { value: shown(value) })
      return undefined
    },
  }
}

/** A list, or one item without the brackets. */
export function oneOrList<T>(item: Shape<T>): Shape<T[]> {
  return {
    schema: { anyOf: [item.schema, { type: 'array', items: item.schema }] },
    read(value, place, problems) {
      if (Array.isArray(value)) return readItems(value, item, place, problems)
      const one = item.read(value, place, problems)
      return one === undefined ? undefined : [one]
    },
  }
}

function readItems<T>(values: readonly unknown[], item: Shape<T>, place: SettingPlace, problems: Problems): T[] {
  return values.flatMap((value, index) => {
    const read = item.read(value, itemOf(place, index), problems)
    return read === undefined ? [] : [read]
  })
}

/** Reads the fields of one object; null is as good as nothing. */
export type FieldReader = <T>(key: string, shape: Pick<Shape<T>, 'read'>) => T | undefined

export function fieldReader(
  value: Readonly<Record<string, unknown>>,
  place: SettingPlace,
  problems: Problems,
): FieldReader {
  return (key, shape) => {
    const given = value[key]
    return given === undefined || given === null ? undefined : shape.read(given, fieldOf(place, key), problems)
  }
}

/** The schema of an object with these fields and no others. */
export function objectSchema(
  fields: Readonly<Record<string, { readonly schema: JsonSchema; readonly says?: Localised }>>,
  required: readonly string[] = [],
): JsonSchema {
  return {
    type: 'object',
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(fields).map(([key, { schema, says }]) => [key, says === undefined ? schema : told(schema, says)]),
    ),
  }
}

/** A schema with what its value is for. Editors show one text, so it has both languages. */
export function told(schema: JsonSchema, { en, ja }: Localised): JsonSchema {
  return { description: `${en}\n\n${ja}`, ...schema }
}
