/** `npm run package`: builds and makes dist/socklint.vsix, one file for all hosts. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build } from './build.ts'
import { ROOT } from './rule-folders.ts'

const PACKAGE = 'dist/socklint.vsix'

/** For README's pictures and links to lead somewhere, `repository` in package.json has to say where they are. */
const UNPUBLISHED = ['--allow-missing-repository', '--no-rewrite-relative-links']

async function main(): Promise<number> {
  await build({ outdir: join(ROOT, 'dist') })
  const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const published = typeof manifest === 'object' && manifest !== null && 'repository' in manifest
  const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce')
  // Everything is bundled, hence no dependencies; with input open vsce would wait for answers to its questions.
  const { status, error } = spawnSync(
    process.execPath,
    [vsce, 'package', '--no-dependencies', ...(published ? [] : UNPUBLISHED), '--out', PACKAGE],
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
