/**
 * The recipes for build systems, run for real: what they say together is what one run over all files says, and a change
 * runs what it touches and nothing else. Needs CMake 3.21 and Ninja; Bazel's is not run.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build } from '../../scripts/build.ts'
import { ROOT } from '../../scripts/rule-folders.ts'
import { PROGRAM } from '../cli/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'socklint-builds-'))
const command = join(folder, 'bin', 'socklint')
beforeAll(async () => {
  await build({ outdir: join(folder, 'dist'), bundles: ['cli', 'worker', 'pages'] })
  mkdirSync(dirname(command))
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${join(folder, 'dist', 'cli.js')}" "$@"\n`)
  chmodSync(command, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const TARGETS = { lib: ['lib/net.c'], app: ['app/main.c', 'app/first.c', 'app/second.c'], names: ['names/made.c'] }

function project(name: string, recipe: string, more: Readonly<Record<string, string>>): string {
  const cwd = join(folder, name)
  for (const [path, text] of Object.entries({ ...PROGRAM, ...more })) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    writeFileSync(join(cwd, path), text)
  }
  const at = join(cwd, 'tools', recipe.slice(recipe.lastIndexOf('/') + 1))
  mkdirSync(dirname(at), { recursive: true })
  copyFileSync(join(ROOT, recipe), at)
  return cwd
}

interface Ran {
  readonly code: number | null
  readonly output: string
}

function run(cwd: string, program: string, ...args: readonly string[]): Ran {
  const path = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`
  const env = { ...process.env, PATH: path, LC_ALL: 'C', NO_COLOR: '1', NINJA_STATUS: '' }
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', env })
  if (error !== undefined) throw error
  return { code: status, output: stdout + stderr }
}

const read = (cwd: string, path: string): unknown => JSON.parse(readFileSync(join(cwd, path), 'utf8'))
const factsMade = ({ output }: Ran): string[] =>
  [...output.matchAll(/SOCKLINT (\w+)\.facts$/gm)].map(([, name]) => name ?? '').sort()

/** What one run over the files of the targets says. */
function whole(cwd: string, ...flags: readonly string[]): unknown {
  run(cwd, command, ...flags, '--format', 'json=whole.json', ...Object.values(TARGETS).flat())
  return read(cwd, 'whole.json')
}

describe('Ninja', () => {
  const lines = Object.entries(TARGETS).map(([name, files]) => `build ${name}.facts: socklint_facts ${files.join(' ')}`)
  const file = `socklint = socklint
flags = --preset strict
include tools/socklint.ninja
${lines.join('\n')}
build report.json: socklint_merge ${Object.keys(TARGETS)
    .map((name) => `${name}.facts`)
    .join(' ')}
  format = --format gcc --format json=report.json
`

  test('says what the whole says, and does again what is touched', () => {
    const cwd = project('ninja', 'integrations/ninja/socklint.ninja', { 'build.ninja': file })
    const first = run(cwd, 'ninja')
    expect(first.code).not.toBe(0)
    expect(first.output).toContain('bind/specific-and-wildcard')
    expect(read(cwd, 'report.json')).toEqual(whole(cwd, '--preset', 'strict'))
    expect(factsMade(first)).toEqual(['app', 'lib', 'names'])
    // The report is made again, because it failed. The facts are not.
    expect(factsMade(run(cwd, 'ninja'))).toEqual([])
    // A header that two of three include, through the depfile.
    writeFileSync(join(cwd, 'names/made.c'), 'int made(void) { return 0; }\n')
    expect(factsMade(run(cwd, 'ninja'))).toEqual(['names'])
    writeFileSync(join(cwd, 'lib/net.h'), (PROGRAM['lib/net.h'] ?? '').replace('50001', '50002'))
    const third = run(cwd, 'ninja')
    expect(factsMade(third)).toEqual(['app', 'lib'])
    expect(third.output).toContain('50002')
    expect(read(cwd, 'report.json')).toEqual(whole(cwd, '--preset', 'strict'))
  })
})

describe.each([['Ninja'], ['Unix Makefiles']])('CMake with %s', (generator) => {
  const file = `cmake_minimum_required(VERSION 3.21)
project(sample C)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
include(tools/Socklint.cmake)
${Object.entries(TARGETS)
  .map(([name, files]) => `add_library(${name} OBJECT ${files.join(' ')})`)
  .join('\n')}
target_compile_definitions(app PRIVATE PORT=50003)
socklint(TARGETS ${Object.keys(TARGETS).join(' ')} FLAGS --preset strict REPORT --format gcc --format json=report.json)
`

  test('says what the whole says, and does again what is touched', () => {
    const cwd = project(`cmake-${generator.length}`, 'integrations/cmake/Socklint.cmake', { 'CMakeLists.txt': file })
    const configured = run(cwd, 'cmake', '-S', '.', '-B', 'out', '-G', generator, `-DSOCKLINT_COMMAND=${command}`)
    expect(configured, configured.output).toMatchObject({ code: 0 })
    const make = (): Ran => run(cwd, 'cmake', '--build', 'out', '--target', 'socklint', '-j', '2')
    const first = make()
    expect(first.code, first.output).not.toBe(0)
    expect(first.output).toContain('bind/specific-and-wildcard')
    const flags = ['--preset', 'strict', '--compile-commands', 'out']
    expect(read(cwd, 'report.json')).toEqual(whole(cwd, ...flags))
    writeFileSync(join(cwd, 'names/made.c'), 'int made(void) { return 0; }\n')
    const second = make()
    expect(second.output).toContain('Socklint: names')
    expect(second.output).not.toContain('Socklint: app')
    writeFileSync(join(cwd, 'lib/net.h'), `${PROGRAM['lib/net.h'] ?? ''}#define MORE 1\n`)
    const third = make()
    expect(third.output).toContain('Socklint: app')
    expect(third.output).not.toContain('Socklint: names')
    expect(read(cwd, 'report.json')).toEqual(whole(cwd, ...flags))
  })
})
