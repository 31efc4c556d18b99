/** Results that are kept from run to run, with the real engine: they change nothing, whatever happens to them. */
import { execFileSync, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { FORMATS } from '../../cli/options.ts'
import { cacheFolder } from '../../cli/results/cache-folder.ts'
import { Cache } from '../../cli/results/cache.ts'
import { digestOf } from '../../cli/results/digests.ts'
import { isText } from '../../engine/index.ts'
import { applied, randomEdits } from '../support/random-edits.ts'
import { buildCommand, run, temporaryFolder, tree, type Ran } from './command.ts'
import { CROSSING, PROGRAM } from './program.ts'

let cli = ''
beforeAll(async () => {
  cli = await buildCommand('real')
})

const STRICT = ['--preset', 'strict', '--threads', '1']

async function lint(cwd: string, ...args: readonly string[]): Promise<Ran> {
  return run(cli, [...STRICT, '--format', 'json', ...args], { cwd })
}

/** The entries of a cache by path. */
function entries(cache: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const path of readdirSync(cache, { recursive: true, encoding: 'utf8' }))
    if (path.endsWith('.json')) found.set(join(cache, path), readFileSync(join(cache, path), 'utf8'))
  return found
}

/** Changes what entries say, so that a report shows whether they were asked. */
function poison(cache: string): void {
  for (const [path, text] of entries(cache)) {
    const content = text.slice(text.indexOf('\n') + 1).replaceAll('No part of this program', 'POISON: no part')
    const changed = content.replaceAll('is already closed when', 'POISON when')
    writeFileSync(path, `${digestOf(changed)}\n${changed}`)
  }
}

describe('what is kept', () => {
  test('changes nothing in any format, and a second run asks for it', async () => {
    const cwd = tree(PROGRAM)
    const cache = temporaryFolder()
    const all = FORMATS.slice(1).flatMap((format) => ['--format', `${format}=${format}.out`])
    const outputs = async (...args: readonly string[]): Promise<unknown> => [
      await run(cli, [...STRICT, ...all, ...args], { cwd }),
      FORMATS.slice(1).map((format) => readFileSync(join(cwd, `${format}.out`), 'utf8')),
    ]
    const without = await outputs()
    for (const rule of CROSSING) expect(JSON.stringify(without)).toContain(rule)
    expect(await outputs('--cache-location', cache)).toEqual(without)
    const kept = entries(cache)
    expect(kept.size).toBeGreaterThan(7)
    expect(await outputs('--cache-location', cache)).toEqual(without)
    expect(entries(cache)).toEqual(kept)
    poison(cache)
    const poisoned = await lint(cwd, '--cache-location', cache)
    expect(poisoned.stdout).toContain('POISON')
  })

  test('is the same after edits of any file, header or configuration, in whatever order', {
    timeout: 300_000,
  }, async () => {
    let seed = 7
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below
    const cwd = tree(PROGRAM)
    const cache = temporaryFolder()
    const files = Object.keys(PROGRAM).filter((path) => /\.[ch]$/.test(path))
    for (let round = 0; round < 16; round++) {
      const path = join(cwd, files[random(files.length)] ?? '')
      const text = readFileSync(path, 'utf8')
      const edits = randomEdits(text, random, 1 + random(2))
      writeFileSync(path, edits.reduce(applied, text))
      if (round % 5 === 4)
        writeFileSync(
          join(cwd, '.socklintrc.json'),
          `{ "rules": { "lifecycle/leak": "${round % 2 === 0 ? 'error' : 'off'}" } }`,
        )
      const without = await lint(cwd, '--no-cache')
      expect(await lint(cwd, '--cache-location', cache), `${round} ${path}`).toEqual(without)
    }
  })

  test.each<[string, (cwd: string) => unknown]>([
    ['the text of a file', (cwd) => edit(cwd, 'win/alone.c', (text) => `\n${text}`)],
    ['the text of a header', (cwd) => edit(cwd, 'lib/net.h', (text) => text.replace('50001', '50002'))],
    ['what another file does', (cwd) => edit(cwd, 'lib/net.c', (text) => `\n\n${text}`)],
    ['the configuration', (cwd) => writeFileSync(join(cwd, '.socklintrc.json'), '{ "noreturn": ["finish"] }')],
    [
      'an option of a rule',
      (cwd) =>
        writeFileSync(
          join(cwd, '.socklintrc.json'),
          '{ "rules": { "bind/port-in-dynamic-range": { "options": { "allow": ["50000-50100"] } } } }',
        ),
    ],
    ['the target', () => ['--target', 'posix']],
    ['what the compiler is told', () => ['--define', 'PORT=50003']],
  ])('is not used when %s changes', async (_, change) => {
    const cwd = tree(PROGRAM)
    const cache = temporaryFolder()
    await lint(cwd, '--cache-location', cache)
    const kept = entries(cache).size
    const changed = change(cwd)
    const args = Array.isArray(changed) ? changed.filter(isText) : []
    const without = await lint(cwd, ...args)
    expect(await lint(cwd, ...args, '--cache-location', cache)).toEqual(without)
    expect(entries(cache).size).toBeGreaterThan(kept)
  })

  test('is of one build of the program', async () => {
    const other = temporaryFolder()
    cpSync(dirname(cli), other, { recursive: true })
    writeFileSync(join(other, 'worker.js'), `${readFileSync(join(other, 'worker.js'), 'utf8')}\n// another one\n`)
    const cwd = tree(PROGRAM)
    const cache = temporaryFolder()
    const without = await lint(cwd)
    await lint(cwd, '--cache-location', cache)
    poison(cache)
    expect(
      (await run(join(other, 'cli.js'), [...STRICT, '-f', 'json', '--cache-location', cache], { cwd })).stdout,
    ).toBe(without.stdout)
  })

  test('is of every language', async () => {
    const cwd = tree(PROGRAM)
    const cache = temporaryFolder()
    await lint(cwd, '--cache-location', cache)
    const kept = entries(cache)
    const japanese = await lint(cwd, '--lang', 'ja')
    expect(await lint(cwd, '--lang', 'ja', '--cache-location', cache)).toEqual(japanese)
    expect(entries(cache)).toEqual(kept)
  })

  test('where the environment says, unless --no-cache', async () => {
    const cwd = tree(PROGRAM)
    const cache = join(temporaryFolder(), 'deep', 'down')
    const env = { SOCKLINT_CACHE: cache }
    await run(cli, ['--no-cache'], { cwd, env })
    expect(existsSync(cache)).toBe(false)
    await run(cli, [], { cwd, env })
    expect(entries(cache).size).toBeGreaterThan(5)
    const home = temporaryFolder()
    await run(cli, ['--cache'], { cwd, env: { XDG_CACHE_HOME: home } })
    if (process.platform === 'linux') expect(entries(join(home, 'socklint')).size).toBeGreaterThan(5)
  })

  test('where each system keeps such things', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux')).toBe(join('/c', 'socklint'))
    expect(cacheFolder({ XDG_CACHE_HOME: 'c' }, 'linux')).toMatch(/.cache.socklint$/)
    expect(cacheFolder({ LOCALAPPDATA: 'L' }, 'win32')).toBe(join('L', 'socklint', 'Cache'))
    expect(cacheFolder({}, 'darwin')).toMatch(/Library.Caches.socklint$/)
  })
})

function edit(cwd: string, path: string, change: (text: string) => string): void {
  writeFileSync(join(cwd, path), change(readFileSync(join(cwd, path), 'utf8')))
}

describe('faults lose nothing', () => {
  test.each<[string, (text: string) => string]>([
    ['cut off', (text) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['other bytes', () => '\0\x01\x02'],
    ['one letter changed', (text) => text.replace('"file"', '"fiel"')],
    ['of another shape', () => `${digestOf('{"path":7}')}\n{"path":7}`],
    ['no JSON', () => `${digestOf('{')}\n{`],
  ])('entries that are damaged (%s) are made anew', async (_, damage) => {
    const cwd = tree(PROGRAM)
    const cache = temporaryFolder()
    const without = await lint(cwd)
    await lint(cwd, '--cache-location', cache)
    const kept = entries(cache)
    for (const [path, text] of kept) writeFileSync(path, damage(text))
    expect(await lint(cwd, '--cache-location', cache)).toEqual(without)
    expect(entries(cache)).toEqual(kept)
  })

  test.each(['1', '2'])('a cache that cannot be written is told of once, in %s threads', async (threads) => {
    const cwd = tree({ ...PROGRAM, file: '' })
    const args = [...STRICT.slice(0, 2), '--threads', threads, '--format', 'json']
    const without = await run(cli, args, { cwd })
    const ran = await run(cli, [...args, '--cache-location', 'file'], { cwd })
    expect(ran).toMatchObject({ code: without.code, stdout: without.stdout })
    const told = ran.stderr.replace(without.stderr, '')
    expect(told.split('\n')).toHaveLength(2)
    expect(told).toMatch(/^socklint: the cache .*file.* cannot be written, so the next run will be no faster/)
  })

  // Only the super-user can make a small disk.
  test.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('a full disk', async () => {
    const cwd = tree(PROGRAM)
    const disk = temporaryFolder()
    const without = await lint(cwd)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'none', disk])
    try {
      const ran = await lint(cwd, '--cache-location', disk)
      expect(ran).toMatchObject({ code: without.code, stdout: without.stdout })
      expect(ran.stderr).toMatch(/cannot be written.*the results are not affected: no space left on the disk/)
      // What did fit is whole, and used.
      expect((await lint(cwd, '--cache-location', disk)).stdout).toBe(without.stdout)
    } finally {
      execFileSync('umount', [disk])
    }
  })

  test('several runs at once', async () => {
    const cwd = tree(PROGRAM)
    const cache = temporaryFolder()
    const without = await lint(cwd)
    const ran = await Promise.all([1, 2, 3, 4].map(() => lint(cwd, '--cache-location', cache)))
    for (const one of ran) expect(one).toEqual(without)
    expect(await lint(cwd, '--cache-location', cache)).toEqual(without)
    expect(readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tmp'))).toEqual(
      [],
    )
  })

  test.skipIf(process.platform === 'win32')('runs that are killed', { timeout: 120_000 }, async () => {
    const cwd = tree(PROGRAM)
    const cache = temporaryFolder()
    const without = await lint(cwd)
    let killed = 0
    for (let after = 100; after <= 900; after += 100) {
      const child = spawn(process.execPath, [cli, ...STRICT, '--cache-location', cache], { cwd, stdio: 'ignore' })
      const ended = new Promise((resolve) => child.on('exit', resolve))
      await setTimeout(after)
      if (child.kill('SIGKILL')) killed++
      await ended
    }
    expect(killed).toBeGreaterThan(0)
    expect(await lint(cwd, '--cache-location', cache)).toEqual(without)
    expect(await lint(cwd, '--cache-location', cache)).toEqual(without)
  })
})

describe('a cache ends', () => {
  const DAY = 24 * 60 * 60 * 1000
  const now = Date.now()
  const key = (n: number): string => digestOf(`${n}`)
  const age = (folder: string, days: (n: number) => number): void => {
    for (const [path, text] of entries(folder)) {
      const used = (now - days(Number(text.slice(text.indexOf('\n') + 2, -1))) * DAY) / 1000
      utimesSync(path, used, used)
    }
  }
  const left = (folder: string): number[] =>
    [...entries(folder).values()].map((text) => Number(text.slice(text.indexOf('\n') + 2, -1))).sort((a, b) => a - b)

  test('with what nobody used for a month, with what is too much, and with what was never finished', () => {
    const folder = temporaryFolder()
    const cache = new Cache(folder)
    for (let n = 0; n < 10; n++) cache.write(key(n), `${n}`)
    age(folder, (n) => n * 4)
    const some = join(folder, 'v1', key(0).slice(0, 2), `${key(0).slice(2)}.json`)
    writeFileSync(`${some}.1.tmp`, '')
    utimesSync(`${some}.1.tmp`, now / 1000 - 7200, now / 1000 - 7200)
    writeFileSync(`${some}.2.tmp`, '')
    cache.tidy(now)
    expect(left(folder)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect([existsSync(`${some}.1.tmp`), existsSync(`${some}.2.tmp`)]).toEqual([false, true])
    rmSync(`${some}.2.tmp`)
    // Not again on the same day.
    cache.tidy(now + DAY / 2, 0)
    expect(left(folder)).toHaveLength(8)
    const { size } = statSync(some)
    // Not two days: the eighth would be just as old as is allowed then, and times of files are rounded.
    cache.tidy(now + 1.5 * DAY, size * 7)
    expect(left(folder)).toEqual([0, 1, 2, 3, 4])
  })

  test('but what is used stays', () => {
    const folder = temporaryFolder()
    const cache = new Cache(folder)
    for (let n = 0; n < 3; n++) cache.write(key(n), `${n}`)
    age(folder, () => 29)
    expect(cache.read(key(1), isText)?.data).toBe('1')
    cache.tidy(now + 5 * DAY)
    expect(left(folder)).toEqual([1])
  })

  test('and nothing of it matters when it is gone, or was never there', () => {
    const folder = join(temporaryFolder(), 'none')
    const cache = new Cache(folder)
    expect(cache.read(key(0), isText)).toBeUndefined()
    cache.tidy()
    mkdirSync(folder)
    expect(cache.problem).toBeNull()
  })
})
