import { beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, run, temporaryFolder } from './command.ts'

let cli = ''
let cwd = ''
beforeAll(async () => {
  cwd = temporaryFolder()
  cli = await buildCommand('fake')
})

describe('explain', () => {
  test('shows the page', async () => {
    const { code, stdout } = await run(cli, ['explain', 'test/word'], { cwd })
    expect(code).toBe(0)
    expect(stdout).toBe(`A word
test/word · warning · posix windows · CWE-605

Words can be bad.

Why it is wrong

First line, second line.

Bad

    bad();

Platforms

system   result
───────  ──────────
Linux    EADDRINUSE
Windows  成功

When it stays silent

• one
• two

References

bind(2) <https://example.org/bind>
`)
  })

  test('in Japanese, whose lines join without a space', async () => {
    const { stdout } = await run(cli, ['explain', 'test/word', '--lang', 'ja'], { cwd })
    expect(stdout).toContain('単語が悪いことがある。')
    expect(stdout).toContain('一行目。二行目。')
    expect(stdout).toContain('なぜ問題か')
  })

  test.each(['test/wrod', 'word', 'Test/Word'])('suggests a rule for %s', async (name) => {
    const { code, stdout, stderr } = await run(cli, ['explain', name], { cwd })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('did you mean test/word?')
  })

  test('suggests nothing far-fetched, not even names every object has', async () => {
    for (const name of ['completely/else', 'constructor', '__proto__']) {
      const { code, stderr } = await run(cli, ['explain', name], { cwd })
      expect(code).toBe(2)
      expect(stderr).toContain(`there is no rule "${name}"`)
      expect(stderr).not.toContain('did you mean')
    }
  })
})

describe('rules', () => {
  test('as a table', async () => {
    const { code, stdout } = await run(cli, ['rules'], { cwd })
    expect(code).toBe(0)
    expect(stdout).toBe(`rule       severity  platforms      presets      title
test/word  warning   posix windows  recommended  A word
`)
  })

  test('as JSON', async () => {
    const { stdout } = await run(cli, ['rules', '--format', 'json', '--lang', 'ja'], { cwd })
    expect(JSON.parse(stdout)).toEqual([
      {
        id: 'test/word',
        severity: 'warning',
        platforms: ['posix', 'windows'],
        options: {},
        presets: ['recommended'],
        title: '単語',
      },
    ])
  })
})

test('help and version answer before anything else is judged', async () => {
  const help = await run(cli, ['--help'], { cwd })
  expect(help.code).toBe(0)
  expect(help.stdout).toContain('--stdin-filename FILE')
  expect((await run(cli, ['-h', '--lang', 'ja'], { cwd })).stdout).toContain('使い方')
  expect((await run(cli, ['--version'], { cwd })).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test.each([
  [['--lang', 'fr'], '--lang: "fr" is not one of en, ja'],
  [['--fromat', 'json'], 'unknown option --fromat; did you mean --format?'],
  [['explain'], 'which rule?'],
  [['explain', 'a', 'b'], 'unexpected argument "b"'],
  [['rules', '--stdin'], '--stdin does not belong to "socklint rules"'],
  [['lsp'], 'socklint lsp --stdio'],
])('wrong use: %j', async (args, complaint) => {
  const { code, stdout, stderr } = await run(cli, args, { cwd })
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(complaint)
})

test('complaints come in Japanese too', async () => {
  const { stderr } = await run(cli, ['--fromat', '--lang', 'ja'], { cwd })
  expect(stderr).toContain('--fromat というオプションはありません')
})
