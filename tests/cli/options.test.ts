import { describe, expect, test } from 'vitest'
import { helpText } from '../../cli/help.ts'
import { languageOf, MESSAGES } from '../../cli/messages.ts'
import { MESSAGES as OF_CONFIGURATION } from '../../configuration/messages.ts'
import { nearest } from '../../engine/index.ts'
import { OPTION_ROWS, parseCommandLine } from '../../cli/options.ts'
import { padded, widthOf } from '../../cli/width.ts'

const problemOf = (...argv: string[]): string => {
  const { command } = parseCommandLine(argv, {})
  return command.name === 'wrong' ? command.problem.en : `no problem: ${command.name}`
}

describe('variables of the environment', () => {
  const optionsOf = (argv: readonly string[], env: Readonly<Record<string, string>>): Record<string, unknown> => {
    const { command } = parseCommandLine(argv, env)
    return command.name === 'lint' ? { ...command.options } : { wrong: command }
  }

  test('say what the command line leaves open', () => {
    const env = {
      SOCKLINT_PRESET: 'strict',
      SOCKLINT_TARGET: 'posix windows',
      SOCKLINT_CONFIG: 'ci.json',
      SOCKLINT_FORMAT: ' github  sarif=out.sarif ',
      SOCKLINT_THREADS: '2',
    }
    expect(optionsOf([], env)).toMatchObject({
      preset: 'strict',
      targets: ['posix', 'windows'],
      config: 'ci.json',
      formats: [
        { format: 'github', file: null },
        { format: 'sarif', file: 'out.sarif' },
      ],
      threads: 2,
    })
    expect(optionsOf(['--preset=learn', '-f', 'gcc', '--no-config'], env)).toMatchObject({
      preset: 'learn',
      formats: [{ format: 'gcc', file: null }],
      config: null,
      useConfigFiles: false,
      threads: 2,
    })
  })

  test('say nothing when they are empty, nor to commands that are for people', () => {
    expect(optionsOf([], { SOCKLINT_PRESET: '' })).toMatchObject({ preset: null })
    expect(parseCommandLine(['rules'], { SOCKLINT_FORMAT: 'github' }).command).toEqual({
      name: 'rules',
      format: 'stylish',
    })
  })

  test('choose the language, unless the command line does', () => {
    expect(parseCommandLine([], { SOCKLINT_LANG: 'ja', LANG: 'en_GB.UTF-8' }).language).toBe('ja')
    expect(parseCommandLine(['--lang=en'], { SOCKLINT_LANG: 'ja' }).language).toBe('en')
  })

  test('are named where they are wrong', () => {
    const { command } = parseCommandLine([], { SOCKLINT_PRESET: 'strickt' })
    if (command.name !== 'wrong') throw new Error('nothing is wrong')
    expect(command.problem.en).toMatch(/^--preset.*strickt.* \(from the environment variable SOCKLINT_PRESET\)$/)
    expect(command.problem.ja).toMatch(/ \(環境変数 SOCKLINT_PRESET による指定\)$/)
    expect(problemOf('--preset=strickt')).not.toContain('environment')
  })
})

describe('parseCommandLine', () => {
  test('without anything it lints the working folder', () => {
    expect(parseCommandLine([], {})).toEqual({
      language: 'en',
      command: {
        name: 'lint',
        options: {
          paths: ['.'],
          formats: [{ format: 'stylish', file: null }],
          config: null,
          useConfigFiles: true,
          printConfig: null,
          targets: null,
          preset: null,
          rules: {},
          stdin: false,
          stdinFilename: null,
          baseline: null,
          keepBaseline: null,
          since: null,
          fix: null,
          fixSuggestions: false,
          reportUnusedSuppressions: false,
          strict: false,
          quiet: false,
          maxWarnings: 0,
          timing: false,
          threads: null,
          cache: { on: null, folder: null },
          shard: null,
          facts: { read: [], merge: false, write: null, depfile: null },
          useIgnoreFiles: true,
          forceExclude: false,
          project: { defines: new Map(), includePaths: [], compileCommands: null },
        },
      },
    })
  })

  test('every option of lint', () => {
    const line = parseCommandLine(
      [
        ...['lint', 'a.c', '--format=json', '-f', 'stylish=o.txt', '--target', 'windows', '--target=posix'],
        ...['--config', 'lint.json', '--preset', 'strict', '--rule', 'a/b=off', '--rule=c/d=error', '--quiet'],
        ...['--max-warnings', '3', '--define', 'PORT=80', '--define=DEBUG', '--include-path', 'include'],
        ...['--include-path=lib', '--compile-commands', 'out', '--baseline', 'b.json', '--prune-baseline'],
        ...['--since', 'main', '--fix-dry-run', '--fix-suggestions', '--report-unused-suppressions', '--strict'],
        ...['--timing', '--threads', '4', '--no-ignore', '--lang', 'ja', '--', '--odd.c'],
      ],
      {},
    )
    expect(line).toEqual({
      language: 'ja',
      command: {
        name: 'lint',
        options: {
          paths: ['a.c', '--odd.c'],
          formats: [
            { format: 'json', file: null },
            { format: 'stylish', file: 'o.txt' },
          ],
          config: 'lint.json',
          useConfigFiles: true,
          printConfig: null,
          targets: ['posix', 'windows'],
          preset: 'strict',
          rules: { 'a/b': 'off', 'c/d': 'error' },
          stdin: false,
          stdinFilename: null,
          baseline: 'b.json',
          keepBaseline: { how: 'prune', file: 'b.json' },
          since: { kind: 'ref', ref: 'main' },
          fix: 'dry-run',
          fixSuggestions: true,
          reportUnusedSuppressions: true,
          strict: true,
          quiet: true,
          maxWarnings: 3,
          timing: true,
          threads: 4,
          cache: { on: null, folder: null },
          shard: null,
          facts: { read: [], merge: false, write: null, depfile: null },
          useIgnoreFiles: false,
          forceExclude: false,
          project: {
            defines: new Map([
              ['PORT', '80'],
              ['DEBUG', '1'],
            ]),
            includePaths: ['include', 'lib'],
            compileCommands: ['out'],
          },
        },
      },
    })
  })

  test.each([
    [['--nope'], 'unknown option --nope'],
    [['--define', '1X'], '--define: "1X" is not of the form NAME or NAME=VALUE'],
    [['-x'], 'unknown option -x'],
    [['--format'], '--format needs a value: NAME[=FILE]'],
    [['--format', '--quiet'], '--format needs a value: NAME[=FILE]'],
    [['--format', 'json='], '--format json= needs a value: FILE'],
    [['--format', 'json', '--format', 'stylish'], 'only one format can go to standard output'],
    [['--format', 'json=a', '--output-file', 'b'], '--output-file has no format left'],
    [['--quiet=yes'], '--quiet takes no value'],
    [['--preset', 'a', '--preset', 'b'], '--preset is given twice'],
    [['--preset', 'best'], '"best" is not one of recommended, strict, learn, off'],
    [['--target', ''], '"" is not one of posix, windows'],
    [['--rule', 'a/b'], '"a/b" is not of the form ID=SEVERITY'],
    [['--rule', 'a/b=fatal'], 'one of error, warning, info, off, on'],
    [['--max-warnings', '1e3'], '"1e3" is not a whole number of at least 0'],
    [['--threads', '0'], '"0" is not a whole number of at least 1'],
    [['--stdin', 'a.c'], '--stdin and paths exclude each other'],
    [['--stdin-filename', 'a.c'], 'only with --stdin'],
    [['rules', '--format', 'json=x'], 'cannot be sent to a file'],
    [['--config', 'a', '--no-config'], '--config and --no-config exclude each other'],
    [['--no-ignore', '--force-exclude'], '--no-ignore and --force-exclude exclude each other'],
    [['--baseline', 'a', '--write-baseline', 'b'], '--baseline and --write-baseline exclude each other'],
    [['--update-baseline'], '--update-baseline is of use only with --baseline'],
    [['--baseline', 'a', '--update-baseline', '--prune-baseline'], '--update-baseline and --prune-baseline exclude'],
    [['--write-baseline', 'a', '--prune-baseline'], '--write-baseline and --prune-baseline exclude each other'],
    [['--since', 'main', '--staged'], '--since and --staged exclude each other'],
    [['--changed', '--stdin'], '--changed and --stdin exclude each other'],
    [['--fix', '--diff'], '--fix and --diff exclude each other'],
    [['--fix', '--staged'], '--fix and --staged exclude each other'],
    [['--fix', '--stdin'], '--fix and --stdin exclude each other'],
    [['--fix-suggestions'], '--fix-suggestions is of use only with --fix'],
  ])('wrong use: %j', (argv, problem) => {
    expect(problemOf(...argv)).toContain(problem)
  })

  test('editors pass the process id of theirs to the server', () => {
    expect(parseCommandLine(['lsp', '--stdio', '--clientProcessId=7'], {}).command).toEqual({ name: 'lsp' })
  })
})

test.each([
  [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
  [{ LANG: 'ja' }, 'ja'],
  [{ LANG: 'ja_JP.UTF-8', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'C', LC_MESSAGES: 'ja_JP.eucJP' }, 'ja'],
  [{ LANG: 'ja_JP', LC_ALL: '' }, 'ja'],
  [{ LANG: 'jam_JM' }, 'en'],
  [{}, 'en'],
])('the language of %j is %s', (env, language) => {
  expect(languageOf(env)).toBe(language)
})

test('every message has the same parameters in both languages', () => {
  const parameters = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
  for (const [key, { en, ja }] of Object.entries({ ...MESSAGES, ...OF_CONFIGURATION })) {
    expect(ja, key).not.toBe('')
    expect(ja, key).not.toBe(en)
    expect(parameters(ja), key).toEqual(parameters(en))
  }
})

test('the help shows every option in both languages', () => {
  for (const language of ['en', 'ja'] as const) {
    const text = helpText(language)
    for (const [name, row] of OPTION_ROWS) {
      expect(text.includes(` --${name}`), name).toBe(row.hidden !== true)
      if (row.hidden !== true) expect(text).toContain(row.help[language])
    }
    for (const line of text.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(120)
  }
})

test('nearest finds misspellings, parts and names without their category', () => {
  const known = ['bind/reuseaddr-hijack', 'bind/option-after-bind', 'fork/parent-keeps-connection']
  expect(nearest('bind/resueaddr-hijack', known)).toEqual(['bind/reuseaddr-hijack'])
  expect(nearest('hijack', known)).toEqual(['bind/reuseaddr-hijack'])
  expect(nearest('option-after-bnid', known)).toEqual(['bind/option-after-bind'])
  expect(nearest('tls/no-verify', known)).toEqual([])
})

test('wide characters take two columns', () => {
  expect(widthOf('abc日本語、')).toBe(11)
  expect(padded('日本', 6)).toBe('日本  ')
})
