import { chmodSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, openToAll, run, tree, type Ran, type Running } from './command.ts'

let cli = ''
beforeAll(async () => {
  cli = await buildCommand('fake')
})

interface Json {
  version: string
  files: number
  skipped: number
  diagnostics: { file: string; line: number; column: number; severity: string; rule: string; platforms: string[] }[]
  errors: { file: string; message: string }[]
}

async function lintJson(args: readonly string[], running: Running): Promise<Json & { ran: Ran }> {
  const ran = await run(cli, ['lint', '--format', 'json', ...args], running)
  if (ran.stdout === '') throw new Error(`no JSON; standard error: ${ran.stderr}`)
  return { ...(JSON.parse(ran.stdout) as Json), ran }
}

const filesOf = ({ diagnostics }: Json): string[] => [...new Set(diagnostics.map(({ file }) => file))]

describe('the JSON object', () => {
  test('is exactly what the contract says', async () => {
    const cwd = tree({ 'src/a.c': 'int x;\n/* 日本語 𠮷 */ worse\nbad', 'src/b.c': 'int y;', 'README.md': 'bad' })
    const ran = await run(cli, ['src', '-f', 'json'], { cwd })
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(JSON.parse(ran.stdout)).toEqual({
      version: manifest.version,
      files: 2,
      skipped: 1,
      diagnostics: [
        {
          file: 'src/a.c',
          line: 2,
          // UTF-16 units: the last kanji before it takes two.
          column: 14,
          endLine: 2,
          endColumn: 19,
          rule: 'test/word',
          severity: 'error',
          message: 'this is worse',
          platforms: ['posix', 'windows'],
          function: null,
          related: [{ file: 'src/a.c', line: 2, column: 14, message: 'a step' }],
          cwe: ['CWE-605'],
          fixes: [{ title: 'mend', safety: 'suggest' }],
        },
        {
          file: 'src/a.c',
          line: 3,
          column: 1,
          endLine: 3,
          endColumn: 4,
          rule: 'test/word',
          severity: 'warning',
          message: 'this is bad',
          platforms: ['posix', 'windows'],
          function: 'main',
          related: [],
          cwe: [],
          fixes: [{ title: 'mend', safety: 'safe' }],
        },
      ],
      errors: [],
    })
    expect(ran.stdout.split('\n')).toHaveLength(2)
    expect(ran).toMatchObject({ code: 1, stderr: '' })
  })

  test('speaks Japanese when asked, by flag or by locale', async () => {
    const cwd = tree({ 'a.c': 'bad' })
    for (const running of [{ cwd, env: { LC_ALL: '', LANG: 'ja_JP.UTF-8' } }, { cwd }]) {
      const args = running.env === undefined ? ['--lang', 'ja'] : []
      expect((await lintJson(args, running)).diagnostics).toMatchObject([{ message: 'this is bad です' }])
    }
  })

  test('reaches a slow reader whole', async () => {
    const cwd = tree({ 'a.c': 'bad\n'.repeat(20_000) })
    const { diagnostics } = await lintJson([], { cwd })
    expect(diagnostics).toHaveLength(20_000)
  })
})

describe('the exit status', () => {
  test.each([
    ['nothing found', 'int x;', [], 0],
    ['only info', 'hint', [], 0],
    ['a warning', 'bad', [], 1],
    ['an error', 'worse', [], 1],
    ['as many warnings as allowed', 'bad bad', ['--max-warnings', '2'], 0],
    ['more warnings than allowed', 'bad bad', ['--max-warnings', '1'], 1],
    ['an error, warnings allowed', 'worse', ['--max-warnings', '9'], 1],
    ['the rule switched off', 'worse', ['--rule', 'test/word=off'], 0],
    ['the rule softened', 'worse', ['--rule', 'test/word=info'], 0],
    ['an unknown flag', 'bad', ['--frobnicate'], 2],
    ['an unknown rule', 'bad', ['--rule', 'test/words=off'], 2],
    ['an unknown format', 'bad', ['--format', 'xml'], 2],
    ['an unknown preset', 'bad', ['--preset', 'best'], 2],
    ['an unknown target', 'bad', ['--target', 'posix,beos'], 2],
    ['no such path', 'bad', ['nowhere.c'], 2],
    ['a glob without files', 'bad', ['nowhere/**/*.c'], 2],
  ])('%s', async (_, text, args, code) => {
    const ran = await run(cli, args, { cwd: tree({ 'a.c': text }) })
    expect(ran.code).toBe(code)
    expect(ran.stderr === '').toBe(code !== 2 && !ran.stderr.includes('--max-warnings'))
  })

  test('a path that does not exist is wrong use, and the others are judged all the same', async () => {
    const { ran, diagnostics, errors } = await lintJson(['a.c', 'b.c'], { cwd: tree({ 'a.c': 'bad' }) })
    expect(ran.code).toBe(2)
    expect(diagnostics).toMatchObject([{ file: 'a.c' }])
    expect(errors).toEqual([{ file: 'b.c', message: 'no such file or folder' }])
  })
})

describe('what is judged', () => {
  test('files, folders and globs, each file once', async () => {
    const cwd = tree({ 'a.c': 'bad', 'src/b.cpp': 'bad', 'src/deep/c.h': 'bad', 'src/d.txt': 'bad', 'e.C++': 'bad' })
    expect(filesOf(await lintJson([], { cwd }))).toEqual(['a.c', 'e.C++', 'src/b.cpp', 'src/deep/c.h'])
    expect(filesOf(await lintJson(['src', 'src/b.cpp', './src/deep'], { cwd }))).toEqual(['src/b.cpp', 'src/deep/c.h'])
    expect(filesOf(await lintJson(['src/**/*.{h,txt}', '*.c'], { cwd }))).toEqual(['a.c', 'src/deep/c.h'])
    expect(filesOf(await lintJson(['src/d.txt'], { cwd }))).toEqual(['src/d.txt'])
    expect(filesOf(await lintJson(['../b.cpp'], { cwd: join(cwd, 'src/deep') }))).toEqual(['../b.cpp'])
  })

  test('not the code of others, unless it is asked for', async () => {
    const cwd = tree({
      'a.c': 'bad',
      'lib/third_party/z.c': 'bad',
      'vendor/y.c': 'bad',
      'build/_deps/x/x.c': 'bad',
      'vendors/w.c': 'bad',
    })
    expect(filesOf(await lintJson([], { cwd }))).toEqual(['a.c', 'vendors/w.c'])
    expect(filesOf(await lintJson(['**/*.c'], { cwd }))).toEqual(['a.c', 'vendors/w.c'])
    expect(filesOf(await lintJson(['vendor', 'lib/third_party/z.c'], { cwd }))).toEqual([
      'lib/third_party/z.c',
      'vendor/y.c',
    ])
    expect(filesOf(await lintJson(['lib/third_party/*.c'], { cwd }))).toEqual(['lib/third_party/z.c'])
    expect(filesOf(await lintJson(['--no-ignore'], { cwd }))).toHaveLength(5)
  })

  test('arguments from a file, one a line', async () => {
    const cwd = tree({ 'a b.c': 'bad', 'c.c': 'bad', '@d.c': 'bad', args: '\ufeffa b.c\r\n\nc.c\n--quiet\n' })
    expect(filesOf(await lintJson(['@args', './@d.c'], { cwd }))).toEqual(['@d.c', 'a b.c', 'c.c'])
    expect(await run(cli, ['@none', '--lang', 'ja'], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'socklint: none から引数を読めません: すでに存在しません\n',
    })
  })

  test('not what .gitignore excludes, from the repository down', async () => {
    const cwd = tree({
      '.git/info/exclude': 'secret.c\n',
      '.gitignore': 'build/\n/top.c\n*.gen.c\n',
      'top.c': 'bad',
      'secret.c': 'bad',
      'build/a.c': 'bad',
      'src/top.c': 'bad',
      'src/x.gen.c': 'bad',
      'src/.gitignore': '!keep.gen.c\nlocal.c\n',
      'src/keep.gen.c': 'bad',
      'src/local.c': 'bad',
      'node_modules/m/m.c': 'bad',
      '.git/hook.c': 'bad',
    })
    const kept = ['src/keep.gen.c', 'src/top.c']
    expect(filesOf(await lintJson([], { cwd }))).toEqual(kept)
    expect(filesOf(await lintJson(['src'], { cwd }))).toEqual(kept)
    expect(filesOf(await lintJson(['.'], { cwd: join(cwd, 'src') }))).toEqual(['keep.gen.c', 'top.c'])
    expect(filesOf(await lintJson(['**/*.c'], { cwd }))).toEqual(kept)
    // Named, it is wanted.
    expect(filesOf(await lintJson(['build', 'top.c'], { cwd }))).toEqual(['build/a.c', 'top.c'])
    const all = ['build/a.c', 'secret.c', 'src/keep.gen.c', 'src/local.c', 'src/top.c', 'src/x.gen.c', 'top.c']
    expect(filesOf(await lintJson(['--no-ignore'], { cwd }))).toEqual(all)
    expect(filesOf(await lintJson(['--no-ignore', '**/*.c'], { cwd }))).toEqual(all)
  })

  test('all of it outside of a repository, whatever its .gitignore excludes', async () => {
    const cwd = tree({ '.gitignore': '/*\n', 'src/a.c': 'bad' })
    expect(filesOf(await lintJson([], { cwd }))).toEqual(['src/a.c'])
    expect(filesOf(await lintJson(['**/*.c'], { cwd }))).toEqual(['src/a.c'])
  })

  test('standard input, under the name given', async () => {
    const cwd = tree({})
    const named = await lintJson(['--stdin', '--stdin-filename', 'src/x.cpp'], { cwd, stdin: 'bad' })
    expect(named).toMatchObject({ files: 1, skipped: 0, diagnostics: [{ file: 'src/x.cpp', line: 1, column: 1 }] })
    expect(named.ran.code).toBe(1)
    expect(await lintJson(['--stdin'], { cwd, stdin: 'int x;' })).toMatchObject({ files: 1, skipped: 1, errors: [] })
    expect(await lintJson(['--stdin'], { cwd, stdin: new Uint8Array([98, 0, 98]) })).toMatchObject({
      errors: [{ file: 'stdin.c', message: expect.stringContaining('binary') as string }],
    })
  })

  test('for the platforms asked for, in one order', async () => {
    const cwd = tree({ 'a.c': 'bad' })
    const platforms = async (...args: string[]): Promise<unknown> =>
      (await lintJson(args, { cwd })).diagnostics[0]?.platforms
    expect(await platforms('--target', 'windows')).toEqual(['windows'])
    expect(await platforms('--target=windows,posix')).toEqual(['posix', 'windows'])
  })
})

describe('a bad file loses nothing else', () => {
  const good = { 'good.c': 'bad' }

  test('binary, too large, engine errors', async () => {
    const cwd = tree({ ...good, 'binary.c': new Uint8Array([1, 0, 2]), 'odd.c': 'odd' })
    writeFileSync(join(cwd, 'large.c'), Buffer.alloc(33 * 1024 * 1024, 'bad '))
    const result = await lintJson([], { cwd })
    expect(filesOf(result)).toEqual(['good.c'])
    expect(result.files).toBe(4)
    expect(result.errors).toEqual([
      { file: 'binary.c', message: 'a binary file (it holds NUL bytes), not checked' },
      { file: 'large.c', message: 'larger than 32 MB, not checked' },
      { file: 'odd.c', message: 'an odd file' },
    ])
    expect(result.ran.code).toBe(1)
    expect(result.ran.stderr.split('\n')).toHaveLength(4)
  })

  test('UTF-16 is text', async () => {
    const utf16 = Buffer.from('\ufeffbad', 'utf16le')
    const result = await lintJson([], { cwd: tree({ 'a.c': utf16, 'b.c': Buffer.from(utf16).swap16() }) })
    expect(result).toMatchObject({ files: 2, skipped: 0, errors: [] })
  })

  test.skipIf(process.platform === 'win32')('links that lead nowhere or in circles', async () => {
    const cwd = tree({ ...good, 'sub/x.c': 'int x;' })
    symlinkSync('..', join(cwd, 'sub', 'loop'))
    symlinkSync('missing.c', join(cwd, 'dangling.c'))
    symlinkSync('self.c', join(cwd, 'self.c'))
    const result = await lintJson([], { cwd })
    expect(result).toMatchObject({ files: 2, errors: [] })
    const named = await lintJson(['good.c', 'dangling.c', 'self.c', 'sub/loop'], { cwd })
    expect(filesOf(named)).toEqual(['good.c', 'sub/loop/good.c'])
    expect(named.errors).toEqual([
      { file: 'dangling.c', message: 'cannot read this file: the symbolic link points to nothing' },
      { file: 'self.c', message: 'cannot read this file: symbolic links form a loop' },
    ])
    expect(named.ran.code).toBe(1)
  })

  test.skipIf(process.platform !== 'linux')('names that are not UTF-8', async () => {
    const cwd = tree(good)
    const name = (byte: number): Buffer =>
      Buffer.concat([Buffer.from(`${cwd}/n`), Buffer.from([byte]), Buffer.from('.c')])
    writeFileSync(name(0xe9), 'bad')
    writeFileSync(name(0xe8), 'bad')
    expect(filesOf(await lintJson(['--threads', '2'], { cwd }))).toEqual(['good.c', 'n\\xE8.c', 'n\\xE9.c'])
  })

  // The super-user may read everything, so there the command runs as another user.
  test.skipIf(process.platform === 'win32')('folders and files without permission', async () => {
    const cwd = tree({ ...good, 'closed/x.c': 'bad', 'closed.c': 'bad' })
    chmodSync(join(cwd, 'closed'), 0)
    chmodSync(join(cwd, 'closed.c'), 0)
    openToAll(cwd, dirname(cli))
    const user = process.getuid?.() === 0 ? { uid: 65534 } : {}
    for (const paths of [[], ['**/*.c']]) {
      const result = await lintJson(paths, { cwd, ...user })
      expect(filesOf(result)).toEqual(['good.c'])
      expect(result.errors).toEqual([
        { file: 'closed', message: 'cannot read this folder: permission denied' },
        { file: 'closed.c', message: 'cannot read this file: permission denied' },
      ])
      expect(result.ran.code).toBe(1)
    }
    chmodSync(join(cwd, 'closed'), 0o755)
  })
})

describe('threads', () => {
  const many = Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [
      `src/f${n}.c`,
      // A chain of uses: each link is known a round after the one before it.
      n === 0
        ? 'def n0'
        : n < 4
          ? `bad\nuse n${n - 1}\ndef n${n}`
          : n % 3 === 0
            ? 'int x;'
            : `${'bad '.repeat(n % 5)}\nodd`,
    ]),
  )

  test('their number changes nothing', async () => {
    const cwd = tree(many)
    const [one, ...others] = await Promise.all(
      [['--threads', '1'], ['--threads', '2'], ['--threads', '5'], []].map((args) =>
        run(cli, [...args, '--format', 'json'], { cwd }),
      ),
    )
    expect(one?.stdout).toContain('n2 is known')
    for (const other of others) expect(other).toEqual(one)
  })

  test('facts cross files in rounds', async () => {
    const { diagnostics } = await lintJson(['--threads', '3'], { cwd: tree(many) })
    const known = diagnostics.filter((found) => JSON.stringify(found).includes('is known'))
    expect(known.map(({ file }) => file)).toEqual(['src/f1.c', 'src/f2.c', 'src/f3.c'])
  })

  test('one that dies loses the file it had, which is named; the status tells', async () => {
    const cwd = tree({ ...many, 'src/die.c': 'die', 'src/die2.c': 'die', 'src/throw.c': 'throw' })
    const [dying, healthy] = await Promise.all([
      lintJson(['--threads', '2', 'src'], { cwd }),
      lintJson(['--threads', '2', 'src'], { cwd: tree(many) }),
    ])
    expect(dying.diagnostics).toEqual(healthy.diagnostics)
    expect(dying.skipped).toBe(healthy.skipped)
    expect(dying.errors.filter(({ file }) => !healthy.errors.some((error) => error.file === file))).toEqual([
      {
        file: 'src/die.c',
        message: 'the worker thread ended while it checked this file (exit 7); the file is left out',
      },
      {
        file: 'src/die2.c',
        message: 'the worker thread ended while it checked this file (exit 7); the file is left out',
      },
      { file: 'src/throw.c', message: 'internal error while checking this file: the fake engine threw' },
    ])
    expect(dying.ran.code).toBe(2)
  })
})

describe('several outputs', () => {
  test('formats can repeat, with files', async () => {
    const cwd = tree({ 'a.c': 'bad' })
    const ran = await run(cli, ['--format', 'stylish', '--format', 'json=out.json'], { cwd })
    expect(ran.stdout).toContain('1:1  warning  this is bad')
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'))).toMatchObject({ diagnostics: [{ file: 'a.c' }] })
    const moved = await run(cli, ['--format', 'json', '--output-file', 'other.json'], { cwd })
    expect(moved.stdout).toBe('')
    expect(readFileSync(join(cwd, 'other.json'), 'utf8')).toBe(readFileSync(join(cwd, 'out.json'), 'utf8'))
  })

  test('a file that cannot be written', async () => {
    const ran = await run(cli, ['--format', 'json=no/folder.json'], { cwd: tree({ 'a.c': 'int x;' }) })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('cannot write no/folder.json')
  })

  test('the report for people', async () => {
    const cwd = tree({ 'a.c': 'bad\n worse\nhint' })
    const { stdout } = await run(cli, ['--target', 'posix'], { cwd })
    expect(stdout).toBe(`a.c
  1:1  warning  this is bad  test/word [posix]
       | bad
       | ^^^
  2:2  error    this is worse  test/word [posix]
       |  worse
       |  ^^^^^
       2:2 a step
  3:1  info     this is hint  test/word [posix]
       | hint
       | ^^^^

✖ 3 problems (1 error, 1 warning, 1 note) in 1 file
socklint explain test/word tells why this is wrong and how to fix it
`)
    expect((await run(cli, ['--quiet'], { cwd })).stdout).not.toContain('hint')
    expect((await run(cli, ['--lang', 'ja'], { cwd })).stdout).toContain(
      '指摘 3 件 (1 件のエラー、1 件の警告、1 件の情報)',
    )
  })

  test('colours as the environment says', async () => {
    const cwd = tree({ 'a.c': 'bad' })
    expect((await run(cli, [], { cwd, env: { NO_COLOR: '', FORCE_COLOR: '1' } })).stdout).toContain('\u001b[33m')
    expect((await run(cli, [], { cwd, env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b[')
  })

  test('--timing goes to standard error', async () => {
    const { ran } = await lintJson(['--timing'], { cwd: tree({ 'a.c': 'bad' }) })
    expect(ran.stderr).toMatch(/whole run +\d/)
  })
})
