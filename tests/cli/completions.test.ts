import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { completions } from '../../cli/completions/completions.ts'
import { manPage } from '../../cli/man-page.ts'
import { OPTION_ROWS, SHELLS } from '../../cli/options.ts'
import { ROOT } from '../../scripts/rule-folders.ts'
import { buildCommand, run, temporaryFolder, tree } from './command.ts'

const RULES = ['bind/reuseaddr-hijack', 'lifecycle/leak']
const has = (command: string): boolean => spawnSync(command, ['--version']).error === undefined

let cli = ''
beforeAll(async () => {
  cli = await buildCommand('fake')
})

test.each(SHELLS)('%s: the command prints a script with every option', async (shell) => {
  const { code, stdout, stderr } = await run(cli, ['completions', shell], { cwd: tree({}) })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  for (const [name, { hidden }] of OPTION_ROWS)
    if (hidden !== true) expect(stdout).toMatch(new RegExp(`(?:--|-l )${name}\\b`))
  expect(stdout).toContain('test/word')
  const japanese = await run(cli, ['completions', shell, '--lang', 'ja'], { cwd: tree({}) })
  if (shell !== 'bash') expect(japanese.stdout).toContain('表示する')
})

test.each([
  [[], 'which shell? One of bash, zsh, fish, powershell'],
  [['csh'], '"csh" is not one of bash, zsh, fish, powershell'],
  [['bash', 'x'], 'unexpected argument "x"'],
  [['bash', '--fix'], '--fix does not belong to "socklint completions"'],
])('wrong use: completions %j', async (args, complaint) => {
  const { code, stderr } = await run(cli, ['completions', ...args], { cwd: tree({}) })
  expect(code).toBe(2)
  expect(stderr).toContain(complaint)
})

describe.skipIf(!has('bash'))('in bash', () => {
  const script = join(temporaryFolder(), 'socklint.bash')
  writeFileSync(script, completions('bash', RULES, 'en'))
  const cwd = tree({ 'src/a.c': '', 'server.c': '' })
  const complete = (...words: string[]): string[] => {
    const code = `source "$1"; shift; compopt() { :; }; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _socklint; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', code, 'bash', script, 'socklint', ...words], { cwd })
    expect(stderr.toString()).toBe('')
    return stdout.toString().split('\n').filter(Boolean).toSorted()
  }

  test.each([
    [['--pre'], ['--preset']],
    [['--fix'], ['--fix', '--fix-dry-run', '--fix-suggestions']],
    [['--preset', 'st'], ['strict']],
    [['--preset', '=', 'st'], ['strict']],
    [
      ['--preset', '='],
      ['learn', 'off', 'recommended', 'strict'],
    ],
    [
      ['-f', 's'],
      ['sarif', 'stylish'],
    ],
    [['--rule', 'bind'], ['bind/reuseaddr-hijack=']],
    [['--include-path', 's'], ['src']],
    [['explain', 'life'], ['lifecycle/leak']],
    [['explain', '--pre'], []],
    [['rules', '--fo'], ['--format']],
    [['completions', 'p'], ['powershell']],
    [['e'], ['explain']],
    [['s'], ['server.c', 'src']],
  ])('%j', (words, expected) => {
    expect(complete(...words)).toEqual(expected)
  })
})

for (const shell of ['zsh', 'fish'] as const) {
  test.skipIf(!has(shell))(`${shell} takes the script`, () => {
    const file = join(temporaryFolder(), `_socklint.${shell}`)
    for (const language of ['en', 'ja'] as const) {
      writeFileSync(file, completions(shell, RULES, language))
      const { status, stderr } = spawnSync(shell, ['-n', file])
      expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' })
    }
  })
}

describe.skipIf(!has('fish'))('in fish', () => {
  const script = join(temporaryFolder(), 'socklint.fish')
  writeFileSync(script, completions('fish', RULES, 'en'))
  test.each([
    ['socklint --preset ', ['learn', 'off', 'recommended', 'strict']],
    ['socklint explain life', ['lifecycle/leak']],
    ['socklint --rule bind', ['bind/reuseaddr-hijack=']],
    ['socklint rules --fo', ['--format']],
    ['socklint explain --fi', []],
  ])('%s', (line, expected) => {
    const { stdout } = spawnSync('fish', ['--no-config', '-c', `source ${script}; complete -C '${line}'`])
    const words = stdout
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((row) => row.split('\t')[0])
    expect(words.toSorted()).toEqual(expected)
  })
})

describe('the manual page', () => {
  test.each([
    ['en', 'man/socklint.1'],
    ['ja', 'man/socklint.ja.1'],
  ] as const)('has every option, and is fresh (%s)', (language, path) => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
    const page = manPage(language, version)
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(page)
    for (const [name, { hidden }] of OPTION_ROWS)
      if (hidden !== true) expect(page).toContain(`\\fB\\-\\-${name.replaceAll('-', '\\-')}\\fR`)
  })

  test.skipIf(!has('groff'))('is right for groff', () => {
    const input = readFileSync(join(ROOT, 'man/socklint.1'))
    const { stdout, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-P-bcou', '-ww', '-rCHECKSTYLE=3'], { input })
    expect(stderr.toString()).toBe('')
    expect(stdout.toString()).toContain('--report-unused-suppressions')
  })
})
