import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { Ajv } from 'ajv'
import { DEFAULT_CONFIG, PRESETS, isRecord, knownRules, sampleOf } from '../../engine/index.ts'
import { ARGUMENT_MODELS, MADE_PHASES } from '../../engine/model/index.ts'
import { rules } from '../../rules/index.ts'
import { readSettings } from '../../server/settings.ts'
import { realEngine } from '../support/assets.ts'
import { rulesNamed } from '../support/known-rules.ts'
import { lint } from '../support/lint.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8')
const parse = (name: string): Readonly<Record<string, unknown>> => {
  const value: unknown = JSON.parse(read(name))
  if (!isRecord(value)) throw new Error(`${name} is no object`)
  return value
}
const manifest = parse('package.json')

/** A name, and a path. */
const WITHOUT_WORDS = new Set(['extension.displayName', 'configurationFile.schema'])

describe('texts of the manifest', () => {
  const keys = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key)

  test.each(['package.nls.json', 'package.nls.ja.json'])('%s has exactly those that the manifest names', (name) => {
    expect(Object.keys(parse(name)).toSorted()).toEqual([...new Set(keys)].toSorted())
  })

  test('the Japanese ones are Japanese', () => {
    for (const [key, text] of Object.entries(parse('package.nls.ja.json'))) {
      if (!WITHOUT_WORDS.has(key)) expect(text, key).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
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
        expect(readSettings({ [key]: value }, rulesNamed()).problems, String(value)).toEqual([])
      }
    }
    expect(valuesOf(property('preset'))).toEqual([...PRESETS])
    const { additionalProperties: others } = property('rules')
    const forms: readonly unknown[] = isRecord(others) && Array.isArray(others.anyOf) ? others.anyOf : []
    const [word, ...objects] = forms
    expect(objects).toHaveLength(1)
    const severities = valuesOf(word)
    expect(severities).toHaveLength(5)
    for (const value of severities) {
      expect(readSettings({ rules: { 'a/b': value } }, rulesNamed('a/b')).settings.config.rules).toEqual({
        'a/b': value,
      })
    }
  })

  test('the options of rules are checked as in configuration files', () => {
    const schema = { ...property('rules') }
    const validate = new Ajv({ strict: false }).compile(schema)
    const withOptions = rules.flatMap(({ id, options }) => (options === undefined ? [] : [{ id, options }]))
    expect(Object.keys(isRecord(schema.properties) ? schema.properties : {})).toEqual(withOptions.map(({ id }) => id))
    for (const { id, options } of withOptions) {
      const settings = { [id]: { severity: 'error', options: sampleOf(options) } }
      expect(validate(settings), id).toBe(true)
      expect(readSettings({ rules: settings }, knownRules(rules)).problems).toEqual([])
      expect(validate({ [id]: 'off' })).toBe(true)
      expect(validate({ [id]: { options: { nothing: 1 } } })).toBe(false)
    }
    expect(validate({ 'lifecycle/leak': { severity: 'off' } })).toBe(true)
    expect(validate({ 'lifecycle/leak': { options: {} } })).toBe(false)
  })

  test('their defaults are the defaults of the server', () => {
    const defaults = Object.fromEntries(
      ['enable', 'preset', 'targets', 'rules'].map((key) => [key, property(key).default]),
    )
    expect(readSettings(defaults, rulesNamed())).toEqual(readSettings(undefined, rulesNamed()))
    const { config } = readSettings(
      Object.fromEntries(['noreturn', 'wrappers', 'models'].map((key) => [key, property(key).default])),
      rulesNamed(),
    ).settings
    expect(config).toEqual({ ...DEFAULT_CONFIG, noreturn: [], wrappers: {}, models: [] })
    const project = Object.fromEntries(
      ['defines', 'includePaths', 'compileCommands'].map((key) => [key, property(key).default]),
    )
    expect(readSettings(project, rulesNamed())).toEqual(readSettings(undefined, rulesNamed()))
  })

  test('what they offer for descriptions of functions is what the server reads', () => {
    const item = property('models').items
    const properties: Readonly<Record<string, unknown>> =
      isRecord(item) && isRecord(item.properties) ? item.properties : {}
    const roles = isRecord(properties.arguments) ? properties.arguments.items : undefined
    expect(valuesOf(roles)).toEqual([...ARGUMENT_MODELS])
    expect(valuesOf(properties.makes)).toEqual([...MADE_PHASES])
    const read = (description: Readonly<Record<string, unknown>>): readonly unknown[] =>
      readSettings({ models: [{ name: 'f', makes: 'bound', arguments: ['uses'], ...description }] }, rulesNamed())
        .problems
    for (const key of ['makes', 'fails', 'result', 'family', 'type']) {
      expect(valuesOf(properties[key]).length, key).toBeGreaterThan(1)
      for (const value of valuesOf(properties[key])) expect(read({ [key]: value }), `${key} ${value}`).toEqual([])
    }
    const known = Object.keys(properties).filter((key) => read({ [key]: null }).length === 0)
    expect(known).toEqual(Object.keys(properties).filter((key) => key !== 'name'))
  })
})

const contributions = (name: string): unknown =>
  isRecord(manifest.contributes) ? manifest.contributes[name] : undefined
const listOf = (value: unknown): Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter((each) => isRecord(each)) : []

describe('commands of the manifest', () => {
  const commands = listOf(contributions('commands')).map(({ command }) => String(command))

  test('are registered by the client', () => {
    const source = read('client/common.ts') + read('client/methods.ts')
    expect(commands.length).toBeGreaterThanOrEqual(8)
    for (const command of commands) expect(source).toContain(`'${command}'`)
  })

  test('are offered only where there is C or C++', () => {
    const menus = contributions('menus')
    const palette = listOf(isRecord(menus) ? menus.commandPalette : undefined)
    expect(palette.map(({ command }) => command).toSorted()).toEqual(commands.toSorted())
    const everywhere = isRecord(menus) ? Object.values(menus).flatMap(listOf) : []
    for (const { command, when } of everywhere) {
      expect(when, String(command)).toMatch(/editorLangId =~ \/\^\(\?:c\|cpp\)\$\//)
    }
  })
})

describe('the walkthrough', () => {
  const [walkthrough, ...more] = listOf(contributions('walkthroughs'))
  const steps = listOf(walkthrough?.steps)
  const commands = read('package.json')

  test('has its pictures in both languages', () => {
    expect(more).toEqual([])
    expect(steps.length).toBeGreaterThanOrEqual(6)
    for (const { media } of steps) {
      const file = String(isRecord(media) ? media.markdown : undefined)
      expect(read(file).length, file).toBeGreaterThan(50)
      // The name by which VS Code finds the translation.
      expect(read(file.replace(/\.md$/, '.nls.ja.md')), file).toMatch(/[\u3040-\u30ff]/)
    }
  })

  test('names only commands that there are', () => {
    for (const bundle of ['package.nls.json', 'package.nls.ja.json']) {
      const links = [...read(bundle).matchAll(/\(command:([\w.]+)/g)].map(([, name]) => String(name))
      expect(links.length).toBeGreaterThanOrEqual(7)
      for (const name of links.filter((each) => each.startsWith('socklint.'))) {
        expect(commands).toContain(`"command": "${name}"`)
      }
    }
  })

  test('has a sample that is broken in the same way in both languages', async () => {
    const found = await Promise.all(
      ['en', 'ja'].map(async (language) => {
        const path = `client/walkthrough/sample.${language}.c`
        const engine = await realEngine()
        const { diagnostics } = lint(engine, [{ path, content: read(path) }], DEFAULT_CONFIG)
        return diagnostics.map(({ rule, range }) => `${range.start.line} ${rule}`)
      }),
    )
    expect(found[0]).toEqual(found[1])
    expect(found[0]?.map((each) => each.replace(/^\d+ /, ''))).toEqual([
      'address/struct-value-cast',
      'bind/option-after-bind',
      'lifecycle/leak',
      'bind/specific-and-wildcard',
    ])
  })
})

describe('the problem matcher', () => {
  const [matcher] = listOf(contributions('problemMatchers'))
  const pattern = isRecord(matcher?.pattern) ? matcher.pattern : {}
  const regexp = new RegExp(String(pattern.regexp))
  const field = (match: RegExpExecArray | null, name: string): string | undefined => match?.[Number(pattern[name])]

  test.each([
    [
      'src/a b.c:35:5: warning: Port 1: [x] taken. (windows) [bind/reuseaddr-hijack]',
      'warning',
      'bind/reuseaddr-hijack',
    ],
    ['C:\\src\\a.c:1:20: error: Text [address/struct-value-cast]', 'error', 'address/struct-value-cast'],
    ['/src/a.c:7:1: note: Advice [lifecycle/leak]', 'note', 'lifecycle/leak'],
  ])('reads %s', (line, severity, rule) => {
    const match = regexp.exec(line)
    expect(field(match, 'severity')).toBe(severity)
    expect(field(match, 'code')).toBe(rule)
    expect(field(match, 'line')).toBe(/:(\d+):\d+: /.exec(line)?.[1])
    expect(line.startsWith(`${field(match, 'file')}:${field(match, 'line')}:${field(match, 'column')}: `)).toBe(true)
  })

  test('passes over the steps behind a finding', () => {
    expect(regexp.exec("src/a.c:48:9: note: 'listener' is bound here")).toBeNull()
  })

  test('leaves open files to the server', () => {
    expect(matcher?.applyTo).toBe('closedDocuments')
  })
})

/** What Open VSX asks of a package, and Visual Studio's marketplace of categories. */
describe('the galleries', () => {
  const field = (name: string): string => String(manifest[name])
  const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

  test('take the names, the version and the texts', () => {
    for (const name of ['publisher', 'name']) expect(field(name)).toMatch(/^[\w\-+$~]{1,255}$/)
    expect(field('version')).toMatch(/^\d+\.\d+\.\d+$/)
    expect(field('license').length).toBeGreaterThan(0)
    for (const bundle of ['package.nls.json', 'package.nls.ja.json'].map(parse)) {
      const [name, description] = [bundle['extension.displayName'], bundle['extension.description']].map(String)
      for (const text of [name, description]) expect(text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      expect(name?.length).toBeLessThanOrEqual(255)
      expect(description?.length).toBeLessThanOrEqual(2048)
    }
    for (const text of [...strings(manifest.categories), ...strings(manifest.keywords)]) {
      expect(text.length).toBeLessThanOrEqual(255)
    }
    expect(['Linters', 'Education', 'Programming Languages']).toEqual(strings(manifest.categories))
  })

  test('take the banner', () => {
    const banner: Readonly<Record<string, unknown>> = isRecord(manifest.galleryBanner) ? manifest.galleryBanner : {}
    expect(banner.color).toMatch(/^#[0-9a-f]{6}$/)
    expect(['dark', 'light']).toContain(banner.theme)
  })

  test('take the pictures of README: bitmaps, none of them large', () => {
    for (const page of ['README.md', 'README.ja.md']) {
      const pictures = [...read(page).matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, file]) => String(file))
      expect(pictures.length, page).toBeGreaterThan(0)
      for (const file of pictures) {
        expect(file).toMatch(/^docs\/images\/[\w.]+\.(png|gif)$/)
        expect(statSync(join(ROOT, file)).size, file).toBeLessThan(1_500_000)
      }
    }
  })
})

test('the icon is a PNG of at least 128 by 128', () => {
  const icon = readFileSync(join(ROOT, String(manifest.icon)))
  expect(icon.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect(icon.readUInt32BE(16)).toBeGreaterThanOrEqual(128)
  expect(icon.readUInt32BE(20)).toBeGreaterThanOrEqual(128)
})
