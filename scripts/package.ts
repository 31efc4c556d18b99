/** `npm run package`: builds and makes dist/socklint.vsix, one file for all hosts. */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build } from './build.ts'
import { ROOT } from './rule-folders.ts'

const PACKAGE = 'dist/socklint.vsix'

async function main(): Promise<number> {
  await build({ outdir: join(ROOT, 'dist') })
  const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce')
  // Everything is bundled, hence no dependencies; with input open vsce would wait for answers to its questions.
  const { status, error } = spawnSync(
    process.execPath,
    [
      vsce,
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '--out',
      PACKAGE,
    ],
    { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] },
  )
  if (error !== undefined) throw error
  return status ?? 1
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
