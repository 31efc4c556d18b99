/**
 * `npm run adopt -- DIR [--cli FILE]`: adopts Socklint in a copy of a project, end to end, as its team would,
 * and tells what happens. DIR is a checkout, which stays as it is.
 *
 * 1. `socklint init` writes a configuration, 2. a baseline takes what is there, 3. from then on nothing is reported,
 * 4. a commit with a new fault brings exactly that fault by --since, 5. a suppression with a reason is accepted and one
 * that suppresses nothing is not, 6. the fixes mend some of what the baseline has, and it shrinks by --prune-baseline.
 *
 * Ends with 1 when a step is not as it should be.
 */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { adopt } from './adoption.ts'
import { ROOT } from './rule-folders.ts'

const { values, positionals } = parseArgs({
  options: { cli: { type: 'string', default: join(ROOT, 'dist/cli.js') } },
  allowPositionals: true,
})
const [project, ...more] = positionals
if (project === undefined || more.length > 0) {
  console.error('npm run adopt -- DIR [--cli FILE]')
  process.exitCode = 2
} else {
  try {
    for (const line of adopt(resolve(project), resolve(values.cli))) console.log(line)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
