/** Configurations as people write them: what is taken, and what is said of the rest. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Ajv } from 'ajv'
import { parse } from 'jsonc-parser'
import {
  DEFAULT_CONFIG,
  isRecord,
  knownRules,
  readConfig,
  readConfigFile,
  type ReadConfigFile,
} from '../../../engine/index.ts'
import { rules } from '../../../rules/index.ts'
import { ROOT } from '../../../scripts/rule-folders.ts'
import { rulesNamed } from '../../support/known-rules.ts'

const SOURCE = { knownRules: rulesNamed('bind/a', 'bind/b') }

const readText = (text: string): ReadConfigFile => readConfigFile(parse(text), SOURCE.knownRules)

test('every setting, in the form in which it is written', () => {
  const text = `// What this project does its own way.
{
  "extends": ["./team.json", "learn"],
  "ignore": "third_party/",
  "overrides": [{ "files": "tests/**", "preset": "off", "rules": { "bind/b": "on" }, "noreturn": ["fail"] }],
  "preset": "strict", /* all of it */
  "targets": "both",
  "rules": { "bind/a": "off", "bind/b": "error", },
  "noreturn": ["die"],
  "wrappers": { "my_close": "close", "sock_close": ["close", "closesocket"] },
  "models": [
    // int net_listen(const char *host, int port);
    { "name": "net_listen", "makes": "listening", "arguments": ["host", "port"], "options": ["SO_REUSEADDR"] },
    { "name": "open_it", "arguments": ["out", "-"], "makes": "created", "fails": "nonzero", "family": "inet", "type": "stream" },
    { "name": "serve", "makes": "listening", "result": "status", "host": "0.0.0.0", "port": 80, "fails": "NULL" },
    { "name": "done", "arguments": ["closes"], "platforms": ["posix"] },
  ],
}
`
  expect(readText(text)).toEqual({
    extends: ['./team.json', 'learn'],
    ignore: ['third_party/'],
    overrides: [{ files: ['tests/**'], config: { preset: 'off', rules: { 'bind/b': 'on' }, noreturn: ['fail'] } }],
    config: {
      preset: 'strict',
      targets: ['posix', 'windows'],
      rules: { 'bind/a': 'off', 'bind/b': 'error' },
      noreturn: ['die'],
      wrappers: { my_close: ['close'], sock_close: ['close', 'closesocket'] },
      models: [
        { name: 'net_listen', makes: 'listening', arguments: ['host', 'port'], options: ['SO_REUSEADDR'] },
        {
          name: 'open_it',
          arguments: ['out', '-'],
          makes: 'created',
          failure: 'nonzero',
          family: 'inet',
          type: 'stream',
        },
        { name: 'serve', makes: 'listening', result: 'status', host: '0.0.0.0', port: 80, failure: 'null' },
        { name: 'done', arguments: ['closes'], platforms: ['posix'] },
      ],
    },
    problems: [],
  })
})

test.each(['README.md', 'README.ja.md'])('the examples of %s', (name) => {
  const examples = [...readFileSync(join(ROOT, name), 'utf8').matchAll(/```jsonc\n([\s\S]*?)```/g)]
  const read = examples.map(([, text = '']) => readConfigFile(parse(text), knownRules(rules)))
  expect(read.flatMap(({ problems }) => problems)).toEqual([])
  expect(read.map(({ extends: bases }) => bases)).toEqual([['strict', '../team.json'], []])
  expect(read[1]?.config.models?.map((model) => model.name)).toEqual(['net_listen', 'net_open', 'pool_add'])
})

test('an empty one changes nothing, and workers can be sent any', () => {
  expect(readConfig({}, SOURCE)).toEqual({ config: {}, problems: [] })
  const { config } = readConfig({ models: [{ name: 'f', arguments: ['closes'] }] }, SOURCE)
  expect(structuredClone({ ...DEFAULT_CONFIG, ...config })).toEqual({ ...DEFAULT_CONFIG, ...config })
})

describe('one wrong value takes no other with it', () => {
  test.each<[Readonly<Record<string, unknown>>, string]>([
    [{ preset: 'all' }, 'preset is "all", but must be one of "recommended", "strict", "learn", "off"'],
    [{ targets: 'linux' }, 'targets is "linux", but must be one of "auto", "posix", "windows", "both"'],
    [
      { rule: {} },
      'rule is not known; did you mean rules? Known are preset, targets, rules, noreturn, wrappers, models, defines, includePaths, compileCommands',
    ],
    [{ defines: ['A'] }, 'defines is ["A"], but must be an object of macros and their texts: {"DEBUG": "1"}'],
    [
      { defines: { 'A B': '1' } },
      'defines["A B"] is "1", but must be the name of a macro with a text, or with null for one that is not defined',
    ],
    [{ rules: [] }, 'rules must be an object that maps rule ids to severities: {"bind/option-after-bind": "error"}'],
    [{ rules: { 'bind/c': 'off' } }, 'rules names "bind/c", but there is no such rule; did you mean bind/a, bind/b?'],
    [{ rules: { 'tls/old': 'off' } }, 'rules names "tls/old", but there is no such rule; "socklint rules" lists all'],
    [
      { rules: { 'bind/a': 'loud' } },
      'rules["bind/a"] is "loud", but must be one of "on", "off", "error", "warning", "info"',
    ],
    [{ noreturn: 'die' }, 'noreturn must be a list of names of functions: ["die", "fatal"]'],
    [{ noreturn: ['die()'] }, 'noreturn[0] is "die()", but must be the name of a function'],
    [
      { wrappers: ['my_close'] },
      'wrappers must be an object that maps names of functions to calls: {"my_close": "close"}',
    ],
    [
      { wrappers: { my_close: 'closee' } },
      'wrappers["my_close"] is "closee", but must be a socket call such as "close", or a list: ["close", "closesocket"]. For a function that does more, use "models"',
    ],
    [{ wrappers: { 'my close': 'close' } }, 'wrappers["my close"] is "my close", but must be the name of a function'],
    [{ models: {} }, 'models must be a list of descriptions: [{"name": "net_listen", "makes": "listening"}]'],
    [{ models: ['f'] }, 'models[0] needs the "name" of a function: {"name": "net_listen", "makes": "listening"}'],
    [
      { models: [{ name: 'f', returns: 'listening', makes: 'listening' }] },
      'models[0] (f).returns is not known; known are name, platforms, arguments, makes, result, fails, family, type, host, port, options',
    ],
    [
      { models: [{ name: 'f', makes: 'open' }] },
      'models[0] (f).makes is "open", but must be one of "created", "bound", "listening", "connected", "accepted"',
    ],
    [
      { models: [{ name: 'f', arguments: ['-', 'close'] }] },
      'models[0] (f).arguments[1] is "close", but must be one of "-", "uses", "keeps", "closes", "binds", "listens", "connects", "out", "writes", "address", "host", "port", "ends-unless-zero"',
    ],
    [
      { models: [{ name: 'f', makes: 'created', options: ['reuse'] }] },
      'models[0] (f).options[0] is "reuse", but must be one of "SO_REUSEADDR", "IPV6_V6ONLY=0", "SO_REUSEPORT=?"',
    ],
    [
      { models: [{ name: 'f', makes: 'bound', port: '80' }] },
      'models[0] (f).port is "80", but must be a port between 0 and 65535. Where an argument gives the port, write "port" in its place in "arguments"',
    ],
    [
      { models: [{ name: 'f', makes: 'bound', host: 'localhost' }] },
      'models[0] (f).host is "localhost", but must be a numeric address such as "0.0.0.0", "127.0.0.1" or "::"',
    ],
    [
      { models: [{ name: 'f' }] },
      'models[0] (f) says nothing: give what it "makes", or what it does with its "arguments"',
    ],
    [
      { models: [{ name: 'f', arguments: ['out'] }] },
      'models[0] (f) has an "out" argument, so it must say what it "makes"',
    ],
    [
      { models: [{ name: 'f', makes: 'created', arguments: ['port'] }] },
      'models[0] (f) names an address, so it must make a "bound" or "listening" socket, or have an argument that it "binds"',
    ],
  ])('%j', (wrong, expected) => {
    const { config, problems } = readConfig({ preset: 'learn', noreturn: ['die'], ...wrong }, SOURCE)
    expect(problems.map(({ en }) => en)).toEqual([expected])
    for (const { ja } of problems) expect(ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
    expect('preset' in wrong || config.preset === 'learn').toBe(true)
    expect('noreturn' in wrong || config.noreturn?.[0] === 'die').toBe(true)
    expect(config.models ?? []).toEqual([])
  })

  test.each<[Readonly<Record<string, unknown>>, string, readonly (string | number)[]]>([
    [
      { extend: 'strict' },
      'extend is not known; did you mean extends? Known are extends, ignore, preset, targets, rules, noreturn, wrappers, models, defines, includePaths, compileCommands, overrides',
      ['extend'],
    ],
    [
      { extends: [1] },
      'extends[0] is 1, but must be a preset or a path, or a list: ["strict", "../team.json"]',
      ['extends', 0],
    ],
    [{ ignore: '' }, 'ignore is "", but must be a pattern, or a list: ["third_party/"]', ['ignore']],
    [
      { overrides: {} },
      'overrides is {}, but must be a list of objects: [{"files": ["tests/**"], "rules": {}}]',
      ['overrides'],
    ],
    [
      { overrides: [{ rules: {} }] },
      'overrides[0] needs "files" that it is for: {"files": ["tests/**"], "rules": {}}',
      ['overrides', 0],
    ],
    [
      { overrides: [{ files: ['a', ''] }] },
      'overrides[0].files[1] is "", but must be a glob, or a list: ["tests/**"]',
      ['overrides', 0, 'files', 1],
    ],
    [
      { overrides: [{ files: 'a', defines: {} }] },
      'overrides[0].defines is not known; known are files, rules, preset, targets, noreturn, wrappers, models',
      ['overrides', 0, 'defines'],
    ],
    [
      { overrides: [{ files: 'a', rules: { 'bind/a': 1 } }] },
      'overrides[0].rules["bind/a"] is 1, but must be one of "on", "off", "error", "warning", "info"',
      ['overrides', 0, 'rules', 'bind/a'],
    ],
  ])('in a file: %j', (wrong, expected, path) => {
    const { config, problems } = readConfigFile({ preset: 'learn', ...wrong }, SOURCE.knownRules)
    expect(problems).toMatchObject([{ en: expected, path }])
    for (const { ja } of problems) expect(ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
    expect(config).toEqual({ preset: 'learn' })
  })

  test('a file that is no object', () => {
    for (const value of [undefined, null, [], 'strict'])
      expect(readConfigFile(value, SOURCE.knownRules).problems).toMatchObject([{ path: [], of: 'value' }])
  })

  test('settings of an editor have their prefix, and other names are left alone', () => {
    const { problems } = readConfig({ preset: 1, trace: {} }, { ...SOURCE, prefix: 'socklint.', others: 'any' })
    expect(problems.map(({ en }) => en)).toEqual([
      'socklint.preset is 1, but must be one of "recommended", "strict", "learn", "off"',
    ])
  })
})

describe('the schema of configuration files', () => {
  const schema = parse(readFileSync(join(ROOT, 'rules/generated/socklintrc.schema.json'), 'utf8')) as Readonly<
    Record<string, unknown>
  >
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema)
  const named = new Set(
    Object.keys(
      isRecord(schema.properties) && isRecord(schema.properties.rules) && isRecord(schema.properties.rules.properties)
        ? schema.properties.rules.properties
        : {},
    ),
  )

  test('names every rule', () => {
    expect(named).toContain('bind/option-after-bind')
    expect(named).toContain('socklint/unused-suppression')
  })

  test.each<[unknown, boolean]>([
    [{}, true],
    [[], false],
    [{ $schema: './x.json', preset: 'strict', targets: 'both' }, true],
    [{ preset: 'best' }, false],
    [{ presets: 'strict' }, false],
    [{ targets: ['posix'] }, false],
    [{ extends: 'strict' }, true],
    [{ extends: ['strict', './a.json'] }, true],
    [{ extends: [1] }, false],
    [{ ignore: ['a/'] }, true],
    [{ ignore: '' }, false],
    [{ rules: { 'bind/option-after-bind': 'off', 'socklint/unused-suppression': 'error' } }, true],
    [{ rules: { 'bind/nothing': 'off' } }, false],
    [{ rules: { 'bind/option-after-bind': 2 } }, false],
    [{ overrides: [{ files: 'a', preset: 'off', rules: { 'bind/option-after-bind': 'on' } }] }, true],
    [{ overrides: [{ preset: 'off' }] }, false],
    [{ overrides: [{ files: ['a'], defines: {} }] }, false],
    [{ noreturn: ['die'] }, true],
    [{ noreturn: ['die()'] }, false],
    [{ wrappers: { a: 'close', b: ['close', 'closesocket'] } }, true],
    [{ wrappers: { a: 'clse' } }, false],
    [{ wrappers: { a: [] } }, false],
    [{ models: [{ name: 'f', makes: 'bound', port: 80, host: '::', options: ['SO_REUSEADDR=?'] }] }, true],
    [{ models: [{ makes: 'bound' }] }, false],
    [{ models: [{ name: 'f', makes: 'bound', port: 65536 }] }, false],
    [{ models: [{ name: 'f', makes: 'opened' }] }, false],
    [{ defines: { A: '1', B: null, C: 3, D: true } }, true],
    [{ defines: { 'A B': '1' } }, false],
    [{ includePaths: ['a'], compileCommands: 'build' }, true],
    [{ compileCommands: ['debug', 'release'] }, true],
    [{ compileCommands: [1] }, false],
    [{ includePaths: 'a' }, false],
  ])('says of %j what the reader says', (value, right) => {
    expect(readConfigFile(value, knownRules(rules)).problems.length === 0).toBe(right)
    expect(validate(value)).toBe(right)
  })
})
