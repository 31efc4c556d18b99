import type { ApiFunction, Effect, Failure, ParameterRole } from '../api.ts'
import { apiConstant } from '../constants.ts'
import type { FunctionModel } from '../function-model.ts'
import { apiFunction } from '../functions.ts'
import { PLATFORMS, type Platform } from '../platform.ts'

/** What a library's functions do to sockets; one file each. Every claim is one of the documentation in `reference`. */
export interface Library {
  readonly name: string
  /** Where the claims come from. */
  readonly reference: string
  /** Both when left out. */
  readonly platforms?: readonly Platform[]
  /**
   * Headers of which a file includes one when it means this library; a path's end is enough (`event2/event.h`). `any`:
   * the names are so much its own that they need no header.
   */
  readonly headers: 'any' | readonly string[]
  /** Its names for calls of the API, the first that the platform has: `ngx_close_socket: 'close closesocket'`. */
  readonly aliases?: Readonly<Record<string, string>>
  /** The same for functions that end the program when the call fails. */
  readonly exiting?: Readonly<Record<string, string>>
  /** Functions that never return. */
  readonly endings?: string
  /** Functions that do what one call of the API does, with other arguments. */
  readonly rows?: readonly LibraryRow[]
  /** Functions that do more than that. */
  readonly models?: readonly FunctionModel[]
  /** Its names for numbers: another constant's name or the number itself. */
  readonly constants?: Readonly<Record<string, string | number>>
}

const FIXED_ROLES = ['level', 'option', 'number'] as const satisfies readonly ParameterRole[]
type FixedRole = (typeof FIXED_ROLES)[number]

export interface LibraryRow {
  /** Functions of one signature, apart by spaces. */
  readonly names: string
  /** Both when left out. */
  readonly platforms?: readonly Platform[]
  readonly effect: Effect
  readonly failure: Failure
  /** Roles apart by spaces; `-` is of no interest. */
  readonly parameters: string
  /** What it passes on by itself; texts are constants of the API. */
  readonly fixed?: Readonly<Partial<Record<FixedRole, string | number>>>
  readonly object?: boolean
}

/** What a name means on a platform: one call of the API, or something described. */
export type LibraryFunction =
  | { readonly kind: 'row'; readonly row: ApiFunction }
  | { readonly kind: 'model'; readonly model: FunctionModel }

/** A name of a library on one platform. */
export interface LibraryEntry {
  readonly name: string
  readonly platform: Platform
  readonly headers: Library['headers']
  readonly function: LibraryFunction
}

/** Everything that a library says, name by name and platform by platform. */
export function entriesOf(library: Library): LibraryEntry[] {
  return (library.platforms ?? PLATFORMS).flatMap((platform) => {
    const rows = [
      ...Object.entries(library.aliases ?? {}).flatMap(([name, calls]) => aliasRow(name, calls, platform)),
      ...Object.entries(library.exiting ?? {}).flatMap(([name, calls]) =>
        aliasRow(name, calls, platform).map((row): ApiFunction => ({ ...row, failure: 'exits' })),
      ),
      ...(library.rows ?? []).flatMap((row) => expand(library, row, platform)),
      ...words(library.endings ?? '').map((name) => endingRow(library, name, platform)),
    ]
    const functions: [string, LibraryFunction][] = [
      ...rows.map((row): [string, LibraryFunction] => [row.name, { kind: 'row', row }]),
      ...(library.models ?? [])
        .filter((model) => model.platforms?.includes(platform) ?? true)
        .map((model): [string, LibraryFunction] => [model.name, { kind: 'model', model }]),
    ]
    return functions.map(([name, fn]) => ({ name, platform, headers: library.headers, function: fn }))
  })
}

/** The row for another name of a call; none where the platform has no such call. */
export function aliasRow(name: string, calls: string, platform: Platform): ApiFunction[] {
  for (const call of words(calls)) {
    const row = apiFunction(call, platform)
    if (row !== undefined) return [{ ...row, name }]
  }
  return []
}

function expand(library: Library, row: LibraryRow, platform: Platform): ApiFunction[] {
  if (row.platforms?.includes(platform) === false) return []
  const { names, effect, failure, object } = row
  const fixed: Partial<Record<FixedRole, number>> = {}
  for (const role of FIXED_ROLES) {
    const value = row.fixed?.[role]
    const number = value === undefined ? undefined : numberOf(value, platform)
    // An option that the platform lacks is one that the library does not set there.
    if (value !== undefined && number === undefined) return []
    if (number !== undefined) fixed[role] = number
  }
  return words(names).map((name) => ({
    name,
    platforms: [platform],
    header: headerOf(library),
    effect,
    failure,
    parameters: words(row.parameters) as ParameterRole[],
    ...(row.fixed === undefined ? {} : { fixed }),
    ...(object === undefined ? {} : { object }),
  }))
}

function endingRow(library: Library, name: string, platform: Platform): ApiFunction {
  return { name, platforms: [platform], header: headerOf(library), effect: 'exit', failure: 'never', parameters: [] }
}

function headerOf({ headers, name }: Library): string {
  return headers === 'any' ? name : (headers[0] ?? name)
}

export function numberOf(value: string | number, platform: Platform): number | undefined {
  return typeof value === 'number' ? value : apiConstant(value, platform)
}

function words(list: string): string[] {
  return list === '' ? [] : list.trim().split(/\s+/)
}
