/** Configurations as people write them: what is taken, and what is said of the rest. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DEFAULT_CONFIG, readConfig, readConfigText } from '../../../engine/index.ts'
import { ROOT } from '../../../scripts/rule-folders.ts'

const SOURCE = { knownRules: new Set(['bind/a', 'bind/b']) }

test('every setting, in the form in which it is written', () => {
  const text = `\uFEFF// What this project does its own way.
{
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
  expect(readConfigText(text, SOURCE)).toEqual({
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

test.each(['README.md', 'README.ja.md'])('the example of %s', (name) => {
  const [, example = ''] = /```jsonc\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, name), 'utf8')) ?? []
  const { config, problems } = readConfigText(example, SOURCE)
  expect(problems).toEqual([])
  expect(config.models?.map((model) => model.name)).toEqual(['net_listen', 'net_open', 'pool_add'])
})

test('an empty one changes nothing, and workers can be sent any', () => {
  expect(readConfigText('{}', SOURCE)).toEqual({ config: {}, problems: [] })
  const { config } = readConfig({ models: [{ name: 'f', arguments: ['closes'] }] }, SOURCE)
  expect(structuredClone({ ...DEFAULT_CONFIG, ...config })).toEqual({ ...DEFAULT_CONFIG, ...config })
})

test('comments and commas inside strings are text', () => {
  const { problems } = readConfigText('{ "noreturn": ["// die", "a,]"] }', SOURCE)
  expect(problems.map(({ en }) => en)).toEqual([
    'noreturn[0] is "// die", but must be the name of a function',
    'noreturn[1] is "a,]", but must be the name of a function',
  ])
})

describe('what is wrong is said with its place', () => {
  test.each([
    ['{\n  "preset": "strict"\n  "rules": {}\n}', /^3:3: this is not valid JSON/],
    ['', /^(?:1:1: )?this is not valid JSON/],
    ['[]', /must be one object/],
  ])('%j', (text, expected) => {
    const { config, problems } = readConfigText(text, SOURCE)
    expect(config).toEqual({})
    expect(problems).toHaveLength(1)
    expect(problems[0]?.en).toMatch(expected)
  })
})

describe('one wrong value takes no other with it', () => {
  test.each<[Readonly<Record<string, unknown>>, string]>([
    [{ preset: 'all' }, 'preset is "all", but must be one of "recommended", "strict", "learn", "off"'],
    [{ targets: 'linux' }, 'targets is "linux", but must be one of "auto", "posix", "windows", "both"'],
    [
      { rule: {} },
      'rule is not known; known are preset, targets, rules, noreturn, wrappers, models, defines, includePaths, compileCommands',
    ],
    [{ defines: ['A'] }, 'defines is ["A"], but must be an object of macros and their texts: {"DEBUG": "1"}'],
    [
      { defines: { 'A B': '1' } },
      'defines["A B"] is "1", but must be the name of a macro with a text, or with null for one that is not defined',
    ],
    [{ rules: [] }, 'rules must be an object that maps rule ids to severities'],
    [{ rules: { 'bind/c': 'off' } }, 'rules names "bind/c", but there is no such rule'],
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

  test('settings of an editor have their prefix, and other names are left alone', () => {
    const { problems } = readConfig({ preset: 1, trace: {} }, { ...SOURCE, prefix: 'socklint.', others: 'any' })
    expect(problems.map(({ en }) => en)).toEqual([
      'socklint.preset is 1, but must be one of "recommended", "strict", "learn", "off"',
    ])
  })
})
