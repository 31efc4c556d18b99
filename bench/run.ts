/**
 * `npm run bench -- FOLDER [--rounds N]`: the command against `grep` for the same words over the same files, in turn,
 * so that the ratio holds when the machine's speed drifts. `--typing` measures the language server instead, see typing.ts.
 * Build first. Prints medians; judges nothing.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FILTER_WORDS } from '../engine/model/index.ts'
import { typing } from './typing.ts'

const EXTENSIONS = ['c', 'h', 'cc', 'cpp', 'cxx', 'hh', 'hpp']
const COMMAND = join(__dirname, '..', 'dist', 'cli.js')

interface Measurement {
  /** Seconds by the clock. */
  readonly wall: number
  /** Seconds of processor time in user mode, all threads together. */
  readonly user: number
}

function measure(command: string, parameters: readonly string[]): Measurement {
  const started = performance.now()
  const { error } = spawnSync(command, parameters, { stdio: 'ignore' })
  if (error) throw error
  const wall = (performance.now() - started) / 1000
  return { wall, user: childSeconds() }
}

let childSecondsSoFar = 0

/** User time of the children that ended since the last call. resourceUsage() leaves children out. */
function childSeconds(): number {
  // Field 16 of /proc/self/stat is the user time of ended children in clock ticks (proc(5)); 100 a second on Linux.
  const text = readFileSync('/proc/self/stat', 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const total = Number(fields[13] ?? Number.NaN) / 100
  const spent = total - childSecondsSoFar
  childSecondsSoFar = total
  return spent
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      typing: { type: 'boolean', default: false },
      against: { type: 'string' },
    },
  })
  const [folder] = positionals
  if (values.typing && folder !== undefined) {
    await typing(positionals, values.against === undefined ? [COMMAND] : [COMMAND, values.against])
    return 0
  }
  const rounds = Number(values.rounds)
  if (folder === undefined || positionals.length > 1 || !(rounds >= 1)) {
    console.error(
      'usage: npm run bench -- FOLDER [--rounds N], or npm run bench -- --typing FILE... [--against COMMAND]',
    )
    return 2
  }
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    console.error(`no such folder: ${folder}`)
    return 2
  }
  const words = `\\b(${[...FILTER_WORDS.strict, ...FILTER_WORDS.generic].join('|')})\\b`
  const grep = ['-rlE', words, ...EXTENSIONS.map((extension) => `--include=*.${extension}`), folder]
  const lint = [COMMAND, folder, '--format', 'json']
  childSeconds()
  const rows: { readonly grep: Measurement; readonly lint: Measurement }[] = []
  for (let round = -1; round < rounds; round++) {
    const row = { grep: measure('grep', grep), lint: measure(process.execPath, lint) }
    // The first round warms the file cache for both.
    if (round >= 0) rows.push(row)
  }
  const show = (name: string, pick: (row: (typeof rows)[number]) => Measurement): void => {
    console.log(
      `${name.padEnd(9)} wall ${median(rows.map((row) => pick(row).wall)).toFixed(2)} s   user ${median(rows.map((row) => pick(row).user)).toFixed(2)} s`,
    )
  }
  show('grep', (row) => row.grep)
  show('socklint', (row) => row.lint)
  const ratio = (of: 'wall' | 'user'): string => median(rows.map((row) => row.lint[of] / row.grep[of])).toFixed(2)
  console.log(`ratio     wall ${ratio('wall')}     user ${ratio('user')}   (median of ${rounds} pairs)`)
  return 0
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  },
)
