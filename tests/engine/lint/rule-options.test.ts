/** Options of rules as people write them: what is taken, what is said of the rest, and which of several count. */
import { parse } from 'jsonc-parser'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { Configurations } from '../../../configuration/configurations.ts'
import type { ConfigurationFiles } from '../../../configuration/config-file.ts'
import {
  configSchema,
  NO_PROJECT,
  readConfigFile,
  type KnownRules,
  type LintConfig,
  type RuleOptions,
} from '../../../engine/index.ts'
import { defineRule } from '../../../engine/lint/rule.ts'
import { optionsOf } from '../../../engine/lint/selection.ts'
import { callRule } from './harness.ts'

const SAYS = { en: 'Something.', ja: '何か。' }
const OPTIONS = {
  least: { type: 'integer', minimum: 1, maximum: 99, default: 5, sample: 10, says: SAYS },
  strict: { type: 'boolean', default: false, sample: true, says: SAYS },
  mode: { type: 'choice', choices: ['fast', 'slow'], default: 'fast', sample: 'slow', says: SAYS },
  allow: { type: 'functions', default: [], sample: ['tell'], says: SAYS },
  ports: { type: 'ports', default: [], sample: [80, '8000-8080'], says: SAYS },
} as const satisfies RuleOptions
const KNOWN: KnownRules = new Map<string, RuleOptions>([
  ['t/all', OPTIONS],
  ['t/none', {}],
])
const EXAMPLE =
  '{"severity":"warning","options":{"least":10,"strict":true,"mode":"slow","allow":["tell"],"ports":[80,"8000-8080"]}}'

const entry = (value: unknown, rule = 't/all'): unknown => ({ rules: { [rule]: value } })
const options = (value: unknown): unknown => entry({ options: value })

const validate = new Ajv({ allowUnionTypes: true }).compile(
  configSchema(new Map([...KNOWN].map(([id, declared]) => [id, { title: SAYS, options: declared }]))),
)

describe('what is right', () => {
  test.each<[unknown, Partial<LintConfig>]>([
    [entry('off'), { rules: { 't/all': 'off' } }],
    [entry({}), { rules: {} }],
    [entry({ severity: 'off' }), { rules: { 't/all': 'off' } }],
    [entry({ severity: 'on' }, 't/none'), { rules: { 't/none': 'on' } }],
    [options({}), { rules: {}, options: { 't/all': {} } }],
    [
      entry({ severity: 'info', options: { least: 1 } }),
      { rules: { 't/all': 'info' }, options: { 't/all': { least: 1 } } },
    ],
    [
      options({ least: 99, strict: true, mode: 'slow' }),
      { rules: {}, options: { 't/all': { least: 99, strict: true, mode: 'slow' } } },
    ],
    [options({ allow: ['a', '_b1'] }), { rules: {}, options: { 't/all': { allow: ['a', '_b1'] } } }],
    [options({ ports: [1, '65535', '10-10'] }), { rules: {}, options: { 't/all': { ports: [1, '65535', '10-10'] } } }],
  ])('%j', (value, config) => {
    expect(readConfigFile(value, KNOWN)).toMatchObject({ config, problems: [] })
    expect(validate(value)).toBe(true)
  })
})

describe('what is wrong is told with its place and what to write instead', () => {
  test.each<[unknown, string, readonly (string | number)[]]>([
    [
      entry(['error', { least: 1 }]),
      `rules["t/all"] is a list, but severity and options are fields of an object: ${EXAMPLE}`,
      ['rules', 't/all'],
    ],
    [
      entry(['error'], 't/none'),
      'rules["t/none"] is ["error"], but must be one of "on", "off", "error", "warning", "info"',
      ['rules', 't/none'],
    ],
    [
      entry({ level: 'error' }),
      'rules["t/all"].level is not known; known are severity, options',
      ['rules', 't/all', 'level'],
    ],
    [
      entry({ severety: 'error' }),
      'rules["t/all"].severety is not known; did you mean severity? Known are severity, options',
      ['rules', 't/all', 'severety'],
    ],
    [
      entry({ severity: 2 }),
      'rules["t/all"].severity is 2, but must be one of "on", "off", "error", "warning", "info"',
      ['rules', 't/all', 'severity'],
    ],
    [
      entry({ least: 3 }),
      `rules["t/all"].least is an option of the rule and belongs in "options": ${EXAMPLE}`,
      ['rules', 't/all', 'least'],
    ],
    [
      entry({ options: { least: 3 } }, 't/none'),
      'rules["t/none"].options: this rule has no options; leave them out',
      ['rules', 't/none', 'options'],
    ],
    [
      options([]),
      'rules["t/all"].options is [], but must be an object: {"least":10,"strict":true,"mode":"slow","allow":["tell"],"ports":[80,"8000-8080"]}',
      ['rules', 't/all', 'options'],
    ],
    [
      options({ leest: 3 }),
      'rules["t/all"].options.leest is not known; did you mean least? Known are least, strict, mode, allow, ports',
      ['rules', 't/all', 'options', 'leest'],
    ],
    [
      options({ least: 0 }),
      'rules["t/all"].options.least is 0, but must be a whole number from 1 to 99, such as 10',
      ['rules', 't/all', 'options', 'least'],
    ],
    [
      options({ least: 100 }),
      'rules["t/all"].options.least is 100, but must be a whole number from 1 to 99, such as 10',
      ['rules', 't/all', 'options', 'least'],
    ],
    [
      options({ least: 1.5 }),
      'rules["t/all"].options.least is 1.5, but must be a whole number from 1 to 99, such as 10',
      ['rules', 't/all', 'options', 'least'],
    ],
    [
      options({ least: '5' }),
      'rules["t/all"].options.least is "5", but must be a whole number from 1 to 99, such as 10',
      ['rules', 't/all', 'options', 'least'],
    ],
    [
      options({ strict: 'yes' }),
      'rules["t/all"].options.strict is "yes", but must be one of true, false',
      ['rules', 't/all', 'options', 'strict'],
    ],
    [
      options({ mode: 'fst' }),
      'rules["t/all"].options.mode is "fst", but must be one of "fast", "slow"',
      ['rules', 't/all', 'options', 'mode'],
    ],
    [
      options({ allow: 'tell' }),
      'rules["t/all"].options.allow is "tell", but must be a list of names of functions: ["tell"]',
      ['rules', 't/all', 'options', 'allow'],
    ],
    [
      options({ allow: ['a()'] }),
      'rules["t/all"].options.allow[0] is "a()", but must be the name of a function',
      ['rules', 't/all', 'options', 'allow', 0],
    ],
    [
      options({ ports: 80 }),
      'rules["t/all"].options.ports is 80, but must be a list of ports: [80,"8000-8080"]',
      ['rules', 't/all', 'options', 'ports'],
    ],
    [
      options({ ports: [80, 0] }),
      'rules["t/all"].options.ports[1] is 0, but must be a port from 1 to 65535, or a range of ports: "50000-50100"',
      ['rules', 't/all', 'options', 'ports', 1],
    ],
    [
      options({ ports: ['http'] }),
      'rules["t/all"].options.ports[0] is "http", but must be a port from 1 to 65535, or a range of ports: "50000-50100"',
      ['rules', 't/all', 'options', 'ports', 0],
    ],
  ])('%j', (value, expected, path) => {
    const { problems } = readConfigFile(value, KNOWN)
    expect(problems).toMatchObject([{ en: expected, path }])
    for (const { ja } of problems) expect(ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
    expect(validate(value)).toBe(false)
  })

  test('ranges that are none, which a schema cannot see', () => {
    for (const ports of [['9-8'], ['0-5'], ['1-70000']])
      expect(readConfigFile(options({ ports }), KNOWN).problems).toHaveLength(1)
  })

  test('and takes nothing else with it', () => {
    const text = `{ "preset": "learn", "rules": {
      "t/all": { "severity": "error", "options": { "least": 0, "strict": true, "allow": ["a", 1], "x": 1 } },
      "t/none": { "severity": "off", "options": { "least": 1 } } } }`
    const { config, problems } = readConfigFile(parse(text), KNOWN)
    expect(config).toEqual({
      preset: 'learn',
      rules: { 't/all': 'error', 't/none': 'off' },
      options: { 't/all': { strict: true, allow: ['a'] } },
    })
    expect(problems).toHaveLength(4)
  })
})

describe('several configurations', () => {
  const rule = { ...callRule('t/all', 'send'), options: OPTIONS }
  const files = (texts: Readonly<Record<string, unknown>>): ConfigurationFiles => ({
    read: (path) => ({ ok: true, text: JSON.stringify(texts[path]) }),
    exists: (path) => path in texts,
  })
  function held(texts: Readonly<Record<string, unknown>>, path: string, above?: Partial<LintConfig>): unknown[] {
    const all = new Configurations({
      ...{ file: null, discover: true, knownRules: KNOWN, files: files(texts), ignoreCase: false },
      ...(above === undefined ? {} : { above: { config: above, project: NO_PROJECT } }),
    })
    const config = all.list[all.indexOf(path)]
    expect(all.problems).toEqual([])
    if (config === undefined) throw new Error('no configuration')
    const { least, strict, allow } = optionsOf(rule, config)
    return [config.rules['t/all'], least, strict, allow]
  }
  const base = { rules: { 't/all': { severity: 'error', options: { least: 10, allow: ['a', 'b'] } } } }

  test('a severity alone keeps the options, options alone keep the severity', () => {
    expect(held({ '/w/.socklintrc.json': {} }, '/w/a.c')).toEqual([undefined, 5, false, []])
    const team = { '/w/team.json': base }
    const own = (value: unknown): Record<string, unknown> => ({
      ...team,
      '/w/.socklintrc.json': { extends: './team.json', ...(entry(value) as object) },
    })
    expect(held(own('info'), '/w/a.c')).toEqual(['info', 10, false, ['a', 'b']])
    expect(held(own({ severity: 'off' }), '/w/a.c')).toEqual(['off', 10, false, ['a', 'b']])
    expect(held(own({ options: { strict: true } }), '/w/a.c')).toEqual(['error', 10, true, ['a', 'b']])
  })

  test('of one option the later value counts as a whole', () => {
    const own = { extends: './team.json', ...(options({ least: 20, allow: ['c'] }) as object) }
    expect(held({ '/w/team.json': base, '/w/.socklintrc.json': own }, '/w/a.c')).toEqual(['error', 20, false, ['c']])
  })

  test('overrides are for their files; the command line changes severities and keeps options', () => {
    const texts = {
      '/w/.socklintrc.json': {
        ...base,
        overrides: [
          { files: 'tests/**', rules: { 't/all': { options: { least: 1 } } } },
          { files: 'tests/deep/**', rules: { 't/all': 'off' } },
        ],
      },
    }
    expect(held(texts, '/w/a.c')).toEqual(['error', 10, false, ['a', 'b']])
    expect(held(texts, '/w/tests/a.c')).toEqual(['error', 1, false, ['a', 'b']])
    expect(held(texts, '/w/tests/deep/a.c')).toEqual(['off', 1, false, ['a', 'b']])
    expect(held(texts, '/w/tests/a.c', { rules: { 't/all': 'info' } })).toEqual(['info', 1, false, ['a', 'b']])
  })
})

test('the compiler knows the options of a rule', () => {
  const rule = defineRule({
    ...{
      id: 't/typed',
      since: '0',
      severity: 'info',
      precision: 'high',
      presets: [],
      platforms: [],
      merge: 'any',
      cwe: [],
    },
    options: OPTIONS,
    messages: { found: SAYS },
    on: {
      called(_, { options: given, report }) {
        const values: { least: number; strict: boolean; mode: string; allow: readonly string[] } = given
        // @ts-expect-error no such option is declared
        const { nothing } = given
        report({ span: { start: values.least, end: Number(nothing) }, message: 'found' })
      },
    },
  })
  defineRule({
    ...{
      id: 't/plain',
      since: '0',
      severity: 'info',
      precision: 'high',
      presets: [],
      platforms: [],
      merge: 'any',
      cwe: [],
    },
    messages: { found: SAYS },
    // @ts-expect-error a rule that declares no options has none
    on: { called: (_, context) => context.note({ start: 0, end: 0 }, String(context.options.least)) },
  })
  expect(rule.options).toBe(OPTIONS)
})
