/**
 * `npm run equal -- DIR…`: that a run says the same, byte for byte in every format, in one thread and in several, with
 * results kept from the run before, in parts that are merged, and from facts of each folder.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { isSourceName, SKIPPED_FOLDERS, VENDORED_FOLDERS } from '../cli/files.ts'
import { FORMATS } from '../cli/options.ts'
import { ROOT } from './rule-folders.ts'

const CLI = join(ROOT, 'dist', 'cli.js')
const PARTS = 3
const JUDGING = ['--preset', 'strict']

interface Way {
  readonly name: string
  readonly milliseconds: number
  readonly equal: boolean
  readonly note: string
}

interface Done {
  readonly code: number | null
  readonly milliseconds: number
}

class Comparison {
  readonly ways: Way[] = []
  readonly #dir: string
  readonly #work: string
  #whole: ReadonlyMap<string, string> | null = null

  constructor(dir: string, work: string) {
    this.#dir = dir
    this.#work = work
  }

  run(): void {
    this.#report('whole, one thread', ['--threads', '1', ...JUDGING, '.'])
    this.#report('whole, two threads', ['--threads', '2', ...JUDGING, '.'])
    const cache = join(this.#work, 'cache')
    this.#report('cache, cold', ['--threads', '1', '--cache-location', cache, ...JUDGING, '.'])
    this.#report('cache, warm', ['--threads', '1', '--cache-location', cache, ...JUDGING, '.'], () => sizeOf(cache))
    const parts = Array.from({ length: PARTS }, (_, k) => ['--shard', `${k + 1}/${PARTS}`, '.'])
    const first = this.#facts('parts', parts)
    this.#report(`${PARTS} parts, merged`, ['merge', '--threads', '1', ...first], () => sizeOf(...first))
    const second = this.#facts('parts, told of each other', parts, first)
    this.#report('the same, told of each other', ['merge', '--threads', '1', ...second], () => sizeOf(...second))
    const folders = this.#folders()
    const facts = this.#facts('folders', folders)
    this.#report('facts of each folder, merged', ['merge', '--threads', '1', ...facts], () => sizeOf(...facts))
    this.#folderByFolder(folders, facts)
  }

  /** Findings of each folder, given the facts of all, are together those of the whole. */
  #folderByFolder(folders: readonly (readonly string[])[], facts: readonly string[]): void {
    const known = facts.flatMap((file) => ['--with-facts', file])
    const cache = join(this.#work, 'folder-cache')
    let milliseconds = 0
    const found = folders.flatMap((paths, index) => {
      const out = join(this.#work, `folder-${index}.json`)
      const given = ['--cache-location', cache, ...JUDGING, ...known, '--format', `json=${out}`, ...paths]
      milliseconds += this.#socklint(['--threads', '1', ...given]).milliseconds
      return findings(readFileSync(out, 'utf8'))
    })
    const whole = findings(this.#whole?.get('json') ?? '')
    const isEqual = JSON.stringify(found.sort()) === JSON.stringify([...whole].sort())
    this.ways.push({ name: 'each folder, told of the others', milliseconds, equal: isEqual, note: `${found.length}` })
  }

  #facts(name: string, parts: readonly (readonly string[])[], told: readonly string[] = []): string[] {
    const known = told.flatMap((file) => ['--with-facts', file])
    const times: number[] = []
    const files = parts.map((paths, index) => {
      const file = join(this.#work, `${name.replace(/\W+/g, '-')}-${index}.facts`)
      const done = this.#socklint(['facts', '--threads', '1', ...JUDGING, ...known, '-o', file, ...paths])
      if (done.code !== 0) throw new Error(`socklint facts ${paths.join(' ')}: exit ${done.code}`)
      times.push(done.milliseconds)
      return file
    })
    const sum = times.reduce((a, b) => a + b, 0)
    const longest = Math.max(...times)
    const note = `longest ${(longest / 1000).toFixed(1)} s`
    this.ways.push({ name: `facts: ${name}`, milliseconds: sum, equal: true, note })
    return files
  }

  /** The top folders, and the files beside them. */
  #folders(): string[][] {
    const entries = readdirSync(this.#dir, { withFileTypes: true })
    const folders = entries.filter(
      (entry) => entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name) && !VENDORED_FOLDERS.has(entry.name),
    )
    const files = entries.filter((entry) => entry.isFile() && isSourceName(entry.name)).map(({ name }) => name)
    return [...folders.map(({ name }) => [name]), ...(files.length === 0 ? [] : [files])]
  }

  #report(name: string, parameters: readonly string[], note: () => string = () => ''): void {
    const folder = join(this.#work, 'out')
    mkdirSync(folder, { recursive: true })
    const outputs = FORMATS.flatMap((format) => ['--format', `${format}=${join(folder, format)}`])
    const { code, milliseconds } = this.#socklint([...parameters, ...outputs])
    const texts = new Map(FORMATS.map((format) => [String(format), readFileSync(join(folder, format), 'utf8')]))
    texts.set('exit', `${code}`)
    const whole = (this.#whole ??= texts)
    const different = [...texts].filter(([format, text]) => whole.get(format) !== text).map(([format]) => format)
    for (const format of different) {
      writeFileSync(join(this.#work, `${format}.whole`), whole.get(format) ?? '')
      writeFileSync(join(this.#work, `${format}.other`), texts.get(format) ?? '')
    }
    const said = whole === texts ? `${findings(texts.get('json') ?? '').length} findings, exit ${code}` : note()
    const unequal = different.length === 0 ? '' : ` differs: ${different.join(', ')}`
    this.ways.push({ name, milliseconds, equal: different.length === 0, note: `${said}${unequal}` })
  }

  #socklint(parameters: readonly string[]): Done {
    const started = performance.now()
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...parameters], {
      cwd: this.#dir,
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', NO_COLOR: '1' },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    if (status === 2 || status === null) process.stderr.write(stderr)
    return { code: status, milliseconds: performance.now() - started }
  }
}

function findings(json: string): string[] {
  const data: unknown = json === '' ? null : JSON.parse(json)
  const list: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'diagnostics') : null
  return Array.isArray(list) ? list.map((finding) => JSON.stringify(finding)) : []
}

function sizeOf(...paths: readonly string[]): string {
  const bytes = (path: string): number =>
    statSync(path).isDirectory()
      ? readdirSync(path).reduce((sum, name) => sum + bytes(join(path, name)), 0)
      : statSync(path).size
  return `${(paths.reduce((sum, path) => sum + bytes(path), 0) / 1024 / 1024).toFixed(1)} MB`
}

let isEqual = true
for (const dir of process.argv.slice(2)) {
  const work = mkdtempSync(join(tmpdir(), 'socklint-equal-'))
  const comparison = new Comparison(resolve(dir), work)
  comparison.run()
  console.log(`\n${basename(resolve(dir))}`)
  for (const { name, milliseconds, equal, note } of comparison.ways)
    console.log(
      `  ${equal ? 'equal  ' : 'UNEQUAL'}  ${name.padEnd(34)} ${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${note}`,
    )
  const all = comparison.ways.every(({ equal }) => equal)
  if (all) rmSync(work, { recursive: true, force: true })
  else console.log(`  what differs is in ${work}`)
  isEqual &&= all
}
process.exitCode = isEqual ? 0 : 1
