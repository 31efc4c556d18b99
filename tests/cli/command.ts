import type { Plugin } from 'esbuild'
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll } from 'vitest'
import { build } from '../../scripts/build.ts'
import { ROOT } from '../../scripts/rule-folders.ts'

/** Puts the fake engine and its rule in the place of the real ones, wherever the command imports them. */
const withFakes: Plugin = {
  name: 'fake-engine',
  setup({ onResolve }) {
    const fakes = new Map([
      [join(ROOT, 'engine/index.ts'), join(ROOT, 'tests/cli/fake/engine.ts')],
      [join(ROOT, 'rules/index.ts'), join(ROOT, 'tests/cli/fake/rules.ts')],
    ])
    onResolve({ filter: /\/index\.ts$/ }, ({ path, resolveDir }) => {
      const fake = resolveDir === join(ROOT, 'cli') ? fakes.get(resolve(resolveDir, path)) : undefined
      return fake === undefined ? undefined : { path: fake, sideEffects: false }
    })
  },
}

/** Builds the command into a temporary folder and gives the path of its cli.js. */
export async function buildCommand(engine: 'fake' | 'real'): Promise<string> {
  const outdir = temporaryFolder()
  await build({
    outdir,
    bundles: engine === 'fake' ? ['cli', 'worker', 'pages'] : ['cli', 'worker', 'pages', 'server'],
    plugins: engine === 'fake' ? [withFakes] : [],
  })
  return join(outdir, 'cli.js')
}

/** A folder that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'socklint-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes files into a new temporary folder; `null` makes a folder. */
export function tree(files: Readonly<Record<string, string | Uint8Array | null>>): string {
  const folder = temporaryFolder()
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path)
    if (content === null) mkdirSync(file, { recursive: true })
    else {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    }
  }
  return folder
}

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string | Uint8Array
  /** Run as this user: root reads what nobody may. */
  readonly uid?: number
}

/** Runs the command as a process of its own. The language is English and there are no colours unless `env` says. */
export function run(cli: string, args: readonly string[], { cwd, env = {}, stdin = '', uid }: Running): Promise<Ran> {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], LC_ALL: 'C', NO_COLOR: '1', ...env },
    ...(uid === undefined ? {} : { uid }),
  })
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  child.stdin.on('error', () => {})
  child.stdin.end(stdin)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    )
  })
}

/** Lets every user read a folder and what is in it: temporary folders belong to their maker alone. */
export function openToAll(...paths: readonly string[]): void {
  for (const path of paths) chmodSync(path, 0o755)
}
