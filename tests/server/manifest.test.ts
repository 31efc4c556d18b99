import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { DEFAULT_CONFIG, PRESETS, isRecord } from '../../engine/index.ts'
import { ARGUMENT_MODELS, MADE_PHASES } from '../../engine/model/index.ts'
import { readSettings } from '../../server/settings.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8')
const parse = (name: string): Readonly<Record<string, unknown>> => {
  const value: unknown = JSON.parse(read(name))
  if (!isRecord(value)) throw new Error(`${name} is no object`)
  return value
}
const manifest = parse('package.json')

describe('texts of the manifest', () => {
  const keys = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key)

  test.each(['package.nls.json', 'package.nls.ja.json'])('%s has exactly those that the manifest names', (name) => {
    expect(Object.keys(parse(name)).toSorted()).toEqual([...new Set(keys)].toSorted())
  })

  test('the Japanese ones are Japanese', () => {
    for (const [key, text] of Object.entries(parse('package.nls.ja.json'))) {
      if (key !== 'extension.displayName') expect(text, key).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
    }
  })
})

describe('texts of the client', () => {
  test.each(['l10n/bundle.l10n.json', 'l10n/bundle.l10n.ja.json'])(
    '%s has exactly those that the client uses',
    (name) => {
      const sources = readdirSync(join(ROOT, 'client')).filter((file) => file.endsWith('.ts'))
      const used = sources.flatMap((file) =>
        [...read(`client/${file}`).matchAll(/l10n\.t\('([^']+)'/g)].map(([, text]) => text),
      )
      expect(Object.keys(parse(name)).toSorted()).toEqual([...new Set(used)].toSorted())
    },
  )
})

describe('settings of the manifest', () => {
  const contributes = isRecord(manifest.contributes) ? manifest.contributes : {}
  const configuration = isRecord(contributes.configuration) ? contributes.configuration : {}
  const properties = isRecord(configuration.properties) ? configuration.properties : {}
  const property = (key: string): Readonly<Record<string, unknown>> => {
    const found = properties[`socklint.${key}`]
    if (!isRecord(found)) throw new Error(`no setting ${key}`)
    return found
  }
  const valuesOf = (schema: unknown): unknown[] => (isRecord(schema) && Array.isArray(schema.enum) ? schema.enum : [])

  test('every value they offer is accepted by the server, and described', () => {
    for (const key of ['preset', 'targets']) {
      expect(valuesOf(property(key)).length).toBeGreaterThan(2)
      expect(property(key).markdownEnumDescriptions).toHaveLength(valuesOf(property(key)).length)
      for (const value of valuesOf(property(key))) {
        expect(readSettings({ [key]: value }, new Set()).problems, String(value)).toEqual([])
      }
    }
    expect(valuesOf(property('preset'))).toEqual([...PRESETS])
    const severities = valuesOf(property('rules').additionalProperties)
    expect(severities).toHaveLength(5)
    for (const value of severities) {
      expect(readSettings({ rules: { 'a/b': value } }, new Set(['a/b'])).settings.config.rules).toEqual({
        'a/b': value,
      })
    }
  })

  test('their defaults are the defaults of the server', () => {
    const defaults = Object.fromEntries(
      ['enable', 'preset', 'targets', 'rules'].map((key) => [key, property(key).default]),
    )
    expect(readSettings(defaults, new Set())).toEqual(readSettings(undefined, new Set()))
    const { config } = readSettings(
      Object.fromEntries(['noreturn', 'wrappers', 'models'].map((key) => [key, property(key).default])),
      new Set(),
    ).settings
    expect(config).toEqual({ ...DEFAULT_CONFIG, noreturn: [], wrappers: {}, models: [] })
    const project = Object.fromEntries(
      ['defines', 'includePaths', 'compileCommands'].map((key) => [key, property(key).default]),
    )
    expect(readSettings(project, new Set())).toEqual(readSettings(undefined, new Set()))
  })

  test('what they offer for descriptions of functions is what the server reads', () => {
    const item = property('models').items
    const properties: Readonly<Record<string, unknown>> =
      isRecord(item) && isRecord(item.properties) ? item.properties : {}
    const roles = isRecord(properties.arguments) ? properties.arguments.items : undefined
    expect(valuesOf(roles)).toEqual([...ARGUMENT_MODELS])
    expect(valuesOf(properties.makes)).toEqual([...MADE_PHASES])
    const read = (description: Readonly<Record<string, unknown>>): readonly unknown[] =>
      readSettings({ models: [{ name: 'f', makes: 'bound', arguments: ['uses'], ...description }] }, new Set()).problems
    for (const key of ['makes', 'fails', 'result', 'family', 'type']) {
      expect(valuesOf(properties[key]).length, key).toBeGreaterThan(1)
      for (const value of valuesOf(properties[key])) expect(read({ [key]: value }), `${key} ${value}`).toEqual([])
    }
    const known = Object.keys(properties).filter((key) => read({ [key]: null }).length === 0)
    expect(known).toEqual(Object.keys(properties).filter((key) => key !== 'name'))
  })
})

test('every command of the manifest is registered by the client', () => {
  const commands = [...read('package.json').matchAll(/"command": "(socklint\.\w+)"/g)].map(([, command]) => command)
  const source = read('client/common.ts') + read('server/protocol.ts')
  expect(commands).toHaveLength(3)
  for (const command of commands) expect(source).toContain(`'${command}'`)
})

test('the icon is a PNG of at least 128 by 128', () => {
  const icon = readFileSync(join(ROOT, String(manifest.icon)))
  expect(icon.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect(icon.readUInt32BE(16)).toBeGreaterThanOrEqual(128)
  expect(icon.readUInt32BE(20)).toBeGreaterThanOrEqual(128)
})
