/** What goes wrong around a run loses nothing that it does not have to, is told of, and shows in the exit status. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, run, temporaryFolder, tree, type Ran } from './command.ts'

let cli = ''
beforeAll(async () => {
  cli = await buildCommand('fake')
})

/** Runs the command with this code loaded before it, which can get between it and the system. */
async function runWith(
  preload: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const file = join(temporaryFolder(), 'preload.cjs')
  writeFileSync(file, `const fs = require('node:fs')\n${preload}`)
  return run(cli, args, { cwd, env: { ...env, NODE_OPTIONS: `--require ${file}` } })
}

const FILES = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`f${i}.c`, `bad ${i}\n${'x '.repeat(9000)}\n`]))
const isMended = (text: string): boolean => text.startsWith('fine')

describe('--fix', () => {
  /** Ends the process, as a kill does, at the nth of the calls by which files are written. */
  const killAt = (n: number): string => `
    let left = ${n}
    for (const name of ['openSync', 'writeSync', 'fsyncSync', 'closeSync', 'renameSync']) {
      const real = fs[name]
      fs[name] = (...given) => {
        const isWrite = name === 'openSync' ? given[1] === 'wx' : name === 'renameSync' || opened.has(given[0])
        if (isWrite && left-- === 0) process.kill(process.pid, 'SIGKILL')
        const result = real(...given)
        if (isWrite && name === 'openSync') opened.add(result)
        if (name === 'closeSync') opened.delete(given[0])
        return result
      }
    }
    const opened = new Set()`

  test.skipIf(process.platform === 'win32')(
    'killed at any moment: every file is the old one or the new one',
    { timeout: 300_000 },
    async () => {
      const states = new Set<number>()
      for (let n = 0; n < 27; n++) {
        const cwd = tree(FILES)
        const ran = await runWith(killAt(n), ['--fix', '--threads', '1'], cwd)
        let mended = 0
        for (const [name, before] of Object.entries(FILES)) {
          const now = readFileSync(join(cwd, name), 'utf8')
          expect([before, before.replace('bad', 'fine')], `${n} ${name}`).toContain(now)
          if (isMended(now)) mended++
        }
        states.add(mended)
        if (ran.code === 0) {
          // No such call is left: all of it was done.
          expect(mended).toBe(5)
          break
        }
        expect(ran.code).toBeNull()
        // The next run finishes it, whatever is left lying about.
        expect(await run(cli, ['--fix'], { cwd })).toMatchObject({ code: 0 })
        expect(Object.keys(FILES).every((name) => isMended(readFileSync(join(cwd, name), 'utf8')))).toBe(true)
      }
      expect([...states].sort()).toEqual([0, 1, 2, 3, 4, 5])
    },
  )

  test('a full disk: the file stays as it was, and the status tells', async () => {
    const cwd = tree(FILES)
    const full = `
      const { openSync, writeSync } = fs
      const opened = new Set()
      fs.openSync = (path, flags, ...given) => {
        const file = openSync(path, flags, ...given)
        if (flags === 'wx') opened.add(file)
        return file
      }
      let left = 2
      fs.writeSync = (...given) => {
        if (!opened.delete(given[0]) || left-- > 0) return writeSync(...given)
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
      }`
    const ran = await runWith(full, ['--fix', '--threads', '1', '-f', 'gcc'], cwd)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('socklint: cannot write f2.c: no space left on the disk\n')
    expect(ran.stderr).toContain('mended 5 findings in 2 files')
    expect(Object.keys(FILES).filter((name) => isMended(readFileSync(join(cwd, name), 'utf8')))).toEqual([
      'f0.c',
      'f1.c',
    ])
    for (const [name, before] of Object.entries(FILES).slice(2))
      expect(readFileSync(join(cwd, name), 'utf8')).toBe(before)
    expect(readdirSync(cwd).sort()).toEqual(Object.keys(FILES))
  })

  test('a full disk before anything is written: nothing is', async () => {
    const cwd = tree(FILES)
    const full = `
      fs.mkdtempSync = () => {
        throw Object.assign(new Error('ENOSPC: no space left on device, mkdtemp'), { code: 'ENOSPC' })
      }`
    const ran = await runWith(full, ['--fix', '--threads', '1', '-f', 'gcc'], cwd)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toMatch(/^socklint: cannot write .*socklint-: no space left on the disk\n$/)
    for (const [name, before] of Object.entries(FILES)) expect(readFileSync(join(cwd, name), 'utf8')).toBe(before)
  })

  test('a file that is changed after it was looked at is left alone', async () => {
    const cwd = tree({ 'a.c': 'bad', 'b.c': 'bad' })
    const changing = `
      const real = fs.readFileSync
      fs.readFileSync = (path, ...given) => {
        if (String(path).endsWith('/a.c')) fs.writeFileSync(path, 'what somebody else has put here')
        return real(path, ...given)
      }`
    const ran = await runWith(changing, ['--fix', '--threads', '1', '-f', 'gcc'], cwd)
    // What is reported is the text that is there now.
    expect(ran.code).toBe(0)
    expect(ran.stderr).toContain('a.c: not mended, because it was changed meanwhile')
    expect(readFileSync(join(cwd, 'a.c'), 'utf8')).toBe('what somebody else has put here')
    expect(readFileSync(join(cwd, 'b.c'), 'utf8')).toBe('fine')
  })

  test('several runs at once: each file is mended once and whole', async () => {
    const cwd = tree(FILES)
    const ran = await Promise.all([1, 2, 3].map(() => run(cli, ['--fix', '-f', 'gcc'], { cwd })))
    for (const { code, stderr } of ran) {
      expect([0, 1, 2]).toContain(code)
      if (code !== 0) expect(stderr).toContain('it was changed meanwhile')
    }
    for (const [name, before] of Object.entries(FILES))
      expect(readFileSync(join(cwd, name), 'utf8')).toBe(before.replace('bad', 'fine'))
    expect(readdirSync(cwd).sort()).toEqual(Object.keys(FILES))
  })
})

describe('a file that vanishes', () => {
  /** It is gone when its text is asked for, for the nth time. */
  const vanishing = (n: number): string => `
    const real = fs.openSync
    let left = ${n}
    fs.openSync = (path, ...given) => {
      if (String(path).endsWith('gone.c') && --left <= 0) fs.rmSync(path, { force: true })
      return real(path, ...given)
    }`

  test.each([
    [1, '1'],
    [2, '1'],
    [1, '2'],
    [2, '2'],
  ])('before it is read for the %i. time, in %s threads', async (times, threads) => {
    const cwd = tree({ 'a.c': 'bad', 'gone.c': 'bad', 'z.c': 'bad' })
    // Threads count for themselves.
    const ran = await runWith(vanishing(threads === '1' ? times : 1), ['-f', 'json', '--threads', threads], cwd)
    const { diagnostics, errors } = JSON.parse(ran.stdout) as { diagnostics: { file: string }[]; errors: object[] }
    expect(diagnostics.map(({ file }) => file)).toEqual(['a.c', 'z.c'])
    expect(errors).toEqual([{ file: 'gone.c', message: 'cannot read this file: it no longer exists' }])
    expect(ran.code).toBe(1)
    expect(ran.stderr).toBe('socklint: gone.c: cannot read this file: it no longer exists\n')
  })

  test('before its line is shown: the finding stays', async () => {
    const cwd = tree({ 'a.c': 'bad', 'gone.c': 'bad' })
    const gone = `
      const real = fs.readFileSync
      fs.readFileSync = (path, ...given) => {
        if (String(path).endsWith('gone.c')) fs.rmSync(path, { force: true })
        return real(path, ...given)
      }`
    const ran = await runWith(gone, ['--threads', '1'], cwd)
    expect(ran.code).toBe(1)
    expect(ran.stdout).toContain('gone.c')
    expect(ran.stdout).toContain('2 problems')
  })
})

test('a report that cannot be written for want of space is told of', async () => {
  const cwd = tree({ 'a.c': 'bad' })
  if (process.platform !== 'linux') return
  const ran = await run(cli, ['--format', 'json=/dev/full', '--format', 'gcc'], { cwd })
  expect(ran.code).toBe(2)
  expect(ran.stdout).toContain('a.c:1:1')
  expect(ran.stderr).toContain('cannot write /dev/full: no space left on the disk')
})
