/** Parts of a program checked apart, with the real engine: together they say what one run says. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { FORMATS } from '../../cli/options.ts'
import { filesOfShard } from '../../cli/results/shard.ts'
import { buildCommand, run, temporaryFolder, tree, type Ran } from './command.ts'
import { CROSSING, PROGRAM } from './program.ts'

let cli = ''
beforeAll(async () => {
  cli = await buildCommand('real')
})

const STRICT = ['--preset', 'strict', '--threads', '1']
const OUTPUTS = FORMATS.slice(1).flatMap((format) => ['--format', `${format}=${format}.out`])
const FOLDERS = [...new Set(Object.keys(PROGRAM).map((path) => path.split('/')[0] ?? ''))]

const socklint = (cwd: string, ...args: readonly string[]): Promise<Ran> => run(cli, args, { cwd })

/** Everything that a run says, in every format. */
async function outputs(cwd: string, ...args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const ran = await socklint(cwd, ...args, '--threads', '1', ...OUTPUTS)
  return { ...ran, texts: FORMATS.slice(1).map((format) => readFileSync(join(cwd, `${format}.out`), 'utf8')) }
}

/** Writes facts of parts of the program into `NAME-0.facts` and so on. */
async function facts(cwd: string, name: string, parts: readonly (readonly string[])[]): Promise<string[]> {
  return Promise.all(
    parts.map(async (args, index) => {
      const file = `${name}-${index}.facts`
      const ran = await socklint(cwd, 'facts', ...STRICT, ...args, '-o', file)
      expect(ran, args.join(' ')).toMatchObject({ code: 0, stdout: '' })
      return file
    }),
  )
}

function edit(cwd: string, path: string, change: (text: string) => string): void {
  writeFileSync(join(cwd, path), change(readFileSync(join(cwd, path), 'utf8')))
}

interface Json {
  readonly files: number
  readonly diagnostics: readonly object[]
}
const parsed = (text: string): Json => JSON.parse(text) as Json
const sorted = (list: readonly object[]): string[] => list.map((one) => JSON.stringify(one)).sort()

describe('together they say what the whole says, in every format', () => {
  test.each([1, 2, 3, 7])('%i parts', async (count) => {
    const cwd = tree(PROGRAM)
    const whole = await outputs(cwd, ...STRICT.slice(0, 2))
    for (const rule of CROSSING) expect(JSON.stringify(whole)).toContain(rule)
    const parts = Array.from({ length: count }, (_, k) => ['--shard', `${k + 1}/${count}`, '.'])
    const files = await facts(cwd, 'part', parts)
    expect(await outputs(cwd, 'merge', ...files)).toEqual(whole)
    // In another order, and told of each other.
    expect(await outputs(cwd, 'merge', ...[...files].reverse())).toEqual(whole)
    const told = files.flatMap((file) => ['--with-facts', file])
    const again = await facts(
      cwd,
      'again',
      parts.map((args) => [...told, ...args]),
    )
    expect(await outputs(cwd, 'merge', ...again)).toEqual(whole)
  })

  test('folders, merged, and each by itself with the facts of all', async () => {
    const cwd = tree(PROGRAM)
    const whole = await outputs(cwd, ...STRICT.slice(0, 2))
    const json = parsed((await socklint(cwd, ...STRICT, '-f', 'json')).stdout)
    const files = await facts(
      cwd,
      'folder',
      FOLDERS.map((folder) => [folder]),
    )
    expect(await outputs(cwd, 'merge', ...files)).toEqual(whole)
    const told = files.flatMap((file) => ['--with-facts', file])
    const each = await Promise.all(
      FOLDERS.map(async (folder) => parsed((await socklint(cwd, ...STRICT, ...told, '-f', 'json', folder)).stdout)),
    )
    expect(sorted(each.flatMap(({ diagnostics }) => diagnostics))).toEqual(sorted(json.diagnostics))
    expect(each.reduce((sum, one) => sum + one.files, 0)).toBe(json.files)
    // Without the others something is missing, or told of that is not so.
    const alone = await Promise.all(
      FOLDERS.map(async (folder) => parsed((await socklint(cwd, ...STRICT, '-f', 'json', folder)).stdout)),
    )
    expect(sorted(alone.flatMap(({ diagnostics }) => diagnostics))).not.toEqual(sorted(json.diagnostics))
  })

  test('what the compiler is told need not be said again', async () => {
    const cwd = tree(PROGRAM)
    const told = ['--define', 'PORT=8081', '--include-path', 'lib']
    const whole = await outputs(cwd, ...STRICT.slice(0, 2), ...told)
    const files = await facts(
      cwd,
      'told',
      FOLDERS.map((folder) => [folder, ...told]),
    )
    expect(await outputs(cwd, 'merge', ...files)).toEqual(whole)
    edit(cwd, 'lib/net.h', (text) => `${text}#define MORE 1\n`)
    const stale = await socklint(cwd, 'merge', ...files)
    expect(stale.code).toBe(2)
    expect(stale.stderr).toContain(
      'lib/net.h: this header has changed since facts of files that include it were written',
    )
  })

  test('a part with the facts of all says what the whole says of its files', async () => {
    const cwd = tree(PROGRAM)
    const json = parsed((await socklint(cwd, ...STRICT, '-f', 'json')).stdout)
    const files = await facts(cwd, 'all', [['.']])
    const parts = await Promise.all(
      ['1/2', '2/2'].map((shard) =>
        socklint(cwd, ...STRICT, '--with-facts', files[0] ?? '', '--shard', shard, '-f', 'json'),
      ),
    )
    expect(sorted(parts.flatMap(({ stdout }) => [...parsed(stdout).diagnostics]))).toEqual(sorted(json.diagnostics))
  })

  test('errors, wrong configurations, baselines and limits of warnings too', async () => {
    const cwd = tree({
      ...PROGRAM,
      'app/binary.c': new Uint8Array([1, 0, 2]),
      'app/.socklintrc.json': '{ "preset": "loud" }',
    })
    const whole = await outputs(cwd, ...STRICT.slice(0, 2))
    expect(whole).toMatchObject({ code: 2 })
    const files = await Promise.all(
      FOLDERS.map(async (folder) => {
        const ran = await socklint(cwd, 'facts', ...STRICT, folder, '-o', `${folder}.facts`)
        expect(ran.code).toBe(folder === 'app' ? 2 : 0)
        return `${folder}.facts`
      }),
    )
    expect(await outputs(cwd, 'merge', ...files)).toEqual(whole)
    rmSync(join(cwd, 'app/.socklintrc.json'))
    const good = await facts(
      cwd,
      'good',
      FOLDERS.map((folder) => [folder]),
    )
    await socklint(cwd, 'merge', ...good, '--write-baseline', 'b.json')
    expect(await socklint(cwd, 'merge', ...good, '--baseline', 'b.json')).toMatchObject({ code: 0 })
    expect(await socklint(cwd, ...STRICT, '--baseline', 'b.json')).toMatchObject({ code: 0 })
    expect(await outputs(cwd, 'merge', ...good, '--max-warnings', '2', '--quiet')).toEqual(
      await outputs(cwd, ...STRICT.slice(0, 2), '--max-warnings', '2', '--quiet'),
    )
  })
})

describe('facts are a matter of the files alone', () => {
  test('the same bytes in any number of threads, anywhere, with a cache or without', async () => {
    const [one, other] = [tree(PROGRAM), tree(PROGRAM)]
    const cache = ['--cache-location', temporaryFolder()]
    const texts = []
    for (const [cwd, args] of [
      [one, ['--threads', '1']],
      [one, ['--threads', '3']],
      [other, ['--lang', 'ja', ...cache]],
      [other, cache],
    ] as const) {
      await socklint(cwd, 'facts', '--preset', 'strict', ...args, '-o', 'all.facts')
      texts.push(readFileSync(join(cwd, 'all.facts'), 'utf8'))
    }
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).not.toContain(one)
  })

  test('parts depend on paths alone, and are all of the files', () => {
    const files = Array.from({ length: 1000 }, (_, i) => ({ path: `src/f${i}.c`, raw: `src/f${i}.c` }))
    const parts = [1, 2, 3, 4].map((number) => filesOfShard(files, { number, of: 4 }))
    expect(parts.flat().sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual(
      [...files].sort((a, b) => (a.path < b.path ? -1 : 1)),
    )
    for (const part of parts) expect(Math.abs(part.length - 250)).toBeLessThan(50)
    const fewer = filesOfShard(files.slice(0, 500), { number: 1, of: 4 })
    expect(parts[0]?.slice(0, fewer.length)).toEqual(fewer)
  })
})

describe('facts that cannot be used', () => {
  const LINES = 4

  test.each<[string, (text: string) => string, string]>([
    ['something else', () => '{"socklint":"baseline"}', 'these are no facts written by "socklint facts"'],
    ['nothing', () => '', 'these are no facts'],
    ['cut off', (text) => text.split('\n').slice(0, LINES).join('\n'), 'these facts are damaged or cut off'],
    ['cut off at a line', (text) => `${text.split('\n').slice(0, LINES).join('\n')}\n`, 'damaged or cut off'],
    ['changed', (text) => text.replace('"matters":true', '"matters":false'), 'damaged or cut off'],
    ['of another form', (text) => text.replace('"form":1', '"form":2'), 'by another build of Socklint'],
    [
      'of another build',
      (text) => text.replace(/"build":"\w{12}/, '"build":"000000000000'),
      '000000000000; this one is',
    ],
  ])('%s', async (_, change, told) => {
    const cwd = tree(PROGRAM)
    const [file = ''] = await facts(cwd, 'all', [['lib']])
    writeFileSync(join(cwd, file), change(readFileSync(join(cwd, file), 'utf8')))
    for (const args of [
      ['merge', file],
      ['lint', '--with-facts', file, 'app'],
      ['facts', '--with-facts', file, '-o', 'x'],
    ]) {
      const ran = await socklint(cwd, ...args)
      expect(ran).toMatchObject({ code: 2, stdout: '' })
      expect(ran.stderr).toContain(`${file}: `)
      expect(ran.stderr).toContain(told)
      expect(existsSync(join(cwd, 'x'))).toBe(false)
    }
  })

  test('none, or one that is not there', async () => {
    const cwd = tree(PROGRAM)
    expect(await socklint(cwd, 'merge')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('which facts?') as string,
    })
    expect(await socklint(cwd, 'merge', 'no.facts')).toMatchObject({
      code: 2,
      stderr: 'socklint: no.facts: cannot read these facts: it no longer exists\n',
    })
  })

  test('that saw one file differently', async () => {
    const cwd = tree(PROGRAM)
    await socklint(cwd, 'facts', ...STRICT, 'app', '-o', 'one.facts')
    await socklint(cwd, 'facts', ...STRICT, '--target', 'windows', '.', '-o', 'other.facts')
    const ran = await socklint(cwd, 'merge', 'one.facts', 'other.facts')
    expect(ran.code).toBe(2)
    expect(ran.stderr).toMatch(/app\/\w+.c is in one.facts and in other.facts, read under different settings/)
  })

  test('of files that have changed since, where the text is needed again', async () => {
    const cwd = tree(PROGRAM)
    const files = await facts(
      cwd,
      'folder',
      FOLDERS.map((folder) => [folder]),
    )
    const main = join(cwd, 'app/main.c')
    const text = readFileSync(main, 'utf8')
    writeFileSync(main, `\n${text}`)
    const stale = await socklint(cwd, 'merge', ...files)
    expect(stale.code).toBe(2)
    expect(stale.stderr).toMatch(
      /app\/main.c: this file, its headers or its settings have changed since folder-\d.facts/,
    )
    rmSync(main)
    const gone = await socklint(cwd, 'merge', ...files)
    expect(gone.code).toBe(2)
    expect(gone.stderr).toMatch(/app\/main.c: this file has to be checked once more .* it no longer exists/)
  })

  test('but no text is needed where they were told of each other until nothing was new', async () => {
    const cwd = tree(PROGRAM)
    const whole = parsed((await socklint(cwd, ...STRICT, '-f', 'json')).stdout)
    const parts = FOLDERS.map((folder) => [folder])
    let files = await facts(cwd, 'round0', parts)
    for (const round of ['round1', 'round2', 'round3', 'round4']) {
      const told = files.flatMap((file) => ['--with-facts', file])
      files = await facts(
        cwd,
        round,
        parts.map((args) => [...told, ...args]),
      )
    }
    const away = temporaryFolder()
    for (const file of files) cpSync(join(cwd, file), join(away, file))
    const merged = await socklint(away, 'merge', ...files, '-f', 'json')
    expect(parsed(merged.stdout)).toEqual(whole)
    expect(merged.stderr).not.toContain('checked once more')
  })

  test('what does not go together', async () => {
    const cwd = tree(PROGRAM)
    for (const [args, told] of [
      [['--shard', '1/2'], 'what one part finds depends on the others'],
      [['facts', '--shard', '3/2', '-o', 'x'], '--shard: "3/2" is not of the form K/N'],
      [['facts', '.'], 'where to? socklint facts --output-file FILE'],
      [['--with-facts', 'x', '--fix'], '--with-facts and --fix exclude each other'],
      [['--with-facts', 'x', '--since', 'main'], '--with-facts and --since exclude each other'],
      [['merge', '--preset', 'strict', 'x'], '--preset does not belong to "socklint merge"'],
      [['facts', '--format', 'json', '-o', 'x'], '--format does not belong to "socklint facts"'],
      [['--cache', '--no-cache'], '--no-cache and --cache exclude each other'],
    ] as const) {
      const ran = await socklint(cwd, ...args)
      expect(ran.code, args.join(' ')).toBe(2)
      expect(ran.stderr).toContain(told)
    }
  })
})

test('what facts depend on is written for build systems', async () => {
  const cwd = tree({ ...PROGRAM, 'lib/a b#$.c': PROGRAM['lib/net.c'] ?? '' })
  const ran = await socklint(cwd, 'facts', 'lib', '-o', 'out/lib.facts', '--depfile', 'lib.d')
  expect(ran.code).toBe(2)
  mkdirSync(join(cwd, 'out'))
  expect(await socklint(cwd, 'facts', 'lib', 'steps', '-o', 'out/lib.facts', '--depfile', 'lib.d')).toMatchObject({
    code: 0,
  })
  const lines = readFileSync(join(cwd, 'lib.d'), 'utf8').split(' \\\n  ')
  expect(lines[0]).toBe('out/lib.facts:')
  const read = lines.slice(1).map((line) => line.trim())
  expect(read).toContain(join(cwd, 'lib/a\\ b\\#$$.c'))
  for (const file of ['lib/net.c', 'lib/net.h', 'steps/.socklintrc.json']) expect(read).toContain(join(cwd, file))
  expect(read).not.toContain(join(cwd, 'app/main.c'))
})

test('facts that cannot be written', async () => {
  const cwd = tree(PROGRAM)
  mkdirSync(join(cwd, 'folder'))
  const ran = await socklint(cwd, 'facts', 'plain', '-o', 'folder')
  expect(ran.code).toBe(2)
  expect(ran.stderr).toContain('cannot write folder: ')
  expect(existsSync(dirname(cwd))).toBe(true)
})
