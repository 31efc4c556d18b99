/**
 * `npm run demo`: lints examples/ with the built command. examples/broken must have findings, examples/mended must be
 * clean; anything else is exit 1.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './rule-folders.ts'

const CLI = join(ROOT, 'dist/cli.js')

function lint(folder: string): number | null {
  console.log(`\n$ socklint ${folder}`)
  return spawnSync(process.execPath, [CLI, folder], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] }).status
}

function main(): number {
  if (!existsSync(CLI)) {
    console.error('dist/cli.js is not built. Run: npm run build')
    return 2
  }
  const broken = lint('examples/broken')
  const mended = lint('examples/mended')
  if (broken === 1 && mended === 0) {
    console.log('\nAs it should be: findings in examples/broken, none in examples/mended.')
    console.log('To read about a rule: node dist/cli.js explain bind/specific-and-wildcard')
    return 0
  }
  console.error(
    `\nNot as it should be: examples/broken ended with ${broken} (1 wanted), examples/mended with ${mended} (0 wanted).`,
  )
  return 1
}

process.exitCode = main()
