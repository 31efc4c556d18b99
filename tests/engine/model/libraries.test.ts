/** What the files of libraries must be like for the model to use them as they stand. */
import { describe, expect, test } from 'vitest'
import {
  API_FUNCTIONS,
  API_FUNCTION_NAMES,
  LIBRARIES,
  PLATFORMS,
  apiFunction,
  libraryConstant,
  libraryFunction,
} from '../../../engine/model/index.ts'

const ROLES = new Set(API_FUNCTIONS.flatMap(({ parameters }) => parameters))
const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '')

describe.each(LIBRARIES.map((library) => [library.name, library] as const))('%s', (_, library) => {
  const names = [
    ...Object.keys({ ...library.aliases, ...library.exiting }),
    ...words(library.endings ?? ''),
    ...(library.rows ?? []).flatMap((row) => words(row.names)),
    ...(library.models ?? []).map((model) => model.name),
  ]

  test('says where its claims come from, and when it applies', () => {
    expect(library.reference.length).toBeGreaterThan(10)
    expect(library.headers).not.toEqual([])
  })

  test('every name means something on a platform, with one of its headers', () => {
    const includes = new Set(library.headers === 'any' ? [] : [library.headers[0] ?? ''])
    const found = names.filter((name) => PLATFORMS.some((p) => libraryFunction(name, p, includes) !== undefined))
    expect(found).toEqual(names)
    expect(names).toEqual(names.filter((name) => /^\w+$/.test(name)))
  })

  test('its names are not those of the systems', () => {
    expect(names.filter((name) => API_FUNCTION_NAMES.has(name))).toEqual([])
  })

  test('the calls that its names stand for exist', () => {
    const calls = Object.values({ ...library.aliases, ...library.exiting }).flatMap(words)
    const platforms = library.platforms ?? PLATFORMS
    expect(calls.filter((call) => !platforms.some((p) => apiFunction(call, p) !== undefined))).toEqual([])
  })

  test('its parameters have roles that the analysis knows', () => {
    const roles = (library.rows ?? []).flatMap((row) => words(row.parameters))
    expect(roles.filter((role) => role !== 'out-descriptor' && !ROLES.has(role as never))).toEqual([])
  })

  test('its constants have a value somewhere', () => {
    const names = Object.keys(library.constants ?? {})
    expect(names.filter((name) => PLATFORMS.every((p) => libraryConstant(name, p) === undefined))).toEqual([])
  })
})

test.each([
  ['unp.h', true],
  ['../lib/unp.h', true],
  ['xunp.h', false],
  ['unp.hpp', false],
])('a file that includes %s is one of Stevens: %s', (header, isMeant) => {
  expect(libraryFunction('Socket', 'posix', new Set([header])) !== undefined).toBe(isMeant)
})
