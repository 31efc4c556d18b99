/**
 * A hundred thousand files: all are seen, nothing is lost, and a second run with results kept says the same. Not part of
 * the default run, because making the files alone takes a while.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../../scripts/build.ts'

const FOLDERS = 1000
const FILES = 100
/** One file in so many calls a socket. */
const CALLING = 100

const folder = mkdtempSync(join(tmpdir(), 'socklint-huge-'))
const code = join(folder, 'code')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeAll(async () => {
  await build({ outdir: join(folder, 'dist'), bundles: ['cli', 'worker', 'pages'] })
  for (let at = 0; at < FOLDERS; at++) {
    const inner = join(code, `d${at % 10}`, `e${at}`)
    mkdirSync(inner, { recursive: true })
    for (let file = 0; file < FILES; file++) {
      const number = at * FILES + file
      const calls = `#include <sys/socket.h>\nint f${number}(int s)\n{\n    close(s);\n    return listen(s, 5);\n}\n`
      writeFileSync(
        join(inner, `f${file}.c`),
        number % CALLING === 0 ? calls : `int f${number}(void) { return ${number}; }\n`,
      )
    }
    symlinkSync('..', join(inner, 'loop'))
  }
})

interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly seconds: string
}

function run(...args: readonly string[]): Ran {
  const started = performance.now()
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [join(folder, 'dist', 'cli.js'), ...args], {
    cwd: code,
    env: { PATH: process.env['PATH'], LC_ALL: 'C', NO_COLOR: '1' },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (error !== undefined) throw error
  return { code: status, stdout, stderr, seconds: ((performance.now() - started) / 1000).toFixed(1) }
}

test('100,000 files', () => {
  const whole = run('--preset', 'strict', '-f', 'json')
  expect(whole.code).toBe(1)
  expect(whole.stderr).toBe('')
  const found = JSON.parse(whole.stdout) as {
    files: number
    skipped: number
    diagnostics: { file: string; rule: string }[]
  }
  const calling = (FOLDERS * FILES) / CALLING
  expect(found).toMatchObject({ files: FOLDERS * FILES, skipped: FOLDERS * FILES - calling, errors: [] })
  const used = found.diagnostics.filter(({ rule }) => rule === 'lifecycle/use-after-close')
  expect(new Set(used.map(({ file }) => file)).size).toBe(calling)
  const cache = ['--cache-location', join(folder, 'cache')]
  const cold = run('--preset', 'strict', '-f', 'json', ...cache)
  const warm = run('--preset', 'strict', '-f', 'json', ...cache)
  expect(cold.stdout).toBe(whole.stdout)
  expect(warm.stdout).toBe(whole.stdout)
  const parts = [1, 2, 3].map((k) => join(folder, `${k}.facts`))
  const facts = parts.map((file, k) => run('facts', '--preset', 'strict', '--shard', `${k + 1}/3`, '-o', file))
  expect(facts.map((ran) => ran.code)).toEqual([0, 0, 0])
  const merged = run('merge', '-f', 'json', ...parts)
  expect(merged.stdout).toBe(whole.stdout)
  const times = { whole, cold, warm, part: facts[0], merged }
  console.log(
    Object.entries(times)
      .map(([name, ran]) => `${name} ${ran?.seconds} s`)
      .join(', '),
  )
}, 900_000)
